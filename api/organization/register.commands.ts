/** What the bureau writes into the register: ratings, yearly checks, lists, and corrections of what is registered. */
import type { OpenTx, Tx } from '@jiedui/db/connect.ts';
import { type LocalDate, localDateOf } from '@jiedui/shared/calendar.ts';
import { checkApplication } from '@jiedui/shared/organization/application.ts';
import type { OrganizationEvent } from '@jiedui/shared/organization/event.ts';
import {
  type ApplicationIncomplete,
  ListingNotFound,
  OrganizationNotFound,
  RegisterEntryUnsound,
} from '@jiedui/shared/organization/refusals.ts';
import {
  type AnnualCheck,
  checkAnnual,
  checkListing,
  checkRating,
  checkRemoval,
  type Listing,
  type Rating,
  type RegistrationStatus,
} from '@jiedui/shared/organization/register.ts';
import { checkReason, type ReasonMissing, Refusal, StaleVersion } from '@jiedui/shared/refusal.ts';
import { type CommandContext, command, type DomainEvent } from '../hall/command.ts';
import type { Viewer } from '../viewer.ts';
import { knownRegions } from './application.store.ts';
import {
  insertAnnualCheck,
  insertEvent,
  insertListing,
  insertRating,
  listingsOf,
  lockGoverned,
  type Owner,
  type RegisterChange,
  type RegisterRow,
  registerRows,
  removeListing,
  saveRegister,
  writeWhatCounts,
} from './register.store.ts';

export interface RegisterInput {
  readonly clientMutationId: string;
  readonly organizationId: string;
  readonly expectedVersion: number;
}
export type RegisterAnswer = RegisterRow | OrganizationNotFound | StaleVersion;

export const registerRowById = async (tx: Tx, id: string): Promise<RegisterRow | null> =>
  (await registerRows(tx, [id]))[0] ?? null;

export interface Step {
  /** What the step brought about elsewhere, told with it. */
  readonly events?: readonly DomainEvent[];
  readonly what: OrganizationEvent;
  readonly changed: readonly string[];
  readonly reason: string | null;
}

/**
 * Locks the organization, lets `work` write, tells the history, and answers with what is registered now.
 *
 * @param first takes what is locked before the organization
 */
export function changeRegister<No extends Refusal = never>(
  context: CommandContext,
  name: string,
  input: RegisterInput,
  work: (tx: OpenTx, before: RegisterRow, owner: Owner, viewer: Viewer) => Promise<Step | No>,
  first?: (tx: Tx) => Promise<unknown>,
): Promise<RegisterAnswer | No> {
  const operation = { name, key: input.clientMutationId, input, reload: registerRowById };
  return command(context, operation, async (tx, viewer) => {
    await first?.(tx);
    const before = await lockGoverned(tx, input.organizationId);
    if (!before) return new OrganizationNotFound();
    if (before.version !== input.expectedVersion) return new StaleVersion(before.version);
    const owner = { tenantId: viewer.tenantId, organizationId: before.id };
    const step = await work(tx, before, owner, viewer);
    if (step instanceof Refusal) return step;
    const { what, changed, reason } = step;
    await insertEvent(tx, owner, { what, changed, reason }, viewer.accountId, context.at);
    const value = await registerRowById(tx, before.id);
    if (!value) throw new Error(`organization ${before.id} vanished inside its own transaction`);
    return {
      value,
      entity: 'organization',
      entityId: value.id,
      versionBefore: before.version,
      versionAfter: value.version,
      changed: step.changed,
      events: [
        ...(step.events ?? []),
        {
          topic: `organization.${step.what}`,
          entityId: value.id,
          version: value.version,
          payload: { organizationId: value.id, market: 1 },
        },
      ],
    };
  }) as Promise<RegisterAnswer | No>;
}

/** 登记评估等级: the one given last counts until its last day. */
export async function recordRating(
  context: CommandContext,
  input: RegisterInput & Rating,
): Promise<RegisterAnswer | RegisterEntryUnsound> {
  const today = localDateOf(context.at);
  const { grade, issuer, ratedOn, validUntil } = input;
  const rating = checkRating({ grade, issuer, ratedOn, validUntil }, today);
  if (rating instanceof Refusal) return rating;
  return changeRegister<never>(context, 'recordRating', input, async (tx, before, owner, { accountId }) => {
    await insertRating(tx, owner, rating, accountId, context.at);
    await writeWhatCounts(tx, before, today);
    return { what: 'rated', changed: ['ratingGrade', 'ratingUntil'], reason: null };
  });
}

