/** 点单台账: every posted order of the bureau's stations; one opens at the side. */
import type { OrderState } from '@jiedui/shared/order/order.ts';
import { isWholeList, orderSearchOf, type OrderSearch } from '@jiedui/shared/order/search.ts';
import { Refusal } from '@jiedui/shared/refusal.ts';
import { termsOf } from '@jiedui/shared/search/query.ts';
import { serviceTypeWords } from '@jiedui/shared/taxonomy/scheme.ts';
import type { ResultOf } from '@graphql-typed-document-node/core';
import { deadlineWords, windowWords } from '../../kit/format.ts';
import { Empty } from '../../kit/Blank.tsx';
import { buttonClass } from '../../kit/Button.tsx';
import { type FieldMark, Marked, marksIn } from '../../kit/search/Marked.tsx';
import { Answer } from '../shell/Answer.tsx';
import { ExportLink } from '../shell/ExportLink.tsx';
import { FilterLine } from '../shell/FilterLine.tsx';
import { Ledger, type Column } from '../shell/Ledger.tsx';
import { Page } from '../shell/Page.tsx';
import { PageFoot } from '../shell/PageFoot.tsx';
import { usePages } from '../shell/pages.ts';
import { OrderFinding } from './OrderFinding.tsx';
import { OrderSheet } from './OrderSheet.tsx';
import { OrderTag } from './OrderTag.tsx';
import { DeskOrders, DeskSearch } from './orders.documents.ts';
import { ORDER_VIEWS, POSTED, type OrderView } from './views.ts';
import { WayLink, useGo, useSearchOf, type OrdersSearch } from '../shell/way.tsx';

type Order = ResultOf<typeof DeskOrders>['orders']['edges'][number]['node'] & {
  /** Of a search. */
  readonly marks?: readonly FieldMark[];
  readonly place?: string;
};

const found = (order: Order, field: string, text: string) => <Marked text={text} spans={marksIn(order.marks, field)} />;

const columns = (kept: OrdersSearch): readonly Column<Order>[] => [
  {
    title: '点单',
    kind: 'wide',
    cell: (order) => (
      <>
        <WayLink to="/orders" search={{ ...kept, order: order.id }} className="ledger__name">
          {found(order, 'title', order.title)}
        </WayLink>
        <span className="ledger__under">
          {order.urgency === 'emergency' || order.urgency === 'urgent' ? (
            <span className="ledger__pressing">{order.urgency === 'emergency' ? '紧急' : '较急'} · </span>
          ) : null}
          {found(order, 'number', order.number)} ·{' '}
          {order.serviceType ? found(order, 'type', serviceTypeWords(order.serviceType)) : '未选类型'}
          {order.place && order.marks?.some(({ field }) => field === 'place') ? (
            <> · {found(order, 'place', order.place)}</>
          ) : null}
        </span>
      </>
    ),
  },
  {
    title: '社工站',
    cell: (order) => (
      <>
        {found(order, 'station', order.station.name)}
        <span className="ledger__under">{order.station.county.name}</span>
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
  {
    title: '承接机构',
    cell: (order) => {
      if (order.claimedBy) return found(order, 'organization', order.claimedBy.name);
      // An order that several share has no one claimant.
      if (0 < order.takers.length) return order.takers.map(({ organizationName }) => organizationName).join('、');
      return <span className="ledger__none">尚无</span>;
    },
  },
];

export function Orders() {
  const { show, order, ...asked } = useSearchOf<OrdersSearch>();
  const search = orderSearchOf({ ...asked });
  const go = useGo();
  const open = (id: string | undefined) => go({ to: '/orders', search: { ...search, show, order: id } });
  const states = show ? ORDER_VIEWS[show].states : POSTED;
  return isWholeList(search) ? (
    <OrderViews show={show} states={states} order={order} onOpen={open} />
  ) : (
    <FoundOrders search={search} order={order} onOpen={open} />
  );
}

const LEAD = '各社工站发布的点单，谁接了、做到哪一步。点开一行看推荐和办理过程。';

interface ListProps {
  /** Open at the side. */
  order: string | undefined;
  onOpen: (id: string | undefined) => void;
}

function OrderViews({
  show,
  states,
  order,
  onOpen,
}: ListProps & { show: OrderView | undefined; states: readonly OrderState[] }) {
  const list = usePages(DeskOrders, { states: [...states] }, (data) => data.orders);
  return (
    <Page
      title="点单台账"
      lead={LEAD}
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
      <OrderFinding search={{}} />
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
              columns={columns({ show })}
              rows={rows}
              onOpen={(row) => onOpen(row.id)}
              openedId={order}
              foot={<PageFoot shown={rows.length} total={list.totalCount} more={list.more} busy={list.busy} />}
            />
          )
        }
      </Answer>
      <OrderSheet id={order} onClose={() => onOpen(undefined)} />
    </Page>
  );
}

function FoundOrders({ search, order, onOpen }: ListProps & { search: OrderSearch }) {
  const terms = termsOf(search.q ?? '');
  return (
    <Page title="点单台账" lead={LEAD}>
      <OrderFinding search={search} />
      {terms instanceof Refusal ? (
        <Empty title="请换个词再查">{terms.message}</Empty>
      ) : (
        <Found search={search} order={order} onOpen={onOpen} />
      )}
      <OrderSheet id={order} onClose={() => onOpen(undefined)} />
    </Page>
  );
}

function Found({ search, order, onOpen }: ListProps & { search: OrderSearch }) {
  const list = usePages(DeskSearch, { search }, ({ searchOrders: { pageInfo, edges } }) => ({
    pageInfo,
    edges: edges.map(({ node, marks }) => ({ node: { ...node, marks } })),
  }));
  return (
    <Answer data={list.nodes} error={list.error} onRetry={list.again} rows={6}>
      {(rows) =>
        rows.length === 0 ? (
          <Empty
            title="没有找到符合的点单"
            action={
              <WayLink to="/orders" className={buttonClass('quiet')}>
                查看全部点单
              </WayLink>
            }
          >
            可以去掉上面的一个条件，或换个说法，如只写地名或服务名称，也可以用拼音首字母，如“djlr”。
          </Empty>
        ) : (
          <Ledger
            name="找到的点单"
            columns={columns(search)}
            rows={rows}
            onOpen={(row) => onOpen(row.id)}
            openedId={order}
            foot={<PageFoot shown={rows.length} total={null} more={list.more} busy={list.busy} />}
          />
        )
      }
    </Answer>
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
