/** What an order must say before it is published, and what it may not say. */
import { endOfDay, formatDate, localDateOf } from '../calendar.ts';
import type { PersonalDataFound } from '../personal-data.ts';
import { refusePersonalData } from '../personal-data-scan.ts';
import type { FieldProblem } from '../refusal.ts';
import { isQualification } from '../organization/qualification.ts';
import { serviceTypeOf } from '../taxonomy/scheme.ts';
import { isTargetGroup } from '../taxonomy/target-groups.ts';
import { lengthOf } from '../text.ts';
import { lineProblems } from './line.ts';
import type { OrderFields } from './order.ts';
import {
  TITLE_MIN,
  TITLE_MAX,
  PLACE_MAX,
  DESCRIPTION_MAX,
  TARGET_GROUPS_MAX,
  HEADCOUNT_MAX,
  BUDGET_CAP_FEN_MAX,
} from './limits.ts';
import { isDuration } from './series.ts';
import { OrderIncomplete } from './refusals.ts';

/** Order fields with nothing missing: what `checkPosting` lets through. */
export type PostableFields = {
  readonly [K in Exclude<keyof OrderFields, Asked>]: NonNullable<OrderFields[K]>;
} & Pick<OrderFields, Asked>;
/** What an order may ask of who serves it; none is asked where they are left out. */
type Asked =
  | 'requiredQualifications'
  | 'budgetCapFen'
  | 'durationMinutes'
  | 'claimMode'
  | 'sharing'
  | 'seats'
  | 'lines';

/**
 * The fields, known to be whole, or why the order cannot be posted at `at`.
 *
 * @returns `OrderIncomplete` with every problem at once; `PersonalDataFound` with every spot, once it is whole
 */
export function checkPosting(fields: OrderFields, at: Date): PostableFields | OrderIncomplete | PersonalDataFound {
  const problems = [
    ...textProblems(fields),
    ...choiceProblems(fields),
    ...askedProblems(fields),
    ...timeProblems(fields, at),
    ...lineProblems(fields),
  ];
  if (0 < problems.length) return new OrderIncomplete(problems);
  return scanOrder(fields) ?? (fields as PostableFields);
}

/** The scan of what will be published; a venue may stand by its street number, a home may not. */
export function scanOrder(
  fields: Pick<OrderFields, 'title' | 'description' | 'place' | 'lines'>,
): PersonalDataFound | null {
  const { title, description, place, lines = [] } = fields;
  const ofLines = lines.map(({ what, note }, i) => [`lines.${i}`, `${what}\n${note}`] as const);
  return refusePersonalData({ title, description, place, ...Object.fromEntries(ofLines) }, ['place']);
}

function textProblems({ title, place, description }: OrderFields): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const length = lengthOf(title.trim());
  if (length < TITLE_MIN || TITLE_MAX < length) {
    problems.push({ field: 'title', message: `标题应为 ${TITLE_MIN} 至 ${TITLE_MAX} 字，现为 ${length} 字` });
  }
  if (place.trim() === '') problems.push({ field: 'place', message: '请填写服务地点' });
  if (PLACE_MAX < lengthOf(place)) problems.push({ field: 'place', message: `服务地点不超过 ${PLACE_MAX} 字` });
  if (DESCRIPTION_MAX < lengthOf(description)) {
    problems.push({ field: 'description', message: `需求说明不超过 ${DESCRIPTION_MAX} 字` });
  }
  return problems;
}

function choiceProblems(fields: OrderFields): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const { serviceType, targetGroups, headcount } = fields;
  if (serviceType === null || !serviceTypeOf(serviceType))
    problems.push({ field: 'serviceType', message: '请选择服务类型' });
  if (targetGroups.length === 0 || !targetGroups.every(isTargetGroup)) {
    problems.push({ field: 'targetGroups', message: '请至少选择一类服务对象' });
  }
  if (TARGET_GROUPS_MAX < targetGroups.length) {
    problems.push({ field: 'targetGroups', message: `服务对象不超过 ${TARGET_GROUPS_MAX} 类` });
  }
  if (headcount === null || headcount.value < 1 || HEADCOUNT_MAX < headcount.value) {
    problems.push({ field: 'headcount', message: `请填写预计数量，1 至 ${HEADCOUNT_MAX}` });
  }
  if (fields.needType === null) problems.push({ field: 'needType', message: '请选择需求类型' });
  if (fields.mode === null) problems.push({ field: 'mode', message: '请选择“输血”或“造血”' });
  if (fields.leg === null) problems.push({ field: 'leg', message: '请选择需要物资、服务或两者' });
  if (fields.urgency === null) problems.push({ field: 'urgency', message: '请选择紧急程度' });
  return problems;
}

function askedProblems({ requiredQualifications = [], budgetCapFen = null }: OrderFields): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const unknown = requiredQualifications.filter((code) => !isQualification(code));
  if (0 < unknown.length) {
    problems.push({ field: 'requiredQualifications', message: `资质名录中没有 ${unknown.join('、')}，请重新选择` });
  }
  if (budgetCapFen !== null && (budgetCapFen < 0 || BUDGET_CAP_FEN_MAX < budgetCapFen)) {
    const most = BUDGET_CAP_FEN_MAX / 100;
    problems.push({ field: 'budgetCapFen', message: `每场费用上限应为 0 至 ${most} 元，不限可不填` });
  }
  return problems;
}

function timeProblems(fields: OrderFields, at: Date): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const { windowFrom, windowTo, claimableUntil, durationMinutes = null } = fields;
  if (durationMinutes !== null && !isDuration(durationMinutes))
    problems.push({ field: 'durationMinutes', message: '每次时长应为 15 分钟至 24 小时，不限可不填' });
  const today = localDateOf(at);
  if (windowFrom === null) problems.push({ field: 'windowFrom', message: '请选择服务开始日期' });
  if (windowTo === null) problems.push({ field: 'windowTo', message: '请选择服务结束日期' });
  else if (windowTo < today)
    problems.push({ field: 'windowTo', message: `服务结束日期不能早于今天（${formatDate(today)}）` });
  if (windowFrom !== null && windowTo !== null && windowTo < windowFrom) {
    problems.push({ field: 'windowTo', message: '服务结束日期不能早于开始日期' });
  }
  if (claimableUntil === null) problems.push({ field: 'claimableUntil', message: '请选择接单截止时间' });
  else if (claimableUntil <= at) problems.push({ field: 'claimableUntil', message: '接单截止时间应晚于现在' });
  else if (windowTo !== null && endOfDay(windowTo) < claimableUntil) {
    problems.push({ field: 'claimableUntil', message: '接单截止时间不能晚于服务结束日期' });
  }
  return problems;
}
