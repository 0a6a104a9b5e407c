/** 点单: the station's own orders, filtered by state. */
import { lazy, Suspense } from 'react';
import { ORDER_STATES, ORDER_STATE_WORDS, type OrderState } from '@jiedui/shared/order/order.ts';
import { Link, useSearch } from '@tanstack/react-router';
import { useQuery } from 'urql';
import { graphql } from '../../gql/gql.ts';
import { buttonClass } from '../../kit/Button.tsx';
import { Empty } from '../../kit/Blank.tsx';
import { StickyAction } from '../../kit/Parts.tsx';
import { Ask } from '../shell/Ask.tsx';
import { Filters, More, Shown } from '../shell/Filters.tsx';
import { Page } from '../shell/Page.tsx';
import { useSide } from '../shell/viewer.ts';
import { OrderPlaces } from './OrderPlaces.tsx';
import { OrderRow } from './OrderRow.tsx';
import { SearchEntry } from './SearchEntry.tsx';

const ExportList = lazy(() => import('../shell/ExportList.tsx'));

const ORDERS = graphql(/* GraphQL */ `
  query PhoneOrders($states: [OrderState!], $after: String) {
    orders(first: 30, after: $after, states: $states) {
      totalCount
      edges {
        node {
          ...OrderRow
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

const FILTERS = [
  { value: undefined, label: '全部' },
  ...ORDER_STATES.map((state) => ({ value: state as string, label: ORDER_STATE_WORDS[state] })),
];

export function OrdersPage() {
  const { state } = useSearch({ from: '/shell/orders' });
  const chosen = ORDER_STATES.find((one) => one === state);
  const own = useSide() === 'station';
  return (
    <Page title={own ? '本站的点单' : '承接的点单'}>
      {own ? <OrderPlaces at="/orders" /> : null}
      <SearchEntry />
      <Filters label="按状态筛选" to="/orders" name="state" value={chosen} options={FILTERS} />
      <OrderList key={chosen} state={chosen} own={own} />
      {own ? <ToApprove /> : null}
      {own ? (
        <StickyAction>
          <Link to="/orders/new" className={buttonClass('primary')}>
            发布点单
          </Link>
        </StickyAction>
      ) : null}
    </Page>
  );
}

const COUNT = graphql(/* GraphQL */ `
  query PhoneToApproveCount {
    ordersToApprove(first: 1) {
      totalCount
    }
  }
`);

/** A lead to whom approval is delegated finds the queue here; nobody else sees a line. */
function ToApprove() {
  const [{ data }] = useQuery({ query: COUNT });
  const count = data?.ordersToApprove.totalCount ?? 0;
  if (count === 0) return null;
  return (
    <Link to="/approvals" className={buttonClass()}>
      待我审核 {count} 条
    </Link>
  );
}

function OrderList({ state, own, after }: { state: OrderState | undefined; own: boolean; after?: string }) {
  return (
    <Ask query={ORDERS} variables={{ states: state ? [state] : null, after: after ?? null }}>
      {({ orders }) =>
        orders.edges.length === 0 ? (
          <Nothing state={state} own={own} />
        ) : (
          <section className="section">
            {after ? null : <Shown what={[state ? ORDER_STATE_WORDS[state] : '全部']} count={orders.totalCount} />}
            <ul className="ledger">
              {orders.edges.map(({ node }) => (
                <li key={node.id}>
                  <OrderRow order={node} own={own} />
                </li>
              ))}
            </ul>
            {after || !own ? null : (
              <Suspense fallback={null}>
                <ExportList list="orders" count={orders.totalCount} states={state ? [state] : null} />
                <ExportList
                  list="orders"
                  count={orders.totalCount}
                  states={state ? [state] : null}
                  official="需求清单"
                />
              </Suspense>
            )}
            <More pageInfo={orders.pageInfo}>{(next) => <OrderList state={state} own={own} after={next} />}</More>
          </section>
        )
      }
    </Ask>
  );
}

function Nothing({ state, own }: { state: OrderState | undefined; own: boolean }) {
  if (state) {
    return (
      <Empty
        title={`没有“${ORDER_STATE_WORDS[state]}”的点单`}
        action={
          <Link to="/orders" className={buttonClass()}>
            查看全部
          </Link>
        }
      />
    );
  }
  return own ? (
    <Empty title="还没有点单">
      走访中发现的需求，写成点单发出来，合适的社会组织会来承接。点下面的“发布点单”写第一个。
    </Empty>
  ) : (
    <Empty title="还没有承接的点单">在供需广场接单、经社工站确认后，会列在这里。</Empty>
  );
}
