/**
 * Photos and PDF papers over HTTP, beside GraphQL: POST /files takes the bytes as they are, GET /files/:id gives them to whoever
 * may see them. A foreign file and a missing one are the same 404.
 */
import { SessionGone, inTransaction } from '@jiedui/db/connect.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '@jiedui/shared/refusal.ts';
import { stationOrOrganization } from '../../access.ts';
import { actingViewerOf } from '../../account/session.ts';
import { isUuid } from '../../builder.ts';
import type { Hall } from '../../context.ts';
import { forbidden, unauthenticated } from '../../errors.ts';
import type { Viewer } from '../../viewer.ts';
import { notFound, refuse, refuseContent } from '../http-answers.ts';
import { uploadFile } from './file.commands.ts';
import { fileById } from './file.store.ts';
import { PDF_MIME } from './pdf.ts';
import { FileRefused } from './refusals.ts';
import { type FileStore, fileStore } from './store.ts';

export const UPLOAD_BYTES = 8 * 1024 * 1024;
const NO_FILE = '没有找到这个文件，可能已移除或不在您的查看范围。';
const UPLOAD_TYPES = ['image/jpeg', 'image/png', 'image/webp', PDF_MIME];

export function fileRoutes(app: FastifyInstance, hall: Hall): void {
  const store = fileStore(hall.dataDir);
  app.register(async (scope) => uploadRoute(scope, hall, store));
  app.get<{ Params: { id: string } }>('/files/:id', (request, reply) => sendFile(hall, store, request, reply));
}

/** In a scope of its own, where nothing but photos and papers is parsed. */
function uploadRoute(scope: FastifyInstance, hall: Hall, store: FileStore): void {
  const uploaders = new WeakMap<FastifyRequest, Viewer>();
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(UPLOAD_TYPES, { parseAs: 'buffer', bodyLimit: UPLOAD_BYTES }, (_request, body, done) =>
    done(null, body),
  );
  scope.setErrorHandler(async (error: Error & { statusCode?: number }, _request, reply) => {
    if (error instanceof SessionGone) return refuse(reply, 401, unauthenticated());
    if (error.statusCode === 413)
      return refuseContent(reply, new FileRefused('文件超过 8 MB，请压缩、降低扫描分辨率，或用手机重新拍摄后上传。'));
    if (error.statusCode === 415) {
      return refuseContent(
        reply,
        new FileRefused(
          '只能上传 JPG、PNG、WebP 照片或 PDF 文件。苹果手机请在“设置 > 相机 > 格式”中选择“兼容性最佳”后重拍。',
        ),
      );
    }
    throw error;
  });
  scope.post(
    '/files',
    {
      bodyLimit: UPLOAD_BYTES,
      // Before the body is read: a stranger's eight megabytes are not waited for.
      onRequest: async (request, reply) => {
        const viewer = await actingViewerOf(hall, request);
        if (!viewer) return refuse(reply, 401, unauthenticated());
        if (!stationOrOrganization.admits(viewer)) return refuse(reply, 403, forbidden(stationOrOrganization.who));
        uploaders.set(request, viewer);
      },
    },
    async (request, reply) => {
      const viewer = uploaders.get(request);
      if (!viewer) return refuse(reply, 401, unauthenticated());
      const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const { pool, live } = hall;
      const context = { pool, live, sessionId: viewer.sessionId, at: hall.clock(), requestId: request.id };
      const file = await uploadFile(context, store, viewer.accountId, bytes);
      if (file instanceof Refusal) return refuseContent(reply, file);
      const { id, width, height } = file;
      return reply
        .code(201)
        .header('cache-control', 'no-store')
        .send({ id, url: `/files/${id}`, width, height });
    },
  );
}

async function sendFile(
  hall: Hall,
  store: FileStore,
  request: FastifyRequest<{ Params: { id: string } }>,
  reply: FastifyReply,
) {
  const viewer = await actingViewerOf(hall, request);
  if (!viewer) return refuse(reply, 401, unauthenticated());
  const { id } = request.params;
  const file = isUuid(id) ? await readRow(hall, viewer, id) : null;
  if (file instanceof SessionGone) return refuse(reply, 401, unauthenticated());
  if (!file) return notFound(reply, NO_FILE, 'BAD_USER_INPUT');
  const etag = `"${file.sha256}"`;
  reply
    .header('etag', etag)
    .header('cache-control', 'private, max-age=3600')
    .header('vary', 'cookie')
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; sandbox");
  if (request.headers['if-none-match'] === etag) return reply.code(304).send();
  const kept = await store.read(file.sha256, file.mime);
  if (!kept) {
    request.log.error({ fileId: id }, 'file is written down but not on the disk');
    return notFound(reply, NO_FILE, 'BAD_USER_INPUT');
  }
  return (
    reply
      .header('content-type', file.mime)
      .header('content-length', kept.bytes)
      // A paper is saved and opened by the reader's own program: no page of ours shows what somebody else wrote.
      .header(
        'content-disposition',
        file.mime === PDF_MIME ? `attachment; filename="${id}.pdf"` : `inline; filename="${id}.jpg"`,
      )
      .send(kept.stream)
  );
}

const readRow = (hall: Hall, viewer: Viewer, id: string) =>
  inTransaction(hall.pool, { session: viewer.sessionId, at: hall.clock() }, 'read', (tx) => fileById(tx, id)).catch(
    (error: unknown) => {
      if (error instanceof SessionGone) return error;
      throw error;
    },
  );
