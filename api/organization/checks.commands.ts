/** What the bureau has seen of an organization, and the leave that the organization takes. Both decide what may be claimed. */
import type { Tx } from '@jiedui/db/connect.ts';
import { localDateOf } from '@jiedui/shared/calendar.ts';
import type { Organization } from '@jiedui/shared/organization/organization.ts';
import {
  checkChecks,
  checkLeave,
  type LeavePeriod,
  type OrganizationChecks,
} from '@jiedui/shared/organization/qualification.ts';
import {
  type ChecksUnsound,
  LeaveNotFound,
  type LeaveUnsound,
  OrganizationNotFound,
} from '@jiedui/shared/organization/refusals.ts';
import { Refusal, StaleVersion } from '@jiedui/shared/refusal.ts';
import { v7 as uuid } from 'uuid';
import { forbidden } from '../errors.ts';
import { type CommandContext, type Done, command } from '../hall/command.ts';
import { organizationIdOf, organizationIdsOf } from '../viewer.ts';
import {
  cancelLeaveRow,
  insertLeave,
  type LeaveRow,
  leaveById,
  lockChecks,
  lockLeave,
  saveChecks,
} from './checks.store.ts';
import { organizationsById } from './organization.store.ts';

export interface RecordChecksInput extends OrganizationChecks {
  readonly clientMutationId: string;
  readonly organizationId: string;
  readonly expectedVersion: number;
}

/** 登记资质和背景核查: the bureau writes down what it has seen, as a whole. */
export function recordOrganizationChecks(
  context: CommandContext,
  input: RecordChecksInput,
): Promise<Organization | OrganizationNotFound | ChecksUnsound | StaleVersion> {
  const operation = { name: 'recordOrganizationChecks', key: input.clientMutationId, input, reload: organizationById };
  return command(context, operation, async (tx, viewer) => {
    const before = await lockChecks(tx, input.organizationId);
    if (!before) return new OrganizationNotFound();
    if (before.version !== input.expectedVersion) return new StaleVersion(before.version);
    const { qualifications, backgroundCheckedOn } = input;
    const checks = checkChecks({ qualifications, backgroundCheckedOn }, localDateOf(context.at));
    if (checks instanceof Refusal) return checks;
    await saveChecks(tx, viewer.tenantId, before, checks);
    const value = await organizationById(tx, before.id);
    if (!value) throw new Error(`organization ${before.id} vanished inside its own transaction`);
    return {
      value,
      entity: 'organization',
      entityId: value.id,
      versionBefore: before.version,
      versionAfter: value.version,
      changed: ['qualifications', 'backgroundCheckedOn'],
      events: [
        {
          topic: 'organization.checked',
          entityId: value.id,
          version: value.version,
          payload: { organizationId: value.id, market: 1 },
        },
      ],
    };
  });
}

export interface DeclareLeaveInput extends LeavePeriod {
  readonly clientMutationId: string;
}

/** 休整: in this time the viewer's organization serves nobody, and is not recommended for what falls wholly into it. */
export function declareLeave(context: CommandContext, input: DeclareLeaveInput): Promise<LeaveRow | LeaveUnsound> {
  const operation = { name: 'declareLeave', key: input.clientMutationId, input, reload: leaveById };
  return command(context, operation, async (tx, viewer) => {
    const organizationId = organizationIdOf(viewer);
    if (!organizationId) throw forbidden('社会组织联络员');
    const { fromOn, toOn } = input;
    const period = checkLeave({ fromOn, toOn }, localDateOf(context.at));
    if (period instanceof Refusal) return period;
    const leave = { id: uuid(), organizationId, ...period, version: 1 };
    await insertLeave(tx, viewer.tenantId, leave, context.at);
    return leaveDone(leave, null, 'organization.leaveDeclared');
  });
}

export interface CancelLeaveInput {
  readonly clientMutationId: string;
  readonly leaveId: string;
  readonly expectedVersion: number;
}

export function cancelLeave(
  context: CommandContext,
  input: CancelLeaveInput,
): Promise<LeaveRow | LeaveNotFound | StaleVersion> {
  const operation = { name: 'cancelLeave', key: input.clientMutationId, input, reload: leaveById };
  return command(context, operation, async (tx, viewer) => {
    const leave = await lockLeave(tx, input.leaveId);
    if (!leave || !organizationIdsOf(viewer).includes(leave.organizationId)) return new LeaveNotFound();
    if (leave.version !== input.expectedVersion) return new StaleVersion(leave.version);
    await cancelLeaveRow(tx, leave, context.at);
    return leaveDone({ ...leave, version: leave.version + 1 }, leave.version, 'organization.leaveCancelled');
  });
}

const organizationById = async (tx: Tx, id: string) => (await organizationsById(tx, [id]))[0] ?? null;

function leaveDone(leave: LeaveRow, versionBefore: number | null, topic: string): Done<LeaveRow> {
  const { id, organizationId, version } = leave;
  return {
    value: leave,
    entity: 'organization_leave',
    entityId: id,
    versionBefore,
    versionAfter: version,
    changed: versionBefore === null ? ['fromOn', 'toOn'] : ['cancelledAt'],
    events: [{ topic, entityId: id, version, payload: { organizationId, market: 1 } }],
  };
}
