/** 供需缺口: need against supply by place and service type; every number opens to its rows below. */
import type { ResultOf } from '@graphql-typed-document-node/core';
import {
  GAP_LIGHT_WORDS,
  GAP_STEP_WORDS,
  type GapLight,
  UNMET_DAYS_CHOICES,
  UNMET_DAYS_DEFAULT,
} from '@jiedui/shared/report/lists/gap.ts';
import { serviceTypeWords } from '@jiedui/shared/taxonomy/scheme.ts';
import { useQuery } from 'urql';
import { Empty } from '../../kit/Blank.tsx';
import { buttonClass } from '../../kit/Button.tsx';
import { StateTag, type Tone } from '../../kit/StateTag.tsx';
import { Since } from '../dispatch/Since.tsx';
import { Answer } from '../shell/Answer.tsx';
import { FilterLine } from '../shell/FilterLine.tsx';
import { Ledger, type Column } from '../shell/Ledger.tsx';
import { Page } from '../shell/Page.tsx';
import { PageFoot } from '../shell/PageFoot.tsx';
import { usePages } from '../shell/pages.ts';
import { type GapsSearch, useSearchOf, WayLink } from '../shell/way.tsx';
import { DeskGapBoard, DeskGapOffers, DeskGapOrders } from './gap.documents.ts';

type Board = ResultOf<typeof DeskGapBoard>;
type Cell = Board['gapBoard']['cells'][number] & { id: string };
type Unmet = ResultOf<typeof DeskGapOrders>['gapOrders']['edges'][number]['node'];
type Offer = ResultOf<typeof DeskGapOffers>['gapOffers']['edges'][number]['node'];

const TONES: Record<GapLight, Tone> = { none: 'late', short: 'decide', enough: 'done', idle: 'info' };
const URGENT: readonly GapLight[] = ['none', 'short', 'enough', 'idle'];

export function Gaps() {
  const search = useSearchOf<GapsSearch>();
  const days = search.days ?? UNMET_DAYS_DEFAULT;
  const [{ data, error }, again] = useQuery({
    query: DeskGapBoard,
    variables: { county: search.county ?? null, days },
  });
  const { rows = 'unmet' } = search;
  return (
    <Page
      title="供需缺口"
      lead="每种服务在每个地方有多少点单没有人接、每月能提供多少场。点开数字看是哪些。"
      actions={
        <>
          <WayLink to="/lists" className={buttonClass('quiet')}>
            看任意一天的清单
          </WayLink>
          <a
            className={buttonClass('quiet')}
            href="/exports/orders.xlsx?layout=official&states=open,claimed,confirmed"
            download
          >
            导出需求清单.xlsx
          </a>
          <a className={buttonClass('quiet')} href="/exports/offers.xlsx?layout=official&states=listed" download>
            导出供给清单.xlsx
          </a>
        </>
      }
    >
      <FilterLine
        shown={`满 ${days} 个工作日无人接单算久无人接`}
        choices={UNMET_DAYS_CHOICES.map((each) => ({
          word: `${each} 个工作日`,
          way: { to: '/gaps' as const, search: { ...search, days: each } },
          chosen: each === days,
        }))}
      />
      <Answer data={data} error={error} onRetry={() => again({ requestPolicy: 'network-only' })} rows={6}>
        {(found) => (
          <>
            <Since className="page__lead" />
            <Silent units={found.unspoken} />
            <BoardTable cells={found.gapBoard.cells} search={search} />
          </>
        )}
      </Answer>
      <FilterLine
        shown={rows === 'unmet' ? '点单' : '供给'}
        choices={[
          { word: `久无人接的点单`, way: { to: '/gaps', search: { days } }, chosen: rows === 'unmet' && !search.type },
          { word: `久无人点的供给`, way: { to: '/gaps', search: { days, rows: 'idle' } }, chosen: rows === 'idle' },
        ]}
      />
      {rows === 'unmet' ? (
        <Orders search={search} days={search.type ? 0 : days} />
      ) : (
        <Offers search={search} days={rows === 'idle' ? days : null} />
      )}
    </Page>
  );
}

function Silent({ units }: { units: Board['unspoken'] }) {
  if (units.length === 0) return null;
  return (
    <p className="page__lead">
      本月尚未确认：
      {units.map(({ name, count, side }) => `${name} ${count} 条${side === 'station' ? '点单' : '供给'}`).join('、')}。
    </p>
  );
}

