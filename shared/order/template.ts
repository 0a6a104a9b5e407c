/** Templates (点单模板) and copies (再来一单, 照抄): what an order begins with. Dates are never copied. */
import { lengthOf } from '../text.ts';
import type { FieldProblem } from '../refusal.ts';
import type { OrderFields } from './order.ts';

/** What a template keeps: everything but the days and the closing instant, lines included. */
export const TEMPLATE_FIELDS = [
  'title',
  'description',
  'serviceType',
  'targetGroups',
  'headcount',
  'place',
  'needType',
  'mode',
  'leg',
  'urgency',
  'requiredQualifications',
  'budgetCapFen',
  'durationMinutes',
  'claimMode',
  'sharing',
  'seats',
  'lines',
] as const satisfies (keyof OrderFields)[];
export type TemplateFields = Pick<OrderFields, (typeof TEMPLATE_FIELDS)[number]>;

export const TEMPLATE_NAME_MIN = 2;
export const TEMPLATE_NAME_MAX = 30;

export function templateOf(order: OrderFields): TemplateFields {
  return Object.fromEntries(TEMPLATE_FIELDS.map((field) => [field, order[field] ?? null])) as unknown as TemplateFields;
}

/** The fields of a new draft: the template's, without days, and never an emergency: that is said anew each time. */
export function draftFrom(template: TemplateFields): OrderFields {
  return {
    ...template,
    urgency: template.urgency === 'emergency' ? 'normal' : template.urgency,
    windowFrom: null,
    windowTo: null,
    claimableUntil: null,
  };
}

export function templateProblems(name: string): FieldProblem[] {
  const length = lengthOf(name.trim());
  if (TEMPLATE_NAME_MIN <= length && length <= TEMPLATE_NAME_MAX) return [];
  return [{ field: 'name', message: `模板名称应为 ${TEMPLATE_NAME_MIN} 至 ${TEMPLATE_NAME_MAX} 字` }];
}
