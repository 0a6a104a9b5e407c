/**
 * SQL of matching: the facts about providers. Who is looked at comes from an index (the one
 * in memory, or one on the type), so that the pure ranking in shared/matching looks at few rows and not at all of them.
 */
import type { Tx } from '@jiedui/db/connect.ts';
import { localDateOf, monthOf } from '@jiedui/shared/calendar.ts';
import { standingSince } from '@jiedui/shared/offer/confirming.ts';
import type { OfferFacts, ProviderFacts } from '@jiedui/shared/matching/facts.ts';
import type { Organization } from '@jiedui/shared/organization/organization.ts';
import { meetingTypes } from '@jiedui/shared/taxonomy/crosswalk.ts';
import { type Worded, termsOfAll } from './terms.ts';

/** A provider as matching sees it, before it is looked at from one order's station. */
export interface ProviderRow extends Omit<ProviderFacts, 'completedWithStation' | 'name'>, Omit<Organization, 'id'> {
  readonly completedByStation: Readonly<Record<string, number>>;
}

export const factsFor = (row: ProviderRow, stationId: string): ProviderFacts => ({
  ...row,
  completedWithStation: row.completedByStation[stationId] ?? 0,
});

export const organizationFrom = (row: ProviderRow): Organization => ({ ...row, id: row.organizationId });

/** More providers than these for the orders of a preview, and the rest is not looked at. */
const PREVIEW_PROVIDERS_MOST = 3_000;

/**
 * Where a region's people stand: its own seat, or its county's.
 * @param code SQL of the region's code
 */
export const placeSql = (code: string) => `(select case
    when r.latitude is not null then jsonb_build_object('latitude', r.latitude, 'longitude', r.longitude, 'exact', true)
    when c.latitude is not null then jsonb_build_object('latitude', c.latitude, 'longitude', c.longitude, 'exact', false) end
  from regions r left join regions c on c.code = left(r.code, 6) || '000000' where r.code = ${code})`;

/** Why an organization takes nothing of a station whose pairing with it is suspended. */
const PAIRING_SUSPENDED = '双方结对已暂停';

/** Leave, licences, declared interests and blocks, suspended pairings among them, of organization g that stand or are still to come on day $1. */
export const STANDING_SQL = `coalesce((select jsonb_agg(jsonb_build_object('fromOn', v.from_on, 'toOn', v.to_on) order by v.from_on, v.id)
    from organization_leaves v where v.organization_id = g.id and v.cancelled_at is null and $1::date <= v.to_on), '[]') as leaves,
  coalesce((select jsonb_agg(jsonb_build_object('code', q.code, 'validUntil', q.valid_until) order by q.code)
    from organization_qualifications q where q.organization_id = g.id), '[]') as qualifications,
  coalesce((select jsonb_agg(jsonb_build_object('stationId', i.station_id, 'reason', i.reason) order by i.id)
    from conflicts_of_interest i where i.organization_id = g.id and i.ended_at is null), '[]') as conflicts,
  coalesce((select jsonb_agg(jsonb_build_object('stationId', k.station_id, 'reason', k.reason, 'untilOn', k.until_on) order by k.id)
    from (select id, station_id, reason, until_on from blocked_pairs
        where organization_id = g.id and lifted_at is null and (until_on is null or $1::date <= until_on)
      union all select id, station_id, '${PAIRING_SUSPENDED}', to_on from pairings
        where organization_id = g.id and state = 'suspended' and $1::date <= to_on) k), '[]') as blocks`;

/** Orders of each station that organization g has completed. */
export const COMPLETED_BY_STATION_SQL = `coalesce((select jsonb_object_agg(d.station_id, d.done) from (
      select o.station_id, count(*)::int as done from held_orders o
      where o.organization_id = g.id and o.state = 'completed' group by o.station_id) d), '{}') as "completedByStation"`;

/**
 * What stations said of organization g: a, its claims that were decided (one that ended because its order was cancelled
 * says nothing of it); r, the satisfaction with its sessions.
 */
