/** 待我审核: the orders of the station that wait for its lead, oldest first. */
import { graphql } from '../../gql/gql.ts';
import { Empty } from '../../kit/Blank.tsx';
import { Ask } from '../shell/Ask.tsx';
import { Page } from '../shell/Page.tsx';
import { OrderRow } from './OrderRow.tsx';

const WAITING = graphql(/* GraphQL */ `
  query PhoneToApprove {
    ordersToApprove(first: 30) {
      totalCount
      edges {
        node {
          ...OrderRow
        }
      }
    }
  }
`);

export function ApprovalsPage() {
  return (
    <Page title="待我审核" back={{ to: '/orders', word: '点单' }}>
      <Ask query={WAITING} variables={{}}>
        {({ ordersToApprove }) =>
          ordersToApprove.edges.length === 0 ? (
            <Empty title="没有等您审核的点单">同事提交点单后会列在这里，最早提交的在前。</Empty>
          ) : (
            <ul className="ledger">
              {ordersToApprove.edges.map(({ node }) => (
                <li key={node.id}>
                  <OrderRow order={node} own />
                </li>
              ))}
            </ul>
          )
        }
      </Ask>
    </Page>
  );
}
