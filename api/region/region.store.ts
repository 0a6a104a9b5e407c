/** SQL of regions, authorities and programmes. */
import type { Tx } from '@jiedui/db/connect.ts';
import { authorities, authorityJurisdictions, programmes, regions, tenants } from '@jiedui/db/schema/region.ts';
import type { Authority } from '@jiedui/shared/region/authority.ts';
import type { Programme } from '@jiedui/shared/region/programme.ts';
import type { Region } from '@jiedui/shared/region/region.ts';
import { and, asc, eq, inArray } from 'drizzle-orm';

export async function regionsByCode(tx: Tx, codes: readonly string[]): Promise<Region[]> {
  return (await tx.db
    .select()
    .from(regions)
    .where(inArray(regions.code, [...codes]))) as Region[];
}

export async function childRegions(tx: Tx, parentCode: string): Promise<Region[]> {
  return (await tx.db
    .select()
    .from(regions)
    .where(eq(regions.parentCode, parentCode))
    .orderBy(asc(regions.code))) as Region[];
}

export async function insertRegions(tx: Tx, rows: readonly Region[]): Promise<void> {
  await tx.db
    .insert(regions)
    .values(rows.map((row) => ({ ...row, aliases: [...row.aliases] })))
    .onConflictDoNothing();
}

export async function authoritiesById(tx: Tx, ids: readonly string[]): Promise<Authority[]> {
  return (await tx.db
    .select()
    .from(authorities)
    .where(inArray(authorities.id, [...ids]))) as Authority[];
}

/** The viewer's own authorities and those below them, from the top down. */
export const governedAuthorities = (tx: Tx) =>
  tx.named<Authority & Record<string, unknown>>(
    'region.governedAuthorities',
    `select a.id, a.kind, a.name, a.region_code as "regionCode", a.parent_id as "parentId" from authorities a
     where a.id = any ((select app.authority_ids())::uuid[])
     order by a.parent_id is not null and a.parent_id = any ((select app.authority_ids())::uuid[]), a.region_code, a.id
     limit 200`,
    [],
  );

/** Whether the viewer governs the authority, itself or from above. */
export async function governs(tx: Tx, authorityId: string): Promise<boolean> {
  const sql = 'select $1::uuid = any ((select app.authority_ids())::uuid[]) as governs';
  return (await tx.named<{ governs: boolean }>('region.governs', sql, [authorityId]))[0]?.governs ?? false;
}

export async function insertAuthority(
  tx: Tx,
  tenantId: string,
  authority: Authority,
  jurisdiction: readonly string[],
): Promise<void> {
  await tx.db.insert(authorities).values({ ...authority, tenantId });
  if (jurisdiction.length > 0) {
    await tx.db
      .insert(authorityJurisdictions)
      .values(jurisdiction.map((regionCode) => ({ tenantId, authorityId: authority.id, regionCode })));
  }
}

/** Of these codes, those that are no region, or lie in none that the authority looks after. */
export async function outsideJurisdiction(tx: Tx, authorityId: string, codes: readonly string[]): Promise<string[]> {
  const rows = await tx.named<{ code: string }>(
    'region.outsideJurisdiction',
    `select asked.code from unnest($2::text[]) asked (code)
     where not exists (
       with recursive up as (
         select r.code, r.parent_code from regions r where r.code = asked.code
         union all select r.code, r.parent_code from regions r join up on r.code = up.parent_code
       ) select from up join authority_jurisdictions j on j.region_code = up.code where j.authority_id = $1
     ) order by asked.code`,
    [authorityId, codes],
  );
  return rows.map(({ code }) => code);
}

/** The regions that each of these authorities looks after, by code. */
export const jurisdictionsOf = (tx: Tx, authorityIds: readonly string[]) =>
  tx.named<{ authorityId: string; code: string }>(
    'region.jurisdictions',
    `select authority_id as "authorityId", region_code as code from authority_jurisdictions
     where authority_id = any($1) order by authority_id, region_code limit 5000`,
    [authorityIds],
  );

/** Whether anybody has been installed here yet. */
export async function hasTenant(tx: Tx): Promise<boolean> {
  return 0 < (await tx.db.select({ id: tenants.id }).from(tenants).limit(1)).length;
}

export async function listProgrammes(tx: Tx): Promise<Programme[]> {
  return (await tx.db.select().from(programmes).orderBy(asc(programmes.fromOn), asc(programmes.id))) as Programme[];
}

export async function programmesById(tx: Tx, ids: readonly string[]): Promise<Programme[]> {
  return (await tx.db
    .select()
    .from(programmes)
    .where(inArray(programmes.id, [...ids]))) as Programme[];
}

/** False: somebody changed it since `version`. */
export async function saveMostPairings(tx: Tx, { id, mostPairings, version }: Programme): Promise<boolean> {
  const saved = await tx.db
    .update(programmes)
    .set({ mostPairings, version: version + 1 })
    .where(and(eq(programmes.id, id), eq(programmes.version, version)))
    .returning({ id: programmes.id });
  return saved.length === 1;
}

export async function insertProgramme(tx: Tx, tenantId: string, programme: Programme): Promise<void> {
  await tx.db.insert(programmes).values({ ...programme, tenantId });
}
