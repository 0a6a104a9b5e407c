/**
 * Claim terms (接单规则): under which terms the orders of an authority are claimed. A setting of the authority; where it
 * has said nothing, the defaults stand. Days are working days, counted after the day of the event (民法典 §201).
 */
import { addDays, type LocalDate, localDateOf, startOfDay } from '../calendar.ts';
import { addWorkingDays } from '../working-calendar.ts';

/** To whom an order is open at first: to all, or to paired organizations, then to the county, then to all. */
export const CLAIM_MODES = ['open', 'paired_first'] as const;
export type ClaimMode = (typeof CLAIM_MODES)[number];

export const CLAIM_MODE_WORDS: Record<ClaimMode, string> = {
  open: '向所有社会组织开放',
  paired_first: '结对组织优先，再向同县区、所有组织开放',
};

/** What the cap of open claims turns on; an order is judged by those of its authority. */
export interface LoadTerms {
  /** 接单上限: so many claims may one organization hold that are not completed. */
  readonly mostOpen: number;
  /** The close ratio is looked at once so many of its claims were completed or broken. */
  readonly endedFrom: number;
  /** With fewer completed of a hundred ended, only half of `mostOpen`. */
  readonly closePercent: number;
}

export interface ClaimTerms extends LoadTerms {
  /** For orders that do not say themselves. */
  readonly claimMode: ClaimMode;
  /** Working days for paired organizations alone, then for those of the county. */
  readonly pairedDays: number;
  readonly countyDays: number;
  /** T: working days after confirmation in which the first session is to be planned or recorded; the extension is as long. */
  readonly startDays: number;
  /** T3: working days after confirmation in which giving it back is not held against the organization. */
  readonly freeDays: number;
}

export const DEFAULT_CLAIM_TERMS: ClaimTerms = {
  claimMode: 'open',
  pairedDays: 3,
  countyDays: 2,
  startDays: 10,
  freeDays: 2,
  mostOpen: 30,
  endedFrom: 5,
  closePercent: 60,
};

/** Smallest and largest value of each, inclusive; the CHECK of the table says the same. */
export const CLAIM_TERM_RANGES = {
  pairedDays: [1, 20],
  countyDays: [1, 20],
  startDays: [1, 60],
  freeDays: [0, 20],
  mostOpen: [1, 1000],
  endedFrom: [1, 1000],
  closePercent: [0, 100],
} as const satisfies Record<Exclude<keyof ClaimTerms, 'claimMode'>, readonly [number, number]>;
export type ClaimTermNumber = keyof typeof CLAIM_TERM_RANGES;

export const CLAIM_TERM_WORDS: Record<ClaimTermNumber, string> = {
  pairedDays: '结对组织优先（工作日）',
  countyDays: '同县区优先（工作日）',
  startDays: '确认后开始服务的期限（工作日）',
  freeDays: '确认后可无责退回的期限（工作日）',
  mostOpen: '同时承接的点单上限（单）',
  endedFrom: '计算办结率的最少办结数（单）',
  closePercent: '办结率下限（%）',
};

/** When an order opens to whom: from `countyOn` on to the county, from `allOn` on to everyone; before, to paired ones only. */
export interface Opening {
  readonly countyOn: LocalDate;
  readonly allOn: LocalDate;
}

/**
 * The opening of an order posted at `postedAt`, or null when it is open to everyone at once: its mode says so, nobody is
 * paired with its station, it is an emergency (24 小时内), or the deadline would pass before everyone's turn.
 *
 * @param said the order's own mode; null leaves it to the authority
 */
export function openingOf(
  order: {
    readonly said: ClaimMode | null;
    readonly isEmergency: boolean;
    readonly claimableUntil: Date | null;
    readonly isPaired: boolean;
  },
  terms: Pick<ClaimTerms, 'claimMode' | 'pairedDays' | 'countyDays'>,
  postedAt: Date,
): Opening | null {
  if ((order.said ?? terms.claimMode) === 'open' || !order.isPaired || order.isEmergency) return null;
  const pairedLast = addWorkingDays(localDateOf(postedAt), terms.pairedDays);
  const countyOn = addDays(pairedLast, 1);
  const allOn = addDays(addWorkingDays(pairedLast, terms.countyDays), 1);
  if (order.claimableUntil === null || order.claimableUntil <= startOfDay(allOn)) return null;
  return { countyOn, allOn };
}

/** The names of the numbers that are not whole or out of their range, in the order of the form. */
export function termsOutOfRange(terms: Readonly<Record<ClaimTermNumber, number>>): ClaimTermNumber[] {
  return (Object.keys(CLAIM_TERM_RANGES) as ClaimTermNumber[]).filter((name) => {
    const [least, most] = CLAIM_TERM_RANGES[name];
    return !Number.isInteger(terms[name]) || terms[name] < least || most < terms[name];
  });
}
