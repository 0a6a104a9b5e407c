/** A survey, its needs, and the order made of one of them. */
import type { OpenTx } from '@jiedui/db/connect.ts';
import type { People, Person } from './account.ts';
import type { Orders } from './order.ts';
import { EARLY, inserter, row } from './rows.ts';

export async function seedNeeds(tx: OpenTx, people: People, { order }: Orders) {
  const insert = inserter(tx);
  const { tenant, countyId, stationA, organizationA } = people;
  const asked = { station_id: stationA.id, organization_ids: [organizationA.id] };
  const ofStationA = { tenant_id: tenant, station_id: stationA.id };
  const survey = await insert('surveys', {
    ...row(tenant),
    ...asked,
    authority_id: countyId,
    region_code: '620503102000',
    number: 'DC-2026-0001',
    method: 'household_visit',
    held_on: '2026-11-01',
    population_value: 60,
    population_qualifier: 'about',
    population_unit: 'household',
    state: 'submitted',
    created_by: stationA.account,
    created_at: EARLY,
    submitted_at: EARLY,
    updated_at: EARLY,
  });
  await insert('survey_records', {
    ...asked,
    tenant_id: tenant,
    survey_id: survey,
    submitted: true,
    findings: '缺少看护',
  });
  await insert('survey_parts', {
    ...ofStationA,
    survey_id: survey,
    organization_id: organizationA.id,
    authority_id: countyId,
    state: 'pending',
  });
  await insert('survey_corrections', {
    ...row(tenant),
    station_id: stationA.id,
    survey_id: survey,
    reason: '人数写错',
    changed: ['population'],
    before: '{}',
    corrected_by: stationA.account,
    corrected_at: EARLY,
  });
  const need = await insert('needs', needOf(tenant, stationA, countyId, 'XQ-2026-0001', survey, 'screened_in'));
  const draftNeed = await insert('needs', needOf(tenant, stationA, countyId, 'XQ-2026-0002', survey, 'draft'));
  const mergedNeed = await insert('needs', needOf(tenant, stationA, countyId, 'XQ-2026-0003', survey, 'merged'));
  await insert('need_whereabouts', { ...ofStationA, need_id: need, village: '桥南村', place: '村活动室' });
  await insert('need_merges', {
    ...row(tenant),
    station_id: stationA.id,
    authority_id: countyId,
    source_id: mergedNeed,
    target_id: need,
    merged_by: stationA.account,
    merged_at: EARLY,
  });
  const [earlier_id, later_id] = [need, draftNeed].sort();
  await insert('needs_apart', { ...ofStationA, earlier_id, later_id, said_by: stationA.account, said_at: EARLY });
  await insert('need_orders', {
    ...ofStationA,
    authority_id: countyId,
    need_id: need,
    order_id: order,
    linked_by: stationA.account,
    linked_at: EARLY,
  });
  return { survey, need, draftNeed };
}

function needOf(tenant: string, station: Person, authority: string, number: string, survey: string, state: string) {
  return {
    ...row(tenant),
    number,
    station_id: station.id,
    authority_id: authority,
    region_code: '620503102000',
    survey_id: survey,
    source: 'survey',
    title: '独居老人冬季探访',
    service_type: 'EC01',
    target_groups: ['elder_alone'],
    need_type: 'felt',
    mode: 'relief',
    urgency: 'normal',
    state,
    created_by: station.account,
    created_at: EARLY,
    recorded_at: EARLY,
    updated_at: EARLY,
  };
}
