/**
 * Staff (从业人员) as the organization keeps them, and corrections that it asks for. Names and numbers are shown masked;
 * the whole is told by a command, so that the audit says who looked.
 */
import type { Tx } from '@jiedui/db/connect.ts';
import { localDateOf } from '@jiedui/shared/calendar.ts';
import { checkCorrection, type CorrectionSubject } from '@jiedui/shared/organization/correction.ts';
import {
  CorrectionNotFound,
  type CorrectionUnsound,
  StaffNotFound,
  StaffUnsound,
} from '@jiedui/shared/organization/refusals.ts';
import { checkStaff, type StaffFields } from '@jiedui/shared/organization/staff.ts';
import { checkReason, type ReasonMissing, Refusal, StaleVersion } from '@jiedui/shared/refusal.ts';
import { v7 as uuid } from 'uuid';
import { forbidden } from '../errors.ts';
import { type CommandContext, command, type Done } from '../hall/command.ts';
import { organizationIdOf, organizationIdsOf } from '../viewer.ts';
import {
  answerCorrectionRow,
  type CorrectionRow,
  correctionById,
  correctionsOf,
  insertCorrection,
  lockCorrection,
} from './correction.store.ts';
import { countStaff, insertStaff, lockStaff, STAFF_MOST, type StaffRow, saveStaff, staffById } from './staff.store.ts';

export interface SaveStaffInput extends StaffFields {
  readonly clientMutationId: string;
  /** Null for a new colleague. */
  readonly id: string | null;
  readonly expectedVersion: number | null;
}

/** Adds a member of staff, or changes one. */
export async function saveStaffMember(
  context: CommandContext,
  input: SaveStaffInput,
): Promise<StaffRow | StaffNotFound | StaffUnsound | StaleVersion> {
  const { clientMutationId: key, id, expectedVersion, ...typed } = input;
  const fields = checkStaff(typed, localDateOf(context.at));
  if (fields instanceof Refusal) return fields;
  return command(context, { name: 'saveStaffMember', key, input, reload: staffById }, async (tx, viewer) => {
    const organizationId = organizationIdOf(viewer);
    if (!organizationId) throw forbidden('社会组织联络员');
    if (id !== null) {
      const before = await lockStaff(tx, id);
      if (!before || !organizationIdsOf(viewer).includes(before.organizationId)) return new StaffNotFound();
      if (before.version !== expectedVersion) return new StaleVersion(before.version);
      await saveStaff(tx, before, fields);
      return staffDone(tx, id, before.version, Object.keys(fields));
    }
    if (STAFF_MOST <= (await countStaff(tx, organizationId)))
      return new StaffUnsound([{ field: 'name', message: `从业人员最多登记 ${STAFF_MOST} 人` }]);
    const made = { id: uuid(), tenantId: viewer.tenantId, organizationId, ...fields };
    await insertStaff(tx, made, context.at);
    return staffDone(tx, made.id, null, Object.keys(fields));
  });
}

export interface StaffInput {
  readonly clientMutationId: string;
  readonly staffId: string;
  readonly expectedVersion: number;
}

/** 离职: from today the member is on the list no more; the row stays for whom it was about. */
export function endStaffMember(
  context: CommandContext,
  input: StaffInput,
): Promise<StaffRow | StaffNotFound | StaleVersion> {
  const operation = { name: 'endStaffMember', key: input.clientMutationId, input, reload: staffById };
  return command(context, operation, async (tx, viewer) => {
    const before = await lockStaff(tx, input.staffId);
    if (!before || !organizationIdsOf(viewer).includes(before.organizationId)) return new StaffNotFound();
    if (before.version !== input.expectedVersion) return new StaleVersion(before.version);
    await saveStaff(tx, before, { leftOn: localDateOf(context.at) });
    return staffDone(tx, before.id, before.version, ['leftOn']);
  });
}

