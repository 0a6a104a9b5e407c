/** Signing in and out over HTTP: what a wrong password learns, the lock, the cookie, and when a session is over. */
import { createHash, randomUUID } from 'node:crypto';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openAccount } from '@jiedui/api/account/account.commands.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Acts, actsIn } from '../../kit/acts.ts';
import { NOW, PASSWORD, startWorld, type World } from '../../kit/world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const later = (ms: number) => new Date(NOW.getTime() + ms);

let world: World;
let acts: Acts;
beforeAll(async () => {
  world = await startWorld();
  acts = actsIn(world);
});
afterAll(() => world.close());
beforeEach(() => {
  world.clock.now = NOW;
});

const SIGN_IN = `mutation ($input: SignInInput!) { signIn(input: $input) { __typename
  ... on SignedIn { viewer { login } } ... on Refusal { code message } ... on SignInRefused { remainingAttempts } ... on AccountLocked { lockedUntil } } }`;

const trySignIn = (login: string, password: string) =>
  world.post({ query: SIGN_IN, variables: { input: { clientMutationId: randomUUID(), login, password } } }, undefined);
const answerTo = async (login: string, password: string) => (await trySignIn(login, password)).json().data.signIn;

/** An account of its own for a test that spoils it; it acts for the station. */
async function newAccount(): Promise<{ login: string; accountId: string }> {
  const login = `p${randomUUID().slice(0, 8)}`;
  const { id } = await openAccount(await acts.as(world.officer), {
    clientMutationId: randomUUID(),
    login,
    name: '测试人员',
    password: PASSWORD,
    roles: [{ role: 'station_worker', stationId: world.stations.dacheng.id }],
  });
  return { login, accountId: id };
}
async function signedIn(login: string): Promise<string> {
  const [cookie] = (await trySignIn(login, PASSWORD)).cookies;
  if (!cookie) throw new Error(`${login} could not sign in`);
  return `${cookie.name}=${cookie.value}`;
}
const orders = async (cookie: string) =>
  (await world.post({ query: '{ orders(first: 1) { totalCount } }' }, cookie)).json();
const viewer = async (cookie: string) =>
  (await world.post({ query: '{ viewer { login } }' }, cookie)).json().data.viewer;
const isLetIn = async (cookie: string) => {
  const answer = await orders(cookie);
  const seen = await viewer(cookie);
  if (answer.errors) expect(answer.errors[0].extensions.code).toBe('UNAUTHENTICATED');
  expect(seen === null).toBe(answer.errors !== undefined);
  return answer.errors === undefined;
};
const signOut = (cookie: string) =>
  world.post(
    {
      query: 'mutation ($input: SignOutInput!) { signOut(input: $input) { ok } }',
      variables: { input: { clientMutationId: randomUUID() } },
    },
    cookie,
  );

describe('a wrong sign-in', () => {
  test('says how many tries are left, and leaves no cookie', async () => {
    const { login } = await newAccount();
    const response = await trySignIn(login, 'not-the-password');
    expect(response.statusCode).toBe(200);
    expect(response.cookies).toEqual([]);
    expect(response.json().data.signIn).toMatchObject({ code: 'SIGN_IN_REFUSED', remainingAttempts: 4 });
  });

  test('with an unknown login answers, try after try, what a known one answers', async () => {
    const { login } = await newAccount();
    const known: string[] = [];
    const unknown: string[] = [];
    for (let i = 0; i < 7; i++) {
      known.push((await trySignIn(login, 'not-the-password')).body);
      unknown.push((await trySignIn('nobody-has-this', 'not-the-password')).body);
    }
    expect(unknown).toEqual(known);
  });

  test('is refused for a disabled account as for a wrong password, even with the right one', async () => {
    const { login, accountId } = await newAccount();
    const other = await newAccount();
    await acts.sql(`update accounts set state = 'disabled' where id = $1`, [accountId]);
    expect(await answerTo(login, PASSWORD)).toEqual(await answerTo(other.login, 'not-the-password'));
  });

  test('is audited as denied, without the login or the password', async () => {
    const { login, accountId } = await newAccount();
    await trySignIn(login, 'my-secret-guess');
    const [, row, ...more] = await acts.audit(accountId);
    expect(row).toMatchObject({ operation: 'signIn', outcome: 'denied' });
    expect(more).toEqual([]);
    expect(row.text).not.toContain('my-secret-guess');
    expect(row.text).not.toContain(login);
  });

  test('of an unusual spelling of the login still finds the account', async () => {
    const { login } = await newAccount();
    expect(await answerTo(` ${login.toUpperCase()} `, PASSWORD)).toMatchObject({
      __typename: 'SignedIn',
      viewer: { login },
    });
  });
});

