/** An officer writes down a need that a station sent on paper, as a draft in the station's name: the station reads, mends and records it. */
import type { NeedFields } from '@jiedui/shared/order/need.ts';
import { NeedNotFound } from '@jiedui/shared/order/need-refusals.ts';
import { v7 as uuid } from 'uuid';
import { type CommandContext, command } from '../hall/command.ts';
import { nextNumber } from '../hall/numbering.store.ts';
import { governs } from '../region/region.store.ts';
import { stationsById } from '../station/station.store.ts';
import { insertNeed } from './need.store.ts';

export interface DraftNeedForStationInput extends NeedFields {
  readonly clientMutationId: string;
  readonly stationId: string;
}

/** What the officer learns: the draft itself is the station's to see. */
export interface DraftedNeed {
  readonly id: string;
}

/** @returns `NeedNotFound` when the station is not one of the viewer's authorities */
export function draftNeedForStation(
  context: CommandContext,
  { clientMutationId, stationId, ...fields }: DraftNeedForStationInput,
): Promise<DraftedNeed | NeedNotFound> {
  const input = { stationId, ...fields };
  const reload = async (_tx: unknown, id: string): Promise<DraftedNeed> => ({ id });
  const operation = { name: 'draftNeedForStation', key: clientMutationId, input, reload };
  return command(context, operation, async (tx, viewer) => {
    const [station] = await stationsById(tx, [stationId]);
    if (!station || !(await governs(tx, station.authorityId))) return new NeedNotFound();
    const need = {
      id: uuid(),
      tenantId: viewer.tenantId,
      number: await nextNumber(tx, viewer.tenantId, 'need', context.at),
      stationId,
      authorityId: station.authorityId,
      regionCode: station.regionCode,
      surveyId: null,
      source: 'written',
      state: 'draft',
      createdBy: viewer.accountId,
      createdAt: context.at,
    } as const;
    await insertNeed(tx, need, fields);
    return {
      value: { id: need.id } satisfies DraftedNeed,
      entity: 'need',
      entityId: need.id,
      versionBefore: null,
      versionAfter: 1,
      changed: Object.keys(fields),
      events: [{ topic: 'need.drafted', entityId: need.id, version: 1, payload: { stationId } }],
    };
  });
}
