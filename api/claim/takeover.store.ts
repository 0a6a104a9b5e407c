/** SQL of take-over requests. */
import type { Tx } from '@jiedui/db/connect.ts';
import { takeovers } from '@jiedui/db/schema/claim.ts';
import type { Takeover } from '@jiedui/shared/claim/takeover.ts';
import { and, eq } from 'drizzle-orm';

const COLUMNS = `t.id, t.version, t.claim_id as "claimId", t.order_id as "orderId", t.station_id as "stationId",
  t.authority_id as "authorityId", t.holder_id as "holderId", t.organization_id as "organizationId", t.state,
  t.request_reason as "requestReason", t.asked_by as "askedBy", t.asked_at as "askedAt", t.holder_until as "holderUntil",
  t.holder_agreed_at as "holderAgreedAt", t.station_until as "stationUntil", t.end_code as "endCode", t.reason,
  t.answered_at as "answeredAt", t.new_claim_id as "newClaimId"`;

type Row = Takeover & Record<string, unknown>;

export async function takeoverById(tx: Tx, id: string): Promise<Takeover | null> {
  const sql = `select ${COLUMNS} from takeovers t where t.id = $1`;
  return (await tx.named<Row>('takeover.one', sql, [id]))[0] ?? null;
}

/** The request locked; its order must have been locked before it, as everywhere. */
export async function lockTakeover(tx: Tx, id: string): Promise<Takeover | null> {
  const sql = `select ${COLUMNS} from takeovers t where t.id = $1 for update`;
  return (await tx.named<Row>('takeover.lock', sql, [id]))[0] ?? null;
}

/** Those of these orders that the viewer may see, oldest first. */
export const takeoversOfOrders = (tx: Tx, orderIds: readonly string[]) =>
  tx.named<Row & { holderName: string; organizationName: string }>(
    'takeover.ofOrders',
    `select ${COLUMNS}, h.name as "holderName", g.name as "organizationName" from takeovers t
     join organizations h on h.id = t.holder_id join organizations g on g.id = t.organization_id
     where t.order_id = any($1) order by t.id`,
    [orderIds],
  );

/** The claim that holds an order whole, to whoever asks to take it over: ids and dates, nothing of its words. A share holds none. */
export interface HeldClaim {
  readonly claimId: string;
  readonly holderId: string;
  readonly stationId: string;
  readonly authorityId: string;
  /** The last instant of a request that waits; null when none does. */
  readonly waitsUntil: Date | null;
}

export async function heldClaim(tx: Tx, orderId: string, at: Date): Promise<HeldClaim | null> {
  const rows = await tx.namedFor<HeldClaim & Record<string, unknown>>(
    'settle',
    'takeover.heldClaim',
    `select c.id as "claimId", c.organization_id as "holderId", c.station_id as "stationId", c.authority_id as "authorityId",
       (select t.station_until from takeovers t where t.claim_id = c.id and t.state in ('asked', 'agreed') and $2 <= t.station_until) as "waitsUntil"
     from claims c where c.tenant_id = (select app.tenant_id()) and c.order_id = $1 and c.exclusive and c.state = 'confirmed'
       and (c.started_at is not null or c.start_until is null or $2 <= c.start_until)`,
    [orderId, at],
  );
  return rows[0] ?? null;
}

export async function insertTakeover(tx: Tx, tenantId: string, takeover: Takeover): Promise<void> {
  await tx.db.insert(takeovers).values({ ...takeover, tenantId });
}

export async function saveTakeover(tx: Tx, takeover: Takeover, accountId: string): Promise<void> {
  const { state, holderAgreedAt, stationUntil, endCode, reason, answeredAt, newClaimId, version } = takeover;
  await tx.db
    .update(takeovers)
    .set({
      state,
      holderAgreedAt,
      stationUntil,
      endCode,
      reason,
      answeredAt,
      newClaimId,
      answeredBy: accountId,
      version: version + 1,
    })
    .where(and(eq(takeovers.id, takeover.id), eq(takeovers.version, version)));
}

/** Writes down that the station let the request for this claim lapse: it may be another organization's, hence the purpose. */
export const settleTakeovers = (tx: Tx, claimId: string, at: Date) =>
  tx.namedFor(
    'settle',
    'takeover.settle',
    `update takeovers set state = 'lapsed', answered_at = station_until, version = version + 1
     where claim_id = $1 and state in ('asked', 'agreed') and station_until < $2`,
    [claimId, at],
  );
