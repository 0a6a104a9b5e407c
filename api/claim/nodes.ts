/** What this room adds to the timeline of an order beside its claims: take-over requests and rulings. */
import type { TimelineNode } from '@jiedui/shared/order/nodes.ts';
import { rulingNode, takeoverNodes } from '@jiedui/shared/claim/nodes.ts';
import type { Context } from '../context.ts';
import { byOrder } from '../order/of-order.ts';
import { rulingsOfOrders } from './ruling.store.ts';
import { takeoversOfOrders } from './takeover.store.ts';

export const loadTakeovers = (context: Context, orderId: string) =>
  byOrder(context, 'takeoversOfOrder', orderId, takeoversOfOrders);

export const loadRulings = (context: Context, orderId: string) =>
  byOrder(context, 'rulingsOfOrder', orderId, rulingsOfOrders);

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
