/** SQL of claims. */
import type { Tx } from '@jiedui/db/connect.ts';
import { claims } from '@jiedui/db/schema/claim.ts';
import type { Claim, ClaimState } from '@jiedui/shared/claim/claim.ts';
import type { Portion } from '@jiedui/shared/order/commitment.ts';
import { and, eq } from 'drizzle-orm';

const COLUMNS = `c.id, c.version, c.order_id as "orderId", c.station_id as "stationId", c.authority_id as "authorityId",
  c.organization_id as "organizationId", c.state, c.awaits, c.claimed_by as "claimedBy", c.claimed_at as "claimedAt",
  c.confirm_until as "confirmUntil", c.decided_by as "decidedBy", c.decided_at as "decidedAt", c.reason,
  c.confirmed_at as "confirmedAt", c.free_until as "freeUntil", c.start_until as "startUntil", c.extended_at as "extendedAt",
  c.extension_reason as "extensionReason", c.first_session_on as "firstSessionOn", c.started_at as "startedAt", c.end_code as "endCode",
  c.at_fault as "atFault", c.exclusive, c.delivered_at as "deliveredAt",
  case when c.exclusive then '[]'::jsonb else coalesce((select jsonb_agg(jsonb_build_object('seq', p.seq, 'value', p.value) order by p.seq)
    from claim_lines p where p.claim_id = c.id), '[]') end as portions`;

export async function claimById(tx: Tx, id: string): Promise<Claim | null> {
  const [row] = await tx.named<Claim & Record<string, unknown>>(
    'claim.one',
    `select ${COLUMNS} from claims c where c.id = $1`,
    [id],
  );
  return row ?? null;
}

/** The claim locked; its order must have been locked before it, always in this order. */
export async function lockClaim(tx: Tx, id: string): Promise<Claim | null> {
  const [row] = await tx.named<Claim & Record<string, unknown>>(
    'claim.lock',
    `select ${COLUMNS} from claims c where c.id = $1 for update of c`,
    [id],
  );
  return row ?? null;
}

/** All claims of these orders that the viewer may see, oldest first. */
export const claimsOfOrders = (tx: Tx, orderIds: readonly string[]) =>
  tx.named<Claim & { organizationName: string } & Record<string, unknown>>(
    'claim.ofOrders',
    `select ${COLUMNS}, g.name as "organizationName" from claims c join organizations g on g.id = c.organization_id
     where c.order_id = any($1) order by c.claimed_at, c.id`,
    [orderIds],
  );

const EFFECTIVE = `case when (c.state = 'pending' and c.confirm_until < $1)
  or (c.state = 'confirmed' and c.started_at is null and c.start_until < $1) then 'lapsed' else c.state end`;
const WHERE = `($2::text[] is null or ${EFFECTIVE} = any($2))`;

export const listClaims = (
  tx: Tx,
  states: readonly ClaimState[] | null,
  afterId: string | null,
  limit: number,
  at: Date,
) =>
  tx.named<Claim & Record<string, unknown>>(
    'claim.list',
    `select ${COLUMNS} from claims c where ${WHERE} and ($3::uuid is null or c.id < $3) order by c.id desc limit $4`,
    [at, states, afterId, limit],
  );

export async function countClaims(tx: Tx, states: readonly ClaimState[] | null, at: Date): Promise<number> {
  const [row] = await tx.named<{ count: number }>(
    'claim.count',
    `select count(*)::int as count from claims c where ${WHERE}`,
    [at, states],
  );
  return row?.count ?? 0;
}

/**
 * Until the transaction ends, nobody else claims for this organization: its claims of the month, counted after this, are
 * all there. Two of its people who take two orders at once would else both take the last place.
 */
export const lockCapacity = (tx: Tx, organizationId: string) =>
  tx.named('claim.lockCapacity', 'select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `capacity:${organizationId}`,
  ]);

/** Writes down that the pending claim on this order lapsed; it is another organization's, hence the purpose. */
export const settleLapsed = (tx: Tx, orderId: string, at: Date) =>
  tx.namedFor(
    'settle',
    'claim.settleLapsed',
    `update claims set state = 'lapsed', decided_at = confirm_until, version = version + 1
     where order_id = $1 and state = 'pending' and confirm_until < $2`,
    [orderId, at],
  );

/**
 * Writes down which shares of a locked order lapsed: undecided, or confirmed and not begun, which is the organization's
 * fault. They are other organizations', hence the purpose.
 */
export const settleShares = (tx: Tx, orderId: string, at: Date) =>
  tx.namedFor(
    'settle',
    'claim.settleShares',
    `update claims set state = 'lapsed', decided_at = case when state = 'pending' then confirm_until else start_until end,
       at_fault = (state = 'confirmed'), version = version + 1
     where order_id = $1 and not exclusive and ((state = 'pending' and confirm_until < $2)
       or (state = 'confirmed' and started_at is null and start_until < $2))`,
    [orderId, at],
  );

/**
 * Sets free an order whose lease ran out, and writes down that its claim is broken: both are another organization's, hence
 * the purpose. The order comes first, as everywhere.
 */
export const settleLease = (tx: Tx, orderId: string, at: Date) =>
  tx.namedFor(
    'settle',
    'claim.settleLease',
    `with freed as (
       update orders set state = 'open', claimed_organization_id = null, claimed_at = null, claim_lapses_at = null,
         last_confirmed_on = greatest(last_confirmed_on, (claim_lapses_at at time zone 'Asia/Shanghai')::date), version = version + 1, updated_at = $2
       where id = $1 and sharing = 'exclusive' and state = 'confirmed' and claim_lapses_at < $2 returning id
     )
     update claims set state = 'lapsed', decided_at = start_until, at_fault = true, version = version + 1
     where order_id in (select id from freed) and state = 'confirmed' and started_at is null and start_until < $2`,
    [orderId, at],
  );

