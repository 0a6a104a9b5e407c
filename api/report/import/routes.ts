/**
 * Imports over HTTP, beside GraphQL: POST /imports takes the file's bytes, and templates and failed rows are given back
 * as workbooks. Somebody else's job and a missing one are the same 404.
 */
import { Readable } from 'node:stream';
import { inTransaction, SessionGone, type Tx } from '@jiedui/db/connect.ts';
import { IMPORT_BYTES_MAX } from '@jiedui/shared/report/import/import.ts';
import { IMPORT_KIND_WORDS, IMPORT_KINDS, type ImportKind } from '@jiedui/shared/report/import/layout.ts';
import { LAYOUTS } from '@jiedui/shared/report/import/layouts.ts';
import type { References } from '@jiedui/shared/report/import/reading.ts';
import { SpreadsheetRefused } from '@jiedui/shared/report/import/spreadsheet-refused.ts';
import { Refusal } from '@jiedui/shared/refusal.ts';
import { cleanText } from '@jiedui/shared/text.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { actingViewerOf } from '../../account/session.ts';
import { isUuid } from '../../builder.ts';
import type { Hall } from '../../context.ts';
import { forbidden, unauthenticated } from '../../errors.ts';
import { attachment } from '../../hall/document/attachment.ts';
import { notFound, refuse, refuseContent } from '../../hall/http-answers.ts';
import { authorityIdOf, type Viewer } from '../../viewer.ts';
import { auditExport } from '../papers.store.ts';
import { mayImport, sendImport } from './import.commands.ts';
import { importById, rowsOf } from './import.store.ts';
import { tellFaults } from './jobs.ts';
import { failedXlsx, type FailedRow, templateXlsx } from './list-sheet.ts';
import { placeLists, referencesFor } from './references.ts';
import { uploadsIn } from './uploads.ts';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export function importRoutes(app: FastifyInstance, hall: Hall): void {
  tellFaults(hall, (error) => app.log.error({ err: error }, 'fault in an import'));
  app.register(async (scope) => uploadRoute(scope, hall));
  app.get<{ Params: { kind: string } }>('/imports/templates/:kind.xlsx', (request, reply) =>
    sendTemplate(hall, request, reply),
  );
  app.get<{ Params: { id: string } }>('/imports/:id/failed.xlsx', (request, reply) => sendFailed(hall, request, reply));
}

const kindOf = (text: unknown): ImportKind | null => IMPORT_KINDS.find((kind) => kind === text) ?? null;

/** In a scope of its own, where a body is bytes and nothing else. */
function uploadRoute(scope: FastifyInstance, hall: Hall): void {
  const senders = new WeakMap<FastifyRequest, { viewer: Viewer; kind: ImportKind }>();
  const uploads = uploadsIn(hall.dataDir);
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer', bodyLimit: IMPORT_BYTES_MAX },
    (_request, body, done) => done(null, body),
  );
  scope.setErrorHandler(async (error: Error & { statusCode?: number }, _request, reply) => {
    if (error instanceof SessionGone) return refuse(reply, 401, unauthenticated());
    if (error.statusCode === 413) return refuseContent(reply, new SpreadsheetRefused(TOO_LARGE));
    throw error;
  });
  scope.post<{ Querystring: { kind?: string; name?: string } }>(
    '/imports',
    {
      bodyLimit: IMPORT_BYTES_MAX,
      // Before the body is read: nobody's ten megabytes are waited for.
      onRequest: async (request, reply) => {
        const viewer = await actingViewerOf(hall, request);
        if (!viewer) return refuse(reply, 401, unauthenticated());
        const kind = kindOf(request.query.kind);
        if (!kind || !mayImport(viewer, kind)) return refuse(reply, 403, forbidden('有权导入该清单的人员'));
        // Said by the sender, and so that a large file is refused before it has travelled.
        if (IMPORT_BYTES_MAX < Number(request.headers['content-length'] ?? 0))
          return refuseContent(reply, new SpreadsheetRefused(TOO_LARGE));
        senders.set(request, { viewer, kind });
      },
    },
    async (request, reply) => {
      const sender = senders.get(request);
      if (!sender) return refuse(reply, 401, unauthenticated());
      const { pool, live } = hall;
      const { sessionId } = sender.viewer;
      const context = { pool, live, sessionId, at: hall.clock(), requestId: request.id };
      const job = await sendImport(
        context,
        { hall, uploads, sessionId, requestId: request.id },
        {
          kind: sender.kind,
          fileName: fileName(request.query.name),
          bytes: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
        },
      );
      if (job instanceof Refusal) return refuseContent(reply, job);
      return reply.code(201).header('cache-control', 'no-store').send({ id: job.id });
    },
  );
}

