/**
 * What the register holds of an organization over the years (登记事项): ratings, yearly checks, lists; and what of it
 * counts on a day. Nothing here is ever overwritten: what counts is derived from the whole history.
 * Source: 社会组织评估管理办法; 社会团体登记管理条例 §28, 民办非企业单位登记管理暂行条例 §23 (年检);
 * 社会组织信用信息管理办法 (活动异常名录, 严重违法失信名单).
 */
import { formatDay, type LocalDate } from '../calendar.ts';
import type { FieldProblem } from '../refusal.ts';
import type { ListStatus } from './organization.ts';
import { NotFitToServe, RegisterEntryUnsound } from './refusals.ts';

export const REGISTRATION_STATUSES = ['normal', 'cancelled', 'revoked'] as const;
export type RegistrationStatus = (typeof REGISTRATION_STATUSES)[number];

export const REGISTRATION_STATUS_WORDS: Record<RegistrationStatus, string> = {
  normal: '登记正常',
  cancelled: '已注销登记',
  revoked: '已撤销或吊销登记',
};

/** 评估等级, as the rating agency gave it. Its last day counts; an expired one loses the bonus and nothing else. */
export interface Rating {
  readonly grade: number;
  readonly issuer: string;
  readonly ratedOn: LocalDate;
  readonly validUntil: LocalDate;
}

export const ANNUAL_RESULTS = ['passed', 'basically_passed', 'failed', 'absent'] as const;
export type AnnualResult = (typeof ANNUAL_RESULTS)[number];

export const ANNUAL_RESULT_WORDS: Record<AnnualResult, string> = {
  passed: '合格',
  basically_passed: '基本合格',
  failed: '不合格',
  absent: '未参加',
};

/** 年检 of one year; the latest entry of a year is the one that counts. */
export interface AnnualCheck {
  readonly year: number;
  readonly result: AnnualResult;
}

/** The two lists; `none` is no list. */
export const LISTS = ['abnormal', 'serious_breach'] as const satisfies ListStatus[];
export type List = (typeof LISTS)[number];

/** An entry on a list: in force from its day until the day before the removal. */
export interface Listing {
  readonly list: List;
  readonly listedOn: LocalDate;
  readonly basis: string;
  readonly removedOn: LocalDate | null;
}

/** The grade that counts on `day`: of the rating given last; null when there is none or its last day is over. */
export function ratingOn(ratings: readonly Rating[], day: LocalDate): number | null {
  const [last] = ratings.filter(({ ratedOn }) => ratedOn <= day).toSorted((a, b) => (a.ratedOn < b.ratedOn ? 1 : -1));
  return last && day <= last.validUntil ? last.grade : null;
}

/** The stored grade and its last day, as of `day`; null once that day is over. A grade without a last day stays. */
export const gradeOn = (grade: number | null, until: LocalDate | null, day: LocalDate): number | null =>
  until !== null && until < day ? null : grade;

/** The graver list that is in force on `day`. */
export function listStatusOn(listings: readonly Listing[], day: LocalDate): ListStatus {
  const inForce = listings.filter(
    ({ listedOn, removedOn }) => listedOn <= day && (removedOn === null || day < removedOn),
  );
  if (inForce.some(({ list }) => list === 'serious_breach')) return 'serious_breach';
  return inForce.length === 0 ? 'none' : 'abnormal';
}

/** The year whose check is due on `day`: last year's from 1 July on (checks end in June), before that the year before. */
export const annualYearDueOn = (day: LocalDate): number => Number(day.slice(0, 4)) - ('07' <= day.slice(5, 7) ? 1 : 2);

/** What decides whether it may serve (准入条件); dates are judged by the caller's day. */
export interface Fitness {
  readonly registrationStatus: RegistrationStatus;
  readonly listStatus: ListStatus;
  /** The result of the last check that was due; null when none is recorded. */
  readonly lastAnnualResult: AnnualResult | null;
  readonly staffCount: number;
  readonly serviceTypes: readonly string[];
}

