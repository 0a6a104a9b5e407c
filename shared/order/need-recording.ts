/** What a need must say before it stands on the list, and what it may not say. */
import {
  DESCRIPTION_MAX,
  HEADCOUNT_MAX,
  PLACE_MAX,
  TARGET_GROUPS_MAX,
  TITLE_MAX,
  TITLE_MIN,
  VILLAGE_MAX,
} from './limits.ts';
import type { PersonalDataFound } from '../personal-data.ts';
import { refusePersonalData } from '../personal-data-scan.ts';
import type { FieldProblem } from '../refusal.ts';
import { serviceTypeOf } from '../taxonomy/scheme.ts';
import { isTargetGroup } from '../taxonomy/target-groups.ts';
import { lengthOf } from '../text.ts';
import type { NeedFields } from './need.ts';
import { NeedIncomplete } from './need-refusals.ts';

/** What stays open on the list: people, place and time are often known only when it becomes an order. */
type Open = 'headcount' | 'wantedFrom' | 'wantedTo';
export type RecordableNeed = { readonly [K in Exclude<keyof NeedFields, Open>]: NonNullable<NeedFields[K]> } & Pick<
  NeedFields,
  Open
>;

/**
 * The fields, known to be whole, or why they cannot stand on the list.
 *
 * @returns `NeedIncomplete` with every problem at once; `PersonalDataFound` with every spot, once it is whole
 */
export function checkNeed(fields: NeedFields): RecordableNeed | NeedIncomplete | PersonalDataFound {
  const problems = [...textProblems(fields), ...choiceProblems(fields)];
  if (0 < problems.length) return new NeedIncomplete(problems);
  const { title, description, village, place } = fields;
  return refusePersonalData({ title, description, village, place }, ['place']) ?? (fields as RecordableNeed);
}

function textProblems({ title, description, village, place }: NeedFields): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const length = lengthOf(title.trim());
  if (length < TITLE_MIN || TITLE_MAX < length)
    problems.push({ field: 'title', message: `需求名称应为 ${TITLE_MIN} 至 ${TITLE_MAX} 字，现为 ${length} 字` });
  if (DESCRIPTION_MAX < lengthOf(description))
    problems.push({ field: 'description', message: `需求说明不超过 ${DESCRIPTION_MAX} 字` });
  if (VILLAGE_MAX < lengthOf(village))
    problems.push({ field: 'village', message: `村（社区）不超过 ${VILLAGE_MAX} 字` });
  if (PLACE_MAX < lengthOf(place)) problems.push({ field: 'place', message: `地点不超过 ${PLACE_MAX} 字` });
  return problems;
}

function choiceProblems(fields: NeedFields): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const { serviceType, targetGroups, headcount, wantedFrom, wantedTo } = fields;
  if (serviceType === null || !serviceTypeOf(serviceType))
    problems.push({ field: 'serviceType', message: '请选择服务类型' });
  if (targetGroups.length === 0 || !targetGroups.every(isTargetGroup))
    problems.push({ field: 'targetGroups', message: '请至少选择一类服务对象' });
  if (TARGET_GROUPS_MAX < targetGroups.length)
    problems.push({ field: 'targetGroups', message: `服务对象不超过 ${TARGET_GROUPS_MAX} 类` });
  if (headcount !== null && (headcount.value < 1 || HEADCOUNT_MAX < headcount.value))
    problems.push({ field: 'headcount', message: `人数应为 1 至 ${HEADCOUNT_MAX}，不清楚可以不填` });
  if (fields.needType === null) problems.push({ field: 'needType', message: '请选择需求类型' });
  if (fields.mode === null) problems.push({ field: 'mode', message: '请选择“输血”或“造血”' });
  if (fields.urgency === null) problems.push({ field: 'urgency', message: '请选择紧急程度' });
  if (wantedFrom !== null && wantedTo !== null && wantedTo < wantedFrom)
    problems.push({ field: 'wantedTo', message: '期望结束日期不能早于开始日期' });
  return problems;
}