const NO_FILE = '没有找到该文件，可能不在您的查看范围。';
const TOO_LARGE = `文件超过 ${IMPORT_BYTES_MAX / 1024 / 1024} MB。请删去图片和空白行列，或分成几份后再上传。`;
const fileName = (name: string | undefined) => cleanText(name ?? '')?.slice(0, 120) || '未命名.xlsx';

const read = <T>(hall: Hall, viewer: Viewer, work: (tx: Tx) => Promise<T>) =>
  inTransaction(hall.pool, { session: viewer.sessionId, at: hall.clock() }, 'read', work);

async function sendTemplate(hall: Hall, request: FastifyRequest<{ Params: { kind: string } }>, reply: FastifyReply) {
  const viewer = await actingViewerOf(hall, request);
  if (!viewer) return refuse(reply, 401, unauthenticated());
  const kind = kindOf(request.params.kind);
  if (!kind || !mayImport(viewer, kind)) return notFound(reply, NO_FILE, 'FORBIDDEN');
  const references = await read(hall, viewer, (tx) => referencesFor(tx, viewer, {}, hall.clock()));
  const bytes = templateXlsx(LAYOUTS[kind], unitName(viewer, references), placeLists(references));
  return sendWorkbook(reply, `${IMPORT_KIND_WORDS[kind]}模板.xlsx`, bytes);
}

/** The viewer's own unit: what 填报单位 says. */
function unitName(viewer: Viewer, { authorities, stations, organizations }: References): string {
  const own = authorityIdOf(viewer);
  const named = own ? authorities.find(({ code }) => code === own) : (stations[0] ?? organizations[0]);
  return named?.name ?? '';
}

async function sendFailed(hall: Hall, request: FastifyRequest<{ Params: { id: string } }>, reply: FastifyReply) {
  const viewer = await actingViewerOf(hall, request);
  if (!viewer) return refuse(reply, 401, unauthenticated());
  const { id } = request.params;
  const found = isUuid(id) ? await read(hall, viewer, (tx) => importById(tx, id)) : null;
  if (!found) return notFound(reply, NO_FILE, 'FORBIDDEN');
  const references = await read(hall, viewer, (tx) => referencesFor(tx, viewer, {}, hall.clock()));
  await inTransaction(hall.pool, { session: viewer.sessionId, at: hall.clock() }, 'write', (tx) =>
    auditExport(tx, viewer, {
      operation: 'exportFailedRows',
      entity: 'import',
      entityId: id,
      version: found.version,
      requestId: request.id,
    }),
  );
  const layout = LAYOUTS[found.kind];
  const bytes = failedXlsx(layout, unitName(viewer, references), placeLists(references), failedRows(hall, viewer, id));
  return sendWorkbook(reply, `${IMPORT_KIND_WORDS[found.kind]}-问题行.xlsx`, bytes);
}

const PAGE = 500;

async function* failedRows(hall: Hall, viewer: Viewer, id: string): AsyncGenerator<FailedRow> {
  for (let after = 0; ; ) {
    const rows = await read(hall, viewer, (tx) => rowsOf(tx, id, ['invalid', 'asked', 'refused'], after, PAGE));
    for (const { row, written, problems, asked } of rows) {
      const said = [
        ...problems.map(
          ({ letter, heading, reason, suggestion }) => `${letter}${letter && ' '}${heading}：${reason}。${suggestion}`,
        ),
        ...asked.map(
          ({ heading, value, choices }) =>
            `${heading}：“${value}”是否指${choices.map(({ name }) => `“${name}”`).join('或')}？请改成全称`,
        ),
      ];
      const badKeys = [
        ...problems.flatMap(({ key }) => key ?? []),
        ...asked.map(({ ask }) => ask.slice(0, ask.indexOf(':'))),
      ];
      yield { written, badKeys, reason: `原第 ${row} 行 ${said.join('；')}` };
    }
    if (rows.length < PAGE) return;
    after = rows.at(-1)!.row;
  }
}

export function sendWorkbook(reply: FastifyReply, name: string, bytes: AsyncGenerator<Buffer>): FastifyReply {
  return reply
    .header('cache-control', 'no-store')
    .type(XLSX)
    .header('content-disposition', attachment(name))
    .send(Readable.from(bytes));
}
