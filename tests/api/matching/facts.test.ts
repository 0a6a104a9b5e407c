/** The facts that matching reads: licences, staff checks, leave, price, distance, months, rates; each set as people set it, each seen by the button, the claim and the ranking. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Acts, actsIn, must, WHOLE } from '../../kit/acts.ts';
import { startWorld, type World } from '../../kit/world.ts';

let world: World;
let acts: Acts;
beforeAll(async () => {
  world = await startWorld();
  acts = actsIn(world);
});
afterAll(() => world.close());

const FIT = `query ($id: ID!) { order(id: $id) { requiredQualifications budgetCapFen
  fit { mayClaim score checks { code passed reason } parts { code value weight words } } } }`;
const fitOf = async (login: string, id: string) => (await world.ask(login, FIT, { id })).data.order.fit;
const failed = async (login: string, id: string) =>
  (await fitOf(login, id)).checks
    .filter((check: { passed: boolean }) => !check.passed)
    .map((check: { code: string }) => check.code);
const partOf = async (login: string, id: string, code: string) =>
  (await fitOf(login, id)).parts.find((part: { code: string }) => part.code === code);
const CHECKS = `mutation ($input: RecordOrganizationChecksInput!) { it: recordOrganizationChecks(input: $input) { __typename
  ... on Organization { id version backgroundCheckedOn qualifications { code name validUntil } } ... on Refusal { code } ... on ChecksUnsound { problems { field } } ... on StaleVersion { currentVersion } } }`;
const checked = async (
  organizationId: string,
  expectedVersion: number,
  more: Record<string, unknown>,
  login = 'bureau',
) => {
  const input = { ...world.key(), organizationId, expectedVersion, qualifications: [], ...more };
  const { data, errors } = await world.ask(login, CHECKS, { input });
  return errors ? { code: errors[0]?.extensions.code } : data.it;
};
const LEAVE = `mutation ($input: DeclareLeaveInput!) { it: declareLeave(input: $input) { __typename ... on OrganizationLeave { id version fromOn toOn } ... on LeaveUnsound { code problems { field } } } }`;
const END_LEAVE = `mutation ($input: CancelLeaveInput!) { it: cancelLeave(input: $input) { __typename ... on OrganizationLeave { version } ... on Refusal { code } } }`;
const ask = async (login: string, query: string, input: Record<string, unknown>) =>
  (await world.ask(login, query, { input: { ...world.key(), ...input } })).data.it;

describe('licences and staff checks', () => {
  test('are the bureau’s to register, as a whole and by version', async () => {
    const { xinlianxin } = world.organizations;
    const licence = { code: 'medical_practice', validUntil: '2026-12-20' };
    expect(await checked(xinlianxin.id, 1, { qualifications: [licence] }, 'xinlianxin')).toEqual({ code: 'FORBIDDEN' });
    expect(await checked('01900000-0000-7000-8000-00000000dead', 1, {})).toMatchObject({
      code: 'ORGANIZATION_NOT_FOUND',
    });
    expect(await checked(xinlianxin.id, 1, { qualifications: [licence, licence] })).toMatchObject({
      code: 'CHECKS_UNSOUND',
      problems: [{ field: 'qualifications' }],
    });
    expect(await checked(xinlianxin.id, 1, { backgroundCheckedOn: '2026-11-25' })).toMatchObject({
      problems: [{ field: 'backgroundCheckedOn' }],
    });
    expect(await checked(xinlianxin.id, 1, { qualifications: [licence] })).toMatchObject({
      version: 2,
      qualifications: [{ code: 'medical_practice', name: '医疗机构执业许可证', validUntil: '2026-12-20' }],
    });
    expect(await checked(xinlianxin.id, 1, {})).toMatchObject({ currentVersion: 2 });
    expect(
      await checked(xinlianxin.id, 2, { qualifications: [{ code: 'social_work' }], backgroundCheckedOn: '2026-11-24' }),
    ).toMatchObject({
      version: 3,
      backgroundCheckedOn: '2026-11-24',
      qualifications: [{ code: 'social_work', validUntil: null }],
    });
  });

  test('are asked by an order, and open it to who holds them on its last day', async () => {
    const { nuanyang } = world.organizations;
    const order = await acts.posted(world.stations.dacheng, { requiredQualifications: ['medical_practice'] });
    expect((await world.ask('nuanyang', FIT, { id: order.id })).data.order.requiredQualifications).toEqual([
      'medical_practice',
    ]);
    expect(await failed('nuanyang', order.id)).toEqual(['qualification']);
    await checked(nuanyang.id, 1, { qualifications: [{ code: 'medical_practice', validUntil: '2026-12-19' }] });
    expect(await failed('nuanyang', order.id)).toEqual(['qualification']);
    expect(await acts.claim(nuanyang, order.id)).toMatchObject({
      code: 'NOT_ELIGIBLE',
      checks: [{ code: 'qualification' }],
    });
    await checked(nuanyang.id, 2, { qualifications: [{ code: 'medical_practice', validUntil: '2026-12-20' }] });
    expect(await failed('nuanyang', order.id)).toEqual([]);
    must(await acts.claim(nuanyang, order.id));
  });

  test('an order for children is closed until the staff check is of the last year', async () => {
    const { tongxin } = world.organizations;
    const forChildren = { serviceType: 'CC05', targetGroups: ['elder_alone', 'orphan'] };
    const order = await acts.posted(world.stations.shetang, forChildren);
    expect(await failed('tongxin', order.id)).toEqual(['background_check']);
    await checked(tongxin.id, 1, { backgroundCheckedOn: '2025-12-19' });
    expect(await failed('tongxin', order.id)).toEqual(['background_check']);
    await checked(tongxin.id, 2, { backgroundCheckedOn: '2025-12-20' });
    expect(await failed('tongxin', order.id)).toEqual([]);
  });
});

describe('leave', () => {
  test('is the organization’s own word, and closes what falls wholly into it', async () => {
    const order = await acts.posted(world.stations.dacheng);
    expect(await ask('xinlianxin', LEAVE, { fromOn: '2026-12-21', toOn: '2026-12-01' })).toMatchObject({
      code: 'LEAVE_UNSOUND',
    });
    const leave = await ask('xinlianxin', LEAVE, { fromOn: '2026-12-01', toOn: '2026-12-20' });
    expect(leave).toMatchObject({ version: 1, fromOn: '2026-12-01' });
    expect(await failed('xinlianxin', order.id)).toEqual(['leave']);
    const { data } = await world.ask('dacheng', '{ organizations { name leaves { fromOn toOn } } }');
    const shown = data.organizations.filter((each: { leaves: unknown[] }) => 0 < each.leaves.length);
    expect(shown).toEqual([{ name: '天水市心连心爱心协会', leaves: [{ fromOn: '2026-12-01', toOn: '2026-12-20' }] }]);
    const end = { leaveId: leave.id, expectedVersion: 1 };
    expect(await ask('nuanyang', END_LEAVE, end)).toMatchObject({ code: 'LEAVE_NOT_FOUND' });
    expect(await ask('xinlianxin', END_LEAVE, { ...end, expectedVersion: 2 })).toMatchObject({ code: 'STALE_VERSION' });
    expect(await ask('xinlianxin', END_LEAVE, end)).toMatchObject({ version: 2 });
    expect(await failed('xinlianxin', order.id)).toEqual([]);
    await ask('xinlianxin', LEAVE, { fromOn: '2026-12-01', toOn: '2026-12-19' });
    expect(await failed('xinlianxin', order.id)).toEqual([]);
  });
});

describe('price and distance', () => {
  const OFFER = `mutation ($input: PublishOfferInput!) { it: publishOffer(input: $input) { __typename ... on Offer { id version unitPriceFen farthestKm } ... on OfferIncomplete { code problems { field } } } }`;
  const offer = async (more: Record<string, unknown>) => {
    const { id, version } = await acts.one<{ id: string; version: number }>(
      'select id, version from offers where organization_id = $1',
      [world.organizations.xinlianxin.id],
    );
    return ask('xinlianxin', OFFER, {
      id,
      expectedVersion: version,
      title: '独居老人入户探访',
      content: '每周上门探访，检查用电用气安全。',
      serviceTypes: ['EC01', 'EC03'],
      targetGroups: ['elder_alone'],
      sessionsPerMonth: 10,
      areaCodes: ['620500000000'],
      windowFrom: '2026-01-01',
      windowTo: '2026-12-31',
      costMode: 'free',
      ...more,
    });
  };

  test('a price above the order’s cap closes it; at the cap, and free, it is open', async () => {
    const order = await acts.posted(world.stations.dacheng, { budgetCapFen: 20_000 });
    expect((await world.ask('xinlianxin', FIT, { id: order.id })).data.order.budgetCapFen).toBe(20_000);
    expect(await failed('xinlianxin', order.id)).toEqual([]);
    expect(await offer({ costMode: 'free', unitPriceFen: 1 })).toMatchObject({
      code: 'OFFER_INCOMPLETE',
      problems: [{ field: 'unitPriceFen' }],
    });
    expect(await offer({ costMode: 'purchased', unitPriceFen: 20_001 })).toMatchObject({ unitPriceFen: 20_001 });
    expect(await failed('xinlianxin', order.id)).toEqual(['budget']);
    await offer({ costMode: 'purchased', unitPriceFen: 20_000 });
    expect(await failed('xinlianxin', order.id)).toEqual([]);
    await offer({ costMode: 'purchased' });
    expect(await failed('xinlianxin', order.id)).toEqual(['budget']);
    await offer({});
  });

  test('a negative cap is bad input, an unknown licence is told when posting', async () => {
    const save =
      'mutation ($input: OrderDraftInput!) { saveOrderDraft(input: $input) { ... on Order { id version } } }';
    const input = { ...WHOLE, id: undefined, expectedVersion: undefined };
    const bad = await world.ask('dacheng', save, { input: { ...input, ...world.key(), budgetCapFen: -1 } });
    expect(bad.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    const { data } = await world.ask('dacheng', save, {
      input: { ...input, ...world.key(), requiredQualifications: ['wings'] },
    });
    const post =
      'mutation ($input: PostOrderInput!) { it: postOrder(input: $input) { ... on OrderIncomplete { problems { field } } } }';
    const { id, version } = data.saveOrderDraft;
    expect(await ask('dacheng', post, { orderId: id, expectedVersion: version })).toEqual({
      problems: [{ field: 'requiredQualifications' }],
    });
  });

  test('kilometres count from the township’s seat, or its county’s, and say which; without one the areas decide', async () => {
    const order = await acts.posted(world.stations.shetang);
    const distance = async () =>
      (await fitOf('xinlianxin', order.id)).checks.find((check: { code: string }) => check.code === 'distance');
    await offer({ farthestKm: 15 });
    expect(await distance()).toMatchObject({ passed: true, reason: '坐标不详，按服务区域判断' });
    const seat = (code: string, latitude: number, longitude: number) =>
      acts.sql('update regions set latitude = $2, longitude = $3 where code = $1', [code, latitude, longitude]);
    await seat('620502000000', 34.58, 105.72);
    await seat('620503000000', 34.57, 105.89);
    expect(await distance()).toMatchObject({
      passed: false,
      reason: '约 16 公里（按县区驻地估算），超出供给的 15 公里',
    });
    await offer({ farthestKm: 16 });
    expect(await distance()).toMatchObject({ passed: true });
    await seat('620502001000', 34.58, 105.73);
    await seat('620503102000', 34.57, 105.95);
    expect(await distance()).toMatchObject({ passed: false, reason: '约 20 公里，超出供给的 16 公里' });
    expect((await partOf('xinlianxin', order.id, 'travel')).words).toBe('同市，约 20 公里');
    await offer({});
  });
});

describe('history', () => {
  test('is read from claims and orders: rates, mix, continuity, and the months that are booked', async () => {
    const { nuanyang } = world.organizations;
    await acts.sql(`update offers set window_to = '2027-12-31' where organization_id = $1`, [nuanyang.id]);
    const look = await acts.posted(world.stations.shetang);
    const words = async (code: string) => (await partOf('nuanyang', look.id, code)).words;
    expect(await words('continuity')).toBe('未合作过');
    const booked = Number(/还可接 (\d+) 场/.exec(await words('load'))?.[1]);

    const claim = await acts.confirmedClaim(world.stations.shetang, nuanyang);
    const january = { windowFrom: '2027-01-05', windowTo: '2027-01-20' } as const;
    const later = await acts.posted(world.stations.shetang, january);
    must(await acts.claim(nuanyang, later.id));
    expect(await words('load')).toBe(`12月还可接 ${booked - 1} 场`);

    const declined = must(await acts.claim(nuanyang, (await acts.posted(world.stations.shetang)).id));
    must(await acts.decline(world.stations.shetang, declined, '时间不合'));
    const before = /(\d+)\/(\d+)/.exec(await words('acceptance'))!;
    expect([Number(before[1]), Number(before[2])]).toEqual([1, 2]);

    const completed = (at: string, mode: string) =>
      acts.sql(`update orders set state = 'completed', completed_at = $2, mode = $3 where id = $1`, [
        claim.orderId,
        at,
        mode,
      ]);
    await completed('2026-12-20T15:59:59.999Z', 'capacity');
    expect([await words('on_time'), await words('mix'), await words('continuity')]).toEqual([
      '按时完成 1/1 单',
      '完成输血 0 单、造血 1 单',
      '做过 1 次',
    ]);
    await completed('2026-12-20T16:00:00.000Z', 'relief');
    expect([await words('on_time'), await words('mix')]).toEqual(['按时完成 0/1 单', '完成输血 1 单、造血 0 单']);
  });

  test('an order that waits counts its days from the day it was posted', async () => {
    const order = await acts.posted(world.stations.dacheng);
    await acts.sql('update orders set posted_at = $2 where id = $1', [order.id, '2026-11-20T15:59:59.999Z']);
    expect(await partOf('nuanyang', order.id, 'waiting')).toMatchObject({ words: '已等待 4 天', value: 0.13 });
  });

  test('words in common are told', async () => {
    const order = await acts.posted(world.stations.dacheng);
    const part = await partOf('nuanyang', order.id, 'text_fit');
    expect(part.value).toBeGreaterThan(0.5);
    expect(part.words).toBe('描述都提到“独居”“老人”“入户”');
  });
});

test('another place’s scheme meets ours: on the recommendation, in the market, and at the claim', async () => {
  const { nuanyang } = world.organizations;
  await acts.sql(`update offers set service_types = '{TS02}' where organization_id = $1`, [nuanyang.id]);
  const order = await acts.posted(world.stations.dacheng);
  expect(await partOf('nuanyang', order.id, 'type_fit')).toMatchObject({ value: 0.6, words: '按分类对照可做此类服务' });
  const { data } = await world.ask('nuanyang', '{ market(first: 40) { edges { node { id } fit { mayClaim } } } }');
  expect(data.market.edges).toContainEqual({ node: { id: order.id }, fit: { mayClaim: true } });
  const { data: seen } = await world.ask(
    'dacheng',
    'query ($id: ID!) { order(id: $id) { recommendation { candidates { organization { id } } } } }',
    { id: order.id },
  );
  expect(seen.order.recommendation.candidates).toContainEqual({ organization: { id: nuanyang.id } });
  must(await acts.claim(nuanyang, order.id));
});
