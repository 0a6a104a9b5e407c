/**
 * SQL of the gap board: need and supply in one pass over the open orders and the standing offers, by service type and
 * place, where a place is a township or a county.
 */
import type { Tx } from '@jiedui/db/connect.ts';
import { type LocalDate, localDateOf } from '@jiedui/shared/calendar.ts';
import { standingSince } from '@jiedui/shared/offer/confirming.ts';
import { waitedSince } from '@jiedui/shared/report/lists/gap.ts';

export type GapLevel = 'township' | 'county';

export interface GapCellRow {
  readonly serviceType: string;
  readonly placeCode: string;
  readonly placeName: string;
  readonly openOrders: number;
  readonly people: number;
  readonly arePeopleExact: boolean;
  readonly unmetOrders: number;
  readonly offers: number;
  readonly sessionsPerMonth: number;
}

/** $1 now; an order without a holder, of the viewer's authorities. */
const OPEN = `o.authority_id = any ((select app.authority_ids())::uuid[])
  and (o.state = 'open' or (o.state in ('claimed', 'confirmed') and o.claim_lapses_at < $1))`;
const POSTED_ON = `(o.posted_at at time zone 'Asia/Shanghai')::date`;
/** An offer that stands: $2 today, $3 the first day whose confirmations stand. */
const STANDS = `f.state = 'listed' and $3::date <= f.last_confirmed_on and f.window_from <= $2::date + 30 and $2::date <= f.window_to`;

/** How many townships the viewer's stations lie in, within a county where one is named. */
export async function countPlaces(tx: Tx, county: string | null): Promise<number> {
  const [row] = await tx.named<{ count: number }>(
    'gap.places',
    `select count(distinct region_code)::int as count from stations
     where authority_id = any ((select app.authority_ids())::uuid[]) and ($1::text is null or left(region_code, 6) = left($1, 6))`,
    [county],
  );
  return row?.count ?? 0;
}

/**
 * Every cell in which something is asked or offered. An offer counts once in a cell, however many of its areas reach it:
 * an area that lies in another area of the same offer adds nothing.
 * @param county only the townships of it; null for all
 */
export function gapCells(
  tx: Tx,
  level: GapLevel,
  county: string | null,
  days: number,
  at: Date,
): Promise<GapCellRow[]> {
  const today = localDateOf(at);
  return tx.named<GapCellRow & Record<string, unknown>>(
    'gap.cells',
    `with placed as (
       select distinct case when $5 = 'county' then left(s.region_code, 6) || '000000' else s.region_code end as code
       from stations s where s.authority_id = any ((select app.authority_ids())::uuid[]) and ($6::text is null or left(s.region_code, 6) = left($6, 6))
     ), places as (
       select p.code, r.name, r.parent_code as parent, up.parent_code as above from placed p join regions r on r.code = p.code
         left join regions up on up.code = r.parent_code
     ), need as (
       select o.service_type, case when $5 = 'county' then left(o.region_code, 6) || '000000' else o.region_code end as code,
         count(*)::int as orders, coalesce(sum(o.headcount_value) filter (where o.headcount_unit = 'person'), 0)::int as people,
         coalesce(bool_and(o.headcount_qualifier = 'exact') filter (where o.headcount_unit = 'person'), true) as exact,
         (count(*) filter (where ${POSTED_ON} <= $4::date))::int as unmet
       from orders o where ${OPEN} and ($6::text is null or left(o.region_code, 6) = left($6, 6)) group by 1, 2
     ), reach as (
       select distinct f.id, f.sessions_per_month, kind.code as service_type,
         case when $5 = 'county' and a.level = 'township' then a.parent_code else a.code end as code
       from offers f cross join lateral unnest(f.service_types) as kind (code) cross join lateral unnest(f.area_codes) as area (code)
         join regions a on a.code = area.code left join regions up on up.code = a.parent_code
       where ${STANDS} and not (f.area_codes && array[a.parent_code, up.parent_code])
     ), supply as (
       select service_type, code, count(*)::int as offers, sum(sessions_per_month)::int as sessions from reach group by 1, 2
     ), supplied as (
       select u.service_type, p.code, sum(u.offers)::int as offers, sum(u.sessions)::int as sessions
       from places p join supply u on u.code in (p.code, p.parent, p.above) group by 1, 2
     )
     select coalesce(n.service_type, u.service_type) as "serviceType", p.code as "placeCode", p.name as "placeName",
       coalesce(n.orders, 0) as "openOrders", coalesce(n.people, 0) as people, coalesce(n.exact, true) as "arePeopleExact",
       coalesce(n.unmet, 0) as "unmetOrders", coalesce(u.offers, 0) as offers, coalesce(u.sessions, 0) as "sessionsPerMonth"
     from need n full join supplied u on u.service_type = n.service_type and u.code = n.code
     join places p on p.code = coalesce(n.code, u.code)
     order by 1, 2`,
    [at, today, standingSince(today), waitedSince(today, days), level, county],
  );
}

