/** 与上次调度相比: what became of both lists since the last dispatch, or since a day; each kind opens to its rows. */
import type { ResultOf } from '@graphql-typed-document-node/core';
import {
  addDays,
  formatDate,
  formatInstant,
  formatMonth,
  type LocalDate,
  type Month,
} from '@jiedui/shared/calendar.ts';
import { type ReactNode, useState } from 'react';
import { useQuery } from 'urql';
import { Empty } from '../../kit/Blank.tsx';
import { buttonClass } from '../../kit/Button.tsx';
import { StateTag, type Tone } from '../../kit/StateTag.tsx';
import { todayInShanghai } from '../../kit/format.ts';
import { Answer } from '../shell/Answer.tsx';
import { FilterLine } from '../shell/FilterLine.tsx';
import { type Column, Ledger } from '../shell/Ledger.tsx';
import { Page } from '../shell/Page.tsx';
import { PageFoot } from '../shell/PageFoot.tsx';
import { type ListChangesSearch, useGo, useSearchOf, WayLink } from '../shell/way.tsx';
import { DayField } from './DayField.tsx';
import { DeskListChanges } from './lists.documents.ts';

type Changes = NonNullable<ResultOf<typeof DeskListChanges>['listChanges']>;
type Line = Changes['lines']['edges'][number]['node'];

const PAGE = 25;
const LIST_WORDS = { orders: '需求清单', offers: '供给清单' } as const;
const TONES: Readonly<Record<string, Tone>> = {
  added: 'info',
  claimed: 'done',
  completed: 'done',
  relisted: 'done',
  confirmed: 'done',
  withdrawn: 'late',
  delisted: 'late',
  expired: 'late',
  resting: 'decide',
  paused: 'decide',
  exhausted: 'decide',
  reopened: 'decide',
  changed: 'info',
};

export function ListChanges() {
  const search = useSearchOf<ListChangesSearch>();
  const yesterday = addDays(todayInShanghai(), -1);
  const since = search.since !== undefined && search.since <= yesterday ? search.since : null;
  // The lines are slices of one answer: more of them is a longer slice, so that all are of one instant.
  const written = JSON.stringify(search);
  const [asked, setAsked] = useState({ of: written, count: PAGE });
  const first = asked.of === written ? asked.count : PAGE;
  const [{ data, error, fetching }, again] = useQuery({
    query: DeskListChanges,
    variables: { since, first, after: null, list: search.list ?? null, kind: search.kind ?? null },
  });
  const go = useGo();
  const day = (
    <DayField
      label="自哪一天结束时"
      value={since ?? ''}
      max={yesterday}
      onChange={(next) => go({ to: '/lists/changes', search: { since: next } })}
    />
  );
  return (
    <Page
      title="清单变化"
      lead="两张清单与上次签发调度时相比：新增、撤销、改动、自动暂停和再次确认，各是哪些。也可以从任何一天算起。"
      actions={
        <>
          {data?.listChanges ? (
            <a
              className={buttonClass('quiet')}
              href={`/exports/changes.xlsx${since === null ? '' : `?since=${since}`}`}
              download
            >
              导出清单变化.xlsx
            </a>
          ) : null}
          <WayLink to="/lists" className={buttonClass('quiet')}>
            看任意一天的清单
          </WayLink>
        </>
      }
    >
      <Answer data={data} error={error} onRetry={() => again({ requestPolicy: 'network-only' })} rows={6}>
        {({ listChanges }) =>
          listChanges ? (
            <Told
              changes={listChanges}
              search={search}
              day={day}
              busy={fetching}
              onMore={() => setAsked({ of: written, count: first + PAGE })}
            />
          ) : (
            <>
              <FilterLine shown="还没有签发过的调度" choices={[]}>
                {day}
              </FilterLine>
              <Empty title="还没有签发过月调度，无从相比">
                签发第一次调度后，这里说与它相比的变化。也可以先选定一天。
              </Empty>
            </>
          )
        }
      </Answer>
    </Page>
  );
}

/** The desk reads at most a hundred lines on the page: what is more is in the workbook. */
const MOST = 100;

function Told(props: {
  changes: Changes;
  search: ListChangesSearch;
  day: ReactNode;
  busy: boolean;
  onMore: () => void;
}) {
  const { changes, search, day, busy, onMore } = props;
  const { lines, counts } = changes;
  const rows = lines.edges.map(({ node }) => node);
  const base = search.since === undefined ? {} : { since: search.since };
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      <p className="page__lead">
        自
        {changes.month
          ? `${formatMonth(changes.month as Month)}调度签发（${formatInstant(new Date(changes.from))}）`
          : `${formatDate((search.since ?? '') as LocalDate)}结束`}
        以来：{changes.sentence}
      </p>
      <FilterLine
        shown={`${search.kind ? '这一种变化' : '全部变化'} · ${lines.totalCount} 条`}
        choices={[
          { word: `全部 ${all}`, way: { to: '/lists/changes', search: base }, chosen: search.kind === undefined },
          ...counts.map(({ list, kind, word, count }) => ({
            word: `${LIST_WORDS[list].slice(0, 2)}${word} ${count}`,
            way: { to: '/lists/changes' as const, search: { ...base, list, kind } },
            chosen: search.list === list && search.kind === kind,
          })),
        ]}
      >
        {day}
      </FilterLine>
      {rows.length === 0 ? (
        <Empty title="没有变化">两张清单都与那时一样。</Empty>
      ) : (
        <Ledger
          name="清单变化"
          columns={COLUMNS}
          rows={rows}
          foot={
            MOST <= rows.length && lines.pageInfo.hasNextPage ? (
              <span>
                已列出 {rows.length} 条，共 {lines.totalCount} 条。其余请看导出的工作簿，或按变化种类筛选。
              </span>
            ) : (
              <PageFoot
                shown={rows.length}
                total={lines.totalCount}
                more={lines.pageInfo.hasNextPage ? onMore : null}
                busy={busy}
              />
            )
          }
        />
      )}
    </>
  );
}

const COLUMNS: readonly Column<Line>[] = [
  {
    title: '需求或供给',
    kind: 'wide',
    cell: ({ id, list, title, number }) => (
      <>
        {list === 'orders' ? (
          <WayLink to="/orders" search={{ order: id }} className="ledger__name">
            {title}
          </WayLink>
        ) : (
          <b>{title}</b>
        )}
        <span className="ledger__under">
          {LIST_WORDS[list]} · {number}
        </span>
      </>
    ),
  },
  { title: '变化', cell: ({ kind, word }) => <StateTag tone={TONES[kind] ?? 'info'} word={word} /> },
  {
    title: '原来与现在',
    kind: 'wide',
    cell: ({ differences }) =>
      differences.length === 0 ? (
        <span className="ledger__none">—</span>
      ) : (
        <dl className="differences">
          {differences.map(({ name, before, after }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <del>{before}</del>
                <span aria-hidden="true"> → </span>
                <ins>{after}</ins>
              </dd>
            </div>
          ))}
        </dl>
      ),
  },
  {
    title: '单位',
    cell: ({ owner, organization }) => (
      <>
        {owner}
        {organization ? <span className="ledger__under">由{organization}承接</span> : null}
      </>
    ),
  },
  { title: '最近一次变动', kind: 'short', cell: ({ changedAt }) => formatInstant(new Date(changedAt)) },
];
