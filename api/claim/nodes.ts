/** What this room adds to the timeline of an order beside its claims: take-over requests and rulings. */
import type { TimelineNode } from '@jiedui/shared/order/nodes.ts';
import { rulingNode, takeoverNodes } from '@jiedui/shared/claim/nodes.ts';
import DataLoader from 'dataloader';
import type { Context } from '../context.ts';
import { groupedInOrderOf } from '../hall/in-order.ts';
import { rulingsOfOrders } from './ruling.store.ts';
import { takeoversOfOrders } from './takeover.store.ts';

export const loadTakeovers = (context: Context, orderId: string) =>
  context
    .loader(
      'takeoversOfOrder',
      () =>
        new DataLoader<string, Awaited<ReturnType<typeof takeoversOfOrders>>>(async (ids) =>
          groupedInOrderOf(ids, await takeoversOfOrders(await context.tx(), ids), (row) => row.orderId),
        ),
    )
    .load(orderId);

export const loadRulings = (context: Context, orderId: string) =>
  context
    .loader(
      'rulingsOfOrder',
      () =>
        new DataLoader<string, Awaited<ReturnType<typeof rulingsOfOrders>>>(async (ids) =>
          groupedInOrderOf(ids, await rulingsOfOrders(await context.tx(), ids), (row) => row.orderId),
        ),
    )
    .load(orderId);

export async function claimNodesOf(
  context: Context,
  order: { readonly id: string; readonly station: { readonly name: string } },
): Promise<TimelineNode[]> {
  const [takeovers, made] = await Promise.all([loadTakeovers(context, order.id), loadRulings(context, order.id)]);
  return [
    ...takeovers.flatMap((takeover) => takeoverNodes(takeover, order.station.name, context.at)),
    ...made.map(rulingNode),
  ];
}