/** Ids of open orders of a cell or of all, that have waited so many working days; the longest waiting first. */
export async function gapOrderIds(
  tx: Tx,
  filter: { serviceType: string | null; place: string | null; days: number },
  afterId: string | null,
  limit: number,
  at: Date,
): Promise<{ ids: string[]; count: number }> {
  const rows = await tx.named<{ id: string; total: number }>(
    'gap.orders',
    `with found as (select o.id, o.posted_at from orders o where ${OPEN} and ${POSTED_ON} <= $2::date
         and ($3::text is null or o.service_type = $3)
         and ($4::text is null or o.region_code = $4 or left(o.region_code, 6) || '000000' = $4)),
       edge as (select posted_at, id from found where id = $5)
     select id, (select count(*) from found)::int as total from found
     where $5::uuid is null or (posted_at, id) > (select posted_at, id from edge) order by posted_at, id limit $6`,
    [at, waitedSince(localDateOf(at), filter.days), filter.serviceType, filter.place, afterId, limit],
  );
  return { ids: rows.map(({ id }) => id), count: rows[0]?.total ?? 0 };
}

export interface GapOfferRow {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly organizationName: string;
  readonly serviceTypes: readonly string[];
  readonly areas: string;
  readonly sessionsPerMonth: number;
  readonly lastConfirmedOn: LocalDate | null;
  readonly total: number;
}

/** Standing offers of a cell or of all; with `days`, only those for which no order that they could serve was posted since. */
export function gapOffers(
  tx: Tx,
  filter: {
    serviceType: string | null;
    place: string | null;
    unaskedDays: number | null;
    organizationIds: readonly string[] | null;
  },
  afterId: string | null,
  limit: number,
  at: Date,
): Promise<GapOfferRow[]> {
  const today = localDateOf(at);
  const since = filter.unaskedDays === null ? null : waitedSince(today, filter.unaskedDays);
  return tx.named<GapOfferRow & Record<string, unknown>>(
    'gap.offers',
    `select f.id, f.number, f.title, g.name as "organizationName", f.service_types as "serviceTypes", f.sessions_per_month as "sessionsPerMonth",
       f.last_confirmed_on as "lastConfirmedOn", (count(*) over ())::int as total,
       (select string_agg(r.name, '、' order by r.code) from regions r where r.code = any(f.area_codes)) as areas
     from offers f join organizations g on g.id = f.organization_id
     where ${STANDS} and f.created_at <= $1 and ($4::text is null or $4 = any(f.service_types))
       and ($5::text is null or f.area_codes && array[$5, (select parent_code from regions where code = $5),
           (select up.parent_code from regions r join regions up on up.code = r.parent_code where r.code = $5)]
         or exists (select from unnest(f.area_codes) a (code) where left(a.code, 6) || '000000' = $5))
       and ($8::uuid[] is null or f.organization_id = any($8))
       and ($6::date is null or (f.created_at at time zone 'Asia/Shanghai')::date <= $6::date and not exists (
         select from orders o where o.posted_at >= ($6::date + 1)::timestamp at time zone 'Asia/Shanghai' and o.service_type = any(f.service_types)
           and f.area_codes && array[o.region_code, left(o.region_code, 6) || '000000', left(o.region_code, 4) || '00000000']))
       and ($7::uuid is null or f.id < $7)
     order by f.id desc limit $9`,
    [at, today, standingSince(today), filter.serviceType, filter.place, since, afterId, filter.organizationIds, limit],
  );
}
