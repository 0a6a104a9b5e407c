/** Approval (点单审核): the approver's decision, the station's taking back, the bureau's later look, and the setting itself. */
import type { Tx } from '@jiedui/db/connect.ts';
import { type LocalDate, localDateOf } from '@jiedui/shared/calendar.ts';
import { APPROVAL_NOTE_MAX, type Approver, approvalProblems, cautionsOf } from '@jiedui/shared/order/approval.ts';
import {
  ApproverIsAuthor,
  NothingToLookAt,
  NotTheApprover,
  OrderNeedsReading,
  OrderSettingUnsound,
} from '@jiedui/shared/order/flow-refusals.ts';
import { approve, moveOrder, recall, turnBack } from '@jiedui/shared/order/lifecycle.ts';
import { checkPosting } from '@jiedui/shared/order/posting.ts';
import { OrderNotFound, OrderNotIn, type OrderIncomplete } from '@jiedui/shared/order/refusals.ts';
import type { PersonalDataFound } from '@jiedui/shared/personal-data.ts';
import { checkReason, type ReasonMissing, Refusal, StaleVersion } from '@jiedui/shared/refusal.ts';
import { v7 as uuid } from 'uuid';
import { forbidden } from '../errors.ts';
import { type CommandContext, type Done, command } from '../hall/command.ts';
import { authoritiesById } from '../region/region.store.ts';
import { type Viewer, authorityIdOf, stationIdsOf } from '../viewer.ts';
import {
  type Approval,
  type ApprovalRule,
  hasOtherApprover,
  insertRule,
  lockLook,
  lockWaiting,
  nextRuleNumber,
  ruleById,
  saveLook,
  saveOutcome,
} from './approval.store.ts';
import { askOrganization } from './menu.store.ts';
import { openingAt } from './opening.ts';
import { type OrderRow, lockOrder, orderById, saveStep } from './order.store.ts';
import { doneWith } from './own-order.ts';

export interface DecideOrderInput {
  readonly clientMutationId: string;
  readonly orderId: string;
  readonly expectedVersion: number;
}
export interface ApproveOrderInput extends DecideOrderInput {
  /** One of several approved in one go: refused when something sets the order apart. */
  readonly together: boolean;
}
export interface TurnBackOrderInput extends DecideOrderInput {
  readonly reason: string;
}

type Barred = OrderNotFound | OrderNotIn | StaleVersion | NotTheApprover | ApproverIsAuthor;

/** 同意发布: the order is open to everybody, or asks the organization whose offer it was made from. */
export function approveOrder(
  context: CommandContext,
  input: ApproveOrderInput,
): Promise<OrderRow | Barred | OrderNeedsReading | OrderIncomplete | PersonalDataFound> {
  const operation = { name: 'approveOrder', key: input.clientMutationId, input, reload: orderById };
  return command(context, operation, async (tx, viewer) => {
    const held = await lockForDecision(tx, viewer, input, 'approve', context.at);
    if (held instanceof Refusal) return held;
    const { order, approval } = held;
    const cautions = cautionsOf(order);
    if (input.together && cautions.length !== 0) return new OrderNeedsReading(cautions);
    // Its days may have passed while it waited.
    const fields = checkPosting(order, context.at);
    if (fields instanceof Refusal) return fields;
    const opened = approve(order, context.at);
    if (opened instanceof Refusal) return opened;
    await saveOutcome(tx, approval, 'approved', viewer.accountId, context.at, null);
    await saveStep(tx, order, { ...opened, opening: await openingAt(tx, order, context.at) }, context.at);
    const asked = await askOrganization(tx, { ...opened, version: order.version + 1 }, context.at);
    return doneWith(tx, order.id, {
      versionBefore: order.version,
      versionAfter: order.version + (asked ? 2 : 1),
      changed: ['state', 'postedAt', 'approval'],
      topic: 'order.approved',
      market: true,
      approverAuthorityId: approval.approverAuthorityId,
      more: asked ? [asked] : [],
    });
  });
}

