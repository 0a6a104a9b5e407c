/** 暂无人接: why nobody is proposed, and the cheapest change that would serve each; one more slot can be tried at once. */
import type { ResultOf } from '@graphql-typed-document-node/core';
import { useEffect, useState } from 'react';
import { type CombinedError, createRequest, useClient } from 'urql';
import { Button } from '../../../kit/Button.tsx';
import { Empty, ErrorState, Loading } from '../../../kit/Blank.tsx';
import { faultOf } from '../../../kit/fault.ts';
import { WayLink } from '../../shell/way.tsx';
import { DeskRoundUnserved } from './round.documents.ts';
import type { Preview, RoundInput } from './use-round.ts';
import type { Wishing } from './use-wishes.ts';
import { excludedWords, withSlots } from './wishes.ts';

type Unserved = NonNullable<ResultOf<typeof DeskRoundUnserved>['roundPreview']>['plan']['unserved'];
type Change = Unserved['edges'][number]['node']['changes'][number];

interface UnservedProps {
  input: RoundInput;
  plan: Preview['plan'];
  wishing: Wishing;
}

/** With three changes each, as many as one question may cost. */
const READ = 30;

export function Unserved({ input, plan, wishing }: UnservedProps) {
  const { list, error, again } = useUnserved(input);
  if (plan.unservedCount === 0)
    return <Empty title="每个点单都有组织可请">到“拟邀请”逐一看过，就可以保存并发送邀请。</Empty>;
  if (list === null)
    return error ? (
      <ErrorState fault={faultOf(error)} safe="还没有保存或发出任何内容。" onRetry={again} />
    ) : (
      <Loading rows={4} />
    );
  const tryOne = (change: Change) => {
    const line = plan.organizations.edges.find(({ node }) => node.id === change.organization.id)?.node;
    if (!line) return;
    const { id, slots, organization } = line;
    wishing.change(withSlots(wishing.wishes, { organizationId: id, name: organization.name, slots }, slots + 1));
  };
  return (
    <ol className="unserved" aria-label="暂无人接">
      {list.edges.map(({ node: { id, order, sentence, changes } }) => (
        <li key={id}>
          <h3>
            <WayLink to="/orders" search={{ order: order.id }} className="ledger__name">
              {order.title}
            </WayLink>
            <small>{order.station.name}</small>
          </h3>
          <p>
            {excludedWords(wishing.wishes, order.id)}
            {sentence}
          </p>
          {changes.length === 0 ? (
            <p className="hint">没有只差一步的组织。可与社工站商量调整时间、要求，或动员组织补充供给。</p>
          ) : (
            <ul className="unserved__ways">
              {changes.map((change, index) => (
                <li key={change.sentence}>
                  <p>
                    {index === 0 ? <b>最省的办法：</b> : '也可以：'}
                    {change.sentence}
                  </p>
                  {change.kind === 'one_more_slot' ? (
                    <Button onClick={() => tryOne(change)} aria-label={`给${change.organization.name}试加 1 场名额`}>
                      试加 1 场
                    </Button>
                  ) : null}
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
      {list.edges.length < list.totalCount ? (
        <li className="hint">
          共 {list.totalCount} 个，先列最急的 {list.edges.length} 个。
        </li>
      ) : null}
    </ol>
  );
}

function useUnserved(input: RoundInput) {
  const client = useClient();
  const [attempt, setAttempt] = useState(0);
  const [answer, setAnswer] = useState<{ list: Unserved | null; error: CombinedError | undefined }>({
    list: null,
    error: undefined,
  });
  useEffect(() => {
    const request = createRequest(DeskRoundUnserved, { input, first: READ });
    const asked = client.executeQuery(request, { requestPolicy: 'network-only' }).subscribe(({ data, error }) => {
      setAnswer((now) => ({ list: data?.roundPreview?.plan.unserved ?? now.list, error }));
    });
    return () => asked.unsubscribe();
  }, [client, input, attempt]);
  return { ...answer, again: () => setAttempt((n) => n + 1) };
}
