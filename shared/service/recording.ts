/** What a service record must say before it is submitted, and what it may not say. */
import type { PersonalDataFound } from '../personal-data.ts';
import { refusePersonalData } from '../personal-data-scan.ts';
import type { FieldProblem } from '../refusal.ts';
import { serviceTypeOf } from '../taxonomy/scheme.ts';
import { lengthOf } from '../text.ts';
import { SessionIncomplete } from './refusals.ts';
import { PHOTOS_MAX, type SessionFields } from './session.ts';

export const SESSION_TITLE_MIN = 4;
export const SESSION_TITLE_MAX = 60;
export const SUMMARY_MAX = 2000;
/** A single event longer than this is a slip of the hand. */
export const LONGEST_SESSION_DAYS = 7;

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The fields, or why they cannot be submitted at `at`.
 *
 * @returns `SessionIncomplete` with every problem at once; `PersonalDataFound` with every spot, once it is whole
 */
export function checkSession(fields: SessionFields, at: Date): SessionFields | SessionIncomplete | PersonalDataFound {
  const problems = [...textProblems(fields), ...timeProblems(fields, at), ...peopleProblems(fields)];
  if (0 < problems.length) return new SessionIncomplete(problems);
  const { title, theme, place, summary, contents, photos } = fields;
  return (
    refusePersonalData({ title, theme, place, summary, contents, photos: photos.map((p) => p.caption) }, ['place']) ??
    fields
  );
}

function textProblems(fields: SessionFields): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const length = lengthOf(fields.title.trim());
  if (length < SESSION_TITLE_MIN || SESSION_TITLE_MAX < length) {
    problems.push({
      field: 'title',
      message: `活动名称应为 ${SESSION_TITLE_MIN} 至 ${SESSION_TITLE_MAX} 字，现为 ${length} 字`,
    });
  }
  if (fields.place.trim() === '') problems.push({ field: 'place', message: '请填写活动地点' });
  if (SUMMARY_MAX < lengthOf(fields.summary))
    problems.push({ field: 'summary', message: `活动小结不超过 ${SUMMARY_MAX} 字` });
  if (fields.serviceTypes.length === 0 || !fields.serviceTypes.every((code) => serviceTypeOf(code))) {
    problems.push({ field: 'serviceTypes', message: '请至少选择一种服务类型' });
  }
  if (PHOTOS_MAX < fields.photos.length) problems.push({ field: 'photos', message: `照片不超过 ${PHOTOS_MAX} 张` });
  return problems;
}

function timeProblems({ startedAt, endedAt }: SessionFields, at: Date): FieldProblem[] {
  if (endedAt <= startedAt) return [{ field: 'endedAt', message: '结束时间应晚于开始时间' }];
  if (at < endedAt) return [{ field: 'endedAt', message: '活动结束后才能提交，请核对结束时间' }];
  if (LONGEST_SESSION_DAYS * DAY_MS < endedAt.getTime() - startedAt.getTime()) {
    return [{ field: 'endedAt', message: `一条记录不超过 ${LONGEST_SESSION_DAYS} 天，多天活动请分场填报` }];
  }
  return [];
}

function peopleProblems({ stationIds, providerIds, headcounts, goods }: SessionFields): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (stationIds.length === 0) problems.push({ field: 'stationIds', message: '请至少选择一个社工站' });
  if (providerIds.length === 0) problems.push({ field: 'providerIds', message: '请至少选择一个服务单位' });
  if (headcounts.length === 0 && goods.length === 0) {
    problems.push({ field: 'headcounts', message: '请至少填写一项人数或物资' });
  }
  for (const [i, { quantity }] of headcounts.entries()) {
    if (quantity.value < 1) problems.push({ field: `headcounts.${i}`, message: `第 ${i + 1} 项人数应为 1 以上` });
  }
  for (const [i, { item, quantity }] of goods.entries()) {
    if (item.trim() === '' || quantity.value < 1) {
      problems.push({ field: `goods.${i}`, message: `第 ${i + 1} 项物资应有名称和 1 以上的数量` });
    }
  }
  return problems;
}