describe('the lock', () => {
  test('comes with the fifth failure, names its instant, and does not look at the password', async () => {
    const { login } = await newAccount();
    const left = [];
    for (let i = 0; i < 4; i++) left.push((await answerTo(login, `wrong-${i}`)).remainingAttempts);
    expect(left).toEqual([4, 3, 2, 1]);
    const until = later(5 * MINUTE).toISOString();
    expect(await answerTo(login, 'wrong-5')).toMatchObject({ code: 'ACCOUNT_LOCKED', lockedUntil: until });
    expect(await answerTo(login, PASSWORD)).toMatchObject({ code: 'ACCOUNT_LOCKED', lockedUntil: until });
  });

  test('holds one millisecond before five minutes, and is gone at five', async () => {
    const { login } = await newAccount();
    for (let i = 0; i < 5; i++) await answerTo(login, 'wrong');
    world.clock.now = later(5 * MINUTE - 1);
    expect(await answerTo(login, PASSWORD)).toMatchObject({ code: 'ACCOUNT_LOCKED' });
    world.clock.now = later(5 * MINUTE);
    expect(await answerTo(login, PASSWORD)).toMatchObject({ __typename: 'SignedIn' });
    expect(await answerTo(login, 'wrong')).toMatchObject({ remainingAttempts: 4 });
  });

  test('doubles with the next failure after it', async () => {
    const { login } = await newAccount();
    for (let i = 0; i < 5; i++) await answerTo(login, 'wrong');
    world.clock.now = later(5 * MINUTE);
    expect(await answerTo(login, 'wrong')).toMatchObject({ lockedUntil: later(15 * MINUTE).toISOString() });
  });

  test('is not outrun by twenty guesses at once', async () => {
    const { login } = await newAccount();
    await acts.warm();
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => answerTo(login, `guess-${i}`)));
    expect(answers.filter((answer) => answer.code === 'SIGN_IN_REFUSED')).toHaveLength(4);
    const { failed } = await acts.one<{ failed: number }>(
      'select failed_count as failed from accounts where login = $1',
      [login],
    );
    expect(failed).toBe(5);
  });
});

describe('the cookie', () => {
  test('is HttpOnly and SameSite=Lax, for the whole host, until the session ends', async () => {
    const { login } = await newAccount();
    const header = String((await trySignIn(login, PASSWORD)).headers['set-cookie']);
    expect(header).toMatch(/^jiedui=[\w-]{43};/);
    for (const part of ['HttpOnly', 'SameSite=Lax', 'Path=/', `Expires=${later(8 * HOUR).toUTCString()}`])
      expect(header).toContain(part);
    expect(header).not.toContain('Domain');
  });

  test('is bound to the host and to HTTPS where there is HTTPS', async () => {
    const secure = await startWorld({ cookieSecure: true });
    try {
      const response = await secure.post(
        {
          query: SIGN_IN,
          variables: { input: { clientMutationId: randomUUID(), login: 'bureau', password: PASSWORD } },
        },
        undefined,
      );
      const header = String(response.headers['set-cookie']);
      expect(header).toMatch(/^__Host-jiedui=/);
      expect(header).toContain('Secure');
      expect(header).toContain('Path=/');
      expect(header).not.toContain('Domain');
      const [cookie] = response.cookies;
      const answer = await secure.post({ query: '{ viewer { login } }' }, `${cookie?.name}=${cookie?.value}`);
      expect(answer.json().data.viewer.login).toBe('bureau');
    } finally {
      await secure.close();
    }
  });

  test('holds a token that the database knows only by its hash', async () => {
    const { login, accountId } = await newAccount();
    const token = (await signedIn(login)).replace('jiedui=', '');
    const row = await acts.one(
      `select s.token_hash as hash, row_to_json(s)::text as text from sign_in_sessions s where account_id = $1`,
      [accountId],
    );
    expect(row.hash).toEqual(createHash('sha256').update(token).digest());
    expect(row.text).not.toContain(token);
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  });

  test('is new at every sign-in, and any other is nobody', async () => {
    const { login } = await newAccount();
    const first = await signedIn(login);
    const second = await signedIn(login);
    expect(second).not.toBe(first);
    expect([await isLetIn(first), await isLetIn(second)]).toEqual([true, true]);
    expect(await isLetIn(`jiedui=${'A'.repeat(43)}`)).toBe(false);
    expect(await isLetIn('jiedui=')).toBe(false);
    expect(await isLetIn(`jiedui=' or 1=1 --`)).toBe(false);
  });
});

