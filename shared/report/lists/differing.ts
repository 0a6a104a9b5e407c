/**
 * What differs between two states of a thing on a list, told as people read the list: each entry by its name, with what stood
 * there before and what stands there now. Columns that make one entry, such as the two ends of a time, are told once.
 */
import { formatDay, formatInstant, type LocalDate } from '../../calendar.ts';
import { fenWords } from '../../money.ts';
import { COST_MODE_WORDS, type CostMode } from '../../offer/offer.ts';
import {
  NEED_TYPE_WORDS,
  type NeedType,
  ORDER_LEG_WORDS,
  ORDER_MODE_WORDS,
  type OrderLeg,
  type OrderMode,
  URGENCY_WORDS,
  type Urgency,
} from '../../order/order.ts';
import { qualificationWords } from '../../organization/qualification.ts';
import { formatQuantity, type Qualifier, type Unit } from '../../quantity.ts';
import { serviceTypeWords } from '../../taxonomy/scheme.ts';
import { targetGroupWords } from '../../taxonomy/target-groups.ts';

/** A row as it stood, by its column names. */
export type Facts = Readonly<Record<string, unknown>>;

/** The name of a region by its code. */
export type PlaceNames = (code: string) => string;

export interface Difference {
  /** What people call the entry: 接单截止. */
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

interface Entry {
  readonly name: string;
  readonly columns: readonly string[];
  readonly words: (facts: Facts, placeOf: PlaceNames) => string;
}

export const BLANK = '未填写';

const entry = (name: string, column: string, words: (value: never, placeOf: PlaceNames) => string): Entry => ({
  name,
  columns: [column],
  words: (facts, placeOf) => (isBlank(facts[column]) ? BLANK : words(facts[column] as never, placeOf)),
});
const isBlank = (value: unknown) => value === null || value === undefined || value === '';
const several = (words: (code: string) => string) => (codes: readonly string[]) =>
  codes.length === 0 ? '不限' : codes.map(words).join('、');
const plain = (value: string | number) => String(value);

const span = ({ window_from: from, window_to: to }: Facts) =>
  isBlank(from) || isBlank(to) ? BLANK : `${formatDay(from as LocalDate)}至${formatDay(to as LocalDate)}`;
const time = (name: string): Entry => ({ name, columns: ['window_from', 'window_to'], words: span });

const headcount = (facts: Facts) =>
  typeof facts['headcount_value'] === 'number'
    ? formatQuantity({
        value: facts['headcount_value'],
        qualifier: facts['headcount_qualifier'] as Qualifier,
        unit: facts['headcount_unit'] as Unit,
      })
    : BLANK;

/** In the order in which the need list shows them. */
const ORDER_ENTRIES: readonly Entry[] = [
  entry('需求名称', 'title', plain),
  entry('需求内容', 'description', plain),
  entry('服务类型', 'service_type', serviceTypeWords),
  entry('服务对象', 'target_groups', several(targetGroupWords)),
  { name: '预计数量', columns: ['headcount_value', 'headcount_qualifier', 'headcount_unit'], words: headcount },
  entry('地点', 'place', plain),
  time('期望时间'),
  entry('接单截止', 'claimable_until', (until: string) => formatInstant(new Date(until))),
  entry('紧急程度', 'urgency', (urgency: Urgency) => URGENCY_WORDS[urgency]),
  entry('需求类型', 'need_type', (type: NeedType) => NEED_TYPE_WORDS[type]),
  entry('输血/造血', 'mode', (mode: OrderMode) => ORDER_MODE_WORDS[mode]),
  entry('所需支持', 'leg', (leg: OrderLeg) => ORDER_LEG_WORDS[leg]),
  entry('资质要求', 'required_qualifications', several(qualificationWords)),
  entry('经费', 'budget_cap_fen', fenWords),
];

/** In the order in which the supply list shows them. */
const OFFER_ENTRIES: readonly Entry[] = [
  entry('供给名称', 'title', plain),
  entry('服务内容', 'content', plain),
  entry('服务类型', 'service_types', several(serviceTypeWords)),
  entry('服务对象', 'target_groups', several(targetGroupWords)),
  entry('每月场次', 'sessions_per_month', (sessions: number) => `${sessions} 场`),
  entry('单次可服务人数', 'persons_per_session', (persons: number) => `${persons} 人`),
  entry('服务区域', 'area_codes', (codes: readonly string[], placeOf) => codes.map(placeOf).join('、')),
  time('可服务时间'),
  entry('收费方式', 'cost_mode', (mode: CostMode) => COST_MODE_WORDS[mode]),
  entry('单价', 'unit_price_fen', fenWords),
  entry('最远路程', 'farthest_km', (km: number) => `${km} 公里`),
];

export const orderDifferences = (before: Facts, after: Facts): readonly Difference[] =>
  differing(ORDER_ENTRIES, before, after, (code) => code);

/** @param placeOf names the areas; a code that it does not know may come back as it is */
export const offerDifferences = (before: Facts, after: Facts, placeOf: PlaceNames): readonly Difference[] =>
  differing(OFFER_ENTRIES, before, after, placeOf);

function differing(entries: readonly Entry[], before: Facts, after: Facts, placeOf: PlaceNames): Difference[] {
  return entries
    .filter(({ columns }) =>
      columns.some((column) => JSON.stringify(before[column] ?? null) !== JSON.stringify(after[column] ?? null)),
    )
    .map(({ name, words }) => ({ name, before: words(before, placeOf), after: words(after, placeOf) }));
}

/** `地点由“东关社区”改为“西关社区”`; what is long is told by its name alone, since the two texts stand beside it. */
export function differenceWords({ name, before, after }: Difference): string {
  return LONG < before.length + after.length ? name : `${name}由“${before}”改为“${after}”`;
}
const LONG = 60;