export const returnOrder = (context: CommandContext, input: TurnBackOrderInput) =>
  turnOrderBack(context, input, 'return');
export const rejectOrder = (context: CommandContext, input: TurnBackOrderInput) =>
  turnOrderBack(context, input, 'reject');

/** 退回修改 or 不予发布, with a reason that the station reads and nobody else. */
function turnOrderBack(
  context: CommandContext,
  input: TurnBackOrderInput,
  step: 'return' | 'reject',
): Promise<OrderRow | Barred | ReasonMissing> {
  const operation = { name: `${step}Order`, key: input.clientMutationId, input, reload: orderById };
  return command(context, operation, async (tx, viewer) => {
    const held = await lockForDecision(tx, viewer, input, step, context.at);
    if (held instanceof Refusal) return held;
    const { order, approval } = held;
    const reason = checkReason(input.reason);
    if (typeof reason !== 'string') return reason;
    const turned = turnBack(order, step, context.at);
    if (turned instanceof Refusal) return turned;
    const outcome = step === 'return' ? 'returned' : 'rejected';
    await saveOutcome(tx, approval, outcome, viewer.accountId, context.at, reason);
    await saveStep(tx, order, turned, context.at);
    return doneWith(tx, order.id, {
      versionBefore: order.version,
      versionAfter: order.version + 1,
      changed: ['state', 'approval'],
      topic: `order.${outcome}`,
      market: false,
      approverAuthorityId: approval.approverAuthorityId,
    });
  });
}

/** The order and its submission, both locked, if the viewer is the one to decide. State before version: the loser of a race learns what became of it. */
async function lockForDecision(
  tx: Tx,
  viewer: Viewer,
  input: DecideOrderInput,
  step: 'approve' | 'return' | 'reject',
  at: Date,
): Promise<{ order: OrderRow; approval: Approval } | Barred> {
  const order = await lockOrder(tx, input.orderId);
  if (!order) return new OrderNotFound();
  const next = moveOrder(order, step, at);
  if (next instanceof Refusal) return next;
  const approval = await lockWaiting(tx, order.id);
  if (!approval) return new OrderNotFound();
  if (!isApprover(viewer, approval)) return new NotTheApprover(approval.approverName);
  if (order.version !== input.expectedVersion) return new StaleVersion(order.version);
  const isAuthor = approval.submittedBy === viewer.accountId;
  if (isAuthor && (await hasOtherApprover(tx, approval, viewer.accountId, localDateOf(at)))) {
    return new ApproverIsAuthor(approval.approverName);
  }
  return { order, approval };
}

export const isApprover = (
  viewer: Viewer,
  approval: Pick<Approval, 'approver' | 'stationId' | 'isOfViewer'>,
): boolean =>
  approval.approver === 'station_lead'
    ? viewer.roles.some((grant) => grant.role === 'station_lead' && grant.stationId === approval.stationId)
    : approval.isOfViewer;

/** 撤回: the station takes a submitted order back into its drafts, to change it or to leave it. */
export function recallOrder(
  context: CommandContext,
  input: DecideOrderInput,
): Promise<OrderRow | OrderNotFound | OrderNotIn | StaleVersion> {
  const operation = { name: 'recallOrder', key: input.clientMutationId, input, reload: orderById };
  return command(context, operation, async (tx, viewer) => {
    const own = await lockOrder(tx, input.orderId);
    if (!own || !stationIdsOf(viewer).includes(own.stationId)) return new OrderNotFound();
    const recalled = recall(own, context.at);
    if (recalled instanceof Refusal) return recalled;
    if (own.version !== input.expectedVersion) return new StaleVersion(own.version);
    const approval = await lockWaiting(tx, own.id);
    if (approval) await saveOutcome(tx, approval, 'recalled', viewer.accountId, context.at, null);
    await saveStep(tx, own, recalled, context.at);
    return doneWith(tx, own.id, {
      versionBefore: own.version,
      versionAfter: own.version + 1,
      changed: ['state', 'approval'],
      topic: 'order.recalled',
      market: false,
      approverAuthorityId: approval?.approverAuthorityId ?? null,
    });
  });
}

