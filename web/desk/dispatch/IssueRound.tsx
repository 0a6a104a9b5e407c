/** Issuing the round: a summary to read first, or what still stands in the way. */
import { DECISION_WORDS, DECISIONS } from '@jiedui/shared/dispatch/round.ts';
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { Button } from '../../kit/Button.tsx';
import { dateWords } from '../../kit/format.ts';
import { Note } from '../../kit/Parts.tsx';
import { Sheet } from '../../kit/Sheet.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { WayLink } from '../shell/way.tsx';
import { IssueDispatchRound } from './dispatch.documents.ts';
import { LightTag } from './Light.tsx';
import { monthWord } from './due.ts';
import { countBy, inQueueOrder, isDecided } from './queue.ts';
import type { Round, RoundLine } from './round.ts';

export function IssueRound({ open, round, onClose }: { open: boolean; round: Round; onClose: () => void }) {
  const issue = useAction(IssueDispatchRound);
  const say = useToast();
  const [refused, setRefused] = useState<string | null>(null);
  const waiting = inQueueOrder(round.lines.filter((line) => !isDecided(line)));
  const close = () => {
    setRefused(null);
    issue.clear();
    onClose();
  };
  const press = async () => {
    const answer = await issue.run({ roundId: round.id, expectedVersion: round.version });
    if (answer === null) return;
    if (answer.__typename === 'DispatchRound') {
      say(`${monthWord(round.month)}调度已签发，各社工站和社会组织会收到各自的处理意见。`);
      close();
    } else
      setRefused(
        answer.__typename === 'StaleVersion' ? '刚有人改过处理意见，已换成最新内容，请核对后再签发。' : answer.message,
      );
  };
  if (0 < waiting.length) return <Blocked open={open} round={round} waiting={waiting} onClose={close} />;
  return (
    <Sheet
      open={open}
      title={`签发 ${monthWord(round.month)}调度`}
      onClose={close}
      foot={
        <>
          <Button kind="primary" onClick={press} busy={issue.busy} busyWord="正在签发…">
            签发 {monthWord(round.month)}调度
          </Button>
          <Button onClick={close}>再看一看</Button>
        </>
      }
    >
      <p>
        {round.lines.length} 对结对都已有处理意见，截止日是 {dateWords(round.dueOn)}。签发后内容不能再改，数据就此定格。
      </p>
      <ul className="counts">
        {countBy(
          DECISIONS,
          round.lines.map((line) => line.decision),
        ).map(({ key, count }) => (
          <li key={key}>
            <b>
              {DECISION_WORDS[key]} {count} 条
            </b>
            <small>
              {round.lines
                .filter((line) => line.decision === key)
                .map((line) => line.station.name)
                .join('、')}
            </small>
          </li>
        ))}
      </ul>
      {(refused ?? issue.fault) ? (
        <div role="alert">
          <Note tone="late">
            {refused ?? `${issue.fault?.title}，还没有签发。${issue.fault?.remedy}（代码 ${issue.fault?.code}）`}
          </Note>
        </div>
      ) : null}
    </Sheet>
  );
}

function Blocked({
  open,
  round,
  waiting,
  onClose,
}: {
  open: boolean;
  round: Round;
  waiting: readonly RoundLine[];
  onClose: () => void;
}) {
  return (
    <Sheet
      open={open}
      title={`还有 ${waiting.length} 条未处理，暂不能签发`}
      onClose={onClose}
      foot={<Button onClick={onClose}>回去处理</Button>}
    >
      <p>每一条都有处理意见后才能签发。点一条直接前往：</p>
      <ul className="will">
        {waiting.map((line) => (
          <li key={line.id}>
            <LightTag light={line.light} />{' '}
            <WayLink to="/dispatch/$month" params={{ month: round.month }} search={{ line: line.id }} onClick={onClose}>
              {line.station.name}
            </WayLink>
            <small>{line.lightReason}</small>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
