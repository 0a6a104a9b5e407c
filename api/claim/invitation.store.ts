/** SQL of invitations. */
import type { Tx } from '@jiedui/db/connect.ts';
import { invitations } from '@jiedui/db/schema/claim.ts';
import type { Invitation, InvitationState } from '@jiedui/shared/claim/invitation.ts';
import type { Sharing } from '@jiedui/shared/order/sharing.ts';
import type { OrderLine } from '@jiedui/shared/order/line.ts';
import type { OrderLife } from '@jiedui/shared/order/order.ts';
import { and, eq } from 'drizzle-orm';

const COLUMNS = `i.id, i.version, i.run_id as "runId", i.month, i.order_id as "orderId", i.station_id as "stationId",
  i.authority_id as "authorityId", i.organization_id as "organizationId", i.state, i.sentence, i.sent_at as "sentAt",
  i.respond_until as "respondUntil", i.answered_at as "answeredAt", i.decline_reason as "declineReason", i.reason, i.claim_id as "claimId"`;

type Row = Invitation & Record<string, unknown>;

export async function invitationById(tx: Tx, id: string): Promise<Invitation | null> {
  const sql = `select ${COLUMNS} from invitations i where i.id = $1`;
  return (await tx.named<Row>('invitation.one', sql, [id]))[0] ?? null;
}

/** The invitation locked; its order must have been locked before it, as everywhere. */
export async function lockInvitation(tx: Tx, id: string): Promise<Invitation | null> {
  const sql = `select ${COLUMNS} from invitations i where i.id = $1 for update`;
  return (await tx.named<Row>('invitation.lock', sql, [id]))[0] ?? null;
}

/** What was sent for these runs. */
export const invitationsOfRuns = (tx: Tx, runIds: readonly string[]) =>
  tx.named<Row>('invitation.ofRuns', `select ${COLUMNS} from invitations i where i.run_id = any($1) order by i.id`, [
    runIds,
  ]);

/** Of each order the last invitation that the viewer may see. */
export const lastInvitations = (tx: Tx, orderIds: readonly string[]) =>
  tx.named<Row>(
    'invitation.ofOrders',
    `select distinct on (i.order_id) ${COLUMNS} from invitations i where i.order_id = any($1) order by i.order_id, i.id desc`,
    [orderIds],
  );

const EFFECTIVE = `case when i.state = 'pending' and i.respond_until < $1 then 'lapsed' else i.state end`;
const WHERE = `($2::text[] is null or ${EFFECTIVE} = any($2)) and ($3::uuid is null or i.run_id = $3)`;

export interface InvitationFilter {
  readonly states: readonly InvitationState[] | null;
  readonly runId: string | null;
}

export const listInvitations = (
  tx: Tx,
  { states, runId }: InvitationFilter,
  afterId: string | null,
  limit: number,
  at: Date,
) =>
  tx.named<Row>(
    'invitation.list',
    `select ${COLUMNS} from invitations i where ${WHERE} and ($4::uuid is null or i.id < $4) order by i.id desc limit $5`,
    [at, states, runId, afterId, limit],
  );

export async function countInvitations(tx: Tx, { states, runId }: InvitationFilter, at: Date): Promise<number> {
  const sql = `select count(*)::int as count from invitations i where ${WHERE}`;
  return (await tx.named<{ count: number }>('invitation.count', sql, [at, states, runId]))[0]?.count ?? 0;
}

export interface InvitedOrder extends Pick<OrderLife, 'state' | 'claimLapsesAt' | 'claimableUntil'> {
  readonly id: string;
  readonly title: string;
  readonly stationId: string;
  readonly sharing: Sharing;
  readonly seats: number;
  readonly lines: readonly OrderLine[];
  /** Organizations whose invitations wait for an answer at $2. */
  readonly waiting: readonly string[];
}

/** The orders locked, in the order of their ids, so that two who send at once do not wait for each other. */
export const lockOrdersToInvite = async (tx: Tx, orderIds: readonly string[], at: Date): Promise<InvitedOrder[]> => {
  await tx.named('invitation.lockOrders', 'select id from orders where id = any($1) order by id for update', [
    orderIds,
  ]);
  // Read after the lock, so that what was committed before it is seen.
  return tx.namedFor<InvitedOrder & Record<string, unknown>>(
    'matching',
    'invitation.orders',
    `select o.id, o.title, o.station_id as "stationId", o.state, o.claim_lapses_at as "claimLapsesAt", o.claimable_until as "claimableUntil", o.posted_at as "postedAt", o.last_confirmed_on as "lastConfirmedOn",
       o.sharing as "sharing", o.seats, case when o.line_count = 0 then '[]'::jsonb else (select jsonb_agg(jsonb_build_object('seq', l.seq,
         'serviceType', l.service_type, 'what', l.what, 'note', l.note,
         'quantity', jsonb_build_object('value', l.value, 'qualifier', l.qualifier, 'unit', l.unit)) order by l.seq)
         from order_lines l where l.order_id = o.id) end as lines,
       coalesce((select jsonb_agg(i.organization_id) from invitations i
         where i.order_id = o.id and i.state = 'pending' and $2 <= i.respond_until), '[]') as waiting
     from orders o where o.tenant_id = (select app.tenant_id()) and o.id = any($1) order by o.id`,
    [orderIds, at],
  );
};

/** Writes down that nobody answered for these orders in time: whoever sent it, hence the purpose. */
export const settleInvitations = (tx: Tx, orderIds: readonly string[], at: Date) =>
  tx.namedFor(
    'settle',
    'invitation.settle',
    `update invitations set state = 'lapsed', version = version + 1
     where tenant_id = (select app.tenant_id()) and order_id = any($1) and state = 'pending' and respond_until < $2`,
    [orderIds, at],
  );

export interface NewInvitation
  extends Omit<Invitation, 'version' | 'answeredAt' | 'declineReason' | 'reason' | 'claimId'> {
  readonly tenantId: string;
  readonly sentBy: string;
}

export async function insertInvitations(tx: Tx, rows: readonly NewInvitation[]): Promise<void> {
  const BATCH = 1_000;
  for (let from = 0; from < rows.length; from += BATCH)
    await tx.db.insert(invitations).values(rows.slice(from, from + BATCH));
}

export async function saveInvitation(tx: Tx, invitation: Invitation, accountId: string): Promise<void> {
  const { state, answeredAt, declineReason, reason, claimId, version } = invitation;
  await tx.db
    .update(invitations)
    .set({ state, answeredAt, answeredBy: accountId, declineReason, reason, claimId, version: version + 1 })
    .where(and(eq(invitations.id, invitation.id), eq(invitations.version, version)));
}
