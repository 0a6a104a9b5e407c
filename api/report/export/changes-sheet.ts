/**
 * GET /exports/changes.xlsx: what became of both lists since the last dispatch, or since the end of a day, as a workbook: a row
 * for each change, and of what was changed a row for each entry with what it said before and says now. For the bureau.
 */
import { inTransaction, SessionGone } from '@jiedui/db/connect.ts';
import { endOfDay, formatInstant, formatMonth, isLocalDate, localDateOf, type Month } from '@jiedui/shared/calendar.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { v7 as uuid } from 'uuid';
import { viewerOfRequest } from '../../account/session.ts';
import type { Hall } from '../../context.ts';
import { unauthenticated } from '../../errors.ts';
import { type OutRow, xlsxOf } from '../../hall/sheet/write-xlsx.ts';
import { authorityIdOf } from '../../viewer.ts';
import { headRows, takenBy } from '../import/list-sheet.ts';
import { sendWorkbook } from '../import/routes.ts';
import { type ChangeLine, type Changes, changesBetween, changesSinceDispatch } from '../lists/changes.ts';
import { auditExport } from '../papers.store.ts';

const TITLE = '清单变化';
const LIST_WORDS = { orders: '需求清单', offers: '供给清单' } as const;
const COLUMNS = [
  ['序号', 6],
  ['清单', 10],
  ['变化', 18],
  ['编号', 14],
  ['名称', 30],
  ['社工站或社会组织', 24],
  ['承接机构', 24],
  ['改动项目', 14],
  ['原来', 30],
  ['现在', 30],
  ['变化时间', 20],
] as const;

export function changesSheetRoute(app: FastifyInstance, hall: Hall): void {
  app.get<{ Querystring: { since?: string } }>('/exports/changes.xlsx', (request, reply) =>
    sendChanges(hall, request, reply),
  );
}

async function sendChanges(
  hall: Hall,
  request: FastifyRequest<{ Querystring: { since?: string } }>,
  reply: FastifyReply,
) {
  reply.header('cache-control', 'no-store');
  const viewer = await viewerOfRequest(hall, request);
  if (!viewer) return reply.code(401).send({ errors: [unauthenticated().toJSON()] });
  if (!authorityIdOf(viewer)) return reply.code(403).send({ errors: [FOR_THE_BUREAU] });
  const { since } = request.query;
  const now = hall.clock();
  const day = since !== undefined && isLocalDate(since) && since < localDateOf(now) ? since : null;
  const enter = { session: viewer.sessionId, at: now };
  try {
    const changes = await inTransaction(hall.pool, enter, 'read', (tx) =>
      day === null ? changesSinceDispatch(tx, now) : changesBetween(tx, endOfDay(day), now, null),
    );
    if (!changes) return reply.code(404).send({ errors: [NO_DISPATCH] });
    const said = [
      'list=changes',
      `rows=${changes.lines.length}`,
      day === null ? `month=${changes.month}` : `since=${day}`,
    ];
    await inTransaction(hall.pool, enter, 'write', (tx) =>
      auditExport(
        tx,
        viewer,
        { operation: 'exportList', entity: 'list', entityId: uuid(), version: 1, requestId: request.id },
        said,
      ),
    );
    const sheet = {
      name: TITLE,
      widths: COLUMNS.map(([, width]) => width),
      headRows: 4,
      watermark: takenBy(viewer.name, now),
      rows: rowsOf(changes),
    };
    return sendWorkbook(reply, `${TITLE}${localDateOf(now)}.xlsx`, xlsxOf([sheet]));
  } catch (error) {
    if (error instanceof SessionGone) return reply.code(401).send({ errors: [unauthenticated().toJSON()] });
    throw error;
  }
}

const FOR_THE_BUREAU = {
  message: '清单变化由主管单位导出；本单位的清单可在手机端“清单变化”里查看。',
  extensions: { code: 'FORBIDDEN' },
};
const NO_DISPATCH = {
  message: '还没有签发过月调度。请选定一个日期，导出这一天以来的变化。',
  extensions: { code: 'BAD_USER_INPUT' },
};

function* rowsOf({ lines, month, from, to, sentence }: Changes): Generator<OutRow> {
  const since = month ? `${formatMonth(month as Month)}调度签发（${formatInstant(from)}）` : formatInstant(from);
  yield* headRows(
    COLUMNS.map(([heading]) => ({ group: null, heading })),
    TITLE,
    `自${since}至 ${formatInstant(to)}：${sentence}`,
  );
  let seq = 0;
  for (const line of lines)
    for (const cells of cellsOf(line)) {
      seq += 1;
      yield { cells: [{ value: seq, style: 'body' }, ...cells.map((value) => ({ value, style: 'text' as const }))] };
    }
}

function cellsOf({
  list,
  word,
  number,
  title,
  owner,
  organization,
  differences,
  changedAt,
}: ChangeLine): (readonly string[])[] {
  const head = [LIST_WORDS[list], word, number, title, owner, organization ?? ''];
  const at = formatInstant(changedAt);
  if (differences.length === 0) return [[...head, '', '', '', at]];
  return differences.map(({ name, before, after }) => [...head, name, before, after, at]);
}
