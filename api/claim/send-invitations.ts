/**
 * 发送邀请: the officer decides on a run as a whole. What is approved goes out as invitations, each with its answer-by;
 * what is decided otherwise keeps its reason; the rest is ignored. Once for each run.
 */
import type { Invitation } from '@jiedui/shared/claim/invitation.ts';
import { respondUntil } from '@jiedui/shared/claim/invitation-lifecycle.ts';
import { type InvitationProblem, InvitationsNotPossible } from '@jiedui/shared/claim/invitation-refusals.ts';
import type { RulingState } from '@jiedui/shared/claim/ruling.ts';
import { RULING_FIRST } from '@jiedui/shared/claim/ruling-rules.ts';
import {
  type MatchingRun,
  type PairDecision,
  RunNotFound,
  type RunNotIn,
  sendRun,
} from '@jiedui/shared/matching/round/run.ts';
import { seatsLeft } from '@jiedui/shared/order/commitment.ts';
import { isClaimable } from '@jiedui/shared/order/lifecycle.ts';
import { checkReason, type ReasonMissing, Refusal, StaleVersion } from '@jiedui/shared/refusal.ts';
import { v7 as uuid } from 'uuid';
import { type CommandContext, command } from '../hall/command.ts';
import {
  decidePairs,
  lockRun,
  markSent,
  pairsOfRuns,
  runById,
  type RunPair,
  runWholes,
} from '../matching/run.store.ts';
import { type TakerOfOrder, takersOf } from '../order/takers.store.ts';
import { invitationEvent } from './invitation.commands.ts';
import {
  insertInvitations,
  type InvitedOrder,
  lockOrdersToInvite,
  type NewInvitation,
  settleInvitations,
} from './invitation.store.ts';
import { rulingStatesAt } from './ruling.commands.ts';

export interface InvitedPair {
  readonly orderId: string;
  readonly organizationId: string;
}

export interface SendInvitationsInput {
  readonly clientMutationId: string;
  readonly runId: string;
  readonly expectedVersion: number;
  /** Null: every proposed pair that is not overridden. */
  readonly pairs: readonly InvitedPair[] | null;
  readonly overridden: readonly (InvitedPair & { readonly reason: string })[];
}

export function sendInvitations(
  context: CommandContext,
  input: SendInvitationsInput,
): Promise<MatchingRun | RunNotFound | RunNotIn | StaleVersion | InvitationsNotPossible | ReasonMissing> {
  const operation = { name: 'sendInvitations', key: input.clientMutationId, input, reload: runById };
  return command(context, operation, async (tx, viewer) => {
    const run = await lockRun(tx, input.runId);
    if (!run) return new RunNotFound();
    const sent = sendRun(run, context.at);
    if (sent instanceof Refusal) return sent;
    if (run.version !== input.expectedVersion) return new StaleVersion(run.version);
    const proposed = await pairsOfRuns(tx, [run.id]);
    const pairs = input.pairs ?? allBut(proposed, input.overridden);
    const decisions = decisionsOf(proposed, pairs, input.overridden);
    if (decisions instanceof Refusal) return decisions;
    const orderIds = pairs.map(orderIdOf);
    const orders = await lockOrdersToInvite(tx, orderIds, context.at);
    const takers = await takersOf(tx, orderIds);
    const states = await rulingStatesAt(tx, orders, context.at);
    const problems = problemsOf(pairs, proposed, orders, takers, states, context.at);
    if (0 < problems.length) return new InvitationsNotPossible(problems);

    await settleInvitations(tx, orderIds, context.at);
    const [whole] = await runWholes(tx, [run.id]);
    const sentenceOf = new Map(whole?.words.map(({ orderId, sentence }) => [orderId, sentence]));
    const stationOf = new Map(orders.map(({ id, stationId }) => [id, stationId]));
    const rows = pairs.map(
      ({ orderId, organizationId }): NewInvitation => ({
        id: uuid(),
        tenantId: viewer.tenantId,
        runId: run.id,
        month: run.month,
        orderId,
        stationId: stationOf.get(orderId)!,
        authorityId: run.authorityId,
        organizationId,
        state: 'pending',
        sentence: sentenceOf.get(orderId) ?? '',
        sentBy: viewer.accountId,
        sentAt: context.at,
        respondUntil: respondUntil(context.at),
      }),
    );
    await insertInvitations(tx, rows);
    await decidePairs(
      tx,
      run.id,
      decisions.map(orderIdOf),
      decisions.map(({ decision }) => decision),
      decisions.map(({ reason }) => reason),
    );
    await markSent(tx, run, viewer.accountId, context.at);
    const value = { ...sent, version: run.version + 1 };
    const { id, version, authorityId } = value;
    return {
      value,
      entity: 'matching_run',
      entityId: id,
      versionBefore: run.version,
      versionAfter: version,
      changed: ['state', 'sentAt', 'decisions'],
      events: [
        { topic: 'matching.runSent', entityId: id, version, payload: { authorityId } },
        ...rows.map((row) => invitationEvent({ ...row, ...UNANSWERED }, 'invitation.sent')),
      ],
    };
  });
}

