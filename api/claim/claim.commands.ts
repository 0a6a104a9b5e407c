/** 接单 and what follows: claim, confirm, decline, withdraw, release. The order is always locked before its claim. */
import type { Tx } from '@jiedui/db/connect.ts';
import { type Claim, NEW_CLAIM } from '@jiedui/shared/claim/claim.ts';
import type { EndCode } from '@jiedui/shared/claim/end-reasons.ts';
import { evaluateClaim } from '@jiedui/shared/claim/evaluation.ts';
import { confirm, confirmUntil, decline, release, withdraw } from '@jiedui/shared/claim/lifecycle.ts';
import {
  type AlreadyClaimed,
  type ClaimLapsed,
  ClaimNotFound,
  ClaimNotIn,
  type ClaimTooLate,
  type NotEligible,
  type NotEnoughLeft,
  type ShareUnclear,
} from '@jiedui/shared/claim/refusals.ts';
import type { Portion } from '@jiedui/shared/order/commitment.ts';
import * as orderLife from '@jiedui/shared/order/lifecycle.ts';
import { isUnpublished } from '@jiedui/shared/order/order.ts';
import { OrderNotFound, OrderNotIn } from '@jiedui/shared/order/refusals.ts';
import { type ReasonMissing, Refusal, StaleVersion } from '@jiedui/shared/refusal.ts';
import { v7 as uuid } from 'uuid';
import { forbidden } from '../errors.ts';
import { type CommandContext, type Done, command } from '../hall/command.ts';
import { checksFor } from '../matching/fit.ts';
import { ownCheckFacts } from '../matching/matching.store.ts';
import { termsOfOne } from '../order/claim-terms.store.ts';
import { voidTakeovers } from '../order/order-cancel.store.ts';
import { type OrderRow, lockOrder, lockShared, orderById, saveStep } from '../order/order.store.ts';
import { settleStanding } from '../order/standing.ts';
import { type Viewer, authorityIdsOf, organizationIdOf, organizationIdsOf, stationIdsOf } from '../viewer.ts';
import {
  claimById,
  claimIfFree,
  lockCapacity,
  lockClaim,
  saveClaim,
  settleLapsed,
  settleLease,
} from './claim.store.ts';
import { takeShare } from './share.commands.ts';

export interface ClaimOrderInput {
  readonly clientMutationId: string;
  readonly orderId: string;
  /** Of a partial order what is taken, by line; left out or null: all that is left. */
  readonly portions?: readonly Portion[] | null;
}

export type ClaimOrderAnswer =
  | Claim
  | OrderNotFound
  | OrderNotIn
  | AlreadyClaimed
  | ClaimTooLate
  | NotEligible
  | NotEnoughLeft
  | ShareUnclear;

/**
 * 接单: the viewer's organization takes an open order, or a share of one (share.commands.ts). For a whole order nobody waits for a lock, unless a lapsed claim must be put away
 * first: the order is read, judged, and changes hands in one conditional update; who comes second is told who was first.
 */
export async function claimOrder(context: CommandContext, input: ClaimOrderInput): Promise<ClaimOrderAnswer> {
  const operation = { name: 'claimOrder', key: input.clientMutationId, input, reload: claimById };
  const read = (tx: Tx) => orderById(tx, input.orderId);
  const attempt = () =>
    command(
      context,
      operation,
      (tx, viewer, order) => take(tx, viewer, order, input.portions ?? null, context.at),
      read,
    );
  try {
    return await attempt();
  } catch (error) {
    // The second wall held: the winner is now visible, and the second attempt names it.
    if (isSecondLiveClaim(error)) return attempt();
    throw error;
  }
}

function take(tx: Tx, viewer: Viewer, order: OrderRow | null, wanted: readonly Portion[] | null, at: Date) {
  const organizationId = organizationIdOf(viewer);
  if (!organizationId) throw forbidden('社会组织联络员');
  return takeFor(tx, viewer, organizationId, order, wanted, at);
}

/**
 * The same for an organization of the viewer's that was named.
 * @param asked by an invitation: then its turn need not have come
 */
export async function takeFor(
  tx: Tx,
  viewer: Viewer,
  organizationId: string,
  seen: OrderRow | null,
  wanted: readonly Portion[] | null,
  at: Date,
  asked = false,
) {
  if (seen && seen.sharing !== 'exclusive' && !isUnpublished(seen.state)) {
    const claim = await takeShare(tx, viewer, organizationId, seen, wanted, at);
    return claim instanceof Refusal ? claim : doneWith(claim, null, 'claim.made');
  }
  const refused = await refusalFor(tx, seen, organizationId, at, asked);
  if (!seen || refused) return refused ?? new OrderNotFound();
  let order = seen;
  if (order.state === 'confirmed') {
    await settleLease(tx, order.id, at);
    order = (await orderById(tx, order.id)) ?? order;
  } else if (order.state === 'claimed') {
    // Before its claim, as everywhere: whoever cancels or releases it at this moment would else wait for us and we for them.
    await lockOrder(tx, order.id);
    await settleLapsed(tx, order.id, at);
  }
  const claim = {
    id: uuid(),
    orderId: order.id,
    orderVersion: order.version,
    organizationId,
    claimedBy: viewer.accountId,
    claimedAt: at,
    confirmUntil: confirmUntil(at),
  };
  if (await claimIfFree(tx, claim)) return claimed(order, claim);
  const now = await orderById(tx, order.id);
  return (await refusalFor(tx, now, organizationId, at, asked)) ?? new OrderNotIn(order.state);
}

