/**
 * SQL of exports: each list as flat rows, newest first, a page at a time by key. Row-level security shows to whom it
 * exports what it shows on the page; the filters are those of the page. Everybody of a tenant reads the names of its
 * stations and organizations, so these two registers are narrowed, as on their pages, to what the viewer governs.
 */
import type { Tx } from '@jiedui/db/connect.ts';
import { localDateOf } from '@jiedui/shared/calendar.ts';
import type { NeedState } from '@jiedui/shared/order/need.ts';
import { effectiveNeedState } from '@jiedui/shared/order/need-lifecycle.ts';
import type { NeedType, OrderMode } from '@jiedui/shared/order/order.ts';
import type { ExportList } from '@jiedui/shared/report/export/columns.ts';
import { standingSince } from '@jiedui/shared/offer/confirming.ts';
import { EFFECTIVE_STATE } from '../../order/order.store.ts';
import { countNeeds, listNeeds, type NeedFilter } from '../../order/need.store.ts';
import { countStood, OFFER_VERSION_STATE, offersAsOf, ORDER_VERSION_STATE, ordersAsOf } from '../lists/lists.store.ts';

/** What the page filters by besides the state; each list knows some of them. */
export const EXPORT_FILTERS = ['category', 'kind', 'text', 'serviceType', 'needType', 'mode', 'stationId'] as const;
type Narrowed = Readonly<Partial<Record<(typeof EXPORT_FILTERS)[number], string>>>;

/** Null for all states; nothing for all of the rest. */
export interface ExportFilter {
  readonly states: readonly string[] | null;
  readonly more: Narrowed;
}

/** A row as PostgreSQL sends it: texts, numbers, days as `YYYY-MM-DD`, lists of codes. */
export type ExportRow = Readonly<Record<string, unknown>> & { readonly id: string };

const COUNTY = `(select r.name from regions r where r.code = left(s.region_code, 6) || '000000')`;
const TOWNSHIP = `(select r.name from regions r where r.code = s.region_code and r.level = 'township')`;
/** In Shanghai, as a day. */
const dayOf = (column: string) => `to_char(${column} at time zone 'Asia/Shanghai', 'YYYY-MM-DD')`;

interface ListSql {
  readonly columns: string;
  /** With its conditions: $1 now, $2 states, $3 category, $4 the first day whose monthly words stand. */
  readonly from: string;
  readonly id: string;
}

/** Open, and neither posted, confirmed nor given back since the day from which a word stands: nobody may claim it now. */
const ORDER_RESTS = `${EFFECTIVE_STATE} = 'open' and greatest(coalesce(o.last_confirmed_on, (o.posted_at at time zone 'Asia/Shanghai')::date),
        (case when o.claim_lapses_at < $1 then o.claim_lapses_at end at time zone 'Asia/Shanghai')::date) < $4::date`;
/** Listed, and nobody confirmed it by the cut-off: paused by date. */
const OFFER_RESTS = `(o.state = 'listed' and (o.last_confirmed_on is null or o.last_confirmed_on < $4::date))`;

