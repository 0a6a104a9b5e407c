/** What the register holds of a station, and what was handed over there. */
import { randomUUID } from 'node:crypto';
import type { OpenTx } from '@jiedui/db/connect.ts';
import type { People } from './account.ts';
import type { Orders } from './order.ts';
import { EARLY, inserter, row } from './rows.ts';

export function stationOf(tenant: string, code: string, authority: string) {
  const at = { region_code: '620503102000', authority_id: authority, created_at: EARLY };
  return { ...row(tenant), code, name: `${code} 站`, state: 'operating', ...at };
}

export async function seedStations(tx: OpenTx, people: People, { order }: Orders) {
  const insert = inserter(tx);
  const { tenant, countyId, programme, countyBureau, stationA, disabled } = people;
  await insert('programme_stations', {
    tenant_id: tenant,
    programme_id: programme,
    station_id: stationA.id,
    pilot: true,
  });
  const ofStation = { tenant_id: tenant, station_id: stationA.id };
  const governed = { ...ofStation, authority_id: countyId };
  await insert('station_facilities', { ...ofStation, seq: 1, kind: 'reception', area_m2: 40 });
  const worker = await insert('station_workers', {
    ...governed,
    id: randomUUID(),
    account_id: stationA.account,
    name: '李文娟',
    phone: '13800000000',
    post: 'lead',
    licence_level: 'none',
    from_on: '2026-01-01',
    created_at: EARLY,
  });
  await insert('station_haves', {
    ...governed,
    item: 'venue',
    state: 'stated',
    content: '{}',
    stated_by: stationA.account,
    stated_at: EARLY,
  });
  const evidence = await insert('files', {
    ...row(tenant),
    account_id: stationA.account,
    sha256: '',
    mime: 'image/jpeg',
    bytes: 1,
    created_at: EARLY,
  });
  await insert('station_have_files', { ...ofStation, item: 'venue', seq: 1, file_id: evidence });
  await insert('station_changes', {
    ...governed,
    id: randomUUID(),
    move: 'start',
    from_state: 'plaque_hung',
    to_state: 'operating',
    decided_by: countyBureau.account,
    decided_at: EARLY,
  });
  await insert('station_thresholds', { tenant_id: tenant, authority_id: countyId, name: 'workers', value: 2 });
  const handOver = await insert('hand_overs', {
    ...ofStation,
    id: randomUUID(),
    from_account_id: disabled.account,
    to_account_id: stationA.account,
    last_day: '2026-11-01',
    passes_lead: false,
    note: '调离',
    done_by: stationA.account,
    done_at: EARLY,
  });
  const handed = { hand_over_id: handOver, kind: 'order', item_id: order, title: '为老人义诊' };
  await insert('hand_over_items', { tenant_id: tenant, seq: 1, ...handed });
  return { worker, evidence, handOver };
}
