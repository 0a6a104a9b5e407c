/**
 * Qualification (资质): a licence that some services need, checked by the bureau and valid until a day.
 * Source: 慈善法 §64; 医疗机构管理条例 §23; 未成年人保护法 §62 (the staff check stands beside them, as a day).
 */
import type { LocalDate } from '../calendar.ts';

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
