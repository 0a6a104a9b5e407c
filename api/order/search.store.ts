/** SQL of the search of orders. Whatever the texts say, an order is shown by the policies of `orders` alone. */
import type { Tx } from '@jiedui/db/connect.ts';
import type { OrderSearch } from '@jiedui/shared/order/search.ts';
import { digitsOf } from '@jiedui/shared/region/region.ts';
import type { Term } from '@jiedui/shared/search/query.ts';
import { type Columns, EVERY_COLUMN } from './columns.store.ts';
import { EFFECTIVE_STATE, ORDER_FROM, type OrderRow, orderFrom } from './order.store.ts';
import { armsOf, type Drive, driveOf } from './search-drive.store.ts';
import type { Named } from './search-names.store.ts';

export interface OrderQuestion {
  readonly search: OrderSearch;
  readonly terms: readonly Term[];
  /** What each word names beside the texts. */
  readonly named: readonly Named[];
  readonly viewer: Viewer;
  /** Only orders published after `from` until `until`, both in UTC. */
  readonly published?: { readonly from: Date; readonly until: Date };
}

/** In which ways the viewer sees orders; the policies say which. */
export interface Viewer {
  readonly stationIds: readonly string[];
  readonly forAuthority: boolean;
  readonly forOrganization: boolean;
}

/** Orders looked at first: of a common word the newest of them fill a page, and the rest is never gathered. */
const NEWEST = 200;
/** Of those that a word leads to, so many at a time, newest first. */
const CHUNKS = [300, 1_500, 5_000];

/** @returns orders that hold every word and condition, newest first */
export async function searchOrders(
  tx: Tx,
  question: OrderQuestion,
  afterId: string | null,
  limit: number,
  at: Date,
  columns: Columns = EVERY_COLUMN,
): Promise<OrderRow[]> {
  const ask = (source: Source) => read(tx, question, source, afterId, limit, at, columns);
  const { search, viewer, published, terms, named } = question;
  if (published) return ask(published);
  if (terms.length === 0) return ask('all');
  if (!viewer.forAuthority && !viewer.forOrganization) return ask('own');
  const [newest, drive] = await Promise.all([ask('newest'), driveOf(tx, terms, named)]);
  if (newest.length === limit) return newest;
  // A common word leads to half of all orders; a condition leaves fewer to judge.
  const narrow = drive.isCommon && Object.keys(search).some((key) => key !== 'q');
  const ids = narrow ? null : await candidatesOf(tx, drive, viewer, afterId);
  const found: OrderRow[] = [];
  let before = afterId;
  for (let from = 0, chunk = 0; found.length < limit; chunk++) {
    const size = CHUNKS[Math.min(chunk, CHUNKS.length - 1)] as number;
    const some = ids ? ids.slice(from, from + size) : await idsMeeting(tx, search, before, size, at);
    found.push(...(await read(tx, question, some, null, limit - found.length, at, columns)));
    if (some.length < size) break;
    from += size;
    before = some.at(-1) ?? null;
  }
  return found;
}

interface Published {
  readonly from: Date;
  readonly until: Date;
}

/** Which orders are looked at: all, the newest, those of the viewer's stations, those published in a time, or these. */
type Source = 'all' | 'newest' | 'own' | Published | readonly string[];

async function read(
  tx: Tx,
  { search, terms, named, viewer }: OrderQuestion,
  source: Source,
  afterId: string | null,
  limit: number,
  at: Date,
  { sql, suffix }: Columns,
): Promise<OrderRow[]> {
  const values: unknown[] = [at, ...conditionsOf(search)];
  const put = (value: unknown) => `$${values.push(value)}`;
  const after = (id: string) => (afterId === null ? '' : `and ${id} < ${put(afterId)}`);
  const held = terms.map((term, i) => heldBy(term, named[i] as Named, put));
  const among = amongOf(source, viewer, put, after);
  const text = `select ${sql} ${ORDER_FROM.replace('from orders o', `from ${among.from} o`)}
    ${terms.length === 0 ? '' : 'left join order_texts t on t.order_id = o.id'}
    where ${[CONDITIONS, ...held].join(' and ')} ${after('o.id')} order by o.id desc limit ${put(limit)}`;
  const name = `order.search.${among.name}.${terms.length}${afterId === null ? '' : '.after'}${suffix}`;
  return (await tx.named<Record<string, unknown>>(name, text, values)).map(orderFrom);
}

/** That a word is found: in the text, or as a name of the order's station, type or organization. */
function heldBy(term: Term, { stationIds, organizationIds, types }: Named, put: (value: unknown) => string): string {
  return `(t.text like any(${put(term.probes.map(({ pattern }) => pattern))}::text[]) or o.station_id = any(${put(stationIds)}::uuid[])
    or o.service_type = any(${put(types)}::text[]) or ${holdsAny(put(organizationIds))})`;
}

