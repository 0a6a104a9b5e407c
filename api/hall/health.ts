/** Liveness (the process answers) and readiness (the database answers it). */
import { inTransaction } from '@jiedui/db/connect.ts';
import type { FastifyInstance } from 'fastify';
import type { Hall } from '../context.ts';

export function healthRoutes(app: FastifyInstance, hall: Hall): void {
  app.get('/livez', async (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'live' }));
  app.get('/readyz', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
    try {
      await inTransaction(hall.pool, { system: 'sign_in' }, 'read', async () => true);
      return reply.send({ status: 'ready' });
    } catch {
      return reply.code(503).header('retry-after', '5').send({ status: 'waiting', reason: '数据库暂时不可用' });
    }
  });
}