describe('a session is over', () => {
  test('after signing out, from the very next request on, and no other session with it', async () => {
    const { login } = await newAccount();
    const [gone, kept] = [await signedIn(login), await signedIn(login)];
    expect(await isLetIn(gone)).toBe(true);
    const response = await signOut(gone);
    expect(response.json().data.signOut.ok).toBe(true);
    expect(String(response.headers['set-cookie'])).toMatch(/^jiedui=;.*(Max-Age=0|1970)/);
    expect(await viewer(gone)).toBeNull();
    expect(await isLetIn(gone)).toBe(false);
    expect(await isLetIn(kept)).toBe(true);
    expect((await signOut(gone)).json().errors[0].extensions.code).toBe('UNAUTHENTICATED');
  });

  test('eight hours after signing in, however busy', async () => {
    const { login } = await newAccount();
    const cookie = await signedIn(login);
    for (let hour = 1; hour < 8; hour++) {
      world.clock.now = later(hour * HOUR);
      expect(await isLetIn(cookie)).toBe(true);
    }
    world.clock.now = later(8 * HOUR - 1);
    expect(await isLetIn(cookie)).toBe(true);
    world.clock.now = later(8 * HOUR + 1);
    expect(await isLetIn(cookie)).toBe(false);
  });

  test('two hours after its last request', async () => {
    const { login } = await newAccount();
    const [busy, idle] = [await signedIn(login), await signedIn(login)];
    world.clock.now = later(HOUR);
    expect(await isLetIn(busy)).toBe(true);
    world.clock.now = later(2 * HOUR);
    expect(await isLetIn(busy)).toBe(true);
    world.clock.now = later(2 * HOUR + 1);
    expect(await isLetIn(idle)).toBe(false);
    world.clock.now = later(4 * HOUR);
    expect(await isLetIn(busy)).toBe(true);
    world.clock.now = later(6 * HOUR + 1);
    expect(await isLetIn(busy)).toBe(false);
  });

  test('when its account is disabled: the next change and the next reading are refused', async () => {
    const { login, accountId } = await newAccount();
    const cookie = await signedIn(login);
    expect(await isLetIn(cookie)).toBe(true);
    await acts.sql(`update accounts set state = 'disabled' where id = $1`, [accountId]);
    expect((await orders(cookie)).errors[0].extensions.code).toBe('UNAUTHENTICATED');
    const draft = await world.post(
      {
        query: 'mutation ($input: OrderDraftInput!) { saveOrderDraft(input: $input) { __typename } }',
        variables: { input: { clientMutationId: randomUUID(), title: '停用后起草' } },
      },
      cookie,
    );
    expect(draft.json().errors[0].extensions.code).toBe('UNAUTHENTICATED');
    expect(await acts.sql(`select 1 from orders where title = '停用后起草'`)).toEqual([]);
    world.clock.now = later(MINUTE);
    expect(await isLetIn(cookie)).toBe(false);
  });

  test('with its role: the day after the role ended, the rest of the account remains', async () => {
    const { login, accountId } = await newAccount();
    await acts.sql(`update role_grants set valid_to = '2026-11-24' where account_id = $1`, [accountId]);
    const cookie = await signedIn(login);
    const ask = async () =>
      (await world.post({ query: '{ viewer { roles { role } } }' }, cookie)).json().data.viewer.roles;
    expect(await ask()).toEqual([{ role: 'station_worker' }]);
    // Midnight in Shanghai is 16:00 UTC: six hours after signing in, with a visit in between.
    for (const hour of [2, 4, 6]) {
      world.clock.now = later(hour * HOUR);
      await ask();
    }
    world.clock.now = new Date('2026-11-24T10:00:00Z');
    const tomorrow = new Date('2026-11-24T16:00:00Z');
    world.clock.now = tomorrow;
    const again = await signedIn(login);
    expect((await world.post({ query: '{ viewer { roles { role } } }' }, again)).json().data.viewer.roles).toEqual([]);
    expect((await orders(again)).data.orders.totalCount).toBe(0);
  });

  test('and its open stream ends with it', async () => {
    const { login } = await newAccount();
    const cookie = await signedIn(login);
    await world.app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = world.app.server.address() as AddressInfo;
    const stream = await new Promise<import('node:http').IncomingMessage>((resolve, reject) =>
      request({ host: '127.0.0.1', port, path: '/live', headers: { cookie } }, resolve).on('error', reject).end(),
    );
    expect(stream.statusCode).toBe(200);
    stream.resume();
    const ended = new Promise<string>((resolve) => stream.on('end', () => resolve('ended')));
    await signOut(cookie);
    const timeout = new Promise<string>((resolve) => setTimeout(resolve, 2_000, 'still open'));
    expect(await Promise.race([ended, timeout])).toBe('ended');
    const refused = await world.app.inject({ url: '/live', headers: { cookie } });
    expect(refused.statusCode).toBe(401);
    expect(refused.json().errors[0].extensions.code).toBe('UNAUTHENTICATED');
  });
});
