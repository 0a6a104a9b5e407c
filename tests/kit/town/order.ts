/** A claimed, an open and a draft order; what searching keeps; an order of the other tenant. */
import type { OpenTx } from '@jiedui/db/connect.ts';
import type { People, Person } from './account.ts';
import { EARLY, inserter, LATE, row } from './rows.ts';

export type Orders = Awaited<ReturnType<typeof seedOrders>>;

export async function seedOrders(tx: OpenTx, people: People) {
  const insert = inserter(tx);
  const { tenant, otherTenant, countyId, otherBureauId, stationA, stationB, organizationA, outsider } = people;
  await insert('order_counters', { tenant_id: tenant, year: 2026, kind: 'DD', last: 3 });
  const claimant = { claimed_organization_id: organizationA.id, claimed_at: EARLY, claim_lapses_at: LATE };
  const order = await insert(
    'orders',
    orderOf(tenant, stationA, countyId, 'DD-2026-0001', { state: 'claimed', ...claimant }),
  );
  const openOrder = await insert('orders', orderOf(tenant, stationB, countyId, 'DD-2026-0002', { state: 'open' }));
  const draftOrder = await insert('orders', orderOf(tenant, stationB, countyId, 'DD-2026-0003', { state: 'draft' }));
  const searched = {
    order_id: draftOrder,
    tenant_id: tenant,
    station_ids: [stationB.id],
    text: '义诊',
    grams: ['义诊', '诊'],
  };
  await insert('order_texts', { ...searched, form: 1 });
  // Of a published order the text is followed by its postings.
  await insert('order_texts', { ...searched, order_id: openOrder, form: 1 });
  const kept = {
    ...row(tenant),
    account_id: stationA.account,
    name: '义诊',
    filter: { q: '义诊' },
    created_at: EARLY,
  };
  await insert('saved_searches', { ...kept, alert: 'none' });
  await insert('search_alerts', { account_id: stationA.account, order_id: order, tenant_id: tenant, told_at: EARLY });
  await insert('orders', orderOf(otherTenant, outsider, otherBureauId, 'DD-2026-0001', { state: 'open' }));
  return { order, openOrder, draftOrder };
}

export function orderOf(tenant: string, station: Person, authority: string, number: string, more: object) {
  return {
    ...row(tenant),
    number,
    station_id: station.id,
    authority_id: authority,
    region_code: '620503102000',
    title: '为老人义诊',
    scheme: 'default-5x29',
    scheme_version: 1,
    service_type: 'SA-01',
    target_groups: ['elder'],
    headcount_value: 190,
    headcount_qualifier: 'nearly',
    headcount_unit: 'person',
    place: '镇政府',
    window_from: '2026-11-01',
    window_to: '2026-12-20',
    need_type: 'felt',
    mode: 'relief',
    leg: 'service',
    urgency: 'normal',
    claimable_until: LATE,
    posted_at: EARLY,
    created_by: station.account,
    created_at: EARLY,
    updated_at: EARLY,
    ...more,
  };
}