/** Why the organization may not claim the order now, the weightiest reason; null when it may. */
async function refusalFor(tx: Tx, order: OrderRow | null, organizationId: string, at: Date, asked: boolean) {
  if (!order || isUnpublished(order.state)) return new OrderNotFound();
  const live =
    order.claimedBy && order.claimedAt && orderLife.effectiveOrderState(order, at) !== 'open'
      ? { organizationName: order.claimedBy.name, claimedAt: order.claimedAt }
      : null;
  // A held order needs no look at the capacity of who comes late.
  if (live || order.state === 'cancelled') return evaluateClaim(order, live, { checks: [] }, at).refusals[0] ?? null;
  // Asked in one turn, so in one round trip: the facts are read when the lock is held, and not before.
  const [, fit] = await Promise.all([
    lockCapacity(tx, organizationId),
    checksFor(tx, order, ownCheckFacts(tx, organizationId, at), at),
  ]);
  return evaluateClaim(order, live, fit, at, asked).refusals[0] ?? null;
}

/** Somebody else's claim was committed in between: asked once more, the refusal names it. */
export const isSecondLiveClaim = (error: unknown) => {
  const { code, constraint } = ((error as Error).cause ?? error) as { code?: string; constraint?: string };
  return code === '23505' && (constraint === 'claims_one_live' || constraint === 'claims_one_seat');
};

function claimed(
  order: OrderRow,
  made: { id: string; organizationId: string; claimedBy: string; claimedAt: Date; confirmUntil: Date },
): Done<Claim> {
  const claim: Claim = {
    ...NEW_CLAIM,
    ...made,
    version: 1,
    orderId: order.id,
    stationId: order.stationId,
    authorityId: order.authorityId,
    awaits: 'station',
    decidedBy: null,
    exclusive: true,
    portions: [],
    deliveredAt: null,
  };
  return doneWith(claim, null, 'claim.made');
}

export interface DecideClaimInput {
  readonly clientMutationId: string;
  readonly claimId: string;
  readonly expectedVersion: number;
}
export interface RefuseClaimInput extends DecideClaimInput {
  readonly endCode?: EndCode | null;
  /** Needed with `other`, which stands where no code is given. */
  readonly reason: string;
}

/** The station accepts the claimant, who must then begin within the term of the authority. */
export function confirmClaim(
  context: CommandContext,
  input: DecideClaimInput,
): Promise<Claim | ClaimNotFound | ClaimNotIn | ClaimLapsed | StaleVersion> {
  const operation = { name: 'confirmClaim', key: input.clientMutationId, input, reload: claimById };
  return command(context, operation, async (tx, viewer) => {
    const held = await lockHeld(
      tx,
      input,
      (claim) => claim.awaits === 'station' && stationIdsOf(viewer).includes(claim.stationId),
    );
    if (held instanceof Refusal) return held;
    const terms = await termsOfOne(tx, held.order.authorityId);
    const confirmed = confirm(held.claim, terms, held.order.windowTo, context.at);
    if (confirmed instanceof Refusal) return confirmed;
    if (!held.claim.exclusive) return saveShare(tx, viewer, held, confirmed, 'claim.confirmed', context.at);
    const order = orderLife.confirm(held.order, confirmed.startUntil, context.at);
    if (order instanceof Refusal) throw new Error(`claim ${held.claim.id} is pending but its order is ${order.actual}`);
    return saveBoth(tx, viewer, held, confirmed, order, 'claim.confirmed', context.at);
  });
}

/** The station says no, with a reason that the organization reads; the order is open again. */
export function declineClaim(
  context: CommandContext,
  input: RefuseClaimInput,
): Promise<Claim | ClaimNotFound | ClaimNotIn | ClaimLapsed | StaleVersion | ReasonMissing> {
  const operation = { name: 'declineClaim', key: input.clientMutationId, input, reload: claimById };
  return command(context, operation, async (tx, viewer) => {
    const held = await lockHeld(
      tx,
      input,
      (claim) => claim.awaits === 'station' && stationIdsOf(viewer).includes(claim.stationId),
    );
    if (held instanceof Refusal) return held;
    const declined = decline(held.claim, input.endCode ?? 'other', input.reason, context.at);
    if (declined instanceof Refusal) return declined;
    return releaseOrder(tx, viewer, held, declined, 'claim.declined', context.at);
  });
}

