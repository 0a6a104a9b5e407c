/** The pair being looked at: why this one, its parts, who else could be asked; pinned, forbidden, or given to another by a press or a key. */
import { useEffect, useState } from 'react';
import { createRequest, useClient } from 'urql';
import type { ResultOf } from '@graphql-typed-document-node/core';
import { Bar } from '../../../kit/Bar.tsx';
import { Button } from '../../../kit/Button.tsx';
import { WayLink } from '../../shell/way.tsx';
import { namedPair } from './named-pair.ts';
import { nextWords } from './next-words.ts';
import { DeskRoundPair } from './round.documents.ts';
import type { Proposal, RoundInput } from './use-round.ts';
import { type NamedPair, type Wish, wishOf } from './wishes.ts';

type Answer = ResultOf<typeof DeskRoundPair>;

interface PairPartProps {
  pair: Proposal;
  input: RoundInput;
  wishes: readonly Wish[];
  onPin: (pair: NamedPair) => void;
  onForbid: (pair: NamedPair) => void;
}

/** Beyond these the order's own page says more. */
const OTHERS = 4;

export function PairPart({ pair, input, wishes, onPin, onForbid }: PairPartProps) {
  const { order, organization } = pair;
  const answer = usePair(input, order.id);
  const named = namedPair(pair);
  const pinned = wishOf(wishes, named)?.kind === 'pin';
  const others = (answer?.order?.recommendation.candidates ?? []).filter(
    (each) => each.organization.id !== organization.id,
  );
  const last = answer?.order?.invitation;
  const proposal = answer?.roundPreview?.plan.proposal;
  const parts = proposal?.organization.id === organization.id ? proposal.parts : [];
  return (
    <section className="pairpart" aria-label="这一对">
      <h2 className="pairpart__title">
        <WayLink to="/orders" search={{ order: order.id }} className="ledger__name">
          {order.title}
        </WayLink>
      </h2>
      <p>
        拟请 <b>{organization.name}</b>。{pair.sentence}
      </p>
      <p className="hint">{nextWords(pair)}</p>
      <div className="pairpart__acts" role="group" aria-label="调整这一对">
        <Button onClick={() => onPin(named)} aria-keyshortcuts="P" aria-pressed={pinned}>
          <kbd>P</kbd> {pinned ? '取消钉住' : '钉住'}
        </Button>
        <Button onClick={() => onForbid(named)} aria-keyshortcuts="X">
          <kbd>X</kbd> 排除
        </Button>
      </div>
      {others.length === 0 ? null : (
        <details className="pairpart__more" open>
          <summary>也可以请</summary>
          <ul>
            {others.slice(0, OTHERS).map(({ organization: other, sentence }) => {
              const alternative = { ...named, organizationId: other.id, name: other.name };
              const excluded = wishOf(wishes, alternative)?.kind === 'forbid';
              const declined = last?.state === 'declined' && last.organization.id === other.id;
              return (
                <li key={other.id}>
                  <span>
                    <b>{other.name}</b>
                    <small>{declined ? '已谢绝过这个点单，本月不再请' : excluded ? '您已排除' : sentence}</small>
                  </span>
                  {declined ? null : (
                    <Button onClick={() => onPin(alternative)} aria-label={`改请${other.name}`}>
                      改请
                    </Button>
                  )}
                </li>
              );
            })}
          </ul>
        </details>
      )}
      {parts.length === 0 ? null : (
        <details className="pairpart__more">
          <summary>各项匹配情况</summary>
          <dl className="pairpart__parts">
            {parts.map((part) => (
              <div key={part.code}>
                <dt>{part.name}</dt>
                <dd>
                  {part.words}
                  <Bar value={part.value} />
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </section>
  );
}

/** Read beside the list; a failure leaves the pair without its details, which is said by their absence. */
function usePair(input: RoundInput, orderId: string): Answer | null {
  const client = useClient();
  const [answer, setAnswer] = useState<Answer | null>(null);
  useEffect(() => {
    const request = createRequest(DeskRoundPair, { input, orderId, id: orderId });
    const asked = client.executeQuery(request, { requestPolicy: 'network-only' }).subscribe(({ data }) => {
      if (data) setAnswer(data);
    });
    return () => asked.unsubscribe();
  }, [client, input, orderId]);
  return answer;
}
