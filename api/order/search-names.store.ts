/** What the words of a search name beside the texts of orders: stations, by their place too, organizations, kinds of service. */
import type { Tx } from '@jiedui/db/connect.ts';
import type { Term } from '@jiedui/shared/search/query.ts';
import { spansOf } from '@jiedui/shared/search/spans.ts';
import { SERVICE_TYPES, serviceTypeWords } from '@jiedui/shared/taxonomy/scheme.ts';
import { readingsOf } from '../hall/search/readings.ts';

export interface Named {
  readonly stationIds: readonly string[];
  readonly organizationIds: readonly string[];
  /** Codes. */
  readonly types: readonly string[];
}

interface Unit extends Record<string, unknown> {
  readonly id: string;
  readonly name: string;
  readonly isStation: boolean;
}

/** Beyond so many units a word is no name: 社工站 is in all of them, and in few titles. */
const UNITS_MAX = 200;
const TYPE_WORDS = SERVICE_TYPES.map(({ code }) => ({ code, words: serviceTypeWords(code) }));

/** For each word what it names. Names are read as they stand, so that a new one is found at once. */
export async function namedBy(tx: Tx, terms: readonly Term[]): Promise<Named[]> {
  const spoken = terms.some(({ isLetters }) => isLetters);
  // A station stands in a township of a county: each is a name of it, on a line of its own.
  const units = await tx.named<Unit>(
    'search.units',
    `select * from (
       select s.id, concat_ws(chr(10), s.name, t.name, c.name) as name, true as "isStation"
         from stations s left join regions t on t.code = s.region_code left join regions c on c.code = t.parent_code
       union all select g.id, g.name, false from organizations g) units
     where $1 or lower(name) like any($2)`,
    [spoken, terms.map(({ text }) => `%${text}%`)],
  );
  const unitReadings = spoken ? await readingsOf(units.map(({ name }) => name)) : [];
  const typeReadings = spoken ? await readingsOf(TYPE_WORDS.map(({ words }) => words)) : [];
  return terms.map((term) => {
    const types = TYPE_WORDS.filter(({ words }, i) => 0 < spansOf(words, typeReadings[i] ?? [], [term]).length);
    const found = units.filter(({ name }, i) => 0 < spansOf(name, unitReadings[i] ?? [], [term]).length);
    const named = UNITS_MAX < found.length ? [] : found;
    const ids = (isStation: boolean) => named.filter((unit) => unit.isStation === isStation).map(({ id }) => id);
    return { stationIds: ids(true), organizationIds: ids(false), types: types.map(({ code }) => code) };
  });
}
