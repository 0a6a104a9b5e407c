/** SQL of what names on a sheet are looked up in: places, stations, organizations, authorities of the viewer's tenant. */
import type { Tx } from '@jiedui/db/connect.ts';
import type { Named } from '@jiedui/shared/report/import/near.ts';

interface PlaceRow extends Record<string, unknown> {
  readonly code: string;
  readonly name: string;
  readonly level: string;
  readonly aliases: string[];
  readonly where: string | null;
}

/** More names than this are no register of one tenant. */
const NAMES_MAX = 20_000;

/** Counties and townships that some authority of the tenant governs, with what lies above and below them. */
export const placesOfTenant = (tx: Tx) =>
  tx.named<PlaceRow>(
    'import.places',
    `with governed as (select distinct region_code as code from authority_jurisdictions
       union select region_code from authorities union select region_code from stations union select region_code from organizations)
     select r.code, r.name, r.level, r.aliases, p.name as "where" from regions r left join regions p on p.code = r.parent_code
     where r.level in ('prefecture', 'county', 'township') and exists (select from governed g
       where g.code = r.code or g.code = r.parent_code or r.code = left(g.code, 6) || '000000' or r.code = left(g.code, 4) || '00000000'
         or (r.level = 'township' and g.code = left(r.code, 4) || '00000000'))
     order by r.code limit ${NAMES_MAX}`,
  );

export const stationNames = (tx: Tx) =>
  tx.named<Named & Record<string, unknown>>(
    'import.stationNames',
    `select s.id as code, s.name, r.name as "where" from stations s join regions r on r.code = s.region_code order by s.code, s.id limit ${NAMES_MAX}`,
  );

export const organizationNames = (tx: Tx) =>
  tx.named<Named & { uscc: string | null } & Record<string, unknown>>(
    'import.organizationNames',
    `select g.id as code, g.name, g.uscc, r.name as "where" from organizations g join regions r on r.code = g.region_code order by g.name, g.id limit ${NAMES_MAX}`,
  );

export const authorityNames = (tx: Tx) =>
  tx.named<Named & Record<string, unknown>>(
    'import.authorityNames',
    `select a.id as code, a.name from authorities a where a.id = any ((select app.authority_ids())::uuid[]) order by a.region_code, a.id limit 500`,
  );

/** Stations with these codes. */
export const stationsByCode = (tx: Tx, codes: readonly string[]) =>
  tx.named<{ id: string; code: string; name: string }>(
    'import.stationsByCode',
    'select id, code, name from stations where code = any($1)',
    [codes],
  );

/** Organizations with these credit codes, or without one and with these names. */
export const organizationsNamed = (tx: Tx, usccs: readonly string[], names: readonly string[]) =>
  tx.named<{ id: string; uscc: string | null; name: string }>(
    'import.organizationsNamed',
    'select id, uscc, name from organizations where uscc = any($1) or (uscc is null and name = any($2))',
    [usccs, names],
  );
