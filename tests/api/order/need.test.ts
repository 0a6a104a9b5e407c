/** Surveys and needs on a real database: what each face sees, merging that loses nothing, races, and the way into orders and back. */
import {
  keepNeedsApart,
  mergeNeeds,
  type SaveNeedInput,
  saveNeed,
  unmergeNeed,
} from '@jiedui/api/order/need.commands.ts';
import { type NeedRow, needsById } from '@jiedui/api/order/need.store.ts';
import { reopenNeed, screenInNeeds, screenOutNeed } from '@jiedui/api/order/need-screening.commands.ts';
import {
  answerSurveyPart,
  correctSurvey,
  type SaveSurveyDraftInput,
  saveSurveyDraft,
  submitSurvey,
} from '@jiedui/api/order/survey.commands.ts';
import { inTransaction } from '@jiedui/db/connect.ts';
import type { LocalDate } from '@jiedui/shared/calendar.ts';
import { effectiveNeedState } from '@jiedui/shared/order/need-lifecycle.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Acts, actsIn, codeOf, must } from '../../kit/acts.ts';
import { startWorld, type World } from '../../kit/world.ts';

let world: World;
let acts: Acts;
beforeAll(async () => {
  world = await startWorld();
  acts = actsIn(world);
});
afterAll(() => world.close());

const NEED: Omit<SaveNeedInput, 'clientMutationId'> = {
  id: null,
  expectedVersion: null,
  surveyId: null,
  hotline: false,
  record: true,
  title: '独居老人冬季入户探访',
  description: '每周一次',
  serviceType: 'EC01',
  targetGroups: ['elder_alone'],
  needType: 'felt',
  mode: 'relief',
  headcount: { value: 12, qualifier: 'exact', unit: 'person' },
  urgency: 'normal',
  village: '桥南村',
  place: '村活动室',
  wantedFrom: null,
  wantedTo: null,
};
const SURVEY: Omit<SaveSurveyDraftInput, 'clientMutationId'> = {
  id: null,
  expectedVersion: null,
  method: 'household_visit',
  heldOn: '2026-11-20' as LocalDate,
  workers: ['李文娟'],
  organizationIds: [],
  population: { value: 60, qualifier: 'about', unit: 'household' },
  village: '桥南村',
  findings: '独居老人缺少探访，冬季取暖有隐患。',
};
/** Known once the world is made. */
const dacheng = {
  get accountId() {
    return world.stations.dacheng.accountId;
  },
};
const shetang = {
  get accountId() {
    return world.stations.shetang.accountId;
  },
};
type Who = { readonly accountId: string };

const write = async (who: Who, change: Partial<SaveNeedInput> = {}) =>
  must(await saveNeed(await acts.as(who), { ...NEED, ...acts.key(), ...change }));
const seen = async (who: Who, ...ids: string[]): Promise<NeedRow[]> => {
  const { pool, sessionId, at } = await acts.as(who);
  const rows = await inTransaction(pool, { session: sessionId, at }, 'read', (tx) => needsById(tx, ids));
  return ids.map((id) => rows.find((row) => row.id === id)!);
};
const merge = async (who: Who, source: NeedRow, target: NeedRow, differentPeople = false) =>
  mergeNeeds(await acts.as(who), {
    ...acts.key(),
    sourceId: source.id,
    sourceVersion: source.version,
    targetId: target.id,
    targetVersion: target.version,
    differentPeople,
  });
const unmerge = async (who: Who, { id, version }: NeedRow) =>
  unmergeNeed(await acts.as(who), { ...acts.key(), needId: id, expectedVersion: version });
const screen = async (who: Who, needs: readonly NeedRow[], differentPeople = false) =>
  screenInNeeds(await acts.as(who), {
    ...acts.key(),
    needs: needs.map(({ id, version }) => ({ id, version })),
    differentPeople,
  });
const codes = (outcomes: readonly unknown[]) => outcomes.map(codeOf).sort();

