/** A session of service with its photo. */
import type { OpenTx } from '@jiedui/db/connect.ts';
import type { People } from './account.ts';
import type { Orders } from './order.ts';
import { EARLY, inserter, row } from './rows.ts';

export async function seedServices(tx: OpenTx, people: People, { order }: Orders) {
  const insert = inserter(tx);
  const { tenant, countyId, stationA, organizationA } = people;
  const file = await insert('files', {
    ...row(tenant),
    account_id: organizationA.account,
    sha256: '',
    mime: 'image/jpeg',
    bytes: 1,
    created_at: EARLY,
  });
  const service = await insert('service_sessions', {
    ...row(tenant),
    number: 'FW-2026-0001',
    organization_id: organizationA.id,
    station_ids: [stationA.id],
    organization_ids: [organizationA.id],
    authority_ids: [countyId],
    title: '义诊',
    method: 'clinic',
    started_at: EARLY,
    ended_at: EARLY,
    place: '镇政府',
    state: 'submitted',
    created_by: organizationA.account,
    created_at: EARLY,
    updated_at: EARLY,
  });
  await tx.client.query('update files set session_id = $1 where id = $2', [service, file]);
  const ofSession = { tenant_id: tenant, session_id: service };
  await insert('session_stations', { ...ofSession, station_id: stationA.id });
  await insert('session_providers', { ...ofSession, organization_id: organizationA.id });
  await insert('session_orders', { ...ofSession, order_id: order });
  await insert('headcounts', { ...ofSession, seq: 1, role: 'medic', unit: 'person', value: 26, qualifier: 'exact' });
  await insert('goods', { ...ofSession, seq: 1, item: '慰问品', quantity: 32, unit: 'set' });
  await insert('session_photos', { ...ofSession, seq: 1, file_id: file });
  return { service, file };
}