/** One of these organizations holds the order, or a share of it, at $1. */
const holdsAny = (ids: string) => `(o.claimed_organization_id = any(${ids}::uuid[]) and ${EFFECTIVE_STATE} <> 'open'
  or o.id in (select c.order_id from claims c where c.organization_id = any(${ids}::uuid[]) and not c.exclusive and c.state in ('pending', 'confirmed')))`;

function amongOf(
  source: Source,
  { stationIds }: Viewer,
  put: (value: unknown) => string,
  after: (id: string) => string,
) {
  const ours = 'n.tenant_id = (select app.tenant_id())';
  if (source === 'all') return { name: 'all', from: 'orders' };
  if (source === 'newest')
    return {
      name: 'newest',
      from: `(select * from orders n where ${ours} ${after('n.id')} order by n.id desc limit ${NEWEST})`,
    };
  if (source === 'own') {
    const from = `(select * from orders n where ${ours} and n.id in (${ownOf(put(stationIds))}))`;
    return { name: 'own', from };
  }
  if ('until' in source) {
    const from = `(select * from orders n where ${ours} and n.state in ('open', 'claimed', 'confirmed', 'completed')
      and ${put(source.from)} < n.posted_at and n.posted_at <= ${put(source.until)})`;
    return { name: 'published', from };
  }
  return { name: 'these', from: `(select * from orders n where n.id = any(${put(source)}::uuid[]))` };
}

/** Of joint orders by who was asked, because no index serves `&&` behind the walls; the policies show only who takes part. */
const ownOf = (stationIds: string) => `select w.id from orders w where w.station_id = any(${stationIds}::uuid[])
  union select m.order_id from order_stations m where m.station_id = any(${stationIds}::uuid[])`;

const UNPUBLISHED = `select u.id from orders u where u.tenant_id = (select app.tenant_id())
  and (u.state in ('submitted', 'returned', 'rejected') or u.state = 'cancelled' and u.posted_at is null)`;

/** Ids of the orders that meet the conditions, whatever their words; newest first. */
async function idsMeeting(
  tx: Tx,
  search: OrderSearch,
  afterId: string | null,
  limit: number,
  at: Date,
): Promise<string[]> {
  const values = [at, ...conditionsOf(search), limit, ...(afterId === null ? [] : [afterId])];
  const rows = await tx.named<{ id: string }>(
    `order.search.meeting${afterId === null ? '' : '.after'}`,
    `select o.id from orders o where ${CONDITIONS} ${afterId === null ? '' : 'and o.id < $12'} order by o.id desc limit $11`,
    values,
  );
  return rows.map(({ id }) => id);
}

/** Ids of the orders that the leading word leads to, and of those without postings that the viewer may see; newest first. */
async function candidatesOf(tx: Tx, drive: Drive, viewer: Viewer, afterId: string | null): Promise<string[]> {
  const values: unknown[] = [];
  const put = (value: unknown) => `$${values.push(value)}`;
  const own = 0 < viewer.stationIds.length;
  const arms = [
    ...armsOf(drive, put),
    ...(own ? [ownOf(put(viewer.stationIds))] : []),
    ...(viewer.forAuthority ? [UNPUBLISHED] : []),
  ];
  const rows = await tx.named<{ id: string }>(
    `order.search.led${own ? '.own' : ''}${viewer.forAuthority ? '.unpublished' : ''}${afterId === null ? '' : '.after'}`,
    `select found.id from (${arms.join(' union ')}) as found (id) ${afterId === null ? '' : `where found.id < ${put(afterId)}`} order by found.id desc`,
    values,
  );
  return rows.map(({ id }) => id);
}

/** $1 is the instant; a condition that is null holds always. */
const CONDITIONS = `($2::text is null or ${EFFECTIVE_STATE} = $2)
  and ($3::text is null or o.service_type = $3)
  and ($4::text is null or left(o.region_code, length($4)) = $4)
  and ($5::uuid is null or o.station_id = $5)
  and ($6::uuid is null or ${holdsAny('array[$6]')})
  and ($7::text is null or o.urgency = $7)
  and ($8::text is null or $8 = case
    when ${EFFECTIVE_STATE} in ('claimed', 'confirmed', 'completed') then 'complete'
    when 0 < o.seats_taken or 0 < o.line_count and exists (select from order_lines l where l.order_id = o.id and 0 < l.taken) then 'partial'
    else 'none' end)
  and ($9::date is null or $9 <= o.window_to)
  and ($10::date is null or o.window_from <= $10)`;

function conditionsOf(search: OrderSearch): unknown[] {
  const { state, type, region, station, organization, urgency, commitment, from, to } = search;
  const given = [state, type, region && digitsOf(region), station, organization, urgency, commitment, from, to];
  return given.map((value) => value ?? null);
}
