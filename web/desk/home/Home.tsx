/** 今日: when the month's dispatch is due, what waits, and the programme's totals as sentences that open. */
import { formatMonth, type Month } from '@jiedui/shared/calendar.ts';
import type { ResultOf } from '@graphql-typed-document-node/core';
import { useEffect } from 'react';
import { useQuery } from 'urql';
import { buttonClass } from '../../kit/Button.tsx';
import { dateWords, momentWords, todayInShanghai } from '../../kit/format.ts';
import { daysLeftWords, dueReason, monthWord } from '../dispatch/due.ts';
import { isDecided } from '../dispatch/queue.ts';
import { Answer } from '../shell/Answer.tsx';
import { useDesk } from '../shell/viewer.ts';
import { WayLink } from '../shell/way.tsx';
import { DeskHome } from './home.documents.ts';
import { News } from './News.tsx';
import { Totals } from './Totals.tsx';
import { Waiting } from './Waiting.tsx';

export type HomeData = ResultOf<typeof DeskHome>;
export type HomeMonth = HomeData['dispatchMonths'][number];

/** The month whose dispatch is next: the one the API names, else the newest. */
function monthOfToday({ home, dispatchMonths }: HomeData): HomeMonth | undefined {
  return dispatchMonths.find(({ month }) => month === home.dispatchMonth) ?? dispatchMonths[0];
}

export function Home() {
  const { programme } = useDesk();
  const [{ data, error }, again] = useQuery({ query: DeskHome, variables: { programmeId: programme.id } });
  useEffect(() => {
    document.title = '今日 · 结对调度台';
  }, []);
  return (
    <main className="page today" id="main" tabIndex={-1}>
      <p className="today__date">今天是 {dateWords(todayInShanghai())}</p>
      <div className="today__in">
        <div>
          <Answer data={data} error={error} onRetry={() => again({ requestPolicy: 'network-only' })} rows={4}>
            {(found) => (
              <>
                <Due month={monthOfToday(found)} />
                <Waiting data={found} month={monthOfToday(found)} />
                <News notices={found.home.notices} />
              </>
            )}
          </Answer>
        </div>
        <Totals />
      </div>
    </main>
  );
}

function Due({ month }: { month: HomeMonth | undefined }) {
  const { programme } = useDesk();
  if (month === undefined) return <h1 className="today__due">方案还没有到第一次月调度</h1>;
  const { round } = month;
  const name = monthWord(month.month);
  if (round?.state === 'issued') {
    return (
      <section className="today__head">
        <h1 className="today__due">{formatMonth(month.month as Month)}调度已签发</h1>
        <p className="today__rule">
          {round.issuedAt ? `${momentWords(round.issuedAt)} 签发，` : ''}截止日为 {dateWords(month.dueOn)}。
        </p>
        <WayLink to="/dispatch/$month" params={{ month: month.month }} className={buttonClass('quiet')}>
          查看 {name}调度
        </WayLink>
      </section>
    );
  }
  return (
    <section className="today__head">
      <h1 className="today__due">
        {name}调度最迟 <span className="nowrap">{dateWords(month.dueOn)}</span> 签发
      </h1>
      <p className="today__left">
        <b>{daysLeftWords(month.dueOn)}</b>
        {round ? `，已处理 ${round.lines.filter(isDecided).length}/${round.lines.length} 条` : '，还没有开启'}
      </p>
      <p className="today__rule">
        每月 {programme.dispatchDueDay} 日之前，不含当天；
        {dueReason(month.month as Month, programme.dispatchDueDay, month.dueOn)}。
      </p>
      {round ? (
        <WayLink to="/dispatch/$month" params={{ month: month.month }} className={buttonClass('primary')}>
          办理 {name}调度
        </WayLink>
      ) : (
        <WayLink to="/dispatch" className={buttonClass('primary')}>
          前往开启 {name}调度
        </WayLink>
      )}
    </section>
  );
}
