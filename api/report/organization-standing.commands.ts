/**
 * 暂停, 恢复, 退出 of a registered organization, with a reason that stays in the history. Suspension leaves open work as it
 * is. An exit needs none, or sets it free in the same transaction: claims released, invitations withdrawn, pairings ended,
 * each by its own command with its own traces. Whoever claims takes the organization's capacity lock first, and so do these.
 */
import type { OpenTx, Tx } from '@jiedui/db/connect.ts';
import { localDateOf } from '@jiedui/shared/calendar.ts';
import { checkEndReason, type EndCode, RELEASE_CODES } from '@jiedui/shared/claim/end-reasons.ts';
import type { ClaimNotFound, ClaimNotIn } from '@jiedui/shared/claim/refusals.ts';
import type {
  InvitationLapsed,
  InvitationNotFound,
  InvitationNotIn,
} from '@jiedui/shared/claim/invitation-refusals.ts';
import { moveProvider, type ProviderStep } from '@jiedui/shared/organization/lifecycle.ts';
import { type OpenWork, workToSetFree } from '@jiedui/shared/organization/open-work.ts';
import type { OrganizationState } from '@jiedui/shared/organization/organization.ts';
import { type NotFitToServe, OpenWorkLeft, ProviderNotIn } from '@jiedui/shared/organization/refusals.ts';
import { annualYearDueOn, fitnessProblem } from '@jiedui/shared/organization/register.ts';
import { checkReason, type ReasonMissing, Refusal, type StaleVersion } from '@jiedui/shared/refusal.ts';
import { releaseClaim } from '../claim/claim.commands.ts';
import { lockCapacity } from '../claim/claim.store.ts';
import { withdrawInvitation } from '../claim/invitation.commands.ts';
import type { CommandContext, DomainEvent } from '../hall/command.ts';
import { changeRegister, type RegisterAnswer, type RegisterInput } from '../organization/register.commands.ts';
import { annualChecksOf, type RegisterRow, saveRegister } from '../organization/register.store.ts';
import { countStaff } from '../organization/staff.store.ts';
import type { Viewer } from '../viewer.ts';
import { openWorkOf, terminatePairings } from './organization-work.store.ts';

export interface StandingInput extends RegisterInput {
  readonly reason: string;
}

/** 暂停接单: it is not recommended and claims nothing; what it holds goes on. */
export function suspendOrganization(
  context: CommandContext,
  input: StandingInput,
): Promise<RegisterAnswer | ProviderNotIn | ReasonMissing> {
  return stand<never>(context, 'suspendOrganization', input, 'suspend', async () => null);
}

/** 恢复接单: when it is fit to serve again; every condition that is missing is said. */
export function resumeOrganization(
  context: CommandContext,
  input: StandingInput,
): Promise<RegisterAnswer | ProviderNotIn | ReasonMissing | NotFitToServe> {
  return stand<NotFitToServe>(context, 'resumeOrganization', input, 'resume', async (tx, before) => {
    const due = annualYearDueOn(localDateOf(context.at));
    const check = (await annualChecksOf(tx, [before.id])).find(({ year }) => year === due);
    const staffCount = await countStaff(tx, before.id);
    return fitnessProblem({ ...before, staffCount, lastAnnualResult: check?.result ?? null });
  });
}

export interface ExitInput extends StandingInput {
  /** Set free what is open, with this coded reason; null: refuse while anything is. */
  readonly release: EndCode | null;
}
export type FreeingRefusal =
  | ClaimNotFound
  | ClaimNotIn
  | InvitationNotFound
  | InvitationNotIn
  | InvitationLapsed
  | StaleVersion
  | ReasonMissing;

/** 办理退出: for good. */
export async function exitOrganization(
  context: CommandContext,
  input: ExitInput,
): Promise<RegisterAnswer | ProviderNotIn | OpenWorkLeft | FreeingRefusal> {
  const today = localDateOf(context.at);
  if (input.release !== null) {
    const reason = checkEndReason(RELEASE_CODES, input.release, input.reason);
    if (reason instanceof Refusal) return reason;
  }
  return stand<OpenWorkLeft | FreeingRefusal>(
    context,
    'exitOrganization',
    input,
    'exit',
    async (tx, before, viewer) => {
      const work = workToSetFree(await openWorkOf(tx, before.id, context.at, today), input.release !== null);
      if (work instanceof OpenWorkLeft) return work;
      const events: DomainEvent[] = [];
      const inside = { ...context, within: { tx, viewer, events } };
      for (const item of work) {
        const freed = await setFree(inside, item, input);
        if (freed instanceof Refusal) return freed;
      }
      for (const { id, version, stationId, authorityId } of await terminatePairings(tx, before.id, today))
        events.push({
          topic: 'pairing.terminated',
          entityId: id,
          version,
          payload: { stationId, authorityId, organizationId: before.id },
        });
      return events;
    },
  );
}

/** Agreements that wait for signatures end with their pairings, which one statement ends. */
function setFree(context: CommandContext, { kind, id, version }: OpenWork, { release, reason }: ExitInput) {
  const common = { clientMutationId: id, expectedVersion: version, reason };
  if (kind === 'claim') return releaseClaim(context, { ...common, claimId: id, endCode: release });
  if (kind === 'invitation') return withdrawInvitation(context, { ...common, invitationId: id });
  return null;
}

/** @param work says no, or which events it brought about; null for none */
async function stand<No extends Refusal>(
  context: CommandContext,
  name: string,
  input: StandingInput,
  step: keyof typeof TOLD,
  work: (tx: OpenTx, before: RegisterRow, viewer: Viewer) => Promise<No | readonly DomainEvent[] | null>,
): Promise<RegisterAnswer | ProviderNotIn | ReasonMissing | No> {
  const reason = checkReason(input.reason);
  if (reason instanceof Refusal) return reason;
  const lockFirst = (tx: Tx) => lockCapacity(tx, input.organizationId);
  const change = async (tx: OpenTx, before: RegisterRow, _owner: unknown, viewer: Viewer) => {
    const state = moveProvider(before.state, step);
    if (state instanceof ProviderNotIn) return state;
    const done = await work(tx, before, viewer);
    if (done instanceof Refusal) return done;
    await saveRegister(tx, before, { state: state as OrganizationState });
    return { what: TOLD[step], changed: ['state'], reason, events: done ?? [] };
  };
  return changeRegister<ProviderNotIn | No>(context, name, input, change, lockFirst);
}

const TOLD = { suspend: 'suspended', resume: 'resumed', exit: 'exited' } as const satisfies Partial<
  Record<ProviderStep, string>
>;
