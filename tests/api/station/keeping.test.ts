/** What a bureau settles about a station: its programme, who runs it, part of a hand-over; and what the station is reminded of. */
import { startSchedule } from '@jiedui/api/hall/schedule.ts';
import { setStationOperator } from '@jiedui/api/organization/operator.commands.ts';
import { suspendOrganization } from '@jiedui/api/report/organization-standing.commands.ts';
import { handOverStation } from '@jiedui/api/report/station.commands.ts';
import { remindingTasks } from '@jiedui/api/report/reminders.ts';
import { plaqueNotOperating, verificationEnding, workerLicenceEnding } from '@jiedui/api/report/station-reminders.ts';
import { inTransaction } from '@jiedui/db/connect.ts';
import { enrolStation } from '@jiedui/api/station/station.commands.ts';
import { saveStationWorker } from '@jiedui/api/station/workers.commands.ts';
import { lockFreeFiles } from '@jiedui/api/service/session-write.store.ts';
import { stateStationHave } from '@jiedui/api/station/haves.commands.ts';
import { EMPTY_CONTENT, POSTED_RULES } from '@jiedui/shared/station/haves.ts';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Acts, actsIn, codeOf, must } from '../../kit/acts.ts';
import { startWorld, type World } from '../../kit/world.ts';
import { onePagePdf } from '../file/papers.ts';
import { day, type Opened, type Stations, stationsIn, worker } from './stations.ts';

let world: World;
let acts: Acts;
let stations: Stations;
let station: Opened;
beforeAll(async () => {
  world = await startWorld();
  acts = actsIn(world);
  stations = stationsIn(world, acts);
  station = await stations.openStation('TS-910');
});
afterAll(() => world.close());

describe('who runs a station', () => {
  const set = async (organizationId: string | null, expectedVersion?: number) =>
    setStationOperator(await acts.as(world.officer), {
      ...acts.key(),
      stationId: station.id,
      expectedVersion: expectedVersion ?? (await stations.versionOf(station.id)),
      organizationId,
    });

  test('is an active organization of the register, seen from both ends, and nobody again', async () => {
    must(await set(world.organizations.xinlianxin.id));
    const { data } = await world.ask('bureau', 'query ($id: ID!) { station(id: $id) { operator { name } } }', {
      id: station.id,
    });
    expect(data.station.operator).toEqual({ name: '天水市心连心爱心协会' });
    const own = await world.ask('xinlianxin', '{ registeredOrganization { operates { name } } }');
    expect(own.data.registeredOrganization.operates).toEqual([{ name: 'TS-910 社工站' }]);
    must(await set(null));
    const gone = await world.ask('xinlianxin', '{ registeredOrganization { operates { name } } }');
    expect(gone.data.registeredOrganization.operates).toEqual([]);
  });
  test('is refused for a stale page, an unknown one and a suspended one', async () => {
    expect(codeOf(await set(world.organizations.xinlianxin.id, 1))).toBe('STALE_VERSION');
    expect(codeOf(await set(station.id))).toBe('ORGANIZATION_NOT_FOUND');
    const { version } = await acts.one<{ version: number }>('select version from organizations where id = $1', [
      world.organizations.nuanyang.id,
    ]);
    const suspend = {
      ...acts.key(),
      organizationId: world.organizations.nuanyang.id,
      expectedVersion: version,
      reason: '限期整改',
    };
    must(await suspendOrganization(await acts.as(world.officer), suspend));
    expect(codeOf(await set(world.organizations.nuanyang.id))).toBe('PROVIDER_NOT_IN');
  });
  test('is not for the station itself to say, nor for another side: the database holds to it', async () => {
    const input = { ...acts.key(), stationId: station.id, expectedVersion: 1, organizationId: null };
    const asked = await world.ask(
      'ts-910-lead',
      'mutation ($input: SetStationOperatorInput!) { setStationOperator(input: $input) { __typename } }',
      { input },
    );
    expect(asked.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    const { sessionId } = await acts.as(station.lead);
    const byItself = inTransaction(world.hall.pool, { session: sessionId, at: world.clock.now }, 'write', (tx) =>
      tx.client.query('update stations set operator_organization_id = $2 where id = $1', [
        station.id,
        world.organizations.xinlianxin.id,
      ]),
    );
    await expect(byItself).rejects.toMatchObject({ code: 'JD007' });
  });
});

test('a station takes part in a programme, and said again it becomes a pilot', async () => {
  const enrol = async (pilot: boolean) =>
    enrolStation(await acts.as(world.officer), {
      ...acts.key(),
      stationId: station.id,
      programmeId: world.programme.id,
      pilot,
    });
  expect(must(await enrol(false)).pilot).toBe(false);
  expect(must(await enrol(true)).pilot).toBe(true);
});

test('the bureau hands over the chosen items in one turn and the rest to another, and none that is done already', async () => {
  const [one, two] = [await acts.posted(station.lead), await acts.posted(station.lead)];
  const { id: third } = await stations.colleague(station, 'ts-910-third');
  const handOver = async (toAccountId: string, ids: readonly string[]) =>
    handOverStation(await acts.as(world.officer), {
      ...acts.key(),
      stationId: station.id,
      fromAccountId: station.lead.accountId,
      toAccountId,
      lastDay: day('2026-12-31'),
      note: '调往区里',
      items: ids.map((id) => ({ kind: 'order', id })),
    });
  expect(codeOf(await handOver(third, [world.authorityId]))).toBe('HAND_OVER_UNSOUND');
  const first = must(await handOver(station.other.accountId, [one.id]));
  const second = must(await handOver(third, [two.id]));
  const itemsOf = async (id: string) =>
    (await acts.sql<{ item: string }>('select item_id as item from hand_over_items where hand_over_id = $1', [id])).map(
      ({ item }) => item,
    );
  expect([await itemsOf(first.id), await itemsOf(second.id)]).toEqual([[one.id], [two.id]]);
  // The lead passes on with the first turn and stays there.
  expect([first.passesLead, second.passesLead]).toEqual([true, false]);
});

test('a PDF is evidence: uploaded by the station, handed to its bureau as a download, and no photo of a session', async () => {
  const fresh = await stations.openStation('TS-912');
  const cookie = await world.cookieOf('ts-912-lead');
  const upload = (payload: Buffer) =>
    world.app.inject({
      method: 'POST',
      url: '/files',
      headers: { 'content-type': 'application/pdf', 'x-jiedui': '1', cookie },
      payload,
    });
  const refused = await upload(Buffer.from('%PDF-1.7 half'));
  expect([refused.statusCode, refused.json().errors[0].extensions.code]).toEqual([422, 'FILE_REFUSED']);
  const { id } = (await upload(onePagePdf())).json();
  const stated = await stateStationHave(await acts.as(fresh.lead), {
    ...acts.key(),
    stationId: fresh.id,
    item: 'rules',
    expectedVersion: 0,
    content: { ...EMPTY_CONTENT, rules: [...POSTED_RULES] },
    fileIds: [id],
  });
  must(stated);
  const query = 'query ($id: ID!) { station(id: $id) { standing { haves { item paperIds } } } }';
  const { data } = await world.ask('bureau', query, { id: fresh.id });
  const rules = data.station.standing.haves.find(({ item }: { item: string }) => item === 'rules');
  expect(rules.paperIds).toEqual([id]);
  const taken = await world.app.inject({ url: `/files/${id}`, headers: { cookie: await world.cookieOf('bureau') } });
  expect(taken.headers).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': `attachment; filename="${id}.pdf"`,
  });
  expect(taken.rawPayload.equals(onePagePdf())).toBe(true);
  const free = await inTransaction(world.hall.pool, { system: 'install' }, 'write', (tx) =>
    lockFreeFiles(tx, fresh.lead.accountId, [id]),
  );
  expect(free).toEqual([]);
});

