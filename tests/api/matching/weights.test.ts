/** The bureau edits the weights over HTTP: the sets, a draft, its preview, and putting it in force. */
import { PART_CODES } from '@jiedui/shared/matching/part-values.ts';
import { WEIGHTS_V1 } from '@jiedui/shared/matching/weights.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Acts, actsIn } from '../../kit/acts.ts';
import { startWorld, type World } from '../../kit/world.ts';

let world: World;
let acts: Acts;
beforeAll(async () => {
  world = await startWorld();
  acts = actsIn(world);
});
afterAll(() => world.close());

const SET = 'id version name state note savedAt activatedAt authority { name } weights { code name weight }';
const SAVE = `mutation ($input: SaveWeightDraftInput!) { saveWeightDraft(input: $input) {
  __typename ... on WeightSet { ${SET} } ... on Refusal { code message } ... on StaleVersion { currentVersion }
  ... on WeightsUnsound { sum problems { field message } } } }`;
const ACTIVATE = `mutation ($input: ActivateWeightSetInput!) { activateWeightSet(input: $input) {
  __typename ... on WeightSet { ${SET} } ... on Refusal { code } ... on StaleVersion { currentVersion } ... on WeightSetNotIn { actual } } }`;
const PREVIEW = `query ($id: ID!) { weightPreview(weightSetId: $id) { openCount orderCount rankedCount changedCount
  changed { order { id } oldFirst { id name } newFirst { id name } sentence parts { code oldValue newValue oldWeight newWeight } } } }`;
const FIRST = `query ($id: ID!) { order(id: $id) { recommendation { weightsVersion candidates { organization { id } score } } } }`;

const setsOf = async () => (await world.ask('bureau', `{ weightSets { ${SET} } }`)).data.weightSets;
const weights = (change: Record<string, number> = {}) =>
  PART_CODES.map((code) => ({ code, weight: change[code] ?? WEIGHTS_V1.weights[code] }));
const save = async (login: string, more: Record<string, unknown>) => {
  const { data, errors } = await world.ask(login, SAVE, { input: { ...world.key(), ...more } });
  return errors ? { __typename: errors[0]?.extensions.code } : data.saveWeightDraft;
};
const activate = async (weightSetId: string, expectedVersion: number, login = 'bureau') => {
  const { data, errors } = await world.ask(login, ACTIVATE, {
    input: { ...world.key(), weightSetId, expectedVersion },
  });
  return errors ? { __typename: errors[0]?.extensions.code } : data.activateWeightSet;
};
const preview = async (id: string) => (await world.ask('bureau', PREVIEW, { id })).data.weightPreview;
const firstOf = async (id: string) => (await world.ask('dacheng', FIRST, { id })).data.order.recommendation;
/** Half of everything on the rating. */
const GRADES = { rating: 5_000, type_fit: 0, group_fit: 0, travel: 0, pairing: 1_600 };

test('an authority begins with v1 in force, the set of the code', async () => {
  const sets = await setsOf();
  expect(sets).toMatchObject([
    { name: 'v1', state: 'active', version: 1, savedAt: null, authority: { name: '天水市民政局' } },
  ]);
  expect(sets[0].weights.map(({ code, weight }: { code: string; weight: number }) => ({ code, weight }))).toEqual(
    weights(),
  );
});

