/**
 * 转接: another organization asks, the holder answers (silence is a yes), the station decides. On its yes the old claim
 * ends as handed over and the new one is made, judged by the one evaluator, in the same transaction. The order is always
 * locked before the request and the claims.
 */
import type { Tx } from '@jiedui/db/connect.ts';
import { type Claim, NEW_CLAIM } from '@jiedui/shared/claim/claim.ts';
import type { EndCode } from '@jiedui/shared/claim/end-reasons.ts';
import { evaluateClaim } from '@jiedui/shared/claim/evaluation.ts';
import { confirmUntil, handOver, leaseFrom } from '@jiedui/shared/claim/lifecycle.ts';
import { type AlreadyClaimed, type ClaimTooLate, NotEligible } from '@jiedui/shared/claim/refusals.ts';
import type { Takeover } from '@jiedui/shared/claim/takeover.ts';
import * as life from '@jiedui/shared/claim/takeover-lifecycle.ts';
import {
  NothingToTakeOver,
  TakeoverNotFound,
  TakeoverNotIn,
  TakeoverPending,
} from '@jiedui/shared/claim/takeover-refusals.ts';
import { OrderNotFound, type OrderNotIn } from '@jiedui/shared/order/refusals.ts';
import { checkReason, ReasonMissing, Refusal, StaleVersion } from '@jiedui/shared/refusal.ts';
import { v7 as uuid } from 'uuid';
import { forbidden } from '../errors.ts';
import { type CommandContext, command, type Done, type DomainEvent } from '../hall/command.ts';
import { checksFor } from '../matching/fit.ts';
import { ownCheckFacts, providersByIds } from '../matching/matching.store.ts';
import { termsOfOne } from '../order/claim-terms.store.ts';
import { lockOrder, type OrderRow, orderById, saveStep } from '../order/order.store.ts';
import { organizationIdOf, organizationIdsOf, stationIdsOf, type Viewer } from '../viewer.ts';
import { insertConfirmed, lockCapacity, lockClaim, saveClaim } from './claim.store.ts';
import {
  heldClaim,
  insertTakeover,
  lockTakeover,
  saveTakeover,
  settleTakeovers,
  takeoverById,
} from './takeover.store.ts';

export interface AskTakeoverInput {
  readonly clientMutationId: string;
  readonly orderId: string;
  readonly reason: string;
}

/** 申请转接: by an organization that could claim the order if it were open; one request at a time for a claim. */
export async function askTakeover(
  context: CommandContext,
  input: AskTakeoverInput,
): Promise<Takeover | OrderNotFound | NothingToTakeOver | TakeoverPending | NotEligible | ReasonMissing> {
  const operation = { name: 'askTakeover', key: input.clientMutationId, input, reload: takeoverById };
  const attempt = () =>
    command(context, operation, async (tx, viewer) => {
      const { at } = context;
      const organizationId = organizationIdOf(viewer);
      if (!organizationId) throw forbidden('社会组织联络员');
      const order = await orderById(tx, input.orderId);
      if (!order || order.state === 'draft') return new OrderNotFound();
      const held = await heldClaim(tx, order.id, at);
      if (!held || order.state !== 'confirmed' || held.holderId === organizationId) return new NothingToTakeOver();
      if (held.waitsUntil) return new TakeoverPending(held.waitsUntil);
      const { checks } = await checksFor(tx, order, ownCheckFacts(tx, organizationId, at), at);
      const failed = checks.filter((check) => !check.passed && check.code !== 'first_refusal');
      if (0 < failed.length) return new NotEligible(failed);
      const requestReason = checkReason(input.reason);
      if (requestReason instanceof ReasonMissing) return requestReason;
      const { claimId, holderId, stationId, authorityId } = held;
      const takeover: Takeover = {
        id: uuid(),
        version: 1,
        claimId,
        orderId: order.id,
        stationId,
        authorityId,
        holderId,
        organizationId,
        state: 'asked',
        requestReason,
        askedBy: viewer.accountId,
        askedAt: at,
        ...life.takeoverUntil(at),
        holderAgreedAt: null,
        endCode: null,
        reason: null,
        answeredAt: null,
        newClaimId: null,
      };
      await settleTakeovers(tx, claimId, at);
      await insertTakeover(tx, viewer.tenantId, takeover);
      return doneWith(takeover, null, 'takeover.asked');
    });
  try {
    return await attempt();
  } catch (error) {
    // Two asked at once, and the index let one through: it is visible now.
    const { code, constraint } = ((error as Error).cause ?? error) as { code?: string; constraint?: string };
    if (code === '23505' && constraint === 'takeovers_one_waiting') return attempt();
    throw error;
  }
}