describe('a reminder', () => {
  const remind = async () => {
    const sources = [workerLicenceEnding, verificationEnding, plaqueNotOperating];
    const schedule = startSchedule(world.hall, remindingTasks(sources), pino({ level: 'fatal' }));
    await schedule.run();
    await schedule.close();
  };
  beforeEach(() => {
    world.clock.now = new Date('2026-11-24T02:00:00Z');
  });
  const told = (kind: string, login: string) =>
    acts.sql<{ title: string; body: string }>(
      `select n.title, n.body from notices n join accounts a on a.id = n.account_id where n.kind = $1 and a.login = $2 order by n.id`,
      [kind, login],
    );
  const on = async (instant: string) => {
    world.clock.now = new Date(instant);
    await remind();
  };

  test('of a licence comes 60, 30 and 7 days before its end, to the station and its bureau, and names nobody', async () => {
    const { id } = must(
      await saveStationWorker(await acts.as(station.other), {
        ...acts.key(),
        ...worker({ licenceValidUntil: day('2027-01-24') }),
        stationId: station.id,
      }),
    );
    // 61 days before.
    await on('2026-11-24T02:00:00Z');
    expect(await told('station.licence_ending', 'bureau')).toEqual([]);
    await on('2026-11-24T16:00:00Z');
    await remind();
    expect((await told('station.licence_ending', 'bureau')).map(({ title }) => title)).toEqual([
      'TS-910 社工站一位社工的社会工作者职业资格登记最迟2027年1月24日 星期日，还有 60 天',
    ]);
    await on('2026-12-25T02:00:00Z');
    expect(await told('station.licence_ending', 'ts-910-other')).toHaveLength(2);
    expect(JSON.stringify(await told('station.licence_ending', 'ts-910-other'))).not.toContain('李文娟');
    await acts.sql('update station_workers set to_on = $2 where id = $1', [id, '2026-12-31']);
    await on('2027-01-20T02:00:00Z');
    expect(await told('station.licence_ending', 'ts-910-other')).toHaveLength(2);
  });

  test('of a plaque comes 60 days after it was hung, with what is still missing', async () => {
    await on('2027-01-22T15:59:59Z');
    expect(await told('station.plaque_idle', 'bureau')).toEqual([]);
    await on('2027-01-22T16:00:00Z');
    await remind();
    const [notice, ...more] = (await told('station.plaque_idle', 'bureau')).filter(({ title }) =>
      title.startsWith('TS-910'),
    );
    expect(more).toEqual([]);
    expect(notice?.title).toBe('TS-910 社工站挂牌已 60 天，还没有转为实体化运行');
    expect(notice?.body).toContain('还差：有场地未达标');
  });

  test('of a verified have comes before its last day, to the station alone', async () => {
    const other = await stations.openStation('TS-911');
    await stations.stateAll(other);
    must(await stations.verify(other, 'funds'));
    // Verified until the end of the year: 37 days from here.
    await on('2026-11-24T02:00:00Z');
    expect((await told('station.verification_ending', 'ts-911-lead')).map(({ title }) => title)).toEqual([
      'TS-911 社工站“有资金”的核实2026年12月31日 星期四到期，还有 37 天',
    ]);
    expect(await told('station.verification_ending', 'bureau')).toEqual([]);
  });
});
