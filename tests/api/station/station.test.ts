/** The register over HTTP and on a real database: from the plaque to the service, its list and figures, and opening. */
import { registerStation, saveStationFacts } from '@jiedui/api/station/station.commands.ts';
import { STATED_HAVES } from '@jiedui/shared/station/haves.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Acts, actsIn, codeOf, must } from '../../kit/acts.ts';
import { startWorld, type World } from '../../kit/world.ts';
import { type Opened, type Stations, stationsIn } from './stations.ts';

let world: World;
let acts: Acts;
let stations: Stations;
beforeAll(async () => {
  world = await startWorld();
  acts = actsIn(world);
  stations = stationsIn(world, acts);
});
afterAll(() => world.close());

describe('from the plaque to the service', () => {
  let station: Opened;
  beforeAll(async () => {
    station = await stations.openStation('TS-901');
  });

  test('the station sees its next step, and the bureau may not start it yet', async () => {
    const seen = await stations.standing('ts-901-lead', station.id);
    expect(seen.standing.nextStep.item).toBe('venue');
    expect(codeOf(await stations.move(station, {}))).toBe('STATION_NOT_READY');
  });
  test('what it states waits; the bureau verifies each until its day', async () => {
    await stations.stateAll(station);
    const waiting = await stations.standing('bureau', station.id);
    expect(waiting.standing.haves.map((have: { standing: string }) => have.standing)).toEqual([
      'waiting',
      'waiting',
      'met',
      'waiting',
      'waiting',
      'short',
    ]);
    for (const item of STATED_HAVES) must(await stations.verify(station, item));
    const seen = await stations.standing('ts-901-lead', station.id);
    const until = Object.fromEntries(
      seen.standing.haves.map((have: { item: string; expiresOn: string }) => [have.item, have.expiresOn]),
    );
    expect(until).toMatchObject({ venue: '2027-11-23', funds: '2026-12-31', staff: null });
  });
  test('it starts with its first confirmed service, and the change is kept', async () => {
    expect(codeOf(await stations.move(station, {}))).toBe('STATION_NOT_READY');
    await stations.served(station.id, '2026-11-20T02:00:00Z');
    expect(must(await stations.move(station, {}))).toMatchObject({ state: 'operating' });
    const seen = await stations.standing('bureau', station.id);
    expect(seen.changes).toEqual([{ move: 'start', reason: '', decidedBy: '测试经办人' }]);
    expect(seen.standing.grounds).toEqual([]);
  });
  test('rooms that change are verified anew', async () => {
    const facts = { phone: null, address: '解放路 20 号', openedOn: null, hours: '', openAllYear: true };
    must(
      await saveStationFacts(await acts.as(station.lead), {
        ...acts.key(),
        stationId: station.id,
        expectedVersion: await stations.versionOf(station.id),
        ...facts,
        facilities: [{ kind: 'reception', areaM2: 40, brandName: '' }],
      }),
    );
    const seen = await stations.standing('bureau', station.id);
    expect(seen.standing.haves[0]).toMatchObject({ standing: 'short' });
    expect(seen.standing.grounds).toEqual(['haves_broken']);
  });
  test('the bureau confirms the suspension that the facts propose, and no other', async () => {
    expect(codeOf(await stations.move(station, { move: 'suspend', ground: 'no_service' }))).toBe(
      'SUSPENSION_UNFOUNDED',
    );
    expect(must(await stations.move(station, { move: 'suspend', ground: 'haves_broken' }))).toMatchObject({
      state: 'suspended',
    });
  });
});

