/** Sessions: the organization records, every listed station confirms, never the same side. */
import { randomUUID } from 'node:crypto';
import { recordSession } from '@jiedui/api/service/service.commands.ts';
import { PersonalDataFound } from '@jiedui/shared/personal-data.ts';
import { ReasonMissing, StaleVersion } from '@jiedui/shared/refusal.ts';
import { SameSide, SessionIncomplete, SessionNotFound, SessionNotIn } from '@jiedui/shared/service/refusals.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../kit/database.ts';
import { type AtWork, done, peopleAtWork } from './at-work.ts';

let database: TestDatabase;
let town: AtWork;
beforeAll(async () => {
  database = await testDatabase();
  town = await peopleAtWork(database.pool);
});
afterAll(() => database.close());
beforeEach(() => town.resetOrders());

const fieldsOf = (outcome: unknown) => {
  expect(outcome).toBeInstanceOf(SessionIncomplete);
  return (outcome as SessionIncomplete).problems.map((problem) => problem.field);
};

test('the recording organization is one of the providers, and the authorities follow from the stations', async () => {
  const session = done(await town.record(town.organizationA));
  expect(session).toMatchObject({ version: 1, state: 'submitted', number: expect.stringMatching(/^FW-2026-\d{4}$/) });
  expect(session.organizationId).toBe(town.organizationA.id);
  expect(session.organizationIds).toEqual([town.organizationA.id, town.organizationB.id]);
  expect(session.stationIds).toEqual([town.stationA.id, town.stationB.id]);
  const [row] = await town.sql('select authority_ids from service_sessions where id = $1', [session.id]);
  const [station] = await town.sql('select authority_id from stations where id = $1', [town.stationA.id]);
  expect(row?.authority_ids).toEqual([station?.authority_id]);
});

test('a session counts when the last of its stations has confirmed, and then completes its orders', async () => {
  const submitted = done(await town.record(town.organizationA));
  const half = done(await town.confirm(town.stationA, submitted, { satisfaction: 5, opinion: ' 很好 ' }));
  expect(half).toMatchObject({ state: 'submitted', version: 2, confirmedAt: null });
  expect(await town.stateOf(town.orderA)).toBe('confirmed');

  const whole = done(await town.confirm(town.stationB, half));
  expect(whole).toMatchObject({ state: 'confirmed', version: 3 });
  expect(await town.stateOf(town.orderA)).toBe('completed');
  expect(await town.stateOf(town.orderB)).toBe('completed');
  const words = await town.sql(
    'select satisfaction, opinion from session_stations where session_id = $1 order by satisfaction',
    [whole.id],
  );
  expect(words).toEqual([
    { satisfaction: 5, opinion: '很好' },
    { satisfaction: null, opinion: null },
  ]);
  const told = await town.sql(
    `select topic, payload->'stationIds' as stations from outbox where entity_id = any ($1) and topic <> 'order' order by id`,
    [[whole.id, town.orderA, town.orderB]],
  );
  expect(told.map((row) => row.topic)).toEqual([
    'session.submitted',
    'session.endorsed',
    'session.confirmed',
    'order.completed',
    'order.completed',
  ]);
  expect(told[2]?.stations).toEqual([town.stationA.id, town.stationB.id]);
});

test('an order that is not completed by the session, or has passed to another organization, stays as it is', async () => {
  const orders = [
    { orderId: town.orderA, completes: false },
    { orderId: town.orderB, completes: true },
  ];
  const submitted = done(await town.record(town.organizationA, { orders, providerIds: [] }));
  await town.sql('update orders set claimed_organization_id = $2 where id = $1', [town.orderB, town.organizationB.id]);
  const half = done(await town.confirm(town.stationA, submitted));
  expect(done(await town.confirm(town.stationB, half)).state).toBe('confirmed');
  expect(await town.stateOf(town.orderA)).toBe('confirmed');
  expect(await town.stateOf(town.orderB)).toBe('confirmed');
});

test('the side that recorded may neither confirm nor return; a stranger does not find it', async () => {
  const session = done(await town.record(town.organizationA, { stationIds: [town.stationA.id], orders: [] }));
  expect(await town.confirm(town.organizationA, session)).toBeInstanceOf(SameSide);
  expect(await town.sendBack(town.organizationA, session, '自己退回')).toBeInstanceOf(SameSide);
  expect(await town.confirm(town.organizationB, session)).toBeInstanceOf(SessionNotFound);
  expect(await town.confirm(town.stationB, session)).toBeInstanceOf(SessionNotFound);
  expect(await town.confirm(town.outsider, session)).toBeInstanceOf(SessionNotFound);
  expect(await town.confirm(town.stationA, { ...session, id: 'not an id' })).toBeInstanceOf(SessionNotFound);
});

