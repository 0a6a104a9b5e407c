/** Someone leaves a station: roles, roster and open work in one command; and what meets at the same moment. */
import { confirmClaim } from '@jiedui/api/claim/claim.commands.ts';
import { handOverStation } from '@jiedui/api/report/station.commands.ts';
import { saveStationWorker } from '@jiedui/api/station/workers.commands.ts';
import { inTransaction } from '@jiedui/db/connect.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Acts, actsIn, codeOf, must } from '../../kit/acts.ts';
import { startWorld, type World } from '../../kit/world.ts';
import { day, type Stations, stationsIn, worker } from './stations.ts';

let world: World;
let acts: Acts;
let stations: Stations;
beforeAll(async () => {
  world = await startWorld();
  acts = actsIn(world);
  stations = stationsIn(world, acts);
});
afterAll(() => world.close());

describe('at the same moment', () => {
  test('two officers verify one statement: one is done, the other reads anew', async () => {
    const station = await stations.openStation('TS-903');
    await stations.stateAll(station);
    await acts.warm();
    const outcomes = await Promise.all([stations.verify(station, 'venue'), stations.verify(station, 'venue')]);
    expect(outcomes.map(codeOf).sort()).toEqual(['STALE_VERSION', 'done']);
  });

  test('a hand-over and a confirmation: what is handed over was open, what was confirmed first is not', async () => {
    const station = await stations.openStation('TS-904');
    const { xinlianxin } = world.organizations;
    await acts.warm();
    for (let round = 0; round < 4; round += 1) {
      const order = await acts.posted(station.lead);
      const claim = must(await acts.claim(xinlianxin, order.id));
      const [lead, other] = [await acts.as(station.lead), await acts.as(station.other)];
      const { id: leaving } = await stations.colleague(station, `ts-904-leaver-${round}`);
      const [handed, confirmed] = await Promise.all([
        handOverStation(lead, {
          ...acts.key(),
          stationId: station.id,
          fromAccountId: leaving,
          toAccountId: station.other.accountId,
          lastDay: day('2026-11-24'),
          note: '调往区里',
        }),
        confirmClaim(other, { ...acts.key(), claimId: claim.id, expectedVersion: claim.version }),
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
});

describe('someone leaves', () => {
  test('with one command the roles end, the roster closes, and the open work has a name', async () => {
    const station = await stations.openStation('TS-905');
    const leaver = station.other;
    must(
      await saveStationWorker(await acts.as(station.lead), {
        ...acts.key(),
        ...worker({ accountId: leaver.accountId }),
        stationId: station.id,
      }),
    );
    const draft = await acts.draft(leaver);
    const asked = {
      ...acts.key(),
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
    const station = await stations.openStation('TS-906');
    const asked = () => ({
      ...acts.key(),
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
    expect(must(await handOverStation(await acts.as(world.officer), asked()))).toMatchObject({ passesLead: true });
    const { roles } = await acts.one<{ roles: string[] }>(
      `select array_agg(role order by role) as roles from role_grants where account_id = $1`,
      [station.other.accountId],
    );
    expect(roles).toEqual(['station_lead', 'station_worker']);
  });
});
