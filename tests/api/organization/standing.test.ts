/** 暂停, 恢复, 退出: who may, what happens to open work, and that a claim and an exit never both succeed. */
import { exitOrganization, suspendOrganization } from '@jiedui/api/report/organization-standing.commands.ts';
import { Refusal } from '@jiedui/shared/refusal.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actsIn, type Acts, must } from '../../kit/acts.ts';
import { startWorld, type World } from '../../kit/world.ts';

let world: World;
let acts: Acts;
let bureau: { accountId: string };
beforeAll(async () => {
  world = await startWorld();
  acts = actsIn(world);
  bureau = world.officer;
});
afterAll(() => world.close());

const MORE: Readonly<Record<string, string>> = {
  resumeOrganization: '... on NotFitToServe { missing }',
  exitOrganization: '... on OpenWorkLeft { left { kindWords title isHere } }',
};
const run = async (name: string, type: string, input: object) => {
  const fields = `... on Organization { id state } ... on Refusal { code message } ${MORE[name] ?? ''}`;
  const query = `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} } }`;
  const { data, errors } = await world.ask('bureau', query, { input: { ...world.key(), ...input } });
  return data?.[name] ?? errors;
};
const versionOf = async (id: string) =>
  (await acts.one<{ version: number }>('select version from organizations where id = $1', [id])).version;
const target = async ({ id }: { id: string }) => ({ organizationId: id, expectedVersion: await versionOf(id) });
const stateOf = async (id: string) =>
  (await acts.one<{ state: string }>('select state from organizations where id = $1', [id])).state;

