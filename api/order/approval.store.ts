/** SQL of approval: the rule in force, submissions and what came of them, who else could approve. */
import type { Tx } from '@jiedui/db/connect.ts';
import { approvalRules, orderApprovals } from '@jiedui/db/schema/order-flow.ts';
import type { LocalDate } from '@jiedui/shared/calendar.ts';
import type { ApprovalOutcome, ApprovalTerms, Approver, Bypass, Look } from '@jiedui/shared/order/approval.ts';
import { eq } from 'drizzle-orm';

export interface ApprovalRule extends ApprovalTerms {
  readonly id: string;
  readonly authorityId: string;
  readonly number: number;
  readonly note: string;
  readonly effectiveOn: LocalDate;
  readonly savedAt: Date;
}

const RULE = `r.id, r.authority_id as "authorityId", r.number, r.approver, r.centre_id as "centreId",
  r.low_risk_types as "lowRiskTypes", r.sample_percent as "samplePercent", r.note, r.effective_on as "effectiveOn", r.saved_at as "savedAt"`;

/** The authority's own rule in force on the day, or else the nearest above it that has one; null: nobody ever set one. */
export async function ruleInForce(tx: Tx, authorityId: string, on: LocalDate): Promise<ApprovalRule | null> {
  const [row] = await tx.named<ApprovalRule & Record<string, unknown>>(
    'approval.ruleInForce',
    `with recursive up as (
       select id, parent_id, 0 as depth from authorities where id = $1
       union all
       select a.id, a.parent_id, up.depth + 1 from authorities a join up on a.id = up.parent_id where up.depth < 8
     )
     select ${RULE} from up join lateral (
       select * from approval_rules each where each.authority_id = up.id and each.effective_on <= $2
       order by each.effective_on desc, each.number desc limit 1
     ) r on true order by up.depth limit 1`,
    [authorityId, on],
  );
  return row ?? null;
}

/** Newest first. */
export const rulesOf = (tx: Tx, authorityId: string, limit: number) =>
  tx.named<ApprovalRule & Record<string, unknown>>(
    'approval.rulesOf',
    `select ${RULE} from approval_rules r where r.authority_id = $1 order by r.number desc limit $2`,
    [authorityId, limit],
  );

export async function ruleById(tx: Tx, id: string): Promise<ApprovalRule | null> {
  const [row] = await tx.named<ApprovalRule & Record<string, unknown>>(
    'approval.rule',
    `select ${RULE} from approval_rules r where r.id = $1`,
    [id],
  );
  return row ?? null;
}

export async function insertRule(
  tx: Tx,
  rule: Omit<ApprovalRule, 'savedAt'> & { tenantId: string; savedBy: string; savedAt: Date },
): Promise<void> {
  await tx.db.insert(approvalRules).values({ ...rule, lowRiskTypes: [...rule.lowRiskTypes] });
}

/** Two officers who save at once get two numbers. */
export async function nextRuleNumber(tx: Tx, authorityId: string): Promise<number> {
  await tx.named('approval.lockRules', 'select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `approval-rules:${authorityId}`,
  ]);
  const [row] = await tx.named<{ last: number }>(
    'approval.lastNumber',
    'select coalesce(max(number), 0)::int as last from approval_rules where authority_id = $1',
    [authorityId],
  );
  return 1 + (row?.last ?? 0);
}

/** A submission of an order. */
export interface Approval {
  readonly id: string;
  readonly version: number;
  readonly orderId: string;
  readonly stationId: string;
  readonly stationName: string;
  readonly authorityId: string;
  readonly authorityName: string;
  readonly ruleId: string;
  readonly approver: Approver;
  readonly approverAuthorityId: string | null;
  /** The unit that approves, in words. */
  readonly approverName: string;
  readonly bypass: Bypass | null;
  readonly submittedBy: string;
  readonly submittedAt: Date;
  readonly outcome: ApprovalOutcome | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly reason: string | null;
  readonly look: Look | null;
  readonly lookReason: string | null;
  readonly lookedAt: Date | null;
  /** Whether the approving authority is the viewer's or below it. */
  readonly isOfViewer: boolean;
}

const APPROVAL = `a.id, a.version, a.order_id as "orderId", a.station_id as "stationId", s.name as "stationName",
  a.authority_id as "authorityId", u.name as "authorityName", a.rule_id as "ruleId", a.approver,
  a.approver_authority_id as "approverAuthorityId",
  coalesce(v.name, s.name || '负责人') as "approverName", a.bypass, a.submitted_by as "submittedBy",
  a.submitted_at as "submittedAt", a.outcome, a.decided_by as "decidedBy", a.decided_at as "decidedAt", a.reason, a.look,
  a.look_reason as "lookReason", a.looked_at as "lookedAt",
  coalesce(a.approver_authority_id = any ((select app.authority_ids())::uuid[]), false) as "isOfViewer"`;
const FROM = `from order_approvals a join stations s on s.id = a.station_id join authorities u on u.id = a.authority_id
  left join authorities v on v.id = a.approver_authority_id`;
type Row = Approval & Record<string, unknown>;

/** Those of these orders, oldest first. */
export const approvalsOf = (tx: Tx, orderIds: readonly string[]) =>
  tx.named<Row>('approval.ofOrders', `select ${APPROVAL} ${FROM} where a.order_id = any($1) order by a.id`, [orderIds]);

