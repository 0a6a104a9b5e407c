/** Imports on the graph: jobs, their rows with what is wrong in which cell, the questions, and the three steps. */
import {
  IMPORT_MODES,
  IMPORT_ROW_STATES,
  type ImportRowState,
  importStateAt,
  SEEN_IMPORT_STATES,
} from '@jiedui/shared/report/import/import.ts';
import { IMPORT_KINDS } from '@jiedui/shared/report/import/layout.ts';
import { LAYOUTS } from '@jiedui/shared/report/import/layouts.ts';
import type { CellProblem } from '@jiedui/shared/report/import/reading.ts';
import {
  ImportBuiltUpon,
  ImportHasFaults,
  ImportNotFound,
  ImportNotIn,
} from '@jiedui/shared/report/import/refusals.ts';
import DataLoader from 'dataloader';
import { access, signedIn, viaParent } from '../../access.ts';
import { builder, isUuid, RefusalInterface } from '../../builder.ts';
import { type Context, viewerOf } from '../../context.ts';
import { connectionOf, pageAsked, pageOf } from '../../hall/page.ts';
import { pageSize } from '../../limits.ts';
import { answerImport, commitImport, discardImport, mayImport, takeBackImport } from './import.commands.ts';
import {
  type AskSummary,
  asksOf,
  countImports,
  countRows,
  type ImportRow,
  importById,
  type KeptRow,
  listImports,
  rowsOf,
} from './import.store.ts';
import type { JobContext } from './jobs.ts';
import { uploadsIn } from './uploads.ts';

const KindEnum = builder.enumType('ImportKind', { values: IMPORT_KINDS });
const StateEnum = builder.enumType('ImportState', { values: SEEN_IMPORT_STATES });
const ModeEnum = builder.enumType('ImportMode', { values: IMPORT_MODES });
const RowStateEnum = builder.enumType('ImportRowState', { values: IMPORT_ROW_STATES });

const ProblemRef = builder.objectRef<CellProblem>('ImportCellProblem').implement({
  extensions: access(viaParent),
  fields: (t) => ({
    letter: t.exposeString('letter', { description: 'Of the column, as Excel names it; empty for the whole row.' }),
    heading: t.exposeString('heading'),
    value: t.exposeString('value'),
    reason: t.exposeString('reason'),
    suggestion: t.exposeString('suggestion'),
  }),
});
const ChoiceRef = builder.objectRef<AskSummary['choices'][number]>('ImportChoice').implement({
  extensions: access(viaParent),
  fields: (t) => ({ code: t.exposeString('code'), name: t.exposeString('name') }),
});
const AskRef = builder.objectRef<AskSummary>('ImportAsk').implement({
  description: 'A name that is only nearly right: which one is meant?',
  extensions: access(viaParent),
  fields: (t) => ({
    ask: t.exposeString('ask'),
    heading: t.exposeString('heading'),
    value: t.exposeString('value'),
    rows: t.exposeInt('rows'),
    choices: t.field({ type: [ChoiceRef], resolve: ({ choices }) => [...choices] }),
  }),
});
const CellRef = builder.objectRef<{ heading: string; text: string; bad: boolean }>('ImportCell').implement({
  extensions: access(viaParent),
  fields: (t) => ({ heading: t.exposeString('heading'), text: t.exposeString('text'), bad: t.exposeBoolean('bad') }),
});

interface RowOfJob extends KeptRow {
  readonly kind: ImportRow['kind'];
}
const RowRef = builder.objectRef<RowOfJob>('ImportRow').implement({
  extensions: access(viaParent),
  fields: (t) => ({
    row: t.exposeInt('row', { description: 'As Excel counts it.' }),
    state: t.expose('state', { type: RowStateEnum }),
    problems: t.field({ type: [ProblemRef], resolve: ({ problems }) => [...problems] }),
    cells: t.field({
      type: [CellRef],
      description: 'The cells that say something, those that cannot stand marked.',
      resolve: (row) => cellsOf(row),
    }),
  }),
});

function cellsOf({ kind, written, problems, asked }: RowOfJob) {
  const bad = new Set([...problems.map(({ key }) => key), ...asked.map(({ ask }) => ask.slice(0, ask.indexOf(':')))]);
  return LAYOUTS[kind].columns
    .map(({ key, heading, group, reading }, i) => ({
      heading: group === null ? heading : `${group}·${heading}`,
      text: written[i] ?? '',
      bad: bad.has(key),
      reading,
    }))
    .filter(({ text, bad: isBad, reading }) => (text !== '' || isBad) && reading !== 'seq' && reading !== 'shown');
}

