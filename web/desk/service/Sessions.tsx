/** 服务记录: what was held, by whom, for how many, and whether the stations have confirmed it. */
import {
  ACTIVITY_CATEGORIES,
  ACTIVITY_CATEGORY_WORDS,
  SERVICE_METHOD_WORDS,
  SESSION_STATE_WORDS,
  type SessionState,
} from '@jiedui/shared/service/session.ts';
import type { ResultOf } from '@graphql-typed-document-node/core';
import { useEffect } from 'react';
import { localDateOf } from '@jiedui/shared/calendar.ts';
import { Empty } from '../../kit/Blank.tsx';
import { buttonClass } from '../../kit/Button.tsx';
import { windowWords } from '../../kit/format.ts';
import { PageFoot } from '../shell/PageFoot.tsx';
import { Answer } from '../shell/Answer.tsx';
import { ExportLink } from '../shell/ExportLink.tsx';
import { FilterLine } from '../shell/FilterLine.tsx';
import { Ledger, type Column } from '../shell/Ledger.tsx';
import { Page } from '../shell/Page.tsx';
import { usePages } from '../shell/pages.ts';
import { isServed, whomOf } from './headcounts.ts';
import { SessionTag } from './SessionTag.tsx';
import { DeskSessions } from './sessions.documents.ts';
import { WayLink, useGo, useSearchOf, type SessionsSearch } from '../shell/way.tsx';

type Session = ResultOf<typeof DeskSessions>['sessions']['edges'][number]['node'];

/** Drafts are the recording side's own. */
const SHOWN_STATES: readonly SessionState[] = ['submitted', 'returned', 'confirmed'];

const columns: readonly Column<Session>[] = [
  {
    title: '活动',
    kind: 'wide',
    cell: ({ id, title, number, category, method }) => (
      <>
        <WayLink to="/sessions/$id" params={{ id }} className="ledger__name">
          {title}
        </WayLink>
        <span className="ledger__under">
          {number} · {category ? ACTIVITY_CATEGORY_WORDS[category] : SERVICE_METHOD_WORDS[method]}
        </span>
      </>
    ),
  },
  {
    title: '日期',
    kind: 'short',
    cell: ({ startedAt, endedAt }) => windowWords(localDateOf(new Date(startedAt)), localDateOf(new Date(endedAt))),
  },
  { title: '社工站', cell: ({ stations }) => stations.map(({ station }) => station.name).join('、') },
  { title: '服务方', cell: ({ providers }) => providers.map(({ name }) => name).join('、') },
  {
    title: '服务人数',
    kind: 'number',
    cell: ({ headcounts }) =>
      headcounts.filter(isServed).map((count, index) => (
        <span key={index} className="ledger__count">
          {whomOf(count)} {count.quantity.text}
        </span>
      )),
  },
  {
    title: '状态',
    cell: ({ state, stations }) => {
      const confirmed = stations.filter(({ confirmedAt }) => confirmedAt).length;
      return (
        <>
          <SessionTag state={state} />
          {state === 'submitted' && 1 < stations.length ? (
            <span className="ledger__under">
              已有 {confirmed}/{stations.length} 站确认
            </span>
          ) : null}
        </>
      );
    },
  },
];

export function Sessions() {
  const { state, category } = useSearchOf<SessionsSearch>();
  const go = useGo();
  const list = usePages(DeskSessions, { states: state ? [state] : [...SHOWN_STATES] }, (data) => data.sessions);
  // The API filters by state only: to count a category right, every page of it is read.
  useEffect(() => {
    if (category) list.more?.();
  }, [category, list.more]);
  const kept = (rows: readonly Session[]) => (category ? rows.filter((row) => row.category === category) : rows);
  const shownCount = list.nodes && (category ? ` · ${kept(list.nodes).length} 场` : ` · ${list.totalCount} 场`);
  const words = [category ? ACTIVITY_CATEGORY_WORDS[category] : '全部类别', state ? SESSION_STATE_WORDS[state] : null];
  return (
    <Page
      title="服务记录"
      lead="社会组织记录、社工站确认的每一场活动。只有确认过的才计入总数。"
      actions={
        <ExportLink
          list="sessions"
          count={category ? (list.more ? null : ((list.nodes && kept(list.nodes).length) ?? null)) : list.totalCount}
          states={state ? [state] : SHOWN_STATES}
          filters={{ category }}
        />
      }
    >
      <FilterLine
        shown={words.filter(Boolean).join(' · ') + (shownCount ?? '')}
        choices={[
          { word: '全部类别', way: { to: '/sessions', search: { state } }, chosen: category === undefined },
          ...ACTIVITY_CATEGORIES.map((key) => ({
            word: ACTIVITY_CATEGORY_WORDS[key],
            way: { to: '/sessions' as const, search: { state, category: key } },
            chosen: key === category,
          })),
        ]}
      >
        <nav className="filter__choices" aria-label="按确认情况">
          {[undefined, ...SHOWN_STATES].map((each) => (
            <WayLink
              key={each ?? 'all'}
              to="/sessions"
              search={{ state: each, category }}
              className={each === state ? 'filter__choice filter__choice--on' : 'filter__choice'}
              aria-current={each === state ? 'true' : undefined}
            >
              {each ? SESSION_STATE_WORDS[each] : '不限状态'}
            </WayLink>
          ))}
        </nav>
      </FilterLine>
      <Answer data={list.nodes} error={list.error} onRetry={list.again} rows={6}>
        {(rows) =>
          kept(rows).length === 0 && list.more === null ? (
            <Empty
              title={category || state ? '这个范围内没有服务记录' : '还没有服务记录'}
              action={
                category || state ? (
                  <WayLink to="/sessions" className={buttonClass('quiet')}>
                    查看全部服务记录
                  </WayLink>
                ) : undefined
              }
            >
              社会组织办完活动、在手机上提交记录后，会列在这里。
            </Empty>
          ) : (
            <Ledger
              name="服务记录"
              columns={columns}
              rows={kept(rows)}
              onOpen={({ id }) => go({ to: '/sessions/$id', params: { id } })}
              foot={
                <PageFoot
                  shown={kept(rows).length}
                  total={category ? null : list.totalCount}
                  more={list.more}
                  busy={list.busy}
                />
              }
            />
          )
        }
      </Answer>
    </Page>
  );
}
