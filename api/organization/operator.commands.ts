/** 承接机构: which organization a station's bureau has contracted to run it. */
import { OrganizationNotFound, ProviderNotIn } from '@jiedui/shared/organization/refusals.ts';
import { StaleVersion } from '@jiedui/shared/refusal.ts';
import { StationNotFound } from '@jiedui/shared/station/refusals.ts';
import { isUuid } from '../builder.ts';
import { type CommandContext, command } from '../hall/command.ts';
import { governs } from '../station/station.commands.ts';
import { lockStation, type StationRow, stationById } from '../station/station.store.ts';
import { saveOperator } from './operator.store.ts';
import { organizationsById } from './organization.store.ts';

export interface SetStationOperatorInput {
  readonly clientMutationId: string;
  readonly stationId: string;
  readonly expectedVersion: number;
  /** Null when the bureau runs it itself. */
  readonly organizationId: string | null;
}

/**
 * The station's bureau names who runs it, or nobody.
 *
 * @returns `ProviderNotIn` for an organization that is suspended or has left: nothing new is put into its hands
 */
export function setStationOperator(
  context: CommandContext,
  input: SetStationOperatorInput,
): Promise<StationRow | StationNotFound | StaleVersion | OrganizationNotFound | ProviderNotIn> {
  const operation = { name: 'setStationOperator', key: input.clientMutationId, input, reload: stationById };
  return command(context, operation, async (tx) => {
    const { stationId, expectedVersion, organizationId } = input;
    const before = await lockStation(tx, stationId);
    if (!before || !(await governs(tx, before))) return new StationNotFound();
    if (before.version !== expectedVersion) return new StaleVersion(before.version);
    if (organizationId !== null) {
      const [operator] = isUuid(organizationId) ? await organizationsById(tx, [organizationId]) : [];
      if (!operator) return new OrganizationNotFound();
      if (operator.state !== 'active') return new ProviderNotIn(operator.state);
    }
    await saveOperator(tx, before, organizationId);
    const version = before.version + 1;
    return {
      value: { ...before, operatorOrganizationId: organizationId, version },
      entity: 'station',
      entityId: stationId,
      versionBefore: before.version,
      versionAfter: version,
      changed: ['operatorOrganizationId'],
      events: [
        {
          topic: 'station.operatorSet',
          entityId: stationId,
          version,
          payload: { stationId, authorityId: before.authorityId },
        },
      ],
    };
  });
}
