/** A database served over HTTP as `npm start` serves it, without pages: for journeys that begin with what is loaded. */
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { buildApp } from '@jiedui/api/app.ts';
import { silent } from '@jiedui/api/hall/live.ts';
import { pino } from 'pino';
import type { TestDatabase } from '../kit/database.ts';

export type Served = Awaited<ReturnType<typeof serve>>;

export async function serve(database: TestDatabase, now: Date) {
  const log = pino({ level: 'fatal' });
  const clock = () => now;
  const openPool = database.openPool('jiedui_open', 2);
  const app = await buildApp({
    hall: { pool: database.pool, openPool, live: silent, clock, dataDir: tmpdir() },
    log,
    clock,
    production: false,
    persistedOnly: false,
    cookieSecure: false,
    trustProxy: false,
    webDist: null,
    documentsPath: '',
    rateLimitPerMinute: null,
  });
  const cookies = new Map<string, string>();

  async function signIn(login: string, password: string): Promise<void> {
    const response = await app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'x-jiedui': '1' },
      payload: {
        query: 'mutation($input: SignInInput!) { signIn(input: $input) { __typename } }',
        variables: { input: { clientMutationId: randomUUID(), login, password } },
      },
    });
    const cookie = response.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    if (!cookie) throw new Error(`${login} could not sign in: ${response.body}`);
    cookies.set(login, cookie);
  }

  /** Asks as somebody who signed in; throws on any error, so that a test reads only answers. */
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it asked for
  async function ask(login: string, query: string, variables: Record<string, unknown> = {}): Promise<any> {
    const cookie = cookies.get(login);
    if (!cookie) throw new Error(`${login} has not signed in`);
    const response = await app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'x-jiedui': '1', cookie },
      payload: { query, variables },
    });
    const { data, errors } = response.json();
    if (errors) throw new Error(`${login}: ${JSON.stringify(errors)}`);
    return data;
  }

  const fetchAs = (login: string, url: string) =>
    app.inject({ method: 'GET', url, headers: { cookie: cookies.get(login) ?? '' } });
  return { app, signIn, ask, fetchAs };
}