export interface LookAtOrderInput {
  readonly clientMutationId: string;
  readonly orderId: string;
  readonly look: 'fine' | 'problem';
  readonly reason: string;
}

/** 抽查: what a later look at an order found that was published without one. A problem needs words, which the station reads. */
export function lookAtOrder(
  context: CommandContext,
  input: LookAtOrderInput,
): Promise<OrderRow | OrderNotFound | NothingToLookAt | ReasonMissing> {
  const operation = { name: 'lookAtOrder', key: input.clientMutationId, input, reload: orderById };
  return command(context, operation, async (tx, viewer) => {
    const order = await lockOrder(tx, input.orderId);
    if (!order) return new OrderNotFound();
    const approval = await lockLook(tx, order.id);
    if (!approval) return new NothingToLookAt();
    const reason = input.look === 'problem' || input.reason.trim() !== '' ? checkReason(input.reason) : null;
    if (reason instanceof Refusal) return reason;
    await saveLook(tx, approval, input.look, reason, viewer.accountId, context.at);
    return doneWith(tx, order.id, {
      versionBefore: order.version,
      versionAfter: order.version,
      changed: ['approval.look'],
      topic: input.look === 'problem' ? 'order.lookedProblem' : 'order.lookedFine',
      market: false,
    });
  });
}

export interface SaveApprovalRuleInput {
  readonly clientMutationId: string;
  /** Null for the viewer's own. */
  readonly authorityId: string | null;
  readonly approver: Approver;
  readonly centreId: string | null;
  readonly lowRiskTypes: readonly string[];
  readonly samplePercent: number;
  readonly note: string;
  readonly effectiveOn: LocalDate;
}

/** A new version of the authority's rule, in force from its day on; those before it stay as they were. */
export function saveApprovalRule(
  context: CommandContext,
  input: SaveApprovalRuleInput,
): Promise<ApprovalRule | OrderSettingUnsound> {
  const operation = { name: 'saveApprovalRule', key: input.clientMutationId, input, reload: ruleById };
  return command(context, operation, async (tx, viewer): Promise<Done<ApprovalRule> | OrderSettingUnsound> => {
    const authorityId = input.authorityId ?? authorityIdOf(viewer);
    if (!authorityId) throw forbidden('主管单位');
    const problems = approvalProblems(input, input.effectiveOn, localDateOf(context.at));
    const [centre] = input.centreId === null ? [] : await authoritiesById(tx, [input.centreId]);
    if (input.centreId !== null && !centre) problems.push({ field: 'centreId', message: '没有找到所选的审核单位' });
    if (problems.length !== 0) return new OrderSettingUnsound(problems);
    const id = uuid();
    const number = await nextRuleNumber(tx, authorityId);
    const { approver, centreId, lowRiskTypes, samplePercent, effectiveOn } = input;
    const note = [...input.note.trim()].slice(0, APPROVAL_NOTE_MAX).join('');
    const { tenantId, accountId: savedBy } = viewer;
    await insertRule(tx, {
      id,
      tenantId,
      authorityId,
      number,
      approver,
      centreId,
      lowRiskTypes,
      samplePercent,
      note,
      effectiveOn,
      savedBy,
      savedAt: context.at,
    });
    const rule = await ruleById(tx, id);
    if (!rule) throw new Error('a rule vanished inside its own transaction');
    return {
      value: rule,
      entity: 'approval_rule',
      entityId: id,
      versionBefore: number === 1 ? null : number - 1,
      versionAfter: number,
      changed: ['approver', 'centreId', 'lowRiskTypes', 'samplePercent', 'effectiveOn'],
      events: [{ topic: 'approval.ruleSaved', entityId: id, version: number, payload: { authorityId } }],
    };
  });
}
