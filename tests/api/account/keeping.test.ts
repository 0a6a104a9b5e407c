/** Keeping accounts: opened, reset and closed by the bureau; the own password and sessions; and denials that leave a row. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inTransaction } from '@jiedui/db/connect.ts';
import { actsIn, type Acts } from '../../kit/acts.ts';
import { PASSWORD, startWorld, type World } from '../../kit/world.ts';

let world: World;
let acts: Acts;
beforeAll(async () => {
  world = await startWorld();
  acts = actsIn(world);
});
afterAll(() => world.close());

const REFUSED = '... on Refusal { code message }';
const run = async (login: string, name: string, type: string, input: object, fields: string) => {
  const query = `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} ${REFUSED} } }`;
  const { data, errors } = await world.ask(login, query, { input: { ...world.key(), ...input } });
  return data?.[name] ?? errors;
};
const TOLD = '... on AccountKept { firstPassword account { id login isOpen mustChangePassword roles { role } } }';
const signIn = async (login: string, password: string) => {
  const response = await world.post(
    {
      query: 'mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }',
      variables: { input: { ...world.key(), login, password } },
    },
    undefined,
  );
  const cookie = response.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  return { what: response.json().data.signIn.__typename as string, cookie };
};
const asCookie = async (cookie: string, query: string, variables = {}) =>
  (await world.post({ query, variables }, cookie)).json();
const CHANGE = `mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { ... on OwnAccountChanged { changed } ${REFUSED} } }`;

describe('an account', () => {
  const opened = { login: 'newcolleague', name: '王新', roles: ['organization_coordinator'] };
  let id = '';
  let password = '';

  test('is opened for a unit, with roles of that unit only, and a password told once', async () => {
    const organizationId = world.organizations.xinlianxin.id;
    const mixed = await run(
      'bureau',
      'openUnitAccount',
      'OpenUnitAccountInput',
      { ...opened, roles: ['station_worker'], organizationId },
      TOLD,
    );
    expect(mixed.code).toBe('ACCOUNT_UNSOUND');
    const made = await run('bureau', 'openUnitAccount', 'OpenUnitAccountInput', { ...opened, organizationId }, TOLD);
    expect(made.account).toMatchObject({
      login: 'newcolleague',
      isOpen: true,
      mustChangePassword: true,
      roles: [{ role: 'organization_coordinator' }],
    });
    ({ id } = made.account);
    password = made.firstPassword;
    const twice = await run('bureau', 'openUnitAccount', 'OpenUnitAccountInput', { ...opened, organizationId }, TOLD);
    expect(twice.code).toBe('ACCOUNT_UNSOUND');
  });

  test('reaches nothing but itself with the told password: no page, no command, no route, and no row of its unit', async () => {
    const { cookie } = await signIn('newcolleague', password);
    const code = async (query: string, variables = {}) =>
      (await asCookie(cookie, query, variables)).errors?.[0]?.extensions.code;
    expect(await code('{ registeredOrganization { id } }')).toBe('PASSWORD_CHANGE_FIRST');
    const claim = 'mutation ($input: ClaimOrderInput!) { claimOrder(input: $input) { __typename } }';
    const input = { ...world.key(), orderId: world.organizations.xinlianxin.id };
    expect(await code(claim, { input })).toBe('PASSWORD_CHANGE_FIRST');
    for (const url of ['/live', `/files/${input.orderId}`, `/agreements/${input.orderId}.docx`])
      expect([url, (await world.app.inject({ url, headers: { cookie } })).statusCode]).toEqual([url, 401]);
    const own = await acts.one<{ id: string }>(
      "select s.id from sign_in_sessions s join accounts a on a.id = s.account_id where a.login = 'newcolleague' order by s.id desc limit 1",
    );
    const seen = () =>
      inTransaction(world.database.pool, { session: own.id, at: world.clock.now }, 'read', async (tx, entered) => ({
        must: entered?.mustChangePassword,
        roles: entered?.roles.length,
        units: await tx.named('test.units', "select current_setting('app.organization_ids') as ids"),
      }));
    expect(await seen()).toEqual({ must: true, roles: 1, units: [{ ids: '{}' }] });
    // The pages ask this to know whose it is, and whether the password comes first.
    const who = await asCookie(cookie, '{ viewer { login mustChangePassword roles { role } } }');
    expect(who.data.viewer).toMatchObject({ mustChangePassword: true, roles: [{ role: 'organization_coordinator' }] });
  });

  test('is told to set another password, which must be a good one; the other sessions end', async () => {
    const [here, there] = [await signIn('newcolleague', password), await signIn('newcolleague', password)];
    const viewer = '{ viewer { mustChangePassword sessions { isThis } } }';
    expect((await asCookie(here.cookie, viewer)).data.viewer).toMatchObject({
      mustChangePassword: true,
      sessions: expect.arrayContaining([{ isThis: true }, { isThis: false }]),
    });
    const change = async (current: string, next: string) =>
      (await asCookie(here.cookie, CHANGE, { input: { ...world.key(), current, next } })).data.changePassword;
    expect((await change('wrong-password-1', 'autumn-2026-ok')).code).toBe('PASSWORD_WRONG');
    expect((await change(password, 'short')).code).toBe('ACCOUNT_UNSOUND');
    expect((await change(password, password)).code).toBe('ACCOUNT_UNSOUND');
    expect(await change(password, 'autumn-2026-ok')).toEqual({ changed: true });
    expect((await asCookie(here.cookie, viewer)).data.viewer).toEqual({
      mustChangePassword: false,
      sessions: [{ isThis: true }],
    });
    expect((await asCookie(there.cookie, viewer)).data.viewer).toBeNull();
    expect((await signIn('newcolleague', password)).what).toBe('SignInRefused');
    const mine = await asCookie(here.cookie, '{ registeredOrganization { id } }');
    expect(mine.data.registeredOrganization.id).toBe(world.organizations.xinlianxin.id);
  });

  test('is reset and closed by its bureau, and its sessions end', async () => {
    const before = await signIn('newcolleague', 'autumn-2026-ok');
    const reset = await run('bureau', 'resetPassword', 'ResetPasswordInput', { accountId: id }, TOLD);
    expect(reset.account.mustChangePassword).toBe(true);
    expect((await asCookie(before.cookie, '{ viewer { id } }')).data.viewer).toBeNull();
    const again = await signIn('newcolleague', reset.firstPassword);
    expect(again.what).toBe('SignedIn');
    const closed = await run(
      'bureau',
      'setAccountOpen',
      'SetAccountOpenInput',
      { accountId: id, open: false, reason: '已离职' },
      TOLD,
    );
    expect(closed.account.isOpen).toBe(false);
    expect((await signIn('newcolleague', reset.firstPassword)).what).toBe('SignInRefused');
    const trail = await acts.audit(id);
    expect(trail.map(({ operation }) => operation)).toEqual(
      expect.arrayContaining(['openUnitAccount', 'changePassword', 'resetPassword', 'setAccountOpen']),
    );
    expect(trail.map(({ text }) => text).join()).not.toContain(password);
  });

  test('of one’s own is not closed by oneself, and no account of another tenant is there', async () => {
    expect((await run('bureau', 'resetPassword', 'ResetPasswordInput', world.officer, TOLD)).code).toBe(
      'ACCOUNT_NOT_YOURS',
    );
    const nobody = '01900000-0000-7000-8000-000000000000';
    expect((await run('bureau', 'resetPassword', 'ResetPasswordInput', { accountId: nobody }, TOLD)).code).toBe(
      'ACCOUNT_NOT_FOUND',
    );
  });

  test('is listed by unit and by part of its name', async () => {
    const { data } = await world.ask(
      'bureau',
      '{ accounts(first: 10, search: "王") { totalCount edges { node { login } } } }',
    );
    expect(data.accounts).toEqual({ totalCount: 1, edges: [{ node: { login: 'newcolleague' } }] });
    expect(PASSWORD).not.toBe('');
  });
});

test('a forbidden command leaves one row in the audit, and a flood of them no more', async () => {
  const { id: account } = await acts.one<{ id: string }>("select id from accounts where login = 'dacheng'");
  const denied = async () =>
    (await acts.audit(account)).filter(
      ({ outcome, operation }) => outcome === 'denied' && operation === 'resetPassword',
    );
  for (let n = 0; n < 5; n += 1)
    await run('dacheng', 'resetPassword', 'ResetPasswordInput', { accountId: account }, TOLD);
  expect(await denied()).toHaveLength(1);
  const before = world.clock.now;
  world.clock.now = new Date(before.getTime() + 60_000);
  await run('dacheng', 'resetPassword', 'ResetPasswordInput', { accountId: account }, TOLD);
  expect(await denied()).toHaveLength(2);
  world.clock.now = before;
});

describe('one role of an account', () => {
  const target = async () => {
    const { id } = await acts.one<{ id: string }>("select id from accounts where login = 'nuanyang'");
    return { accountId: id, stationId: null, authorityId: null, organizationId: world.organizations.nuanyang.id };
  };
  const rolesNow = async (accountId: string) =>
    acts.sql<{ role: string; ended: boolean }>(
      'select role, valid_to is not null as ended from role_grants where account_id = $1 order by role',
      [accountId],
    );
  const set = (input: object) => run('bureau', 'setAccountRole', 'SetAccountRoleInput', input, TOLD);

  test('is given at its own kind of unit only, with a reason, and not twice', async () => {
    const at = await target();
    const had = (await rolesNow(at.accountId)).map(({ role }) => role);
    const role = had.includes('organization_lead') ? 'organization_coordinator' : 'organization_lead';
    expect((await set({ ...at, role, held: true, reason: ' ' })).code).toBe('REASON_MISSING');
    expect((await set({ ...at, role: 'station_lead', held: true, reason: '接任' })).code).toBe('ACCOUNT_UNSOUND');
    const other = { ...at, role: had[0], held: true, reason: '接任' };
    expect((await set(other)).code).toBe('ACCOUNT_UNSOUND');
  });

  test('ends with today as its last day, and ends once', async () => {
    const at = await target();
    const [first] = await rolesNow(at.accountId);
    const input = { ...at, role: first?.role, held: false, reason: '换岗' };
    expect((await set(input)).account.login).toBe('nuanyang');
    expect((await rolesNow(at.accountId)).find(({ role }) => role === first?.role)?.ended).toBe(true);
    expect((await set(input)).code).toBe('ACCOUNT_UNSOUND');
  });
});
