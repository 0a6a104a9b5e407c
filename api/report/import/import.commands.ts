/** What a sender does with an import: send, answer, take in, give up. */
import { createHash } from 'node:crypto';
import type { Tx } from '@jiedui/db/connect.ts';
import { importStateAt, type ImportMode, type ImportStep, mayStep } from '@jiedui/shared/report/import/import.ts';
import type { ImportKind } from '@jiedui/shared/report/import/layout.ts';
import {
  ImportBuiltUpon,
  ImportHasFaults,
  ImportNotFound,
  ImportNotIn,
} from '@jiedui/shared/report/import/refusals.ts';
import { SpreadsheetRefused } from '@jiedui/shared/report/import/spreadsheet-refused.ts';
import { Refusal } from '@jiedui/shared/refusal.ts';
import { v7 as uuid } from 'uuid';
import { type CommandContext, command, type Done } from '../../hall/command.ts';
import { authorityIdOf, hasRole, organizationIdOf, stationIdOf, type Viewer } from '../../viewer.ts';
import {
  countRows,
  deleteUntakenRows,
  type ImportChange,
  type ImportRow,
  importById,
  insertImport,
  lockImport,
  lockMarks,
  saveImport,
} from './import.store.ts';
import { type JobContext, mayQueue, startCommitting, startReading } from './jobs.ts';
import { ENTITIES, forgetImport, takeBack, thingsOf } from './take-back.store.ts';

/** Officers bring every list; a station its needs, an organization its offers. */
export function mayImport(viewer: Viewer, kind: ImportKind): boolean {
  if (hasRole(viewer, 'bureau_officer', 'bureau_leader')) return true;
  if (kind === 'needs' || kind === 'need_items') return stationIdOf(viewer) !== null;
  return kind === 'offers' && organizationIdOf(viewer) !== null;
}

export interface SendImportInput {
  readonly kind: ImportKind;
  readonly fileName: string;
  readonly bytes: Buffer;
}

/** Keeps the file and has it read; the answer comes before the reading has begun. */
export async function sendImport(
  context: CommandContext,
  jobs: JobContext,
  { kind, fileName, bytes }: SendImportInput,
): Promise<ImportRow | SpreadsheetRefused> {
  if (!mayQueue(jobs.hall)) return new SpreadsheetRefused('现在排队的导入较多，请过几分钟再上传。');
  const id = uuid();
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await jobs.uploads.put(id, bytes);
  const operation = { name: 'sendImport', key: uuid(), input: { kind, sha256 }, reload: importById };
  const job = await command(context, operation, async (tx, viewer) => {
    const officer = authorityIdOf(viewer) !== null;
    const row = {
      id,
      tenantId: viewer.tenantId,
      accountId: viewer.accountId,
      authorityId: authorityIdOf(viewer),
      stationId: officer ? null : stationIdOf(viewer),
      organizationId: officer ? null : organizationIdOf(viewer),
      kind,
      fileName,
      sha256,
      bytes: bytes.length,
      state: 'reading' as const,
      createdAt: context.at,
      updatedAt: context.at,
      version: 1,
    };
    await insertImport(tx, row);
    return doneWith(await reread(tx, id), null, ['file']);
  });
  startReading(jobs, job);
  return job;
}

export interface AnswerImportInput {
  readonly clientMutationId: string;
  readonly importId: string;
  readonly answers: readonly { readonly ask: string; readonly code: string | null }[];
}

const ANSWERS_MAX = 500;

/** Says which names were meant; the file is read again with these answers. A null code means none of the choices. */
export async function answerImport(
  context: CommandContext,
  jobs: JobContext,
  input: AnswerImportInput,
): Promise<ImportRow | ImportNotFound | ImportNotIn> {
  const given = Object.fromEntries(input.answers.slice(0, ANSWERS_MAX).map(({ ask, code }) => [ask, code ?? '']));
  const job = await step(context, 'answerImport', 'answer', input, async (row) => ({
    state: 'reading',
    answers: { ...row.answers, ...given },
  }));
  if (!(job instanceof Refusal)) startReading(jobs, job);
  return job;
}

export interface CommitImportInput {
  readonly clientMutationId: string;
  readonly importId: string;
  readonly mode: ImportMode;
}

