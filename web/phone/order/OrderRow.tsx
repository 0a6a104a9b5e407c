/** One order in a list: its title, the place and the people, and the window. */
import { serviceTypeWords } from '@jiedui/shared/taxonomy/scheme.ts';
import { targetGroupWords } from '@jiedui/shared/taxonomy/target-groups.ts';
import { Link } from '@tanstack/react-router';
import { Fragment, type ReactNode } from 'react';
import { graphql } from '../../gql/gql.ts';
import type { OrderRowFragment } from '../../gql/graphql.ts';
import { deadlineWords, shortWords, windowWords } from '../../kit/format.ts';
import { type FieldMark, Marked, marksIn } from '../../kit/search/Marked.tsx';
import { StateTag } from '../../kit/StateTag.tsx';
import { useViewer } from '../shell/viewer.ts';
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
  /** What a search found in it. */
  marks?: readonly FieldMark[];
  /** The station's own list needs no station's name. */
  own?: boolean;
}

export function OrderRow({ order, own = false, marks = [] }: OrderRowProps) {
  const tag = orderTag(order);
  const groups =
    order.targetGroups
      .slice(0, 2)
      .map((code) => shortWords(targetGroupWords(code)))
      .join('、') + (order.targetGroups.length > 2 ? '等' : '');
  const people = [order.headcount?.text, groups].filter(Boolean).join(' ');
  const viewer = useViewer();
  const mine = own && order.station.id === viewer.station?.id;
  // A draft of another station is read, to say whether one takes part.
  const draft = order.state === 'draft' && order.station.id === viewer.station?.id;
  const found = (field: string, text: string) => <Marked text={text} spans={marksIn(marks, field)} />;
  const has = (field: string) => marks.some((mark) => mark.field === field);
  const type = order.serviceType ? serviceTypeWords(order.serviceType) : null;
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
        <span className="number">{found('number', order.number)}</span>
      </span>
      <span className="row__title">{order.title ? found('title', order.title) : '还没有写名称的草稿'}</span>
      <span className="row__line">
        {dotted([
          mine ? null : found('station', order.station.name),
          (mine || has('place')) && order.place ? found('place', order.place) : null,
          people || null,
        ])}
      </span>
      <span className="row__line">
        {dotted([
          type === null ? null : has('type') ? found('type', type) : shortWords(type),
          order.windowFrom && order.windowTo ? windowWords(order.windowFrom, order.windowTo) : null,
        ])}
      </span>
      {order.claimedBy ? (
        <span className="row__line">由 {found('organization', order.claimedBy.name)} 承接</span>
      ) : null}
      {order.state === 'open' && order.isClaimable && order.claimableUntil ? (
        <span className="row__due">接单截止 {deadlineWords(order.claimableUntil)}</span>
      ) : null}
    </Link>
  );
}

/** What is there, with a dot between. */
const dotted = (parts: readonly ReactNode[]) =>
  parts
    .filter((part) => part !== null)
    .map((part, i) => (
      <Fragment key={i}>
        {i === 0 ? null : ' · '}
        {part}
      </Fragment>
    ));
