/** Registering stations, and taking them into a programme. */
import type { Tx } from '@jiedui/db/connect.ts';
import type { StationState } from '@jiedui/shared/station/station.ts';
import { v7 as uuid } from 'uuid';
import { type CommandContext, command } from '../hall/command.ts';
import { type StationRow, insertProgrammeStation, insertStation, stationsById } from './station.store.ts';

export interface RegisterStationInput {
  readonly clientMutationId: string;
  readonly code: string;
  readonly name: string;
  readonly regionCode: string;
  readonly authorityId: string;
  readonly state: StationState;
  /** The programme that takes it in, and whether as a pilot station. */
  readonly programmeId: string | null;
  readonly pilot: boolean;
  readonly phone?: string | null;
  readonly address?: string | null;
}

export function registerStation(context: CommandContext, input: RegisterStationInput): Promise<StationRow> {
  const operation = {
    name: 'registerStation',
    key: input.clientMutationId,
    input,
    reload: async (tx: Tx, id: string) => (await stationsById(tx, [id]))[0] ?? null,
  };
  return command(context, operation, async (tx, viewer) => {
    const { code, name, regionCode, authorityId, state, programmeId, pilot, phone = null, address = null } = input;
    const station: StationRow = {
      id: uuid(),
      code,
      name,
      regionCode,
      authorityId,
      state,
      tier: 'station',
      operatorOrganizationId: null,
      phone,
      address,
      openedOn: null,
      hours: '',
      openAllYear: false,
      version: 1,
      pilot,
    };
    const { pilot: _pilot, ...row } = station;
    await insertStation(tx, viewer.tenantId, row, context.at);
    if (programmeId)
      await insertProgrammeStation(tx, { tenantId: viewer.tenantId, programmeId, stationId: station.id, pilot });
    return {
      value: station,
      entity: 'station',
      entityId: station.id,
      versionBefore: null,
      versionAfter: 1,
      changed: ['code', 'name', 'regionCode', 'authorityId', 'state', 'programme'],
      events: [{ topic: 'station.registered', entityId: station.id, version: 1, payload: { authorityId } }],
    };
  });
}