export async function commitImport(
  context: CommandContext,
  jobs: JobContext,
  input: CommitImportInput,
): Promise<ImportRow | ImportNotFound | ImportNotIn | ImportHasFaults> {
  const job = await step(context, 'commitImport', 'commit', input, async (row, tx) => {
    const counts = await countRows(tx, [row.id]);
    const of = (...states: string[]) =>
      counts.filter(({ state }) => states.includes(state)).reduce((sum, { count }) => sum + count, 0);
    const faults = of('invalid', 'asked', 'refused');
    if (input.mode === 'all_or_nothing' && 0 < faults) return new ImportHasFaults(faults);
    return { state: 'committing', mode: input.mode };
  });
  if (!(job instanceof Refusal)) startCommitting(jobs, job, input.mode);
  return job;
}

export interface DiscardImportInput {
  readonly clientMutationId: string;
  readonly importId: string;
}

/** Nothing of it is taken in, and what was read of it goes. */
export async function discardImport(
  context: CommandContext,
  jobs: JobContext,
  input: DiscardImportInput,
): Promise<ImportRow | ImportNotFound | ImportNotIn> {
  const job = await step(context, 'discardImport', 'discard', input, async (row, tx) => {
    await deleteUntakenRows(tx, row.id);
    return { state: 'discarded', finishedAt: context.at };
  });
  if (!(job instanceof Refusal)) await jobs.uploads.remove(job.id);
  return job;
}

export interface TakeBackImportInput {
  readonly clientMutationId: string;
  readonly importId: string;
}

/** 撤回本次导入: everything that it brought, or nothing when somebody has gone on with any of it. */
export const takeBackImport = (
  context: CommandContext,
  input: TakeBackImportInput,
): Promise<ImportRow | ImportNotFound | ImportNotIn | ImportBuiltUpon> =>
  step(context, 'takeBackImport', 'take_back', input, async (row, tx, viewer) => {
    await lockMarks(tx, row.kind);
    const things = await thingsOf(tx, row.id);
    const standing = await takeBack(tx, row.kind, things, context.at);
    if (0 < standing.length) return new ImportBuiltUpon(standing);
    await forgetImport(tx, viewer, { importId: row.id, entity: ENTITIES[row.kind], requestId: context.requestId });
    return { state: 'taken_back' as const, finishedAt: context.at };
  });

type Decision = ImportChange | ImportHasFaults | ImportBuiltUpon;

function step<D extends Decision>(
  context: CommandContext,
  name: string,
  wanted: ImportStep,
  input: { readonly clientMutationId: string; readonly importId: string },
  decide: (row: ImportRow, tx: Tx, viewer: Viewer) => Promise<D>,
): Promise<ImportRow | ImportNotFound | ImportNotIn | Extract<D, Refusal>> {
  const operation = { name, key: input.clientMutationId, input, reload: importById };
  return command(
    context,
    operation,
    async (tx, viewer): Promise<Done<ImportRow> | ImportNotFound | ImportNotIn | Extract<D, Refusal>> => {
      const row = await lockImport(tx, input.importId);
      if (!row) return new ImportNotFound();
      const seen = importStateAt(row, context.at);
      if (!mayStep(seen, wanted)) return new ImportNotIn(seen);
      const change: Decision = await decide(row, tx, viewer);
      if (change instanceof Refusal) return change as Extract<D, Refusal>;
      await saveImport(tx, row.id, change, context.at);
      return doneWith(await reread(tx, row.id), row.version, ['state']);
    },
  ) as Promise<ImportRow | ImportNotFound | ImportNotIn | Extract<D, Refusal>>;
}

async function reread(tx: Tx, id: string): Promise<ImportRow> {
  const row = await importById(tx, id);
  if (!row) throw new Error(`import ${id} vanished inside its own transaction`);
  return row;
}

function doneWith(row: ImportRow, versionBefore: number | null, changed: readonly string[]): Done<ImportRow> {
  const { stationId, organizationId, authorityId } = row;
  const payload = { stationId, organizationId, authorityId };
  return {
    value: row,
    entity: 'import',
    entityId: row.id,
    versionBefore,
    versionAfter: row.version,
    changed,
    events: [{ topic: 'import.moved', entityId: row.id, version: row.version, payload }],
  };
}