type Counts = Readonly<Partial<Record<ImportRowState, number>>>;

/** The counts of every job on a page in one statement. */
const countsOf = (context: Context, id: string): Promise<Counts> =>
  context
    .loader(
      'import.counts',
      () =>
        new DataLoader<string, Counts>(async (ids) => {
          const rows = await countRows(await context.tx(), ids);
          return ids.map((each) =>
            Object.fromEntries(
              rows.filter(({ importId }) => importId === each).map(({ state, count }) => [state, count]),
            ),
          );
        }),
    )
    .load(id);

const CountsRef = builder.objectRef<Counts>('ImportCounts').implement({
  extensions: access(viaParent),
  fields: (t) => ({
    total: t.int({ resolve: (counts) => Object.values(counts).reduce((sum, count) => sum + count, 0) }),
    valid: t.int({ resolve: ({ valid = 0 }) => valid }),
    asked: t.int({ resolve: ({ asked = 0 }) => asked }),
    invalid: t.int({ resolve: ({ invalid = 0 }) => invalid }),
    imported: t.int({ resolve: ({ imported = 0 }) => imported }),
    unchanged: t.int({ resolve: ({ unchanged = 0 }) => unchanged }),
    refused: t.int({ resolve: ({ refused = 0 }) => refused }),
    takenBack: t.int({ resolve: (counts) => counts.taken_back ?? 0 }),
  }),
});

export const ImportRef = builder.objectRef<ImportRow>('Import').implement({
  description: '导入: a file on its way from upload to result.',
  extensions: access(viaParent),
  isTypeOf: (value) => !(value instanceof Error),
  fields: (t) => ({
    id: t.exposeID('id'),
    version: t.exposeInt('version'),
    kind: t.expose('kind', { type: KindEnum }),
    fileName: t.exposeString('fileName'),
    state: t.field({ type: StateEnum, resolve: (row, _args, { at }) => importStateAt(row, at) }),
    mode: t.expose('mode', { type: ModeEnum, nullable: true }),
    message: t.exposeString('message', { nullable: true }),
    notes: t.stringList({ resolve: ({ notes }) => [...notes] }),
    isMine: t.boolean({ resolve: ({ accountId }, _args, context) => accountId === viewerOf(context).accountId }),
    startedBy: t.string({ resolve: ({ accountName }) => accountName ?? '本单位同事' }),
    createdAt: t.expose('createdAt', { type: 'Instant' }),
    finishedAt: t.expose('finishedAt', { type: 'Instant', nullable: true }),
    counts: t.field({ type: CountsRef, resolve: ({ id }, _args, context) => countsOf(context, id) }),
    asks: t.field({ type: [AskRef], resolve: async ({ id }, _args, context) => asksOf(await context.tx(), id) }),
    rows: t.field({
      type: [RowRef],
      description: 'In the order of the sheet; a page shorter than asked is the last.',
      args: {
        first: t.arg.int(),
        afterRow: t.arg.int({ required: false }),
        states: t.arg({ type: [RowStateEnum], required: false }),
      },
      resolve: async ({ id, kind }, { first, afterRow, states }, context) => {
        const rows = await rowsOf(await context.tx(), id, states ?? null, afterRow ?? 0, pageSize(first));
        return rows.map((row) => ({ ...row, kind }));
      },
    }),
    failedUrl: t.string({
      description: 'The rows that did not get in, with a column of reasons.',
      resolve: ({ id }) => `/imports/${id}/failed.xlsx`,
    }),
  }),
});

builder.objectType(ImportNotFound, {
  name: 'ImportNotFound',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
});
builder.objectType(ImportNotIn, {
  name: 'ImportNotIn',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ actual: t.expose('actual', { type: StateEnum }) }),
});
builder.objectType(ImportHasFaults, {
  name: 'ImportHasFaults',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ rows: t.exposeInt('rows') }),
});

builder.objectType(ImportBuiltUpon, {
  name: 'ImportBuiltUpon',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ rows: t.exposeInt('rows') }),
});