/** Every condition of being active, in the order in which an officer checks them; a reader can count them. */
export const FITNESS_RULES: readonly {
  readonly code: string;
  readonly holds: (f: Fitness) => boolean;
  readonly words: string;
}[] = [
  { code: 'registered', holds: (f) => f.registrationStatus === 'normal', words: '登记状态应为正常' },
  { code: 'annual_check', holds: (f) => f.lastAnnualResult !== 'failed', words: '最近一次应检年度的年检不能是不合格' },
  { code: 'not_listed', holds: (f) => f.listStatus === 'none', words: '不能在活动异常名录或严重违法失信名单上' },
  { code: 'staff', holds: (f) => 0 < f.staffCount, words: '应登记至少 1 名从业人员' },
  { code: 'service_type', holds: (f) => 0 < f.serviceTypes.length, words: '应登记至少 1 个服务类型' },
];

/** Null when it may be active, else `NotFitToServe` with every condition that is missing. */
export function fitnessProblem(fitness: Fitness): NotFitToServe | null {
  const missing = FITNESS_RULES.filter((rule) => !rule.holds(fitness)).map(({ words }) => words);
  return 0 < missing.length ? new NotFitToServe(missing) : null;
}

const EARLIEST = '1949-10-01';

/** The rating, or what is wrong with it on `today`. */
export function checkRating(rating: Rating, today: LocalDate): Rating | RegisterEntryUnsound {
  const problems: FieldProblem[] = [];
  if (!Number.isInteger(rating.grade) || rating.grade < 1 || 5 < rating.grade)
    problems.push({ field: 'grade', message: '等级应为 1A 至 5A' });
  if (rating.issuer.trim().length < 2) problems.push({ field: 'issuer', message: '请写明评定机关' });
  if (today < rating.ratedOn)
    problems.push({ field: 'ratedOn', message: `评定日期不能晚于今天（${formatDay(today)}）` });
  if (rating.validUntil < rating.ratedOn) problems.push({ field: 'validUntil', message: '有效期不能早于评定日期' });
  return answer({ ...rating, issuer: rating.issuer.trim() }, problems);
}

/** The check, or what is wrong with it: a year that is not over yet, or one before there were checks. */
export function checkAnnual(check: AnnualCheck, today: LocalDate): AnnualCheck | RegisterEntryUnsound {
  const thisYear = Number(today.slice(0, 4));
  const fits = Number.isInteger(check.year) && 1989 <= check.year && check.year < thisYear;
  return answer(
    check,
    fits ? [] : [{ field: 'year', message: `年度应为 1989 至 ${thisYear - 1}，当年的年检在次年进行` }],
  );
}

/** The entry, or what is wrong with it on `today`. */
export function checkListing<T extends Omit<Listing, 'removedOn'>>(
  listing: T,
  today: LocalDate,
): T | RegisterEntryUnsound {
  const problems: FieldProblem[] = [];
  if (today < listing.listedOn || listing.listedOn < EARLIEST)
    problems.push({ field: 'listedOn', message: `列入日期不能晚于今天（${formatDay(today)}）` });
  if (listing.basis.trim().length < 2) problems.push({ field: 'basis', message: '请写明列入依据（文号或公告）' });
  return answer({ ...listing, basis: listing.basis.trim() }, problems);
}

/** The day of removal, or what is wrong with it. */
export function checkRemoval(
  listing: Listing,
  removedOn: LocalDate,
  today: LocalDate,
): LocalDate | RegisterEntryUnsound {
  if (removedOn < listing.listedOn)
    return new RegisterEntryUnsound([{ field: 'removedOn', message: '移出日期不能早于列入日期' }]);
  if (today < removedOn)
    return new RegisterEntryUnsound([{ field: 'removedOn', message: `移出日期不能晚于今天（${formatDay(today)}）` }]);
  return removedOn;
}

const answer = <T>(value: T, problems: readonly FieldProblem[]): T | RegisterEntryUnsound =>
  0 < problems.length ? new RegisterEntryUnsound(problems) : value;
