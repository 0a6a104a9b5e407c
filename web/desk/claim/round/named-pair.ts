/** A proposal as a wish names it. */
import type { Placed, NamedPair } from './wishes.ts';

export function namedPair({ order, organization }: Placed): NamedPair {
  return { orderId: order.id, organizationId: organization.id, title: order.title, name: organization.name };
}
