/** The lines of a round: its pairings with the rows that belong to each, handed to the rules of shared/dispatch. Pure. */
import { effectiveClaimState } from '@jiedui/shared/claim/lifecycle.ts';
import { isLiveTaker, type Taker, takerLapsesAt } from '@jiedui/shared/order/commitment.ts';
import { sharedState } from '@jiedui/shared/order/standing.ts';
import { effectiveOrderState } from '@jiedui/shared/order/lifecycle.ts';
import { decisionAfterRefresh, UNDECIDED } from '@jiedui/shared/dispatch/deciding.ts';
import {
  asShared,
  computeFigures,
  type DispatchRows,
  type Figure,
  type OrderRow,
  type OrderStanding,
} from '@jiedui/shared/dispatch/figures.ts';
import { compareLights, lightOf, standingOf } from '@jiedui/shared/dispatch/light.ts';
import { cutOffOf } from '@jiedui/shared/dispatch/schedule.ts';
import type { DispatchWindow } from '@jiedui/shared/dispatch/window.ts';
import { v7 as uuid } from 'uuid';
import type { TakerOfOrder } from '../order/takers.store.ts';
import type { CountedClaim, CountedOrder, CountedSession } from './dispatch-rows.store.ts';
import type { KeptRows, LineRow, NewLine, PairInRound } from './dispatch.store.ts';

export interface Counted {
  readonly orders: readonly CountedOrder[];
  /** Who holds what of the orders that several share. */
  readonly takers: readonly TakerOfOrder[];
  readonly claims: readonly CountedClaim[];
  readonly sessions: readonly CountedSession[];
}

/**
 * One line a pairing, red first, then by station. A line that was there before keeps its id, and its decision unless
 * its light has become worse.
 */
export function linesOf(
  round: DispatchWindow & { readonly id: string },
  pairs: readonly PairInRound[],
  counted: Counted,
  before: readonly LineRow[],
  at: Date,
): NewLine[] {
  const cutOff = cutOffOf(round, at);
  const beforeByPairing = new Map(before.map((line) => [line.pairingId, line]));
  const lines = pairs.map((pair) => {
    const rows = rowsOf(pair, counted, cutOff);
    const own = { ...rows, orders: rows.orders.map(asShared) };
    const figures = computeFigures(own, round, cutOff);
    const { light, reason, proposedDecision } = lightOf(figures, standingOf(own, cutOff));
    const known = beforeByPairing.get(pair.pairingId);
    return {
      ...pair,
      ...(known ? decisionAfterRefresh(known, light) : UNDECIDED),
      id: known?.id ?? uuid(),
      version: (known?.version ?? 0) + 1,
      roundId: round.id,
      seq: 0,
      light,
      lightReason: reason,
      proposedDecision,
      figures,
      rows,
    };
  });
  return lines
    .map((line, order) => ({ line, order }))
    .sort((a, b) => compareLights(a.line.light, b.line.light) || a.order - b.order)
    .map(({ line }, index) => ({ ...line, seq: index + 1 }));
}

/**
 * What counts for one pairing: the station's orders that nobody else holds, the organization's claims on them, and the
 * sessions in which both took part. A session shared by several pairings stands in the line of each.
 */
function rowsOf({ stationId, organizationId }: PairInRound, counted: Counted, cutOff: Date): DispatchRows {
  const takersOf = (id: string) => counted.takers.filter(({ orderId }) => orderId === id);
  return {
    orders: counted.orders
      .filter((order) => order.stationId === stationId || order.memberStationIds.includes(stationId))
      .flatMap((order) => {
        const row = orderRow(order, organizationId, takersOf(order.id), cutOff);
        return row ? [row] : [];
      }),
    claims: counted.claims
      .filter((claim) => claim.stationId === stationId && claim.organizationId === organizationId)
      .map((claim) => ({
        id: claim.id,
        claimedAt: claim.claimedAt,
        pending: effectiveClaimState(claim, cutOff) === 'pending',
      })),
    sessions: counted.sessions
      .filter((session) => session.stationIds.includes(stationId) && session.organizationIds.includes(organizationId))
      .map(({ id, state, confirmedAt, headcounts, scores }) => ({
        id,
        state,
        confirmedAt,
        headcounts,
        satisfactions: scores[stationId] === undefined ? [] : [scores[stationId]],
      })),
  };
}