/** 登记年检结果 of a year; a second entry of the same year corrects the first, which stays in the history. */
export async function recordAnnualCheck(
  context: CommandContext,
  input: RegisterInput & AnnualCheck,
): Promise<RegisterAnswer | RegisterEntryUnsound> {
  const check = checkAnnual({ year: input.year, result: input.result }, localDateOf(context.at));
  if (check instanceof Refusal) return check;
  return changeRegister<never>(context, 'recordAnnualCheck', input, async (tx, before, owner, { accountId }) => {
    await insertAnnualCheck(tx, owner, check, accountId, context.at);
    await saveRegister(tx, before, {});
    return { what: 'checked', changed: ['annualChecks'], reason: null };
  });
}

/** 登记列入名录: from that day it is not recommended and claims nothing; what it holds goes on. */
export async function recordListing(
  context: CommandContext,
  input: RegisterInput & Omit<Listing, 'removedOn'>,
): Promise<RegisterAnswer | RegisterEntryUnsound> {
  const today = localDateOf(context.at);
  const listing = checkListing({ list: input.list, listedOn: input.listedOn, basis: input.basis }, today);
  if (listing instanceof Refusal) return listing;
  return changeRegister<never>(context, 'recordListing', input, async (tx, before, owner, { accountId }) => {
    await insertListing(tx, owner, listing, accountId, context.at);
    await writeWhatCounts(tx, before, today);
    return { what: 'listed', changed: ['listStatus'], reason: listing.basis };
  });
}

/** 登记移出名录, with its basis. */
export async function recordRemoval(
  context: CommandContext,
  input: RegisterInput & { readonly listingId: string; readonly removedOn: LocalDate; readonly basis: string },
): Promise<RegisterAnswer | RegisterEntryUnsound | ListingNotFound | ReasonMissing> {
  const basis = checkReason(input.basis);
  if (basis instanceof Refusal) return basis;
  const today = localDateOf(context.at);
  return changeRegister<RegisterEntryUnsound | ListingNotFound>(context, 'recordRemoval', input, async (tx, before) => {
    const listing = (await listingsOf(tx, [before.id])).find(
      ({ id, removedOn }) => id === input.listingId && removedOn === null,
    );
    if (!listing) return new ListingNotFound();
    const removedOn = checkRemoval(listing, input.removedOn, today);
    if (removedOn instanceof RegisterEntryUnsound) return removedOn;
    await removeListing(tx, listing.id, removedOn, basis);
    await writeWhatCounts(tx, before, today);
    return { what: 'unlisted', changed: ['listStatus'], reason: basis };
  });
}

export interface EditRegisterInput extends RegisterInput {
  readonly name: string;
  readonly uscc: string | null;
  readonly filingNumber: string | null;
  readonly businessScope: string;
  readonly regionCode: string;
  readonly sessionsPerMonth: number;
  readonly serviceTypes: readonly string[];
  readonly areaCodes: readonly string[];
  readonly registrationStatus: RegistrationStatus;
  readonly reason: string;
}

/** 更正登记事项, with a reason that stays in the history. The rules are those of an application. */
export async function editRegister(
  context: CommandContext,
  input: EditRegisterInput,
): Promise<RegisterAnswer | ApplicationIncomplete | RegisterEntryUnsound | ReasonMissing> {
  const reason = checkReason(input.reason);
  if (reason instanceof Refusal) return reason;
  return changeRegister<ApplicationIncomplete | RegisterEntryUnsound>(
    context,
    'editRegister',
    input,
    async (tx, before) => {
      const checked = checkApplication({ ...input, providerKind: before.providerKind, ...NOBODY });
      if (checked instanceof Refusal) return checked;
      const codes = [...new Set([checked.regionCode, ...checked.areaCodes])];
      if ((await knownRegions(tx, codes)) !== codes.length)
        return new RegisterEntryUnsound([
          { field: 'areaCodes', message: '所在地或服务区域不在行政区划中，请重新选择' },
        ]);
      const { name, uscc, filingNumber, businessScope, regionCode, sessionsPerMonth, serviceTypes, areaCodes } =
        checked;
      const fields = { name, uscc, filingNumber, businessScope, regionCode, sessionsPerMonth, serviceTypes, areaCodes };
      const next: RegisterChange = { ...fields, registrationStatus: input.registrationStatus };
      const changed = (Object.keys(next) as (keyof RegisterChange)[]).filter(
        (field) => JSON.stringify(next[field]) !== JSON.stringify(before[field]),
      );
      await saveRegister(tx, before, next);
      return { what: 'edited', changed, reason };
    },
  );
}

/** An edit is about the organization and names no person; these pass the checks of an application's contact. */
const NOBODY = { contactName: '联络员', contactMobile: '13800000000', login: 'nobody' };
