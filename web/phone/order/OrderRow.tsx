/** One order in a list: its title, the place and the people, and the window. */
import { serviceTypeWords } from '@jiedui/shared/taxonomy/scheme.ts';
import { targetGroupWords } from '@jiedui/shared/taxonomy/target-groups.ts';
import { Link } from '@tanstack/react-router';
import { graphql } from '../../gql/gql.ts';
import type { OrderRowFragment } from '../../gql/graphql.ts';
import { deadlineWords, shortWords, windowWords } from '../../kit/format.ts';
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
}

export function OrderRow({ order, own = false }: OrderRowProps) {
  const tag = orderTag(order);
  const groups =
    order.targetGroups
      .slice(0, 2)
      .map((code) => shortWords(targetGroupWords(code)))
      .join('、') + (order.targetGroups.length > 2 ? '等' : '');
  const people = [order.headcount?.text, groups].filter(Boolean).join(' ');
  const draft = order.state === 'draft';
  return (
    <Link to={draft ? '/orders/$id/edit' : '/orders/$id'} params={{ id: order.id }} className="row">
      <span className="row__over">
        <StateTag {...tag} />
        {order.urgency === 'urgent' || order.urgency === 'emergency' ? (
          <StateTag
            tone={order.urgency === 'urgent' ? 'decide' : 'late'}
            word={order.urgency === 'urgent' ? '较急' : '紧急'}
          />
        ) : null}
        <span className="number">{order.number}</span>
      </span>
      <span className="row__title">{order.title || '还没有写名称的草稿'}</span>
      <span className="row__line">{[own ? order.place : order.station.name, people].filter(Boolean).join(' · ')}</span>
      <span className="row__line">
        {[
          order.serviceType ? shortWords(serviceTypeWords(order.serviceType)) : null,
          order.windowFrom && order.windowTo ? windowWords(order.windowFrom, order.windowTo) : null,
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {order.claimedBy ? <span className="row__line">由 {order.claimedBy.name} 承接</span> : null}
      {order.state === 'open' && order.isClaimable && order.claimableUntil ? (
        <span className="row__due">接单截止 {deadlineWords(order.claimableUntil)}</span>
      ) : null}
    </Link>
  );
}