describe('a survey', () => {
  const bureauSees = `query ($id: ID!) { survey(id: $id) { method population { text } findings workers village needCount needs { title village place } corrections { reason } } }`;

  test('is the station’s own until it is submitted; its needs stand on the list with it', async () => {
    const { xinlianxin } = world.organizations;
    const draft = must(
      await saveSurveyDraft(await acts.as(dacheng), { ...SURVEY, ...acts.key(), organizationIds: [xinlianxin.id] }),
    );
    const need = await write(dacheng, { surveyId: draft.id, record: false, title: '' });
    expect(need.state).toBe('draft');
    for (const login of ['bureau', 'xinlianxin', 'shetang'])
      expect((await world.ask(login, bureauSees, { id: draft.id })).data).toEqual({ survey: null });

    const submit = async () =>
      submitSurvey(await acts.as(dacheng), { ...acts.key(), surveyId: draft.id, expectedVersion: 1 });
    expect(await submit()).toMatchObject({ code: 'SURVEY_INCOMPLETE', problems: [{ field: 'needs.0.title' }] });
    await write(dacheng, {
      id: need.id,
      expectedVersion: 1,
      surveyId: draft.id,
      record: false,
      description: '电话 13812345678',
    });
    expect(await submit()).toMatchObject({
      code: 'PERSONAL_DATA_FOUND',
      spots: [{ field: 'needs.0.description', from: 3, to: 14 }],
    });
    await write(dacheng, { id: need.id, expectedVersion: 2, surveyId: draft.id, record: false });
    expect(must(await submit())).toMatchObject({ state: 'submitted', version: 2 });
    expect((await seen(dacheng, need.id))[0]).toMatchObject({ state: 'recorded', source: 'survey' });

    expect((await world.ask('bureau', bureauSees, { id: draft.id })).data).toEqual({
      survey: {
        method: 'household_visit',
        population: { text: '约 60 户' },
        findings: null,
        workers: null,
        village: null,
        needCount: 1,
        needs: [{ title: NEED.title, village: null, place: null }],
        corrections: [],
      },
    });
    const { survey } = (await world.ask('xinlianxin', bureauSees, { id: draft.id })).data as never as {
      survey: Record<string, unknown>;
    };
    expect(survey).toMatchObject({ findings: SURVEY.findings, needs: [] });
    expect((await world.ask('nuanyang', bureauSees, { id: draft.id })).data).toEqual({ survey: null });
  });

  test('asks the organization for its part, once, and anew after a correction', async () => {
    const { xinlianxin, nuanyang } = world.organizations;
    const fields = { ...SURVEY, organizationIds: [xinlianxin.id] };
    const { id } = must(await saveSurveyDraft(await acts.as(dacheng), { ...fields, ...acts.key() }));
    const answer = async (who: Who, tookPart = true) =>
      answerSurveyPart(await acts.as(who), { ...acts.key(), surveyId: id, tookPart });
    expect(await answer(xinlianxin)).toMatchObject({ code: 'SURVEY_NOT_FOUND' });
    must(await submitSurvey(await acts.as(dacheng), { ...acts.key(), surveyId: id, expectedVersion: 1 }));
    expect(await answer(nuanyang)).toMatchObject({ code: 'SURVEY_NOT_FOUND' });
    must(await answer(xinlianxin));
    expect(await answer(xinlianxin, false)).toMatchObject({ code: 'SURVEY_PART_NOT_IN', actual: 'confirmed' });

    const correct = async (reason: string, findings = '独居老人缺少探访。', expectedVersion = 2) =>
      correctSurvey(await acts.as(dacheng), {
        ...fields,
        ...acts.key(),
        surveyId: id,
        expectedVersion,
        findings,
        reason,
      });
    expect(await correct('')).toMatchObject({ code: 'REASON_MISSING' });
    expect(await correct('没有改', SURVEY.findings)).toMatchObject({ code: 'SURVEY_INCOMPLETE' });
    must(await correct('取暖一项属另一户'));
    expect(await correct('再改', '又一版内容。')).toMatchObject({ code: 'STALE_VERSION', currentVersion: 3 });
    const kept = await acts.one<{ before: typeof SURVEY; changed: string[] }>(
      'select before, changed from survey_corrections where survey_id = $1',
      [id],
    );
    expect(kept).toMatchObject({ before: { findings: SURVEY.findings }, changed: ['findings'] });
    must(await answer(xinlianxin, false));
  });
});

