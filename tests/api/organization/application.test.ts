/** 入驻申请 from the phone of somebody without an account to the first sign-in: handed in, returned, mended, approved, raced for. */
import { randomUUID } from 'node:crypto';
import { approveApplication, takeUpApplication, rejectApplication } from '@jiedui/api/organization/review.commands.ts';
import { Refusal } from '@jiedui/shared/refusal.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actsIn, type Acts } from '../../kit/acts.ts';
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

const WHOLE = {
  name: '秦州区暖心社会工作服务中心',
  providerKind: 'social_organization',
  uscc: '５２６２０５０２MJY０００１５９０',
  regionCode: '620502000000',
  businessScope: '养老服务',
  serviceTypes: ['EC01'],
  areaCodes: ['620502000000'],
  sessionsPerMonth: 8,
  contactName: '李明',
  contactMobile: '138 1234 5678',
  login: 'nuanxin',
};
const TRACKED = '... on TrackedApplication { code state name reason login }';
const REFUSED = '... on Refusal { code message }';
const APPLY = `mutation ($input: ApplyAsOrganizationInput!) { applyAsOrganization(input: $input) { ${TRACKED} ${REFUSED} ... on ApplicationIncomplete { problems { field message } } } }`;
const apply = async (changes: object = {}, key = randomUUID()) =>
  (await world.ask(null, APPLY, { input: { ...WHOLE, ...changes, clientMutationId: key } })).data.applyAsOrganization;
const tracked = async (code: string) =>
  (
    await world.ask(
      null,
      `query ($code: String!) { trackedApplication(code: $code) { code state name reason login } }`,
      { code },
    )
  ).data.trackedApplication;
const idOf = async (name: string) =>
  await acts.one<{ id: string; version: number }>(
    'select id, version from organization_applications where name = $1 order by id desc limit 1',
    [name],
  );
const desk = (mutation: string, type: string, input: object, fields: string) =>
  world.ask('bureau', `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${fields} ${REFUSED} } }`, {
    input: { ...world.key(), ...input },
  });

