/** Routes of 需求 and 点单, and of the gaps between them and what is offered. */
import { orderSearchOf } from '@jiedui/shared/order/search.ts';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { isLocalDate } from '@jiedui/shared/calendar.ts';
import { NEED_TYPES, ORDER_MODES } from '@jiedui/shared/order/order.ts';
import { UNMET_DAYS_CHOICES } from '@jiedui/shared/report/lists/gap.ts';
import { SURVEY_METHODS } from '@jiedui/shared/order/survey.ts';
import { useEffect } from 'react';
import { NEED_VIEWS, type NeedView, ORDER_VIEWS, type OrderView } from '../order/views.ts';
import { APPROVAL_VIEWS, type ApprovalView } from '../order/approval-views.ts';
import {
  useGo,
  useParamsOf,
  type NeedsSearch,
  type ApprovalsSearch,
  type GapsSearch,
  type ListChangesSearch,
  type ListsSearch,
  type OrdersSearch,
  type SurveysSearch,
} from '../shell/way.tsx';
import { desk, oneOf, text } from './frame.tsx';

const orders = createRoute({
  getParentRoute: () => desk,
  path: '/orders',
  validateSearch: (search): OrdersSearch => ({
    ...orderSearchOf(search),
    show: oneOf(Object.keys(ORDER_VIEWS) as OrderView[], search['show']),
    order: text(search['order']),
  }),
  component: lazyRouteComponent(() => import('../order/Orders.tsx'), 'Orders'),
});

/** `/orders/<id>` in a notice opens the order in the ledger. */
const order = createRoute({
  getParentRoute: () => desk,
  path: '/orders/$id',
  component: function OrderLink() {
    const { id } = useParamsOf<{ id: string }>();
    const go = useGo();
    // Once: `go` is new at every render.
    useEffect(() => go({ to: '/orders', search: { order: id }, replace: true }), [id]);
    return null;
  },
});

const approvals = createRoute({
  getParentRoute: () => desk,
  path: '/approvals',
  validateSearch: (search): ApprovalsSearch => ({
    show: oneOf(Object.keys(APPROVAL_VIEWS) as ApprovalView[], search['show']),
    order: text(search['order']),
  }),
  component: lazyRouteComponent(() => import('../order/Approvals.tsx'), 'Approvals'),
});

const approvalRules = createRoute({
  getParentRoute: () => desk,
  path: '/approvals/settings',
  component: lazyRouteComponent(() => import('../order/ApprovalRules.tsx'), 'ApprovalRules'),
});

const needs = createRoute({
  getParentRoute: () => desk,
  path: '/needs',
  validateSearch: (search): NeedsSearch => ({
    show: oneOf(Object.keys(NEED_VIEWS) as NeedView[], search['show']),
    type: text(search['type']),
    need: oneOf(NEED_TYPES, search['need']),
    mode: oneOf(ORDER_MODES, search['mode']),
    station: text(search['station']),
  }),
  component: lazyRouteComponent(() => import('../order/Needs.tsx'), 'Needs'),
});

const surveys = createRoute({
  getParentRoute: () => desk,
  path: '/surveys',
  validateSearch: (search): SurveysSearch => ({ method: oneOf(SURVEY_METHODS, search['method']) }),
  component: lazyRouteComponent(() => import('../order/Surveys.tsx'), 'Surveys'),
});

const gaps = createRoute({
  getParentRoute: () => desk,
  path: '/gaps',
  validateSearch: (search): GapsSearch => ({
    county: text(search['county']),
    type: text(search['type']),
    place: text(search['place']),
    days: UNMET_DAYS_CHOICES.find((each) => each === search['days']),
    rows: oneOf(['unmet', 'offers', 'idle'] as const, search['rows']),
  }),
  component: lazyRouteComponent(() => import('../lists/Gaps.tsx'), 'Gaps'),
});

const templates = createRoute({
  getParentRoute: () => desk,
  path: '/templates',
  component: lazyRouteComponent(() => import('../order/Templates.tsx'), 'Templates'),
});

const day = (value: unknown) => (typeof value === 'string' && isLocalDate(value) ? value : undefined);
const LISTS = ['orders', 'offers'] as const;

const lists = createRoute({
  getParentRoute: () => desk,
  path: '/lists',
  validateSearch: (search): ListsSearch => ({ list: oneOf(LISTS, search['list']), on: day(search['on']) }),
  component: lazyRouteComponent(() => import('../lists/Lists.tsx'), 'Lists'),
});

const listChanges = createRoute({
  getParentRoute: () => desk,
  path: '/lists/changes',
  validateSearch: (search): ListChangesSearch => ({
    since: day(search['since']),
    list: oneOf(LISTS, search['list']),
    kind: text(search['kind']),
  }),
  component: lazyRouteComponent(() => import('../lists/ListChanges.tsx'), 'ListChanges'),
});

export const demandRoutes = [
  orders,
  order,
  approvals,
  approvalRules,
  needs,
  surveys,
  gaps,
  templates,
  lists,
  listChanges,
];