/** Name and number of one member, to its own organization or the bureau that governs it; the audit says who asked. */
export function revealStaffMember(
  context: CommandContext,
  input: Omit<StaffInput, 'expectedVersion'>,
): Promise<StaffRow | StaffNotFound> {
  const operation = { name: 'revealStaffMember', key: input.clientMutationId, input, reload: staffById };
  return command(context, operation, async (tx) => {
    const value = await staffById(tx, input.staffId);
    if (!value) return new StaffNotFound();
    const { id, version } = value;
    return {
      value,
      entity: 'organization_staff',
      entityId: id,
      versionBefore: version,
      versionAfter: version,
      changed: [],
      events: [],
    };
  });
}

async function staffDone(tx: Tx, id: string, versionBefore: number | null, changed: string[]): Promise<Done<StaffRow>> {
  const value = await staffById(tx, id);
  if (!value) throw new Error(`staff ${id} vanished inside its own transaction`);
  const { version, organizationId } = value;
  return {
    value,
    entity: 'organization_staff',
    entityId: id,
    versionBefore,
    versionAfter: version,
    changed,
    events: [{ topic: 'organization.staffChanged', entityId: id, version, payload: { organizationId } }],
  };
}

export interface RequestCorrectionInput {
  readonly clientMutationId: string;
  readonly subject: CorrectionSubject;
  readonly text: string;
}

/** 申请更正: what the register has wrong, in the organization's words. */
export function requestCorrection(
  context: CommandContext,
  input: RequestCorrectionInput,
): Promise<CorrectionRow | CorrectionUnsound> {
  const operation = { name: 'requestCorrection', key: input.clientMutationId, input, reload: correctionById };
  return command(context, operation, async (tx, viewer) => {
    const organizationId = organizationIdOf(viewer);
    if (!organizationId) throw forbidden('社会组织联络员');
    const waiting = (await correctionsOf(tx, organizationId)).filter(({ state }) => state === 'open').length;
    const text = checkCorrection(input.text, waiting);
    if (text instanceof Refusal) return text;
    const made = { id: uuid(), subject: input.subject, text };
    await insertCorrection(tx, { tenantId: viewer.tenantId, organizationId }, made, viewer.accountId, context.at);
    return correctionDone(tx, made.id, null, 'organization.correctionRequested');
  });
}

export interface AnswerCorrectionInput {
  readonly clientMutationId: string;
  readonly correctionId: string;
  readonly expectedVersion: number;
  readonly corrected: boolean;
  readonly answer: string;
}

/** 答复更正申请: corrected (the change itself is an edit of the register), or why not. */
export async function answerCorrection(
  context: CommandContext,
  input: AnswerCorrectionInput,
): Promise<CorrectionRow | CorrectionNotFound | StaleVersion | ReasonMissing> {
  const answer = checkReason(input.answer);
  if (answer instanceof Refusal) return answer;
  const operation = { name: 'answerCorrection', key: input.clientMutationId, input, reload: correctionById };
  return command(context, operation, async (tx, viewer) => {
    const before = await lockCorrection(tx, input.correctionId);
    if (!before) return new CorrectionNotFound();
    if (before.version !== input.expectedVersion) return new StaleVersion(before.version);
    const state = input.corrected ? ('corrected' as const) : ('declined' as const);
    await answerCorrectionRow(tx, before, { state, answer, answeredBy: viewer.accountId, answeredAt: context.at });
    return correctionDone(tx, before.id, before.version, 'organization.correctionAnswered');
  });
}

async function correctionDone(
  tx: Tx,
  id: string,
  versionBefore: number | null,
  topic: string,
): Promise<Done<CorrectionRow>> {
  const value = await correctionById(tx, id);
  if (!value) throw new Error(`correction ${id} vanished inside its own transaction`);
  const { version, organizationId } = value;
  return {
    value,
    entity: 'organization_correction',
    entityId: id,
    versionBefore,
    versionAfter: version,
    changed: versionBefore === null ? ['subject', 'text'] : ['state', 'answer'],
    events: [{ topic, entityId: id, version, payload: { organizationId } }],
  };
}
