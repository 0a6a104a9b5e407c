/** Who may do and see what of a station: itself, its neighbour, an organization, the bureau; and the database agrees. */
import { stateStationHave } from '@jiedui/api/station/haves.commands.ts';
import { revealStationWorker } from '@jiedui/api/station/workers.commands.ts';
import { inTransaction } from '@jiedui/db/connect.ts';
import { EMPTY_CONTENT } from '@jiedui/shared/station/haves.ts';
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

describe('who may', () => {
  let station: Opened;
  beforeAll(async () => {
    station = await stations.openStation('TS-902');
    await stations.stateAll(station);
  });

  test('a station neither verifies nor moves itself, and another station does not state for it', async () => {
    const verifying = `mutation ($input: VerifyStationHaveInput!) { verifyStationHave(input: $input) { __typename } }`;
    const input = { ...acts.key(), stationId: station.id, item: 'venue', expectedVersion: 1 };
    const { errors } = await world.ask('ts-902-lead', verifying, { input });
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const stating = await stateStationHave(await acts.as(world.stations.dacheng), {
      ...acts.key(),
      stationId: station.id,
      item: 'rules',
      expectedVersion: 1,
      content: EMPTY_CONTENT,
      fileIds: [],
    });
    expect(codeOf(stating)).toBe('STATION_NOT_FOUND');
  });
  test('the database agrees: the station’s own hand can neither move it nor verify', async () => {
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
      return inTransaction(
        world.hall.pool,
        { session: sessionId, at },
        'read',
        async (tx) => (await tx.client.query('select id from files where id = $1', [fileId])).rows.length,
      );
    };
    expect(await seenBy(world.officer)).toBe(1);
    expect(await seenBy(world.stations.dacheng)).toBe(0);
  });
  test('telephone and certificate number are masked; seeing them is written down', async () => {
    const query = `query ($id: ID!) { station(id: $id) { workers { id phone certificateNumber } } }`;
    const [first] = (await world.ask('bureau', query, { id: station.id })).data.station.workers;
    expect(first).toMatchObject({ phone: '138****5678', certificateNumber: '202****4455' });
    const reveal = { ...acts.key(), workerId: first.id };
    expect(must(await revealStationWorker(await acts.as(world.officer), reveal))).toMatchObject({
      phone: '13812345678',
    });
    const trail = await acts.audit(first.id);
    expect(trail.at(-1)).toMatchObject({ operation: 'revealStationWorker', account_id: world.officer.accountId });
    expect(trail.at(-1).text).not.toContain('13812345678');
    const denied = await revealStationWorker(await acts.as(world.stations.dacheng), {
      ...acts.key(),
      workerId: first.id,
    });
    expect(codeOf(denied)).toBe('WORKER_NOT_FOUND');
  });
});
