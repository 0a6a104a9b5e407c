/**
 * What runs out (到期提醒): licences, ratings, background checks, yearly reports. Derived from dates when read; whoever
 * reminds people of it keeps no list of its own.
 * Source: 社会团体登记管理条例 §28 (report to the supervising unit by 31 March, check at the registry by 31 May).
 */
import { addDays, daysBetween, type LocalDate, localDate } from '../calendar.ts';

/** So many days before its last day a thing is called for: renewing a licence takes about two months. */
export const EXPIRY_NOTICE_DAYS = 60;
/** The spans by which an officer asks what runs out (到期), in days. */
export const EXPIRY_SPANS_DAYS = [30, 60, 90] as const;
export type ExpirySpan = (typeof EXPIRY_SPANS_DAYS)[number];
/** A yearly report is called for from the first of its year on. */
export const ANNUAL_REPORTS = [
  { code: 'supervisor_report', monthDay: '03-31', words: '向业务主管单位报送上一年度工作报告' },
  { code: 'registry_report', monthDay: '05-31', words: '向登记管理机关报送年度工作报告，接受年检' },
] as const;

export const EXPIRY_KINDS = ['qualification', 'rating', 'staff_licence', 'background_check', 'annual_report'] as const;
export type ExpiryKind = (typeof EXPIRY_KINDS)[number];

export interface Expiry {
  readonly kind: ExpiryKind;
  /** What it is, without the name of any person. */
  readonly what: string;
  /** The last day on which it stands, or on which the report is in time. */
  readonly lastOn: LocalDate;
  readonly state: 'expired' | 'soon';
}

export interface ExpiryFacts {
  readonly isAssociation: boolean;
  readonly qualifications: readonly { readonly name: string; readonly validUntil: LocalDate | null }[];
  readonly ratingUntil: LocalDate | null;
  readonly staffLicences: readonly LocalDate[];
  /** The last check of each member of staff who has one; and of the organization itself. */
  readonly backgroundChecks: readonly LocalDate[];
  /** Years whose yearly check is recorded. */
  readonly checkedYears: readonly number[];
}

/** Until when a check of that day holds: the day before its first anniversary, leap days on the 28th. */
export function backgroundCheckUntil(checkedOn: LocalDate): LocalDate {
  const next = `${Number(checkedOn.slice(0, 4)) + 1}${checkedOn.slice(4)}`;
  const anniversary = next.endsWith('02-29') ? `${next.slice(0, 4)}-03-01` : next;
  return addDays(localDate(anniversary), -1);
}

/** What has run out or will within so many days, the last of them included: the most pressing first. */
export const expiringWithin = (facts: ExpiryFacts, today: LocalDate, days: number): Expiry[] =>
  expiriesOn(facts, today, days).filter(({ lastOn }) => daysBetween(today, lastOn) <= days);

/** All that has run out or soon will on `today`, the most pressing first. */
export function expiriesOn(facts: ExpiryFacts, today: LocalDate, noticeDays = EXPIRY_NOTICE_DAYS): Expiry[] {
  const found: Expiry[] = [];
  const add = (kind: ExpiryKind, what: string, lastOn: LocalDate | null) => {
    if (lastOn === null || noticeDays < daysBetween(today, lastOn)) return;
    found.push({ kind, what, lastOn, state: lastOn < today ? 'expired' : 'soon' });
  };
  for (const { name, validUntil } of facts.qualifications) add('qualification', name, validUntil);
  add('rating', '评估等级', facts.ratingUntil);
  for (const until of facts.staffLicences) add('staff_licence', '社会工作者证书登记', until);
  for (const checkedOn of facts.backgroundChecks)
    add('background_check', '从业人员背景核查', backgroundCheckUntil(checkedOn));
  if (facts.isAssociation) addReports(found, facts.checkedYears, today);
  return found.toSorted((a, b) => (a.lastOn === b.lastOn ? 0 : a.lastOn < b.lastOn ? -1 : 1));
}

/** Reports of last year: due in this one, until its check is recorded or the summer has come (then the check decides). */
function addReports(found: Expiry[], checkedYears: readonly number[], today: LocalDate): void {
  const year = Number(today.slice(0, 4));
  if (checkedYears.includes(year - 1) || `${year}-07-01` <= today) return;
  for (const { monthDay, words } of ANNUAL_REPORTS) {
    const lastOn = localDate(`${year}-${monthDay}`);
    found.push({ kind: 'annual_report', what: words, lastOn, state: lastOn < today ? 'expired' : 'soon' });
  }
}
