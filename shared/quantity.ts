/**
 * Quantity (数量): a count as a station reports it: value, qualifier and unit.
 * "近190人" is not 190 人, and 人 is never added to 人次; both facts stay with the number.
 * Reading one from text is in quantity-text.ts.
 */
import { Refusal } from './refusal.ts';

/** How the value stands to the truth: exact, 约, 余 (at least), 近 (not quite). */
export const QUALIFIERS = ['exact', 'about', 'over', 'nearly'] as const;
export type Qualifier = (typeof QUALIFIERS)[number];

export const QUALIFIER_WORDS: Record<Qualifier, string> = {
  exact: '准确数',
  about: '约',
  over: '余（超过）',
  nearly: '近（不到）',
};

export const UNITS = ['person', 'person_time', 'household', 'session', 'hour', 'set', 'piece', 'yuan'] as const;
export type Unit = (typeof UNITS)[number];

export const UNIT_WORDS: Record<Unit, string> = {
  person: '人',
  person_time: '人次',
  household: '户',
  session: '场',
  hour: '小时',
  set: '套',
  piece: '件',
  yuan: '元',
};

/** `value` is a whole number of `unit`, 0 or more; yuan are whole yuan, for reading only. */
export interface Quantity {
  readonly value: number;
  readonly qualifier: Qualifier;
  readonly unit: Unit;
}

/** Two counts of different things were to be added. */
export class UnitsDiffer extends Refusal {
  readonly code = 'UNITS_DIFFER' as const;
  readonly left: Unit;
  readonly right: Unit;
  constructor(left: Unit, right: Unit) {
    super(`${UNIT_WORDS[left]}与${UNIT_WORDS[right]}不能相加，请分开统计。`);
    this.left = left;
    this.right = right;
  }
}

/** `26 人`, `近 190 人`, `350 余人`, `约 60 人次`. */
export function formatQuantity(quantity: Quantity): string {
  return `${formatCount(quantity.value, quantity.qualifier)}${quantity.qualifier === 'over' ? '' : ' '}${UNIT_WORDS[quantity.unit]}`;
}

/** The number and its qualifier without the unit: `26`, `近 190`, `350 余`, `约 60`. */
export function formatCount(value: number, qualifier: Qualifier): string {
  if (qualifier === 'over') return `${value} 余`;
  if (qualifier === 'nearly') return `近 ${value}`;
  if (qualifier === 'about') return `约 ${value}`;
  return String(value);
}

/**
 * The sum, in the same unit; the doubt of either side carries over.
 * 26 exact + 350 over = 376 over; nearly + over points both ways, so the sum is only about.
 *
 * @returns `UnitsDiffer` when the units are not the same
 */
export function addQuantities(left: Quantity, right: Quantity): Quantity | UnitsDiffer {
  if (left.unit !== right.unit) return new UnitsDiffer(left.unit, right.unit);
  return {
    value: left.value + right.value,
    qualifier: joinQualifiers(left.qualifier, right.qualifier),
    unit: left.unit,
  };
}

/** The qualifier of a sum: exact gives way to the other, equal stay, any two others make about. */
export function joinQualifiers(left: Qualifier, right: Qualifier): Qualifier {
  if (left === right || right === 'exact') return left;
  if (left === 'exact') return right;
  return 'about';
}