/** The organization gives the order back, with a reason that the station reads. */
export function withdrawClaim(
  context: CommandContext,
  input: RefuseClaimInput,
): Promise<Claim | ClaimNotFound | ClaimNotIn | StaleVersion | ReasonMissing> {
  const operation = { name: 'withdrawClaim', key: input.clientMutationId, input, reload: claimById };
  return command(context, operation, async (tx, viewer) => {
    const held = await lockHeld(tx, input, (claim) => organizationIdsOf(viewer).includes(claim.organizationId));
    if (held instanceof Refusal) return held;
    const withdrawn = withdraw(held.claim, input.endCode ?? 'other', input.reason, context.at);
    if (withdrawn instanceof Refusal) return withdrawn;
    return releaseOrder(tx, viewer, held, withdrawn, 'claim.withdrawn', context.at);
  });
}

/** 解除接单: the bureau takes the order from an organization that does not serve it; the order is open again. */
export function releaseClaim(
  context: CommandContext,
  input: RefuseClaimInput,
): Promise<Claim | ClaimNotFound | ClaimNotIn | StaleVersion | ReasonMissing> {
  const operation = { name: 'releaseClaim', key: input.clientMutationId, input, reload: claimById };
  return command(context, operation, async (tx, viewer) => {
    // Row-level security shows a bureau the claims of its authorities and those below, and no others.
    const held = await lockHeld(tx, input, () => 0 < authorityIdsOf(viewer).length);
    if (held instanceof Refusal) return held;
    const released = release(held.claim, input.endCode ?? 'other', input.reason, context.at);
    if (released instanceof Refusal) return released;
    return releaseOrder(tx, viewer, held, released, 'claim.released', context.at);
  });
}

export interface Held {
  readonly claim: Claim;
  readonly order: OrderRow;
}

/** The claim and its order, both locked, if the claim is the viewer's to decide. */
export async function lockHeld(
  tx: Tx,
  input: DecideClaimInput,
  isOwn: (claim: Claim) => boolean,
): Promise<Held | ClaimNotFound | ClaimNotIn | StaleVersion> {
  const seen = await claimById(tx, input.claimId);
  if (!seen || !isOwn(seen)) return new ClaimNotFound();
  const order = seen.exclusive ? await lockOrder(tx, seen.orderId) : await lockShared(tx, seen.orderId);
  const claim = await lockClaim(tx, input.claimId);
  if (!claim) return new ClaimNotFound();
  if (claim.version !== input.expectedVersion) return new StaleVersion(claim.version);
  // An order that row-level security no longer lets the organization lock is in somebody else's hands.
  if (!order && claim.exclusive) return new ClaimNotFound();
  // What is delivered, or was of an order that has ended, is decided.
  if (!order || claim.deliveredAt !== null) return new ClaimNotIn(claim.state);
  return { claim, order };
}

/** The claim ended by somebody's word: its order, or what it held of it, is open again. */
export async function releaseOrder(
  tx: Tx,
  viewer: Viewer,
  held: Held,
  claim: Claim,
  topic: string,
  at: Date,
): Promise<Done<Claim>> {
  // Only a confirmed claim can be asked for.
  if (held.claim.state === 'confirmed') await voidTakeovers(tx, claim.orderId, at);
  if (!claim.exclusive) return saveShare(tx, viewer, held, claim, topic, at);
  const order = orderLife.release(held.order, at);
  if (order instanceof Refusal) throw new Error(`claim ${claim.id} was live but its order is ${order.actual}`);
  return saveBoth(tx, viewer, held, claim, { ...order, claimedAt: null }, topic, at);
}

/** One of several claims was decided: the order goes where they all put it. */
async function saveShare(
  tx: Tx,
  viewer: Viewer,
  held: Held,
  claim: Claim,
  topic: string,
  at: Date,
): Promise<Done<Claim>> {
  await saveClaim(tx, claim, viewer.accountId);
  await settleStanding(tx, held.order, at);
  return doneWith({ ...claim, version: claim.version + 1, decidedBy: viewer.accountId }, claim.version, topic);
}

export async function saveBoth(
  tx: Tx,
  viewer: Viewer,
  held: Held,
  claim: Claim,
  order: OrderRow,
  topic: string,
  at: Date,
): Promise<Done<Claim>> {
  if (!claim.exclusive) return saveShare(tx, viewer, held, claim, topic, at);
  await saveClaim(tx, claim, viewer.accountId);
  await saveStep(tx, held.order, order, at);
  return doneWith({ ...claim, version: claim.version + 1, decidedBy: viewer.accountId }, claim.version, topic);
}

/** Claims concern the two parties and the authority; the market too, because an order left it or came back. */
export function doneWith(claim: Claim, versionBefore: number | null, topic: string): Done<Claim> {
  const { stationId, organizationId, authorityId, orderId } = claim;
  return {
    value: claim,
    entity: 'claim',
    entityId: claim.id,
    versionBefore,
    versionAfter: claim.version,
    changed: ['state', 'order.state'],
    events: [
      {
        topic,
        entityId: claim.id,
        version: claim.version,
        payload: { stationId, organizationId, authorityId, orderId, market: 1 },
      },
    ],
  };
}
