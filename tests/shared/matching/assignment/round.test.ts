/** Rounds by id: what cannot stand is named, order in the file says nothing, pins and forbids are kept. */
import { OBJECTIVES } from '@jiedui/shared/matching/assignment/instance.ts';
import { numberRound } from '@jiedui/shared/matching/assignment/numbering.ts';
import { type Plan, planOf } from '@jiedui/shared/matching/assignment/plan.ts';
import { readRound, type Round, RoundWrong } from '@jiedui/shared/matching/assignment/round.ts';
import { solve } from '@jiedui/shared/matching/assignment/solve.ts';
import { describe, expect, test } from 'vitest';
import { bruteForce } from './brute-force.ts';
import { keyOf } from './counts.ts';
import { named, settle, shuffled, withSettled } from './rounds.ts';
import { small, tiny } from './tiny.ts';

const ROUND = {
  objective: 'coverage',
  orders: [{ id: 'o1', seats: 2, station: 's', tier: 1 }, { id: 'o2' }],
  providers: [
    { id: 'p1', capacity: 2 },
    { id: 'p2', capacity: 1 },
  ],
  edges: [
    { order: 'o1', provider: 'p1', score: 5 },
    { order: 'o1', provider: 'p2', score: 1_000_000 },
    { order: 'o2', provider: 'p1', score: 0 },
  ],
};

function planned(value: unknown): Plan | RoundWrong {
  const round = readRound(value);
  if (round instanceof RoundWrong) return round;
  const numbered = numberRound(round);
  return numbered instanceof RoundWrong ? numbered : planOf(numbered, solve(numbered.instance, numbered.objective));
}

function plan(value: unknown): Plan {
  const found = planned(value);
  if (found instanceof RoundWrong) throw found;
  return found;
}

test('a round becomes a plan with its proof', () => {
  const found = plan(ROUND);
  expect(found.pairs).toEqual([ROUND.edges[0], ROUND.edges[1], ROUND.edges[2]]);
  expect(found.unserved).toEqual([]);
  expect(found.objective).toEqual({ served: 3, total: 1_000_005, dual: 1_000_005, gap: 0 });
  expect(Object.keys(found.prices.providers)).toEqual(['p1', 'p2']);
});

