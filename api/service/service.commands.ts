/**
 * What happens to a session (服务记录): the organization records, the stations confirm or send back.
 * Lock, decide (shared), save; every refusal before the first write.
 */
import type { PersonalDataFound } from '@jiedui/shared/personal-data.ts';
import { type ReasonMissing, Refusal, StaleVersion } from '@jiedui/shared/refusal.ts';
import { confirm, returnSession as returnBack, submit } from '@jiedui/shared/service/lifecycle.ts';
import { checkSession } from '@jiedui/shared/service/recording.ts';
import {
  type SameSide,
  SessionIncomplete,
  type SessionNotFound,
  type SessionNotIn,
} from '@jiedui/shared/service/refusals.ts';
import { beginClaims } from '../claim/lease.commands.ts';
import { badInput } from '../errors.ts';
import { type CommandContext, command } from '../hall/command.ts';
import { nextNumber } from '../hall/numbering.store.ts';
import { clean, contentOf } from './content.ts';
import {
  actorOf,
  begin,
  completedEvent,
  completeOrders,
  deliverSharedOrders,
  doneWith,
  keep,
  lockOwn,
  lockWhole,
} from './opened-session.ts';
import { checkReferences } from './references.ts';
import { type SessionRow, sessionById } from './session-read.store.ts';
import {
  type SessionContent,
  bindFiles,
  clearParts,
  insertParts,
  insertSession,
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
    const session = input.id === null ? begin(viewer, input.providerIds) : await lockOwn(tx, viewer, input.id);
    if (session instanceof Refusal) return session;
    const next = input.submit ? submit(session, at) : keep(session);
    if (next instanceof Refusal) return next;
    if (input.id !== null && input.expectedVersion !== session.version) return new StaleVersion(session.version);
    const content = contentOf(input, session.organizationId);
    const { problems, authorityIds } = await checkReferences(tx, session, viewer.accountId, content, at);
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
    if (input.submit)
      await beginClaims(
        tx,
        content.orders.map((order) => order.orderId),
        content.providerIds,
        at,
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
    const delivered = whole ? await deliverSharedOrders(tx, session, context.at) : [];
    const changed = [
      'stations',
      ...(whole ? ['state', 'confirmedAt'] : []),
      ...(0 < completed.length + delivered.length ? ['orders'] : []),
    ];
    return doneWith(tx, session, changed, whole ? 'session.confirmed' : 'session.endorsed', [
      ...completed.map(completedEvent),
      ...delivered,
    ]);
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

function wordOf({ satisfaction, opinion }: ConfirmSessionInput) {
  if (satisfaction !== null && (!Number.isInteger(satisfaction) || satisfaction < 1 || 5 < satisfaction)) {
    throw badInput('satisfaction', satisfaction, '满意度应为 1 至 5 分');
  }
  const text = opinion === null ? '' : clean('opinion', opinion);
  if (OPINION_MAX < [...text].length)
    throw badInput('opinion', `${text.slice(0, 20)}…`, `意见不超过 ${OPINION_MAX} 字`);
  return { satisfaction, opinion: text === '' ? null : text };
}
