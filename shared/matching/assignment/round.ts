/**
 * A round as people hand it over: orders, providers, the pairs that may serve with their scores, pairs that must be (pins)
 * and must not be (forbids), all by id. Here its shape is checked; whether it makes sense, in numbering.ts.
 */
import { Refusal } from '../../refusal.ts';
import { OBJECTIVES, type Objective, SCORE_MOST } from './instance.ts';

export interface Round {
  readonly objective: Objective;
  readonly orders: readonly RoundOrder[];
  readonly providers: readonly RoundProvider[];
  readonly edges: readonly RoundEdge[];
  readonly pins: readonly RoundPair[];
  readonly forbids: readonly RoundPair[];
}
export interface RoundOrder {
  readonly id: string;
  /** Orders of one station are counted together for `fair`; an order without one counts alone. */
  readonly station?: string;
  /** 1 if absent. */
  readonly seats?: number;
  /** 0 if absent: served first. */
  readonly tier?: number;
}
export interface RoundProvider {
  readonly id: string;
  /** Orders it can take, pins included. */
  readonly capacity: number;
}
export interface RoundPair {
  readonly order: string;
  readonly provider: string;
}
export interface RoundEdge extends RoundPair {
  readonly score: number;
}

export const ROUND_LISTS = ['orders', 'providers', 'edges', 'pins', 'forbids'] as const;
export type RoundList = (typeof ROUND_LISTS)[number];

/** Where something stands: `['edges', 3, 'score']`; as far as it goes. */
export type RoundPlace = readonly (string | number)[];

/** The round cannot be taken as it is; `place` is the first thing that is wrong. */
export class RoundWrong extends Refusal {
  readonly code = 'ROUND_WRONG' as const;
  readonly place: RoundPlace;
  /** @param ids of the item, so that it is found without counting */
  constructor(place: RoundPlace, says: string, ids: readonly unknown[] = []) {
    super(`${placeWords(place, ids)}${says}`);
    this.place = place;
  }
}

/** `edges 第 4 项（"o1"、"p2"）的 score `: as in the file, counted from one. */
export function placeWords(place: RoundPlace, ids: readonly unknown[] = []): string {
  const [list, index, field] = place;
  if (list === undefined) return '';
  if (index === undefined) return `${list} `;
  const named = ids.filter((id) => typeof id === 'string').map(shown);
  const item = `${list} 第 ${Number(index) + 1} 项${0 < named.length ? `（${named.join('、')}）` : ''}`;
  return field === undefined ? item : `${item}的 ${field} `;
}

/** A value as it stands in the file, on one line and not too long. */
export function shown(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : JSON.stringify(value);
  return text.length <= 40 ? text : `${text.slice(0, 40)}…`;
}

interface Rule {
  readonly fits: (value: unknown) => boolean;
  readonly says: string;
  readonly mayBeAbsent?: boolean;
}
/** Counts fit 32 bits, as the instance keeps them. */
const COUNT_MOST = 2 ** 31 - 1;
const TEXT: Rule = { fits: (value) => typeof value === 'string' && value !== '', says: '应为不空的文字' };
const whole = (least: number, most: number): Rule => ({
  fits: (value) => Number.isInteger(value) && least <= (value as number) && (value as number) <= most,
  says: `应为 ${least} 至 ${most} 的整数`,
});
const PAIR = { order: TEXT, provider: TEXT };
const FIELDS: Readonly<Record<RoundList, Readonly<Record<string, Rule>>>> = {
  orders: {
    id: TEXT,
    station: { ...TEXT, mayBeAbsent: true },
    seats: { ...whole(1, COUNT_MOST), mayBeAbsent: true },
    tier: { ...whole(0, COUNT_MOST), mayBeAbsent: true },
  },
  providers: { id: TEXT, capacity: whole(1, COUNT_MOST) },
  edges: { ...PAIR, score: whole(0, SCORE_MOST) },
  pins: PAIR,
  forbids: PAIR,
};
const MAY_BE_ABSENT: readonly RoundList[] = ['pins', 'forbids'];

/** @returns `RoundWrong` at the first value that is missing or of the wrong kind; fields that are not known are let be */
export function readRound(value: unknown): Round | RoundWrong {
  if (!isRecord(value)) return new RoundWrong([], '文件应是一个 JSON 对象，含 objective、orders、providers、edges');
  if (!(OBJECTIVES as readonly unknown[]).includes(value.objective))
    return wrongValue(['objective'], value.objective, `应为 ${OBJECTIVES.join('、')} 之一`);
  for (const list of ROUND_LISTS) {
    const items = value[list];
    if (items === undefined && MAY_BE_ABSENT.includes(list)) continue;
    if (!Array.isArray(items)) return wrongValue([list], items, '应为列表');
    const wrong = checkItems(list, items);
    if (wrong) return wrong;
  }
  return { ...value, pins: value.pins ?? [], forbids: value.forbids ?? [] } as unknown as Round;
}

function checkItems(list: RoundList, items: readonly unknown[]): RoundWrong | null {
  const rules = Object.entries(FIELDS[list]);
  for (let index = 0; index < items.length; index++) {
    const item = items[index];
    if (!isRecord(item)) return wrongValue([list, index], item, '应为对象');
    for (const [field, rule] of rules) {
      const value = item[field];
      if (value === undefined && rule.mayBeAbsent) continue;
      if (!rule.fits(value))
        return wrongValue([list, index, field], value, rule.says, [item.id, item.order, item.provider]);
    }
  }
  return null;
}

function wrongValue(place: RoundPlace, value: unknown, says: string, ids: readonly unknown[] = []): RoundWrong {
  return new RoundWrong(place, `${value === undefined ? '缺少' : `是 ${shown(value)}`}，${says}`, ids);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
