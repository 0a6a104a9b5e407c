/** SQL of the search of orders. Whatever the texts say, an order is shown by the policies of `orders` alone. */
import type { Tx } from '@jiedui/db/connect.ts';
import type { OrderSearch } from '@jiedui/shared/order/search.ts';
import { digitsOf } from '@jiedui/shared/region/region.ts';
import type { Probe, Term } from '@jiedui/shared/search/query.ts';
import { spansOf } from '@jiedui/shared/search/spans.ts';
import { readingsOf } from '../hall/search/readings.ts';
import { type Columns, EVERY_COLUMN } from './columns.store.ts';
import { EFFECTIVE_STATE, ORDER_FROM, type OrderRow, orderFrom } from './order.store.ts';

/** Stations and organizations of the tenant whose names hold a word. */
interface Units {
  readonly stationIds: readonly string[];
  readonly organizationIds: readonly string[];
}

interface Unit extends Record<string, unknown> {
  readonly id: string;
  readonly name: string;
  readonly isStation: boolean;
}

/** Beyond so many units a word is no name: 社工站 is in all of them, and in few titles. */
const UNITS_MAX = 200;

/** For each word the units it names. Names are read as they stand, so that a new name is found at once. */
export async function unitsNamed(tx: Tx, terms: readonly Term[]): Promise<Units[]> {
  const spoken = terms.some(({ isLetters }) => isLetters);
  const units = await tx.named<Unit>(
    'search.units',
    `select id, name, true as "isStation" from stations where $1 or lower(name) like any($2)
     union all select id, name, false from organizations where $1 or lower(name) like any($2)`,
    [spoken, terms.map(({ text }) => `%${text}%`)],
  );
  const readings = spoken ? await readingsOf(units.map(({ name }) => name)) : [];
  return terms.map((term) => {
    const named = units.filter(({ name }, i) => 0 < spansOf(name, readings[i] ?? [], [term]).length);
    if (UNITS_MAX < named.length) return { stationIds: [], organizationIds: [] };
    const ids = (isStation: boolean) => named.filter((unit) => unit.isStation === isStation).map(({ id }) => id);
    return { stationIds: ids(true), organizationIds: ids(false) };
  });
}

export interface OrderQuestion {
  readonly search: OrderSearch;
  readonly terms: readonly Term[];
  readonly units: readonly Units[];
  /** For a station, its own: texts of others need not be looked at. */
  readonly stationIds: readonly string[] | null;
}

/** Texts looked at first: for a common word the newest of them fill a page, and the rest is never gathered. */
const NEWEST = 400;

/** @returns orders that hold every word and condition, newest first */
export async function searchOrders(
  tx: Tx,
  question: OrderQuestion,
  afterId: string | null,
  limit: number,
  at: Date,
  columns: Columns = EVERY_COLUMN,
): Promise<OrderRow[]> {
  if (question.terms.length === 0 || question.units.some(namesAny))
    return read(tx, question, afterId, limit, null, at, columns);
  const first = await read(tx, question, afterId, limit, NEWEST, at, columns);
  return first.length === limit ? first : read(tx, question, afterId, limit, null, at, columns);
}

const namesAny = ({ stationIds, organizationIds }: Units) => 0 < stationIds.length + organizationIds.length;

async function read(
  tx: Tx,
  { search, terms, units, stationIds }: OrderQuestion,
  afterId: string | null,
  limit: number,
  newest: number | null,
  at: Date,
  { sql, suffix }: Columns,
): Promise<OrderRow[]> {
  const values: unknown[] = [at, ...conditionsOf(search), afterId, limit, stationIds];
  const put = (value: unknown) => `$${values.push(value)}`;
  const ways = terms.map((term, i) => ({ term, named: units[i] ?? { stationIds: [], organizationIds: [] } }));
  const plain = ways.filter(({ named }) => !namesAny(named)).map(({ term }) => term.probes);
  const alsoNames = ways.filter(({ named }) => namesAny(named));
  const hits = (probes: readonly (readonly Probe[])[], most: number | null) =>
    `select hit from app.text_hits(${put(JSON.stringify(probes))}::jsonb, $13::uuid[], $11::uuid, ${put(most)}::int) hit`;
  const words = [
    ...(plain.length === 0 ? [] : [`o.id in (${hits(plain, newest)})`]),
    ...alsoNames.map(
      ({ term, named }) => `o.id in (${hits([term.probes], null)}
      union all select s.id from orders s where s.station_id = any(${put(named.stationIds)}::uuid[])
      union all select g.id from orders g where g.claimed_organization_id = any(${put(named.organizationIds)}::uuid[]))`,
    ),
  ];
  const where = [CONDITIONS, ...words].join(' and ');
  const name = `order.search.${plain.length === 0 ? 0 : 1}.${alsoNames.length}${suffix}`;
  const text = `select ${sql} ${ORDER_FROM} where ${where} order by o.id desc limit $12`;
  return (await tx.named<Record<string, unknown>>(name, text, values)).map(orderFrom);
}

/** $1 is the instant; a condition that is null holds always. $11, $12, $13: the page, and the viewer's stations. */
const CONDITIONS = `($2::text is null or ${EFFECTIVE_STATE} = $2)
  and ($3::text is null or o.service_type = $3)
  and ($4::text is null or left(o.region_code, length($4)) = $4)
  and ($5::uuid is null or o.station_id = $5)
  and ($6::uuid is null or o.claimed_organization_id = $6)
  and ($7::text is null or o.urgency = $7)
  and ($8::text is null or $8 = case
    when ${EFFECTIVE_STATE} in ('claimed', 'confirmed', 'completed') then 'complete'
    when 0 < o.seats_taken or 0 < o.line_count and exists (select from order_lines l where l.order_id = o.id and 0 < l.taken) then 'partial'
    else 'none' end)
  and ($9::date is null or $9 <= o.window_to)
  and ($10::date is null or o.window_from <= $10)
  and ($11::uuid is null or o.id < $11)
  and ($13::uuid[] is null or o.station_id = any($13) or o.member_station_ids && $13)`;

function conditionsOf(search: OrderSearch): unknown[] {
  const { state, type, region, station, organization, urgency, commitment, from, to } = search;
  const given = [state, type, region && digitsOf(region), station, organization, urgency, commitment, from, to];
  return given.map((value) => value ?? null);
}
