/**
 * GET /live: server-sent events for the signed-in. Authorised when it opens and again for each event; closes when
 * the session ends and when the server stops. Events are thin; a page that reconnects asks again for what it shows.
 */
import { inTransaction } from '@jiedui/db/connect.ts';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { forgetViewers, actingViewerOf } from '../account/session.ts';
import type { Hall } from '../context.ts';
import { type Viewer, authorityIdsOf, organizationIdsOf, stationIdsOf } from '../viewer.ts';
import type { LiveEvent } from './live.ts';

const HEARTBEAT_MS = 20_000;
/** The browser waits this long before it connects again. */
const RETRY_MS = 1_000;
/** A stream whose reader does not read is dropped rather than kept in memory. */
const BEHIND_MOST_BYTES = 256 * 1024;

interface Stream {
  readonly viewer: Viewer;
  readonly audience: ReadonlySet<string>;
  readonly reply: FastifyReply;
}

export function liveRoutes(app: FastifyInstance, hall: Hall): void {
  const streams = new Set<Stream>();

  const close = (stream: Stream) => {
    streams.delete(stream);
    stream.reply.raw.end();
  };
  const write = (stream: Stream, text: string) => {
    if (BEHIND_MOST_BYTES < stream.reply.raw.writableLength) close(stream);
    else stream.reply.raw.write(text);
  };

  const stopListening = hall.live.listen((event) => {
    if (event.topic === 'account.signedOut') {
      for (const stream of streams) if (stream.viewer.sessionId === event.id) close(stream);
      return;
    }
    const text = `event: change\ndata: ${JSON.stringify({ topic: event.topic, id: event.id, version: event.version })}\n\n`;
    for (const stream of streams) if (isFor(stream, event)) write(stream, text);
  });

  const heartbeat = setInterval(() => {
    checkSessions(hall, streams, close).catch(() => {});
    for (const stream of streams) write(stream, ': \n\n');
  }, HEARTBEAT_MS);

  // In preClose, not onClose: with an open stream the server would wait for it until it is killed.
  app.addHook('preClose', async () => {
    clearInterval(heartbeat);
    stopListening();
    for (const stream of streams) close(stream);
  });

  app.get('/live', async (request, reply) => {
    const viewer = await actingViewerOf(hall, request);
    if (!viewer)
      return reply.code(401).send({ errors: [{ message: '请先登录。', extensions: { code: 'UNAUTHENTICATED' } }] });
    const audience = new Set([
      ...stationIdsOf(viewer),
      ...organizationIdsOf(viewer),
      ...authorityIdsOf(viewer),
      'market',
    ]);
    const stream: Stream = { viewer, audience, reply };
    reply.hijack();
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      connection: 'keep-alive',
      'x-accel-buffering': 'no',
    });
    reply.raw.write(`retry: ${RETRY_MS}\n\nevent: open\ndata: {}\n\n`);
    streams.add(stream);
    request.raw.on('close', () => streams.delete(stream));
  });
}

function isFor(stream: Stream, event: LiveEvent): boolean {
  if (event.tenantId === '*') return true;
  return event.tenantId === stream.viewer.tenantId && event.audience.some((id) => stream.audience.has(id));
}

/** Ends the streams of sessions that the database no longer lets in (expired, ended elsewhere, account disabled). */
async function checkSessions(hall: Hall, streams: ReadonlySet<Stream>, close: (stream: Stream) => void): Promise<void> {
  for (const stream of streams) {
    const session = { session: stream.viewer.sessionId, at: hall.clock() };
    await inTransaction(hall.pool, session, 'read', async () => true).catch(() => {
      forgetViewers(hall);
      close(stream);
    });
  }
}
