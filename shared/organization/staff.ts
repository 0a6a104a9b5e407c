/**
 * Staff member (从业人员): who of an organization works for it, with the licence and the yearly background check.
 * Personal data of class P2: a list shows masked names and numbers; the whole is told on request, and that is noted.
 * Source: 未成年人保护法 §62 (check at hiring and every year), 社会工作者职业资格证书登记办法 (registered for 3 years).
 */
import { formatDay, type LocalDate } from '../calendar.ts';
import { mobileOf } from '../identity.ts';
import type { FieldProblem } from '../refusal.ts';
import { StaffUnsound } from './refusals.ts';

export const LICENCE_LEVELS = ['none', 'assistant', 'social_worker', 'senior'] as const;
export type LicenceLevel = (typeof LICENCE_LEVELS)[number];

export const LICENCE_LEVEL_WORDS: Record<LicenceLevel, string> = {
  none: '无',
  assistant: '助理社会工作师',
  social_worker: '社会工作师',
  senior: '高级社会工作师',
};

export interface StaffFields {
  readonly name: string;
  readonly post: string;
  readonly mobile: string | null;
  readonly licenceLevel: LicenceLevel;
  readonly licenceUntil: LocalDate | null;
  readonly backgroundCheckedOn: LocalDate | null;
}

/** `张*`, `欧阳**`: the family name stays, so that colleagues know whom it is about. */
export function maskedName(name: string): string {
  const characters = [...name];
  return characters.slice(0, 1).join('') + '*'.repeat(Math.max(1, characters.length - 1));
}

/** The fields as they are kept, or every problem with them on `today`. Names allow `·` and rare characters. */
export function checkStaff(fields: StaffFields, today: LocalDate): StaffFields | StaffUnsound {
  const problems: FieldProblem[] = [];
  const name = fields.name.trim();
  const post = fields.post.trim();
  const mobile = fields.mobile === null || fields.mobile.trim() === '' ? null : mobileOf(fields.mobile);
  const length = [...name].length;
  if (length < 2 || 30 < length)
    problems.push({ field: 'name', message: `姓名应为 2 至 30 字，您输入了 ${length} 字` });
  if (post === '' || 20 < [...post].length) problems.push({ field: 'post', message: '请填写岗位（20 字以内）' });
  if (mobile === null && (fields.mobile ?? '').trim() !== '')
    problems.push({ field: 'mobile', message: '联系电话应为 11 位手机号' });
  if ((fields.licenceLevel === 'none') !== (fields.licenceUntil === null))
    problems.push({
      field: 'licenceUntil',
      message: fields.licenceLevel === 'none' ? '没有证书的不填有效期' : '请填写证书登记有效期',
    });
  if (fields.backgroundCheckedOn !== null && today < fields.backgroundCheckedOn)
    problems.push({ field: 'backgroundCheckedOn', message: `背景核查日期不能晚于今天（${formatDay(today)}）` });
  return 0 < problems.length ? new StaffUnsound(problems) : { ...fields, name, post, mobile };
}
