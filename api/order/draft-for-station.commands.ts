/** An officer writes down what a station sent on paper, as a draft in the station's name: the station reads, mends and posts it. */
import type { OrderFields } from '@jiedui/shared/order/order.ts';
import { OrderNotFound } from '@jiedui/shared/order/refusals.ts';
import { v7 as uuid } from 'uuid';
import { type CommandContext, command } from '../hall/command.ts';
import { nextNumber } from '../hall/numbering.store.ts';
import { stationsById } from '../station/station.store.ts';
import { authorityIdsOf } from '../viewer.ts';
import { insertDraft } from './order.store.ts';

export interface DraftForStationInput extends OrderFields {
  readonly clientMutationId: string;
  readonly stationId: string;
}

/** What the officer learns: the draft itself is the station's to see. */
export interface DraftedOrder {
  readonly id: string;
  readonly number: string;
}

/** @returns `OrderNotFound` when the station is not one of the viewer's authorities (row-level security decides) */
export function draftOrderForStation(
  context: CommandContext,
  { clientMutationId, stationId, ...fields }: DraftForStationInput,
): Promise<DraftedOrder | OrderNotFound> {
  const input = { stationId, ...fields };
  const reload = async (_tx: unknown, id: string) => ({ id, number: '' });
  const operation = { name: 'draftOrderForStation', key: clientMutationId, input, reload };
  return command(context, operation, async (tx, viewer) => {
    const [station] = await stationsById(tx, [stationId]);
    if (!station || authorityIdsOf(viewer).length === 0) return new OrderNotFound();
    const order = {
      id: uuid(),
      tenantId: viewer.tenantId,
      number: await nextNumber(tx, viewer.tenantId, 'order', context.at),
      stationId,
      authorityId: station.authorityId,
      regionCode: station.regionCode,
      createdBy: viewer.accountId,
      createdAt: context.at,
    };
    await insertDraft(tx, order, fields);
    return {
      value: { id: order.id, number: order.number },
      entity: 'order',
      entityId: order.id,
      versionBefore: null,
      versionAfter: 1,
      changed: Object.keys(fields),
      events: [{ topic: 'order.drafted', entityId: order.id, version: 1, payload: { stationId, market: 0 } }],
    };
  });
}
