/**
 * The thresholds (达标线) by which a station is measured, as named settings: an authority may set its own, and what it does
 * not set is the default here.
 * Source: the practice of provinces, differing from place to place, which is why none of them is law here: a room of 30 m²,
 * two workers, 60 % licensed; one service a quarter; sixty days without a service ask for a decision.
 */
import { type FieldProblem, problemsSentence, Refusal } from '../refusal.ts';

export const THRESHOLD_NAMES = [
  'room_m2',
  'workers',
  'licensed_percent',
  'services',
  'service_days',
  'idle_days',
] as const;
export type ThresholdName = (typeof THRESHOLD_NAMES)[number];

/** Whole numbers, each in the unit of its name. */
export type Thresholds = Readonly<Record<ThresholdName, number>>;

export const DEFAULT_THRESHOLDS: Thresholds = {
  room_m2: 30,
  workers: 2,
  licensed_percent: 60,
  services: 1,
  service_days: 90,
  idle_days: 60,
};

export const THRESHOLD_WORDS: Record<ThresholdName, string> = {
  room_m2: '最大一间用房面积不少于（平方米）',
  workers: '驻站社工不少于（人）',
  licensed_percent: '持证社工占比不低于（%）',
  services: '统计期内已确认服务不少于（场）',
  service_days: '服务统计期（天）',
  idle_days: '连续多少天没有服务提请暂停（天）',
};

/** Least and most of each, inclusive. */
export const THRESHOLD_BOUNDS: Record<ThresholdName, readonly [number, number]> = {
  room_m2: [0, 1000],
  workers: [1, 100],
  licensed_percent: [0, 100],
  services: [1, 100],
  service_days: [7, 366],
  idle_days: [7, 366],
};

export class ThresholdsUnsound extends Refusal {
  readonly code = 'THRESHOLDS_UNSOUND' as const;
  readonly problems: readonly FieldProblem[];
  constructor(problems: readonly FieldProblem[]) {
    super(problemsSentence(problems));
    this.problems = problems;
  }
}

/** The default with what an authority set over it. */
export function thresholdsWith(own: Partial<Thresholds>): Thresholds {
  return { ...DEFAULT_THRESHOLDS, ...own };
}

/** The thresholds as they may be kept, or each that is out of its bounds or no whole number. */
export function checkThresholds(thresholds: Thresholds): Thresholds | ThresholdsUnsound {
  const problems = THRESHOLD_NAMES.flatMap((name) => {
    const [least, most] = THRESHOLD_BOUNDS[name];
    const value = thresholds[name];
    if (Number.isInteger(value) && least <= value && value <= most) return [];
    return [{ field: name, message: `${THRESHOLD_WORDS[name]}应为 ${least} 至 ${most} 的整数` }];
  });
  return 0 < problems.length ? new ThresholdsUnsound(problems) : thresholds;
}