describe('the list', () => {
  test('shows the station its places, the bureau the township only, and other stations and organizations nothing', async () => {
    const need = await write(dacheng, { hotline: true });
    const query = `query ($id: ID!) { need(id: $id) { title village place source station { name } people { text } } }`;
    const shown = {
      title: NEED.title,
      source: 'hotline',
      station: { name: '大城街道社工站' },
      people: { text: '12 人' },
    };
    expect((await world.ask('dacheng', query, { id: need.id })).data).toEqual({
      need: { ...shown, village: '桥南村', place: '村活动室' },
    });
    expect((await world.ask('bureau', query, { id: need.id })).data).toEqual({
      need: { ...shown, village: null, place: null },
    });
    for (const login of ['shetang', 'xinlianxin'])
      expect((await world.ask(login, query, { id: need.id })).data).toEqual({ need: null });
  });

  test('is filtered, counted and paged; what was merged counts with what took it in', async () => {
    const own = { serviceType: 'CC03', targetGroups: ['child_left_behind'], needType: 'normative' } as const;
    const needs = [];
    for (const mode of ['relief', 'capacity', 'relief'] as const) needs.push(await write(shetang, { ...own, mode }));
    must(await merge(shetang, needs[2]!, needs[0]!));
    const list = `query ($after: String, $filter: NeedFilterInput) {
      needs(first: 2, after: $after, filter: $filter) { totalCount edges { node { id } } pageInfo { hasNextPage endCursor } }
      needCounts(filter: $filter) { by value count } }`;
    const filter = { serviceType: 'CC03' };
    const first = (await world.ask('shetang', list, { filter })).data as never as Listed;
    expect(first.needs).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    const rest = (await world.ask('shetang', list, { filter, after: first.needs.pageInfo.endCursor }))
      .data as never as Listed;
    const ids = [...first.needs.edges, ...rest.needs.edges].map(({ node }) => node.id);
    expect(ids).toEqual(needs.map(({ id }) => id).reverse());
    expect(first.needCounts).toEqual([
      { by: 'mode', value: 'capacity', count: 1 },
      { by: 'mode', value: 'relief', count: 1 },
      { by: 'need_type', value: 'normative', count: 2 },
      { by: 'service_type', value: 'CC03', count: 2 },
      { by: 'state', value: 'recorded', count: 2 },
    ]);
    const capacity = (await world.ask('bureau', list, { filter: { ...filter, mode: 'capacity' } }))
      .data as never as Listed;
    expect(capacity.needs.edges).toEqual([{ node: { id: needs[1]!.id } }]);
    expect((await world.ask('dacheng', list, { filter })).data).toMatchObject({ needs: { totalCount: 0 } });
  });
  interface Listed {
    needs: {
      totalCount: number;
      edges: { node: { id: string } }[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    };
    needCounts: object[];
  }

  test('proposes near-duplicates of the station until a person says that they are two', async () => {
    const type = { serviceType: 'EC02', village: '' };
    const [one, other] = [
      await write(shetang, { ...type, title: '高龄独居老人送餐' }),
      await write(shetang, { ...type, title: '独居老年人助餐' }),
    ];
    const query = '{ needDuplicates { keep { id } merge { id } reason } }';
    const proposed = async (login: string) =>
      ((await world.ask(login, query)).data as never as { needDuplicates: { keep: { id: string } }[] }).needDuplicates;
    expect((await proposed('shetang')).filter(({ keep }) => keep.id === one.id)).toMatchObject([
      { keep: { id: one.id }, merge: { id: other.id } },
    ]);
    expect((await proposed('dacheng')).filter(({ keep }) => keep.id === one.id)).toEqual([]);
    must(await keepNeedsApart(await acts.as(shetang), { ...acts.key(), needId: other.id, otherId: one.id }));
    expect((await proposed('shetang')).filter(({ keep }) => keep.id === one.id)).toEqual([]);
  });
});

describe('merging', () => {
  test('adds people only when they are said to be different, and nothing else of the two changes', async () => {
    const [a, b] = [
      await write(dacheng),
      await write(dacheng, { headcount: { value: 350, qualifier: 'over', unit: 'person' } }),
    ];
    const same = must(await merge(dacheng, b, a));
    expect(same.people).toEqual(NEED.headcount);
    must(await unmerge(dacheng, (await seen(dacheng, b.id))[0]!));
    const [freed, alone] = await seen(dacheng, b.id, a.id);
    const different = must(await merge(dacheng, freed!, alone!, true));
    expect(different.people).toEqual({ value: 362, qualifier: 'over', unit: 'person' });
    expect(different.headcount).toEqual(NEED.headcount);
    const households = await write(dacheng, { headcount: { value: 3, qualifier: 'exact', unit: 'household' } });
    expect(await merge(dacheng, households, different, true)).toMatchObject({ why: 'units_differ' });
  });

  test('is for one station: somebody else’s need is not there', async () => {
    const [ours, theirs] = [await write(dacheng), await write(shetang)];
    expect(await merge(dacheng, theirs, ours)).toMatchObject({ code: 'NEED_NOT_FOUND' });
    expect(await merge(dacheng, ours, theirs)).toMatchObject({ code: 'NEED_NOT_FOUND' });
  });

  /** A small generator, so that a failure can be played again. */
  const random = (seed: number) => () => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed / 2147483648;
  };

  test.each([1, 2, 3])('in any order and taken apart again loses nobody and nothing (%i)', async (seed) => {
    const next = random(seed);
    const values = [3, 5, 7, 11, 13];
    const needs = [];
    for (const value of values)
      needs.push(
        await write(dacheng, {
          headcount: { value, qualifier: 'exact', unit: 'person' },
          title: `需求条目 ${value} 号`,
        }),
      );
    const ids = needs.map(({ id }) => id);
    const total = values.reduce((a, b) => a + b);
    for (let turn = 0; turn < 25; turn++) {
      const now = await seen(dacheng, ...ids);
      const [source, target] = [now[Math.floor(next() * 5)]!, now[Math.floor(next() * 5)]!];
      if (next() < 0.6) await merge(dacheng, source, target, true);
      else await unmerge(dacheng, source);
      const after = await seen(dacheng, ...ids);
      const onList = after.filter(({ state }) => state === 'recorded');
      expect(onList.reduce((sum, { people }) => sum + (people?.value ?? 0), 0)).toBe(total);
    }
    for (let rest = 0; rest < 5; rest++) for (const need of await seen(dacheng, ...ids)) await unmerge(dacheng, need);
    const end = await seen(dacheng, ...ids);
    const plain = ({ version: _v, updatedAt: _u, ...row }: NeedRow) => row;
    expect(end.map(plain)).toEqual(needs.map(plain));
  });
});

