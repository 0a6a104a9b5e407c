/** SQL of imports: the jobs, their rows, and the marks of what was taken in. */
import type { Tx } from '@jiedui/db/connect.ts';
import { imports } from '@jiedui/db/schema/import.ts';
import type { ImportMode, ImportRowState, ImportState } from '@jiedui/shared/report/import/import.ts';
import type { ImportKind } from '@jiedui/shared/report/import/layout.ts';
import type { CellProblem, NameAsked } from '@jiedui/shared/report/import/reading.ts';

export interface ImportRow {
  readonly id: string;
  readonly tenantId: string;
  readonly accountId: string;
  readonly accountName: string | null;
  readonly stationId: string | null;
  readonly organizationId: string | null;
  readonly authorityId: string | null;
  readonly kind: ImportKind;
  readonly fileName: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly state: ImportState;
  readonly mode: ImportMode | null;
  readonly message: string | null;
  readonly notes: readonly string[];
  readonly answers: Readonly<Record<string, string>>;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly finishedAt: Date | null;
  readonly version: number;
}

const COLUMNS = `i.id, i.tenant_id as "tenantId", i.account_id as "accountId", a.name as "accountName", i.station_id as "stationId",
  i.organization_id as "organizationId", i.authority_id as "authorityId", i.kind, i.file_name as "fileName", i.sha256, i.bytes,
  i.state, i.mode, i.message, i.notes, i.answers, i.created_at as "createdAt", i.updated_at as "updatedAt",
  i.finished_at as "finishedAt", i.version`;
// Of another account only an officer reads the name; the row is shown either way.
const FROM = 'from imports i left join accounts a on a.id = i.account_id';

export async function importById(tx: Tx, id: string): Promise<ImportRow | null> {
  const [row] = await tx.named<ImportRow & Record<string, unknown>>(
    'import.one',
    `select ${COLUMNS} ${FROM} where i.id = $1`,
    [id],
  );
  return row ?? null;
}

/** Own jobs only: another's may be read, not moved. */
export async function lockImport(tx: Tx, id: string): Promise<ImportRow | null> {
  const [row] = await tx.named<ImportRow & Record<string, unknown>>(
    'import.lock',
    `select ${COLUMNS} ${FROM} where i.id = $1 and i.account_id = app.account_id() for update of i`,
    [id],
  );
  return row ?? null;
}

export const listImports = (tx: Tx, kind: ImportKind | null, afterId: string | null, limit: number) =>
  tx.named<ImportRow & Record<string, unknown>>(
    'import.list',
    `select ${COLUMNS} ${FROM} where ($1::text is null or i.kind = $1) and ($2::uuid is null or i.id < $2) order by i.id desc limit $3`,
    [kind, afterId, limit],
  );

export async function countImports(tx: Tx, kind: ImportKind | null): Promise<number> {
  const [row] = await tx.named<{ count: number }>(
    'import.count',
    'select count(*)::int as count from imports i where ($1::text is null or i.kind = $1)',
    [kind],
  );
  return row?.count ?? 0;
}

export type NewImport = Omit<ImportRow, 'accountName' | 'mode' | 'message' | 'notes' | 'answers' | 'finishedAt'>;

export async function insertImport(tx: Tx, row: NewImport): Promise<void> {
  await tx.db.insert(imports).values(row);
}

export interface ImportChange {
  readonly state: ImportState;
  readonly mode?: ImportMode | null;
  readonly message?: string | null;
  readonly notes?: readonly string[];
  readonly answers?: Readonly<Record<string, string>>;
  readonly finishedAt?: Date | null;
}

/** @returns the new version; null when the job is not the viewer's */
export async function saveImport(tx: Tx, id: string, change: ImportChange, at: Date): Promise<number | null> {
  const [row] = await tx.named<{ version: number }>(
    'import.save',
    `update imports set state = $2, mode = coalesce($3, mode), message = $4, notes = coalesce($5::text[], notes),
       answers = coalesce($6::jsonb, answers), finished_at = $7, updated_at = $8, version = version + 1 where id = $1 returning version`,
    [
      id,
      change.state,
      change.mode ?? null,
      change.message ?? null,
      change.notes ? [...change.notes] : null,
      change.answers ? JSON.stringify(change.answers) : null,
      change.finishedAt ?? null,
      at,
    ],
  );
  return row?.version ?? null;
}

/** Says that the job still stirs. */
export const touchImport = (tx: Tx, id: string, at: Date) =>
  tx.named('import.touch', 'update imports set updated_at = $2 where id = $1', [id, at]);

/** A row as it is kept; `identity` and `content` are hashes. */
export interface KeptRow {
  readonly row: number;
  readonly state: ImportRowState;
  readonly written: readonly string[];
  readonly problems: readonly CellProblem[];
  readonly asked: readonly NameAsked[];
  readonly fields: unknown;
  readonly identity: string | null;
  readonly content: string | null;
}