describe('a round is refused at its first fault:', () => {
  const edges = ROUND.edges;
  const edge = (change: object) => ({ ...ROUND, edges: [edges[0], { ...edges[1], ...change }] });
  const order = (change: object) => ({ ...ROUND, orders: [ROUND.orders[0], { ...ROUND.orders[1], ...change }] });
  const provider = (change: object) => ({ ...ROUND, providers: [{ ...ROUND.providers[0], ...change }] });
  const o1p1 = { order: 'o1', provider: 'p1' };
  const o1p2 = { order: 'o1', provider: 'p2' };
  const o2p1 = { order: 'o2', provider: 'p1' };
  test.each<[string, unknown, (string | number)[], RegExp]>([
    ['not an object', [ROUND], [], /JSON 对象/],
    ['no objective', { ...ROUND, objective: undefined }, ['objective'], /缺少/],
    ['an objective that there is not', { ...ROUND, objective: 'sum' }, ['objective'], /"sum"/],
    ['no edges', { ...ROUND, edges: undefined }, ['edges'], /缺少/],
    ['orders that are no list', { ...ROUND, orders: {} }, ['orders'], /应为列表/],
    ['pins that are no list', { ...ROUND, pins: null }, ['pins'], /是 null/],
    ['an order that is no object', { ...ROUND, orders: [null] }, ['orders', 0], /应为对象/],
    ['an id that is a number', order({ id: 2 }), ['orders', 1, 'id'], /是 2，应为不空的文字/],
    ['an id that is empty', order({ id: '' }), ['orders', 1, 'id'], /不空/],
    ['no seats', order({ seats: 0 }), ['orders', 1, 'seats'], /"o2".*是 0/],
    ['half a seat', order({ seats: 1.5 }), ['orders', 1, 'seats'], /1\.5/],
    ['a tier below 0', order({ tier: -1 }), ['orders', 1, 'tier'], /-1/],
    ['a station that is no text', order({ station: 7 }), ['orders', 1, 'station'], /是 7/],
    ['an order twice', order({ id: 'o1' }), ['orders', 1, 'id'], /"o1".*与第 1 项重复/],
    [
      'a provider twice',
      { ...ROUND, providers: [...ROUND.providers, { id: 'p2', capacity: 3 }] },
      ['providers', 2, 'id'],
      /"p2".*与第 2 项重复/,
    ],
    ['no capacity', provider({ capacity: undefined }), ['providers', 0, 'capacity'], /缺少/],
    ['capacity 0', provider({ capacity: 0 }), ['providers', 0, 'capacity'], /"p1".*是 0/],
    ['capacity in text', provider({ capacity: '2' }), ['providers', 0, 'capacity'], /"2"/],
    ['capacity without end', provider({ capacity: Infinity }), ['providers', 0, 'capacity'], /Infinity/],
    ['a score below 0', edge({ score: -1 }), ['edges', 1, 'score'], /"o1"、"p2".*是 -1/],
    ['a fractional score', edge({ score: 0.5 }), ['edges', 1, 'score'], /0\.5/],
    ['a score that is no number', edge({ score: Number.NaN }), ['edges', 1, 'score'], /NaN/],
    ['a score above the most', edge({ score: 1_000_001 }), ['edges', 1, 'score'], /1000001，应为 0 至 1000000/],
    ['no score', edge({ score: undefined }), ['edges', 1, 'score'], /缺少/],
    ['an order not known', edge({ order: 'o9' }), ['edges', 1, 'order'], /"o9".*orders 中没有/],
    ['a provider not known', edge({ provider: 'p9' }), ['edges', 1, 'provider'], /"p9".*providers 中没有/],
    ['an edge twice', { ...ROUND, edges: [...edges, edges[1], edges[0]] }, ['edges', 3], /"o1"、"p2".*与第 2 项重复/],
    ['a pin not known', { ...ROUND, pins: [{ order: 'o1', provider: 'p9' }] }, ['pins', 0, 'provider'], /"p9"/],
    ['a forbid not known', { ...ROUND, forbids: [{ order: 'o9', provider: 'p1' }] }, ['forbids', 0, 'order'], /"o9"/],
    ['a pin twice', { ...ROUND, pins: [o1p1, o1p1] }, ['pins', 1], /与第 1 项重复/],
    ['a pin that is forbidden', { ...ROUND, pins: [o1p1], forbids: [o1p1] }, ['pins', 0], /forbids/],
    ['a pin without an edge', { ...ROUND, pins: [{ order: 'o2', provider: 'p2' }] }, ['pins', 0], /不在 edges 中/],
    [
      'more pins than seats',
      { ...ROUND, orders: [{ id: 'o1' }, { id: 'o2' }], pins: [o1p1, o1p2] },
      ['pins', 1],
      /"o1"、"p2".*点单的名额/,
    ],
    [
      'more pins than slots',
      { ...ROUND, providers: [{ id: 'p1', capacity: 1 }, ROUND.providers[1]], pins: [o1p1, o2p1] },
      ['pins', 1],
      /"o2"、"p1".*组织可接的数量/,
    ],
  ])('%s', (_name, round, place, sentence) => {
    const found = planned(round);
    expect(found).toBeInstanceOf(RoundWrong);
    expect((found as RoundWrong).place).toEqual(place);
    expect((found as RoundWrong).message).toMatch(sentence);
    expect((found as RoundWrong).message).not.toMatch(/\n/);
  });

  test('nothing: pins up to the last seat and slot', () => {
    const round = { ...ROUND, providers: [{ id: 'p1', capacity: 2 }, ROUND.providers[1]], pins: [o1p1, o1p2, o2p1] };
    expect(plan(round).pairs).toEqual(edges);
    expect(plan(round).objective).toEqual({ served: 3, total: 1_000_005, dual: 1_000_005, gap: 0 });
  });
});

test('seats that stay free are explained', () => {
  const round = {
    objective: 'total',
    orders: [{ id: 'alone' }, { id: 'beaten' }, { id: 'joint', seats: 2 }, { id: 'winner' }, { id: 'zero' }],
    providers: [
      { id: 'p', capacity: 1 },
      { id: 'q', capacity: 1 },
      { id: 'r', capacity: 1 },
    ],
    edges: [
      { order: 'beaten', provider: 'p', score: 3 },
      { order: 'winner', provider: 'p', score: 4 },
      { order: 'joint', provider: 'q', score: 2 },
      { order: 'zero', provider: 'r', score: 0 },
    ],
    forbids: [{ order: 'alone', provider: 'p' }],
  };
  const unserved = new Map(plan(round).unserved.map((entry) => [entry.order, entry]));
  expect(unserved.get('alone')).toMatchObject({
    seats: 1,
    reason: expect.stringMatching(/^没有组织能够服务/),
    cheapest: null,
  });
  expect(unserved.get('joint')).toMatchObject({
    seats: 1,
    reason: expect.stringMatching(/^没有其他组织/),
    cheapest: null,
  });
  expect(unserved.get('beaten')).toMatchObject({
    seats: 1,
    reason: expect.stringMatching(/匹配分更高的点单/),
    cheapest: { provider: 'p', change: 'one_more_slot', gain: 3 },
  });
  expect(unserved.has('winner')).toBe(false);
});