builder.queryField('importKinds', (t) =>
  t.field({
    type: [KindEnum],
    description: 'The lists that the viewer may bring.',
    extensions: access(signedIn),
    resolve: (_root, _args, context) => IMPORT_KINDS.filter((kind) => mayImport(viewerOf(context), kind)),
  }),
);
builder.queryField('import', (t) =>
  t.field({
    type: ImportRef,
    nullable: true,
    extensions: access(signedIn),
    args: { id: t.arg.id() },
    resolve: async (_root, { id }, context) => (isUuid(id) ? importById(await context.tx(), id) : null),
  }),
);
const ConnectionRef = connectionOf('Import', ImportRef);
builder.queryField('imports', (t) =>
  t.field({
    type: ConnectionRef,
    description: 'Newest first: the viewer’s own, and those of the viewer’s unit.',
    extensions: access(signedIn),
    args: {
      first: t.arg.int(),
      after: t.arg.string({ required: false }),
      kind: t.arg({ type: KindEnum, required: false }),
    },
    resolve: async (_root, args, context) => {
      const { limit, afterId } = pageAsked(args);
      const tx = await context.tx();
      const kind = args.kind ?? null;
      return pageOf(await listImports(tx, kind, afterId, limit), limit, () => countImports(tx, kind));
    },
  }),
);

function jobsOf(context: Context): JobContext {
  const { hall, requestId } = context;
  const { sessionId } = viewerOf(context);
  return { hall, requestId, sessionId, uploads: uploadsIn(hall.dataDir) };
}

const AnswerInput = builder.inputType('ImportAnswerInput', {
  fields: (t) => ({
    ask: t.string(),
    code: t.string({ required: false, description: 'Null for none of the choices.' }),
  }),
});
const AnswerImportInput = builder.inputType('AnswerImportInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    importId: t.id(),
    answers: t.field({ type: [AnswerInput] }),
  }),
});
const CommitImportInput = builder.inputType('CommitImportInput', {
  fields: (t) => ({ clientMutationId: t.field({ type: 'UUID' }), importId: t.id(), mode: t.field({ type: ModeEnum }) }),
});
const DiscardImportInput = builder.inputType('DiscardImportInput', {
  fields: (t) => ({ clientMutationId: t.field({ type: 'UUID' }), importId: t.id() }),
});

const AnswerImportResult = builder.errorUnion('AnswerImportResult', {
  types: [ImportRef, ImportNotFound, ImportNotIn],
});
builder.mutationField('answerImport', (t) =>
  t.field({
    type: AnswerImportResult,
    extensions: access(signedIn),
    args: { input: t.arg({ type: AnswerImportInput }) },
    resolve: (_root, { input }, context) =>
      isUuid(input.importId)
        ? answerImport(context.command(), jobsOf(context), {
            ...input,
            answers: input.answers.map(({ ask, code }) => ({ ask, code: code ?? null })),
          })
        : new ImportNotFound(),
  }),
);
const CommitImportResult = builder.errorUnion('CommitImportResult', {
  types: [ImportRef, ImportNotFound, ImportNotIn, ImportHasFaults],
});
builder.mutationField('commitImport', (t) =>
  t.field({
    type: CommitImportResult,
    extensions: access(signedIn),
    args: { input: t.arg({ type: CommitImportInput }) },
    resolve: (_root, { input }, context) =>
      isUuid(input.importId) ? commitImport(context.command(), jobsOf(context), input) : new ImportNotFound(),
  }),
);
const DiscardImportResult = builder.errorUnion('DiscardImportResult', {
  types: [ImportRef, ImportNotFound, ImportNotIn],
});
builder.mutationField('discardImport', (t) =>
  t.field({
    type: DiscardImportResult,
    extensions: access(signedIn),
    args: { input: t.arg({ type: DiscardImportInput }) },
    resolve: (_root, { input }, context) =>
      isUuid(input.importId) ? discardImport(context.command(), jobsOf(context), input) : new ImportNotFound(),
  }),
);
const TakeBackImportInput = builder.inputType('TakeBackImportInput', {
  fields: (t) => ({ clientMutationId: t.field({ type: 'UUID' }), importId: t.id() }),
});
const TakeBackImportResult = builder.errorUnion('TakeBackImportResult', {
  types: [ImportRef, ImportNotFound, ImportNotIn, ImportBuiltUpon],
});
builder.mutationField('takeBackImport', (t) =>
  t.field({
    type: TakeBackImportResult,
    description: '撤回本次导入, while nobody has gone on with what it brought.',
    extensions: access(signedIn),
    args: { input: t.arg({ type: TakeBackImportInput }) },
    resolve: (_root, { input }, context) =>
      isUuid(input.importId) ? takeBackImport(context.command(), input) : new ImportNotFound(),
  }),
);
