/** The parts of a score: their values at the edges, their bounds, and that a better fact never lowers one. */
import {
  acceptanceValue,
  continuityValue,
  groupFitValue,
  loadValue,
  mixValue,
  onTimeValue,
  pairingValue,
  ratingValue,
  satisfactionValue,
  textFitValue,
  travelValue,
  typeFitValue,
  waitingValue,
} from '@jiedui/shared/matching/part-values.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

test.each([
  ['one type of three, by its code', typeFitValue('exact', 3), 100],
  ['one type of four', typeFitValue('exact', 4), 75],
  ['one type of six', typeFitValue('exact', 6), 50],
  ['by the crosswalk', typeFitValue('crosswalk', 1), 60],
  ['by the crosswalk, one of four', typeFitValue('crosswalk', 4), 45],
  ['not at all', typeFitValue('none', 1), 0],
  ['an offer of no types', typeFitValue('exact', 0), 0],
  ['one group of two', groupFitValue(1, 2), 50],
  ['all groups', groupFitValue(3, 3), 100],
  ['no group asked', groupFitValue(0, 0), 0],
  ['the same township, no road known', travelValue('township', null), 100],
  ['the same township, next door', travelValue('township', 0), 100],
  ['the same county, 40 km', travelValue('county', 40), 60],
  ['the same prefecture, no road known', travelValue('prefecture', null), 40],
  ['elsewhere, 400 km', travelValue('elsewhere', 400), 9],
  ['paired', pairingValue(true), 100],
  ['not paired', pairingValue(false), 0],
  ['no answer yet: as a mean of 4', satisfactionValue(0, 0), 75],
  ['one 5', satisfactionValue(5, 1), 79],
  ['twenty of 4.8', satisfactionValue(96, 20), 91],
  ['one 1', satisfactionValue(1, 1), 62],
  ['nothing due yet', onTimeValue(0, 0), 80],
  ['one, late', onTimeValue(0, 1), 66],
  ['twenty in time', onTimeValue(20, 20), 96],
  ['never asked', acceptanceValue(0, 0), 80],
  ['five of five accepted', acceptanceValue(5, 5), 90],
  ['2A', ratingValue(2), 0],
  ['3A', ratingValue(3), 60],
  ['5A', ratingValue(5), 100],
  ['no grade', ratingValue(null), 0],
  ['half the month free', loadValue(2, 4), 50],
  ['more taken than it has', loadValue(-1, 4), 0],
  ['no capacity', loadValue(0, 0), 0],
  ['no order done here', continuityValue(0), 0],
  ['three done here', continuityValue(3), 50],
  ['造血, nothing done yet', mixValue('capacity', 0, 0), 50],
  ['造血, four of four built capacity', mixValue('capacity', 4, 4), 75],
  ['输血, four of four built capacity', mixValue('relief', 4, 4), 25],
  ['posted today', waitingValue(0), 0],
  ['a day before the whole', waitingValue(29), 96],
  ['thirty days', waitingValue(30), 100],
  ['ninety days', waitingValue(90), 100],
  ['the whole text', textFitValue(1_000), 100],
  ['half the text', textFitValue(499), 49],
])('%s is worth %i', (_what, value, expected) => expect(value).toBe(expected));

describe('always', () => {
  const small = fc.nat(400);
  /** Each pair: a fact, and a better one. */
  const BETTER: readonly [string, (n: number, m: number, k: number) => readonly [number, number]][] = [
    ['fewer types', (n, m) => [typeFitValue('exact', n + m + 1), typeFitValue('exact', n + 1)]],
    ['its own code', (n) => [typeFitValue('crosswalk', n + 1), typeFitValue('exact', n + 1)]],
    ['one more group', (n, m) => [groupFitValue(n, n + m + 1), groupFitValue(n + 1, n + m + 1)]],
    ['a shorter road', (n, m) => [travelValue('county', n + m), travelValue('county', n)]],
    ['a nearer level', (n) => [travelValue('prefecture', n), travelValue('county', n)]],
    ['one more point', (n, m) => [satisfactionValue(n + m, n + m), satisfactionValue(n + m + 1, n + m)]],
    ['one more in time', (n, m) => [onTimeValue(n, n + m + 1), onTimeValue(n + 1, n + m + 1)]],
    ['one more accepted', (n, m) => [acceptanceValue(n, n + m + 1), acceptanceValue(n + 1, n + m + 1)]],
    ['a higher grade', (n) => [ratingValue((n % 4) + 1), ratingValue((n % 4) + 2)]],
    ['one more free', (n, m) => [loadValue(n, n + m + 1), loadValue(n + 1, n + m + 1)]],
    ['one more done here', (n) => [continuityValue(n), continuityValue(n + 1)]],
    ['one more of the mode', (n, m) => [mixValue('capacity', n, n + m + 1), mixValue('capacity', n + 1, n + m + 1)]],
    ['a day more', (n) => [waitingValue(n), waitingValue(n + 1)]],
    ['a better text', (n) => [textFitValue(n), textFitValue(n + 1)]],
  ];
  test.each(BETTER)('%s never lowers a value, and both are whole and from 0 to 100', (_what, pair) => {
    fc.assert(
      fc.property(small, small, small, (n, m, k) => {
        const [worse, better] = pair(n, m, k);
        expect(worse).toBeLessThanOrEqual(better);
        for (const value of [worse, better]) {
          expect(Number.isInteger(value)).toBe(true);
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(100);
        }
      }),
    );
  });
});
