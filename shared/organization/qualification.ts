/**
 * Qualification (资质): a licence that some services need, checked by the bureau and valid until a day.
 * Source: 慈善法 §64; 医疗机构管理条例 §23; 未成年人保护法 §62 (the staff check stands beside them, as a day).
 */
import { daysBetween, formatDay, type LocalDate } from '../calendar.ts';
import type { FieldProblem } from '../refusal.ts';
import { ChecksUnsound, LeaveUnsound } from './refusals.ts';

export const QUALIFICATION_WORDS = {
  medical_practice: '医疗机构执业许可证',
  food_business: '食品经营许可证',
  psychological_counselling: '心理服务专业资格',
  social_work: '社会工作者职业资格',
  childcare: '托育机构备案',
  legal_service: '法律服务执业许可',
  public_fundraising: '公开募捐资格',
} as const;

export type QualificationCode = keyof typeof QUALIFICATION_WORDS;
/** The database and GraphQL enums are both built from this list. */
export const QUALIFICATION_CODES = Object.keys(QUALIFICATION_WORDS) as [QualificationCode, ...QualificationCode[]];

export interface Qualification {
  readonly code: QualificationCode;
  /** The last day on which it is valid; null when it has no end. */
  readonly validUntil: LocalDate | null;
}

/** A time in which the organization serves nobody (停服休整), both days included. */
export interface LeavePeriod {
  readonly fromOn: LocalDate;
  readonly toOn: LocalDate;
}

export function isQualification(code: string): code is QualificationCode {
  return Object.hasOwn(QUALIFICATION_WORDS, code);
}

/** The Chinese name of a code; an unknown code shows as itself. */
export function qualificationWords(code: string): string {
  return isQualification(code) ? QUALIFICATION_WORDS[code] : code;
}

/** What the bureau has seen of an organization. */
export interface OrganizationChecks {
  readonly qualifications: readonly Qualification[];
  /** The day of the last yearly staff check for work with minors; null when none is known. */
  readonly backgroundCheckedOn: LocalDate | null;
}

/** A year and a day: longer is no leave but a suspension, which is the bureau's. */
export const LEAVE_DAYS_MAX = 366;

/** The checks, or what is wrong with them on `today`: a licence named twice, a staff check that lies ahead. */
export function checkChecks(checks: OrganizationChecks, today: LocalDate): OrganizationChecks | ChecksUnsound {
  const problems: FieldProblem[] = [];
  const codes = checks.qualifications.map((qualification) => qualification.code);
  const twice = codes.find((code, i) => codes.indexOf(code) !== i);
  if (twice) problems.push({ field: 'qualifications', message: `“${qualificationWords(twice)}”重复登记` });
  if (checks.backgroundCheckedOn !== null && today < checks.backgroundCheckedOn) {
    problems.push({ field: 'backgroundCheckedOn', message: `背景核查日期不能晚于今天（${formatDay(today)}）` });
  }
  return 0 < problems.length ? new ChecksUnsound(problems) : checks;
}

/** The period, or what is wrong with it: a past or a reversed one, or one longer than a year. */
export function checkLeave(leave: LeavePeriod, today: LocalDate): LeavePeriod | LeaveUnsound {
  const problems: FieldProblem[] = [];
  if (leave.toOn < leave.fromOn) problems.push({ field: 'toOn', message: '结束日期不能早于开始日期' });
  else if (leave.toOn < today) problems.push({ field: 'toOn', message: '结束日期不能早于今天' });
  if (LEAVE_DAYS_MAX <= daysBetween(leave.fromOn, leave.toOn)) {
    problems.push({ field: 'toOn', message: '休整期不超过一年，更长请联系主管单位办理暂停' });
  }
  return 0 < problems.length ? new LeaveUnsound(problems) : leave;
}
