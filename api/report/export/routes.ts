/**
 * Export what I see: GET /exports/orders.xlsx with the page's own filters gives all its pages as one workbook,
 * written while it is read. Each page is a transaction of its own under the viewer's session, so that row-level security
 * decides to the last row. What was taken away, and how much, is in the audit before the first byte leaves.
 */
import { inTransaction, SessionGone, type Tx } from '@jiedui/db/connect.ts';
import { endOfDay, formatDate, formatInstant, isLocalDate, localDateOf } from '@jiedui/shared/calendar.ts';
import {
  chosenOf,
  columnsOf,
  EXPORT_LISTS,
  EXPORT_WORDS,
  type ExportColumn,
  type ExportList,
  OFFICIAL,
} from '@jiedui/shared/report/export/columns.ts';
import { IMPORT_KIND_WORDS } from '@jiedui/shared/report/import/layout.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { v7 as uuid } from 'uuid';
import { actingViewerOf } from '../../account/session.ts';
import { isUuid } from '../../builder.ts';
import type { Hall } from '../../context.ts';
import { unauthenticated } from '../../errors.ts';
import { type OutRow, xlsxOf } from '../../hall/sheet/write-xlsx.ts';
import type { Viewer } from '../../viewer.ts';
import { headRows, signatureRow, takenBy } from '../import/list-sheet.ts';
import { sendWorkbook } from '../import/routes.ts';
import { auditExport } from '../papers.store.ts';
import { cellOf } from './columns.ts';
import { countOf, EXPORT_FILTERS, type ExportFilter, isKept, pageOf } from './export.store.ts';

/** Rows read in one transaction. */
const PAGE_ROWS = 1_000;
const HEAD_ROWS = 4;

interface Asked extends Readonly<Partial<Record<(typeof EXPORT_FILTERS)[number], string>>> {
  readonly states?: string;
  /** Keys of the columns that are seen, with commas; all without it. */
  readonly columns?: string;
  /** `official` for the layout of the bureau's own list. */
  readonly layout?: string;
  /** The list as it stood at the end of this day; only of what is kept. */
  readonly asOf?: string;
}

export function exportRoutes(app: FastifyInstance, hall: Hall): void {
  app.get<{ Params: { list: string }; Querystring: Asked }>('/exports/:list.xlsx', (request, reply) =>
    sendExport(hall, request, reply),
  );
}

const named = (text: string | undefined) =>
  (text ?? '')
    .split(',')
    .filter((each) => /^[A-Za-z_]{1,40}$/.test(each))
    .slice(0, 40);

/** The page's own filters: codes, an id, and the words that were searched by. */
function narrowed(query: Asked): ExportFilter['more'] {
  return Object.fromEntries(
    EXPORT_FILTERS.flatMap((key) => {
      const value = query[key];
      if (typeof value !== 'string' || value === '') return [];
      const sound =
        key === 'text' ? value.length <= 60 : key === 'stationId' ? isUuid(value) : /^\w{1,40}$/.test(value);
      return sound ? [[key, value]] : [];
    }),
  );
}

async function sendExport(
  hall: Hall,
  request: FastifyRequest<{ Params: { list: string }; Querystring: Asked }>,
  reply: FastifyReply,
) {
  reply.header('cache-control', 'no-store');
  const viewer = await actingViewerOf(hall, request);
  if (!viewer) return reply.code(401).send({ errors: [unauthenticated().toJSON()] });
  const list = EXPORT_LISTS.find((each) => each === request.params.list);
  if (!list) return reply.code(404).send({ errors: [NO_LIST] });
  const { query } = request;
  const official = query.layout === 'official' && OFFICIAL[list] !== undefined;
  const states = named(query.states);
  const filter: ExportFilter = { states: states.length === 0 ? null : states, more: narrowed(query) };
  const columns = chosenOf(columnsOf(list, official), named(query.columns));
  const now = hall.clock();
  const asOf = isKept(list) && query.asOf !== undefined && isLocalDate(query.asOf) ? query.asOf : null;
  const at = asOf !== null && endOfDay(asOf) < now ? endOfDay(asOf) : now;
  try {
    const count = await read(hall, viewer, (tx) => countOf(tx, list, filter, at, asOf !== null));
    const said = [
      `list=${list}`,
      `rows=${count}`,
      ...(official ? ['layout=official'] : []),
      ...(asOf ? [`asOf=${asOf}`] : []),
      ...states.map((state) => `state=${state}`),
      // What was typed to search by may be a person's name: only that it was searched.
      ...Object.entries(filter.more).map(([key, value]) => (key === 'text' ? 'text' : `${key}=${value}`)),
    ];
    await inTransaction(hall.pool, { session: viewer.sessionId, at: now }, 'write', (tx) =>
      auditExport(
        tx,
        viewer,
        { operation: 'exportList', entity: 'list', entityId: uuid(), version: 1, requestId: request.id },
        said,
      ),
    );
    const kind = OFFICIAL[list];
    const word = official && kind ? IMPORT_KIND_WORDS[kind] : EXPORT_WORDS[list];
    const sheet = {
      name: word,
      widths: columns.map(({ width }) => width),
      headRows: HEAD_ROWS,
      watermark: takenBy(viewer.name, now),
      rows: rowsOf(hall, viewer, { list, filter, columns, word, count, official, at, asOf: asOf !== null }),
    };
    return sendWorkbook(reply, `${word}${localDateOf(at)}.xlsx`, xlsxOf([sheet]));
  } catch (error) {
    if (error instanceof SessionGone) return reply.code(401).send({ errors: [unauthenticated().toJSON()] });
    throw error;
  }
}

const NO_LIST = { message: '没有这张清单，请从列表页导出。', extensions: { code: 'BAD_USER_INPUT' } };

const read = <T>(hall: Hall, viewer: Viewer, work: (tx: Tx) => Promise<T>) =>
  inTransaction(hall.pool, { session: viewer.sessionId, at: hall.clock() }, 'read', work);

interface Export {
  readonly list: ExportList;
  readonly filter: ExportFilter;
  readonly columns: readonly ExportColumn[];
  readonly word: string;
  readonly count: number;
  readonly official: boolean;
  /** What is derived from the time is derived for this instant, on every page. */
  readonly at: Date;
  /** The list as it stood then, not as it stands. */
  readonly asOf: boolean;
}

async function* rowsOf(
  hall: Hall,
  viewer: Viewer,
  { list, filter, columns, word, count, official, at, asOf }: Export,
): AsyncGenerator<OutRow> {
  const day = asOf ? `截至 ${formatDate(localDateOf(at))}，` : '';
  const line = official
    ? `填报单位（盖章）：　　　　${day}共 ${count} 条`
    : `截至 ${formatInstant(at)}，共 ${count} 条`;
  yield* headRows(columns, word, line);
  let seq = 0;
  for (let after: string | null = null; ; ) {
    const page: Awaited<ReturnType<typeof pageOf>> = await read(hall, viewer, (tx) =>
      pageOf(tx, list, filter, at, after, PAGE_ROWS, asOf),
    );
    for (const row of page) {
      seq += 1;
      yield { cells: columns.map((column) => cellOf(list, column, row, seq)) };
    }
    if (page.length < PAGE_ROWS) break;
    after = page.at(-1)!.id;
  }
  if (official) yield signatureRow(columns.length);
}