describe('suspension', () => {
  test('needs a reason and the version that was seen, and is the bureau’s', async () => {
    const at = await target(world.organizations.nuanyang);
    expect(await run('suspendOrganization', 'OrganizationStandingInput', { ...at, reason: ' ' })).toMatchObject({
      code: 'REASON_MISSING',
    });
    const stale = { ...at, expectedVersion: at.expectedVersion + 1, reason: '整改' };
    expect((await run('suspendOrganization', 'OrganizationStandingInput', stale)).code).toBe('STALE_VERSION');
    const query = `mutation ($input: OrganizationStandingInput!) { suspendOrganization(input: $input) { __typename } }`;
    const asked = await world.ask('nuanyang', query, { input: { ...world.key(), ...at, reason: '整改' } });
    expect(asked.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  });

  test('leaves what is held and stops new claims; resuming says what is missing', async () => {
    const { dacheng } = world.stations;
    const { nuanyang } = world.organizations;
    const held = await acts.confirmedClaim(dacheng, nuanyang);
    must(await acts.claim(nuanyang, (await acts.posted(dacheng)).id));
    const open = await acts.posted(dacheng);
    expect(
      await run('suspendOrganization', 'OrganizationStandingInput', {
        ...(await target(nuanyang)),
        reason: '限期整改',
      }),
    ).toMatchObject({ state: 'suspended' });
    expect(await acts.claim(nuanyang, open.id)).toMatchObject({ code: 'NOT_ELIGIBLE' });
    const [claim] = await acts.sql<{ state: string }>('select state from claims where id = $1', [held.id]);
    expect(claim?.state).toBe('confirmed');
    expect(
      (await run('suspendOrganization', 'OrganizationStandingInput', { ...(await target(nuanyang)), reason: '再次' }))
        .code,
    ).toBe('PROVIDER_NOT_IN');
    const missing = await run('resumeOrganization', 'OrganizationStandingInput', {
      ...(await target(nuanyang)),
      reason: '整改完成',
    });
    expect(missing).toMatchObject({
      code: 'NOT_FIT_TO_SERVE',
      missing: ['应登记至少 1 名从业人员', '应登记至少 1 个服务类型'],
    });
    expect(await stateOf(nuanyang.id)).toBe('suspended');
  });
});

describe('an exit', () => {
  test('is refused while others expect something, and says what', async () => {
    const answer = await run('exitOrganization', 'ExitOrganizationInput', {
      ...(await target(world.organizations.nuanyang)),
      reason: '已注销',
    });
    expect(answer).toMatchObject({
      code: 'OPEN_WORK_LEFT',
      left: [
        { kindWords: '在办的接单', title: expect.stringContaining('独居老人'), isHere: true },
        { kindWords: '在办的接单', isHere: true },
      ],
    });
  });

  test('sets it free with the coded reason in the same step: orders open again, pairings over, nothing signed after', async () => {
    const { dacheng } = world.stations;
    const { nuanyang } = world.organizations;
    const [{ id: claimId, order_id: orderId } = { id: '', order_id: '' }] = await acts.sql<{
      id: string;
      order_id: string;
    }>("select id, order_id from claims where organization_id = $1 and state = 'confirmed'", [nuanyang.id]);
    const waiting = await acts.sql<{ id: string }>(
      "select id from claims where organization_id = $1 and state = 'pending'",
      [nuanyang.id],
    );
    expect(waiting).toHaveLength(1);
    const agreement = must(await acts.agree(nuanyang, claimId));
    const done = await run('exitOrganization', 'ExitOrganizationInput', {
      ...(await target(nuanyang)),
      reason: '已注销登记',
      release: 'not_started',
    });
    expect(done).toMatchObject({ state: 'exited' });
    const claim = await acts.one<{ state: string; end_code: string; at_fault: boolean }>(
      'select state, end_code, at_fault from claims where id = $1',
      [claimId],
    );
    expect(claim).toEqual({ state: 'released', end_code: 'not_started', at_fault: true });
    // What the station had not confirmed is held against nobody either.
    expect(await acts.one('select state, at_fault from claims where id = $1', [waiting[0]?.id])).toEqual({
      state: 'released',
      at_fault: false,
    });
    expect((await acts.one<{ state: string }>('select state from orders where id = $1', [orderId])).state).toBe('open');
    expect((await acts.audit(claimId)).map(({ operation }) => operation)).toContain('releaseClaim');
    expect(await acts.sign(dacheng, agreement)).toMatchObject({ code: 'PAIRING_TERMINATED' });
    const history = await acts.sql<{ what: string; reason: string }>(
      'select what, reason from organization_events where organization_id = $1 order by id',
      [nuanyang.id],
    );
    expect(history).toEqual([
      { what: 'suspended', reason: '限期整改' },
      { what: 'exited', reason: '已注销登记' },
    ]);
  });

  test('is for good', async () => {
    const at = await target(world.organizations.nuanyang);
    for (const name of ['suspendOrganization', 'resumeOrganization'])
      expect((await run(name, 'OrganizationStandingInput', { ...at, reason: '又来' })).code).toBe('PROVIDER_NOT_IN');
  });

  test('and a claim at the same moment: never an exited organization with a live claim', async () => {
    const { dacheng } = world.stations;
    const { xinlianxin } = world.organizations;
    await acts.warm();
    const orders = await Promise.all(Array.from({ length: 4 }, () => acts.posted(dacheng)));
    const context = await acts.as(bureau);
    const input = { ...acts.key(), ...(await target(xinlianxin)), reason: '停止服务', release: null };
    const [exit, ...claims] = await Promise.all([
      exitOrganization(context, input),
      ...orders.map(({ id }) => acts.claim(xinlianxin, id)),
    ]);
    const won = claims.filter((outcome) => !(outcome instanceof Refusal)).length;
    if (exit instanceof Refusal) expect(exit.code).toBe('OPEN_WORK_LEFT');
    else expect(won).toBe(0);
    const live = await acts.sql(
      `select 1 from claims c join organizations g on g.id = c.organization_id where g.state = 'exited' and c.state in ('pending', 'confirmed')`,
    );
    expect(live).toEqual([]);
  });
});

test('the same request again changes nothing and answers the same', async () => {
  const { xinlianxin } = world.organizations;
  if ((await stateOf(xinlianxin.id)) !== 'active') return;
  const input = { ...acts.key(), ...(await target(xinlianxin)), reason: '整改' };
  const context = await acts.as(bureau);
  const first = must(await suspendOrganization(context, input));
  expect(must(await suspendOrganization(context, input)).version).toBe(first.version);
});
