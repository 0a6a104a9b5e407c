/**
 * What happens to a session (服务记录): the organization records, the stations confirm or send back.
 * Lock, decide (shared), save; every refusal before the first write.
 */
import type { Tx } from '@jiedui/db/connect.ts';
import { complete } from '@jiedui/shared/order/lifecycle.ts';
import type { PersonalDataFound } from '@jiedui/shared/personal-data.ts';
import { type ReasonMissing, Refusal, StaleVersion } from '@jiedui/shared/refusal.ts';
import {
  type SessionActor,
  confirm,
  moveSession,
  returnSession as returnBack,
  submit,
} from '@jiedui/shared/service/lifecycle.ts';
import { checkSession } from '@jiedui/shared/service/recording.ts';
import { type SameSide, SessionIncomplete, SessionNotFound, SessionNotIn } from '@jiedui/shared/service/refusals.ts';
import type { SessionLife } from '@jiedui/shared/service/session.ts';
import { v7 as uuid } from 'uuid';
import { isUuid } from '../builder.ts';
import { badInput, forbidden } from '../errors.ts';
import { type CommandContext, type DomainEvent, type Done, command } from '../hall/command.ts';
import { nextNumber } from '../hall/numbering.store.ts';
import { type Viewer, organizationIdsOf, stationIdsOf } from '../viewer.ts';
import { clean, contentOf } from './content.ts';
import { checkReferences } from './references.ts';
import { type SessionRow, lockSession, sessionById, stationsOfSessions } from './session-read.store.ts';
import {
  type ServedOrder,
  type SessionContent,
  bindFiles,
  clearParts,
  insertParts,
  insertSession,
  lockOrdersToComplete,
  saveCompleted,
  saveLife,
  saveWords,
  updateSession,
} from './session-write.store.ts';

export interface RecordSessionInput extends SessionContent {
  readonly clientMutationId: string;
  /** Null for a new session. */
  readonly id: string | null;
  readonly expectedVersion: number | null;
  /** Hand it to the stations, rather than keep it as a draft. */
  readonly submit: boolean;
}

/**
 * The organization writes a session down, new or its own that is not with the stations, and may hand it in at once.
 * A draft may have gaps, but what it names must be there.
 *
 * @returns `SessionIncomplete` with every problem at once; `PersonalDataFound` with every spot
 */
export function recordSession(
  context: CommandContext,
  input: RecordSessionInput,
): Promise<SessionRow | SessionNotFound | SessionNotIn | SessionIncomplete | PersonalDataFound | StaleVersion> {
  const operation = { name: 'recordSession', key: input.clientMutationId, input, reload: sessionById };
  return command(context, operation, async (tx, viewer) => {
    const { at } = context;
    const session = input.id === null ? begin(viewer, input) : await lockOwn(tx, viewer, input.id);
    if (session instanceof Refusal) return session;
    const next = input.submit ? submit(session, at) : keep(session);
    if (next instanceof Refusal) return next;
    if (input.id !== null && input.expectedVersion !== session.version) return new StaleVersion(session.version);
    const content = contentOf(input, session.organizationId);
    const { problems, authorityIds } = await checkReferences(tx, session, viewer.accountId, content);
    const checked = input.submit ? checkSession(content, at) : content;
    const incomplete = [...problems, ...(checked instanceof SessionIncomplete ? checked.problems : [])];
    if (0 < incomplete.length) return new SessionIncomplete(incomplete);
    if (checked instanceof Refusal) return checked;

    if (session.version === 0) {
      const number = await nextNumber(tx, viewer.tenantId, 'session', at);
      const { id, organizationId } = session;
      const fresh = {
        id,
        number,
        organizationId,
        tenantId: viewer.tenantId,
        createdBy: viewer.accountId,
        createdAt: at,
      };
      await insertSession(tx, fresh, content, authorityIds, next);
    } else {
      await updateSession(tx, session, content, authorityIds, next, at);
      await clearParts(tx, session.id);
    }
    await insertParts(tx, viewer.tenantId, session.id, content);
    await bindFiles(
      tx,
      session.id,
      viewer.accountId,
      content.photos.map((photo) => photo.fileId),
    );
    return doneWith(tx, session, Object.keys(content), input.submit ? 'session.submitted' : null);
  });
}

export interface ConfirmSessionInput {
  readonly clientMutationId: string;
  readonly sessionId: string;
  readonly expectedVersion: number;
  /** 1 to 5, or null when the station gives none. */
  readonly satisfaction: number | null;
  readonly opinion: string | null;
}

const OPINION_MAX = 500;

/**
 * The viewer's station confirms. With the last of the listed stations the session is confirmed and counts, and the
 * orders that it completes are completed in the same transaction.
 */
