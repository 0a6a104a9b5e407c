/**
 * SQL of 这里缺: where orders wait that these organizations could come to serve. Read for matching's purpose, since what others
 * offer is not theirs to see: they learn how much is wanted and offered at a place, never by whom.
 */
import type { Tx } from '@jiedui/db/connect.ts';
import { localDateOf } from '@jiedui/shared/calendar.ts';
import { standingSince } from '@jiedui/shared/offer/confirming.ts';

export interface WantedRow {
  readonly serviceType: string;
  readonly placeCode: string;
  readonly placeName: string;
  readonly countyCode: string;
  readonly countyName: string;
  readonly openOrders: number;
  /** What is offered there a month by all together. */
  readonly sessionsPerMonth: number;
  /** They offer the type elsewhere. */
  readonly isKnown: boolean;
}

/**
 * Service types by township in which more orders are open than sessions a month are offered, near these organizations (the
 * counties where they sit or serve, or all of a prefecture that they serve), of the fields in which they work, and that none
 * of their own standing offers reaches yet. What they offer elsewhere comes first, then the greatest want. $1 now, $2 the
 * organizations, $3 today, $4 the first day whose words stand.
 */
export const wantedSupply = (tx: Tx, organizationIds: readonly string[], at: Date, limit: number) => {
  const today = localDateOf(at);
  return tx.namedFor<WantedRow & Record<string, unknown>>(
    'matching',
    'gap.wanted',
    `with standing as (
       select f.organization_id, f.service_types, f.area_codes, f.sessions_per_month from offers f
       where f.state = 'listed' and $4::date <= f.last_confirmed_on and f.window_from <= $3::date + 30 and $3::date <= f.window_to
     ), own as (
       select f.service_types, f.area_codes from offers f where f.organization_id = any($2) and f.state <> 'draft'
     ), near as (
       select g.region_code as code from organizations g where g.id = any($2)
       union select area.code from own cross join lateral unnest(own.area_codes) as area (code)
     ), need as (
       select o.service_type, o.region_code, count(*)::int as orders from orders o
       where (o.state = 'open' or (o.state in ('claimed', 'confirmed') and o.claim_lapses_at < $1)) and $1 <= o.claimable_until
         and exists (select from near where case when right(near.code, 8) = '00000000' then left(near.code, 4) = left(o.region_code, 4) else left(near.code, 6) = left(o.region_code, 6) end)
         and (not exists (select from own) or exists (select from own cross join lateral unnest(own.service_types) as kind (code) where left(kind.code, 2) = left(o.service_type, 2)))
       group by 1, 2
     ), met as (
       select n.service_type, n.region_code, n.orders, r.name, up.code as county_code, up.name as county_name,
         coalesce((select sum(f.sessions_per_month) from standing f where n.service_type = any(f.service_types)
           and f.area_codes && array[n.region_code, left(n.region_code, 6) || '000000', left(n.region_code, 4) || '00000000']), 0)::int as sessions,
         exists (select from standing f where f.organization_id = any($2) and n.service_type = any(f.service_types)
           and f.area_codes && array[n.region_code, left(n.region_code, 6) || '000000', left(n.region_code, 4) || '00000000']) as served,
         exists (select from own where n.service_type = any(own.service_types)) as known
       from need n join regions r on r.code = n.region_code join regions up on up.code = left(n.region_code, 6) || '000000'
     )
     select service_type as "serviceType", region_code as "placeCode", name as "placeName", county_code as "countyCode", county_name as "countyName",
       orders as "openOrders", sessions as "sessionsPerMonth", known as "isKnown"
     from met where sessions < orders and not served
     order by known desc, orders - sessions desc, service_type, region_code limit $5`,
    [at, organizationIds, today, standingSince(today), limit],
  );
};
