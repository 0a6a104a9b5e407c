/** SQL that writes sessions. The parts of a session are rewritten as a whole; a confirmed one is never written again. */
import type { Tx } from '@jiedui/db/connect.ts';
import {
  goods,
  headcounts,
  serviceSessions,
  sessionOrders,
  sessionPhotos,
  sessionProviders,
  sessionStations,
} from '@jiedui/db/schema/service.ts';
import type { OrderLife } from '@jiedui/shared/order/order.ts';
import type { SessionFields, SessionLife, SessionStation } from '@jiedui/shared/service/session.ts';
import { and, eq } from 'drizzle-orm';
import type { OrderLink } from './session-read.store.ts';

/** What the recording side wrote, with what it refers to. */
export interface SessionContent extends SessionFields {
  readonly orders: readonly OrderLink[];
  readonly photos: readonly { readonly fileId: string; readonly caption: string }[];
}

export interface NewSession {
  readonly id: string;
  readonly tenantId: string;
  readonly number: string;
  readonly organizationId: string;
  readonly createdBy: string;
  readonly createdAt: Date;
}

type Life = Omit<SessionLife, 'organizationId' | 'stations'>;

/** Each column by its name: nothing of an input reaches the table unlisted. */
const columnsOf = (content: SessionContent, authorityIds: readonly string[]) => ({
  stationIds: [...content.stationIds],
  organizationIds: [...content.providerIds],
  authorityIds: [...authorityIds],
  title: content.title,
  theme: content.theme,
  category: content.category,
  method: content.method,
  serviceTypes: [...content.serviceTypes],
  startedAt: content.startedAt,
  endedAt: content.endedAt,
  place: content.place,
  contents: [...content.contents],
  partners: [...content.partners],
  summary: content.summary,
});

const lifeOf = ({ state, submittedAt, confirmedAt, returnReason }: Life) => ({
  state,
  submittedAt,
  confirmedAt,
  returnReason,
});

export async function insertSession(
  tx: Tx,
  session: NewSession,
  content: SessionContent,
  authorityIds: readonly string[],
  life: Life,
): Promise<void> {
  await tx.db.insert(serviceSessions).values({
    ...session,
    ...columnsOf(content, authorityIds),
    ...lifeOf(life),
    version: 1,
    updatedAt: session.createdAt,
  });
}

export async function updateSession(
  tx: Tx,
  session: { readonly id: string; readonly version: number },
  content: SessionContent,
  authorityIds: readonly string[],
  life: Life,
  at: Date,
): Promise<void> {
  await tx.db
    .update(serviceSessions)
    .set({ ...columnsOf(content, authorityIds), ...lifeOf(life), version: session.version + 1, updatedAt: at })
    .where(and(eq(serviceSessions.id, session.id), eq(serviceSessions.version, session.version)));
}

/** What a step of the lifecycle changed. */
export async function saveLife(
  tx: Tx,
  session: { readonly id: string; readonly version: number },
  life: Life,
  at: Date,
): Promise<void> {
  await tx.db
    .update(serviceSessions)
    .set({ ...lifeOf(life), version: session.version + 1, updatedAt: at })
    .where(and(eq(serviceSessions.id, session.id), eq(serviceSessions.version, session.version)));
}

/** The stations' words on the session, given or taken back. */
export async function saveWords(tx: Tx, sessionId: string, stations: readonly SessionStation[]): Promise<void> {
  for (const { stationId, confirmedAt, confirmedBy, satisfaction, opinion } of stations) {
    await tx.db
      .update(sessionStations)
      .set({ confirmedAt, confirmedBy, satisfaction, opinion })
      .where(and(eq(sessionStations.sessionId, sessionId), eq(sessionStations.stationId, stationId)));
  }
}

export const clearParts = (tx: Tx, sessionId: string) =>
  tx.named(
    'service.clearParts',
    `with a as (delete from session_stations where session_id = $1), b as (delete from session_providers where session_id = $1),
       c as (delete from session_orders where session_id = $1), d as (delete from headcounts where session_id = $1),
       e as (delete from goods where session_id = $1)
     delete from session_photos where session_id = $1`,
    [sessionId],
  );

export async function insertParts(tx: Tx, tenantId: string, sessionId: string, content: SessionContent): Promise<void> {
  const owner = { tenantId, sessionId };
  const insert = async <Row>(rows: readonly Row[], into: (rows: Row[]) => Promise<unknown>) => {
    if (0 < rows.length) await into([...rows]);
  };
  await insert(
    content.stationIds.map((stationId) => ({ ...owner, stationId })),
    (rows) => tx.db.insert(sessionStations).values(rows),
  );
  await insert(
    content.providerIds.map((organizationId) => ({ ...owner, organizationId })),
    (rows) => tx.db.insert(sessionProviders).values(rows),
  );
  await insert(
    content.orders.map(({ orderId, completes }) => ({ ...owner, orderId, completes })),
    (rows) => tx.db.insert(sessionOrders).values(rows),
  );
  await insert(
    content.headcounts.map(({ role, quantity: { value, qualifier, unit }, targetGroup }, seq) => ({
      ...owner,
      seq,
      role,
      value,
      qualifier,
      unit,
      targetGroup,
    })),
    (rows) => tx.db.insert(headcounts).values(rows),
  );
  await insert(
    content.goods.map(({ item, spec, quantity: { value, qualifier, unit }, recipientStationId, recipient }, seq) => ({
      ...owner,
      seq,
      item,
      spec,
      quantity: value,
      qualifier,
      unit,
      recipientStationId,
      recipient,
    })),
    (rows) => tx.db.insert(goods).values(rows),
  );
  await insert(
    content.photos.map(({ fileId, caption }, seq) => ({ ...owner, seq, fileId, caption })),
    (rows) => tx.db.insert(sessionPhotos).values(rows),
  );
}

