/** The months of the programme: when each dispatch is due and why on that day, what has been done, and opening it. */
import { formatMonth, type Month } from '@jiedui/shared/calendar.ts';
import type { ResultOf } from '@graphql-typed-document-node/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import { useAction } from '../../client.ts';
import { Empty } from '../../kit/Blank.tsx';
import { Button, buttonClass } from '../../kit/Button.tsx';
import { dateWords, momentWords, todayInShanghai, windowWords } from '../../kit/format.ts';
import { Note } from '../../kit/Parts.tsx';
import { StateTag } from '../../kit/StateTag.tsx';
import { Answer } from '../shell/Answer.tsx';
import { Page } from '../shell/Page.tsx';
import { useDesk } from '../shell/viewer.ts';
import { useGo, WayLink } from '../shell/way.tsx';
import { DeskMonths, OpenDispatchRound } from './dispatch.documents.ts';
import { Since } from './Since.tsx';
import { dueReason, dueRule, monthWord } from './due.ts';

type MonthRow = ResultOf<typeof DeskMonths>['dispatchMonths'][number];

export function Months() {
  const { programme } = useDesk();
  const [{ data, error }, again] = useQuery({ query: DeskMonths, variables: { programmeId: programme.id } });
  return (
    <Page title="月调度" lead={dueRule(programme.dispatchDueDay)}>
      <Since className="page__lead" />
      <Answer data={data} error={error} onRetry={() => again({ requestPolicy: 'network-only' })} rows={6}>
        {({ dispatchMonths }) =>
          dispatchMonths.length === 0 ? (
            <Empty title="方案还没有开始">方案开始后，每个月的调度会列在这里，第一次调度由这里开启。</Empty>
          ) : (
            <ol className="months">
              {dispatchMonths.map((month, index) => (
                <MonthItem key={month.month} month={month} current={index === 0} />
              ))}
            </ol>
          )
        }
      </Answer>
    </Page>
  );
}

function MonthItem({ month, current }: { month: MonthRow; current: boolean }) {
  const { programme } = useDesk();
  const { round } = month;
  return (
    <li className={current ? 'months__item months__item--now' : 'months__item'}>
      <h2 className="months__name">{formatMonth(month.month as Month)}</h2>
      <div className="months__due">
        <p>
          最迟 <b>{dateWords(month.dueOn)}</b> 签发
        </p>
        <p className="hint">
          {dueReason(month.month as Month, programme.dispatchDueDay, month.dueOn)} · 统计{' '}
          {windowWords(month.windowFrom, month.windowTo)}
        </p>
      </div>
      <p className="months__state">
        <MonthState month={month} />
      </p>
      <div className="months__act">
        {round ? (
          <WayLink
            to="/dispatch/$month"
            params={{ month: month.month }}
            className={buttonClass(current && round.state === 'open' ? 'primary' : 'quiet')}
          >
            {round.state === 'open' ? `办理 ${monthWord(month.month)}调度` : `查看 ${monthWord(month.month)}调度`}
          </WayLink>
        ) : (
          <OpenRound month={month.month} primary={current} />
        )}
      </div>
    </li>
  );
}

function MonthState({ month: { round, dueOn } }: { month: MonthRow }) {
  if (!round)
    return dueOn < todayInShanghai() ? (
      <StateTag tone="late" word="未开启，已过截止日" />
    ) : (
      <StateTag tone="rest" word="未开启" />
    );
  if (round.state === 'issued') {
    return (
      <>
        <StateTag tone="done" word="已签发" />
        <span className="hint">{round.issuedAt ? momentWords(round.issuedAt) : null}</span>
      </>
    );
  }
  const red = round.lines.filter((line) => line.light === 'red' && !line.decision).length;
  return (
    <>
      <StateTag
        tone={dueOn < todayInShanghai() ? 'late' : 'decide'}
        word={`调度中，已处理 ${round.decidedCount}/${round.lines.length}`}
      />
      {0 < red ? <span className="hint">还有 {red} 条红灯未处理</span> : null}
    </>
  );
}

function OpenRound({ month, primary }: { month: string; primary: boolean }) {
  const { programme } = useDesk();
  const go = useGo();
  const open = useAction(OpenDispatchRound);
  const [refused, setRefused] = useState<string | null>(null);
  const press = async () => {
    const answer = await open.run({ programmeId: programme.id, month });
    if (answer === null) return;
    if (answer.__typename === 'DispatchRound' || answer.__typename === 'RoundExists')
      go({ to: '/dispatch/$month', params: { month } });
    else setRefused(answer.message);
  };
  return (
    <>
      <Button kind={primary ? 'primary' : 'quiet'} onClick={press} busy={open.busy} busyWord="正在汇总数据…">
        开启 {monthWord(month)}调度
      </Button>
      {(refused ?? open.fault) ? (
        <div role="alert">
          <Note tone="late">
            {refused ?? `${open.fault?.title}，调度还没有开启。${open.fault?.remedy}（代码 ${open.fault?.code}）`}
          </Note>
        </div>
      ) : null}
    </>
  );
}