export interface AnswerTakeoverInput {
  readonly clientMutationId: string;
  readonly takeoverId: string;
  readonly expectedVersion: number;
}
export interface RefuseTakeoverInput extends AnswerTakeoverInput {
  readonly endCode: EndCode;
  readonly reason: string;
}
type Answer = Takeover | TakeoverNotFound | TakeoverNotIn | StaleVersion;

/** 同意转接: the holder's yes; the station decides next. */
export function agreeTakeover(context: CommandContext, input: AnswerTakeoverInput): Promise<Answer> {
  return answer(context, 'agreeTakeover', input, isHolder, (t) => life.agree(t, context.at), 'takeover.agreed');
}

/** 不同意转接: the holder keeps the order, with a coded reason. */
export function refuseTakeover(context: CommandContext, input: RefuseTakeoverInput): Promise<Answer | ReasonMissing> {
  const step = (t: Takeover) => life.refuse(t, input.endCode, input.reason, context.at);
  return answer(context, 'refuseTakeover', input, isHolder, step, 'takeover.refused');
}

/** 撤回转接申请: by who asked. */
export function withdrawTakeover(context: CommandContext, input: AnswerTakeoverInput): Promise<Answer> {
  return answer(context, 'withdrawTakeover', input, isAsker, (t) => life.withdraw(t, context.at), 'takeover.withdrawn');
}

/** 不接受转接: the station keeps its holder, with a coded reason that both read. */
export function rejectTakeover(context: CommandContext, input: RefuseTakeoverInput): Promise<Answer | ReasonMissing> {
  const step = (t: Takeover) => life.reject(t, input.endCode, input.reason, context.at);
  return answer(context, 'rejectTakeover', input, isStation, step, 'takeover.rejected');
}

/** 接受转接: the claims change hands, at once confirmed, for the station has said yes to the other. */
export function acceptTakeover(
  context: CommandContext,
  input: AnswerTakeoverInput,
): Promise<Answer | OrderNotIn | AlreadyClaimed | ClaimTooLate | NotEligible> {
  const operation = { name: 'acceptTakeover', key: input.clientMutationId, input, reload: takeoverById };
  return command(context, operation, async (tx, viewer) => {
    const { at } = context;
    const held = await lockHeld(tx, viewer, input, isStation);
    if (held instanceof Refusal) return held;
    const { takeover, order } = held;
    const newClaimId = uuid();
    const accepted = life.accept(takeover, newClaimId, at);
    if (accepted instanceof Refusal) return accepted;
    const old = await lockClaim(tx, takeover.claimId);
    const handed = old && handOver(old, at);
    if (!handed || handed instanceof Refusal || order?.state !== 'confirmed' || !old?.exclusive)
      return new TakeoverNotIn('void');
    const refused = await refusalFor(tx, order, takeover.organizationId, at);
    if (refused) return refused;
    const terms = await termsOfOne(tx, order.authorityId);
    const claim: Claim = {
      ...NEW_CLAIM,
      id: newClaimId,
      version: 1,
      orderId: order.id,
      stationId: order.stationId,
      authorityId: order.authorityId,
      organizationId: takeover.organizationId,
      claimedBy: takeover.askedBy,
      claimedAt: at,
      state: 'confirmed',
      awaits: 'station',
      confirmUntil: confirmUntil(at),
      decidedBy: viewer.accountId,
      decidedAt: at,
      ...leaseFrom(terms, order.windowTo, at),
    };
    await saveClaim(tx, handed, viewer.accountId);
    await insertConfirmed(tx, viewer.tenantId, claim);
    const step = { claimedOrganizationId: claim.organizationId, claimedAt: at, claimLapsesAt: claim.startUntil };
    await saveStep(tx, order, { ...order, ...step }, at);
    await saveTakeover(tx, accepted, viewer.accountId);
    const done = doneWith({ ...accepted, version: takeover.version + 1 }, takeover.version, 'takeover.done');
    return { ...done, changed: ['state', 'newClaimId', 'claim.state', 'order.claimedOrganizationId'] };
  });
}