/** Of these files, those the account uploaded and no session holds yet; locked, so that two sessions cannot take the same. */
export async function lockFreeFiles(tx: Tx, accountId: string, fileIds: readonly string[]): Promise<string[]> {
  const rows = await tx.named<{ id: string }>(
    'service.lockFreeFiles',
    `select id from files where id = any ($1) and account_id = $2 and session_id is null and mime like 'image/%' order by id for update`,
    [fileIds, accountId],
  );
  return rows.map((row) => row.id);
}

/** The session holds exactly these of the account's files from now on. */
export async function bindFiles(
  tx: Tx,
  sessionId: string,
  accountId: string,
  fileIds: readonly string[],
): Promise<void> {
  await tx.named(
    'service.bindFiles',
    `update files set session_id = case when id = any ($3) then $1::uuid end
     where account_id = $2 and ((session_id = $1 and id <> all ($3)) or (session_id is null and id = any ($3)))`,
    [sessionId, accountId, fileIds],
  );
}

export interface ServedOrder extends OrderLife {
  readonly id: string;
  readonly version: number;
  readonly stationId: string;
  readonly authorityId: string;
  /** The stations that take part beside its own. */
  readonly memberStationIds: readonly string[];
}

/**
 * The orders that the session may complete and its providers still hold, locked in one order by all: those of which it
 * says so, and those of several stations, where it may be the last that was missing. Under the purpose `settle`, because the last station to confirm completes the orders of the others too.
 */
export const lockOrdersToComplete = (tx: Tx, sessionId: string, organizationIds: readonly string[]) =>
  tx.namedFor<ServedOrder>(
    'settle',
    'service.lockOrdersToComplete',
    `select o.id, o.version, o.state, o.station_id as "stationId", o.authority_id as "authorityId", o.claimable_until as "claimableUntil",
       o.window_to as "windowTo", o.claimed_organization_id as "claimedOrganizationId", o.claim_lapses_at as "claimLapsesAt",
       o.posted_at as "postedAt", o.completed_at as "completedAt", o.cancelled_at as "cancelledAt", o.cancel_reason as "cancelReason",
       o.member_station_ids as "memberStationIds"
     from session_orders l join orders o on o.id = l.order_id
     where l.session_id = $1 and (l.completes or o.member_station_ids <> '{}') and o.claimed_organization_id = any($2) order by o.id for update of o`,
    [sessionId, organizationIds],
  );

/** A confirmed session of these organizations said that the order is done. */
export async function isSaidDone(tx: Tx, orderId: string, organizationIds: readonly string[]): Promise<boolean> {
  const [row] = await tx.namedFor<{ done: boolean }>(
    'matching',
    'service.isSaidDone',
    `select exists (select from session_orders l join service_sessions v on v.id = l.session_id
       where l.tenant_id = (select app.tenant_id()) and l.order_id = $1 and l.completes and v.state = 'confirmed'
         and (v.organization_id = any($2) or v.organization_ids && $2::uuid[])) as done`,
    [orderId, organizationIds],
  );
  return row?.done ?? false;
}

/** The shared orders that the session is for, in one order for all; whether it delivers the shares of its providers. */
export const sharedOrdersOf = (tx: Tx, sessionId: string) =>
  tx.namedFor<{ id: string; completes: boolean }>(
    'matching',
    'service.sharedOrders',
    `select o.id, l.completes from session_orders l join orders o on o.id = l.order_id
     where l.tenant_id = (select app.tenant_id()) and l.session_id = $1 and o.sharing <> 'exclusive' order by o.id`,
    [sessionId],
  );

/** The confirmed shares that these organizations hold of a locked order are delivered. */
export const deliverShares = (tx: Tx, orderId: string, organizationIds: readonly string[], at: Date) =>
  tx.namedFor(
    'settle',
    'service.deliverShares',
    `update claims set delivered_at = $3, started_at = coalesce(started_at, $3), version = version + 1
     where tenant_id = (select app.tenant_id()) and order_id = $1 and organization_id = any($2) and not exclusive
       and state = 'confirmed' and delivered_at is null`,
    [orderId, organizationIds, at],
  );

export async function saveCompleted(tx: Tx, order: ServedOrder, at: Date): Promise<void> {
  const saved = await tx.namedFor<{ id: string }>(
    'settle',
    'service.saveCompleted',
    `update orders set state = $3, completed_at = $4, version = version + 1, updated_at = $5 where id = $1 and version = $2 returning id`,
    [order.id, order.version, order.state, order.completedAt, at],
  );
  if (saved.length !== 1) throw new Error(`order ${order.id} changed while it was locked`);
}
