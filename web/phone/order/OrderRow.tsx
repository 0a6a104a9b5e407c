/** One order in a list: its title, the place and the people, the window, and (for an organization) why it fits. */
import { serviceTypeWords } from '@jiedui/shared/taxonomy/scheme.ts';
import { targetGroupWords } from '@jiedui/shared/taxonomy/target-groups.ts';
import { Link } from '@tanstack/react-router';
import { graphql } from '../../gql/gql.ts';
import type { OrderRowFragment } from '../../gql/graphql.ts';
import { deadlineWords, windowWords } from '../../kit/format.ts';
import { StateTag } from '../../kit/StateTag.tsx';
import { orderTag } from './state.ts';

export const ORDER_ROW = graphql(/* GraphQL */ `
  fragment OrderRow on Order {
    id
    version
    number
    state
    title
    serviceType
    targetGroups
    headcount {
      value
      text
    }
    place
    windowFrom
    windowTo
    urgency
    claimableUntil
    isClaimable
    isOverdue
    station {
      id
      name
    }
    claimedBy {
      id
      name
    }
  }
`);

interface OrderRowProps {
  order: OrderRowFragment;
  /** The station's own list needs no station's name. */
  own?: boolean;
  /** 同镇 · 已结对 · 做过 6 次 */
  why?: string;
}

export function OrderRow({ order, own = false, why }: OrderRowProps) {
  const tag = orderTag(order);
  const people = [order.targetGroups.slice(0, 2).map(targetGroupWords).join('、') + (order.targetGroups.length > 2 ? '等' : ''), order.headcount?.text];
  const draft = order.state === 'draft';
  return (
    <Link to={draft ? '/orders/$id/edit' : '/orders/$id'} params={{ id: order.id }} className="row">
      <span className="row__over">
        <StateTag {...tag} />
        {order.urgency === 'urgent' || order.urgency === 'emergency' ? <StateTag tone="late" word={order.urgency === 'urgent' ? '较急' : '紧急'} /> : null}
        <span className="number">{order.number}</span>
      </span>
      <span className="row__title">{order.title || '还没有写名称的草稿'}</span>
      <span className="row__line">{[own ? null : order.station.name, own ? order.place : null, people.filter(Boolean).join(' ')].filter(Boolean).join(' · ')}</span>
      <span className="row__line">
        {[
          order.serviceType ? serviceTypeWords(order.serviceType) : null,
          order.windowFrom && order.windowTo ? windowWords(order.windowFrom, order.windowTo) : null,
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {order.claimedBy ? <span className="row__line">由 {order.claimedBy.name} 承接</span> : null}
      {why ? <span className="row__why">{why}</span> : null}
      {order.state === 'open' && order.isClaimable && order.claimableUntil ? <span className="row__due">接单截止 {deadlineWords(order.claimableUntil)}</span> : null}
    </Link>
  );
}
