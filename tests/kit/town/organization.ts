/** What the register holds of an organization, and an application to enter it. */
import { randomUUID } from 'node:crypto';
import type { OpenTx } from '@jiedui/db/connect.ts';
import type { People } from './account.ts';
import { EARLY, inserter, row } from './rows.ts';

export function organizationOf(tenant: string, name = '医院') {
  const kind = { provider_kind: 'medical_institution', state: 'active', region_code: '620503000000' };
  return { ...row(tenant), name, ...kind, sessions_per_month: 4, created_at: EARLY };
}

export async function seedOrganizations(tx: OpenTx, people: People) {
  const insert = inserter(tx);
  const { tenant, countyId, countyBureau, organizationA } = people;
  const licence = { tenant_id: tenant, organization_id: organizationA.id, code: 'medical_practice' };
  await insert('organization_qualifications', licence);
  await insert('organization_leaves', {
    ...row(tenant),
    organization_id: organizationA.id,
    from_on: '2026-02-01',
    to_on: '2026-02-20',
    created_at: EARLY,
  });
  const ofOrganization = { ...row(tenant), organization_id: organizationA.id };
  const recorded = { ...ofOrganization, recorded_by: countyBureau.account, recorded_at: EARLY };
  const days = { rated_on: '2024-01-01', valid_until: '2028-12-31' };
  const rating = await insert('organization_ratings', { ...recorded, ...days, grade: 3, issuer: '省民政厅' });
  await insert('organization_annual_checks', { ...recorded, id: randomUUID(), year: 2025, result: 'passed' });
  const listing = { list: 'abnormal', listed_on: '2025-01-01', removed_on: '2025-06-01', basis: '未年报' };
  await insert('organization_listings', { ...recorded, id: randomUUID(), ...listing });
  const told = {
    ...ofOrganization,
    id: randomUUID(),
    what: 'edited',
    by_account_id: countyBureau.account,
    at: EARLY,
  };
  await insert('organization_events', told);
  const hired = { ...ofOrganization, id: randomUUID(), name: '王晓', post: '社工', created_at: EARLY };
  const staff = await insert('organization_staff', hired);
  const correction = await insert('organization_corrections', {
    ...ofOrganization,
    id: randomUUID(),
    subject: 'name',
    text: '名称有误',
    state: 'open',
    requested_by: organizationA.account,
    requested_at: EARLY,
  });
  const application = await insert('organization_applications', {
    ...row(tenant),
    authority_id: countyId,
    code_hash: '\\x00',
    request_hash: '',
    state: 'applied',
    name: '新来的协会',
    provider_kind: 'community_group',
    filing_number: '备1',
    region_code: '620503102000',
    business_scope: '养老',
    service_types: ['EC01'],
    area_codes: ['620503102000'],
    sessions_per_month: 4,
    contact_name: '李明',
    contact_mobile: '13800000000',
    login: 'newcomer',
    submitted_at: EARLY,
    created_at: EARLY,
  });
  return { rating, staff, correction, application };
}
