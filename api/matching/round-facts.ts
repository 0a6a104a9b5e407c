/** From rows to the facts of a round: what shared/matching/round judges. */
import type { Tx } from '@jiedui/db/connect.ts';
import type { Month } from '@jiedui/shared/calendar.ts';
import type { RoundFacts } from '@jiedui/shared/matching/round/build.ts';
import { weightSetOf } from '@jiedui/shared/matching/weight-set.ts';
import { seatsLeft } from '@jiedui/shared/order/commitment.ts';
import { takersOf } from '../order/takers.store.ts';
import { regionsByCode } from '../region/region.store.ts';
import { casesOf } from './fit.ts';
import { providersOfTypes } from './matching.store.ts';
import { declinedPairs, invitedCounts, roundOrders, roundWeights, waitingInvitations } from './round-facts.store.ts';

/** Orders that are not in the round although they are open, and why. */
export interface HeldBack {
  readonly orderId: string;
  readonly organizationId: string;
  readonly respondUntil: Date;
}

export interface LoadedRound {
  readonly facts: RoundFacts;
  /** They wait for the answer to an invitation. */
  readonly heldBack: readonly HeldBack[];
  /** Open orders beyond what a round takes. */
  readonly leftOut: number;
}

export interface RoundAsked {
  readonly authorityId: string;
  readonly month: Month;
  /** Null for the one in force. */
  readonly weightSetId: string | null;
}

/** Null when the authority has no such weight set, or is not the viewer's. */
export async function loadRound(tx: Tx, asked: RoundAsked, at: Date): Promise<LoadedRound | null> {
  const { authorityId, month } = asked;
  const [set, { orders: open, count }] = await Promise.all([
    roundWeights(tx, authorityId, asked.weightSetId),
    roundOrders(tx, authorityId, month, at),
  ]);
  if (!set) return null;
  const openIds = open.map(({ id }) => id);
  const shared = open.filter(({ sharing }) => sharing !== 'exclusive').map(({ id }) => id);
  const [waiting, takers] = await Promise.all([waitingInvitations(tx, openIds, at), takersOf(tx, shared)]);
  // An invitation holds one place: an order with more of them stays in the round for the others.
  const orders = open.filter((order) => countOf(waiting, order.id) < seatsLeft(order, of(takers, order.id), at));
  const inRound = new Set(orders.map(({ id }) => id));
  const heldBack = waiting.filter(({ orderId }) => !inRound.has(orderId));
  const askedAlready = waiting
    .filter(({ orderId }) => inRound.has(orderId))
    .map(({ orderId, organizationId }) => ({ orderId, organizationId }));
  const cases = await casesOf(tx, orders, at);
  const [providers, declined, townships] = await Promise.all([
    providersOfTypes(tx, [...new Set(cases.map(({ facts }) => facts.serviceType))], at),
    declinedPairs(tx, openIds, month),
    regionsByCode(tx, [...new Set(orders.map(({ regionCode }) => regionCode))]),
  ]);
  const nameOf = new Map(townships.map(({ code, name }) => [code, name]));
  const organizationIds = providers.map(({ organizationId }) => organizationId);
  const invited = await invitedCounts(tx, organizationIds, month, at);
  return {
    facts: {
      month,
      at,
      weights: weightSetOf(set),
      orders: cases.map(({ order, facts }) => ({
        ...facts,
        townshipName: nameOf.get(facts.regionCode) ?? facts.regionCode,
        postedAt: order.postedAt,
      })),
      providers,
      // Who was asked for the order already, and has not answered, is not proposed for it a second time.
      declined: [...declined, ...askedAlready],
      invited: Object.fromEntries(invited.map(({ organizationId, count }) => [organizationId, count])),
    },
    heldBack,
    leftOut: count - open.length,
  };
}

const of = <Row extends { readonly orderId: string }>(rows: readonly Row[], id: string) =>
  rows.filter(({ orderId }) => orderId === id);
const countOf = (rows: readonly { readonly orderId: string }[], id: string) => of(rows, id).length;
