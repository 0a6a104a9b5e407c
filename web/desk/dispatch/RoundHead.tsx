/** The head of the month desk: when it is due, how far it is, the sheet, the greens in one go, and the issue. */
import { formatMonth, localDateOf, type Month } from '@jiedui/shared/calendar.ts';
import { useState } from 'react';
import { Button, buttonClass } from '../../kit/Button.tsx';
import { dateWords, momentWords } from '../../kit/format.ts';
import { Mark } from '../../kit/Mark.tsx';
import { ApproveGreens } from './ApproveGreens.tsx';
import { IssueRound } from './IssueRound.tsx';
import { daysLeftWords, monthWord } from './due.ts';
import { inQueueOrder, isDecided } from './queue.ts';
import type { Round } from './round.ts';
import { Since } from './Since.tsx';

export function RoundHead({ round }: { round: Round }) {
  const [sheet, setSheet] = useState<'greens' | 'issue' | null>(null);
  const greens = round.lines.filter((line) => line.light === 'green' && !isDecided(line));
  const issued = round.state === 'issued';
  return (
    <header className="round__head">
      <div>
        <h1 className="round__title">{formatMonth(round.month as Month)}调度</h1>
        <p className="round__due">
          {issued ? (
            <>截止日 {dateWords(round.dueOn)}</>
          ) : (
            <>
              最迟 <b>{dateWords(round.dueOn)}</b> 签发，{daysLeftWords(round.dueOn)}
            </>
          )}
        </p>
        {issued ? null : <Since className="round__since" />}
      </div>
      <Progress round={round} />
      <div className="round__acts">
        <a className={buttonClass('quiet')} href={round.sheetUrl} download>
          导出调度表（{round.lines.length} 条）.xlsx
        </a>
        {issued ? (
          <Stamp issuedAt={round.issuedAt} />
        ) : (
          <>
            {greens.length === 0 ? null : (
              <Button onClick={() => setSheet('greens')}>批量同意绿灯（{greens.length} 条）</Button>
            )}
            <Button kind="primary" onClick={() => setSheet('issue')}>
              签发 {monthWord(round.month)}调度
            </Button>
          </>
        )}
      </div>
      <ApproveGreens open={sheet === 'greens'} greens={greens} onClose={() => setSheet(null)} />
      <IssueRound open={sheet === 'issue'} round={round} onClose={() => setSheet(null)} />
    </header>
  );
}

/** One mark a line, in the order of the queue: full once it is decided. */
function Progress({ round }: { round: Round }) {
  const decided = round.lines.filter(isDecided).length;
  return (
    <div className="progress">
      <p role="status">
        已处理 <b>{decided}</b>/{round.lines.length}
      </p>
      <div className="progress__marks" aria-hidden="true">
        {inQueueOrder(round.lines).map((line) => (
          <i
            key={line.id}
            className={`progress__mark progress__mark--${line.light}${isDecided(line) ? ' progress__mark--done' : ''}`}
          />
        ))}
      </div>
    </div>
  );
}

function Stamp({ issuedAt }: { issuedAt: string | null | undefined }) {
  return (
    <p className="stamp">
      <Mark className="stamp__mark" />
      <span>
        <b>已签发</b>
        {issuedAt ? (
          <small>
            {dateWords(localDateOf(new Date(issuedAt)))} {momentWords(issuedAt).slice(-5)}
          </small>
        ) : null}
      </span>
    </p>
  );
}