test('a person who stands for the station and for the recording organization may not confirm', async () => {
  await town.sql(
    `insert into role_grants (id, tenant_id, account_id, role, station_id, valid_from) values ($1, $2, $3, 'station_worker', $4, '2026-01-01')`,
    [randomUUID(), town.tenant, town.organizationA.account, town.stationA.id],
  );
  const session = done(await town.record(town.organizationA));
  expect(await town.confirm(town.organizationA, session)).toBeInstanceOf(SameSide);
});

test('a returned session carries its reason, loses its confirmations, and may be corrected and handed in again', async () => {
  const submitted = done(await town.record(town.organizationA));
  const half = done(await town.confirm(town.stationA, submitted, { satisfaction: 4 }));
  expect(await town.sendBack(town.stationB, half, ' ')).toBeInstanceOf(ReasonMissing);
  const returned = done(await town.sendBack(town.stationB, half, '人数不对'));
  expect(returned).toMatchObject({ state: 'returned', returnReason: '人数不对', version: 3 });
  const words = await town.sql('select confirmed_at, satisfaction from session_stations where session_id = $1', [
    returned.id,
  ]);
  expect(words).toEqual(Array(2).fill({ confirmed_at: null, satisfaction: null }));

  const again = { id: returned.id, expectedVersion: 3 };
  const kept = done(await town.record(town.organizationA, { ...again, submit: false }));
  expect(kept).toMatchObject({ state: 'returned', returnReason: '人数不对', version: 4 });
  const headcounts = [
    { role: 'citizen', quantity: { value: 60, qualifier: 'about', unit: 'person_time' }, targetGroup: null },
  ] as const;
  const resubmitted = done(await town.record(town.organizationA, { ...again, expectedVersion: 4, headcounts }));
  expect(resubmitted).toMatchObject({ state: 'submitted', returnReason: null, version: 5, number: returned.number });
  const parts = await town.sql('select role, value, qualifier, unit from headcounts where session_id = $1', [
    returned.id,
  ]);
  expect(parts).toEqual([{ role: 'citizen', value: 60, qualifier: 'about', unit: 'person_time' }]);
});

test('a session with the stations is out of hand: only its own side edits, and only before', async () => {
  const session = done(await town.record(town.organizationA, { submit: false }));
  const edit = { id: session.id, expectedVersion: session.version };
  expect(await town.record(town.organizationB, edit)).toBeInstanceOf(SessionNotFound);
  expect(await town.confirm(town.stationA, session)).toBeInstanceOf(SessionNotFound);
  expect(await town.record(town.organizationA, { ...edit, expectedVersion: 7 })).toMatchObject(new StaleVersion(1));
  expect(await town.record(town.organizationA, { ...edit, expectedVersion: null })).toBeInstanceOf(StaleVersion);
  const submitted = done(await town.record(town.organizationA, edit));
  expect(await town.record(town.organizationA, { ...edit, expectedVersion: 2 })).toMatchObject(
    new SessionNotIn('submitted'),
  );
  expect(await town.confirm(town.stationA, { ...submitted, version: 1 })).toMatchObject(new StaleVersion(2));
});

test('a draft may have gaps; handing it in names every one of them', async () => {
  const empty = { title: '', place: '', serviceTypes: [], stationIds: [], orders: [], headcounts: [], goods: [] };
  expect(done(await town.record(town.organizationA, { ...empty, submit: false })).state).toBe('draft');
  expect(fieldsOf(await town.record(town.organizationA, empty))).toEqual([
    'title',
    'place',
    'serviceTypes',
    'stationIds',
    'headcounts',
  ]);
});