export const insertRows = (tx: Tx, importId: string, rows: readonly KeptRow[]) =>
  tx.named(
    'import.insertRows',
    `insert into import_rows (tenant_id, import_id, row, state, written, problems, asked, fields, identity, content)
     select app.tenant_id(), $1, r.row, r.state, r.written, r.problems, r.asked, r.fields, r.identity, r.content
     from jsonb_to_recordset($2::jsonb) as r(row int, state text, written text[], problems jsonb, asked jsonb, fields jsonb, identity text, content text)`,
    [importId, JSON.stringify(rows)],
  );

/** What was only read; rows taken in stay. */
export const deleteUntakenRows = (tx: Tx, importId: string) =>
  tx.named(
    'import.deleteRows',
    `delete from import_rows where import_id = $1 and state not in ('imported', 'unchanged')`,
    [importId],
  );

export const rowsOf = (
  tx: Tx,
  importId: string,
  states: readonly ImportRowState[] | null,
  afterRow: number,
  limit: number,
) =>
  tx.named<KeptRow & Record<string, unknown>>(
    'import.rows',
    `select row, state, written, problems, asked, fields, identity, content from import_rows
     where import_id = $1 and ($2::text[] is null or state = any($2)) and $3 < row order by row limit $4`,
    [importId, states, afterRow, limit],
  );

export const takenRowNumbers = (tx: Tx, importId: string) =>
  tx.named<{ row: number }>(
    'import.taken',
    `select row from import_rows where import_id = $1 and state in ('imported', 'unchanged')`,
    [importId],
  );

export const countRows = (tx: Tx, importIds: readonly string[]) =>
  tx.named<{ importId: string; state: ImportRowState; count: number }>(
    'import.countRows',
    'select import_id as "importId", state, count(*)::int as count from import_rows where import_id = any($1) group by import_id, state',
    [importIds],
  );

export interface AskSummary {
  readonly ask: string;
  readonly heading: string;
  readonly value: string;
  readonly choices: readonly { readonly code: string; readonly name: string }[];
  readonly rows: number;
}

/** Each question once, with how many rows ask it. */
export const asksOf = (tx: Tx, importId: string) =>
  tx.named<AskSummary & Record<string, unknown>>(
    'import.asks',
    `select q.item->>'ask' as ask, min(q.item->>'heading') as heading, min(q.item->>'value') as value,
       (array_agg(q.item->'choices'))[1] as choices, count(*)::int as rows
     from import_rows r, jsonb_array_elements(r.asked) as q(item) where r.import_id = $1 and r.state = 'asked'
     group by 1 order by count(*) desc, 1 limit 200`,
    [importId],
  );

export interface RowOutcome {
  readonly row: number;
  readonly state: 'imported' | 'unchanged' | 'refused' | 'invalid';
  readonly entityId: string | null;
  readonly problems: readonly CellProblem[];
}

export const saveOutcomes = (tx: Tx, importId: string, outcomes: readonly RowOutcome[]) =>
  tx.named(
    'import.saveOutcomes',
    `update import_rows r set state = o.state, entity_id = o."entityId", problems = o.problems
     from jsonb_to_recordset($2::jsonb) as o(row int, state text, "entityId" uuid, problems jsonb)
     where r.import_id = $1 and r.row = o.row`,
    [importId, JSON.stringify(outcomes)],
  );

/** Until the transaction ends, no other import of this kind looks for marks or sets them. A wait is worth more than a failed batch. */
export async function lockMarks(tx: Tx, kind: ImportKind): Promise<void> {
  await tx.named(
    'import.patience',
    `select set_config('lock_timeout', '20s', true), set_config('statement_timeout', '25s', true)`,
    [],
  );
  await tx.named(
    'import.lockMarks',
    `select pg_advisory_xact_lock(hashtextextended('import:' || app.tenant_id()::text || $1, 0))`,
    [kind],
  );
}

export interface Mark {
  readonly identity: string;
  readonly content: string;
  readonly entityId: string;
}

export const marksOf = (tx: Tx, kind: ImportKind, identities: readonly string[]) =>
  tx.named<Mark & Record<string, unknown>>(
    'import.marks',
    'select identity, content, entity_id as "entityId" from import_marks where kind = $1 and identity = any($2)',
    [kind, identities],
  );

export const insertMarks = (tx: Tx, kind: ImportKind, importId: string, marks: readonly Mark[]) =>
  tx.named(
    'import.insertMarks',
    `insert into import_marks (tenant_id, kind, identity, content, entity_id, import_id)
     select app.tenant_id(), $1, m.identity, m.content, m."entityId", $2
     from jsonb_to_recordset($3::jsonb) as m(identity text, content text, "entityId" uuid)`,
    [kind, importId, JSON.stringify(marks)],
  );