/** The one that waits, locked; its order must have been locked before it. */
export async function lockWaiting(tx: Tx, orderId: string): Promise<Approval | null> {
  const [row] = await tx.named<Row>(
    'approval.lockWaiting',
    `select ${APPROVAL} ${FROM} where a.order_id = $1 and a.outcome is null for update of a`,
    [orderId],
  );
  return row ?? null;
}

/** The newest that somebody should look at, locked. */
export async function lockLook(tx: Tx, orderId: string): Promise<Approval | null> {
  const [row] = await tx.named<Row>(
    'approval.lockLook',
    `select ${APPROVAL} ${FROM} where a.order_id = $1 and a.look = 'waiting' order by a.id desc limit 1 for update of a`,
    [orderId],
  );
  return row ?? null;
}

export async function insertApproval(
  tx: Tx,
  approval: Pick<
    Approval,
    | 'id'
    | 'orderId'
    | 'stationId'
    | 'authorityId'
    | 'ruleId'
    | 'approver'
    | 'approverAuthorityId'
    | 'bypass'
    | 'submittedBy'
    | 'submittedAt'
    | 'outcome'
    | 'decidedAt'
    | 'look'
  > & { tenantId: string },
): Promise<void> {
  await tx.db.insert(orderApprovals).values(approval);
}

export async function saveOutcome(
  tx: Tx,
  approval: Pick<Approval, 'id' | 'version'>,
  outcome: ApprovalOutcome,
  by: string,
  at: Date,
  reason: string | null,
): Promise<void> {
  await tx.db
    .update(orderApprovals)
    .set({ outcome, decidedBy: by, decidedAt: at, reason, version: approval.version + 1 })
    .where(eq(orderApprovals.id, approval.id));
}

export async function saveLook(
  tx: Tx,
  approval: Pick<Approval, 'id' | 'version'>,
  look: Exclude<Look, 'waiting'>,
  reason: string | null,
  by: string,
  at: Date,
): Promise<void> {
  await tx.db
    .update(orderApprovals)
    .set({ look, lookReason: reason, lookedBy: by, lookedAt: at, version: approval.version + 1 })
    .where(eq(orderApprovals.id, approval.id));
}

/** Whether somebody but this account could decide, on the day. */
export async function hasOtherApprover(
  tx: Tx,
  approval: Pick<Approval, 'approver' | 'approverAuthorityId' | 'stationId'>,
  accountId: string,
  on: LocalDate,
): Promise<boolean> {
  const [row] = await tx.named<{ found: boolean }>(
    'approval.hasOther',
    `select exists (
       select from role_grants g where g.account_id <> $1 and g.valid_from <= $4 and (g.valid_to is null or $4 <= g.valid_to)
         and ((g.role = 'station_lead' and g.station_id = $2::uuid) or g.authority_id = $3::uuid)) as found`,
    [
      accountId,
      approval.approver === 'station_lead' ? approval.stationId : null,
      approval.approver === 'station_lead' ? null : approval.approverAuthorityId,
      on,
    ],
  );
  return row?.found ?? false;
}

/** What waits for the viewer to approve, oldest first: for its authorities, or delegated to these stations' leads. */
const WAITING = `a.outcome is null and (a.approver_authority_id = any ((select app.authority_ids())::uuid[])
  or (a.approver = 'station_lead' and a.station_id = any($1)))`;

export const waitingOrders = (tx: Tx, leadOf: readonly string[], afterId: string | null, limit: number) =>
  tx.named<{ id: string; orderId: string }>(
    'approval.waiting',
    `select a.id, a.order_id as "orderId" from order_approvals a where ${WAITING} and ($2::uuid is null or $2 < a.id)
     order by a.id limit $3`,
    [leadOf, afterId, limit],
  );

export async function countWaiting(tx: Tx, leadOf: readonly string[]): Promise<number> {
  const [row] = await tx.named<{ count: number }>(
    'approval.countWaiting',
    `select count(*)::int as count from order_approvals a where ${WAITING}`,
    [leadOf],
  );
  return row?.count ?? 0;
}

/** What the bureau looks at afterwards: those that wait first by age, those seen newest first. */
export const ordersToLookAt = (tx: Tx, seen: boolean, afterId: string | null, limit: number) =>
  tx.named<{ id: string; orderId: string }>(
    `approval.looks${seen ? 'Seen' : 'Waiting'}`,
    seen
      ? `select a.id, a.order_id as "orderId" from order_approvals a
         where a.look in ('fine', 'problem') and a.authority_id = any ((select app.authority_ids())::uuid[])
           and ($1::uuid is null or a.id < $1) order by a.id desc limit $2`
      : `select a.id, a.order_id as "orderId" from order_approvals a
         where a.look = 'waiting' and a.authority_id = any ((select app.authority_ids())::uuid[])
           and ($1::uuid is null or $1 < a.id) order by a.id limit $2`,
    [afterId, limit],
  );

export async function countLooks(tx: Tx, seen: boolean): Promise<number> {
  const [row] = await tx.named<{ count: number }>(
    'approval.countLooks',
    `select count(*)::int as count from order_approvals a
     where (a.look = 'waiting') = not $1 and a.look is not null and a.authority_id = any ((select app.authority_ids())::uuid[])`,
    [seen],
  );
  return row?.count ?? 0;
}
