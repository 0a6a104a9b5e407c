/** 谁该做下一步: every open thing in a person's scope as one list, by the pure rule of each thing. Mine first, then by due time. */
import type { Tx } from '@jiedui/db/connect.ts';
import { formatMonth, type Month } from '@jiedui/shared/calendar.ts';
import { nextOfClaim, nextOfInvitation, nextOfRuling, nextOfTakeover } from '@jiedui/shared/claim/next-step.ts';
import { rulingStateOf, rulingUntil } from '@jiedui/shared/claim/ruling-rules.ts';
import { nextOfRound } from '@jiedui/shared/dispatch/next-step.ts';
import { effectiveOrderState } from '@jiedui/shared/order/lifecycle.ts';
import { type NextStep, nextOfOrder } from '@jiedui/shared/order/next-step.ts';
import { nextOfAgreement } from '@jiedui/shared/pairing/next-step.ts';
import { compareTasks, type NextKind, type NextTask } from '@jiedui/shared/report/next-task.ts';
import { nextOfSession } from '@jiedui/shared/service/next-step.ts';
import { ordersToRule, refusalsOfOrders, rulingsOfOrders } from '../claim/ruling.store.ts';
import { ordersById } from '../order/order.store.ts';
import { authorityIdsOf, organizationIdsOf, stationIdsOf, type Viewer } from '../viewer.ts';
import {
  OPEN_THINGS_MOST,
  openAgreements,
  openClaims,
  openInvitations,
  openOrders,
  openRounds,
  openSessions,
  openTakeovers,
} from './next-steps.store.ts';

/** The names and ids of the sides, of which the step names one. */
interface Sides {
  readonly station?: { readonly id: string; readonly name: string };
  readonly organization?: { readonly id: string; readonly name: string };
  readonly authority?: { readonly id: string; readonly name: string };
}

export async function nextTasksOf(tx: Tx, viewer: Viewer, at: Date): Promise<NextTask[]> {
  const isBureau = 0 < authorityIdsOf(viewer).length;
  const own = new Set([...stationIdsOf(viewer), ...organizationIdsOf(viewer)]);
  const [orders, claims, invitations, takeovers, agreements, sessions, rounds, rulings] = await Promise.all([
    openOrders(tx, at),
    openClaims(tx, at),
    openInvitations(tx, at),
    openTakeovers(tx, at),
    openAgreements(tx),
    openSessions(tx),
    isBureau ? openRounds(tx) : [],
    isBureau ? casesToRule(tx, at) : [],
  ]);
  const task = (kind: NextKind, id: string, title: string, step: NextStep | null, sides: Sides, links: Links) =>
    step === null ? [] : [taskOf(kind, id, title, step, sides, links, own, isBureau)];
  return [
    ...orders.flatMap((row) =>
      task('order', row.id, row.title, nextOfOrder(row, at), sidesOf(row), {
        phone: row.state === 'draft' || row.state === 'returned' ? `/m/orders/${row.id}/edit` : `/m/orders/${row.id}`,
        desk: `/d/orders?order=${row.id}`,
      }),
    ),
    ...claims.flatMap((row) =>
      task(
        'claim',
        row.id,
        row.title,
        nextOfClaim(row, { isCompleted: row.orderState === 'completed', windowTo: row.windowTo }, at),
        sidesOf(row),
        orderLinks(row.orderId),
      ),
    ),
    ...invitations.flatMap((row) =>
      task('invitation', row.id, row.title, nextOfInvitation(row, at), sidesOf(row), {
        phone: own.has(row.organizationId) ? `/m/invitations/${row.id}` : `/m/orders/${row.orderId}`,
        desk: `/d/orders?order=${row.orderId}`,
      }),
    ),
    ...takeovers.flatMap((row) => {
      const sides = { ...sidesOf(row), organization: { id: row.holderId, name: row.holderName } };
      const title = `${row.organizationName}申请转接“${row.title}”`;
      return task('takeover', row.id, title, nextOfTakeover(row, at), sides, orderLinks(row.orderId));
    }),
    ...agreements.flatMap((row) =>
      nextOfAgreement(row).flatMap((step) =>
        task(
          'agreement',
          `${row.id}:${step.side}`,
          `${row.organizationName}与${row.stationName}的结对协议`,
          step,
          sidesOf(row),
          {
            phone: `/m/agreements/${row.id}`,
            desk: `/d/pairings?agreement=${row.id}`,
          },
        ),
      ),
    ),
    ...sessions.flatMap((row) => {
      const step = nextOfSession(row);
      const organization = { id: row.organizationId, name: row.organizationName };
      const links = {
        phone: step?.side === 'organization' ? `/m/sessions/${row.id}/edit` : `/m/sessions/${row.id}`,
        desk: `/d/sessions/${row.id}`,
      };
      if (step?.side !== 'station') return task('session', row.id, row.title, step, { organization }, links);
      return row.stations.flatMap((station) =>
        task('session', `${row.id}:${station.id}`, row.title, step, { station, organization }, links),
      );
    }),
    ...rounds.flatMap((row) =>
      task(
        'round',
        row.id,
        `${row.title} ${formatMonth(row.month as Month)}调度`,
        nextOfRound({ isIssued: false, dueOn: row.dueOn }),
        { authority: { id: row.authorityId, name: row.authorityName } },
        { phone: `/d/dispatch/${row.month}`, desk: `/d/dispatch/${row.month}` },
      ),
    ),
    ...rulings.flatMap(({ id, title, dueAt }) =>
      task(
        'ruling',
        id,
        title,
        nextOfRuling(dueAt),
        {},
        { phone: `/d/rulings?order=${id}`, desk: `/d/rulings?order=${id}` },
      ),
    ),
  ].sort(compareTasks);
}

