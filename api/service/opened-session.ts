/** A session taken in hand: locked with its stations, seen as the rules see it, and handed back as what was done. */
import type { Tx } from '@jiedui/db/connect.ts';
import { complete } from '@jiedui/shared/order/lifecycle.ts';
import { Refusal } from '@jiedui/shared/refusal.ts';
import { type SessionActor, moveSession, saveStepOf } from '@jiedui/shared/service/lifecycle.ts';
import { SessionNotFound, SessionNotIn } from '@jiedui/shared/service/refusals.ts';
import type { SessionLife } from '@jiedui/shared/service/session.ts';
import { v7 as uuid } from 'uuid';
import { isUuid } from '../builder.ts';
import { forbidden } from '../errors.ts';
import type { DomainEvent, Done } from '../hall/command.ts';
import { type Viewer, organizationIdsOf, stationIdsOf } from '../viewer.ts';
import { type SessionRow, lockSession, sessionById, stationsOfSessions } from './session-read.store.ts';
import { lockShared } from '../order/order.store.ts';
import { settleStanding } from '../order/standing.ts';
import { stationsServed } from '../order/takers.store.ts';
import {
  deliverShares,
  isSaidDone,
  type ServedOrder,
  lockOrdersToComplete,
  saveCompleted,
  sharedOrdersOf,
} from './session-write.store.ts';

/** The viewer as the rules of the service room see it. */
export const actorOf = (viewer: Viewer): SessionActor => ({
  accountId: viewer.accountId,
  stationIds: stationIdsOf(viewer),
  organizationIds: organizationIdsOf(viewer),
});

/** A session as the lifecycle takes it; version 0 has not been saved. */
export interface OpenedSession extends SessionLife {
  readonly id: string;
  readonly version: number;
}

/** For the organization that the viewer names among the providers, or else for the viewer's first. */
export function begin(viewer: Viewer, providerIds: readonly string[]): OpenedSession {
  const mine = organizationIdsOf(viewer);
  const organizationId = mine.find((id) => providerIds.includes(id)) ?? mine[0];
  if (!organizationId) throw forbidden('社会组织联络员');
  return {
    id: uuid(),
    version: 0,
    state: 'draft',
    organizationId,
    stations: [],
    submittedAt: null,
    confirmedAt: null,
    returnReason: null,
  };
}

/** Kept without handing it in; what was sent back stays so, with its reason, until it is handed in again. */
export function keep<T extends SessionLife>(session: T): T | SessionNotIn {
  const state = moveSession(session.state, saveStepOf(session.state));
  return state instanceof SessionNotIn ? state : { ...session, state };
}

export type WholeSession = SessionRow & SessionLife;

export async function lockWhole(tx: Tx, id: string): Promise<WholeSession | SessionNotFound> {
  const session = isUuid(id) ? await lockSession(tx, id) : null;
  return session ? { ...session, stations: await stationsOfSessions(tx, [id]) } : new SessionNotFound();
}

/** The session of the viewer's own organization; somebody else's and a missing one are the same refusal. */
export async function lockOwn(tx: Tx, viewer: Viewer, id: string): Promise<WholeSession | SessionNotFound> {
  const session = await lockWhole(tx, id);
  if (session instanceof Refusal) return session;
  return organizationIdsOf(viewer).includes(session.organizationId) ? session : new SessionNotFound();
}

/** An order that meanwhile ended another way stays as it is: what was served is confirmed all the same. */
export async function completeOrders(tx: Tx, session: WholeSession, at: Date): Promise<ServedOrder[]> {
  const completed: ServedOrder[] = [];
  const providers = [session.organizationId, ...session.organizationIds];
  for (const order of await lockOrdersToComplete(tx, session.id, providers)) {
    if (0 < order.memberStationIds.length && !(await isServedEverywhere(tx, order, providers))) continue;
    const next = complete(order, at);
    if (next instanceof Refusal) continue;
    await saveCompleted(tx, next, at);
    completed.push(next);
  }
  return completed;
}

/** Of several stations: each had a session that was confirmed, and one of these said that the order is done. */
async function isServedEverywhere(tx: Tx, order: ServedOrder, providers: readonly string[]): Promise<boolean> {
  const [served, isDone] = await Promise.all([stationsServed(tx, order.id), isSaidDone(tx, order.id, providers)]);
  return isDone && [order.stationId, ...order.memberStationIds].every((id) => served.includes(id));
}

/** A shared order is completed when all its shares are delivered, and every station that takes part was served. */
export async function deliverSharedOrders(tx: Tx, session: WholeSession, at: Date): Promise<DomainEvent[]> {
  const providers = [session.organizationId, ...session.organizationIds];
  const events: DomainEvent[] = [];
  for (const { id, completes } of await sharedOrdersOf(tx, session.id)) {
    const order = await lockShared(tx, id);
    // Of several stations, the last one served may be what was missing.
    if (!order || (!completes && order.memberStationIds.length === 0)) continue;
    if (completes) await deliverShares(tx, id, providers, at);
    const { order: next, takers } = await settleStanding(tx, order, at);
    const stationIds = [next.stationId, ...next.memberStationIds];
    const organizationIds = takers.map(({ organizationId }) => organizationId);
    const topic = next.state === 'completed' ? 'order.completed' : 'order.delivered';
    const payload = { stationIds, organizationIds, authorityId: next.authorityId };
    events.push({ topic, entityId: id, version: next.version, payload });
  }
  return events;
}

export const completedEvent = ({
  id,
  version,
  stationId,
  authorityId,
  claimedOrganizationId,
}: ServedOrder): DomainEvent => ({
  topic: 'order.completed',
  entityId: id,
  version: version + 1,
  payload: { stationId, authorityId, organizationId: claimedOrganizationId },
});

/** `topic` null: nobody but the recording side can see what happened. */
export async function doneWith(
  tx: Tx,
  before: { readonly id: string; readonly version: number },
  changed: readonly string[],
  topic: string | null,
  more: readonly DomainEvent[] = [],
): Promise<Done<SessionRow>> {
  const session = await sessionById(tx, before.id);
  if (!session) throw new Error(`session ${before.id} vanished inside its own transaction`);
  const { stationIds, organizationIds, authorityIds } = session;
  const payload = { stationIds, organizationIds, authorityIds };
  const own: DomainEvent[] = topic === null ? [] : [{ topic, entityId: session.id, version: session.version, payload }];
  return {
    value: session,
    entity: 'session',
    entityId: session.id,
    versionBefore: before.version === 0 ? null : before.version,
    versionAfter: session.version,
    changed,
    events: [...own, ...more],
  };
}
