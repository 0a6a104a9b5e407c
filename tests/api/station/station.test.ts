/** The register over HTTP and on a real database: six haves, verifying, moving, hand-over; who may what; and the races. */
import { randomUUID } from 'node:crypto';
import { handOverStation, moveStation } from '@jiedui/api/report/station.commands.ts';
import { openAccount } from '@jiedui/api/account/account.commands.ts';
import { stateStationHave, verifyStationHave } from '@jiedui/api/station/haves.commands.ts';
import { registerStation, saveStationFacts } from '@jiedui/api/station/station.commands.ts';
import { revealStationWorker, saveStationWorker } from '@jiedui/api/station/workers.commands.ts';
import { confirmClaim } from '@jiedui/api/claim/claim.commands.ts';
import type { LocalDate } from '@jiedui/shared/calendar.ts';
import { Refusal } from '@jiedui/shared/refusal.ts';
import { EMPTY_CONTENT, EQUIPMENT, POSTED_RULES, STATED_HAVES } from '@jiedui/shared/station/haves.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Acts, actsIn, must } from '../../kit/acts.ts';
import { startWorld, type World } from '../../kit/world.ts';

const day = (text: string) => text as LocalDate;
let world: World;
let acts: Acts;
let bureau: { accountId: string };

beforeAll(async () => {
  world = await startWorld();
  acts = actsIn(world);
  bureau = world.officer;
});
afterAll(() => world.close());

const key = () => ({ clientMutationId: randomUUID() });
const codeOf = (outcome: unknown) => (outcome instanceof Refusal ? outcome.code : 'done');
const worker = (changes: object = {}) => ({
  ...key(),
  id: null,
  expectedVersion: null,
  keepsHidden: false,
  accountId: null,
  name: '李文娟',
  phone: '13812345678',
  post: 'social_worker' as const,
  licenceLevel: 'certified' as const,
  certificateNumber: '20231122334455',
  licenceValidUntil: day('2028-06-30'),
  employedBy: '街道办事处',
  fromOn: day('2026-01-05'),
  toOn: null,
  ...changes,
});

async function photo(accountId: string): Promise<string> {
  const id = randomUUID();
  await acts.sql(
    `insert into files (id, tenant_id, account_id, sha256, mime, bytes, created_at) values ($1, $2, $3, $4, 'image/jpeg', 1, now())`,
    [id, world.tenantId, accountId, 'a'.repeat(64)],
  );
  return id;
}

/** A plaque-hung station of its own, with one account that works there and one that leads. */
async function openStation(code: string) {
  const who = await acts.as(bureau);
  const station = must(
    await registerStation(who, {
      ...key(),
      code,
      name: `${code} 社工站`,
      regionCode: '620502001000',
      authorityId: world.authorityId,
      state: 'plaque_hung',
      programmeId: null,
      pilot: false,
    }),
  );
  const account = async (login: string, roles: readonly ('station_worker' | 'station_lead')[]) => {
    const made = await openAccount(who, {
      ...key(),
      login,
      name: login,
      password: 'spring-2026-tests',
      roles: roles.map((role) => ({ role, stationId: station.id })),
    });
    return { accountId: must(made).id };
  };
  const lead = await account(`${code}-lead`.toLowerCase(), ['station_worker', 'station_lead']);
  const other = await account(`${code}-other`.toLowerCase(), ['station_worker']);
  return { ...station, lead, other };
}
type Opened = Awaited<ReturnType<typeof openStation>>;

