/** 需求清单 or 供给清单 as it stood at the end of any day; the day and the list are in the address, the export is of that day. */
import type { ResultOf } from '@graphql-typed-document-node/core';
import { formatDate, type LocalDate } from '@jiedui/shared/calendar.ts';
import { serviceTypeWords } from '@jiedui/shared/taxonomy/scheme.ts';
import { Empty } from '../../kit/Blank.tsx';
import { buttonClass } from '../../kit/Button.tsx';
import { todayInShanghai } from '../../kit/format.ts';
import { Answer } from '../shell/Answer.tsx';
import { ExportLink } from '../shell/ExportLink.tsx';
import { FilterLine } from '../shell/FilterLine.tsx';
import { type Column, Ledger } from '../shell/Ledger.tsx';
import { Page } from '../shell/Page.tsx';
import { PageFoot } from '../shell/PageFoot.tsx';
import { usePages } from '../shell/pages.ts';
import { type ListsSearch, useGo, useSearchOf, WayLink } from '../shell/way.tsx';
import { DayField } from './DayField.tsx';
import { DeskListAsOf } from './lists.documents.ts';

type Line = ResultOf<typeof DeskListAsOf>['listAsOf']['edges'][number]['node'];
type ListName = NonNullable<ListsSearch['list']>;

const WORDS: Record<ListName, { word: string; owner: string; amount: string; states: string }> = {
  orders: { word: '需求清单', owner: '社工站', amount: '预计数量', states: 'open,claimed,confirmed' },
  offers: { word: '供给清单', owner: '社会组织', amount: '每月可提供', states: 'listed,paused' },
};

export function Lists() {
  const search = useSearchOf<ListsSearch>();
  const go = useGo();
  const today = todayInShanghai();
  const { list = 'orders' } = search;
  const on = search.on !== undefined && search.on <= today ? search.on : today;
  const { word, states } = WORDS[list];
  const pages = usePages(DeskListAsOf, { list, on }, (data) => data.listAsOf);
  const day = formatDate(on as LocalDate);
  const count = pages.totalCount;
  return (
    <Page
      title={word}
      lead={
        on === today
          ? `今天（${day}）的${word}。选定往日，看到的与那一天结束时完全一致。`
          : `${day}结束时的${word}，与当时完全一致。`
      }
      actions={
        <>
          <ExportLink
            list={list}
            count={count}
            states={states.split(',')}
            filters={{ asOf: on }}
            official={`这一天的${word}（${count?.toLocaleString('zh-CN')} 条）`}
          />
          <WayLink to="/lists/changes" search={on === today ? {} : { since: on }} className={buttonClass('quiet')}>
            {on === today ? '与上次调度相比' : '这一天以来的变化'}
          </WayLink>
        </>
      }
    >
      <FilterLine
        shown={`${word} · ${day}${count === null ? '' : ` · ${count} 条`}`}
        choices={(Object.keys(WORDS) as ListName[]).map((each) => ({
          word: WORDS[each].word,
          way: { to: '/lists' as const, search: { ...search, list: each } },
          chosen: each === list,
        }))}
      >
        <DayField
          label="看哪一天"
          value={on}
          max={today}
          onChange={(next) => go({ to: '/lists', search: { list, on: next === today ? undefined : next } })}
        />
      </FilterLine>
      <Answer data={pages.nodes} error={pages.error} onRetry={pages.again} rows={6}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title={`${day}，${word}上还没有一条`}>可以换一天，或看另一张清单。</Empty>
          ) : (
            <Ledger
              name={word}
              columns={columnsOf(list)}
              rows={rows}
              foot={<PageFoot shown={rows.length} total={count} more={pages.more} busy={pages.busy} />}
            />
          )
        }
      </Answer>
    </Page>
  );
}

function columnsOf(list: ListName): readonly Column<Line>[] {
  const { owner, amount } = WORDS[list];
  return [
    {
      title: list === 'orders' ? '需求' : '供给',
      kind: 'wide',
      cell: ({ id, title, number, serviceTypes }) => (
        <>
          {list === 'orders' ? (
            <WayLink to="/orders" search={{ order: id }} className="ledger__name">
              {title}
            </WayLink>
          ) : (
            <b>{title}</b>
          )}
          <span className="ledger__under">
            {number} · {serviceTypes.map(serviceTypeWords).join('、')}
          </span>
        </>
      ),
    },
    { title: owner, cell: (line) => line.owner },
    { title: list === 'orders' ? '地方' : '服务区域', cell: ({ place }) => place },
    { title: amount, kind: 'number', cell: (line) => line.amount },
    {
      title: '当时状态',
      cell: ({ stateWord, isResting }) => (isResting ? <b>{stateWord}</b> : stateWord),
    },
    ...(list === 'orders'
      ? [
          {
            title: '承接机构',
            cell: ({ organization }: Line) => organization ?? <span className="ledger__none">尚无</span>,
          },
        ]
      : []),
  ];
}