/** As if the order were open: what stands between it and who takes it over. */
async function refusalFor(tx: Tx, order: OrderRow, organizationId: string, at: Date) {
  await lockCapacity(tx, organizationId);
  const [provider] = await providersByIds(tx, [organizationId], at);
  if (!provider) return new NotEligible([]);
  const fit = await checksFor(tx, order, Promise.resolve(provider), at);
  const open = { state: 'open', claimLapsesAt: null, claimableUntil: at } as const;
  return evaluateClaim(open, null, fit, at, true).refusals[0] ?? null;
}

type Side = (viewer: Viewer, takeover: Takeover) => boolean;
const isHolder: Side = (viewer, { holderId }) => organizationIdsOf(viewer).includes(holderId);
const isAsker: Side = (viewer, { organizationId }) => organizationIdsOf(viewer).includes(organizationId);
const isStation: Side = (viewer, { stationId }) => stationIdsOf(viewer).includes(stationId);

function answer<R extends Takeover | Refusal>(
  context: CommandContext,
  name: string,
  input: AnswerTakeoverInput,
  isOwn: Side,
  step: (takeover: Takeover) => R,
  topic: string,
) {
  const operation = { name, key: input.clientMutationId, input, reload: takeoverById };
  return command(context, operation, async (tx, viewer) => {
    const held = await lockHeld(tx, viewer, input, isOwn);
    if (held instanceof Refusal) return held;
    const next = step(held.takeover);
    if (next instanceof Refusal) return next as Exclude<R, Takeover>;
    await saveTakeover(tx, next as Takeover, viewer.accountId);
    return doneWith({ ...(next as Takeover), version: held.takeover.version + 1 }, held.takeover.version, topic);
  });
}

async function lockHeld(tx: Tx, viewer: Viewer, input: AnswerTakeoverInput, isOwn: Side) {
  const seen = await takeoverById(tx, input.takeoverId);
  if (!seen || !isOwn(viewer, seen)) return new TakeoverNotFound();
  // Who asks cannot lock an order in somebody else's hands; its row of the request is lock enough for withdrawing.
  const order = await lockOrder(tx, seen.orderId);
  const takeover = await lockTakeover(tx, input.takeoverId);
  if (!takeover) return new TakeoverNotFound();
  if (takeover.version !== input.expectedVersion) return new StaleVersion(takeover.version);
  return { takeover, order };
}

function doneWith(takeover: Takeover, versionBefore: number | null, topic: string): Done<Takeover> {
  const { id, version } = takeover;
  return {
    value: takeover,
    entity: 'takeover',
    entityId: id,
    versionBefore,
    versionAfter: version,
    changed: ['state'],
    events: takeoverEvents(takeover, topic),
  };
}

/** Both organizations hear of it, and the station and its authority: an event names one organization. */
function takeoverEvents(takeover: Takeover, topic: string): DomainEvent[] {
  const { id, version, stationId, authorityId, orderId, holderId, organizationId } = takeover;
  return [
    { topic, entityId: id, version, payload: { stationId, authorityId, organizationId, orderId } },
    { topic: `${topic}.holder`, entityId: id, version, payload: { organizationId: holderId, orderId } },
  ];
}