describe('races', () => {
  test('A into B and B into A at once: one stays, one is taken in', async () => {
    await acts.warm();
    for (let round = 0; round < 5; round++) {
      const [a, b] = [await write(dacheng), await write(dacheng)];
      expect(codes(await Promise.all([merge(dacheng, a, b), merge(dacheng, b, a)]))).toEqual(['STALE_VERSION', 'done']);
      expect((await seen(dacheng, a.id, b.id)).map(({ state }) => state).sort()).toEqual(['merged', 'recorded']);
    }
  });

  test('one need into two others at once goes into one', async () => {
    for (let round = 0; round < 5; round++) {
      const [a, b, c] = [await write(dacheng), await write(dacheng), await write(dacheng)];
      expect(codes(await Promise.all([merge(dacheng, a, b, true), merge(dacheng, a, c, true)]))).toEqual([
        'STALE_VERSION',
        'done',
      ]);
      const sums = (await seen(dacheng, b.id, c.id)).map(({ people }) => people?.value);
      expect(sums.sort()).toEqual([12, 24]);
    }
  });

  test('screened and merged at once: one of them, and an order only of a need that is on the list', async () => {
    for (let round = 0; round < 5; round++) {
      const [a, b] = [await write(dacheng), await write(dacheng)];
      expect(codes(await Promise.all([screen(dacheng, [a]), merge(dacheng, a, b)]))).toEqual(['STALE_VERSION', 'done']);
      const [{ state, orderStates }] = (await seen(dacheng, a.id)) as [NeedRow];
      expect([state, orderStates.length]).toEqual(state === 'merged' ? ['merged', 0] : ['screened_in', 1]);
    }
  });

  test('screened twice at once makes one order', async () => {
    const a = await write(dacheng);
    expect(codes(await Promise.all([screen(dacheng, [a]), screen(dacheng, [a])]))).toEqual(['STALE_VERSION', 'done']);
    expect((await seen(dacheng, a.id))[0]?.orderStates).toEqual(['draft']);
  });
});