describe('an application', () => {
  let code = '';
  test('is refused with every problem at once, and leaves nothing', async () => {
    const answer = await apply({ uscc: '52620502MJY0001591', serviceTypes: [], contactMobile: '123' });
    expect(answer.code).toBe('APPLICATION_INCOMPLETE');
    expect(answer.problems.map(({ field }: { field: string }) => field)).toEqual([
      'uscc',
      'serviceTypes',
      'contactMobile',
    ]);
    expect(answer.problems[0].message).toBe('第 18 位校验码应为“0”，您输入的是“1”，请核对全部 18 位');
    expect(await acts.sql('select 1 from organization_applications')).toEqual([]);
  });

  test('goes to the authority that looks after the place, under a code; the same request has the same one', async () => {
    const key = randomUUID();
    const first = await apply({}, key);
    expect(first).toMatchObject({ state: 'applied', name: WHOLE.name });
    expect(first.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/);
    expect((await apply({}, key)).code).toBe(first.code);
    code = first.code;
    const rows = await acts.sql<{ authority_id: string; uscc: string; contact_mobile: string }>(
      'select authority_id, uscc, contact_mobile from organization_applications',
    );
    expect(rows).toEqual([
      { authority_id: world.authorityId, uscc: '52620502MJY0001590', contact_mobile: '13812345678' },
    ]);
  });

  test('is found by its code as people write it, and by no other', async () => {
    const written = `${code.slice(0, 4)}-${code.slice(4, 8)} ${code.slice(8)}`.toLowerCase();
    expect(await tracked(written)).toMatchObject({ name: WHOLE.name });
    expect(await tracked('000000000000')).toBeNull();
  });

  test('of a place that nobody looks after is not taken', async () => {
    expect((await apply({ regionCode: '110101000000' })).problems[0].field).toBe('regionCode');
  });

  test('of an organization that has applied or is registered is answered like any other', async () => {
    await acts.sql("update organizations set uscc = '51620500MJY00001XA' where id = $1", [
      world.organizations.nuanyang.id,
    ]);
    expect(await apply({ uscc: '51620500MJY00001XA', name: '暖阳社会工作服务中心' })).toMatchObject({
      state: 'applied',
    });
    expect(await apply({ name: '同一代码的另一份' })).toMatchObject({ state: 'applied' });
  });

  test('shows the officer the checks, and the twin', async () => {
    const { id } = await idOf('暖阳社会工作服务中心');
    const { data } = await world.ask('bureau', `{ application(id: "${id}") { checks { code outcome words } } }`);
    const outcome = Object.fromEntries(
      data.application.checks.map((check: { code: string; outcome: string }) => [check.code, check.outcome]),
    );
    expect(outcome).toEqual({
      credit_code: 'passed',
      registry: 'passed',
      duplicate: 'failed',
      login: 'passed',
      lists: 'look',
    });
  });

  test('is returned with what to fix, mended by its maker, and only then again', async () => {
    let row = await idOf(WHOLE.name);
    const step = (extra: object) => ({ applicationId: row.id, expectedVersion: row.version, ...extra });
    const early = await desk(
      'returnApplication',
      'DeclineApplicationInput',
      step({ reason: '请补业务范围' }),
      '__typename',
    );
    expect(early.data.returnApplication.code).toBe('PROVIDER_NOT_IN');
    await desk('takeUpApplication', 'ReviewApplicationInput', step({}), '__typename');
    row = await idOf(WHOLE.name);
    await desk('returnApplication', 'DeclineApplicationInput', step({ reason: '业务范围请与证书一致' }), '__typename');
    expect(await tracked(code)).toMatchObject({ state: 'returned', reason: '业务范围请与证书一致' });
    const { regionCode: _place, ...mended } = { ...WHOLE, businessScope: '社会工作服务' };
    const again = `mutation ($input: ResubmitApplicationInput!) { resubmitApplication(input: $input) { ${TRACKED} ${REFUSED} } }`;
    const ask = (of: string) => world.ask(null, again, { input: { ...mended, code: of, ...world.key() } });
    expect((await ask('ZZZZZZZZZZZZ')).data.resubmitApplication.code).toBe('APPLICATION_NOT_FOUND');
    expect((await ask(code)).data.resubmitApplication).toMatchObject({ state: 'applied' });
    expect((await ask(code)).data.resubmitApplication.code).toBe('PROVIDER_NOT_IN');
  });

  test('is approved by one of two officers who press at once; the other is told how it stands', async () => {
    const before = await idOf(WHOLE.name);
    await desk(
      'takeUpApplication',
      'ReviewApplicationInput',
      { applicationId: before.id, expectedVersion: before.version },
      '__typename',
    );
    const { id, version } = await idOf(WHOLE.name);
    await acts.warm();
    const found = { registrationStatus: 'normal', listStatus: 'none', annualResult: 'passed' } as const;
    const approve = async () =>
      approveApplication(await acts.as(bureau), {
        ...acts.key(),
        applicationId: id,
        expectedVersion: version,
        ...found,
      });
    const reject = async () =>
      rejectApplication(await acts.as(bureau), {
        ...acts.key(),
        applicationId: id,
        expectedVersion: version,
        reason: '材料不全',
      });
    const outcomes = await Promise.all([approve(), reject(), approve(), reject()]);
    const refused = outcomes.filter((outcome) => outcome instanceof Refusal);
    expect(refused.map(({ code: why }) => why)).toEqual(['PROVIDER_NOT_IN', 'PROVIDER_NOT_IN', 'PROVIDER_NOT_IN']);
    const made = await acts.sql('select 1 from organizations where name = $1', [WHOLE.name]);
    const { state } = await acts.one<{ state: string }>('select state from organization_applications where id = $1', [
      id,
    ]);
    expect(made.length).toBe(state === 'active' ? 1 : 0);
  });

  test('is not approved while the officer found it on a list or it failed its check', async () => {
    await apply({ uscc: '52620502MJY0000284', name: '秦州区童心服务中心', login: 'tongxin2' });
    let row = await idOf('秦州区童心服务中心');
    await takeUpApplication(await acts.as(bureau), {
      ...acts.key(),
      applicationId: row.id,
      expectedVersion: row.version,
    });
    row = await idOf('秦州区童心服务中心');
    const found = { registrationStatus: 'normal', listStatus: 'abnormal', annualResult: 'failed' } as const;
    const outcome = await approveApplication(await acts.as(bureau), {
      ...acts.key(),
      applicationId: row.id,
      expectedVersion: row.version,
      ...found,
    });
    expect(outcome).toMatchObject({ code: 'NOT_FIT_TO_SERVE', missing: [expect.any(String), expect.any(String)] });
  });

  test('becomes an organization whose contact signs in with the password that was told once', async () => {
    const row = await idOf('秦州区童心服务中心');
    const input = {
      ...world.key(),
      applicationId: row.id,
      expectedVersion: row.version,
      registrationStatus: 'normal',
      listStatus: 'none',
      annualResult: null,
    };
    const approve = () =>
      world.ask(
        'bureau',
        `mutation ($input: ApproveApplicationInput!) { approveApplication(input: $input) { ... on ApplicationApproved { firstPassword application { state organization { id name state staff { maskedName post } history { words } } } } ${REFUSED} } }`,
        { input },
      );
    const { data } = await approve();
    const { firstPassword, application } = data.approveApplication;
    expect(application).toMatchObject({
      state: 'active',
      organization: {
        name: '秦州区童心服务中心',
        state: 'active',
        staff: [{ maskedName: '李*', post: '联络员' }],
        history: [{ words: '审核通过，开通账号' }],
      },
    });
    expect((await approve()).data.approveApplication.firstPassword).toBeNull();
    const signIn = await world.ask(
      null,
      'mutation ($input: SignInInput!) { signIn(input: $input) { ... on SignedIn { viewer { name organization { name } } } } }',
      {
        input: { ...world.key(), login: 'tongxin2', password: firstPassword },
      },
    );
    expect(signIn.data.signIn.viewer).toEqual({ name: '李明', organization: { name: '秦州区童心服务中心' } });
    const trail = await acts.audit(row.id);
    expect(trail.map(({ operation }) => operation)).toEqual([
      'applyAsOrganization',
      'takeUpApplication',
      'approveApplication',
    ]);
    expect(trail.map(({ text }) => text).join()).not.toContain('13812345678');
  });

  test('of a login that somebody has is told to the desk and to nobody else', async () => {
    expect(await apply({ uscc: '52620503MJY000036D', name: '麦积区同名账号中心', login: 'dacheng' })).toMatchObject({
      state: 'applied',
    });
    let row = await idOf('麦积区同名账号中心');
    await takeUpApplication(await acts.as(bureau), {
      ...acts.key(),
      applicationId: row.id,
      expectedVersion: row.version,
    });
    row = await idOf('麦积区同名账号中心');
    const found = { registrationStatus: 'normal', listStatus: 'none', annualResult: null } as const;
    const outcome = await approveApplication(await acts.as(bureau), {
      ...acts.key(),
      applicationId: row.id,
      expectedVersion: row.version,
      ...found,
    });
    expect(outcome).toMatchObject({ code: 'APPLICATION_CLASHES' });
  });

  test('is bounded by the address it comes from, and opens again after an hour', async () => {
    let answer = await apply({ name: '再来一份的中心' });
    for (let n = 0; n < 12 && answer.code !== 'APPLICATIONS_TOO_MANY'; n += 1)
      answer = await apply({ name: '再来一份的中心' });
    expect(answer.code).toBe('APPLICATIONS_TOO_MANY');
    const before = world.clock.now;
    world.clock.now = new Date(before.getTime() + 3_600_001);
    expect(await apply({ name: '一小时以后的中心' })).toMatchObject({ state: 'applied' });
    world.clock.now = before;
  });
});
