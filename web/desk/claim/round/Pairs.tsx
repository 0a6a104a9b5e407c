/** 拟邀请: every proposed pair as a sentence, why, how far ahead of the next; what the last change has moved is marked. */
import { useEffect, useRef } from 'react';
import { Button } from '../../../kit/Button.tsx';
import { Empty } from '../../../kit/Blank.tsx';
import { StateTag } from '../../../kit/StateTag.tsx';
import { nextWords } from './next-words.ts';
import { PairSentence } from './PairSentence.tsx';
import type { Proposal } from './use-round.ts';
import type { Moves } from './wishes.ts';

interface PairsProps {
  pairs: readonly Proposal[];
  chosenId: string | undefined;
  moves: Moves | null;
  more: (() => void) | null;
  onChoose: (orderId: string) => void;
}

export function Pairs({ pairs, chosenId, moves, more, onChoose }: PairsProps) {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-current="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [chosenId]);
  if (pairs.length === 0) return <Empty title="现在没有可以邀请的组织">各点单差在哪里、怎样最省，见“暂无人接”。</Empty>;
  return (
    <>
      <ol className="pairs" ref={list} aria-label="拟邀请">
        {pairs.map((pair) => (
          <li key={pair.id}>
            <button
              type="button"
              className={pair.id === chosenId ? 'pair pair--on' : 'pair'}
              aria-current={pair.id === chosenId ? 'true' : undefined}
              onClick={() => onChoose(pair.id)}
            >
              <PairSentence order={pair.order} organization={pair.organization} />
              <span className="pair__why">{pair.sentence}</span>
              <span className="pair__next">{nextWords(pair)}</span>
              <Marks pair={pair} moves={moves} />
            </button>
          </li>
        ))}
      </ol>
      {more ? (
        <p className="match__more">
          <Button onClick={more}>再看一些</Button>
        </p>
      ) : null}
    </>
  );
}

function Marks({ pair: { id, pinned, order }, moves }: { pair: Proposal; moves: Moves | null }) {
  const from = moves?.from.get(id);
  if (!pinned && from === undefined && order.urgency !== 'emergency' && order.urgency !== 'urgent') return null;
  return (
    <span className="pair__marks">
      {order.urgency === 'emergency' ? <StateTag tone="late" word="紧急" /> : null}
      {order.urgency === 'urgent' ? <StateTag tone="decide" word="较急" /> : null}
      {pinned ? <StateTag tone="done" word="已钉住" /> : null}
      {from === undefined ? null : <StateTag tone="info" word={from === null ? '新有着落' : `原请${from}`} />}
    </span>
  );
}
