/** The demo set on other days of the year, and after a load that was cut off: the totals are always those of the article. */
import { DEMO_PASSWORD } from '@jiedui/api/demo/tianshui-units.ts';
import { loadDemo } from '@jiedui/api/demo/load.ts';
import { Stage } from '@jiedui/api/demo/stage.ts';
import { TIANSHUI_REGIONS } from '@jiedui/api/demo/regions-tianshui.ts';
import { ancestorAt, isRegionCode, levelOf } from '@jiedui/shared/region/region.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type TestDatabase, testDatabase } from '../kit/database.ts';
import { serve } from './served.ts';

const quiet = { info: () => {} };
let database: TestDatabase;

beforeEach(async () => {
  database = await testDatabase();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await database.close();
});

const loadAt = (now: string) => loadDemo({ pool: database.pool, clock: () => new Date(now), log: quiet });

async function totalsAt(now: string) {
  const served = await serve(database, new Date(now));
  await served.signIn('bureau', DEMO_PASSWORD);
  const { programmes } = await served.ask('bureau', '{ programmes { id } }');
  const { programmeTotals, dispatchMonths } = await served.ask(
    'bureau',
    `query($id: ID!) {
      programmeTotals(programmeId: $id) { pilotStations pairedPilotStations activities activitiesByCategory { count } goods { text } }
      dispatchMonths(programmeId: $id) { month round { state } } }`,
    { id: programmes[0].id },
  );
  const { market } = await served.ask('bureau', '{ market: orders(first: 20, states: [open]) { totalCount } }');
  await served.app.close();
  return {
    programmeTotals,
    rounds: dispatchMonths.map((month: { round: { state: string } | null }) => month.round?.state ?? null),
    open: market.totalCount,
  };
}

const F1 = {
  pilotStations: 10,
  pairedPilotStations: 10,
  activities: 17,
  activitiesByCategory: [{ count: 4 }, { count: 5 }, { count: 4 }, { count: 4 }],
  goods: [{ text: '158 套' }],
};

test('a few days after Mother’s Day, cut off in the middle and taken up again later', async () => {
  const plan = Stage.prototype.plan;
  let played = 0;
  vi.spyOn(Stage.prototype, 'plan').mockImplementation(function (this: Stage, at, name, run) {
    plan.call(this, at, name, (then) => {
      played += 1;
      if (played === 150) throw new Error('the power went');
      return run(then);
    });
  });
  await expect(loadAt('2026-05-15T05:00:00Z')).rejects.toThrow('the power went');
  vi.restoreAllMocks();
  await loadAt('2026-05-16T05:00:00Z');
  const { programmeTotals, rounds, open } = await totalsAt('2026-05-15T05:00:00Z');
  expect(programmeTotals).toEqual(F1);
  expect([rounds[0], rounds[1], open]).toEqual([null, 'issued', 8]);
}, 180_000);

test('on the first day of a month, within a long holiday, the day after a due date', async () => {
  await loadAt('2026-10-01T01:00:00Z');
  const { programmeTotals, rounds, open } = await totalsAt('2026-10-01T01:00:00Z');
  expect(programmeTotals).toEqual(F1);
  expect([rounds[0], rounds[1], open]).toEqual([null, 'issued', 8]);
}, 180_000);

test('in January, when Mother’s Day was last year', async () => {
  await loadAt('2027-01-23T01:00:00Z');
  const { programmeTotals, rounds, open } = await totalsAt('2027-01-23T01:00:00Z');
  expect(programmeTotals).toEqual(F1);
  expect([rounds[0], rounds[1], open]).toEqual([null, 'issued', 8]);
}, 180_000);

test('the region tree: two districts, five counties, 123 townships, every code within its parent’s', () => {
  const of = (level: string) => TIANSHUI_REGIONS.filter((region) => region.level === level);
  expect([of('province').length, of('prefecture').length, of('county').length, of('township').length]).toEqual([
    1, 1, 7, 123,
  ]);
  expect(new Set(TIANSHUI_REGIONS.map(({ code }) => code)).size).toBe(TIANSHUI_REGIONS.length);
  for (const { code, level, parentCode } of TIANSHUI_REGIONS) {
    expect([code, isRegionCode(code), levelOf(code)]).toEqual([code, true, level]);
    if (level === 'township') expect(parentCode).toBe(ancestorAt(code, 'county'));
  }
  const known = (alias: string) => TIANSHUI_REGIONS.find(({ aliases }) => aliases.includes(alias))?.name;
  expect([known('社堂镇'), known('娘娘镇')]).toEqual(['社棠镇', '娘娘坝镇']);
});
