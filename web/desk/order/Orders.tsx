/** 点单台账: every posted order of the bureau's stations; one opens at the side. */
import { serviceTypeWords } from '@jiedui/shared/taxonomy/scheme.ts';
import type { ResultOf } from '@graphql-typed-document-node/core';
import { deadlineWords, windowWords } from '../../kit/format.ts';
import { Empty } from '../../kit/Blank.tsx';
import { buttonClass } from '../../kit/Button.tsx';
import { Answer } from '../shell/Answer.tsx';
import { ExportLink } from '../shell/ExportLink.tsx';
import { FilterLine } from '../shell/FilterLine.tsx';
import { Ledger, type Column } from '../shell/Ledger.tsx';
import { Page } from '../shell/Page.tsx';
import { PageFoot } from '../shell/PageFoot.tsx';
import { usePages } from '../shell/pages.ts';
import { OrderSheet } from './OrderSheet.tsx';
import { OrderTag } from './OrderTag.tsx';
import { DeskOrders } from './orders.documents.ts';
import { ORDER_VIEWS, POSTED, type OrderView } from './views.ts';
import { WayLink, useGo, useSearchOf, type OrdersSearch } from '../shell/way.tsx';

type Order = ResultOf<typeof DeskOrders>['orders']['edges'][number]['node'];

const columns = (show: OrderView | undefined): readonly Column<Order>[] => [
  {
    title: '点单',
    kind: 'wide',
    cell: (order) => (
      <>
        <WayLink to="/orders" search={{ show, order: order.id }} className="ledger__name">
          {order.title}
        </WayLink>
        <span className="ledger__under">
          {order.urgency === 'emergency' || order.urgency === 'urgent' ? (
            <span className="ledger__pressing">{order.urgency === 'emergency' ? '紧急' : '较急'} · </span>
          ) : null}
          {order.number} · {order.serviceType ? serviceTypeWords(order.serviceType) : '未选类型'}
        </span>
      </>
    ),
  },
  {
    title: '社工站',
    cell: ({ station }) => (
      <>
        {station.name}
        <span className="ledger__under">{station.county.name}</span>
      </>
    ),
  },
  { title: '服务人数', kind: 'number', cell: ({ headcount }) => headcount?.text ?? '—' },
  {
    title: '服务时间',
    kind: 'short',
    cell: ({ windowFrom, windowTo }) => (windowFrom && windowTo ? windowWords(windowFrom, windowTo) : '—'),
  },
  {
    title: '状态',
    cell: (order) => (
      <>
        <OrderTag order={order} />
        {order.state === 'open' && order.isClaimable && order.claimableUntil ? (
          <span className="ledger__under">{deadlineWords(order.claimableUntil)}接单</span>
        ) : null}
      </>
    ),
  },
  { title: '承接机构', cell: ({ claimedBy }) => claimedBy?.name ?? <span className="ledger__none">尚无</span> },
];

export function Orders() {
  const { show, order } = useSearchOf<OrdersSearch>();
  const go = useGo();
  const states = show ? ORDER_VIEWS[show].states : POSTED;
  const list = usePages(DeskOrders, { states: [...states] }, (data) => data.orders);
  const open = (id: string | undefined) => go({ to: '/orders', search: { show, order: id } });
  return (
    <Page
      title="点单台账"
      lead="各社工站发布的点单，谁接了、做到哪一步。点开一行看推荐和办理过程。"
      actions={
        <>
          <ExportLink list="orders" count={list.totalCount} states={states} />
          <ExportLink list="orders" count={list.totalCount} states={states} official="需求清单" />
          <WayLink to="/templates" className={buttonClass('quiet')}>
            点单模板
          </WayLink>
          <WayLink to="/imports" search={{ kind: 'needs' }} className={buttonClass('quiet')}>
            导入需求清单
          </WayLink>
        </>
      }
    >
      <FilterLine
        shown={`${show ? ORDER_VIEWS[show].word : '全部'}${list.totalCount === null ? '' : ` · ${list.totalCount} 条`}`}
        choices={[
          { word: '全部', way: { to: '/orders' }, chosen: show === undefined },
          ...(Object.keys(ORDER_VIEWS) as OrderView[]).map((key) => ({
            word: ORDER_VIEWS[key].word,
            way: { to: '/orders' as const, search: { show: key } },
            chosen: key === show,
          })),
        ]}
      />
      <Answer data={list.nodes} error={list.error} onRetry={list.again} rows={6}>
        {(rows) =>
          rows.length === 0 ? (
            <NoOrders filtered={show !== undefined} />
          ) : (
            <Ledger
              name="点单台账"
              columns={columns(show)}
              rows={rows}
              onOpen={(row) => open(row.id)}
              openedId={order}
              foot={<PageFoot shown={rows.length} total={list.totalCount} more={list.more} busy={list.busy} />}
            />
          )
        }
      </Answer>
      <OrderSheet id={order} onClose={() => open(undefined)} />
    </Page>
  );
}

function NoOrders({ filtered }: { filtered: boolean }) {
  if (!filtered) return <Empty title="还没有点单">社工站在手机上发布点单后，会出现在这里。</Empty>;
  return (
    <Empty
      title="这个范围内没有点单"
      action={
        <WayLink to="/orders" className={buttonClass('quiet')}>
          查看全部点单
        </WayLink>
      }
    >
      可以换一个范围，或查看全部。
    </Empty>
  );
}
