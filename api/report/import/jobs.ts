/**
 * The jobs of imports: one after the other in this process, so that ten people who upload at once do not take the server
 * from everybody else. A job works under the session of who started it; when that ends, so does the job, and what it has
 * taken in stays taken in: sent again, it goes on.
 */
import { createHash } from 'node:crypto';
import { inTransaction, type OpenTx, SessionGone } from '@jiedui/db/connect.ts';
import type { NumberedKind } from '@jiedui/shared/document-number.ts';
import type { ImportMode } from '@jiedui/shared/report/import/import.ts';
import { SpreadsheetRefused } from '@jiedui/shared/report/import/spreadsheet-refused.ts';
import type { ImportedRow } from '@jiedui/shared/report/import/sheet.ts';
import type { Hall } from '../../context.ts';
import type { CommandContext, DomainEvent } from '../../hall/command.ts';
import { lendNumbers, takeNumbers } from '../../hall/numbering.store.ts';
import { type Viewer, viewerFrom } from '../../viewer.ts';
import {
  deleteUntakenRows,
  type ImportRow,
  insertRows,
  type KeptRow,
  type RowOutcome,
  rowsOf,
  saveImport,
  saveOutcomes,
  takenRowNumbers,
  touchImport,
} from './import.store.ts';
import { readUpload } from './reading.ts';
import { referencesFor } from './references.ts';
import { refused, takeIn } from './take-in.ts';
import type { Uploads } from './uploads.ts';

export interface JobContext {
  readonly hall: Hall;
  readonly uploads: Uploads;
  readonly sessionId: string;
  readonly requestId: string;
}

/** Rows in one transaction: long enough to be quick, short enough that nobody waits for it. */
const BATCH_ROWS = 100;
/** Jobs that may wait; then people are asked to come back. */
export const WAITING_MAX = 20;

interface Queue {
  tail: Promise<void>;
  waiting: number;
  /** Told of a fault of ours. */
  fault: (error: unknown) => void;
}
const queues = new WeakMap<Hall, Queue>();
function queueOf(hall: Hall): Queue {
  const known = queues.get(hall) ?? { tail: Promise.resolve(), waiting: 0, fault: () => {} };
  queues.set(hall, known);
  return known;
}

/** A job ends long after the request that began it: its faults go to the server's log. */
export function tellFaults(hall: Hall, fault: Queue['fault']): void {
  queueOf(hall).fault = fault;
}

export const mayQueue = (hall: Hall) => queueOf(hall).waiting < WAITING_MAX;
/** Done when every job begun so far has ended: for an orderly end of the server, and for tests. */
export const jobsDone = (hall: Hall) => queueOf(hall).tail;

function enqueue(context: JobContext, job: ImportRow, work: () => Promise<void>): void {
  const queue = queueOf(context.hall);
  queue.waiting += 1;
  queue.tail = queue.tail
    .then(work)
    .catch((error: unknown) => failed(context, job, error))
    .finally(() => {
      queue.waiting -= 1;
    });
}

/** What is left when a job could not be carried to its end. */
async function failed(context: JobContext, job: ImportRow, error: unknown): Promise<void> {
  // Signed out meanwhile: nobody is left to write it down for; it shows as interrupted.
  if (error instanceof SessionGone) return;
  const { fault } = queueOf(context.hall);
  fault(error);
  const message = job.state === 'reading' ? FAULT_READING : FAULT_COMMITTING;
  const state = job.state === 'reading' ? 'refused' : 'ready';
  await save(context, job, { state, message }).catch(fault);
}

const FAULT_READING = '系统读取时出现故障，已记录。文件没有导入，请稍后重新上传。';
const FAULT_COMMITTING = '导入中途出现故障，已记录。已导入的行保留，请点“导入”接着办理，不会重复。';

const write = <T>({ hall, sessionId }: JobContext, work: (tx: OpenTx, viewer: Viewer) => Promise<T>) =>
  inTransaction(hall.pool, { session: sessionId, at: hall.clock() }, 'write', (tx, entered) =>
    work(tx, viewerFrom(entered)),
  );

async function save(context: JobContext, job: ImportRow, change: Parameters<typeof saveImport>[2]): Promise<void> {
  const version = await write(context, (tx) => saveImport(tx, job.id, change, context.hall.clock()));
  tell(context, job, version ?? job.version);
}

/** Open pages of the unit ask again. */
function tell({ hall }: JobContext, job: ImportRow, version: number, more: readonly DomainEvent[] = []): void {
  const { stationId, organizationId, authorityId } = job;
  const payload = { stationId, organizationId, authorityId };
  hall.live.announce(job.tenantId, [...more, { topic: 'import.moved', entityId: job.id, version, payload }]);
}