describe('screening', () => {
  const stateOf = async (id: string) => effectiveNeedState((await seen(dacheng, id))[0]!);

  test('makes a draft that knows its needs; cancelled they come back, completed they are met', async () => {
    const needs = [await write(dacheng), await write(dacheng, { title: '独居老人取暖安全检查' })];
    const order = must(await screen(dacheng, needs, true));
    expect(order).toMatchObject({ state: 'draft', title: `${NEED.title}等 2 项`, headcount: { value: 24 } });
    const query = `query ($id: ID!) { order(id: $id) { needs { title } } }`;
    expect((await world.ask('dacheng', query, { id: order.id })).data).toEqual({
      order: { needs: needs.map(({ title }) => ({ title })) },
    });
    expect(await stateOf(needs[0]!.id)).toBe('screened_in');
    // The bureau may not see the draft, yet sees that the need has become one.
    const ofNeed = 'query ($id: ID!) { need(id: $id) { state orders { id } } }';
    expect((await world.ask('bureau', ofNeed, { id: needs[0]!.id })).data).toEqual({
      need: { state: 'screened_in', orders: [] },
    });
    must(await acts.cancel(dacheng, order, '改为分开发'));
    expect(await stateOf(needs[0]!.id)).toBe('recorded');

    const [again] = await seen(dacheng, needs[0]!.id);
    const second = must(await screen(dacheng, [again!]));
    await acts.sql(
      `update orders set state = 'completed', completed_at = now(), claimed_organization_id = $2, place = '社区', scheme = 'default-5x29', scheme_version = 1,
         window_from = '2026-11-01', window_to = '2026-11-30', leg = 'service', claimable_until = now(), posted_at = now() where id = $1`,
      [second.id, world.organizations.xinlianxin.id],
    );
    expect(await stateOf(needs[0]!.id)).toBe('met');
    expect(await stateOf(needs[1]!.id)).toBe('recorded');
    expect(await screen(dacheng, await seen(dacheng, needs[0]!.id))).toMatchObject({
      code: 'NEED_NOT_IN',
      actual: 'met',
    });
    // Organizations read the order, and not what it came from.
    expect((await world.ask('xinlianxin', query, { id: second.id })).data).toEqual({ order: { needs: [] } });
    const listed = '{ needs(first: 50, filter: { states: [met] }) { edges { node { id } } } }';
    expect((await world.ask('bureau', listed)).data).toEqual({ needs: { edges: [{ node: { id: needs[0]!.id } }] } });
  });

  test('out with a coded reason, where to for a referral, and back', async () => {
    const need = await write(dacheng);
    const out = async (reason: 'referred' | 'out_of_scope', note: string, { id, version } = need) =>
      screenOutNeed(await acts.as(dacheng), { ...acts.key(), needId: id, expectedVersion: version, reason, note });
    expect(await out('referred', '')).toMatchObject({ code: 'REFERRAL_MISSING' });
    const gone = must(await out('referred', '县残联'));
    expect(gone).toMatchObject({ state: 'screened_out', screenedOutReason: 'referred', screenedOutNote: '县残联' });
    expect(await screen(dacheng, [gone])).toMatchObject({ code: 'NEED_NOT_IN', actual: 'screened_out' });
    const back = must(
      await reopenNeed(await acts.as(dacheng), { ...acts.key(), needId: gone.id, expectedVersion: gone.version }),
    );
    expect(back).toMatchObject({ state: 'recorded', screenedOutReason: null });
  });

  test('every change is in the audit, without a word of it', async () => {
    const need = await write(dacheng);
    const order = must(await screen(dacheng, [need]));
    const rows = [...(await acts.audit(need.id)), ...(await acts.audit(order.id))];
    expect(rows.map(({ operation }) => operation)).toEqual(['saveNeed', 'screenInNeeds']);
    for (const { text } of rows) expect(text).not.toContain('独居');
  });
});
