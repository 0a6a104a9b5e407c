/**
 * A run (匹配轮次): a round that an officer saved, whole. It proposes; what becomes of it is a person's decision, taken once.
 *
 *     saved ──send──▶ sent
 *
 * The inputs and the result of a run never change. Each proposed pair ends as `taken` (an invitation went out),
 * `overridden` (the officer decided otherwise and says why) or `ignored`.
 */
import { formatMonth, type LocalDate, type Month } from '../../calendar.ts';
import { Refusal } from '../../refusal.ts';
import type { Objective } from '../assignment/instance.ts';
import type { PinProblem } from './pins.ts';

export const RUN_STATES = ['saved', 'sent'] as const;
export type RunState = (typeof RUN_STATES)[number];

export const RUN_STATE_WORDS: Record<RunState, string> = { saved: '已保存，未发邀请', sent: '已发邀请' };

export const PAIR_DECISIONS = ['taken', 'overridden', 'ignored'] as const;
export type PairDecision = (typeof PAIR_DECISIONS)[number];

export const PAIR_DECISION_WORDS: Record<PairDecision, string> = {
  taken: '已发邀请',
  overridden: '另作安排',
  ignored: '未采用',
};

export interface MatchingRun {
  readonly id: string;
  readonly version: number;
  readonly authorityId: string;
  readonly month: Month;
  /** 1, 2, 3 within the authority and month. */
  readonly number: number;
  readonly state: RunState;
  readonly objective: Objective;
  readonly weightsVersion: string;
  readonly engine: string;
  readonly seed: number;
  readonly day: LocalDate;
  readonly factsAt: Date;
  /** SHA-256 of the result's bytes. */
  readonly resultHash: string;
  readonly orders: number;
  readonly served: number;
  readonly savedBy: string;
  readonly savedAt: Date;
  readonly sentAt: Date | null;
}

/** `2026年12月第 2 次` */
export function runWords({ month, number }: Pick<MatchingRun, 'month' | 'number'>): string {
  return `${formatMonth(month)}第 ${number} 次`;
}

/** `sent` once and for all, or why not. */
export function sendRun<T extends MatchingRun>(run: T, at: Date): T | RunNotIn {
  return run.state === 'saved' ? { ...run, state: 'sent', sentAt: at } : new RunNotIn(run.state);
}

/**
 * 供需对接成功率 of a run: of its orders, those that an organization serves or served, by the station's word.
 *
 * @returns null for a run without orders
 */
export function successRate(confirmed: number, published: number): number | null {
  return published === 0 ? null : confirmed / published;
}

/** `12 单中 9 单对接成功，成功率 75%` */
export function successSentence(confirmed: number, published: number): string {
  const rate = successRate(confirmed, published);
  if (rate === null) return '本轮没有点单。';
  return `${published} 单中 ${confirmed} 单对接成功，成功率 ${Math.round(rate * 1_000) / 10}%。`;
}

/** Not there, or not for this viewer: the two are one refusal. */
export class RunNotFound extends Refusal {
  readonly code = 'RUN_NOT_FOUND' as const;
  constructor() {
    super('没有找到这次匹配，可能不在您的管理范围。请返回匹配记录查看。');
  }
}

export class RunNotIn extends Refusal {
  readonly code = 'RUN_NOT_IN' as const;
  readonly actual: RunState;
  constructor(actual: RunState) {
    super('这次匹配已经发过邀请，不能再次发送。如需调整，请重新测算后另存一次。');
    this.actual = actual;
  }
}

/** What was seen is no longer what comes out. */
export class RoundChanged extends Refusal {
  readonly code = 'ROUND_CHANGED' as const;
  constructor() {
    super('点单或组织的情况已有变化，方案与您看到的不同。请查看新方案后再保存。');
  }
}

/** A pin that cannot be kept is never left out in silence. */
export class PinNotPossible extends Refusal {
  readonly code = 'PIN_NOT_POSSIBLE' as const;
  readonly orderId: string;
  readonly organizationId: string;
  readonly problem: PinProblem;
  constructor(orderId: string, organizationId: string, problem: PinProblem, sentence: string) {
    super(`有一项指定不能满足：${sentence}`);
    this.orderId = orderId;
    this.organizationId = organizationId;
    this.problem = problem;
  }
}
