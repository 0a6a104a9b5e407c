/** Who holds an order, asked for a whole list at once; and the state of one that several share, which follows from them. */
import { isLiveTaker, type ServiceStatus, serviceStatusOf } from '@jiedui/shared/order/commitment.ts';
import { effectiveOrderState } from '@jiedui/shared/order/lifecycle.ts';
import type { OrderState } from '@jiedui/shared/order/order.ts';
import { isSeeking, sharedState } from '@jiedui/shared/order/standing.ts';
import DataLoader from 'dataloader';
import type { Context } from '../context.ts';
import { byOrder } from './of-order.ts';
import type { OrderRow } from './order.store.ts';
import { servedOrders, stationsServed, type TakerOfOrder, takersOf } from './takers.store.ts';

/** Live now: a claim that its station let lapse is not among them. */
export const loadTakers = (context: Context, orderId: string): Promise<TakerOfOrder[]> =>
  byOrder(context, 'takers', orderId, async (tx, ids) =>
    (await takersOf(tx, ids)).filter((taker) => isLiveTaker(taker, context.at)),
  );

/** As of now. Only of a shared order whose deadline has passed do its holders have to be asked. */
export function stateNow(context: Context, order: OrderRow): OrderState | Promise<OrderState> {
  const state = effectiveOrderState(order, context.at);
  if (order.sharing === 'exclusive' || state !== 'open' || isSeeking(order, context.at)) return state;
  return stateAfterDeadline(context, order);
}

async function stateAfterDeadline(context: Context, order: OrderRow): Promise<OrderState> {
  const takers = await loadTakers(context, order.id);
  const isDelivered = takers.every(({ deliveredAt }) => deliveredAt !== null);
  if (!isDelivered || order.memberStationIds.length === 0) return sharedState(order, takers, true, context.at);
  const served = await stationsServed(await context.tx(), order.id);
  const isServed = [order.stationId, ...order.memberStationIds].every((id) => served.includes(id));
  return sharedState(order, takers, isServed, context.at);
}

/** 服务进度: how far it is served, whoever asks. */
export async function serviceStatusNow(context: Context, order: OrderRow): Promise<ServiceStatus> {
  const [state, takers, isBegun] = await Promise.all([
    stateNow(context, order),
    loadTakers(context, order.id),
    context
      .loader(
        'servedOrders',
        () =>
          new DataLoader<string, boolean>(async (ids) => {
            const served = await servedOrders(await context.tx(), ids);
            return ids.map((id) => served.has(id));
          }),
      )
      .load(order.id),
  ]);
  return serviceStatusOf({ isCompleted: state === 'completed', sessions: isBegun ? 1 : 0 }, takers);
}