export const OPINIONS_SQL = `cross join lateral (select count(*)::int as asked, count(*) filter (where c.state = 'confirmed')::int as accepted
    from claims c join orders o on o.id = c.order_id
    where c.organization_id = g.id and c.state in ('confirmed', 'declined', 'withdrawn') and c.awaits = 'station' and o.state <> 'cancelled') a
  left join lateral (select sum(t.satisfaction) as total, count(t.satisfaction) as count
    from service_sessions v join session_stations t on t.session_id = v.id
    where v.organization_ids @> array[g.id] and v.state = 'confirmed' and t.satisfaction is not null) r on true`;

/**
 * $1 today, $2 now, $3 the first day of which a confirmation still stands: a listing confirmed before it rests (shared/offer/confirming.ts),
 * $4 this month: a live order is booked from this month on, a completed one in the month in which it was.
 */
const CHECKED = `g.id as "organizationId", g.name, g.uscc, g.provider_kind as "providerKind", g.state, g.list_status as "listStatus",
  case when g.rating_until < $1::date then null else g.rating_grade end as "ratingGrade", g.rating_until as "ratingUntil",
  g.business_scope as "businessScope", g.region_code as "regionCode",
  g.sessions_per_month as "sessionsPerMonth", g.background_checked_on as "backgroundCheckedOn", g.version,
  ${placeSql('g.region_code')} as place,
  coalesce((select jsonb_agg(jsonb_build_object('id', f.id, 'version', f.version, 'serviceTypes', f.service_types, 'targetGroups', f.target_groups,
      'areaCodes', f.area_codes, 'windowFrom', f.window_from, 'windowTo', f.window_to, 'costMode', f.cost_mode,
      'unitPriceFen', f.unit_price_fen, 'farthestKm', f.farthest_km) order by f.id)
    from offers f where f.organization_id = g.id and f.state = 'listed' and $3::date <= f.last_confirmed_on), '[]') as offers,
  coalesce((select jsonb_agg(jsonb_build_object('fromMonth', b.from_month, 'toMonth', b.to_month, 'count', b.count)
      order by b.from_month, b.to_month) from (
      select greatest($4, case when o.state = 'completed' then $4 else to_char(o.window_from, 'YYYY-MM') end) as from_month,
        greatest($4, case when o.state = 'completed' then $4 else to_char(o.window_to, 'YYYY-MM') end) as to_month, count(*)::int as count
      from held_orders o where o.organization_id = g.id and ((o.state in ('claimed', 'confirmed') and (o.claim_lapses_at is null or $2 <= o.claim_lapses_at))
        or (o.state = 'completed' and $4 <= to_char(o.completed_at at time zone 'Asia/Shanghai', 'YYYY-MM')))
      group by 1, 2) b), '[]') as bookings,
  coalesce((select jsonb_agg(distinct p.station_id) from pairings p
    where p.organization_id = g.id and p.state = 'active' and $1::date between p.from_on and p.to_on), '[]') as "pairedStationIds",
  (select count(*)::int from held_orders o where o.organization_id = g.id and o.state in ('claimed', 'confirmed')
    and (o.claim_lapses_at is null or $2 <= o.claim_lapses_at)) as "openClaims",
  (select count(*)::int from claims c where c.organization_id = g.id and (c.at_fault
    or (c.state = 'confirmed' and c.started_at is null and c.start_until < $2))) as broken,
  (select count(*)::int from held_orders o where o.organization_id = g.id and o.state = 'completed') as completed,
  ${STANDING_SQL}`;
const RATED = `${COMPLETED_BY_STATION_SQL},
  h.completed_capacity as "completedCapacity", h.due, h.on_time as "onTime", a.asked, a.accepted,
  coalesce(r.total, 0)::int as "satisfactionSum", coalesce(r.count, 0)::int as "satisfactionCount"`;
const FACTS = `${CHECKED}, ${RATED}`;
/** Nobody is rated where only the checks are asked. */
const UNRATED = `'{}'::jsonb as "completedByStation", 0 as "completedCapacity",
  0 as due, 0 as "onTime", 0 as asked, 0 as accepted, 0 as "satisfactionSum", 0 as "satisfactionCount"`;
