/**
 * One change: one transaction with its audit row, its idempotency key and its outbox rows.
 *
 *     enter the session ─▶ take the key ─▶ lock, decide, save (the room) ─▶ audit + outbox + result ─▶ commit ─▶ tell the live streams
 *
 * A refusal rolls everything back, so that saying no leaves no trace and the same key may be tried again. The same key
 * with the same input answers with what the first call made; a parallel twin waits for the first on the key's row.
 *
 * The first two arrows are one round trip to the database, and so are the traces and the commit.
 */
import { createHash } from 'node:crypto';
import type { Pool } from '@jiedui/db/connect.ts';
import { type OpenTx, type Tx, inTransaction } from '@jiedui/db/connect.ts';
import { Refusal } from '@jiedui/shared/refusal.ts';
import { codedError } from '../errors.ts';
import { type Viewer, viewerFrom } from '../viewer.ts';
import { type Taken, takeKey, writeTraces } from './command.store.ts';
import type { Live } from './live.ts';

/** What a command needs to know of its caller; the demo loader and the tests make one too. */
export interface CommandContext {
  readonly pool: Pool;
  readonly live: Live;
  readonly sessionId: string;
  /** The caller's instant (UTC), fixed for the whole request. */
  readonly at: Date;
  readonly requestId: string;
  /** The transaction that several changes share, such as the rows of an import; without it, each has its own. */
  readonly within?: Within;
}

/**
 * A transaction that somebody else began and ends. A change inside it leaves its audit row and outbox rows, but takes no
 * key: whoever began it knows each change by other means. The events are told by them after the commit.
 */
export interface Within {
  readonly tx: OpenTx;
  readonly viewer: Viewer;
  readonly events: DomainEvent[];
}

/** Something that others must hear of: kept in the outbox for notices, sent thin to the live streams after the commit. */
export interface DomainEvent {
  /** room.fact, in the past tense: `claim.made`. */
  readonly topic: string;
  readonly entityId: string;
  readonly version: number;
  /** Ids only, never words about people. */
  readonly payload: Readonly<Record<string, string | number | null | readonly string[]>>;
}

/** What was done: the thing itself, and the facts for the audit row. */
export interface Done<T> {
  readonly value: T;
  readonly entity: string;
  readonly entityId: string;
  readonly versionBefore: number | null;
  readonly versionAfter: number;
  /** Names of the fields that changed; values never enter the audit. */
  readonly changed: readonly string[];
  readonly events: readonly DomainEvent[];
}

export interface Operation<T> {
  /** Name of the mutation. */
  readonly name: string;
  /** clientMutationId: one per action of the user. */
  readonly key: string;
  readonly input: unknown;
  /** Reads the thing again when the key was used before. */
  readonly reload: (tx: Tx, entityId: string) => Promise<T | null>;
}

class RolledBack extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super('refused');
    this.refusal = refusal;
  }
}

/** What the caller gets: the things of the outcomes that were done, and the refusals as they are. */
export type Answer<Outcome> = Outcome extends Done<infer T> ? T : Outcome;

/**
 * Runs `work` as one change. Every refusal comes before its first write.
 *
 * @param look what `work` reads first in any case; it travels with the key, without a round trip of its own
 */
export async function command<Outcome extends Done<unknown> | Refusal, Seen = undefined>(
  context: CommandContext,
  operation: Operation<Exclude<Answer<Outcome>, Refusal>>,
  work: (tx: OpenTx, viewer: Viewer, seen: Seen) => Promise<Outcome>,
  look?: (tx: Tx) => Promise<Seen>,
): Promise<Answer<Outcome>> {
  if (context.within) return inside(context, context.within, operation, work, look);
  const requestHash = createHash('sha256').update(JSON.stringify(operation.input)).digest('hex');
  let events: readonly DomainEvent[] = [];
  let tenantId = '';
  try {
    const value = await inTransaction(
      context.pool,
      { session: context.sessionId, at: context.at },
      'write',
      async (tx, entered, [before, seen]: [Taken | null, Seen | undefined]) => {
        const viewer = viewerFrom(entered);
        tenantId = viewer.tenantId;
        if (before) return replay(tx, operation, before.requestHash === requestHash, before.entityId);
        const outcome = await work(tx, viewer, seen as Seen);
        if (outcome instanceof Refusal) throw new RolledBack(outcome);
        writeTraces(tx, viewer, operation, outcome, context);
        events = outcome.events;
        return outcome.value;
      },
      (tx) => Promise.all([takeKey(tx, operation, requestHash, context.at), look?.(tx)]),
    );
    context.live.announce(tenantId, events);
    return value as Answer<Outcome>;
  } catch (error) {
    if (error instanceof RolledBack) return error.refusal as Answer<Outcome>;
    throw error;
  }
}

/** A refusal comes before the first write, so that the shared transaction can go on after it. */
async function inside<Outcome extends Done<unknown> | Refusal, Seen>(
  context: CommandContext,
  { tx, viewer, events }: Within,
  operation: Operation<Exclude<Answer<Outcome>, Refusal>>,
  work: (tx: OpenTx, viewer: Viewer, seen: Seen) => Promise<Outcome>,
  look: ((tx: Tx) => Promise<Seen>) | undefined,
): Promise<Answer<Outcome>> {
  const outcome = await work(tx, viewer, (await look?.(tx)) as Seen);
  if (outcome instanceof Refusal) return outcome as Answer<Outcome>;
  writeTraces(tx, viewer, operation, outcome, context);
  events.push(...outcome.events);
  return outcome.value as Answer<Outcome>;
}

async function replay<T>(tx: Tx, operation: Operation<T>, sameInput: boolean, entityId: string): Promise<T> {
  if (!sameInput) {
    throw codedError('IDEMPOTENCY_KEY_REUSED', `操作编号 ${operation.key} 已用于另一项内容，请刷新页面后重新提交。`);
  }
  const value = await operation.reload(tx, entityId);
  if (value === null) throw codedError('FORBIDDEN', '该事项已不在您的办理范围内，请返回列表查看。');
  return value;
}