/**
 * The first session of these orders was recorded: their claims by these organizations cannot lapse any more. A joint event
 * begins the orders of all who served, hence the purpose. Orders first, in one order by all. Of an order that several
 * share, only the shares of who served have begun; one that lapsed before has not.
 * @returns the shared ones, locked: where they stand is to be settled
 */
export async function markStarted(
  tx: Tx,
  orderIds: readonly string[],
  organizationIds: readonly string[],
  at: Date,
): Promise<string[]> {
  if (orderIds.length === 0) return [];
  const begun = await tx.namedFor<{ id: string; isShared: boolean }>(
    'settle',
    'claim.lockToStart',
    `select o.id, o.sharing <> 'exclusive' as "isShared" from orders o where o.id = any($1)
       and ((o.state = 'confirmed' and o.claim_lapses_at is not null and o.claimed_organization_id = any($2))
         or (o.sharing <> 'exclusive' and exists (select 1 from claims c where c.order_id = o.id and c.organization_id = any($2)
           and c.state = 'confirmed' and c.started_at is null and (c.start_until is null or $3 <= c.start_until)))) order by o.id for update of o`,
    [orderIds, organizationIds, at],
  );
  if (begun.length === 0) return [];
  const ids = begun.map(({ id }) => id);
  await tx.namedFor(
    'settle',
    'claim.markStarted',
    `with begun as (update orders set claim_lapses_at = null, version = version + 1, updated_at = $2
       where id = any($1) and sharing = 'exclusive' returning id)
     update claims set started_at = $2, version = version + 1
     where order_id = any($1) and organization_id = any($3) and state = 'confirmed' and started_at is null
       and (order_id in (select id from begun) or (not exclusive and (start_until is null or $2 <= start_until)))`,
    [ids, at, organizationIds],
  );
  return begun.flatMap(({ id, isShared }) => (isShared ? [id] : []));
}

export interface NewClaim {
  readonly id: string;
  readonly orderId: string;
  readonly orderVersion: number;
  readonly organizationId: string;
  readonly claimedBy: string;
  readonly claimedAt: Date;
  readonly confirmUntil: Date;
}

/**
 * The claim itself, in one statement: the order changes hands only if it is still free at the version that was read, and
 * only then is the claim inserted. The partial unique index claims_one_live is the second wall. False: somebody was faster.
 */
export async function claimIfFree(tx: Tx, claim: NewClaim): Promise<boolean> {
  const won = await tx.named<{ id: string }>(
    'claim.ifFree',
    `with won as (
       update orders set state = 'claimed', claimed_organization_id = $4, claimed_at = $6, claim_lapses_at = $7,
         version = version + 1, updated_at = $6
       where id = $2 and version = $3 and (state = 'open' or (state = 'claimed' and claim_lapses_at < $6))
       returning id, tenant_id, station_id, authority_id
     )
     insert into claims (id, tenant_id, order_id, station_id, authority_id, organization_id, state, claimed_by, claimed_at, confirm_until, version)
     select $1, tenant_id, id, station_id, authority_id, $4, 'pending', $5, $6, $7, 1 from won returning id`,
    [
      claim.id,
      claim.orderId,
      claim.orderVersion,
      claim.organizationId,
      claim.claimedBy,
      claim.claimedAt,
      claim.confirmUntil,
    ],
  );
  return won.length === 1;
}

/** A claim that the station confirmed in the same transaction: by taking over. */
export async function insertConfirmed(tx: Tx, tenantId: string, claim: Claim): Promise<void> {
  await tx.db.insert(claims).values({ ...claim, tenantId });
}

/** A share of an order that is locked, and whose takers were counted under the lock. */
export async function insertShare(tx: Tx, claim: NewClaim, portions: readonly Portion[]): Promise<void> {
  await tx.named(
    'claim.insertShare',
    `with made as (
       insert into claims (id, tenant_id, order_id, station_id, authority_id, organization_id, state, claimed_by, claimed_at, confirm_until, version, exclusive)
       select $1, tenant_id, id, station_id, authority_id, $3, 'pending', $4, $5, $6, 1, false from orders where id = $2 returning id)
     select id from made`,
    [claim.id, claim.orderId, claim.organizationId, claim.claimedBy, claim.claimedAt, claim.confirmUntil],
  );
  if (portions.length === 0) return;
  await tx.named(
    'claim.insertPortions',
    `insert into claim_lines (tenant_id, claim_id, order_id, seq, value)
     select (select app.tenant_id()), $1, $2, t.seq, t.value from unnest($3::int[], $4::int[]) as t (seq, value)`,
    [claim.id, claim.orderId, portions.map(({ seq }) => seq), portions.map(({ value }) => value)],
  );
}

export async function saveClaim(tx: Tx, claim: Claim, accountId: string): Promise<void> {
  const { state, decidedAt, reason, confirmedAt, freeUntil, startUntil, extendedAt, extensionReason } = claim;
  const { firstSessionOn, startedAt, endCode, atFault } = claim;
  await tx.db
    .update(claims)
    .set({
      state,
      decidedAt,
      reason,
      confirmedAt,
      freeUntil,
      startUntil,
      extendedAt,
      extensionReason,
      firstSessionOn,
      startedAt,
      endCode,
      atFault,
      version: claim.version + 1,
      decidedBy: accountId,
    })
    .where(and(eq(claims.id, claim.id), eq(claims.version, claim.version)));
}
