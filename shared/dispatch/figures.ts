/**
 * The figures of a dispatch line (月调度表): each computed from rows, each keeping the ids of its rows,
 * so that opening a figure always adds up to it. The same rows and cut-off give the same figures.
 */
import { type LocalDate, localDateOf } from '../calendar.ts';
import type { OrderState } from '../order/order.ts';
import { isOverdue } from '../order/lifecycle.ts';
import { addQuantities, formatCount, type Qualifier, type Quantity, UnitsDiffer } from '../quantity.ts';
import { type Headcount, SERVED_ROLES, type SessionState } from '../service/session.ts';
import type { FigureKey, FigureRowKind } from './round.ts';
import type { DispatchWindow } from './window.ts';

export interface OrderRow extends OrderStanding {
  readonly id: string;
  readonly windowTo: LocalDate | null;
  readonly claimableUntil: Date | null;
  readonly postedAt: Date | null;
  /**
   * Of an order that several organizations share: how far the share of the line's organization is. The line counts the
   * share, the totals the order. Left out where nobody shares it, or the organization holds nothing of it.
   */
  readonly share?: OrderStanding;
}

/** What of an order, or of a share, is counted by. */
export interface OrderStanding {
  readonly state: OrderState;
  readonly claimLapsesAt: Date | null;
  readonly completedAt: Date | null;
}

export interface ClaimRow {
  readonly id: string;
  /** True while it waits for the station and has not lapsed. */
  readonly pending: boolean;
  readonly claimedAt: Date;
}

export interface SessionRow {
  readonly id: string;
  readonly state: SessionState;
  readonly confirmedAt: Date | null;
  readonly headcounts: readonly Pick<Headcount, 'role' | 'quantity'>[];
  /** Scores 1 to 5 that the line's stations gave it; a station that gave none is not in the list. */
  readonly satisfactions: readonly number[];
}

export interface DispatchRows {
  readonly orders: readonly OrderRow[];
  readonly claims: readonly ClaimRow[];
  readonly sessions: readonly SessionRow[];
}

export interface Figure {
  readonly key: FigureKey;
  /** null only for a satisfaction that nobody gave. */
  readonly value: number | null;
  readonly qualifier: Qualifier;
  /** How many answers an average rests on; null for a count. */
  readonly responses: number | null;
  readonly rowIds: readonly string[];
}

interface FigureDefinition {
  readonly nameZh: string;
  readonly unit: string;
  readonly rowKind: FigureRowKind;
  readonly definition: string;
  readonly compute: (rows: DispatchRows, window: DispatchWindow, cutOff: Date) => Omit<Figure, 'key'>;
}

/** The registry: what each figure is called, what it means, and how it is computed. */
export const FIGURES: Readonly<Record<FigureKey, FigureDefinition>> = {
  orders: {
    nameZh: '点单',
    unit: '单',
    rowKind: 'order',
    definition: '统计期内社工站发布的点单，含其后撤销的',
    compute: ({ orders }, window) => count(orders.filter((row) => isWithin(row.postedAt, window))),
  },
  claims: {
    nameZh: '接单',
    unit: '次',
    rowKind: 'claim',
    definition: '统计期内社会组织的接单，含其后未确认的',
    compute: ({ claims }, window) => count(claims.filter((row) => isWithin(row.claimedAt, window))),
  },
  completed: {
    nameZh: '完成',
    unit: '单',
    rowKind: 'order',
    definition: '统计期内完成的点单',
    compute: ({ orders }, window) => count(orders.filter((row) => isWithin(row.completedAt, window))),
  },
  overdue: {
    nameZh: '逾期',
    unit: '单',
    rowKind: 'order',
    definition: '截至统计时刻，已确认接单、服务期已过而未完成的点单',
    compute: ({ orders }, _window, cutOff) => count(orders.filter((row) => isOverdue(row, cutOff))),
  },
  sessions: {
    nameZh: '活动',
    unit: '场',
    rowKind: 'session',
    definition: '统计期内经社工站确认的服务记录，按确认日期计，每条只计入一个月',
    compute: ({ sessions }, window) => count(confirmedWithin(sessions, window)),
  },
  /**
   * 服务人次 counts each attendance at a session once: n 人 at one session are n 人次, and the same person at
   * two sessions is two. So a session's 人 may enter here, while 人次 may never be read back as 人.
   * Households (户) are another thing and do not enter. A doubt about one headcount is a doubt about the sum.
   */
  person_times: {
    nameZh: '服务人次',
    unit: '人次',
    rowKind: 'session',
    definition: '已确认服务记录中服务对象、家属、照护者、居民的到场人次；一人参加两场计两人次，不含按户计的',
    compute: ({ sessions }, window) => sumPersonTimes(confirmedWithin(sessions, window)),
  },
  satisfaction: {
    nameZh: '满意度',
    unit: '分',
    rowKind: 'session',
    definition: '社工站对已确认服务记录评分（1 至 5 分）的平均',
    compute: ({ sessions }, window) => averageSatisfaction(confirmedWithin(sessions, window)),
  },
};