describe('a draft', () => {
  test('whose weights do not sum is refused, naming the sum', async () => {
    expect(await save('bureau', { weights: weights({ mix: 199 }) })).toEqual({
      __typename: 'WeightsUnsound',
      code: 'WEIGHTS_UNSOUND',
      message: '权重尚不能保存：各项权重合计为 9999，应为 10000，请再增加 1。',
      sum: 9_999,
      problems: [{ field: 'weights', message: '各项权重合计为 9999，应为 10000，请再增加 1' }],
    });
    expect(await setsOf()).toHaveLength(1);
  });

  test('is one at a time, is changed by its version, and is nobody else’s', async () => {
    const first = await save('bureau', { weights: weights(), note: '试算' });
    expect(first).toMatchObject({ __typename: 'WeightSet', name: 'v2', state: 'draft', version: 1, note: '试算' });
    expect(await save('bureau', { weights: weights() })).toMatchObject({ code: 'STALE_VERSION', currentVersion: 1 });
    const second = await save('bureau', { weights: weights(GRADES), expectedVersion: 1, note: '看重评估等级' });
    expect(second).toMatchObject({ id: first.id, name: 'v2', version: 2, note: '看重评估等级' });
    for (const login of ['dacheng', 'xinlianxin'])
      expect((await save(login, { weights: weights() })).__typename).toBe('FORBIDDEN');
    const station = await world.ask('dacheng', `{ weightSets { id } }`);
    expect(station.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const [entry] = (await acts.audit(first.id)).slice(-1);
    expect(entry).toMatchObject({ operation: 'saveWeightDraft', version_before: 1, version_after: 2 });
  });

  test('of an authority that is not governed is refused', async () => {
    const other = '01900000-0000-7000-8000-00000000dead';
    expect(await save('bureau', { weights: weights(), authorityId: other })).toMatchObject({
      code: 'WEIGHT_SET_NOT_FOUND',
    });
  });
});

describe('the preview', () => {
  test('tells the orders that would get another first, both firsts, and the parts that decide; then it comes true', async () => {
    const order = await acts.posted(world.stations.dacheng);
    const quiet = await acts.posted(world.stations.shetang, { serviceType: 'CG01' });
    const before = await firstOf(order.id);
    const [oldFirst, newFirst] = before.candidates.map(
      (candidate: { organization: { id: string } }) => candidate.organization.id,
    );
    await acts.sql('update organizations set rating_grade = 5 where id = $1', [newFirst]);
    await acts.sql('update organizations set rating_grade = 3, region_code = $2 where id = $1', [
      oldFirst,
      '620502001000',
    ]);
    await acts.sql("update organizations set region_code = '620503102000' where id = $1", [newFirst]);

    const [draft] = await setsOf();
    const told = await preview(draft.id);
    expect(told).toMatchObject({ openCount: 2, orderCount: 2, rankedCount: 1, changedCount: 1 });
    const [change] = told.changed;
    expect(change).toMatchObject({ order: { id: order.id }, oldFirst: { id: oldFirst }, newFirst: { id: newFirst } });
    expect(change.parts[0]).toEqual({ code: 'rating', oldValue: 0.6, newValue: 1, oldWeight: 400, newWeight: 5_000 });
    expect(change.sentence).toMatch(/^首位由.+变为.+：“评估等级”权重 4% 改为 50%/);

    expect(await firstOf(order.id)).toMatchObject({
      weightsVersion: 'v1',
      candidates: [{ organization: { id: oldFirst } }, {}],
    });
    expect(await activate(draft.id, 1)).toMatchObject({ code: 'STALE_VERSION', currentVersion: 2 });
    expect(await activate(draft.id, 2)).toMatchObject({ name: 'v2', state: 'active', version: 3 });
    expect(await firstOf(order.id)).toMatchObject({
      weightsVersion: 'v2',
      candidates: [{ organization: { id: newFirst } }, {}],
    });
    expect(await firstOf(quiet.id).catch(() => null)).toBeNull();
    expect((await preview(draft.id)).changedCount).toBe(0);
  });

  test('is only for the bureau', async () => {
    const [set] = await setsOf();
    const { errors } = await world.ask('dacheng', PREVIEW, { id: set.id });
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

describe('putting in force', () => {
  test('keeps the set before as it was, and is done once', async () => {
    const [active, retired] = await setsOf();
    expect([active, retired]).toMatchObject([
      { name: 'v2', state: 'active' },
      {
        name: 'v1',
        state: 'retired',
        weights: expect.arrayContaining([expect.objectContaining({ code: 'mix', weight: 200 })]),
      },
    ]);
    expect(await activate(active.id, active.version)).toMatchObject({ code: 'WEIGHT_SET_NOT_IN', actual: 'active' });
    expect(await activate(retired.id, retired.version)).toMatchObject({ code: 'WEIGHT_SET_NOT_IN', actual: 'retired' });
    expect((await activate(active.id, active.version, 'dacheng')).__typename).toBe('FORBIDDEN');
    const next = await save('bureau', { weights: weights() });
    expect(next).toMatchObject({ name: 'v3', state: 'draft' });
  });

  test('by two officers at once, one waits and is told', async () => {
    const [draft] = await setsOf();
    await acts.warm();
    const outcomes = await Promise.all([activate(draft.id, draft.version), activate(draft.id, draft.version)]);
    expect(outcomes.map((outcome) => outcome.__typename).sort()).toEqual(['WeightSet', 'WeightSetNotIn']);
    const states = (await setsOf()).map((set: { state: string }) => set.state);
    expect(states).toEqual(['active', 'retired', 'retired']);
  });
});
