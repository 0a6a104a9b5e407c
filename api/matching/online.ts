/**
 * The online index of each tenant in this process, and how it keeps in step with PostgreSQL: every question first asks
 * what changed since the index last looked (online-changes.store.ts), reloads just that, and then is answered. So a
 * change that was acknowledged, by whatever process, is seen by the next question. DECISIONS.md 0042.
 *
 *     question ──▶ changesSince(snapshot) ──▶ recordsOf(changed ids) ──▶ put, remove ──▶ answer in memory
 *                        └── pruned, or the first question: recordsAfter, all of them, into a new index
 */
import { inTransaction, type Pool, type Tx } from '@jiedui/db/connect.ts';
import { addMonths, firstDayOf, type LocalDate, localDateOf, monthOf } from '@jiedui/shared/calendar.ts';
import { IndexBuild } from '@jiedui/shared/matching/online/index-build.ts';
import type { ProviderIndex } from '@jiedui/shared/matching/online/provider-index.ts';
import { type Changes, changesSince, pruneChanges, type Snapshot, snapshotNow } from './online-changes.store.ts';
import { enterTenant, orderRecordsAfter, orderRecordsOf, recordsAfter, recordsOf, tenantIds } from './online.store.ts';

const BATCH = 1_000;
/** A fifth of a millisecond each. */
const TEXTS_AT_ONCE = 5;
/** A process that asks less often than this loads everything anew; no more of the log is kept. */
const KEPT_MS = 60 * 60 * 1_000;
const PRUNE_EVERY_MS = 10 * 60 * 1_000;
const NO_ID = '00000000-0000-0000-0000-000000000000';

interface Loaded {
  readonly index: ProviderIndex;
  readonly snapshot: Snapshot;
}

/** One tenant's index. Catching up runs one at a time; who asks meanwhile shares the next run, which begins after it asked. */
class TenantIndex {
  #loaded: Loaded | null = null;
  #running: Promise<Loaded> | null = null;
  #next: Promise<Loaded> | null = null;

  async upToDate(tx: Tx, at: Date): Promise<ProviderIndex> {
    if (!this.#running) return (await this.#run(tx, at)).index;
    const mine = this.#next === null;
    this.#next ??= this.#after(this.#running, tx, at);
    try {
      return (await this.#next).index;
    } catch (error) {
      // The run that was shared stood on another request's connection; its end is not this request's.
      if (mine) throw error;
      return this.upToDate(tx, at);
    }
  }

  async #after(running: Promise<Loaded>, tx: Tx, at: Date): Promise<Loaded> {
    await running.catch(() => {});
    this.#next = null;
    return this.#run(tx, at);
  }

  #run(tx: Tx, at: Date): Promise<Loaded> {
    const run = this.#catchUp(tx, at).finally(() => {
      if (this.#running === run) this.#running = null;
    });
    this.#running = run;
    return run;
  }

  async #catchUp(tx: Tx, at: Date): Promise<Loaded> {
    const loaded = this.#loaded;
    const changes = loaded && (await changesSince(tx, loaded.snapshot));
    this.#loaded = loaded && changes && !changes.lost ? await apply(tx, loaded, changes, at) : await loadAll(tx, at);
    return this.#loaded;
  }
}

/** The snapshot comes first: what changes while the rest loads is then seen once more, which does no harm. */
async function loadAll(tx: Tx, at: Date): Promise<Loaded> {
  const snapshot = await snapshotNow(tx);
  const build = new IndexBuild();
  const since = sinceAt(at);
  await eachOf(
    (after) => recordsAfter(tx, after, BATCH, since),
    (record) => {
      build.add(record);
      return record.organizationId;
    },
  );
  const index = build.done();
  await eachOf(
    (after) => orderRecordsAfter(tx, after, BATCH, since),
    (record) => {
      index.orders.put(record);
      return record.id;
    },
  );
  cutTexts(index);
  return { index, snapshot };
}

/** Cuts the texts between other work, so that no question has to; one that comes before does it for what it needs. */
function cutTexts(index: ProviderIndex): void {
  if (0 < index.cutTexts(TEXTS_AT_ONCE)) setImmediate(cutTexts, index).unref();
}

/** Batch after batch, each after the last id of the one before. */
async function eachOf<T>(batchAfter: (id: string) => Promise<T[]>, take: (item: T) => string): Promise<void> {
  for (let after = NO_ID; ; ) {
    const batch = await batchAfter(after);
    for (const item of batch) after = take(item);
    if (batch.length < BATCH) return;
  }
}

async function apply(tx: Tx, { index }: Loaded, changes: Changes, at: Date): Promise<Loaded> {
  for (const ids of batchesOf(changes.providerIds)) {
    const records = await recordsOf(tx, ids, sinceAt(at));
    const found = new Set(records.map((record) => record.organizationId));
    for (const record of records) index.put(record);
    for (const id of ids) if (!found.has(id)) index.remove(id);
  }
  for (const ids of batchesOf(changes.orderIds)) {
    const records = await orderRecordsOf(tx, ids);
    const found = new Set(records.map((record) => record.id));
    for (const record of records) index.orders.put(record);
    for (const id of ids) if (!found.has(id)) index.orders.remove(id);
  }
  return { index, snapshot: changes.snapshot };
}

function batchesOf(ids: readonly string[]): string[][] {
  const batches: string[][] = [];
  for (let from = 0; from < ids.length; from += BATCH) batches.push(ids.slice(from, from + BATCH));
  return batches;
}

/** What ended before this is left out of the records: past the reach of every clock that asks. */
function sinceAt(at: Date): LocalDate {
  return firstDayOf(addMonths(monthOf(localDateOf(at)), -2));
}

class ProcessIndexes {
  readonly #tenants = new Map<string, TenantIndex>();
  readonly #pool: Pool;
  #prunedAt = 0;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  async upToDate(tx: Tx, tenantId: string, at: Date): Promise<ProviderIndex> {
    let tenant = this.#tenants.get(tenantId);
    if (!tenant) {
      tenant = new TenantIndex();
      this.#tenants.set(tenantId, tenant);
    }
    const index = await tenant.upToDate(tx, at);
    if (this.#prunedAt + PRUNE_EVERY_MS < at.getTime()) {
      this.#prunedAt = at.getTime();
      // Nobody waits for it, and one that fails is made up for by the next.
      pruneChanges(this.#pool, new Date(at.getTime() - KEPT_MS)).catch(() => {});
    }
    return index;
  }
}

const processes = new WeakMap<Pool, ProcessIndexes>();

/** Loads every tenant's index, so that nobody's first question waits for it: at the start of the process. */
export async function buildIndexes(pool: Pool, at: Date): Promise<void> {
  const tenants = await inTransaction(pool, { system: 'relay' }, 'read', tenantIds);
  for (const tenantId of tenants) {
    await inTransaction(pool, { system: 'relay' }, 'read', async (tx) => {
      await enterTenant(tx, tenantId);
      await indexUpToDate(pool, tx, tenantId, at);
    });
  }
}

/**
 * The tenant's index with everything in it that was committed before this was called. To be asked at once: it is the
 * same object for all, and moves on with the next question.
 *
 * @param tx the viewer's: it reads the viewer's tenant and no other, by row-level security
 */
export function indexUpToDate(pool: Pool, tx: Tx, tenantId: string, at: Date): Promise<ProviderIndex> {
  let known = processes.get(pool);
  if (!known) {
    known = new ProcessIndexes(pool);
    processes.set(pool, known);
  }
  return known.upToDate(tx, tenantId, at);
}
