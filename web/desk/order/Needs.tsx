/** 需求清单 of the bureau: the needs of all its stations by township, counted by type, need type and 输血/造血. */
import { NEED_STATE_WORDS, type NeedState, SCREEN_OUT_REASON_WORDS } from '@jiedui/shared/order/need.ts';
import { NEED_TYPE_WORDS, ORDER_MODE_WORDS } from '@jiedui/shared/order/order.ts';
import { serviceTypeWords } from '@jiedui/shared/taxonomy/scheme.ts';
import { targetGroupWords } from '@jiedui/shared/taxonomy/target-groups.ts';
import type { ResultOf } from '@graphql-typed-document-node/core';
import { useQuery } from 'urql';
import { Empty } from '../../kit/Blank.tsx';
import { buttonClass } from '../../kit/Button.tsx';
import { momentWords, shortWords } from '../../kit/format.ts';
import { StateTag, type Tone } from '../../kit/StateTag.tsx';
import { Answer } from '../shell/Answer.tsx';
import { FilterLine } from '../shell/FilterLine.tsx';
import { Ledger, type Column } from '../shell/Ledger.tsx';
import { Page } from '../shell/Page.tsx';
import { usePages } from '../shell/pages.ts';
import { WayLink, type NeedsSearch, useSearchOf } from '../shell/way.tsx';
import { NeedCounts, wordsOfCount } from './NeedCounts.tsx';
import { NeedPlaces } from './NeedPlaces.tsx';
import { DeskNeedCounts, DeskNeeds } from './needs.documents.ts';
import { PageFoot } from '../shell/PageFoot.tsx';
import { ExportLink } from '../shell/ExportLink.tsx';
import { NEED_VIEWS } from './views.ts';

type Need = ResultOf<typeof DeskNeeds>['needs']['edges'][number]['node'];

const TONES: Partial<Record<NeedState, Tone>> = { recorded: 'decide', screened_in: 'info', met: 'done' };

const columns: readonly Column<Need>[] = [
  {
    title: '需求',
    kind: 'wide',
    cell: (need) => (
      <>
        <span className="ledger__name">{need.title}</span>
        <span className="ledger__under">
          {need.urgency === 'emergency' || need.urgency === 'urgent' ? (
            <span className="ledger__pressing">{need.urgency === 'emergency' ? '紧急' : '较急'} · </span>
          ) : null}
          {[need.number, need.serviceType ? shortWords(serviceTypeWords(need.serviceType)) : null]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </>
    ),
  },
  {
    title: '乡镇（街道）',
    cell: ({ station }) => (
      <>
        {station.region.name}
        <span className="ledger__under">{station.name}</span>
      </>
    ),
  },
  {
    title: '服务对象',
    cell: ({ targetGroups }) => targetGroups.map((code) => shortWords(targetGroupWords(code))).join('、'),
  },
  { title: '涉及', kind: 'number', cell: ({ people }) => people?.text ?? '—' },
  {
    title: '类型',
    kind: 'short',
    cell: ({ needType, mode }) => (
      <>
        {needType ? NEED_TYPE_WORDS[needType] : '—'}
        {mode ? <span className="ledger__under">{ORDER_MODE_WORDS[mode]}</span> : null}
      </>
    ),
  },
  {
    title: '状态',
    cell: (need) => (
      <>
        <StateTag tone={TONES[need.state] ?? 'rest'} word={NEED_STATE_WORDS[need.state]} />
        {need.screenedOutReason ? (
          <span className="ledger__under">{SCREEN_OUT_REASON_WORDS[need.screenedOutReason]}</span>
        ) : null}
        {need.state === 'recorded' && need.recordedAt ? (
          <span className="ledger__under">{momentWords(need.recordedAt)} 登记</span>
        ) : null}
        {need.orders.map((order) => (
          <span key={order.id} className="ledger__under">
            <WayLink to="/orders" search={{ order: order.id }}>
              {order.number}
            </WayLink>
          </span>
        ))}
      </>
    ),
  },
];

export function Needs() {
  const search = useSearchOf<NeedsSearch>();
  const { show, type, need, mode, station } = search;
  const filter = {
    states: show ? [...NEED_VIEWS[show].states] : null,
    serviceType: type ?? null,
    needType: need ?? null,
    mode: mode ?? null,
    stationId: station ?? null,
  };
  const list = usePages(DeskNeeds, { filter }, (data) => data.needs);
  const [{ data: counts }] = useQuery({ query: DeskNeedCounts, variables: { filter } });
  const stationName = counts?.stations.find(({ id }) => id === station)?.name;
  const shown = [
    show ? NEED_VIEWS[show].word : '全部',
    stationName,
    type && wordsOfCount('service_type', type),
    need && NEED_TYPE_WORDS[need],
    mode && ORDER_MODE_WORDS[mode],
    list.totalCount === null ? null : `${list.totalCount} 条`,
  ];
  const filtered = [show, type, need, mode, station].some((each) => each !== undefined);
  return (
    <Page
      title="需求清单"
      lead="各社工站调查、热线和日常掌握的需求，到乡镇（街道）一级。转成点单的，可点编号查看。"
      actions={
        <>
          <ExportLink
            list="needs"
            count={list.totalCount}
            states={filter.states}
            filters={{ serviceType: type, needType: need, mode, stationId: station }}
          />
          <WayLink to="/imports" search={{ kind: 'need_items' }} className={buttonClass('quiet')}>
            导入需求条目
          </WayLink>
        </>
      }
    >
      <NeedPlaces at="/needs" />
      <FilterLine
        shown={shown.filter(Boolean).join(' · ')}
        choices={[
          { word: '全部', way: { to: '/needs', search: { ...search, show: undefined } }, chosen: show === undefined },
          ...(Object.keys(NEED_VIEWS) as (keyof typeof NEED_VIEWS)[]).map((key) => ({
            word: NEED_VIEWS[key].word,
            way: { to: '/needs' as const, search: { ...search, show: key } },
            chosen: key === show,
          })),
        ]}
      >
        {counts ? <NeedCounts counts={counts.needCounts} search={search} /> : null}
      </FilterLine>
      <Answer data={list.nodes} error={list.error} onRetry={list.again} rows={6}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty
              title={filtered ? '这个范围内没有需求' : '还没有需求'}
              action={
                filtered ? (
                  <WayLink to="/needs" className={buttonClass('quiet')}>
                    查看全部需求
                  </WayLink>
                ) : undefined
              }
            >
              社工站提交调查或登记需求后，会列在这里。
            </Empty>
          ) : (
            <Ledger
              name="需求清单"
              columns={columns}
              rows={rows}
              foot={<PageFoot shown={rows.length} total={list.totalCount} more={list.more} busy={list.busy} />}
            />
          )
        }
      </Answer>
    </Page>
  );
}
