/** From which needs an order came. */
import { Link } from '@tanstack/react-router';
import { graphql } from '../../gql/gql.ts';
import type { OrderNeedsFragment } from '../../gql/graphql.ts';

export const ORDER_NEEDS = graphql(/* GraphQL */ `
  fragment OrderNeeds on Order {
    needs {
      id
      version
      number
      title
      people {
        value
        unit
        text
      }
    }
  }
`);

export function OrderNeeds({ order }: { order: OrderNeedsFragment }) {
  if (order.needs.length === 0) return null;
  return (
    <section className="section">
      <h2>来自需求清单</h2>
      <ul className="ledger">
        {order.needs.map((need) => (
          <li key={need.id}>
            <Link to="/needs/$id" params={{ id: need.id }} className="row">
              <span className="row__title">{need.title}</span>
              <span className="row__line">{[need.number, need.people?.text].filter(Boolean).join(' · ')}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