/** Reads the upload (again, with the answers given): rows, problems and questions are written down as they come. */
export function startReading(context: JobContext, job: ImportRow): void {
  enqueue(context, { ...job, state: 'reading' }, async () => {
    const { hall, uploads } = context;
    const { references, taken } = await write(context, async (tx, viewer) => {
      await deleteUntakenRows(tx, job.id);
      const rows = await takenRowNumbers(tx, job.id);
      return {
        references: await referencesFor(tx, viewer, job.answers, hall.clock()),
        taken: new Set(rows.map(({ row }) => row)),
      };
    });
    const result = await readUpload({ path: uploads.pathOf(job.id), kind: job.kind, references }, (rows) =>
      write(context, async (tx) => {
        await insertRows(tx, job.id, rows.filter(({ row }) => !taken.has(row)).map(keptRow));
        await touchImport(tx, job.id, hall.clock());
      }).then(() => tell(context, job, job.version)),
    );
    if (result instanceof SpreadsheetRefused) {
      await save(context, job, { state: 'refused', message: result.message, finishedAt: hall.clock() });
      await uploads.remove(job.id);
    } else {
      await save(context, job, { state: 'ready', notes: result.notes });
    }
  });
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex');

function keptRow({ row, state, written, problems, asked, fields, identity }: ImportedRow): KeptRow {
  const content = fields === null ? null : hash(JSON.stringify(fields));
  return { row, state, written, problems, asked, fields, identity: identity === null ? null : hash(identity), content };
}

const NUMBERED: Partial<Record<ImportRow['kind'], NumberedKind>> = {
  needs: 'order',
  need_items: 'need',
  offers: 'offer',
};

/** Takes the valid rows in: in batches, or all in one transaction that one refused row takes back. */
export function startCommitting(context: JobContext, job: ImportRow, mode: ImportMode): void {
  enqueue(context, { ...job, state: 'committing' }, async () => {
    const message = mode === 'valid_rows' ? await commitBatches(context, job) : await commitWhole(context, job);
    if (message !== null) return save(context, job, { state: 'ready', message });
    await save(context, job, { state: 'done', finishedAt: context.hall.clock() });
    await context.uploads.remove(job.id);
  });
}

function within(context: JobContext, tx: OpenTx, viewer: Viewer, events: DomainEvent[]): CommandContext {
  const { hall, sessionId, requestId } = context;
  return { pool: hall.pool, live: hall.live, sessionId, requestId, at: hall.clock(), within: { tx, viewer, events } };
}

async function commitBatches(context: JobContext, job: ImportRow): Promise<null> {
  for (let after = 0; ; ) {
    const rows = await write(context, (tx) => rowsOf(tx, job.id, ['valid'], after, BATCH_ROWS));
    if (rows.length === 0) return null;
    after = rows.at(-1)!.row;
    await commitOne(context, job, rows).catch(async (error: unknown) => {
      // One row met what was written meanwhile by somebody else: each for itself, so that only that one is refused.
      if (!isConflict(error)) throw error;
      for (const row of rows)
        await commitOne(context, job, [row]).catch((again: unknown) => refuseTwin(context, job, row, again));
    });
  }
}

async function commitOne(context: JobContext, job: ImportRow, rows: readonly KeptRow[]): Promise<void> {
  const events: DomainEvent[] = [];
  await write(context, (tx, viewer) => {
    events.length = 0;
    return takeIn(tx, within(context, tx, viewer, events), viewer, { importId: job.id, kind: job.kind, rows });
  });
  tell(context, job, job.version, events);
}

async function refuseTwin(context: JobContext, job: ImportRow, row: KeptRow, error: unknown): Promise<void> {
  if (!isConflict(error)) throw error;
  await write(context, (tx) => saveOutcomes(tx, job.id, [refused(row, '与名录中已有的内容重复')]));
}

/** A unique key or a check of the tables said no; drizzle wraps the driver's error. */
function isConflict(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code } = at as { code?: unknown };
    if (code === '23505' || code === '23514') return true;
  }
  return false;
}

class TakenBack extends Error {
  readonly outcomes: readonly RowOutcome[];
  constructor(outcomes: readonly RowOutcome[]) {
    super('an import was taken back whole');
    this.outcomes = outcomes;
  }
}

/** @returns why nothing was taken in; null when everything was */
async function commitWhole(context: JobContext, job: ImportRow): Promise<string | null> {
  const kind = NUMBERED[job.kind];
  const rows = await write(context, async (tx) => rowsOf(tx, job.id, ['valid'], 0, ROWS_MAX));
  const at = context.hall.clock();
  const numbers = kind ? await write(context, (tx) => takeNumbers(tx, job.tenantId, kind, at, rows.length)) : [];
  const events: DomainEvent[] = [];
  try {
    await write(context, async (tx, viewer) => {
      events.length = 0;
      if (kind) lendNumbers(tx, kind, numbers);
      const inside = within(context, tx, viewer, events);
      const outcomes: RowOutcome[] = [];
      for (let from = 0; from < rows.length; from += BATCH_ROWS) {
        const batch = { importId: job.id, kind: job.kind, rows: rows.slice(from, from + BATCH_ROWS) };
        outcomes.push(...(await takeIn(tx, inside, viewer, batch)));
      }
      const no = outcomes.filter(({ state }) => state === 'refused');
      if (0 < no.length) throw new TakenBack(no);
    });
  } catch (error) {
    if (isConflict(error)) return '有内容与别人刚刚登记的重复，全部没有导入。请重新上传，系统会指出是哪一行。';
    if (!(error instanceof TakenBack)) throw error;
    await write(context, (tx) => saveOutcomes(tx, job.id, error.outcomes));
    return `有 ${error.outcomes.length} 行被退回，所以全部没有导入。请看下面的原因，改正后重新上传，或选择“只导入没有问题的行”。`;
  }
  tell(context, job, job.version, events);
  return null;
}

const ROWS_MAX = 20_000;
