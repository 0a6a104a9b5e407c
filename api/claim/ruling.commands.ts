/** 裁定: the bureau decides on an order whose invitations came to nothing twice. The order is locked first: of two rulings the second is told. */
import type { Tx } from '@jiedui/db/connect.ts';
import { endOfDay, type LocalDate, localDateOf } from '@jiedui/shared/calendar.ts';
import type { Ruling, RulingChoice, RulingState } from '@jiedui/shared/claim/ruling.ts';
import { NoRulingNeeded, rule, RulingDatesWrong, rulingStateOf } from '@jiedui/shared/claim/ruling-rules.ts';
import { isLiveTaker } from '@jiedui/shared/order/commitment.ts';
import { cancel, effectiveOrderState } from '@jiedui/shared/order/lifecycle.ts';
import { OrderNotFound } from '@jiedui/shared/order/refusals.ts';
import { checkReason, ReasonMissing, Refusal } from '@jiedui/shared/refusal.ts';
import { v7 as uuid } from 'uuid';
import { badInput } from '../errors.ts';
import { type CommandContext, command } from '../hall/command.ts';
import { lockOrder, type OrderRow, saveStep } from '../order/order.store.ts';
import { settleStanding } from '../order/standing.ts';
import { takersOf } from '../order/takers.store.ts';
import { authorityIdsOf } from '../viewer.ts';
import { settleLapsed, settleLease, settleShares } from './claim.store.ts';
import { authoritiesAbove, insertRuling, refusalsOfOrders, rulingById, rulingsOfOrders } from './ruling.store.ts';

export interface RuleOnOrderInput {
  readonly clientMutationId: string;
  readonly orderId: string;
  readonly choice: RulingChoice;
  readonly reason: string;
  /** The new last day for claims: needed to widen, welcome to reopen. */
  readonly claimableOn: LocalDate | null;
  /** The new last day of the service window: to widen. */
  readonly windowTo: LocalDate | null;
  /** Who coordinates. */
  readonly toAuthorityId: string | null;
}

/** What the order waits for now. */
export async function rulingStateAt(tx: Tx, order: Ruled, at: Date): Promise<RulingState> {
  return (await rulingStatesAt(tx, [order], at)).get(order.id) ?? 'none';
}

type Ruled = { readonly id: string } & Parameters<typeof effectiveOrderState>[0];

/** What each of these orders waits for now, by its id. */
export async function rulingStatesAt(tx: Tx, orders: readonly Ruled[], at: Date): Promise<Map<string, RulingState>> {
  const ids = orders.map(({ id }) => id);
  const [refusals, made] = [await refusalsOfOrders(tx, ids, at), await rulingsOfOrders(tx, ids)];
  return new Map(
    orders.map((order) => {
      const facts = {
        isOpen: effectiveOrderState(order, at) === 'open',
        refusedAt: refusals.filter(({ orderId }) => orderId === order.id).map(({ refusedAt }) => refusedAt),
        last: made.findLast(({ orderId }) => orderId === order.id) ?? null,
      };
      return [order.id, rulingStateOf(facts)];
    }),
  );
}

