/** The HTTP server, assembled from what it is given: GraphQL, live stream, files and papers, health, and the web client. */
import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import underPressure from '@fastify/under-pressure';
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { dropPlainCookie, sessionCookie, viewerOfRequest } from './account/session.ts';
import type { Clock } from './clock.ts';
import { contextOf, type Hall } from './context.ts';
import { readDocuments, resolveDocument } from './documents.ts';
import { graphqlServer } from './graphql.ts';
import { fileRoutes } from './hall/file/routes.ts';
import { healthRoutes } from './hall/health.ts';
import { liveRoutes } from './hall/live-stream.ts';
import type { ErrorCode } from './errors.ts';
import { LIMITS } from './limits.ts';
import { isOutage } from './outage.ts';
import { paperRoutes } from './papers.ts';
import { changesSheetRoute } from './report/export/changes-sheet.ts';
import { exportRoutes } from './report/export/routes.ts';
import { importRoutes } from './report/import/routes.ts';
import { schema } from './schema.ts';
import { securityHeaders } from './security-headers.ts';
import { webRoutes } from './web.ts';

export interface AppOptions {
  readonly hall: Hall;
  readonly log: FastifyBaseLogger;
  readonly clock: Clock;
  readonly production: boolean;
  readonly persistedOnly: boolean;
  readonly cookieSecure: boolean;
  readonly trustProxy: string[] | false;
  /** The built web client, or null for a server without pages (tests of the API). */
  readonly webDist: string | null;
  readonly documentsPath: string;
  /** Requests a minute for each address; null for a bench that floods on purpose. */
  readonly rateLimitPerMinute?: number | null;
}

/** A town hall of a hundred people behind one address, each clicking once in two seconds. */
const RATE_LIMIT_PER_MINUTE = 3_000;

export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { hall } = options;
  const app = fastify({
    loggerInstance: options.log,
    genReqId: () => randomUUID(),
    trustProxy: options.trustProxy,
    bodyLimit: LIMITS.bodyBytes,
    requestTimeout: 15_000,
    connectionTimeout: 0,
    // One line a request is written below, with its outcome; the two lines of Fastify say less.
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: true,
  });
  app.server.headersTimeout = 10_000;

  await app.register(cookie);
  if (options.cookieSecure) app.addHook('onRequest', async (request) => dropPlainCookie(request));
  const headers = securityHeaders(options.production);
  app.addHook('onRequest', (_request, reply, next) => {
    reply.headers(headers);
    next();
  });

  if (options.rateLimitPerMinute !== null) {
    await app.register(rateLimit, {
      max: options.rateLimitPerMinute ?? RATE_LIMIT_PER_MINUTE,
      timeWindow: '1 minute',
      cache: 20_000,
      // By address, because a cookie is whatever the client says it is until the database has been asked.
      keyGenerator: (request) => request.ip,
      errorResponseBuilder: (_request, { ttl }) => ({
        statusCode: 429,
        errors: [
          {
            message: `操作过于频繁，请 ${Math.ceil(ttl / 1_000)} 秒后再试。`,
            extensions: { code: 'SERVICE_UNAVAILABLE' },
          },
        ],
      }),
    });
  }
  // Sheds load while the event loop is stuck, rather than answering everybody late.
  await app.register(underPressure, { maxEventLoopDelay: 5_000, retryAfter: 5, message: '系统繁忙，请稍候再试。' });

  app.addHook('onResponse', (request, reply, next) => {
    const line = {
      method: request.method,
      path: request.routeOptions.url ?? '?',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    };
    if (reply.statusCode < 500) request.log.debug(line, 'answered');
    else request.log.error(line, 'answered');
    next();
  });
  app.setErrorHandler(async (error: Error & { statusCode?: number }, request, reply) => {
    const told = faultOfRoute(error);
    if (500 <= told.status) request.log.error({ err: error }, 'fault in a route');
    if (told.status === 503) reply.header('retry-after', '5');
    const extensions = { code: told.code, requestId: request.id };
    return reply.code(told.status).send({ errors: [{ message: told.message, extensions }] });
  });
  // A change must come from our own page: a cross-site form or image cannot send this header.
  app.addHook('onRequest', (request, reply, next) => {
    if (request.method === 'GET' || request.method === 'HEAD') return next();
    const origin = request.headers.origin;
    const foreign = origin !== undefined && URL.canParse(origin) && new URL(origin).host !== request.host;
    if (request.headers['x-jiedui'] === '1' && !foreign && origin !== 'null') return next();
    reply
      .code(403)
      .send({ errors: [{ message: '请求来源不被接受，请从本系统页面操作。', extensions: { code: 'FORBIDDEN' } }] });
  });

  const documents = readDocuments(options.documentsPath);
  const answerGraphql = graphqlServer({ schema, introspection: !options.production, log: options.log });
  app.post('/graphql', async (request, reply) => {
    reply.header('cache-control', 'no-store');
    if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) {
      return reply
        .code(415)
        .send({ errors: [{ message: '只接受 application/json。', extensions: { code: 'BAD_USER_INPUT' } }] });
    }
    const resolved = resolveDocument(request.body, documents, options.persistedOnly);
    if (resolved.error) return reply.code(400).send({ errors: [resolved.error.toJSON()] });
    const context = contextOf({
      hall,
      viewer: await viewerOfRequest(hall, request),
      requestId: request.id,
      address: request.ip,
      setSession: sessionCookie(reply, options.cookieSecure),
    });
    const { status, body } = await answerGraphql(resolved.request, context);
    return reply.code(status).type('application/json; charset=utf-8').send(body);
  });

  healthRoutes(app, hall);
  liveRoutes(app, hall);
  fileRoutes(app, hall);
  paperRoutes(app, hall);
  importRoutes(app, hall);
  exportRoutes(app, hall);
  changesSheetRoute(app, hall);
  if (options.webDist) await webRoutes(app, options.webDist);
  return app;
}

/** What a route that threw answers; GraphQL's own errors never come this far. */
function faultOfRoute(error: Error & { statusCode?: number }): { status: number; code: ErrorCode; message: string } {
  if (isOutage(error)) return { status: 503, code: 'SERVICE_UNAVAILABLE', message: '系统暂时繁忙，请稍候再试。' };
  const status = error.statusCode ?? 500;
  if (status === 413) return { status, code: 'QUERY_TOO_LARGE', message: '内容过大，请减少后再提交。' };
  if (status < 500) return { status, code: 'BAD_USER_INPUT', message: '请求格式不正确，请刷新页面后重试。' };
  return {
    status,
    code: status === 503 ? 'SERVICE_UNAVAILABLE' : 'INTERNAL',
    message: '系统出现故障，已记录，请稍后再试。',
  };
}
