/** The head of a round: the month, what is put first, the whole plan in one sentence, its parts, and the one step that sends it. */
import { clockWords } from '../../../kit/format.ts';
import { Button, buttonClass } from '../../../kit/Button.tsx';
import { formatMonth, type Month } from '@jiedui/shared/calendar.ts';
import type { Objective } from '@jiedui/shared/matching/assignment/instance.ts';
import { type RoundsSearch, useGo, useSearchOf, WayLink } from '../../shell/way.tsx';
import type { Preview, Round } from './use-round.ts';
import { movesWords, OBJECTIVES } from './wishes.ts';

interface RoundHeadProps {
  month: Month;
  months: readonly Month[];
  objective: Objective;
  round: Round;
  /** Null while there is nothing to send. */
  onSend: (() => void) | null;
}

export function RoundHead({ month, months, objective, round, onSend }: RoundHeadProps) {
  const search = useSearchOf<RoundsSearch>();
  const preview = round.shown?.preview;
  return (
    <header className="match__head">
      <div className="match__top">
        <h1 className="match__title">{formatMonth(month)}匹配轮次</h1>
        <nav className="filter__choices" aria-label="换一个月份">
          {months.map((each) => (
            <WayLink
              key={each}
              to="/rounds"
              search={{ month: each, objective: search.objective }}
              className={each === month ? 'filter__choice filter__choice--on' : 'filter__choice'}
              aria-current={each === month ? 'true' : undefined}
            >
              {Number(each.slice(5))}月
            </WayLink>
          ))}
        </nav>
        <div className="match__acts">
          <WayLink to="/rounds/history" className={buttonClass('quiet')}>
            历次匹配
          </WayLink>
          {onSend && preview && 0 < preview.plan.served ? (
            <Button kind="primary" onClick={onSend} busy={round.busy} busyWord="正在重算…">
              保存并发送邀请（{preview.plan.served} 份）
            </Button>
          ) : null}
        </div>
      </div>
      <Aims objective={objective} />
      {preview && 0 < preview.plan.orders ? <Summary preview={preview} round={round} /> : null}
    </header>
  );
}

/** What the round puts first, in plain words. */
function Aims({ objective }: { objective: Objective }) {
  const search = useSearchOf<RoundsSearch>();
  const go = useGo();
  return (
    <fieldset className="aims">
      <legend>怎样安排</legend>
      {(Object.keys(OBJECTIVES) as Objective[]).map((each) => (
        <label key={each} className="aims__one">
          <input
            type="radio"
            name="objective"
            checked={each === objective}
            onChange={() => go({ to: '/rounds', search: { ...search, objective: each }, replace: true })}
          />
          <b>{OBJECTIVES[each].word}</b>
          <span>{OBJECTIVES[each].meaning}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Summary({ preview, round }: { preview: Preview; round: Round }) {
  const search = useSearchOf<RoundsSearch>();
  const show = search.show ?? 'pairs';
  const { plan, heldBackCount, leftOutCount, comparison } = preview;
  const parts = [
    ['pairs', `拟邀请 ${plan.served}`],
    ['unserved', `暂无人接 ${plan.unservedCount}`],
    ['townships', '各乡镇（街道）'],
    ['slots', '组织名额'],
  ] as const;
  return (
    <>
      <p className="match__sum" role="status" aria-live="polite">
        {Number(preview.month.slice(5))}月 <b>{plan.orders}</b> 个点单，
        {plan.unservedCount === 0 ? (
          '都有组织可请'
        ) : (
          <>
            可服务 <b>{plan.served}</b> 个，<b>{plan.unservedCount}</b> 个暂无人接
          </>
        )}
        {comparison ? (
          <span title={comparison.sentence}>；{monthWords(plan.served, comparison.run.served)}</span>
        ) : null}
        。
        <span className="match__moved">
          {round.busy
            ? '正在重算，先看原来的方案。'
            : round.shown?.moves
              ? `与调整前相比：${movesWords(round.shown.moves)}`
              : ''}
        </span>
      </p>
      <div className="match__under">
        <nav className="filter__choices" aria-label="本轮的各部分">
          {parts.map(([part, word]) => (
            <WayLink
              key={part}
              to="/rounds"
              search={{ ...search, show: part === 'pairs' ? undefined : part }}
              replace
              className={part === show ? 'filter__choice filter__choice--on' : 'filter__choice'}
              aria-current={part === show ? 'true' : undefined}
            >
              {word}
            </WayLink>
          ))}
        </nav>
        <p className="hint">
          {0 < heldBackCount ? `另有 ${heldBackCount} 个点单正等组织答复邀请，不在本轮。` : ''}
          {0 < leftOutCount ? `还有 ${leftOutCount} 个超出一轮的数量，请下一轮再办。` : ''}
          {comparison === null || comparison === undefined ? '上月没有匹配记录可比。' : ''}
          数据截至 {clockWords(preview.factsAt)}
          <button type="button" className="button button--plain match__again" onClick={round.again}>
            重新读取
          </button>
        </p>
      </div>
    </>
  );
}

function monthWords(now: number, before: number): string {
  if (now === before) return '与上月一样多';
  return now < before ? `比上月少服务 ${before - now} 个` : `比上月多服务 ${now - before} 个`;
}