/** States all four; the venue is its facts. */
async function stateAll(station: Opened) {
  must(
    await saveStationFacts(await acts.as(station.lead), {
      ...key(),
      stationId: station.id,
      expectedVersion: 1,
      phone: '0938-8212345',
      address: '解放路 18 号',
      openedOn: day('2026-01-05'),
      hours: '周一至周五 8:30-18:00',
      openAllYear: false,
      facilities: [
        { kind: 'reception', areaM2: 32, brandName: '' },
        { kind: 'casework_room', areaM2: 12, brandName: '心灵驿站' },
        { kind: 'archive', areaM2: 8, brandName: '' },
      ],
    }),
  );
  for (const item of STATED_HAVES)
    must(
      await stateStationHave(await acts.as(station.lead), {
        ...key(),
        stationId: station.id,
        item,
        expectedVersion: 0,
        content: {
          ...EMPTY_CONTENT,
          equipment: [...EQUIPMENT],
          rules: [...POSTED_RULES],
          funds: { year: 2026, amountFen: 6_000_000, source: '区级财政预算' },
        },
        fileIds: [await photo(station.lead.accountId)],
      }),
    );
  for (const name of ['李文娟', '张玉兰'])
    must(await saveStationWorker(await acts.as(station.lead), { ...worker({ name }), stationId: station.id }));
}

/** A confirmed session that the station was served by, as the record would hold it. */
async function served(stationId: string, endedAt: string) {
  const id = randomUUID();
  const organization = world.organizations.xinlianxin;
  await acts.sql(
    `insert into service_sessions (id, tenant_id, number, organization_id, station_ids, organization_ids, authority_ids, title, method,
       started_at, ended_at, place, state, confirmed_at, created_by, created_at, updated_at)
     values ($1, $2, $3, $4, array[$5::uuid], array[$4::uuid], array[$6::uuid], '义诊', 'clinic', $7, $7, '大厅', 'confirmed', now(), $8, now(), now())`,
    [id, world.tenantId, `FW-${id}`, organization.id, stationId, world.authorityId, endedAt, organization.accountId],
  );
  await acts.sql(
    `insert into session_stations (tenant_id, session_id, station_id, confirmed_at) values ($1, $2, $3, now())`,
    [world.tenantId, id, stationId],
  );
}

const verify = async (station: Opened, item: (typeof STATED_HAVES)[number], expectedVersion = 1) =>
  verifyStationHave(await acts.as(bureau), { ...key(), stationId: station.id, item, expectedVersion });
const versionOf = async (id: string) =>
  (await acts.one<{ version: number }>('select version from stations where id = $1', [id])).version;
const move = async (station: Opened, asked: Partial<Parameters<typeof moveStation>[1]>) =>
  moveStation(await acts.as(bureau), {
    ...key(),
    stationId: station.id,
    expectedVersion: await versionOf(station.id),
    move: 'start',
    ground: null,
    reason: '',
    ...asked,
  });

const STANDING = `query ($id: ID!) { station(id: $id) { state version standing { gaps grounds moves recentServices
  haves { item standing gaps fileIds expiresOn } nextStep { item } } changes { move reason decidedBy } } }`;
const standing = async (login: string, id: string) => (await world.ask(login, STANDING, { id })).data.station;

