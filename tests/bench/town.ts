/** The bench's data: one authority, 100 stations, 1,000 organizations with an offer each, orders in bulk, sessions to act with. */
import { hashToken } from '@jiedui/api/account/session.ts';
import { installFirstAuthority, openSessionFor } from '@jiedui/api/install.ts';
import type { Pool } from '@jiedui/db/connect.ts';
import type pg from 'pg';

const STATIONS = 100;
const ORGANIZATIONS = 1_000;
export const TODAY = '2026-11-24';
export const NOW = new Date('2026-11-24T02:00:00.000Z');

export interface BenchTown {
  readonly tenantId: string;
  readonly bureauToken: string;
  readonly organizationTokens: readonly string[];
  /** Orders that may be claimed, each once. */
  readonly openOrderIds: readonly string[];
  readonly anyOrderIds: readonly string[];
}

/**
 * @param superuser fills the tables past row-level security and the time limits of the product's pools
 * @param orders how many lie in the table; a tenth of them is open to claims
 */
export async function fillTown(pool: Pool, superuser: pg.Client, orders: number): Promise<BenchTown> {
  const region = (
    code: string,
    name: string,
    level: 'prefecture' | 'county' | 'township',
    parentCode: string | null,
  ) => ({
    code,
    name,
    level,
    parentCode,
    aliases: [],
    validFrom: null,
    validTo: null,
  });
  const installed = await installFirstAuthority(
    pool,
    {
      tenantName: '天水市',
      regions: [
        region('620500000000', '天水市', 'prefecture', null),
        region('620503000000', '麦积区', 'county', '620500000000'),
        region('620503102000', '社棠镇', 'township', '620503000000'),
      ],
      kind: 'civil_affairs',
      name: '天水市民政局',
      regionCode: '620500000000',
      jurisdiction: ['620503000000'],
      login: 'bureau',
      officerName: '测试经办人',
      password: 'bench-2026-only',
    },
    NOW,
  );
  const { tenantId, authorityId, accountId } = installed;
  await fill(superuser, tenantId, authorityId, accountId, orders);
  const token = (account: string) => tokenFor(pool, superuser, account, tenantId);
  const ids = async (text: string) => (await superuser.query<{ id: string }>(text)).rows.map((row) => row.id);
  const organizationAccounts = await ids(
    "select account_id as id from role_grants where role = 'organization_coordinator' order by id limit 200",
  );
  const organizationTokens: string[] = [];
  for (const account of organizationAccounts) organizationTokens.push(await token(account));
  return {
    tenantId,
    bureauToken: await token(accountId),
    organizationTokens,
    openOrderIds: await ids("select id from orders where state = 'open' order by id"),
    anyOrderIds: await ids("select id from orders where state = 'completed' order by id limit 5000"),
  };
}

/** A session of the account's, as its cookie holds it. */
export async function tokenFor(pool: Pool, superuser: pg.Client, account: string, tenantId: string): Promise<string> {
  const id = await openSessionFor(pool, { id: account, tenantId }, NOW);
  const made = Buffer.from(id.replaceAll('-', '').padEnd(64, '0'), 'hex').toString('base64url');
  await superuser.query('update sign_in_sessions set token_hash = $2 where id = $1', [id, hashToken(made)]);
  return made;
}

async function fill(
  superuser: pg.Client,
  tenantId: string,
  authorityId: string,
  accountId: string,
  orders: number,
): Promise<void> {
  const run = (text: string, values: unknown[]) => superuser.query(text, values);
  await run(
    `insert into stations (id, tenant_id, code, name, region_code, authority_id, state, version, created_at)
     select gen_random_uuid(), $1, 'S' || i, '第' || i || '社工站', '620503102000', $2, 'operating', 1, $3 from generate_series(1, $4::int) i`,
    [tenantId, authorityId, NOW, STATIONS],
  );
  await run(
    `insert into organizations (id, tenant_id, name, provider_kind, state, list_status, business_scope, region_code, sessions_per_month, version, created_at)
     select gen_random_uuid(), $1, '第' || i || '服务中心', 'social_organization', 'active', 'none', '养老服务', '620503102000', 1000000, 1, $2
     from generate_series(1, $3::int) i`,
    [tenantId, NOW, ORGANIZATIONS],
  );
  await run(
    `insert into accounts (id, tenant_id, login, name, password_hash, state, failed_count, must_change_password, created_at)
     select gen_random_uuid(), $1, 'org-' || id, name, '-', 'active', 0, false, $2 from organizations`,
    [tenantId, NOW],
  );
  await run(
    `insert into role_grants (id, tenant_id, account_id, role, organization_id, valid_from)
     select gen_random_uuid(), $1, a.id, 'organization_coordinator', substring(a.login from 5)::uuid, $2 from accounts a where a.login like 'org-%'`,
    [tenantId, TODAY],
  );
  await run(
    `insert into offers (id, tenant_id, number, organization_id, title, content, service_types, target_groups, sessions_per_month, area_codes,
       window_from, window_to, cost_mode, state, last_confirmed_on, version, created_at, updated_at)
     select gen_random_uuid(), $1, 'GG-' || id, id, '入户探访', '每周探访', '{EC01}', '{elder_alone}', 10, '{620500000000}',
       '2026-01-01', '2027-12-31', 'free', 'listed', $2, 1, $3, $3 from organizations`,
    [tenantId, TODAY, NOW],
  );
  await run(
    `insert into orders (id, tenant_id, number, station_id, authority_id, region_code, title, scheme, scheme_version, service_type, target_groups,
       headcount_value, headcount_qualifier, headcount_unit, place, window_from, window_to, need_type, mode, leg, urgency, claimable_until,
       description, state, claimed_organization_id, claimed_at, version, created_by, created_at, posted_at, completed_at, updated_at)
     select gen_random_uuid(), $1, 'DD-2026-' || lpad(i::text, 6, '0'), s.ids[1 + i % array_length(s.ids, 1)], $2, '620503102000',
       '为 ' || i || ' 号片区独居老人开展冬季入户探访', 'default-5x29', 1, 'EC01', '{elder_alone}', 35, 'about', 'person', '社棠镇', '2026-11-01',
       '2026-12-31', 'felt', 'relief', 'service', 'normal', '2026-12-20T00:00:00Z', '请每周探访一次，检查用电用气安全。',
       case when i % 10 = 0 then 'open' else 'completed' end,
       case when i % 10 = 0 then null else o.ids[1 + i % array_length(o.ids, 1)] end,
       case when i % 10 = 0 then null else $4::timestamptz end,
       1, $3, $4, $4, case when i % 10 = 0 then null else $4::timestamptz end, $4
     from generate_series(1, $5::int) i,
       (select array_agg(id order by id) as ids from stations) s, (select array_agg(id order by id) as ids from organizations) o`,
    [tenantId, authorityId, accountId, NOW, orders],
  );
}
