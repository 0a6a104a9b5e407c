/** A claim, a take-over asked for, a ruling, and the terms; in the other tenant an order that is shared. */
import type { OpenTx } from '@jiedui/db/connect.ts';
import type { People } from './account.ts';
import { orderOf, type Orders } from './order.ts';
import { organizationOf } from './organization.ts';
import { EARLY, inserter, LATE, row } from './rows.ts';
import { stationOf } from './station.ts';

export type Claims = Awaited<ReturnType<typeof seedClaims>>;

export async function seedClaims(tx: OpenTx, people: People, { order, openOrder }: Orders) {
  const insert = inserter(tx);
  const { tenant, countyId, countyBureau, stationA, stationB, organizationA, parties } = people;
  const claim = await insert('claims', {
    ...row(tenant),
    ...parties,
    order_id: order,
    state: 'pending',
    claimed_by: organizationA.account,
    claimed_at: EARLY,
    confirm_until: LATE,
  });
  const helper = await insert('organizations', organizationOf(tenant, '另一家'));
  await insert('takeovers', {
    ...row(tenant),
    claim_id: claim,
    order_id: order,
    station_id: stationA.id,
    authority_id: countyId,
    holder_id: organizationA.id,
    organization_id: helper,
    state: 'asked',
    request_reason: '离得更近',
    asked_by: organizationA.account,
    asked_at: EARLY,
    holder_until: LATE,
    station_until: LATE,
  });
  await insert('rulings', {
    ...row(tenant),
    order_id: openOrder,
    station_id: stationB.id,
    authority_id: countyId,
    choice: 'reopen',
    reason: '重新开放',
    ruled_by: countyBureau.account,
    ruled_at: EARLY,
  });
  await insert('claim_terms', {
    tenant_id: tenant,
    authority_id: countyId,
    claim_mode: 'open',
    paired_days: 3,
    county_days: 2,
    start_days: 10,
    free_days: 2,
    most_open: 30,
    ended_from: 5,
    close_percent: 60,
    changed_by: countyBureau.account,
    changed_at: EARLY,
  });
  return { claim };
}

/** In the other tenant: an order shared by two stations, and taken in part. */
export async function seedSharing(tx: OpenTx, { otherTenant, otherBureauId, outsider }: People) {
  const insert = inserter(tx);
  const besideOutsider = await insert('stations', stationOf(otherTenant, 'Y', otherBureauId));
  const sharer = await insert('organizations', organizationOf(otherTenant));
  const shared = { sharing: 'partial', line_count: 1, member_station_ids: [besideOutsider] };
  const sharedOrder = await insert(
    'orders',
    orderOf(otherTenant, outsider, otherBureauId, 'DD-2026-0002', { state: 'open', ...shared }),
  );
  const ofOther = { tenant_id: otherTenant, order_id: sharedOrder };
  const bathing = { what: '入户助浴', value: 20, qualifier: 'exact', unit: 'person', taken: 8 };
  await insert('order_lines', { ...ofOther, seq: 1, ...bathing });
  await insert('order_stations', {
    ...ofOther,
    station_id: besideOutsider,
    share: 90,
    answer: 'asked',
    asked_at: EARLY,
  });
  const sharedClaim = await insert('claims', {
    ...row(otherTenant),
    authority_id: otherBureauId,
    station_id: outsider.id,
    organization_id: sharer,
    order_id: sharedOrder,
    state: 'pending',
    claimed_by: outsider.account,
    claimed_at: EARLY,
    confirm_until: LATE,
    exclusive: false,
  });
  await insert('claim_lines', { ...ofOther, claim_id: sharedClaim, seq: 1, value: 8 });
}