interface Links {
  readonly phone: string;
  readonly desk: string;
}

const orderLinks = (orderId: string): Links => ({ phone: `/m/orders/${orderId}`, desk: `/d/orders?order=${orderId}` });

const sidesOf = (row: {
  readonly stationId: string;
  readonly stationName: string;
  readonly organizationId?: unknown;
  readonly organizationName?: unknown;
}): Sides => ({
  station: { id: row.stationId, name: row.stationName },
  ...(typeof row.organizationId === 'string'
    ? { organization: { id: row.organizationId, name: String(row.organizationName) } }
    : {}),
});

function taskOf(
  kind: NextKind,
  id: string,
  title: string,
  { side, what, dueAt }: NextStep,
  sides: Sides,
  links: Links,
  own: ReadonlySet<string>,
  isBureau: boolean,
): NextTask {
  const actor = side === 'station' ? sides.station : side === 'organization' ? sides.organization : sides.authority;
  const who = side === 'organizations' ? '各社会组织' : (actor?.name ?? '主管单位');
  const mine = side === 'bureau' ? isBureau : actor !== undefined && own.has(actor.id);
  const place = sides.station && sides.station.name !== who ? sides.station.name : null;
  return { id: `${kind}:${id}`, kind, title, place, who, what, dueAt, mine, links };
}

/** Orders that wait for the bureau's ruling, each with its last instant. */
async function casesToRule(tx: Tx, at: Date) {
  const ids = (await ordersToRule(tx, null, OPEN_THINGS_MOST, at)).map(({ id }) => id);
  if (ids.length === 0) return [];
  const [orders, refusals, made] = await Promise.all([
    ordersById(tx, ids),
    refusalsOfOrders(tx, ids, at),
    rulingsOfOrders(tx, ids),
  ]);
  return orders.flatMap((order) => {
    const facts = {
      isOpen: effectiveOrderState(order, at) === 'open',
      refusedAt: refusals.filter(({ orderId }) => orderId === order.id).map(({ refusedAt }) => refusedAt),
      last: made.filter(({ orderId }) => orderId === order.id).at(-1) ?? null,
    };
    return rulingStateOf(facts) === 'none' ? [] : [{ id: order.id, title: order.title, dueAt: rulingUntil(facts) }];
  });
}