const UNANSWERED = {
  version: 1,
  declineReason: null,
  reason: null,
  claimId: null,
} as const satisfies Partial<Invitation>;

const orderIdOf = ({ orderId }: { readonly orderId: string }) => orderId;

function allBut(proposed: readonly RunPair[], overridden: readonly InvitedPair[]): readonly InvitedPair[] {
  const others = new Set(overridden.map(orderIdOf));
  return proposed.filter(({ orderId }) => !others.has(orderId));
}

interface Decided {
  readonly orderId: string;
  readonly decision: PairDecision;
  readonly reason: string | null;
}

/** One for each proposed pair. */
function decisionsOf(
  proposed: readonly RunPair[],
  pairs: readonly InvitedPair[],
  overridden: SendInvitationsInput['overridden'],
): Decided[] | ReasonMissing {
  const taken = new Set(pairs.map(orderIdOf));
  const reasons = new Map<string, string>();
  for (const { orderId, reason: given } of overridden) {
    const reason = checkReason(given);
    if (reason instanceof Refusal) return reason;
    reasons.set(orderId, reason);
  }
  return proposed.map(({ orderId }): Decided => {
    if (taken.has(orderId)) return { orderId, decision: 'taken', reason: null };
    const reason = reasons.get(orderId);
    return reason === undefined
      ? { orderId, decision: 'ignored', reason: null }
      : { orderId, decision: 'overridden', reason };
  });
}

/** Pairs for which nothing can go out now: not proposed, twice, taken meanwhile, past their deadline, waiting for a ruling, or already asked. */
function problemsOf(
  pairs: readonly InvitedPair[],
  proposed: readonly RunPair[],
  orders: readonly InvitedOrder[],
  takers: readonly TakerOfOrder[],
  states: ReadonlyMap<string, RulingState>,
  at: Date,
): InvitationProblem[] {
  const organizationOf = new Map(proposed.map(({ orderId, organizationId }) => [orderId, organizationId]));
  const orderOf = new Map(orders.map((order) => [order.id, order]));
  const seen = new Set<string>();
  return pairs.flatMap(({ orderId, organizationId }) => {
    const order = orderOf.get(orderId);
    const named = (says: string) => [{ orderId, organizationId, message: `“${order?.title ?? orderId}”${says}` }];
    const again = seen.has(orderId);
    seen.add(orderId);
    if (!order || organizationOf.get(orderId) !== organizationId) return named('不在本次匹配的方案中');
    if (again) return named('重复勾选');
    if (!isClaimable(order, at)) return named('已被接单、撤销或截止接单');
    if (order.waiting.includes(organizationId)) return named('已邀请该单位，正待其答复');
    if (states.get(orderId) === 'waiting') return named(RULING_FIRST);
    const own = takers.filter((taker) => taker.orderId === orderId);
    if (seatsLeft(order, own, at) <= order.waiting.length)
      return named(order.sharing === 'exclusive' ? '已有邀请待答复' : '待答复的邀请已够剩余的名额');
    return [];
  });
}
