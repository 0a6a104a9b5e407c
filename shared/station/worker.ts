/**
 * Station worker (驻站社工): who works at a station, in which post, with which licence, from when to when.
 * Telephone and certificate number are personal data of the second class: masked until someone who may asks to see them.
 * Source: 社会工作者职业资格: three levels; registration is renewed every three years.
 */
import { addDays, daysBetween, formatDay, type LocalDate } from '../calendar.ts';
import { isMobile } from '../identity.ts';
import { type FieldProblem, problemsSentence, Refusal } from '../refusal.ts';
import { cleanText, lengthOf } from '../text.ts';

export const WORKER_POSTS = ['lead', 'social_worker', 'assistant'] as const;
export type WorkerPost = (typeof WORKER_POSTS)[number];
export const WORKER_POST_WORDS: Record<WorkerPost, string> = {
  lead: '站长',
  social_worker: '社工',
  assistant: '助理',
};

export const LICENCE_LEVELS = ['none', 'assistant', 'certified', 'senior'] as const;
export type LicenceLevel = (typeof LICENCE_LEVELS)[number];
export const LICENCE_LEVEL_WORDS: Record<LicenceLevel, string> = {
  none: '未持证',
  assistant: '助理社会工作师',
  certified: '社会工作师',
  senior: '高级社会工作师',
};

export interface WorkerFields {
  readonly accountId: string | null;
  readonly name: string;
  /** Eleven digits, or empty. */
  readonly phone: string;
  readonly post: WorkerPost;
  readonly licenceLevel: LicenceLevel;
  readonly certificateNumber: string;
  /** Last day of the registration, inclusive; null where there is no licence. */
  readonly licenceValidUntil: LocalDate | null;
  readonly employedBy: string;
  readonly fromOn: LocalDate;
  /** Last day, inclusive; null while the worker stays. */
  readonly toOn: LocalDate | null;
}

/** Registration is renewed from this many days before its end. */
export const LICENCE_WARNING_DAYS = 60;
/** Workers of one station at once and over its years; more is a mistake. */
export const WORKERS_MOST = 100;

export class WorkerUnsound extends Refusal {
  readonly code = 'WORKER_UNSOUND' as const;
  readonly problems: readonly FieldProblem[];
  constructor(problems: readonly FieldProblem[]) {
    super(problemsSentence(problems));
    this.problems = problems;
  }
}

/** Not there, or not for this viewer: the two are one refusal. */
export class WorkerNotFound extends Refusal {
  readonly code = 'WORKER_NOT_FOUND' as const;
  constructor() {
    super('没有找到这位社工，可能不在您的管理范围。请返回本站人员名单查看。');
  }
}

/** The fields as they are kept, or everything that is wrong with them. */
export function checkWorker(raw: WorkerFields): WorkerFields | WorkerUnsound {
  const problems: FieldProblem[] = [];
  const text = (field: 'name' | 'certificateNumber' | 'employedBy', least: number, most: number, message: string) => {
    const cleaned = cleanText(raw[field]);
    if (cleaned === null || lengthOf(cleaned) < least || most < lengthOf(cleaned)) problems.push({ field, message });
    return cleaned ?? '';
  };
  const name = text('name', 2, 30, '姓名应为 2 至 30 字');
  const certificateNumber = text('certificateNumber', 0, 40, '证书编号最多 40 字');
  const employedBy = text('employedBy', 0, 60, '聘用单位最多 60 字');
  const phone = raw.phone.trim();
  if (phone !== '' && !isMobile(phone))
    problems.push({ field: 'phone', message: `联系电话应为 11 位手机号，您输入了 ${lengthOf(phone)} 位` });
  if (raw.toOn !== null && raw.toOn < raw.fromOn) problems.push({ field: 'toOn', message: '离站日期不能早于到站日期' });
  const licensed = raw.licenceLevel !== 'none';
  if (licensed && certificateNumber === '')
    problems.push({ field: 'certificateNumber', message: '持证社工请填写证书编号' });
  if (licensed && raw.licenceValidUntil === null)
    problems.push({ field: 'licenceValidUntil', message: '持证社工请填写登记有效期' });
  if (0 < problems.length) return new WorkerUnsound(problems);
  const licence = licensed ? { certificateNumber } : { certificateNumber: '', licenceValidUntil: null };
  return { ...raw, name, phone, employedBy, ...licence };
}

type Term = Pick<WorkerFields, 'fromOn' | 'toOn'>;
type Licence = Pick<WorkerFields, 'licenceLevel' | 'licenceValidUntil'>;

/** Both days of the term included. */
export function worksOn({ fromOn, toOn }: Term, day: LocalDate): boolean {
  return fromOn <= day && (toOn === null || day <= toOn);
}

/** Licensed on that day: a licence whose registration has not ended; its last day counts. */
export function isLicensed({ licenceLevel, licenceValidUntil }: Licence, day: LocalDate): boolean {
  return licenceLevel !== 'none' && licenceValidUntil !== null && day <= licenceValidUntil;
}

export type LicenceStanding = 'none' | 'valid' | 'ending' | 'ended';

/** What the dates say of a licence today: it is `ending` in its last 60 days. */
export function licenceStanding({ licenceLevel, licenceValidUntil }: Licence, today: LocalDate): LicenceStanding {
  if (licenceLevel === 'none' || licenceValidUntil === null) return 'none';
  if (licenceValidUntil < today) return 'ended';
  return daysBetween(today, licenceValidUntil) < LICENCE_WARNING_DAYS ? 'ending' : 'valid';
}

/** `登记 2026年12月31日 星期四 到期，请在到期前办理续登。` */
export function licenceSentence(licence: Licence, today: LocalDate): string {
  const until = licence.licenceValidUntil;
  const standing = licenceStanding(licence, today);
  if (standing === 'none' || until === null) return '没有职业资格证书';
  if (standing === 'ended') return `登记已于 ${formatDay(until)} 到期，请办理续登后更新`;
  if (standing === 'ending') return `登记 ${formatDay(until)} 到期，请在此前办理续登`;
  return `登记有效至 ${formatDay(until)}`;
}

/** The first day on which the worker is reminded. */
export function licenceWarningFrom(validUntil: LocalDate): LocalDate {
  return addDays(validUntil, -(LICENCE_WARNING_DAYS - 1));
}

/** `138****5678`: the first three and last four, the rest hidden; shorter text is hidden whole. */
export function maskedNumber(text: string): string {
  if (text === '') return '';
  return lengthOf(text) < 9 ? '*'.repeat(lengthOf(text)) : `${text.slice(0, 3)}****${text.slice(-4)}`;
}