describe('from the plaque to the service', () => {
  let station: Opened;
  beforeAll(async () => {
    station = await openStation('TS-901');
  });

  test('the station sees its next step, and the bureau may not start it yet', async () => {
    const seen = await standing('ts-901-lead', station.id);
    expect(seen.standing.nextStep.item).toBe('venue');
    expect(codeOf(await move(station, {}))).toBe('STATION_NOT_READY');
  });
  test('what it states waits; the bureau verifies each until its day', async () => {
    await stateAll(station);
    const waiting = await standing('bureau', station.id);
    expect(waiting.standing.haves.map((have: { standing: string }) => have.standing)).toEqual([
      'waiting',
      'waiting',
      'met',
      'waiting',
      'waiting',
      'short',
    ]);
    for (const item of STATED_HAVES) must(await verify(station, item));
    const seen = await standing('ts-901-lead', station.id);
    const until = Object.fromEntries(
      seen.standing.haves.map((have: { item: string; expiresOn: string }) => [have.item, have.expiresOn]),
    );
    expect(until).toMatchObject({ venue: '2027-11-23', funds: '2026-12-31', staff: null });
  });
  test('it starts with its first confirmed service, and the change is kept', async () => {
    expect(codeOf(await move(station, {}))).toBe('STATION_NOT_READY');
    await served(station.id, '2026-11-20T02:00:00Z');
    expect(must(await move(station, {}))).toMatchObject({ state: 'operating' });
    const seen = await standing('bureau', station.id);
    expect(seen.changes).toEqual([{ move: 'start', reason: '', decidedBy: '测试经办人' }]);
    expect(seen.standing.grounds).toEqual([]);
  });
  test('rooms that change are verified anew', async () => {
    const facts = { phone: null, address: '解放路 20 号', openedOn: null, hours: '', openAllYear: true };
    must(
      await saveStationFacts(await acts.as(station.lead), {
        ...key(),
        stationId: station.id,
        expectedVersion: await versionOf(station.id),
        ...facts,
        facilities: [{ kind: 'reception', areaM2: 40, brandName: '' }],
      }),
    );
    const seen = await standing('bureau', station.id);
    expect(seen.standing.haves[0]).toMatchObject({ standing: 'short' });
    expect(seen.standing.grounds).toEqual(['haves_broken']);
  });
  test('the bureau confirms the suspension that the facts propose, and no other', async () => {
    expect(codeOf(await move(station, { move: 'suspend', ground: 'no_service' }))).toBe('SUSPENSION_UNFOUNDED');
    expect(must(await move(station, { move: 'suspend', ground: 'haves_broken' }))).toMatchObject({
      state: 'suspended',
    });
  });
});