const HISTORY = `cross join lateral (select count(*) filter (where o.state = 'completed' and o.mode = 'capacity')::int as completed_capacity,
      count(*) filter (where o.state = 'completed' or (o.claim_lapses_at is null and o.window_to < $1::date))::int as due,
      count(*) filter (where o.state = 'completed' and (o.completed_at at time zone 'Asia/Shanghai')::date <= o.window_to)::int as on_time
    from held_orders o where o.organization_id = g.id and o.state in ('confirmed', 'completed')) h
  ${OPINIONS_SQL}`;

function times(at: Date) {
  const today = localDateOf(at);
  const month = monthOf(today);
  return [today, at, standingSince(today), month] as const;
}

type FlatProvider = Omit<ProviderRow, 'offers'> & {
  readonly offers: readonly (Omit<OfferFacts, 'terms'> & { readonly version: number })[];
} & Record<string, unknown>;

/** These providers: whom the index in memory found, with all that is said of them. */
export async function providersByIds(tx: Tx, ids: readonly string[], at: Date): Promise<ProviderRow[]> {
  if (ids.length === 0) return [];
  const rows = await tx.namedFor<FlatProvider>(
    'matching',
    'matching.providersByIds',
    `select ${FACTS} from organizations g ${HISTORY} where g.tenant_id = (select app.tenant_id()) and g.id = any($5)`,
    [...times(at), ids],
  );
  return worded(rows, (offerIds) => tx.namedFor<OfferText>('matching', 'matching.offerTexts', OFFER_TEXTS, [offerIds]));
}

/** Providers with a listed offer that meets one of the types. */
export async function providersOfTypes(tx: Tx, serviceTypes: readonly string[], at: Date): Promise<ProviderRow[]> {
  const rows = await tx.namedFor<FlatProvider>(
    'matching',
    'matching.providersOfTypes',
    `with near as (
       select distinct organization_id from offer_postings where tenant_id = (select app.tenant_id()) and service_type = any($5)
       order by organization_id limit ${PREVIEW_PROVIDERS_MOST}
     )
     select ${FACTS} from near n join organizations g on g.id = n.organization_id ${HISTORY}`,
    [...times(at), [...new Set(serviceTypes.flatMap(meetingTypes))]],
  );
  return worded(rows, (ids) => tx.namedFor<OfferText>('matching', 'matching.offerTexts', OFFER_TEXTS, [ids]));
}

/** The facts of the viewer's own organization, read with the viewer's own rights. */
export async function ownFacts(tx: Tx, organizationId: string, at: Date): Promise<ProviderRow> {
  const rows = await tx.named<FlatProvider>(
    'matching.ownFacts',
    `select ${FACTS} from organizations g ${HISTORY} where g.id = $5`,
    [...times(at), organizationId],
  );
  const [row] = await worded(rows, (ids) => tx.named<OfferText>('matching.ownOfferTexts', OFFER_TEXTS, [ids]));
  if (!row) throw new Error(`no organization ${organizationId}`);
  return row;
}

/** What the hard checks need of it, without its history: for a claim, which ranks nothing and is made under a lock. */
export async function ownCheckFacts(tx: Tx, organizationId: string, at: Date): Promise<ProviderRow> {
  const rows = await tx.named<FlatProvider>(
    'matching.ownCheckFacts',
    `select ${CHECKED}, ${UNRATED} from organizations g where g.id = $5`,
    [...times(at), organizationId],
  );
  const [row] = await worded(rows, (ids) => tx.named<OfferText>('matching.ownOfferTexts', OFFER_TEXTS, [ids]));
  if (!row) throw new Error(`no organization ${organizationId}`);
  return row;
}

const OFFER_TEXTS = 'select id, version, title, content as body from offers where id = any($1)';
type OfferText = Worded & Record<string, unknown>;

/** With the words of their offers: of those not seen before, the texts are asked for. */
async function worded(
  rows: readonly FlatProvider[],
  textsOf: (ids: readonly string[]) => Promise<readonly Worded[]>,
): Promise<ProviderRow[]> {
  const terms = await termsOfAll(
    rows.flatMap((row) => row.offers),
    textsOf,
  );
  return rows.map((row) => ({ ...row, offers: row.offers.map((offer) => ({ ...offer, terms: terms(offer.id) })) }));
}
