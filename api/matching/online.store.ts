/**
 * SQL of the online index: providers and open orders with every date kept, as shared/matching/online/records.ts asks for them. What the
 * clock decides is decided there, so nothing here compares with today; only what is long over is left out.
 */
import type { Tx } from '@jiedui/db/connect.ts';
import type { LocalDate } from '@jiedui/shared/calendar.ts';
import { LaterTerms } from '@jiedui/shared/matching/online/later-terms.ts';
import type { HeldOrder, OfferRecord, OrderRecord, ProviderRecord } from '@jiedui/shared/matching/online/records.ts';
import { DEFAULT_CLAIM_TERMS } from '@jiedui/shared/order/claim-terms.ts';
import { claimableThrough } from '@jiedui/shared/order/lifecycle.ts';
import { type Terms, termsOf } from '@jiedui/shared/matching/text/terms.ts';
import type { Weights } from '@jiedui/shared/matching/weights.ts';
import { COMPLETED_BY_STATION_SQL, OPINIONS_SQL, placeSql, STANDING_SQL } from './matching.store.ts';
import { type Worded, termsFor } from './terms.ts';

/** $1: what ended before this day is not asked about any more. */
const RECORD = `g.id as "organizationId", g.name, g.region_code as "regionCode", ${placeSql('g.region_code')} as place,
  g.state, g.list_status as "listStatus", g.rating_grade as "ratingGrade", g.rating_until as "ratingUntil", g.sessions_per_month as "sessionsPerMonth",
  g.background_checked_on as "backgroundCheckedOn",
  coalesce((select jsonb_agg(jsonb_build_object('id', f.id, 'version', f.version, 'title', f.title, 'body', f.content, 'serviceTypes', f.service_types,
      'targetGroups', f.target_groups, 'areaCodes', f.area_codes, 'windowFrom', f.window_from, 'windowTo', f.window_to,
      'costMode', f.cost_mode, 'unitPriceFen', f.unit_price_fen, 'farthestKm', f.farthest_km, 'lastConfirmedOn', f.last_confirmed_on)
      order by f.id)
    from offers f where f.organization_id = g.id and f.state = 'listed'), '[]') as offers,
  coalesce((select jsonb_agg(jsonb_build_object('windowFrom', o.window_from, 'windowTo', o.window_to,
      'confirmUntil', case when o.state in ('claimed', 'confirmed') then o.claim_lapses_at end,
      'isLease', o.state = 'confirmed' and o.claim_lapses_at is not null,
      'completedOn', case when o.state = 'completed' then (o.completed_at at time zone 'Asia/Shanghai')::date end) order by o.id)
    from held_orders o where o.organization_id = g.id and (o.state in ('claimed', 'confirmed')
      or (o.state = 'completed' and $1::date <= (o.completed_at at time zone 'Asia/Shanghai')::date))), '[]') as held,
  ${STANDING_SQL},
  coalesce((select jsonb_agg(jsonb_build_object('stationId', p.station_id, 'fromOn', p.from_on, 'toOn', p.to_on) order by p.id)
    from pairings p where p.organization_id = g.id and p.state = 'active' and $1::date <= p.to_on), '[]') as pairings,
  ${COMPLETED_BY_STATION_SQL},
  (select count(*)::int from claims c where c.organization_id = g.id and c.at_fault) as broken,
  h.completed, h.completed_capacity as "completedCapacity", h.on_time as "onTime", a.asked, a.accepted,
  coalesce(r.total, 0)::int as "satisfactionSum", coalesce(r.count, 0)::int as "satisfactionCount"`;
const COUNTS = `cross join lateral (select count(*)::int as completed,
      count(*) filter (where o.mode = 'capacity')::int as completed_capacity,
      count(*) filter (where (o.completed_at at time zone 'Asia/Shanghai')::date <= o.window_to)::int as on_time
    from held_orders o where o.organization_id = g.id and o.state = 'completed') h
  ${OPINIONS_SQL}`;

type OfferRow = Omit<OfferRecord, 'terms'> & Worded;
type HeldRow = Omit<HeldOrder, 'confirmUntil'> & { readonly confirmUntil: string | null };
type RecordRow = Omit<ProviderRecord, 'offers' | 'held'> & {
  readonly offers: readonly OfferRow[];
  readonly held: readonly HeldRow[];
} & Record<string, unknown>;

/** The records of these providers; one that is not there any more is not in the answer. */
export async function recordsOf(tx: Tx, ids: readonly string[], since: LocalDate): Promise<ProviderRecord[]> {
  const rows = await tx.namedFor<RecordRow>(
    'matching',
    'matching.recordsOf',
    `select ${RECORD} from organizations g ${COUNTS} where g.tenant_id = (select app.tenant_id()) and g.id = any($2)`,
    [since, ids],
  );
  return rows.map((row) => recordFrom(row, termsFor));
}

/** The next records of the tenant by id, at most `limit`. */
export async function recordsAfter(
  tx: Tx,
  afterId: string,
  limit: number,
  since: LocalDate,
): Promise<ProviderRecord[]> {
  const rows = await tx.namedFor<RecordRow>(
    'matching',
    'matching.recordsAfter',
    `select ${RECORD} from organizations g ${COUNTS}
     where g.tenant_id = (select app.tenant_id()) and $2 < g.id order by g.id limit $3`,
    [since, afterId, limit],
  );
  return rows.map((row) => recordFrom(row, cutOnce));
}

