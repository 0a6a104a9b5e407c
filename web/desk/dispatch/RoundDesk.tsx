/** The month desk: queue at the left, facts in the middle, decisions at the right; keys with a button for each. */
import { formatMonth, type Month } from '@jiedui/shared/calendar.ts';
import { DECISIONS } from '@jiedui/shared/dispatch/round.ts';
import { useEffect, useRef, useState } from 'react';
import { useKeys, useKeysOn } from '../shell/keys.ts';
import { useGo, useSearchOf, type RoundSearch } from '../shell/way.tsx';
import { Decide, DecidedForGood } from './Decide.tsx';
import { useDeciding } from './deciding.ts';
import { Facts } from './Facts.tsx';
import { KeyBar } from './KeyBar.tsx';
import { Queue } from './Queue.tsx';
import { inQueueOrder, isDecided, neighbour, nextWaiting } from './queue.ts';
import type { Round } from './round.ts';
import { RoundHead } from './RoundHead.tsx';

export function RoundDesk({ round }: { round: Round }) {
  const search = useSearchOf<RoundSearch>();
  const go = useGo();
  const [keysOn, setKeysOn] = useKeysOn();
  const queue = inQueueOrder(round.lines);
  const open = round.state === 'open';
  // Once on the desk, a line stays there until the officer moves on, even when it has been decided elsewhere.
  const [first] = useState(() => (queue.find((line) => !isDecided(line)) ?? queue[0]!).id);
  const line = queue.find(({ id }) => id === search.line) ?? queue.find(({ id }) => id === first) ?? queue[0]!;
  const choose = (id: string) =>
    go({
      to: '/dispatch/$month',
      params: { month: round.month },
      search: { line: id },
      replace: true,
      resetScroll: false,
    });
  const deciding = useDeciding({
    line,
    lines: round.lines,
    onDecided: (decided) => choose(nextWaiting(queue, decided.id)?.id ?? decided.id),
    onUndone: choose,
  });
  const middle = useRef<HTMLDivElement>(null);
  useEffect(() => {
    middle.current?.scrollTo({ top: 0 });
  }, [line.id]);
  const move = (step: 1 | -1) => {
    const next = neighbour(queue, line.id, step);
    if (next) choose(next.id);
  };
  useKeys(keysOn, 'jku12345', (key) => {
    if (key === 'j') move(1);
    else if (key === 'k') move(-1);
    else if (!open) return;
    else if (key === 'u') deciding.undo();
    else deciding.choose(DECISIONS[Number(key) - 1]!);
  });
  useEffect(() => {
    document.title = `${formatMonth(round.month as Month)}调度 · 结对调度台`;
  }, [round.month]);
  return (
    <main className="round" id="main" tabIndex={-1}>
      <RoundHead round={round} />
      <div className="round__desk">
        <div className="round__left">
          <Queue queue={queue} chosenId={line.id} onChoose={choose} />
          <KeyBar on={keysOn} onSwitch={setKeysOn} onMove={move} onUndo={open ? deciding.undo : null} />
        </div>
        <div className="round__middle" ref={middle} tabIndex={0} role="region" aria-label="本条数据">
          <Facts key={line.id} round={round} line={line} />
        </div>
        <div className="round__right">
          {open ? <Decide line={line} deciding={deciding} /> : <DecidedForGood line={line} />}
        </div>
      </div>
    </main>
  );
}