/** The order as it counts in the organization's line; null where it is in the hands of others. */
function orderRow(
  order: CountedOrder,
  organizationId: string,
  takers: readonly Taker[],
  cutOff: Date,
): OrderRow | null {
  const { id, windowTo, claimableUntil, claimLapsesAt, postedAt, completedAt } = order;
  const facts = { id, windowTo, claimableUntil, postedAt };
  if (order.sharing === 'exclusive') {
    const { state, claimedOrganizationId } = order;
    const isOthers = claimedOrganizationId !== null && claimedOrganizationId !== organizationId;
    if (isOthers && effectiveOrderState(order, cutOff) !== 'open') return null;
    return { ...facts, state, claimLapsesAt, completedAt };
  }
  const ended = { cancelledAt: null, cancelReason: null, claimedOrganizationId: null };
  // Whether all its stations were served is not asked: what ends with the last of them is stored as completed.
  const state = sharedState({ ...order, ...ended }, takers, false, cutOff);
  const whole = { ...facts, state, claimLapsesAt: state === order.state ? claimLapsesAt : null, completedAt };
  const own = takers.find((taker) => taker.organizationId === organizationId && isLiveTaker(taker, cutOff));
  if (own) return { ...whole, share: shareOf(own) };
  return state === 'open' || !takers.some((taker) => isLiveTaker(taker, cutOff)) ? whole : null;
}

function shareOf(taker: Taker): OrderStanding {
  const { state, deliveredAt } = taker;
  if (deliveredAt) return { state: 'completed', claimLapsesAt: null, completedAt: deliveredAt };
  return {
    state: state === 'pending' ? 'claimed' : 'confirmed',
    claimLapsesAt: takerLapsesAt(taker),
    completedAt: null,
  };
}

/**
 * The totals of a round over the union of its lines' rows: a session of three stations counts once, and each station's
 * score of it counts once; an order of several organizations or stations counts once, as the whole that it is.
 */
export function totalsOf(round: DispatchWindow & { readonly figuresAt: Date }, kept: readonly KeptRows[]): Figure[] {
  const all = kept.map(({ stationId, rows }) => ({ stationId, rows: rowsFromJson(rows) }));
  const sessions = new Map<string, DispatchRows['sessions'][number]>();
  const scored = new Set<string>();
  for (const { stationId, rows } of all) {
    for (const session of rows.sessions) {
      const seen = sessions.get(session.id);
      const isNew = !scored.has(`${session.id} ${stationId}`);
      scored.add(`${session.id} ${stationId}`);
      const satisfactions = [...(seen?.satisfactions ?? []), ...(isNew ? session.satisfactions : [])];
      sessions.set(session.id, { ...session, satisfactions });
    }
  }
  const rows = {
    orders: all.flatMap((line) => line.rows.orders),
    claims: all.flatMap((line) => line.rows.claims),
    sessions: [...sessions.values()],
  };
  return computeFigures(rows, round, cutOffOf(round, round.figuresAt));
}

const instantOrNull = (value: string | null) => (value === null ? null : new Date(value));

function standingFromJson({ state, claimLapsesAt, completedAt }: Jsoned<OrderStanding>): OrderStanding {
  return { state, claimLapsesAt: instantOrNull(claimLapsesAt), completedAt: instantOrNull(completedAt) };
}

/** JSON keeps instants as text. */
export function rowsFromJson(json: unknown): DispatchRows {
  const { orders, claims, sessions } = json as JsonRows;
  return {
    orders: orders.map(({ share, ...row }) => ({
      ...row,
      claimableUntil: instantOrNull(row.claimableUntil),
      postedAt: instantOrNull(row.postedAt),
      ...standingFromJson(row),
      ...(share && { share: standingFromJson(share) }),
    })),
    claims: claims.map((row) => ({ ...row, claimedAt: new Date(row.claimedAt) })),
    sessions: sessions.map((row) => ({ ...row, confirmedAt: instantOrNull(row.confirmedAt) })),
  };
}

/** A row as JSON made it. */
type Jsoned<Row> = {
  readonly [Key in keyof Row]: Date extends Row[Key] ? (null extends Row[Key] ? string | null : string) : Row[Key];
};
interface JsonRows {
  readonly orders: readonly (Jsoned<Omit<OrderRow, 'share'>> & { readonly share?: Jsoned<OrderStanding> })[];
  readonly claims: readonly Jsoned<DispatchRows['claims'][number]>[];
  readonly sessions: readonly Jsoned<DispatchRows['sessions'][number]>[];
}
