/** 仍需要吗: a station says of one open order, or of all that wait, that it is still needed. */
import type { Tx } from '@jiedui/db/connect.ts';
import { localDateOf } from '@jiedui/shared/calendar.ts';
import { confirmNeed } from '@jiedui/shared/order/confirming.ts';
import { OrderNotFound, type OrderNotIn } from '@jiedui/shared/order/refusals.ts';
import { Refusal } from '@jiedui/shared/refusal.ts';
import { forbidden } from '../errors.ts';
import { type CommandContext, command } from '../hall/command.ts';
import { stationIdOf, stationIdsOf } from '../viewer.ts';
import { CONFIRMED_MOST, lockAwaiting, ordersAwaiting, saveConfirmed } from './confirming.store.ts';
import { lockOrder, type OrderRow, orderById } from './order.store.ts';
import { doneWith } from './own-order.ts';

export interface ConfirmNeedInput {
  readonly clientMutationId: string;
  readonly orderId: string;
}

/** No version is expected: whatever changed in the order meanwhile, that it is needed is all that is said. */
export function confirmOneNeed(
  context: CommandContext,
  input: ConfirmNeedInput,
): Promise<OrderRow | OrderNotFound | OrderNotIn> {
  const operation = { name: 'confirmNeed', key: input.clientMutationId, input, reload: orderById };
  return command(context, operation, async (tx, viewer) => {
    const order = await lockOrder(tx, input.orderId);
    if (!order || !stationIdsOf(viewer).includes(order.stationId)) return new OrderNotFound();
    const confirmed = confirmNeed(order, context.at);
    if (confirmed instanceof Refusal) return confirmed;
    await saveConfirmed(tx, [order.id], confirmed.lastConfirmedOn, context.at);
    return doneWith(tx, order.id, {
      versionBefore: order.version,
      versionAfter: order.version,
      changed: ['lastConfirmedOn'],
      topic: 'order.needed',
      market: true,
    });
  });
}

/** What 全部仍需要 did: how many were confirmed, and how many still wait because one tap has a bound. */
export interface NeedsConfirmed {
  readonly stationId: string;
  readonly confirmed: number;
  readonly left: number;
}

export function confirmAllNeeds(
  context: CommandContext,
  input: { readonly clientMutationId: string },
): Promise<NeedsConfirmed> {
  const left = async (tx: Tx, stationId: string, confirmed: number) => ({
    stationId,
    confirmed,
    left: (await ordersAwaiting(tx, [stationId], context.at, 1)).count,
  });
  const reload = (tx: Tx, stationId: string) => left(tx, stationId, 0);
  const operation = { name: 'confirmAllNeeds', key: input.clientMutationId, input, reload };
  return command(context, operation, async (tx, viewer) => {
    const stationId = stationIdOf(viewer);
    if (!stationId) throw forbidden('社工站人员');
    const orders = await lockAwaiting(tx, stationIdsOf(viewer), context.at);
    await saveConfirmed(
      tx,
      orders.map(({ id }) => id),
      localDateOf(context.at),
      context.at,
    );
    return {
      value: await left(tx, stationId, Math.min(orders.length, CONFIRMED_MOST)),
      entity: 'station',
      entityId: stationId,
      versionBefore: null,
      versionAfter: orders.length,
      changed: ['orders.lastConfirmedOn'],
      events: orders.map((order) => ({
        topic: 'order.needed',
        entityId: order.id,
        version: order.version,
        payload: { stationId: order.stationId, authorityId: order.authorityId, market: 1 },
      })),
    };
  });
}