/** The words of a text that is loaded with all the others: kept, they would drive out those of changes that come again. */
const cutOnce = ({ title, body }: Worded) => termsOf(title, body);

/** @param cut the words of a text, when they are first needed */
function recordFrom(row: RecordRow, cut: (text: Worded) => Terms): ProviderRecord {
  return {
    ...row,
    offers: row.offers.map(({ version, title, body, ...offer }) => ({
      ...offer,
      terms: new LaterTerms({ id: offer.id, version, title, body }, cut),
    })),
    held: row.held.map((held) => ({ ...held, confirmUntil: held.confirmUntil ? new Date(held.confirmUntil) : null })),
  };
}

const ORDER = `o.id, o.version, o.station_id as "stationId", o.authority_id as "authorityId", o.region_code as "regionCode",
  ${placeSql('o.region_code')} as place, o.service_type as "serviceType", o.target_groups as "targetGroups",
  o.window_from as "windowFrom", o.window_to as "windowTo", o.mode, o.urgency, o.claimable_until as "claimableUntil", o.last_confirmed_on as "lastConfirmedOn",
  o.required_qualifications as "requiredQualifications", o.budget_cap_fen as "budgetCapFen", o.posted_at as "postedAt",
  case when o.state in ('claimed', 'confirmed') then o.claim_lapses_at end as "claimLapsesAt", o.title, o.description as body,
  case when o.sharing = 'exclusive' then '[]'::jsonb else coalesce((select jsonb_agg(jsonb_build_object('organizationId', c.organization_id,
      'until', case when c.state = 'pending' then c.confirm_until when c.started_at is null then c.start_until end))
    from claims c where c.order_id = o.id and c.state in ('pending', 'confirmed')), '[]') end as takers,
  case when o.opens_all_on is not null then jsonb_build_object('countyOn', o.opens_county_on, 'allOn', o.opens_all_on) end as opening,
  jsonb_build_object('mostOpen', coalesce(m.most_open, ${DEFAULT_CLAIM_TERMS.mostOpen}), 'endedFrom', coalesce(m.ended_from, ${DEFAULT_CLAIM_TERMS.endedFrom}),
    'closePercent', coalesce(m.close_percent, ${DEFAULT_CLAIM_TERMS.closePercent})) as load
  from orders o left join claim_terms m on m.authority_id = o.authority_id
  where o.tenant_id = (select app.tenant_id()) and (o.state in ('open', 'claimed') or (o.state = 'confirmed' and o.claim_lapses_at is not null))`;
type OrderRecordRow = Omit<OrderRecord, 'terms' | 'takers'> & {
  readonly lastConfirmedOn: LocalDate | null;
  readonly takers: readonly { readonly organizationId: string; readonly until: string | null }[];
} & Worded &
  Record<string, unknown>;

/** The orders of these that may be claimed now or when a pending claim lapses. */
export async function orderRecordsOf(tx: Tx, ids: readonly string[]): Promise<OrderRecord[]> {
  const rows = await tx.namedFor<OrderRecordRow>(
    'matching',
    'matching.orderRecordsOf',
    `select ${ORDER} and o.id = any($1)`,
    [ids],
  );
  return rows.map(orderRecordFrom);
}

/** The next of the tenant by id, at most `limit`, whose deadline is not long over. */
export async function orderRecordsAfter(
  tx: Tx,
  afterId: string,
  limit: number,
  since: LocalDate,
): Promise<OrderRecord[]> {
  const rows = await tx.namedFor<OrderRecordRow>(
    'matching',
    'matching.orderRecordsAfter',
    `select ${ORDER} and $1::date <= o.claimable_until and $2 < o.id order by o.id limit $3`,
    [since, afterId, limit],
  );
  return rows.map(orderRecordFrom);
}

function orderRecordFrom({ title, body, takers, ...row }: OrderRecordRow): OrderRecord {
  return {
    ...row,
    claimableUntil: claimableThrough(row) ?? row.claimableUntil,
    takers: takers.map(({ organizationId, until }) => ({ organizationId, until: until ? new Date(until) : null })),
    terms: new LaterTerms({ id: row.id, version: row.version, title, body }, termsFor),
  };
}

/** The weights in force at every authority that the viewer may know of. */
export const weightsInForce = (tx: Tx) =>
  tx.named<{ authorityId: string; weights: Weights }>(
    'matching.weightsInForce',
    `select authority_id as "authorityId", weights from weight_sets where state = 'active'`,
  );

export const tenantIds = async (tx: Tx): Promise<string[]> =>
  (await tx.named<{ id: string }>('matching.tenants', 'select id from tenants order by id')).map(({ id }) => id);

/** For the machine, before anybody asks: the rest of the transaction reads within this tenant and no other. */
export async function enterTenant(tx: Tx, tenantId: string): Promise<void> {
  await tx.named('matching.enterTenant', "select app.enter_system(''), set_config('app.tenant_id', $1, true)", [
    tenantId,
  ]);
}