test('what it names must be there: stations and providers of the tenant, orders that a provider holds, of stations it lists', async () => {
  const orderOfA = { orderId: town.orderA, completes: true };
  const refused = async (changes: Parameters<AtWork['record']>[1], person = town.organizationA) =>
    fieldsOf(await town.record(person, { orders: [], submit: false, ...changes }));
  expect(await refused({ stationIds: [town.stationA.id, town.outsider.id] })).toEqual(['stationIds']);
  expect(await refused({ providerIds: [randomUUID(), 'x'] })).toEqual(['providerIds']);
  expect(await refused({ orders: [orderOfA], stationIds: [town.stationB.id] })).toEqual(['orders.0']);
  expect(await refused({ orders: [orderOfA] }, town.organizationB)).toEqual(['orders.0']);
  expect(await refused({ orders: [{ orderId: town.draftOrder, completes: false }] })).toEqual(['orders.0']);
  const goods = [{ ...town.clinic().goods[0]!, recipientStationId: town.outsider.id }];
  expect(await refused({ goods })).toEqual(['goods.0']);
});

test('one provider records for all: the orders that another listed provider holds are served and completed too', async () => {
  const joint = {
    providerIds: [town.organizationA.id],
    stationIds: [town.stationA.id],
    orders: [{ orderId: town.orderA, completes: true }],
  };
  const session = done(await town.record(town.organizationB, joint));
  done(await town.confirm(town.stationA, session));
  expect(await town.stateOf(town.orderA)).toBe('completed');
});

test('an order whose claim is not confirmed yet cannot be served', async () => {
  await town.sql(`update orders set state = 'claimed', claim_lapses_at = '2026-12-31' where id = $1`, [town.orderA]);
  expect(
    fieldsOf(await town.record(town.organizationA, { orders: [{ orderId: town.orderA, completes: true }] })),
  ).toEqual(['orders.0']);
});

test('personal data is found in every text, and nothing is kept', async () => {
  const id = '620503195203041239';
  const photo = { fileId: await town.photoOf(town.organizationA), caption: `受访老人 ${id}` };
  const outcome = await town.record(town.organizationA, {
    theme: '致电 13893812345',
    summary: `张某 ${id}`,
    photos: [photo],
  });
  expect(outcome).toBeInstanceOf(PersonalDataFound);
  expect((outcome as PersonalDataFound).spots.map((spot) => spot.field)).toEqual(
    expect.arrayContaining(['theme', 'summary', 'photos.0']),
  );
  expect(await town.sql(`select id from service_sessions where theme like '致电%'`)).toEqual([]);
});

test('a photo is the account’s own and in one session; taken out, it is free again', async () => {
  const mine = { fileId: await town.photoOf(town.organizationA), caption: '现场' };
  const theirs = { fileId: await town.photoOf(town.organizationB), caption: '' };
  expect(fieldsOf(await town.record(town.organizationA, { photos: [mine, theirs] }))).toEqual(['photos.1']);
  const session = done(await town.record(town.organizationA, { photos: [mine], submit: false }));
  expect(fieldsOf(await town.record(town.organizationA, { photos: [mine] }))).toEqual(['photos.0']);

  const edit = { id: session.id, expectedVersion: 1, submit: false };
  expect(done(await town.record(town.organizationA, { ...edit, photos: [mine] })).version).toBe(2);
  done(await town.record(town.organizationA, { ...edit, expectedVersion: 2, photos: [] }));
  expect(await town.sql('select session_id from files where id = $1', [mine.fileId])).toEqual([{ session_id: null }]);
  done(await town.record(town.organizationA, { photos: [mine] }));
});

test('the same key with the same input records once; with another it is refused', async () => {
  const input = town.clinic();
  const [first, second] = await Promise.all([
    recordSession(town.as(town.organizationA), input),
    recordSession(town.as(town.organizationA), input),
  ]);
  expect(done(second).id).toBe(done(first).id);
  await expect(recordSession(town.as(town.organizationA), { ...input, title: '另一场活动' })).rejects.toMatchObject({
    extensions: { code: 'IDEMPOTENCY_KEY_REUSED' },
  });
});

test('two stations that confirm at once: one waits, and is told that the version moved on', async () => {
  const session = done(await town.record(town.organizationA));
  const outcomes = await Promise.all([town.confirm(town.stationA, session), town.confirm(town.stationB, session)]);
  expect(outcomes.filter((outcome) => outcome instanceof StaleVersion)).toHaveLength(1);
});

test('a satisfaction outside 1 to 5 and a text with a NUL are bad input', async () => {
  const session = done(await town.record(town.organizationA));
  for (const satisfaction of [0, 6]) {
    expect(() => town.confirm(town.stationA, session, { satisfaction })).toThrow('1 至 5 分');
  }
  await expect(town.record(town.organizationA, { summary: 'a\0b' })).rejects.toMatchObject({
    extensions: { code: 'BAD_USER_INPUT' },
  });
});
