/** An organization's offers over HTTP: publish, change, pause, list again, and the month that goes by without a word. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Acts, actsIn, must } from '../../kit/acts.ts';
import { NOW, PASSWORD, startWorld, type World } from '../../kit/world.ts';

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

const OFFER = {
  title: '老年人健康讲座',
  content: '讲慢性病的日常管理，量血压。',
  serviceTypes: ['EC03', 'EC01'],
  targetGroups: ['elder_alone'],
  sessionsPerMonth: 4,
  personsPerSession: 60,
  areaCodes: ['620502000000', '620503102000'],
  windowFrom: '2026-01-01',
  windowTo: '2026-12-31',
  costMode: 'free',
};
const FIELDS =
  'id number version state needsConfirmation title content serviceTypes targetGroups sessionsPerMonth personsPerSession areas { code } windowFrom windowTo costMode lastConfirmedOn organization { name }';
const REFUSALS = '... on Refusal { code message } ... on StaleVersion { currentVersion }';

async function act(login: string, name: 'publishOffer' | 'setOfferState', input: object) {
  const type = name === 'publishOffer' ? 'PublishOfferInput' : 'SetOfferStateInput';
  const more =
    name === 'publishOffer'
      ? '... on OfferIncomplete { problems { field message } } ... on PersonalDataFound { spots { field kind from to excerpt } }'
      : '';
  const { data, errors } = await world.ask(
    login,
    `mutation ($input: ${type}!) { ${name}(input: $input) { __typename ... on Offer { ${FIELDS} } ${REFUSALS} ${more} } }`,
    { input: { ...world.key(), ...input } },
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data[name];
}
const publish = (input: object, login = 'xinlianxin') => act(login, 'publishOffer', input);
const set = (offer: { id: string; version: number }, state: string, login = 'xinlianxin') =>
  act(login, 'setOfferState', { offerId: offer.id, expectedVersion: offer.version, state });
const seen = async (login: string, id: string) =>
  (await world.ask(login, `query ($id: ID!) { offer(id: $id) { ${FIELDS} } }`, { id })).data?.offer;

describe('publishing', () => {
  test('lists the offer at once, confirmed as of today, as it was typed', async () => {
    const { areaCodes, ...typed } = OFFER;
    const offer = await publish(OFFER);
    expect(offer).toMatchObject({
      ...typed,
      version: 1,
      state: 'listed',
      lastConfirmedOn: '2026-11-24',
      needsConfirmation: false,
      organization: { name: '天水市心连心爱心协会' },
    });
    expect(offer.areas.map((area: { code: string }) => area.code)).toEqual(areaCodes);
    expect(offer.number).toMatch(/^GG-2026-\d{4}$/);
  });

  test('again with its id changes it, and only at the version that was read', async () => {
    const offer = await publish(OFFER);
    const changed = await publish({
      ...OFFER,
      id: offer.id,
      expectedVersion: 1,
      title: '换过的讲座名称',
      personsPerSession: null,
    });
    expect(changed).toMatchObject({
      id: offer.id,
      number: offer.number,
      version: 2,
      title: '换过的讲座名称',
      personsPerSession: null,
    });
    expect(await publish({ ...OFFER, id: offer.id, expectedVersion: 1 })).toMatchObject({
      code: 'STALE_VERSION',
      currentVersion: 2,
    });
    expect(await publish({ ...OFFER, id: offer.id })).toMatchObject({ code: 'STALE_VERSION' });
    expect(await seen('xinlianxin', offer.id)).toMatchObject({ title: '换过的讲座名称', version: 2 });
  });

  test('names every problem at once', async () => {
    const wrong = {
      ...OFFER,
      title: '短',
      content: ' ',
      serviceTypes: ['ZZ'],
      targetGroups: [],
      areaCodes: ['62'],
      sessionsPerMonth: 0,
      personsPerSession: 0,
      windowFrom: '2026-12-31',
      windowTo: '2026-01-01',
    };
    const { code, problems } = await publish(wrong);
    expect(code).toBe('OFFER_INCOMPLETE');
    expect(problems.map((problem: { field: string }) => problem.field).sort()).toEqual([
      'areaCodes',
      'content',
      'personsPerSession',
      'serviceTypes',
      'sessionsPerMonth',
      'targetGroups',
      'title',
      'windowTo',
    ]);
  });

  test('takes what ends today, and not what ended yesterday', async () => {
    expect(await publish({ ...OFFER, windowTo: '2026-11-24' })).toMatchObject({ state: 'listed' });
    expect(await publish({ ...OFFER, windowTo: '2026-11-23' })).toMatchObject({ code: 'OFFER_INCOMPLETE' });
  });

  test('points at personal data and shows none of it', async () => {
    const answer = await publish({ ...OFFER, content: '联系王女士13812345678报名' });
    expect(answer.code).toBe('PERSONAL_DATA_FOUND');
    expect(answer.spots).toMatchObject([{ field: 'content', kind: 'mobile', from: 5, to: 16 }]);
    expect(JSON.stringify(answer)).not.toContain('13812345678');
  });

  test('an area that the region tree lacks is refused by its code, before it can spoil every list', async () => {
    const answer = await publish({ ...OFFER, areaCodes: ['620502000000', '620599000000'] });
    expect(answer).toMatchObject({
      code: 'OFFER_INCOMPLETE',
      problems: [{ field: 'areaCodes', message: expect.stringContaining('620599000000') }],
    });
    expect(answer.problems[0].message).not.toContain('620502000000');
    const { errors } = await world.ask('bureau', '{ offers(first: 100) { id areas { name } } }');
    expect(errors).toBeUndefined();
  });
});

describe('the state', () => {
  test('goes listed, paused, listed, delisted and back, each at its version', async () => {
    let offer = await publish(OFFER);
    for (const state of ['paused', 'listed', 'delisted', 'listed']) {
      offer = await set(offer, state);
      expect(offer).toMatchObject({ state });
    }
    expect(offer.version).toBe(5);
    expect(await set({ ...offer, version: 4 }, 'paused')).toMatchObject({ code: 'STALE_VERSION', currentVersion: 5 });
  });

  test('cannot be draft again', async () => {
    const offer = await publish(OFFER);
    const { errors } = await world.ask(
      'xinlianxin',
      'mutation ($input: SetOfferStateInput!) { setOfferState(input: $input) { __typename } }',
      {
        input: { ...world.key(), offerId: offer.id, expectedVersion: 1, state: 'draft' },
      },
    );
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(errors?.[0]?.message).toContain('listed');
  });

  test('follows the month: asked about in the next, at rest in the one after, listed again by one word', async () => {
    const offer = await publish(OFFER);
    const at = async (iso: string) => {
      world.clock.now = new Date(iso);
      // The session of November is long over.
      const response = await world.post(
        {
          query: 'mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }',
          variables: { input: { clientMutationId: randomUUID(), login: 'xinlianxin', password: PASSWORD } },
        },
        undefined,
      );
      const cookie = response.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
      const ask = async (query: string, variables: object) =>
        (await world.post({ query, variables }, cookie)).json().data;
      return {
        ask,
        state: async () =>
          (await ask(`query ($id: ID!) { offer(id: $id) { state needsConfirmation version } }`, { id: offer.id }))
            .offer,
      };
    };
    // Midnight in Shanghai is 16:00 UTC of the day before.
    expect(await (await at('2026-11-30T15:59:59.999Z')).state()).toMatchObject({
      state: 'listed',
      needsConfirmation: false,
    });
    expect(await (await at('2026-11-30T16:00:00.000Z')).state()).toMatchObject({
      state: 'listed',
      needsConfirmation: true,
    });
    expect(await (await at('2026-12-24T15:59:59.999Z')).state()).toMatchObject({
      state: 'listed',
      needsConfirmation: true,
    });
    // The cut-off of December is Thursday the 24th.
    const january = await at('2026-12-24T16:00:00.000Z');
    expect(await january.state()).toMatchObject({ state: 'paused', needsConfirmation: true });
    const input = { clientMutationId: randomUUID(), offerId: offer.id, expectedVersion: 1, state: 'listed' };
    await january.ask('mutation ($input: SetOfferStateInput!) { setOfferState(input: $input) { __typename } }', {
      input,
    });
    expect(await january.state()).toEqual({ state: 'listed', needsConfirmation: false, version: 2 });
  });

  test('at rest counts as not listed: its organization is no longer recommended, and may not claim', async () => {
    const { dacheng } = world.stations;
    const { nuanyang } = world.organizations;
    const january = new Date('2027-01-05T02:00:00Z');
    // Both listings stand from November; only nuanyang's is left without a word for December.
    await acts.sql(
      `update offers set last_confirmed_on = '2027-01-04', window_to = '2027-12-31' where organization_id = $1`,
      [world.organizations.xinlianxin.id],
    );
    await acts.sql(`update offers set window_to = '2027-12-31' where organization_id = $1`, [nuanyang.id]);
    const window = {
      windowFrom: '2027-01-10' as never,
      windowTo: '2027-01-20' as never,
      claimableUntil: new Date('2027-01-09T02:00:00Z'),
    };
    const order = await acts.posted(dacheng, window, january);
    expect(await acts.claim(nuanyang, order.id, january)).toMatchObject({ code: 'NOT_ELIGIBLE' });
    must(await acts.claim(world.organizations.xinlianxin, order.id, january));
    await acts.sql(`update offers set last_confirmed_on = '2026-11-24', window_to = '2026-12-31'`);
  });
});

describe('another organization’s offer', () => {
  test('cannot be changed, and is answered like one that never was', async () => {
    const offer = await publish(OFFER);
    const strange = [
      await set(offer, 'paused', 'nuanyang'),
      await publish({ ...OFFER, id: offer.id, expectedVersion: 1 }, 'nuanyang'),
    ];
    const missing = { id: randomUUID(), version: 1 };
    expect(strange).toEqual([
      await set(missing, 'paused', 'nuanyang'),
      await publish({ ...OFFER, id: missing.id, expectedVersion: 1 }, 'nuanyang'),
    ]);
    expect(strange[0]).toMatchObject({ code: 'OFFER_NOT_FOUND' });
    expect(await seen('nuanyang', offer.id)).toBeNull();
  });

  test('listed is seen by stations and the bureau; paused by the bureau alone', async () => {
    const offer = await publish(OFFER);
    for (const login of ['dacheng', 'bureau'])
      expect(await seen(login, offer.id), login).toMatchObject({ id: offer.id });
    await set(offer, 'paused');
    expect(await seen('dacheng', offer.id)).toBeNull();
    expect(await seen('bureau', offer.id)).toMatchObject({ state: 'paused' });
  });
});

describe('a list', () => {
  const list = async (login: string, first: number, after: string | null = null) =>
    (
      await world.ask(
        login,
        'query ($first: Int!, $after: String) { offers(first: $first, after: $after) { id organization { name } } }',
        { first, after },
      )
    ).data.offers as { id: string; organization: { name: string } }[];
  const cursorOf = (id: string) => Buffer.from(id).toString('base64url');

  test('of one’s own pages by keyset without loss', async () => {
    for (let i = 0; i < 12; i++) await publish({ ...OFFER, title: `第${i}号健康讲座` }, 'tongxin');
    const all = (await list('tongxin', 100)).map((offer) => offer.id);
    const paged: string[] = [];
    for (let after: string | null = null; ; after = cursorOf(paged.at(-1) ?? '')) {
      const page = await list('tongxin', 5, after);
      paged.push(...page.map((offer) => offer.id));
      if (page.length < 5) break;
    }
    expect(paged).toEqual(all);
    expect(new Set(paged).size).toBe(13);
  });

  test('holds one’s own for an organization, what is listed for a station', async () => {
    expect(new Set((await list('nuanyang', 100)).map((offer) => offer.organization.name))).toEqual(
      new Set(['暖阳社会工作服务中心']),
    );
    expect((await list('dacheng', 100)).length).toBeGreaterThan(12);
  });
});
