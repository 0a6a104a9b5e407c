/** The built web client: hashed assets for a year, entry pages fresh, a nonce for the styles that the desk makes. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import staticFiles from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

const NONCE_MARK = '__CSP_NONCE__';
/** Path prefix -> entry page in the build. */
const FACES = { m: 'phone/index.html', d: 'desk/index.html', o: 'open/index.html' } as const;

export async function webRoutes(app: FastifyInstance, dist: string): Promise<void> {
  await app.register(staticFiles, {
    root: join(dist, 'assets'),
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
    decorateReply: false,
    index: false,
  });
  for (const [prefix, entry] of Object.entries(FACES)) {
    const page = await readFile(join(dist, entry), 'utf8');
    app.get(`/${prefix}`, async (_request, reply) => reply.redirect(`/${prefix}/`));
    app.get(`/${prefix}/*`, async (_request, reply) => sendPage(reply, page));
  }
  app.get('/', async (_request, reply) => reply.redirect('/o/'));
  app.setNotFoundHandler(async (_request, reply) =>
    reply
      .code(404)
      .send({ errors: [{ message: '没有这个地址，请从首页进入。', extensions: { code: 'BAD_USER_INPUT' } }] }),
  );
}

function sendPage(reply: FastifyReply, page: string): FastifyReply {
  const nonce = randomBytes(16).toString('base64');
  const csp = String(reply.getHeader('content-security-policy') ?? '');
  return reply
    .header('content-security-policy', csp.replace("style-src 'self'", `style-src 'self' 'nonce-${nonce}'`))
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(page.replaceAll(NONCE_MARK, nonce));
}