describe('the register', () => {
  beforeAll(async () => {
    await stations.stateAll(await stations.openStation('TS-902'));
    for (const code of ['TS-903', 'TS-904', 'TS-905', 'TS-906']) await stations.openStation(code);
  });
  const REGISTER = `query ($filter: StationRegisterFilter, $first: Int!, $after: String) { stationRegister(filter: $filter, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } edges { node { code } } } }`;
  const codes = async (filter: object, login = 'bureau') => {
    const { data } = await world.ask(login, REGISTER, { filter, first: 25 });
    return data.stationRegister.edges.map(({ node }: { node: { code: string } }) => node.code);
  };
  test('filters by state, by what is missing, by what waits, and by place', async () => {
    const hung = await codes({ state: 'plaque_hung' });
    expect(hung).toContain('TS-902');
    expect(hung).not.toContain('TS-901');
    expect(await codes({ gap: 'venue', state: 'operating' })).toContain('dacheng');
    expect(await codes({ waiting: true })).toContain('TS-902');
    expect(await codes({ waiting: true })).not.toContain('dacheng');
    expect(await codes({ regionCode: '620503000000' })).toEqual(['shetang']);
  });
  test('pages end where they should, derived filter or not', async () => {
    for (const filter of [{}, { gap: 'services' }]) {
      const whole = await codes(filter);
      const paged: string[] = [];
      let after: string | null = null;
      for (;;) {
        const { data }: { data: any } = await world.ask('bureau', REGISTER, { filter, first: 2, after });
        expect(data.stationRegister.totalCount).toBe(whole.length);
        paged.push(...data.stationRegister.edges.map(({ node }: { node: { code: string } }) => node.code));
        if (!data.stationRegister.pageInfo.hasNextPage) break;
        after = data.stationRegister.pageInfo.endCursor;
      }
      expect(paged).toEqual(whole);
    }
  });
  test('the figures are of real townships, and each opens to its rows', async () => {
    const { data } = await world.ask(
      'bureau',
      `{ stationCoverage { townships plaqueHung operating suspended established nominalCoverage operatingRate }
         stationTownships(onlyWithout: false) { nextAfter rows { region { name } station { code } } }
         without: stationTownships(onlyWithout: true) { rows { region { name } } } }`,
    );
    const { stationCoverage: all, stationTownships: rows } = data;
    expect(all.townships).toBe(2);
    expect(rows.rows).toHaveLength(2);
    expect(all.established).toBe(all.plaqueHung + all.operating);
    expect((await codes({ state: 'operating' })).length).toBe(all.operating);
    expect(data.without.rows).toEqual([]);
  });
  test('a threshold of the bureau’s own holds at once, and one out of bounds is refused', async () => {
    const set = `mutation ($input: SetStationThresholdsInput!) { setStationThresholds(input: $input) { __typename ... on Refusal { code } } }`;
    const all = { room_m2: 30, workers: 3, licensed_percent: 60, services: 1, service_days: 90, idle_days: 60 };
    expect(await codes({ gap: 'staff', state: 'plaque_hung' })).not.toContain('TS-902');
    await world.ask('bureau', set, { input: { ...acts.key(), ...all } });
    expect(await codes({ gap: 'staff', state: 'plaque_hung' })).toContain('TS-902');
    const { data } = await world.ask('bureau', set, { input: { ...acts.key(), ...all, workers: 0 } });
    expect(data.setStationThresholds.code).toBe('THRESHOLDS_UNSOUND');
  });
});

describe('opening', () => {
  const AUTHORITY = `mutation ($input: RegisterAuthorityInput!) { registerAuthority(input: $input) { __typename ... on Authority { parent { name } jurisdiction { code } } ... on AuthorityUnsound { problems { field } } } }`;
  test('an authority looks after a list of regions within its parent’s, and no others', async () => {
    const input = { kind: 'civil_affairs', name: '秦州区民政局', regionCode: '620502000000' };
    const good = await world.ask('bureau', AUTHORITY, {
      input: { ...acts.key(), ...input, jurisdiction: ['620502001000'] },
    });
    expect(good.data.registerAuthority).toMatchObject({
      parent: { name: '天水市民政局' },
      jurisdiction: [{ code: '620502001000' }],
    });
    const outside = await world.ask('bureau', AUTHORITY, {
      input: { ...acts.key(), ...input, jurisdiction: ['620000000000'] },
    });
    expect(outside.data.registerAuthority).toEqual({
      __typename: 'AuthorityUnsound',
      problems: [{ field: 'jurisdiction' }],
    });
  });
  test('a code is used once', async () => {
    const again = await registerStation(await acts.as(world.officer), {
      ...acts.key(),
      code: 'TS-901',
      name: '又一个社工站',
      regionCode: '620502001000',
      authorityId: world.authorityId,
      state: 'planned',
      programmeId: null,
      pilot: false,
    });
    expect(codeOf(again)).toBe('STATION_UNSOUND');
  });
});
