/**
 * 暂停, 恢复, 终止 of a pairing by its authority, and what becomes of the work that the two have in hand: finished, or set
 * free in the same transaction, each claim and invitation by its own command with its own traces.
 */
import { localDateOf } from '@jiedui/shared/calendar.ts';
import type { ClaimNotFound, ClaimNotIn } from '@jiedui/shared/claim/refusals.ts';
import type {
  InvitationLapsed,
  InvitationNotFound,
  InvitationNotIn,
} from '@jiedui/shared/claim/invitation-refusals.ts';
import {
  movePairing,
  type OpenWorkChoice,
  PAIRING_STEP_WORDS,
  type PairingStep,
  type PairingStepCode,
  pairingReasonWords,
} from '@jiedui/shared/pairing/lifecycle.ts';
import type { Pairing } from '@jiedui/shared/pairing/pairing.ts';
import { PairingNotFound, type PairingNotIn } from '@jiedui/shared/pairing/refusals.ts';
import { REASON_MAX, type ReasonMissing, Refusal, StaleVersion } from '@jiedui/shared/refusal.ts';
import { releaseClaim } from '../claim/claim.commands.ts';
import { lockCapacity } from '../claim/claim.store.ts';
import { withdrawInvitation } from '../claim/invitation.commands.ts';
import { type CommandContext, command, type DomainEvent } from '../hall/command.ts';
import { authorityIdsOf } from '../viewer.ts';
import {
  insertPairingChange,
  lockPairing,
  savePairingState,
  type WorkInHand,
  workBetween,
} from './pairing-life.store.ts';
import { pairingsById } from './pairing.store.ts';

export interface MovePairingInput {
  readonly clientMutationId: string;
  readonly pairingId: string;
  readonly expectedVersion: number;
  readonly step: PairingStep;
  readonly code: PairingStepCode;
  readonly words: string | null;
  /** Null: what is in hand is finished. Of no meaning with `resume`. */
  readonly openWork: OpenWorkChoice | null;
}

export type MovePairingAnswer =
  | Pairing
  | PairingNotFound
  | PairingNotIn
  | ReasonMissing
  | StaleVersion
  | ClaimNotFound
  | ClaimNotIn
  | InvitationNotFound
  | InvitationNotIn
  | InvitationLapsed;

const TOPICS: Record<PairingStep, string> = {
  suspend: 'pairing.suspended',
  resume: 'pairing.resumed',
  terminate: 'pairing.terminated',
};

export async function changePairing(context: CommandContext, input: MovePairingInput): Promise<MovePairingAnswer> {
  const operation = {
    name: 'changePairing',
    key: input.clientMutationId,
    input,
    reload: async (tx: Parameters<typeof pairingsById>[0], id: string) => (await pairingsById(tx, [id]))[0] ?? null,
  };
  return command(context, operation, async (tx, viewer) => {
    const [seen] = await pairingsById(tx, [input.pairingId]);
    // Row-level security shows a bureau the pairings of its authorities and those below, and no others.
    if (!seen || authorityIdsOf(viewer).length === 0) return new PairingNotFound();
    // Whoever claims takes it first: nothing is claimed between the look at what is in hand and the commit.
    await lockCapacity(tx, seen.organizationId);
    const before = await lockPairing(tx, input.pairingId);
    if (!before) return new PairingNotFound();
    const moved = movePairing(before, input, localDateOf(context.at));
    if (moved instanceof Refusal) return moved;
    if (before.version !== input.expectedVersion) return new StaleVersion(before.version);
    const { pairing, change } = moved;
    const work = change.openWork === 'set_free' ? await workBetween(tx, before, context.at) : [];
    const events: DomainEvent[] = [];
    const reason = `${PAIRING_STEP_WORDS[input.step]}：${pairingReasonWords(change.code, change.words)}`;
    for (const item of work) {
      const freed = await setFree({ ...context, within: { tx, viewer, events } }, item, reason.slice(0, REASON_MAX));
      if (freed instanceof Refusal) return freed;
    }
    await savePairingState(tx, pairing);
    await insertPairingChange(tx, viewer.tenantId, pairing, {
      ...change,
      setFree: work.length,
      madeBy: viewer.accountId,
      madeAt: context.at,
    });
    const { id, stationId, organizationId, authorityId } = pairing;
    const version = pairing.version + 1;
    return {
      value: { ...pairing, version },
      entity: 'pairing',
      entityId: id,
      versionBefore: pairing.version,
      versionAfter: version,
      changed: ['state'],
      events: [
        ...events,
        { topic: TOPICS[input.step], entityId: id, version, payload: { stationId, organizationId, authorityId } },
      ],
    };
  });
}

function setFree(context: CommandContext, { kind, id, version }: WorkInHand, reason: string) {
  const common = { clientMutationId: id, expectedVersion: version, reason };
  return kind === 'claim'
    ? releaseClaim(context, { ...common, claimId: id, endCode: 'other' })
    : withdrawInvitation(context, { ...common, invitationId: id });
}
