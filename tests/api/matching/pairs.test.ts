/** Declared interests and blocks over HTTP: who may write and end them, who reads them, and that they close the pair. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Acts, actsIn, must } from '../../kit/acts.ts';
import { startWorld, type World } from '../../kit/world.ts';

let world: World;
let acts: Acts;
beforeAll(async () => {
  world = await startWorld();
  acts = actsIn(world);
});
afterAll(() => world.close());

const NOTE = 'id version reason organization { id } station { id }';
const ACTS = {
  declareConflict: `mutation ($input: DeclareConflictInput!) { it: declareConflict(input: $input) { __typename ... on ConflictOfInterest { ${NOTE} } ... on Refusal { code message } } }`,
  endConflict: `mutation ($input: EndPairNoteInput!) { it: endConflict(input: $input) { __typename ... on ConflictOfInterest { id version } ... on Refusal { code } } }`,
  blockPair: `mutation ($input: BlockPairInput!) { it: blockPair(input: $input) { __typename ... on BlockedPair { ${NOTE} untilOn } ... on Refusal { code message } } }`,
  liftBlock: `mutation ($input: EndPairNoteInput!) { it: liftBlock(input: $input) { __typename ... on BlockedPair { id version } ... on Refusal { code } } }`,
};
const act = async (login: string, name: keyof typeof ACTS, input: Record<string, unknown>) => {
  const { data, errors } = await world.ask(login, ACTS[name], { input: { ...world.key(), ...input } });
  return errors ? { code: errors[0]?.extensions.code } : data.it;
};
const pair = (reason = '负责人系亲属') => ({
  organizationId: world.organizations.xinlianxin.id,
  stationId: world.stations.dacheng.id,
  reason,
});
const FIT = `query ($id: ID!) { order(id: $id) { fit { mayClaim checks { code passed reason remedy } } } }`;
const checkOf = async (id: string, code: string) => {
  const { fit } = (await world.ask('xinlianxin', FIT, { id })).data.order;
  return fit.checks.find((check: { code: string }) => check.code === code);
};
const seen = async (login: string) => {
  const { data } = await world.ask(login, '{ conflictsOfInterest { id } blockedPairs { id } }');
  return { conflicts: data.conflictsOfInterest.length, blocks: data.blockedPairs.length };
};

describe('a declared interest', () => {
  test('closes the pair for the button and for the claim, until who declared it ends it', async () => {
    const order = await acts.posted(world.stations.dacheng);
    const declared = await act('xinlianxin', 'declareConflict', pair());
    expect(declared).toMatchObject({ __typename: 'ConflictOfInterest', version: 1, reason: '负责人系亲属' });
    expect(await checkOf(order.id, 'conflict_of_interest')).toMatchObject({
      passed: false,
      reason: '已申报与该社工站有利益关系（负责人系亲属）',
    });
    expect(await acts.claim(world.organizations.xinlianxin, order.id)).toMatchObject({
      code: 'NOT_ELIGIBLE',
      checks: [{ code: 'conflict_of_interest' }],
    });
    const elsewhere = await acts.posted(world.stations.shetang);
    expect(await checkOf(elsewhere.id, 'conflict_of_interest')).toMatchObject({ passed: true });

    expect(await act('dacheng', 'declareConflict', pair())).toMatchObject({ code: 'CONFLICT_DECLARED' });
    expect(await act('dacheng', 'endConflict', { id: declared.id, expectedVersion: 1 })).toMatchObject({
      code: 'PAIR_NOTE_NOT_FOUND',
    });
    expect(await act('xinlianxin', 'endConflict', { id: declared.id, expectedVersion: 2 })).toMatchObject({
      code: 'STALE_VERSION',
    });
    expect(await act('xinlianxin', 'endConflict', { id: declared.id, expectedVersion: 1 })).toMatchObject({
      version: 2,
    });
    expect(await act('xinlianxin', 'endConflict', { id: declared.id, expectedVersion: 2 })).toMatchObject({
      code: 'PAIR_NOTE_NOT_FOUND',
    });
    must(await acts.claim(world.organizations.xinlianxin, order.id));
  });

  test('is written by the two and the bureau, and read by them alone', async () => {
    expect(await act('shetang', 'declareConflict', pair())).toMatchObject({ code: 'PAIR_NOT_FOUND' });
    expect(await act('nuanyang', 'declareConflict', pair())).toMatchObject({ code: 'PAIR_NOT_FOUND' });
    expect(await act('dacheng', 'declareConflict', pair('亲'))).toMatchObject({ code: 'REASON_MISSING' });
    const { id } = await act('dacheng', 'declareConflict', pair());
    for (const [login, count] of [
      ['dacheng', 1],
      ['xinlianxin', 1],
      ['bureau', 1],
      ['shetang', 0],
      ['nuanyang', 0],
    ] as const)
      expect((await seen(login)).conflicts, login).toBe(count);
    expect(await act('bureau', 'endConflict', { id, expectedVersion: 1 })).toMatchObject({ version: 2 });
    expect((await seen('bureau')).conflicts).toBe(0);
  });

  test('by both at once stands once', async () => {
    await acts.warm();
    const outcomes = await Promise.all(['dacheng', 'xinlianxin'].map((login) => act(login, 'declareConflict', pair())));
    expect(outcomes.map((outcome) => outcome.__typename).sort()).toEqual(['ConflictDeclared', 'ConflictOfInterest']);
    const { id } = outcomes.find((outcome) => outcome.id);
    await act('bureau', 'endConflict', { id, expectedVersion: 1 });
  });
});

describe('a block', () => {
  test('closes the pair until its last day, with its reason, and takes the organization off the recommendation', async () => {
    const order = await acts.posted(world.stations.dacheng);
    const recommended = async () =>
      (
        await world.ask(
          'dacheng',
          `query ($id: ID!) { order(id: $id) { recommendation { candidates { organization { id } } nearMisses { organization { id } failed { code } sentence } } } }`,
          { id: order.id },
        )
      ).data.order.recommendation;
    const ids = (list: { organization: { id: string } }[]) => list.map(({ organization }) => organization.id);
    expect(ids((await recommended()).candidates)).toContain(world.organizations.xinlianxin.id);

    const until = { ...pair('两次未到场'), untilOn: '2026-11-24' };
    const block = await act('dacheng', 'blockPair', until);
    expect(block).toMatchObject({ __typename: 'BlockedPair', untilOn: '2026-11-24' });
    expect(await checkOf(order.id, 'blocked_pair')).toMatchObject({
      passed: false,
      reason: '已暂停与该社工站对接至2026年11月24日（两次未到场）',
      remedy: '期满后可接单，或请社工站、主管单位提前解除',
    });
    const { candidates, nearMisses } = await recommended();
    expect(ids(candidates)).not.toContain(world.organizations.xinlianxin.id);
    const miss = nearMisses.find(
      (each: { organization: { id: string } }) => each.organization.id === world.organizations.xinlianxin.id,
    );
    expect(miss).toMatchObject({ failed: [{ code: 'blocked_pair' }] });
    expect(miss.sentence).toMatch(/^仅差一项：已暂停.*补齐后可排第 \d+ 位。$/);

    const tomorrow = new Date('2026-11-24T16:00:00.000Z');
    must(await acts.claim(world.organizations.xinlianxin, order.id, tomorrow));
    await act('dacheng', 'liftBlock', { id: block.id, expectedVersion: 1 });
  });

  test('of the bureau is not the station’s to lift, and the organization writes none', async () => {
    expect(await act('xinlianxin', 'blockPair', pair())).toMatchObject({ code: 'FORBIDDEN' });
    expect(await act('shetang', 'blockPair', pair())).toMatchObject({ code: 'PAIR_NOT_FOUND' });
    expect(await act('bureau', 'blockPair', { ...pair(), untilOn: '2026-11-23' })).toMatchObject({
      code: 'BLOCK_ENDS_BEFORE',
    });
    const { id } = await act('bureau', 'blockPair', pair('整改期间'));
    for (const [login, count] of [
      ['dacheng', 1],
      ['xinlianxin', 1],
      ['bureau', 1],
      ['shetang', 0],
      ['nuanyang', 0],
    ] as const)
      expect((await seen(login)).blocks, login).toBe(count);
    expect(await act('dacheng', 'liftBlock', { id, expectedVersion: 1 })).toMatchObject({
      code: 'PAIR_NOTE_NOT_FOUND',
    });
    expect(await act('bureau', 'liftBlock', { id, expectedVersion: 1 })).toMatchObject({ version: 2 });
    expect(await seen('dacheng')).toEqual({ conflicts: 0, blocks: 0 });
  });
});
