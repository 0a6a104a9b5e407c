/** 审核入驻申请 at the desk: take up, return with what to fix, reject, approve. Two officers meet on the application's row. */
import type { Tx } from '@jiedui/db/connect.ts';
import { localDateOf } from '@jiedui/shared/calendar.ts';
import { reviewChecks } from '@jiedui/shared/organization/application.ts';
import { moveProvider, type ProviderStep } from '@jiedui/shared/organization/lifecycle.ts';
import type { ApplicationState } from '@jiedui/shared/organization/organization.ts';
import {
  ApplicationClashes,
  ApplicationNotFound,
  type NotFitToServe,
  type ProviderNotIn,
} from '@jiedui/shared/organization/refusals.ts';
import {
  type AnnualCheck,
  type AnnualResult,
  annualYearDueOn,
  fitnessProblem,
  type RegistrationStatus,
} from '@jiedui/shared/organization/register.ts';
import type { ListStatus } from '@jiedui/shared/organization/organization.ts';
import { checkReason, type ReasonMissing, Refusal, StaleVersion } from '@jiedui/shared/refusal.ts';
import { v7 as uuid } from 'uuid';
import { insertAccount, insertGrants } from '../account/account.store.ts';
import { hashPassword, toldPassword } from '../account/password.ts';
import { type CommandContext, command, type Done } from '../hall/command.ts';
import { sqlStateOf } from '../outage.ts';
import type { Viewer } from '../viewer.ts';
import {
  type ApplicationRow,
  applicationById,
  knownElsewhere,
  lockApplication,
  saveReview,
} from './application.store.ts';
import { insertOrganization } from './organization.store.ts';
import { insertAnnualCheck, insertEvent } from './register.store.ts';
import { insertStaff } from './staff.store.ts';

export interface ReviewInput {
  readonly clientMutationId: string;
  readonly applicationId: string;
  readonly expectedVersion: number;
}
export interface ReasonedReviewInput extends ReviewInput {
  readonly reason: string;
}

type Reviewed = ApplicationRow | ApplicationNotFound | ProviderNotIn | StaleVersion;

/** 受理: one officer says that he looks at it. */
export const takeUpApplication = (context: CommandContext, input: ReviewInput): Promise<Reviewed> =>
  review(context, 'takeUpApplication', 'takeUp', input, (viewer) => ({ takenBy: viewer.accountId }));

/** 退回补正: its maker reads what to fix, mends it and hands it in again. */
export const returnApplication = (
  context: CommandContext,
  input: ReasonedReviewInput,
): Promise<Reviewed | ReasonMissing> => reviewWithReason(context, 'returnApplication', 'giveBack', input);

/** 不予通过, with the reason. */
export const rejectApplication = (
  context: CommandContext,
  input: ReasonedReviewInput,
): Promise<Reviewed | ReasonMissing> => reviewWithReason(context, 'rejectApplication', 'reject', input);

async function reviewWithReason(context: CommandContext, name: string, step: ProviderStep, input: ReasonedReviewInput) {
  const reason = checkReason(input.reason);
  if (reason instanceof Refusal) return reason;
  return review(context, name, step, input, (viewer) => ({
    reason,
    decidedBy: viewer.accountId,
    decidedAt: context.at,
  }));
}

function review(
  context: CommandContext,
  name: string,
  step: ProviderStep,
  input: ReviewInput,
  withStep: (viewer: Viewer) => Parameters<typeof saveReview>[2],
): Promise<Reviewed> {
  const operation = { name, key: input.clientMutationId, input, reload: applicationById };
  return command(context, operation, async (tx, viewer) => {
    const before = await locked(tx, input, step);
    if (before instanceof Refusal) return before;
    const state = moveProvider(before.state, step) as ApplicationState;
    await saveReview(tx, before, { ...withStep(viewer), state });
    return reviewed(tx, before, ['state'], `application.${step}`);
  });
}

/** The state is told before the version: who comes second is told that it is decided, not that something changed. */
async function locked(tx: Tx, input: ReviewInput, step: ProviderStep) {
  const before = await lockApplication(tx, input.applicationId);
  if (!before) return new ApplicationNotFound();
  const state = moveProvider(before.state, step);
  if (state instanceof Refusal) return state;
  return before.version === input.expectedVersion ? before : new StaleVersion(before.version);
}

async function reviewed(
  tx: Tx,
  before: ApplicationRow,
  changed: string[],
  topic: string,
): Promise<Done<ApplicationRow>> {
  const value = await applicationById(tx, before.id);
  if (!value) throw new Error(`application ${before.id} vanished inside its own transaction`);
  const { id, version, organizationId } = value;
  const payload = { applicationId: id, organizationId };
  return {
    value,
    entity: 'organization_application',
    entityId: id,
    versionBefore: before.version,
    versionAfter: version,
    changed,
    events: [{ topic, entityId: id, version, payload }],
  };
}

