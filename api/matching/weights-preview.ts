/** What a weight set would change among the orders that its authority has open now. */
import { setImmediate } from 'node:timers/promises';
import type { Tx } from '@jiedui/db/connect.ts';
import { type ChangedOrder, gatherPreviews, type OrderPreview, previewOrder } from '@jiedui/shared/matching/preview.ts';
import { type StoredWeightSet, weightSetOf } from '@jiedui/shared/matching/weight-set.ts';
import type { Organization } from '@jiedui/shared/organization/organization.ts';
import { meetingTypes } from '@jiedui/shared/taxonomy/crosswalk.ts';
import type { OrderRow } from '../order/order.store.ts';
import { casesOf } from './fit.ts';
import { factsFor, organizationFrom, type ProviderRow, providersOfTypes } from './matching.store.ts';
import { openOrdersOf } from './weights.store.ts';

export interface ChangedOrderView extends ChangedOrder {
  readonly order: OrderRow;
  readonly oldFirst: Organization;
  readonly newFirst: Organization;
}

export interface WeightPreview {
  /** Orders that may be claimed now; the newest of them, `orderCount`, were looked at. */
  readonly openCount: number;
  readonly orderCount: number;
  readonly rankedCount: number;
  readonly changed: readonly ChangedOrderView[];
}

export async function previewOf(tx: Tx, set: StoredWeightSet, at: Date): Promise<WeightPreview> {
  const { orders, openCount } = await openOrdersOf(tx, set.authorityId, at);
  const cases = await casesOf(tx, orders, at);
  const [first] = cases;
  if (!first) return { openCount, orderCount: 0, rankedCount: 0, changed: [] };
  const types = [...new Set(cases.map(({ facts }) => facts.serviceType))];
  const providers = await providersOfTypes(tx, types, at);
  const previews: OrderPreview[] = [];
  for (const { facts } of cases) {
    const near = meeting(providers, facts.serviceType).map((row) => factsFor(row, facts.stationId));
    previews.push(previewOrder(facts, near, first.weights, weightSetOf(set)));
    // A few milliseconds each: others are served between them.
    await setImmediate();
  }
  const { orderCount, rankedCount, changed } = gatherPreviews(previews);
  const orderById = new Map(cases.map(({ order }) => [order.id, order]));
  const providerById = new Map(providers.map((row) => [row.organizationId, row]));
  return {
    openCount,
    orderCount,
    rankedCount,
    changed: changed.map((each) => ({
      ...each,
      order: found(orderById.get(each.orderId)),
      oldFirst: organizationFrom(found(providerById.get(each.oldFirstId))),
      newFirst: organizationFrom(found(providerById.get(each.newFirstId))),
    })),
  };
}

/** Who is recommended meets the type, so nobody else is looked at. */
function meeting(providers: readonly ProviderRow[], serviceType: string): ProviderRow[] {
  const types = new Set(meetingTypes(serviceType));
  return providers.filter((row) => row.offers.some((offer) => offer.serviceTypes.some((type) => types.has(type))));
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the preview names what it was not given');
  return value;
}