type FlatList = Exclude<ExportList, 'needs'>;
const SQL: Readonly<Record<FlatList, ListSql>> = {
  orders: {
    id: 'o.id',
    columns: `o.number, ${COUNTY} as county, ${TOWNSHIP} as township, s.name as station, o.title, o.description, o.service_type as "serviceType",
      o.need_type as "needType", o.mode, o.leg, o.target_groups as "targetGroups", o.headcount_value as "headcountValue",
      o.headcount_qualifier as "headcountQualifier", o.headcount_unit as "headcountUnit", o.window_from as "windowFrom", o.window_to as "windowTo",
      ${dayOf('o.claimable_until')} as "claimableUntil", o.place, o.urgency, o.required_qualifications as qualifications,
      o.budget_cap_fen as "budgetFen", ${EFFECTIVE_STATE} as state, ${ORDER_RESTS} as resting, case when ${EFFECTIVE_STATE} = 'open' then null else g.name end as organization`,
    from: `orders o join stations s on s.id = o.station_id left join organizations g on g.id = o.claimed_organization_id
      where ($2::text[] is null or ${EFFECTIVE_STATE} = any($2)) and $3::jsonb is not null`,
  },
  offers: {
    id: 'o.id',
    columns: `o.number, g.name as organization, g.uscc, g.provider_kind as "providerKind", g.rating_grade as rating, g.business_scope as scope,
      o.title, o.content, o.service_types as "serviceTypes", o.target_groups as "targetGroups", o.sessions_per_month as sessions,
      o.persons_per_session as persons, (select string_agg(r.name, '、' order by r.code) from regions r where r.code = any(o.area_codes)) as areas,
      o.window_from as "windowFrom", o.window_to as "windowTo", o.cost_mode as "costMode", o.unit_price_fen as "priceFen", case when ${OFFER_RESTS} then 'resting' else o.state end as "offerState"`,
    from: `offers o join organizations g on g.id = o.organization_id where ($2::text[] is null or case when ${OFFER_RESTS} then 'paused' else o.state end = any($2)) and $3::jsonb is not null and $1::timestamptz is not null`,
  },
  stations: {
    id: 's.id',
    columns: `s.code, s.name, ${COUNTY} as county, ${TOWNSHIP} as township, a.name as authority, s.state as "stationState",
      exists (select from programme_stations p where p.station_id = s.id and p.pilot) as pilot, s.phone, s.address`,
    from: `stations s join authorities a on a.id = s.authority_id where s.authority_id = any ((select app.authority_ids())::uuid[])
      and ($2::text[] is null or s.state = any($2)) and $3::jsonb is not null and $1::timestamptz is not null`,
  },
  organizations: {
    id: 's.id',
    columns: `s.name, s.uscc, s.provider_kind as "providerKind", s.rating_grade as rating, s.business_scope as scope, ${COUNTY} as county,
      ${TOWNSHIP} as township, s.sessions_per_month as sessions, s.state as "organizationState"`,
    from: `organizations s where app.governs_region(s.region_code)
      and ($2::text[] is null or s.state = any($2)) and ($3::jsonb->>'kind' is null or s.provider_kind = $3->>'kind')
      and ($3->>'text' is null or s.uscc = $3->>'text' or strpos(s.name, $3->>'text') > 0) and $1::timestamptz is not null`,
  },
  pairings: {
    id: 'p.id',
    columns: `s.name as station, ${COUNTY} as county, g.name as organization, p.kind, coalesce(a.number, p.paper_number) as number, p.from_on as "fromOn",
      p.to_on as "toOn", coalesce(array_to_string(a.tasks, '；'), p.paper_help) as help, coalesce(a.goal, p.paper_goal) as goal, p.paper_filed_on as "filedOn",
      case when p.state = 'active' and p.to_on < ($1::timestamptz at time zone 'Asia/Shanghai')::date then 'ended' else p.state end as "pairingState"`,
    from: `pairings p join stations s on s.id = p.station_id join organizations g on g.id = p.organization_id
      left join lateral (select number, tasks, goal from agreements where pairing_id = p.id order by revision desc limit 1) a on true
      where ($2::text[] is null or p.state = any($2)) and $3::jsonb is not null and $1::timestamptz is not null`,
  },
  sessions: {
    id: 'v.id',
    columns: `v.number, v.title, v.category, v.method, ${dayOf('v.started_at')} as "startedOn", ${dayOf('v.ended_at')} as "endedOn",
      (select string_agg(s.name, '、' order by s.code) from stations s where s.id = any(v.station_ids)) as stations,
      (select string_agg(g.name, '、' order by g.name) from organizations g where g.id = any(v.organization_ids)) as providers, v.state as "sessionState"`,
    from: `service_sessions v where v.state <> 'draft' and ($2::text[] is null or v.state = any($2)) and ($3::jsonb->>'category' is null or v.category = $3->>'category') and $1::timestamptz is not null`,
  },
};

/** The two lists whose every state is kept may be read as they stood at $1: the same statement over the table of then. */
export const isKept = (list: ExportList): list is 'orders' | 'offers' => list === 'orders' || list === 'offers';

type Kept = 'orders' | 'offers';
const HELD_OR_OPEN = ['open', 'claimed', 'confirmed'];

