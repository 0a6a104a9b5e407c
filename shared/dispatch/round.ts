/**
 * Monthly dispatch (月调度): one round a month in a programme, one line a pairing.
 * The noun only; the figures are in figures.ts, the light in light.ts, the steps in lifecycle.ts.
 */
import type { LocalDate, Month } from '../calendar.ts';

/** A month without a round is only scheduled; nothing is stored for it. */
export const ROUND_STATES = ['open', 'issued'] as const;
export type RoundState = (typeof ROUND_STATES)[number];

export const ROUND_STATE_WORDS: Record<RoundState, string> = { open: '调度中', issued: '已签发' };

export const LIGHTS = ['red', 'yellow', 'green'] as const;
export type Light = (typeof LIGHTS)[number];

export const LIGHT_WORDS: Record<Light, string> = { red: '红灯', yellow: '黄灯', green: '绿灯' };

export const DECISIONS = ['urge', 'reassign', 'coordinate', 'carry_over', 'approve'] as const;
export type Decision = (typeof DECISIONS)[number];

export const DECISION_WORDS: Record<Decision, string> = {
  urge: '催办',
  reassign: '改派',
  coordinate: '协调',
  carry_over: '挂账',
  approve: '同意',
};

export const FIGURE_KEYS = [
  'orders',
  'claims',
  'completed',
  'overdue',
  'sessions',
  'person_times',
  'satisfaction',
] as const;
export type FigureKey = (typeof FIGURE_KEYS)[number];

export const FIGURE_ROW_KINDS = ['order', 'claim', 'session'] as const;
export type FigureRowKind = (typeof FIGURE_ROW_KINDS)[number];

export interface DispatchRound {
  readonly id: string;
  readonly version: number;
  readonly programmeId: string;
  readonly authorityId: string;
  readonly month: Month;
  /** First and last day counted, both inclusive. */
  readonly windowFrom: LocalDate;
  readonly windowTo: LocalDate;
  readonly dueOn: LocalDate;
  readonly state: RoundState;
  readonly figuresAt: Date;
  readonly issuedAt: Date | null;
}