describe('who may', () => {
  let station: Opened;
  beforeAll(async () => {
    station = await openStation('TS-902');
    await stateAll(station);
  });

  test('a station neither verifies nor moves itself, and another station does not state for it', async () => {
    const verifying = `mutation ($input: VerifyStationHaveInput!) { verifyStationHave(input: $input) { __typename } }`;
    const input = { ...key(), stationId: station.id, item: 'venue', expectedVersion: 1 };
    const { errors } = await world.ask('ts-902-lead', verifying, { input });
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const stating = await stateStationHave(await acts.as(world.stations.dacheng), {
      ...key(),
      stationId: station.id,
      item: 'rules',
      expectedVersion: 1,
      content: EMPTY_CONTENT,
      fileIds: [],
    });
    expect(codeOf(stating)).toBe('STATION_NOT_FOUND');
  });
  test('the database agrees: the station’s own hand can neither move it nor verify', async () => {
    const { inTransaction } = await import('@jiedui/db/connect.ts');
    const hand = await acts.as(station.lead);
    const run = (sql: string) =>
      inTransaction(world.hall.pool, { session: hand.sessionId, at: hand.at }, 'write', (tx) =>
        tx.client.query(sql, [station.id]),
      );
    await expect(run(`update stations set state = 'operating' where id = $1`)).rejects.toMatchObject({ code: 'JD007' });
    await expect(
      run(
        `update station_haves set state = 'verified', decided_on = '2026-11-24', expires_on = '2027-01-01' where station_id = $1`,
      ),
    ).rejects.toMatchObject({ code: 'JD007' });
    await expect(run(`delete from station_changes where station_id = $1`)).rejects.toMatchObject({ code: '42501' });
  });
  test('a neighbour and an organization see neither workers nor evidence', async () => {
    const query = `query ($id: ID!) { station(id: $id) { workers { name } standing { haves { fileIds } } } }`;
    const own = (await world.ask('ts-902-lead', query, { id: station.id })).data.station;
    expect(own.workers).toHaveLength(2);
    const next = (await world.ask('dacheng', query, { id: station.id })).data.station;
    expect(next.workers).toEqual([]);
    expect(next.standing.haves.flatMap((have: { fileIds: string[] }) => have.fileIds)).toEqual([]);
    expect((await world.ask('xinlianxin', query, { id: station.id })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const fileId = own.standing.haves[0].fileIds[0];
    const seenBy = async (who: { accountId: string }) => {
      const { sessionId, at } = await acts.as(who);
      const { inTransaction } = await import('@jiedui/db/connect.ts');
      return inTransaction(
        world.hall.pool,
        { session: sessionId, at },
        'read',
        async (tx) => (await tx.client.query('select id from files where id = $1', [fileId])).rows.length,
      );
    };
    expect(await seenBy(bureau)).toBe(1);
    expect(await seenBy(world.stations.dacheng)).toBe(0);
  });
  test('telephone and certificate number are masked; seeing them is written down', async () => {
    const query = `query ($id: ID!) { station(id: $id) { workers { id phone certificateNumber } } }`;
    const [first] = (await world.ask('bureau', query, { id: station.id })).data.station.workers;
    expect(first).toMatchObject({ phone: '138****5678', certificateNumber: '202****4455' });
    const reveal = { ...key(), workerId: first.id };
    expect(must(await revealStationWorker(await acts.as(bureau), reveal))).toMatchObject({ phone: '13812345678' });
    const trail = await acts.audit(first.id);
    expect(trail.at(-1)).toMatchObject({ operation: 'revealStationWorker', account_id: bureau.accountId });
    expect(trail.at(-1).text).not.toContain('13812345678');
    const denied = await revealStationWorker(await acts.as(world.stations.dacheng), { ...key(), workerId: first.id });
    expect(codeOf(denied)).toBe('WORKER_NOT_FOUND');
  });
});

describe('at the same moment', () => {
  test('two officers verify one statement: one is done, the other reads anew', async () => {
    const station = await openStation('TS-903');
    await stateAll(station);
    await acts.warm();
    const outcomes = await Promise.all([verify(station, 'venue'), verify(station, 'venue')]);
    expect(outcomes.map(codeOf).sort()).toEqual(['STALE_VERSION', 'done']);
  });

  test('a hand-over and a confirmation: what is handed over was open, what was confirmed first is not', async () => {
    const station = await openStation('TS-904');
    const { xinlianxin } = world.organizations;
    await acts.warm();
    for (let round = 0; round < 4; round += 1) {
      const order = await acts.posted(station.lead);
      const claim = must(await acts.claim(xinlianxin, order.id));
      const [lead, other] = [await acts.as(station.lead), await acts.as(station.other)];
      const leaving = await openLeaver(station, `ts-904-leaver-${round}`);
      const [handed, confirmed] = await Promise.all([
        handOverStation(lead, {
          ...key(),
          stationId: station.id,
          fromAccountId: leaving,
          toAccountId: station.other.accountId,
          lastDay: day('2026-11-24'),
          note: '调往区里',
        }),
        confirmClaim(other, { ...key(), claimId: claim.id, expectedVersion: claim.version }),
      ]);
      expect(codeOf(confirmed)).toBe('done');
      const items = await acts.sql<{ kind: string }>(
        'select kind from hand_over_items where hand_over_id = $1 and item_id = $2',
        [must(handed).id, claim.id],
      );
      const [handAt] = await acts.audit(must(handed).id);
      const confirmAt = (await acts.audit(claim.id)).find((row) => row.operation === 'confirmClaim');
      const handedFirst = BigInt(handAt.txid) !== BigInt(confirmAt.txid) && items.length === 1;
      // Whichever came second waited for the first: the audit's own clock tells the same order.
      if (handedFirst) expect(handAt.at.getTime()).toBeLessThanOrEqual(confirmAt.at.getTime());
      else expect(confirmAt.at.getTime()).toBeLessThanOrEqual(handAt.at.getTime());
    }
  });

  async function openLeaver(station: Opened, login: string): Promise<string> {
    const made = await openAccount(await acts.as(bureau), {
      ...key(),
      login,
      name: login,
      password: 'spring-2026-tests',
      roles: [{ role: 'station_worker', stationId: station.id }],
    });
    return must(made).id;
  }
});

describe('someone leaves', () => {
  test('with one command the roles end, the roster closes, and the open work has a name', async () => {
    const station = await openStation('TS-905');
    const leaver = station.other;
    must(
      await saveStationWorker(await acts.as(station.lead), {
        ...worker({ accountId: leaver.accountId }),
        stationId: station.id,
      }),
    );
    const draft = await acts.draft(leaver);
    const asked = {
      ...key(),
      stationId: station.id,
      fromAccountId: leaver.accountId,
      toAccountId: station.lead.accountId,
      lastDay: day('2026-11-24'),
      note: '调往区里',
    };
    expect(must(await handOverStation(await acts.as(station.lead), asked))).toMatchObject({ passesLead: false });
    const query = `query ($id: ID!) { station(id: $id) { workers { toOn } colleagues { name leavesOn } handOvers { fromName toName items { kind id } } } }`;
    const seen = (await world.ask('ts-905-lead', query, { id: station.id })).data.station;
    expect(seen.workers).toEqual([{ toOn: '2026-11-24' }]);
    expect(seen.handOvers[0]).toMatchObject({ toName: 'ts-905-lead', items: [{ kind: 'order_draft', id: draft.id }] });
    const tomorrow = new Date('2026-11-25T02:00:00Z');
    const { inTransaction } = await import('@jiedui/db/connect.ts');
    const { sessionId } = await acts.as(leaver, tomorrow);
    const roles = await inTransaction(
      world.hall.pool,
      { session: sessionId, at: tomorrow },
      'read',
      async (_tx, viewer) => viewer?.roles,
    );
    expect(roles).toEqual([]);
    const [trail] = await acts.audit(
      (await acts.one<{ id: string }>('select id from hand_overs where station_id = $1', [station.id])).id,
    );
    expect(trail).toMatchObject({ operation: 'handOverStation', outcome: 'done' });
  });
  test('the only lead leaves by the bureau’s hand, which passes the lead on', async () => {
    const station = await openStation('TS-906');
    const asked = () => ({
      ...key(),
      stationId: station.id,
      fromAccountId: station.lead.accountId,
      toAccountId: station.other.accountId,
      lastDay: day('2026-12-31'),
      note: '退休',
    });
    expect(codeOf(await handOverStation(await acts.as(station.lead), asked()))).toBe('HAND_OVER_NEEDS_LEAD');
    await expect(acts.as(station.other).then((who) => handOverStation(who, asked()))).rejects.toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    });
    expect(must(await handOverStation(await acts.as(bureau), asked()))).toMatchObject({ passesLead: true });
    const { roles } = await acts.one<{ roles: string[] }>(
      `select array_agg(role order by role) as roles from role_grants where account_id = $1`,
      [station.other.accountId],
    );
    expect(roles).toEqual(['station_lead', 'station_worker']);
  });
});

