/**
 * SQL of matching: the facts about providers, and the orders of the market. Both start from an index (type, area), so
 * that the pure ranking in shared/matching looks at hundreds of rows and not at all of them.
 */
import type { Tx } from '@jiedui/db/connect.ts';
import { addMonths, firstDayOf, localDateOf, monthOf, startOfDay } from '@jiedui/shared/calendar.ts';
import type { ProviderFacts } from '@jiedui/shared/matching/facts.ts';
import type { Organization } from '@jiedui/shared/organization/organization.ts';
import { type RegionLevel, levelOf, selfAndAncestors } from '@jiedui/shared/region/region.ts';
import { type OrderRow, ordersById } from '../order/order.store.ts';

/** A provider as matching sees it, before it is looked at from one order's station. */
export interface ProviderRow extends Omit<ProviderFacts, 'completedWithStation' | 'name'>, Omit<Organization, 'id'> {
  readonly completedByStation: Readonly<Record<string, number>>;
}

export const factsFor = (row: ProviderRow, stationId: string): ProviderFacts => ({
  ...row,
  completedWithStation: row.completedByStation[stationId] ?? 0,
});

/** More providers than these near one order, and the rest is not looked at; counted in the note of the ranking. */
const PROVIDERS_MOST = 1_000;
const MARKET_MATCHED_MOST = 300;
const MARKET_OTHERS_MOST = 100;

/**
 * $1 today, $2 first instant of this month, $3 now, $4 first day of the previous month: a listing confirmed before it
 * rests (shared/offer/listing.ts).
 */
const FACTS = `g.id as "organizationId", g.name, g.uscc, g.provider_kind as "providerKind", g.state, g.list_status as "listStatus",
  g.rating_grade as "ratingGrade", g.business_scope as "businessScope", g.region_code as "regionCode",
  g.sessions_per_month as "sessionsPerMonth", g.version,
  coalesce((select jsonb_agg(jsonb_build_object('serviceTypes', f.service_types, 'targetGroups', f.target_groups, 'areaCodes', f.area_codes,
      'windowFrom', f.window_from, 'windowTo', f.window_to) order by f.id)
    from offers f where f.organization_id = g.id and f.state = 'listed' and $4::date <= f.last_confirmed_on), '[]') as offers,
  (select count(*)::int from claims c where c.organization_id = g.id and $2 <= c.claimed_at
    and (c.state = 'confirmed' or (c.state = 'pending' and $3 <= c.confirm_until))) as "liveClaimsInMonth",
  coalesce((select jsonb_agg(distinct p.station_id) from pairings p
    where p.organization_id = g.id and p.state = 'active' and $1::date between p.from_on and p.to_on), '[]') as "pairedStationIds",
  coalesce((select jsonb_object_agg(d.station_id, d.done) from (
      select o.station_id, count(*)::int as done from orders o
      where o.claimed_organization_id = g.id and o.state = 'completed' group by o.station_id) d), '{}') as "completedByStation",
  coalesce(r.total, 0)::int as "satisfactionSum", coalesce(r.count, 0)::int as "satisfactionCount"`;
const REVIEWS = `left join lateral (select sum(t.satisfaction) as total, count(t.satisfaction) as count
    from service_sessions v join session_stations t on t.session_id = v.id
    where v.organization_ids @> array[g.id] and v.state = 'confirmed' and t.satisfaction is not null) r on true`;

function times(at: Date) {
  const today = localDateOf(at);
  const month = monthOf(today);
  return [today, startOfDay(firstDayOf(month)), at, firstDayOf(addMonths(month, -1))] as const;
}

/** Providers with a listed offer of the order's type, or one that covers its township: those who could, and the near misses. */
export const providersNear = (tx: Tx, order: { serviceType: string; regionCode: string }, at: Date) =>
  tx.namedFor<ProviderRow & Record<string, unknown>>(
    'matching',
    'matching.providersNear',
    `with near as (
       select t.organization_id from (
         select organization_id from offer_postings where tenant_id = (select app.tenant_id()) and service_type = $5
         union
         select organization_id from offer_postings where tenant_id = (select app.tenant_id()) and area_code = any($6)
       ) t order by t.organization_id limit ${PROVIDERS_MOST}
     )
     select ${FACTS} from near n join organizations g on g.id = n.organization_id ${REVIEWS}`,
    [...times(at), order.serviceType, selfAndAncestors(order.regionCode)],
  );

/** The facts of the viewer's own organization, read with the viewer's own rights. */
export async function ownFacts(tx: Tx, organizationId: string, at: Date): Promise<ProviderRow> {
  const [row] = await tx.named<ProviderRow & Record<string, unknown>>(
    'matching.ownFacts',
    `select ${FACTS} from organizations g ${REVIEWS} where g.id = $5`,
    [...times(at), organizationId],
  );
  if (!row) throw new Error(`no organization ${organizationId}`);
  return row;
}

export interface MarketFilter {
  readonly serviceType: string | null;
  /** A region; its townships' orders are shown. */
  readonly areaCode: string | null;
}

const DIGITS: Record<RegionLevel, number> = { province: 2, prefecture: 4, county: 6, township: 9, village: 12 };

/** Orders that may be claimed now: those of the given types first, the newest of the others after them. */
export async function marketOrders(
  tx: Tx,
  types: readonly string[],
  filter: MarketFilter,
  at: Date,
): Promise<OrderRow[]> {
  const digits = filter.areaCode ? DIGITS[levelOf(filter.areaCode)] : 0;
  const prefix = filter.areaCode?.slice(0, digits) ?? '';
  const select = (matching: boolean) =>
    tx.named<{ id: string }>(
      matching ? 'matching.marketMatched' : 'matching.marketOthers',
      `select id from orders
       where (state = 'open' or (state = 'claimed' and claim_lapses_at < $1)) and $1 <= claimable_until
         and ${matching ? '' : 'not '}service_type = any($2) and ($3::text is null or service_type = $3) and left(region_code, $4) = $5
       order by posted_at desc, id limit ${matching ? MARKET_MATCHED_MOST : MARKET_OTHERS_MOST}`,
      [at, types, filter.serviceType, digits, prefix],
    );
  const ids = [...(await select(true)), ...(await select(false))].map((row) => row.id);
  return ordersById(tx, ids);
}