export function ruleOnOrder(
  context: CommandContext,
  input: RuleOnOrderInput,
): Promise<Ruling | OrderNotFound | NoRulingNeeded | RulingDatesWrong | ReasonMissing> {
  const operation = { name: 'ruleOnOrder', key: input.clientMutationId, input, reload: rulingById };
  return command(context, operation, async (tx, viewer) => {
    const { at } = context;
    const order = 0 < authorityIdsOf(viewer).length ? await lockOrder(tx, input.orderId) : null;
    if (!order || order.state === 'draft') return new OrderNotFound();
    const next = rule(await rulingStateAt(tx, order, at), input.choice);
    if (next instanceof Refusal) return next;
    const reason = checkReason(input.reason);
    if (reason instanceof ReasonMissing) return reason;
    const dates = datesOf(order, input, at);
    if (dates instanceof Refusal) return dates;
    const toAuthorityId = input.choice === 'coordinate' ? input.toAuthorityId : null;
    if (input.choice === 'coordinate') {
      const above = await authoritiesAbove(tx, order.authorityId);
      if (!above.some(({ id }) => id === toAuthorityId))
        throw badInput('toAuthorityId', toAuthorityId, '应为上级主管单位');
    }
    const { id: orderId, stationId, authorityId } = order;
    const ruling: Ruling = {
      id: uuid(),
      orderId,
      stationId,
      authorityId,
      choice: input.choice,
      reason,
      toAuthorityId,
      ruledAt: at,
      claimableUntil: dates.claimableUntil ?? null,
      windowTo: dates.windowTo ?? null,
    };
    const free = await freed(tx, order, at);
    await insertRuling(tx, viewer.tenantId, ruling, viewer.accountId);
    // Nobody comes first any more: two have said no.
    if (input.choice !== 'coordinate') {
      const shared = order.sharing !== 'exclusive';
      const isHeld = shared && (await takersOf(tx, [orderId])).some((taker) => isLiveTaker(taker, at));
      const after = input.choice === 'unmet' ? unmet(free, isHeld, reason, at) : { ...free, ...dates };
      await saveStep(tx, free, { ...after, opening: null }, at);
      if (shared && after.state !== 'cancelled')
        await settleStanding(tx, { ...after, opening: null, version: free.version + 1 }, at);
    }
    return {
      value: ruling,
      entity: 'ruling',
      entityId: ruling.id,
      versionBefore: null,
      versionAfter: 1,
      changed: ['choice', ...(input.choice === 'unmet' ? ['order.state'] : Object.keys(dates))],
      events: [
        {
          topic: 'ruling.made',
          entityId: ruling.id,
          version: 1,
          payload: { stationId, authorityId, orderId, market: input.choice === 'coordinate' ? 0 : 1 },
        },
      ],
    };
  });
}

/** Nothing more is sought: where others hold parts of it, they go on and only the rest is closed; else it is cancelled. */
function unmet(order: OrderRow, isHeld: boolean, reason: string, at: Date): OrderRow {
  if (isHeld) return { ...order, claimableUntil: new Date(at.getTime() - 1) };
  const cancelled = cancel(order, `未能对接：${reason}`, at);
  if (cancelled instanceof Refusal) throw new Error(`order ${order.id} is open but cannot be cancelled`);
  return cancelled;
}

/** The order as it is once a lapsed claim on it is put away. */
async function freed(tx: Tx, order: OrderRow, at: Date): Promise<OrderRow> {
  if (order.sharing !== 'exclusive') {
    await settleShares(tx, order.id, at);
    return (await settleStanding(tx, order, at)).order;
  }
  if (order.state === 'open') return order;
  if (order.state === 'claimed') {
    await settleLapsed(tx, order.id, at);
    return { ...order, state: 'open', claimedOrganizationId: null, claimLapsesAt: null, claimedAt: null };
  }
  await settleLease(tx, order.id, at);
  const now = await lockOrder(tx, order.id);
  if (!now) throw new Error(`order ${order.id} vanished while it was locked`);
  return now;
}

interface Dates {
  readonly claimableUntil?: Date;
  readonly windowTo?: LocalDate;
}

/** The new dates, none for a choice that changes none; a reopened order whose deadline has passed needs a new one. */
function datesOf(
  order: OrderRow,
  { choice, claimableOn, windowTo }: RuleOnOrderInput,
  at: Date,
): Dates | RulingDatesWrong {
  if (choice === 'coordinate' || choice === 'unmet') return {};
  const today = localDateOf(at);
  const passed = order.claimableUntil === null || order.claimableUntil < at;
  if (claimableOn === null) return choice === 'widen' || passed ? new RulingDatesWrong(at) : {};
  const last = choice === 'widen' ? (windowTo ?? order.windowTo) : order.windowTo;
  if (claimableOn <= today || (last !== null && last < claimableOn)) return new RulingDatesWrong(at);
  const claimableUntil = endOfDay(claimableOn);
  return choice === 'widen' && windowTo !== null ? { claimableUntil, windowTo } : { claimableUntil };
}