/** The filter on versions, before their rows are rebuilt. A lapse moves an order within the three, so that it is asked of none when all are. */
function pickedOf(list: Kept, { states }: ExportFilter): string {
  if (states === null) return '';
  if (list === 'offers') return `and ${OFFER_VERSION_STATE} = any($2)`;
  if (HELD_OR_OPEN.every((state) => states.includes(state))) return 'and v.state = any($2)';
  return `and ${ORDER_VERSION_STATE} = any($2)`;
}

/** A page of the list as it stood at $1: that page is found among the versions, and only its rows are rebuilt. */
function fromAsOf(list: Kept, filter: ExportFilter): string {
  const id = list === 'orders' ? 'v.order_id' : 'v.offer_id';
  const picked = `${pickedOf(list, filter)} and ($5::uuid is null or ${id} < $5) order by ${id} desc limit $6`;
  return SQL[list].from.replace(`${list} o `, `${list === 'orders' ? ordersAsOf(picked) : offersAsOf(picked)} `);
}

const valuesOf = ({ states, more }: ExportFilter, at: Date) => [
  at,
  states === null ? null : [...states],
  JSON.stringify(more),
  standingSince(localDateOf(at)),
];

/** @param asOf the list as it stood at `at`, rather than as it stands */
export async function countOf(tx: Tx, list: ExportList, filter: ExportFilter, at: Date, asOf = false): Promise<number> {
  if (list === 'needs') return countNeeds(tx, needFilter(filter));
  const kept = asOf && isKept(list);
  const picked = kept ? pickedOf(list, filter) : '';
  const [row] = await tx.named<{ count: number }>(
    `export.count.${list}${kept ? `.asOf${picked}` : ''}`,
    kept
      ? `${countStood(list, picked)} and $2::text[] is null is not null and $3::jsonb is not null and $4::date is not null`
      : `select count(*)::int as count from ${SQL[list].from} and $4::date is not null`,
    valuesOf(filter, at),
  );
  return row?.count ?? 0;
}

export function pageOf(
  tx: Tx,
  list: ExportList,
  filter: ExportFilter,
  at: Date,
  afterId: string | null,
  limit: number,
  asOf = false,
): Promise<readonly ExportRow[]> {
  if (list === 'needs') return needRows(tx, filter, afterId, limit);
  const { columns, id } = SQL[list];
  const kept = asOf && isKept(list);
  const from = kept ? fromAsOf(list, filter) : SQL[list].from;
  return tx.named<ExportRow>(
    `export.page.${list}${kept ? `.asOf${pickedOf(list, filter)}` : ''}`,
    `select ${id}, ${columns} from ${from} and $4::date is not null and ($5::uuid is null or ${id} < $5) order by ${id} desc limit $6`,
    [...valuesOf(filter, at), afterId, limit],
  );
}

const needFilter = ({ states, more }: ExportFilter): NeedFilter => ({
  states: states as readonly NeedState[] | null,
  stationId: more.stationId ?? null,
  serviceType: more.serviceType ?? null,
  needType: (more.needType ?? null) as NeedType | null,
  mode: (more.mode ?? null) as OrderMode | null,
  recordedUntil: null,
});

/** The needs as their page reads them: with the state that follows from their orders, and the people that merges added. */
async function needRows(tx: Tx, filter: ExportFilter, afterId: string | null, limit: number): Promise<ExportRow[]> {
  const needs = await listNeeds(tx, needFilter(filter), afterId, limit);
  const stations = await tx.named<{ id: string; station: string; county: string | null; township: string | null }>(
    'export.stationsOfNeeds',
    `select s.id, s.name as station, ${COUNTY} as county, ${TOWNSHIP} as township from stations s where s.id = any($1)`,
    [[...new Set(needs.map(({ stationId }) => stationId))]],
  );
  const where = new Map(stations.map(({ id, ...names }) => [id, names]));
  return needs.map((need) => ({
    ...need,
    ...where.get(need.stationId),
    needState: effectiveNeedState(need),
    headcountValue: need.people?.value ?? null,
    headcountQualifier: need.people?.qualifier ?? null,
    headcountUnit: need.people?.unit ?? null,
    recordedOn: need.recordedAt && localDateOf(need.recordedAt),
  }));
}
