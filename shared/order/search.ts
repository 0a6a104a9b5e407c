/**
 * A search of orders (点单检索): words and conditions, one shape for the address of the page, the API and what is saved.
 * Every condition narrows; none of them lets anybody see more than they may.
 */
import { formatDate, type LocalDate, isLocalDate } from '../calendar.ts';
import { isRegionCode } from '../region/region.ts';
import { serviceTypeOf, serviceTypeWords } from '../taxonomy/scheme.ts';
import { COMMITMENTS, COMMITMENT_WORDS, type Commitment } from './commitment.ts';
import { ORDER_STATES, ORDER_STATE_WORDS, type OrderState, URGENCIES, URGENCY_WORDS, type Urgency } from './order.ts';

export interface OrderSearch {
  /** Words as typed; shared/search/query.ts takes them apart. */
  readonly q?: string | undefined;
  readonly state?: OrderState | undefined;
  /** Code of a service type. */
  readonly type?: string | undefined;
  /** A region and all below it. */
  readonly region?: string | undefined;
  readonly station?: string | undefined;
  /** Of the organization that holds it. */
  readonly organization?: string | undefined;
  readonly urgency?: Urgency | undefined;
  readonly commitment?: Commitment | undefined;
  /** Service on any of the days from `from` to `to`, both inclusive. */
  readonly from?: LocalDate | undefined;
  readonly to?: LocalDate | undefined;
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const among =
  <T extends string>(values: readonly T[]) =>
  (value: unknown): T | undefined =>
    values.find((one) => one === value);
const when =
  (holds: (text: string) => boolean) =>
  (value: unknown): string | undefined =>
    isText(value) && holds(value) ? value : undefined;

const READ = {
  q: when(() => true),
  state: among(ORDER_STATES),
  type: when((text) => serviceTypeOf(text) !== undefined),
  region: when(isRegionCode),
  station: when((text) => UUID.test(text)),
  organization: when((text) => UUID.test(text)),
  urgency: among(URGENCIES),
  commitment: among(COMMITMENTS),
  from: when(isLocalDate),
  to: when(isLocalDate),
} satisfies Record<keyof OrderSearch, (value: unknown) => string | undefined>;

/** From the parameters of an address or what was saved; what is not a value of its kind is left out. */
export function orderSearchOf(params: Readonly<Record<string, unknown>>): OrderSearch {
  const read = Object.entries(READ).flatMap(([name, of]) => {
    const value = of(typeof params[name] === 'number' ? String(params[name]) : params[name]);
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(read) as OrderSearch;
}

/** Whether it names no word and no condition: then it is every order. */
export const isWholeList = (search: OrderSearch): boolean => Object.keys(orderSearchOf({ ...search })).length === 0;

/** As the query of an address: `?q=…&state=open`; empty for the whole list. */
export function searchAddress(search: OrderSearch): string {
  const kept = Object.entries(orderSearchOf({ ...search }));
  const pairs = kept.map(([name, value]) => `${name}=${encodeURIComponent(value as string)}`);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

/** One condition in words: what a chip says, and which parameter it takes off. */
export interface SearchPart {
  readonly key: keyof OrderSearch;
  readonly words: string;
}

/** What is asked, condition by condition: “独居老人” · 待接单 · 麦积区. `names` gives those of regions, stations and organizations. */
export function searchParts(search: OrderSearch, names: Readonly<Record<string, string>> = {}): SearchPart[] {
  const { q, state, type, region, station, organization, urgency, commitment, from, to } = search;
  const named = (id: string | undefined, otherwise: string) => id && (names[id] ?? otherwise);
  const words: Record<keyof OrderSearch, string | undefined> = {
    q: q && `“${q}”`,
    state: state && ORDER_STATE_WORDS[state],
    type: type && serviceTypeWords(type),
    region: named(region, '指定地区'),
    station: named(station, '指定社工站'),
    organization: named(organization, '指定机构'),
    urgency: urgency && URGENCY_WORDS[urgency],
    commitment: commitment && COMMITMENT_WORDS[commitment],
    from: from && `${formatDate(from)}起`,
    to: to && `${formatDate(to)}止`,
  };
  return (Object.keys(READ) as (keyof OrderSearch)[]).flatMap((key) => {
    const said = words[key];
    return said === undefined || said === '' ? [] : [{ key, words: said }];
  });
}