describe('the register', () => {
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
    await world.ask('bureau', set, { input: { ...key(), ...all } });
    expect(await codes({ gap: 'staff', state: 'plaque_hung' })).toContain('TS-902');
    const { data } = await world.ask('bureau', set, { input: { ...key(), ...all, workers: 0 } });
    expect(data.setStationThresholds.code).toBe('THRESHOLDS_UNSOUND');
  });
});

describe('opening', () => {
  const AUTHORITY = `mutation ($input: RegisterAuthorityInput!) { registerAuthority(input: $input) { __typename ... on Authority { parent { name } jurisdiction { code } } ... on AuthorityUnsound { problems { field } } } }`;
  test('an authority looks after a list of regions within its parent’s, and no others', async () => {
    const input = { kind: 'civil_affairs', name: '秦州区民政局', regionCode: '620502000000' };
    const good = await world.ask('bureau', AUTHORITY, {
      input: { ...key(), ...input, jurisdiction: ['620502001000'] },
    });
    expect(good.data.registerAuthority).toMatchObject({
      parent: { name: '天水市民政局' },
      jurisdiction: [{ code: '620502001000' }],
    });
    const outside = await world.ask('bureau', AUTHORITY, {
      input: { ...key(), ...input, jurisdiction: ['620000000000'] },
    });
    expect(outside.data.registerAuthority).toEqual({
      __typename: 'AuthorityUnsound',
      problems: [{ field: 'jurisdiction' }],
    });
  });
  test('a code is used once', async () => {
    const again = await registerStation(await acts.as(bureau), {
      ...key(),
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