function BoardTable({ cells, search }: { cells: Board['gapBoard']['cells']; search: GapsSearch }) {
  if (cells.length === 0) return <Empty title="还没有点单和供给">社工站发布点单、组织上架供给后，会在这里对照。</Empty>;
  const rank = (light: GapLight) => URGENT.indexOf(light);
  const rows: Cell[] = cells
    .map((cell) => ({ ...cell, id: `${cell.serviceType} ${cell.placeCode}` }))
    .sort((a, b) => rank(a.light) - rank(b.light) || b.openOrders - a.openOrders || (a.id < b.id ? -1 : 1));
  const opened = (cell: Cell, which: 'unmet' | 'offers') => ({
    ...search,
    type: cell.serviceType,
    place: cell.placeCode,
    rows: which,
  });
  const columns: readonly Column<Cell>[] = [
    { title: '地方', cell: ({ placeName }) => placeName },
    { title: '服务类型', kind: 'wide', cell: ({ serviceType }) => serviceTypeWords(serviceType) },
    {
      title: '缺口',
      kind: 'short',
      cell: ({ light }) => <StateTag tone={TONES[light]} word={GAP_LIGHT_WORDS[light]} />,
    },
    {
      title: '待接单（条）',
      kind: 'number',
      cell: (cell) =>
        cell.openOrders === 0 ? (
          '0'
        ) : (
          <WayLink to="/gaps" search={opened(cell, 'unmet')}>
            {cell.openOrders}
          </WayLink>
        ),
    },
    { title: '久无人接（条）', kind: 'number', cell: ({ unmetOrders }) => unmetOrders },
    { title: '涉及人数', kind: 'number', cell: ({ people }) => people?.text ?? '—' },
    {
      title: '每月可提供（场）',
      kind: 'number',
      cell: (cell) =>
        cell.offers === 0 ? (
          '0'
        ) : (
          <WayLink to="/gaps" search={opened(cell, 'offers')}>
            {cell.sessionsPerMonth}
          </WayLink>
        ),
    },
  ];
  const asked = rows.filter(({ light }) => light !== 'idle');
  const idle = rows.filter(({ light }) => light === 'idle');
  return (
    <>
      {0 < asked.length ? <Ledger name="供需缺口" columns={columns} rows={asked} /> : null}
      {0 < idle.length ? (
        <details className="folded" open={asked.length === 0}>
          <summary>有供给、还没有点单的 {idle.length} 项</summary>
          <Ledger name="有供给无需求" columns={columns} rows={idle} />
        </details>
      ) : null}
    </>
  );
}

function Orders({ search, days }: { search: GapsSearch; days: number }) {
  const list = usePages(
    DeskGapOrders,
    { serviceType: search.type ?? null, place: search.place ?? null, days },
    (data) => data.gapOrders,
  );
  const columns: readonly Column<Unmet>[] = [
    {
      title: '点单',
      kind: 'wide',
      cell: ({ order }) => (
        <>
          <WayLink to="/orders" search={{ order: order.id }} className="ledger__name">
            {order.title}
          </WayLink>
          <span className="ledger__under">
            {order.number} · {order.station.name}
          </span>
        </>
      ),
    },
    { title: '已等（工作日）', kind: 'number', cell: ({ waitedDays }) => waitedDays },
    {
      title: '为什么没有人接',
      kind: 'wide',
      cell: ({ reason }) => (
        <>
          {reason.why}
          {reason.change ? <span className="ledger__under">{reason.change}</span> : null}
        </>
      ),
    },
    {
      title: '下一步',
      kind: 'short',
      cell: ({ order, reason }) => (
        <WayLink to="/orders" search={{ order: order.id }}>
          {GAP_STEP_WORDS[reason.step]}
        </WayLink>
      ),
    },
  ];
  return (
    <Answer data={list.nodes} error={list.error} onRetry={list.again} rows={3}>
      {(rows) =>
        rows.length === 0 ? (
          <Empty title="没有久无人接的点单">发布后无人接单满所选天数的点单会列在这里，并说明原因。</Empty>
        ) : (
          <Ledger
            name="久无人接的点单"
            columns={columns}
            rows={rows}
            foot={<PageFoot shown={rows.length} total={list.totalCount} more={list.more} busy={list.busy} />}
          />
        )
      }
    </Answer>
  );
}

function Offers({ search, days }: { search: GapsSearch; days: number | null }) {
  const list = usePages(
    DeskGapOffers,
    { serviceType: search.type ?? null, place: search.place ?? null, unaskedDays: days },
    (data) => data.gapOffers,
  );
  const columns: readonly Column<Offer>[] = [
    {
      title: '供给',
      kind: 'wide',
      cell: ({ title, number }) => (
        <>
          {title}
          <span className="ledger__under">{number}</span>
        </>
      ),
    },
    { title: '社会组织', cell: ({ organizationName }) => organizationName },
    { title: '服务区域', cell: ({ areas }) => areas },
    { title: '每月（场）', kind: 'number', cell: ({ sessionsPerMonth }) => sessionsPerMonth },
  ];
  return (
    <Answer data={list.nodes} error={list.error} onRetry={list.again} rows={3}>
      {(rows) =>
        rows.length === 0 ? (
          <Empty title="没有这样的供给">上架后满所选天数没有人点的供给会列在这里。</Empty>
        ) : (
          <Ledger
            name="供给"
            columns={columns}
            rows={rows}
            foot={<PageFoot shown={rows.length} total={list.totalCount} more={list.more} busy={list.busy} />}
          />
        )
      }
    </Answer>
  );
}