/** The order as its line counts it: by the share of the line's organization, where it holds one. */
export const asShared = (row: OrderRow): OrderRow => (row.share ? { ...row, ...row.share } : row);

/** All figures in the order of the registry; a row handed in twice counts once, so a total is over the union. */
export function computeFigures(rows: DispatchRows, window: DispatchWindow, cutOff: Date): Figure[] {
  const unique: DispatchRows = { orders: once(rows.orders), claims: once(rows.claims), sessions: once(rows.sessions) };
  return Object.entries(FIGURES).map(([key, { compute }]) => ({
    key: key as FigureKey,
    ...compute(unique, window, cutOff),
  }));
}

/** `12`, `376 余`, `4.6（3 份评价）`, `暂无评价`; the unit is the registry's. */
export function figureText({ key, value, qualifier, responses }: Figure): string {
  if (value === null) return '暂无评价';
  return key === 'satisfaction' ? `${value.toFixed(1)}（${responses} 份评价）` : formatCount(value, qualifier);
}

/** The person-times of one session, for its row under the figure; null when it counted only households or helpers. */
export function personTimesOf(headcounts: readonly Pick<Headcount, 'role' | 'quantity'>[]): Quantity | null {
  let sum: Quantity | null = null;
  for (const { role, quantity } of headcounts) {
    if (!(SERVED_ROLES as readonly string[]).includes(role)) continue;
    if (quantity.unit !== 'person' && quantity.unit !== 'person_time') continue;
    sum = plus(sum, { ...quantity, unit: 'person_time' });
  }
  return sum;
}

/** True when the instant's day in Shanghai lies in the window. */
export function isWithin(at: Date | null, { windowFrom, windowTo }: DispatchWindow): boolean {
  if (at === null) return false;
  const day = localDateOf(at);
  return windowFrom <= day && day <= windowTo;
}

function confirmedWithin(sessions: readonly SessionRow[], window: DispatchWindow): SessionRow[] {
  return sessions.filter((row) => row.state === 'confirmed' && isWithin(row.confirmedAt, window));
}

function count(rows: readonly { readonly id: string }[]): Omit<Figure, 'key'> {
  return { value: rows.length, qualifier: 'exact', responses: null, rowIds: rows.map((row) => row.id) };
}

function sumPersonTimes(sessions: readonly SessionRow[]): Omit<Figure, 'key'> {
  let sum: Quantity | null = null;
  const rowIds: string[] = [];
  for (const { id, headcounts } of sessions) {
    const own = personTimesOf(headcounts);
    if (own === null) continue;
    sum = plus(sum, own);
    rowIds.push(id);
  }
  return { value: sum?.value ?? 0, qualifier: sum?.qualifier ?? 'exact', responses: null, rowIds };
}

function averageSatisfaction(sessions: readonly SessionRow[]): Omit<Figure, 'key'> {
  const answered = sessions.filter((row) => 0 < row.satisfactions.length);
  const scores = answered.flatMap((row) => row.satisfactions);
  const sum = scores.reduce((total, score) => total + score, 0);
  return {
    value: scores.length === 0 ? null : Math.round((sum / scores.length) * 10) / 10,
    qualifier: 'exact',
    responses: scores.length,
    rowIds: answered.map((row) => row.id),
  };
}

function plus(sum: Quantity | null, next: Quantity): Quantity {
  if (sum === null) return next;
  const total = addQuantities(sum, next);
  if (total instanceof UnitsDiffer) throw total;
  return total;
}

function once<T extends { readonly id: string }>(rows: readonly T[]): T[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}