/** What the officer found on the national platform; no machine can ask it. */
export interface ApproveInput extends ReviewInput {
  readonly registrationStatus: RegistrationStatus;
  readonly listStatus: ListStatus;
  /** Of the last year that was due; null for one that is younger. */
  readonly annualResult: AnnualResult | null;
}

export interface Approved {
  readonly application: ApplicationRow;
  /** Told once: null when the same request comes again. */
  readonly firstPassword: string | null;
}

/** 通过: the organization is registered, its contact is its first staff member and has an account; the password is told once. */
export async function approveApplication(
  context: CommandContext,
  input: ApproveInput,
): Promise<Approved | ApplicationNotFound | ProviderNotIn | StaleVersion | NotFitToServe | ApplicationClashes> {
  const firstPassword = toldPassword();
  const passwordHash = await hashPassword(firstPassword);
  const reload = async (tx: Tx, id: string): Promise<Approved | null> => {
    const application = await applicationById(tx, id);
    return application && { application, firstPassword: null };
  };
  const operation = { name: 'approveApplication', key: input.clientMutationId, input, reload };
  try {
    return await command(context, operation, async (tx, viewer) => {
      const before = await locked(tx, input, 'approve');
      if (before instanceof Refusal) return before;
      const unfit = fitnessProblem({
        ...input,
        lastAnnualResult: input.annualResult,
        staffCount: 1,
        serviceTypes: before.serviceTypes,
      });
      if (unfit) return unfit;
      const failed = reviewChecks(before, await knownElsewhere(tx, before)).find(({ outcome }) => outcome === 'failed');
      if (failed) return new ApplicationClashes(failed.code === 'login' ? 'login' : 'uscc');
      const organizationId = await register(tx, viewer, before, context.at, input.annualResult);
      await openFirstAccount(tx, before, organizationId, passwordHash, context.at);
      const decided = { state: 'active', decidedBy: viewer.accountId, decidedAt: context.at, organizationId } as const;
      await saveReview(tx, before, decided);
      const done = await reviewed(tx, before, ['state', 'organizationId', 'login'], 'organization.registered');
      const value: Approved = { application: done.value, firstPassword };
      return { ...done, value };
    });
  } catch (error) {
    // The unique indexes stand behind both checks: somebody took the login or the code at this very moment.
    if (sqlStateOf(error) !== UNIQUE_VIOLATION) throw error;
    return new ApplicationClashes(
      /accounts_login/.test(String((error as { cause?: unknown }).cause ?? error)) ? 'login' : 'uscc',
    );
  }
}

const UNIQUE_VIOLATION = '23505';

async function register(
  tx: Tx,
  viewer: Viewer,
  from: ApplicationRow,
  at: Date,
  annual: AnnualResult | null,
): Promise<string> {
  const id = uuid();
  const {
    name,
    uscc,
    filingNumber,
    providerKind,
    businessScope,
    regionCode,
    sessionsPerMonth,
    serviceTypes,
    areaCodes,
  } = from;
  const fields = { name, uscc, providerKind, businessScope, regionCode, sessionsPerMonth };
  await insertOrganization(
    tx,
    viewer.tenantId,
    { id, ...fields, state: 'active', listStatus: 'none', ratingGrade: null, ratingUntil: null, version: 1 },
    at,
    { filingNumber, serviceTypes, areaCodes },
  );
  const owner = { tenantId: viewer.tenantId, organizationId: id };
  const contact = { name: from.contactName, mobile: from.contactMobile, post: '联络员' };
  const noPapers = { licenceLevel: 'none', licenceUntil: null, backgroundCheckedOn: null } as const;
  await insertStaff(tx, { ...owner, id: uuid(), ...contact, ...noPapers }, at);
  if (annual !== null) {
    const check: AnnualCheck = { year: annualYearDueOn(localDateOf(at)), result: annual };
    await insertAnnualCheck(tx, owner, check, viewer.accountId, at);
  }
  await insertEvent(tx, owner, { what: 'approved', changed: [], reason: null }, viewer.accountId, at);
  return id;
}

async function openFirstAccount(tx: Tx, from: ApplicationRow, organizationId: string, passwordHash: string, at: Date) {
  const account = { id: uuid(), tenantId: from.tenantId, login: from.login, name: from.contactName };
  await insertAccount(tx, { ...account, passwordHash, createdAt: at, mustChangePassword: true });
  const grant = { tenantId: from.tenantId, accountId: account.id, organizationId, stationId: null, authorityId: null };
  const validFrom = localDateOf(at);
  await insertGrants(tx, [
    { ...grant, id: uuid(), role: 'organization_coordinator', validFrom },
    { ...grant, id: uuid(), role: 'organization_lead', validFrom },
  ]);
}
