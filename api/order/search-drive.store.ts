/**
 * Which word of a search leads: the one that the fewest orders hold, by a bounded count of its postings. The orders it
 * leads to are looked at; the other words only judge them.
 */
import type { Tx } from '@jiedui/db/connect.ts';
import type { Gram, Term } from '@jiedui/shared/search/query.ts';
import type { Named } from './search-names.store.ts';

/** Where to look: ranges of the postings, and what the word names. */
export interface Drive {
  /** It leads to more orders than were counted. */
  readonly isCommon: boolean;
  readonly ranges: readonly Range[];
  readonly named: Named;
}

/** Counting further would cost more than it could save. */
const COUNTED = 1_000;
/** Guesses, for what is not counted: how many orders a kind of service, a station, an organization may have. */
const OF_TYPE = 5_000;
const OF_STATION = 500;
const OF_ORGANIZATION = 100;

export interface Range {
  readonly from: string;
  readonly before: string;
}
/** In the order of bytes: what begins with the text, or is it. */
const rangeOf = ({ text, isWhole }: Gram): Range => ({
  from: text,
  before: text + (isWhole ? '\u0001' : '\u{10FFFF}'),
});

export async function driveOf(tx: Tx, terms: readonly Term[], named: readonly Named[]): Promise<Drive> {
  const count = await counterOf(tx, terms);
  const rated = terms.map((term, i) => {
    const { stationIds, organizationIds, types } = named[i] as Named;
    const rarest = term.probes.map(({ grams }) => grams.toSorted((a, b) => count(a) - count(b))[0] as Gram);
    const size =
      rarest.reduce((sum, gram) => sum + count(gram), 0) +
      types.length * OF_TYPE +
      stationIds.length * OF_STATION +
      organizationIds.length * OF_ORGANIZATION;
    return { size, ranges: rarest.map(rangeOf), named: named[i] as Named };
  });
  const { size, ...drive } = rated.reduce((least, one) => (one.size < least.size ? one : least));
  return { ...drive, isCommon: COUNTED <= size };
}

async function counterOf(tx: Tx, terms: readonly Term[]): Promise<(gram: Gram) => number> {
  const grams = terms.flatMap(({ probes }) => probes.flatMap((probe) => probe.grams));
  const ranges = grams.map(rangeOf);
  const rows = await tx.named<{ n: number }>(
    'search.count',
    `select (select count(*)::int from (select from order_grams g where g.tenant_id = (select app.tenant_id())
         and asked.lo <= g.gram and g.gram < asked.hi limit ${COUNTED}) as counted) as n
     from unnest($1::text[], $2::text[]) with ordinality as asked (lo, hi, at) order by asked.at`,
    [ranges.map(({ from }) => from), ranges.map(({ before }) => before)],
  );
  const counts = new Map(grams.map((gram, i) => [gram, rows[i]?.n ?? 0]));
  return (gram) => counts.get(gram) ?? 0;
}

/** Selects of ids of orders: every order with the word is among them. */
export function armsOf({ ranges, named }: Drive, put: (value: unknown) => string): string[] {
  const organizations = put(named.organizationIds);
  return [
    // OFFSET 0 keeps the planner from anything but one range of the index after the other.
    `select led.id from unnest(${put(ranges.map(({ from }) => from))}::text[], ${put(ranges.map(({ before }) => before))}::text[]) as asked (lo, hi)
       cross join lateral (select g.order_id as id from order_grams g where g.tenant_id = (select app.tenant_id())
         and asked.lo <= g.gram and g.gram < asked.hi offset 0) as led`,
    `select s.id from orders s where s.station_id = any(${put(named.stationIds)}::uuid[])`,
    `select y.id from orders y where y.service_type = any(${put(named.types)}::text[])`,
    `select h.id from orders h where h.claimed_organization_id = any(${organizations}::uuid[])`,
    `select c.order_id from claims c where c.organization_id = any(${organizations}::uuid[]) and not c.exclusive`,
  ];
}
