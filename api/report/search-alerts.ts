/**
 * Alerts of saved searches (我的筛选提醒): each new order that matches is told once to the person who keeps the filter, at
 * once or in the morning, whichever of their filters finds it. The relay looks as that person, so that the policies of
 * orders decide what an alert may tell.
 */
import type { Tx } from '@jiedui/db/connect.ts';
import { formatDeadline } from '@jiedui/shared/calendar.ts';
import { claimableThrough } from '@jiedui/shared/order/lifecycle.ts';
import { orderSearchOf, searchAddress } from '@jiedui/shared/order/search.ts';
import { Refusal } from '@jiedui/shared/refusal.ts';
import { termsOf } from '@jiedui/shared/search/query.ts';
import { ALERTS_EACH_MAX, alertWords, lastDailyAlert } from '@jiedui/shared/search/saved.ts';
import { insertNotices } from '../hall/notice.store.ts';
import type { ScheduledTask } from '../hall/schedule.ts';
import type { OrderRow } from '../order/order.store.ts';
import { namedBy } from '../order/search-names.store.ts';
import { searchOrders } from '../order/search.store.ts';
import {
  type AlertDue,
  alertsDue,
  clearAlerts,
  enterAccount,
  enterRelay,
  noteTold,
  setToldUntil,
} from './search-alerts.store.ts';

/** Filters looked at in one transaction. */
const BATCH = 20;
/** Orders read at a time. */
const PAGE = 100;
/** An order bears the instant of its request, and is there when that was committed: a little of the past is looked at again. */
const LATE_MS = 10 * 60_000;
const DAY_MS = 24 * 60 * 60_000;
/** Longer than any filter can be behind; then what was told may be forgotten. */
const KEEP_DAYS = 90;

/** Where a turn ended is kept in memory only: to begin anew tells nobody twice. */
export function searchAlertTask(limit = BATCH): ScheduledTask {
  let after: string | null = null;
  return {
    name: 'search.alerts',
    run: async (tx, at) => {
      const due = await alertsDue(tx, after, lastDailyAlert(at), limit);
      for (const one of due) await tell(tx, one, at);
      after = due.length < limit ? null : (due.at(-1)?.id ?? null);
      return after !== null;
    },
  };
}

export const clearingAlerts: ScheduledTask = {
  name: 'clear.searchAlerts',
  run: async (tx, at) => (await clearAlerts(tx, new Date(at.getTime() - KEEP_DAYS * DAY_MS), 500)).length === 500,
};

async function tell(tx: Tx, due: AlertDue, at: Date): Promise<void> {
  const found = await newOrders(tx, due, at);
  if (found === null) return;
  const told = await noteTold(
    tx,
    due,
    found.orders.map(({ id }) => id),
    at,
  );
  const orders = found.orders.filter(({ id }) => told.has(id));
  const face = found.forAuthority ? '/d/orders' : '/m/orders';
  const list = `${found.forAuthority ? '/d/orders' : '/m/search'}${searchAddress(orderSearchOf(due.filter))}`;
  const say = (some: readonly OrderRow[], link: string, about: string) =>
    insertNotices(
      tx,
      { tenantId: due.tenantId, at, by: null },
      { accountIds: [due.accountId] },
      {
        kind: 'order.found',
        ...alertWords(due.name, some.map(wordsOf)),
        link,
        dedupe: `search:${about}`,
      },
    );
  if (due.alert === 'now' && orders.length <= ALERTS_EACH_MAX) {
    for (const order of orders)
      await say([order], found.forAuthority ? `${face}?order=${order.id}` : `${face}/${order.id}`, order.id);
  } else if (orders.length !== 0) {
    await say(orders, list, `${due.id}:${at.toISOString()}`);
  }
  await setToldUntil(tx, due.id, at);
}

const wordsOf = (order: OrderRow) => {
  const until = order.state === 'open' ? claimableThrough(order) : null;
  return { title: order.title, stationName: order.station.name, untilWords: until && formatDeadline(until) };
};

/** Newest last, as they came; null for an account that may not sign in, or a filter that no longer says anything. */
async function newOrders(tx: Tx, { accountId, filter, alertFrom, toldUntil }: AlertDue, at: Date) {
  const search = orderSearchOf(filter);
  const terms = termsOf(search.q ?? '');
  if (terms instanceof Refusal) return null;
  const viewer = await enterAccount(tx, accountId, at);
  if (viewer === null) return null;
  const named = terms.length === 0 ? [] : await namedBy(tx, terms);
  const from = new Date(Math.max(alertFrom.getTime(), toldUntil.getTime() - LATE_MS));
  const question = { search, terms, named, viewer, published: { from, until: at } };
  const orders: OrderRow[] = [];
  for (let more = true, after: string | null = null; more; ) {
    const page: OrderRow[] = await searchOrders(tx, question, after, PAGE, at);
    orders.push(...page);
    after = page.at(-1)?.id ?? null;
    more = page.length === PAGE;
  }
  await enterRelay(tx);
  return { orders: orders.reverse(), forAuthority: viewer.forAuthority };
}