export function confirmSession(
  context: CommandContext,
  input: ConfirmSessionInput,
): Promise<SessionRow | SessionNotFound | SessionNotIn | SameSide | StaleVersion> {
  const operation = { name: 'confirmSession', key: input.clientMutationId, input, reload: sessionById };
  const word = wordOf(input);
  return command(context, operation, async (tx, viewer) => {
    const session = await lockWhole(tx, input.sessionId);
    if (session instanceof Refusal) return session;
    const confirmed = confirm(session, actorOf(viewer), word, context.at);
    if (confirmed instanceof Refusal) return confirmed;
    if (input.expectedVersion !== session.version) return new StaleVersion(session.version);

    const spoken = confirmed.stations.filter((station, i) => station !== session.stations[i]);
    await saveWords(tx, session.id, spoken);
    await saveLife(tx, session, confirmed, context.at);
    const whole = confirmed.state === 'confirmed';
    const completed = whole ? await completeOrders(tx, session, context.at) : [];
    const changed = [
      'stations',
      ...(whole ? ['state', 'confirmedAt'] : []),
      ...(0 < completed.length ? ['orders'] : []),
    ];
    return doneWith(
      tx,
      session,
      changed,
      whole ? 'session.confirmed' : 'session.endorsed',
      completed.map(completedEvent),
    );
  });
}

export interface ReturnSessionInput {
  readonly clientMutationId: string;
  readonly sessionId: string;
  readonly expectedVersion: number;
  readonly reason: string;
}

/** A listed station sends it back with a reason; what other stations confirmed falls with it. */
export function returnSession(
  context: CommandContext,
  input: ReturnSessionInput,
): Promise<SessionRow | SessionNotFound | SessionNotIn | SameSide | StaleVersion | ReasonMissing> {
  const operation = { name: 'returnSession', key: input.clientMutationId, input, reload: sessionById };
  const reason = clean('reason', input.reason);
  return command(context, operation, async (tx, viewer) => {
    const session = await lockWhole(tx, input.sessionId);
    if (session instanceof Refusal) return session;
    const returned = returnBack(session, actorOf(viewer), reason);
    if (returned instanceof Refusal) return returned;
    if (input.expectedVersion !== session.version) return new StaleVersion(session.version);

    await saveWords(tx, session.id, returned.stations);
    await saveLife(tx, session, returned, context.at);
    return doneWith(tx, session, ['state', 'returnReason', 'stations'], 'session.returned');
  });
}

/** The viewer as the rules of the service room see it. */
export const actorOf = (viewer: Viewer): SessionActor => ({
  accountId: viewer.accountId,
  stationIds: stationIdsOf(viewer),
  organizationIds: organizationIdsOf(viewer),
});

/** A session as the lifecycle takes it; version 0 has not been saved. */
interface OpenedSession extends SessionLife {
  readonly id: string;
  readonly version: number;
}

/** For the organization that the viewer names among the providers, or else for the viewer's first. */
function begin(viewer: Viewer, { providerIds }: RecordSessionInput): OpenedSession {
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

/** Kept as a draft; the reason of a return stays until it is handed in again. */
function keep<T extends SessionLife>(session: T): T | SessionNotIn {
  const state = moveSession(session.state, 'save');
  return state instanceof SessionNotIn ? state : { ...session, state };
}

type WholeSession = SessionRow & SessionLife;

async function lockWhole(tx: Tx, id: string): Promise<WholeSession | SessionNotFound> {
  const session = isUuid(id) ? await lockSession(tx, id) : null;
  return session ? { ...session, stations: await stationsOfSessions(tx, [id]) } : new SessionNotFound();
}

/** The session of the viewer's own organization; somebody else's and a missing one are the same refusal. */
async function lockOwn(tx: Tx, viewer: Viewer, id: string): Promise<WholeSession | SessionNotFound> {
  const session = await lockWhole(tx, id);
  if (session instanceof Refusal) return session;
  return organizationIdsOf(viewer).includes(session.organizationId) ? session : new SessionNotFound();
}

function wordOf({ satisfaction, opinion }: ConfirmSessionInput) {
  if (satisfaction !== null && (!Number.isInteger(satisfaction) || satisfaction < 1 || 5 < satisfaction)) {
    throw badInput('satisfaction', satisfaction, '满意度应为 1 至 5 分');
  }
  const text = opinion === null ? '' : clean('opinion', opinion);
  if (OPINION_MAX < [...text].length)
    throw badInput('opinion', `${text.slice(0, 20)}…`, `意见不超过 ${OPINION_MAX} 字`);
  return { satisfaction, opinion: text === '' ? null : text };
}

/** An order that meanwhile ended another way stays as it is: what was served is confirmed all the same. */
async function completeOrders(tx: Tx, session: WholeSession, at: Date): Promise<ServedOrder[]> {
  const completed: ServedOrder[] = [];
  for (const order of await lockOrdersToComplete(tx, session.id, session.organizationId)) {
    const next = complete(order, at);
    if (next instanceof Refusal) continue;
    await saveCompleted(tx, next, at);
    completed.push(next);
  }
  return completed;
}

const completedEvent = ({ id, version, stationId, authorityId, claimedOrganizationId }: ServedOrder): DomainEvent => ({
  topic: 'order.completed',
  entityId: id,
  version: version + 1,
  payload: { stationId, authorityId, organizationId: claimedOrganizationId },
});

/** `topic` null: nobody but the recording side can see what happened. */
async function doneWith(
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
