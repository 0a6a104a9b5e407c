/**
 * Approval (点单审核): who looks at an order before it is published. A setting of the order's authority, versioned: each
 * order keeps the rule by which it was judged. Source: the bureau 指导 how lists are built; who signs is for it to say, and
 * delegation with sampling keeps the queue short.
 */
import { endOfDay, type LocalDate, localDateOf } from '../calendar.ts';
import type { FieldProblem } from '../refusal.ts';
import { serviceTypeOf } from '../taxonomy/scheme.ts';
import { addWorkingDays } from '../working-calendar.ts';
import type { OrderFields, Urgency } from './order.ts';

/** Nobody; the order's authority; a centre it names (县级社工总站); the station's own lead, by delegation. */
export const APPROVERS = ['none', 'bureau', 'centre', 'station_lead'] as const;
export type Approver = (typeof APPROVERS)[number];

export const APPROVER_WORDS: Record<Approver, string> = {
  none: '不审核，提交即发布',
  bureau: '主管单位审核',
  centre: '指定单位审核',
  station_lead: '委托社工站负责人审核',
};

/** What came of a submission; null while it waits. */
export const APPROVAL_OUTCOMES = ['approved', 'returned', 'rejected', 'recalled', 'cancelled'] as const;
export type ApprovalOutcome = (typeof APPROVAL_OUTCOMES)[number];

export const APPROVAL_OUTCOME_WORDS: Record<ApprovalOutcome, string> = {
  approved: '同意发布',
  returned: '退回修改',
  rejected: '不予发布',
  recalled: '社工站撤回',
  cancelled: '社工站撤销',
};

/** Why an order was published without anybody looking first. */
export const BYPASSES = ['low_risk', 'emergency'] as const;
export type Bypass = (typeof BYPASSES)[number];

export const BYPASS_WORDS: Record<Bypass, string> = {
  low_risk: '低风险类型，按规则免审',
  emergency: '紧急点单，先发布后查看',
};

/** What a later look at it found; waiting until somebody looked. */
export const LOOKS = ['waiting', 'fine', 'problem'] as const;
export type Look = (typeof LOOKS)[number];

export const LOOK_WORDS: Record<Look, string> = { waiting: '待抽查', fine: '抽查无误', problem: '抽查有问题' };

/** Working days that an approver has, after the day of submission. Shown to the station; nothing happens by itself. */
export const APPROVE_WORKING_DAYS = 2;

export interface ApprovalTerms {
  readonly approver: Approver;
  /** The authority that approves in the place of the order's own; set with `centre` only. */
  readonly centreId: string | null;
  /** Service types that are published without approval. */
  readonly lowRiskTypes: readonly string[];
  /** How many in a hundred of those are looked at afterwards, 0 to 100. */
  readonly samplePercent: number;
}

export const NO_APPROVAL: ApprovalTerms = { approver: 'none', centreId: null, lowRiskTypes: [], samplePercent: 0 };

export type Route =
  | { readonly to: 'open'; readonly because: Bypass | null; readonly look: boolean }
  | { readonly to: 'review' };

/**
 * Whether the order is published at once or waits. An emergency (24 小时) never waits, but somebody looks at it afterwards;
 * the scan for personal data comes before, in posting.ts, for every order.
 */
export function routeOf(
  terms: ApprovalTerms,
  order: { readonly id: string; readonly serviceType: string | null; readonly urgency: Urgency | null },
): Route {
  if (terms.approver === 'none') return { to: 'open', because: null, look: false };
  if (order.urgency === 'emergency') return { to: 'open', because: 'emergency', look: true };
  if (order.serviceType !== null && terms.lowRiskTypes.includes(order.serviceType)) {
    return { to: 'open', because: 'low_risk', look: isSampled(order.id, terms.samplePercent) };
  }
  return { to: 'review' };
}

/**
 * Whether this order is in the sample: decided by its id alone, so that nobody chooses and everybody can check. FNV-1a over
 * the id's characters, modulo 100.
 */
export function isSampled(orderId: string, percent: number): boolean {
  let hash = 0x811c9dc5;
  for (let at = 0; at < orderId.length; at++) hash = Math.imul(hash ^ orderId.charCodeAt(at), 0x01000193) >>> 0;
  return hash % 100 < percent;
}

/** The last instant of the approver's days. */
export const approveUntil = (submittedAt: Date): Date =>
  endOfDay(addWorkingDays(localDateOf(submittedAt), APPROVE_WORKING_DAYS));

const MINORS = ['child_left_behind', 'orphan', 'child_unattended', 'child_in_difficulty', 'child_disabled'];
const GUARDED = ['mental_disorder', 'community_correction', 'drug_rehabilitation'];

/** Why an order should be read by itself; empty: it may be approved with others in one go. */
export function cautionsOf(
  order: Pick<OrderFields, 'targetGroups' | 'urgency' | 'requiredQualifications' | 'budgetCapFen'>,
): string[] {
  const cautions: string[] = [];
  if (order.targetGroups.some((group) => MINORS.includes(group))) cautions.push('服务对象有未成年人');
  if (order.targetGroups.some((group) => GUARDED.includes(group))) cautions.push('服务对象需要特别保护');
  if (order.urgency === 'urgent') cautions.push('3 个工作日内要办');
  if ((order.requiredQualifications?.length ?? 0) !== 0) cautions.push('要求执业资质');
  if ((order.budgetCapFen ?? 0) !== 0) cautions.push('会产生费用');
  return cautions;
}

/** Every problem of a rule to be put in force on `effectiveOn`. */
export function approvalProblems(terms: ApprovalTerms, effectiveOn: LocalDate, today: LocalDate): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if ((terms.approver === 'centre') !== (terms.centreId !== null)) {
    const message = terms.approver === 'centre' ? '请选择由哪个单位审核' : '只有“指定单位审核”需要选择单位';
    problems.push({ field: 'centreId', message });
  }
  const unknown = terms.lowRiskTypes.filter((code) => serviceTypeOf(code) === undefined);
  if (unknown.length !== 0) problems.push({ field: 'lowRiskTypes', message: `服务分类中没有 ${unknown.join('、')}` });
  if (!Number.isInteger(terms.samplePercent) || terms.samplePercent < 0 || 100 < terms.samplePercent) {
    problems.push({ field: 'samplePercent', message: '抽查比例应为 0 至 100 的整数' });
  }
  if (effectiveOn < today) problems.push({ field: 'effectiveOn', message: '生效日期不能早于今天，已发布的点单不追溯' });
  return problems;
}

export const APPROVAL_NOTE_MAX = 200;