test('the cheapest slot is one that nobody needs more, though another would serve the order better', () => {
  const round = {
    objective: 'total',
    orders: [{ id: 'a' }, { id: 'b' }, { id: 'c' }, { id: 'x' }],
    providers: [
      { id: 'p', capacity: 1 },
      { id: 'q', capacity: 1 },
    ],
    edges: [
      { order: 'a', provider: 'p', score: 9 },
      { order: 'b', provider: 'p', score: 8 },
      { order: 'c', provider: 'q', score: 4 },
      { order: 'x', provider: 'p', score: 5 },
      { order: 'x', provider: 'q', score: 3 },
    ],
  };
  const { prices, unserved } = plan(round);
  expect(prices.providers).toEqual({ p: 8, q: 3 });
  expect(unserved.map(({ order, cheapest }) => [order, cheapest?.provider, cheapest?.gain])).toEqual([
    ['b', 'p', 8],
    ['x', 'q', 3],
  ]);
});

test('an order that others outdo by urgency, not by score, is told that all is full', () => {
  const round = {
    objective: 'coverage',
    orders: [{ id: 'urgent' }, { id: 'later', tier: 1 }],
    providers: [{ id: 'p', capacity: 1 }],
    edges: [
      { order: 'urgent', provider: 'p', score: 6 },
      { order: 'later', provider: 'p', score: 7 },
    ],
  };
  expect(plan(round).unserved).toMatchObject([{ order: 'later', reason: expect.stringMatching(/名额都已用满/) }]);
});

test('ids of any kind come through: numbers in text, names of JavaScript, quotes', () => {
  const ids = ['10', '9', '__proto__', 'constructor', '"', '\n', '点单'];
  const round = {
    objective: 'total',
    orders: ids.map((id) => ({ id })),
    providers: ids.map((id) => ({ id, capacity: 1 })),
    edges: ids.map((id, k) => ({ order: id, provider: id, score: k + 1 })),
  };
  const found = JSON.parse(JSON.stringify(plan(round))) as Plan;
  expect(found.pairs.map(({ order }) => order).sort()).toEqual([...ids].sort());
  expect(Object.keys(found.prices.orders).sort()).toEqual([...ids].sort());
});

describe.each(OBJECTIVES)('for %s', (objective) => {
  /** With a slot for each provider at least, as rounds have. */
  const roomy = (seed: number) => {
    const instance = tiny(seed);
    return { ...instance, capacity: instance.capacity.map((slots) => Math.max(1, slots)) };
  };

  test('the order of the file changes no byte', () => {
    for (let seed = 1; seed <= 30; seed++) {
      const instance = small(seed, { orders: 30, providers: 12, density: 0.3, scoreMost: 4 });
      const capacity = instance.capacity.map((slots) => Math.max(1, slots));
      const round = withSettled(
        named({ ...instance, capacity }, objective),
        settle(instance, seed).map((s) => Math.min(s, 0)),
      );
      const text = JSON.stringify(plan(round));
      expect(text).toBe(JSON.stringify(plan(shuffled(round, seed))));
      expect(text).toBe(JSON.stringify(plan(shuffled(round, seed + 1_000))));
    }
  });

  test('pins and forbids are kept, and the plan is the best of those that keep them', () => {
    let kept = 0;
    for (let seed = 1; seed <= 1_500; seed++) {
      const instance = roomy(seed);
      const settled = settle(instance, seed);
      const names = named(instance, objective);
      const found = planned(withSettled(names, settled));
      const best = bruteForce(instance, objective, settled);
      if (best === null) {
        expect(found, `seed ${seed}`).toBeInstanceOf(RoundWrong);
        continue;
      }
      const { pairs, objective: figures, unserved } = found as Plan;
      const chosen = new Set(pairs.map(({ order, provider }) => `${order} ${provider}`));
      const taken = Uint8Array.from(names.pairs, ({ order, provider }) => Number(chosen.has(`${order} ${provider}`)));
      expect(chosen.size).toBe(pairs.length);
      for (const [e, mark] of settled.entries()) if (mark !== 0) expect(taken[e]).toBe(mark === 1 ? 1 : 0);
      expect(keyOf(instance, taken, objective), `seed ${seed}`).toEqual(best);
      expect(figures, `seed ${seed}`).toEqual({ served: pairs.length, total: best.at(-1), dual: best.at(-1), gap: 0 });
      const seats = instance.seats.reduce((a, b) => a + b, 0);
      expect(unserved.reduce((sum, entry) => sum + entry.seats, 0)).toBe(seats - pairs.length);
      kept++;
    }
    expect(kept).toBeGreaterThan(800);
  });
});

test('fairness counts a pinned seat for its station', () => {
  // One slot is left for two stations; s has a pinned seat already, so t gets it, though s would score more.
  const round: Round = {
    objective: 'fair',
    orders: [
      { id: 'a', station: 's' },
      { id: 'b', station: 's' },
      { id: 'c', station: 't' },
    ],
    providers: [{ id: 'p', capacity: 2 }],
    edges: [
      { order: 'a', provider: 'p', score: 1 },
      { order: 'b', provider: 'p', score: 9 },
      { order: 'c', provider: 'p', score: 2 },
    ],
    pins: [{ order: 'a', provider: 'p' }],
    forbids: [],
  };
  expect(plan(round).pairs.map(({ order }) => order)).toEqual(['a', 'c']);
});
