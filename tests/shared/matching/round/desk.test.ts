/** The round on the desk against the plain solver on the same facts, over random small rounds and wishes. */
import { OBJECTIVES } from '@jiedui/shared/matching/assignment/instance.ts';
import { numberRound } from '@jiedui/shared/matching/assignment/numbering.ts';
import { planOf } from '@jiedui/shared/matching/assignment/plan.ts';
import { RoundWrong } from '@jiedui/shared/matching/assignment/round.ts';
import { solve } from '@jiedui/shared/matching/assignment/solve.ts';
import { RoundDesk } from '@jiedui/shared/matching/round/desk.ts';
import { figuresOf } from '@jiedui/shared/matching/round/figures.ts';
import type { RoundBasis } from '@jiedui/shared/matching/round/basis.ts';
import type { WhatIf } from '@jiedui/shared/matching/round/what-if.ts';
import { describe, expect, test } from 'vitest';
import { randomBasis, randomWish } from './bases.ts';

const SEEDS = Array.from({ length: 60 }, (_, seed) => seed + 1);
const SIZE = { orders: 14, providers: 6, slotsMost: 3 };
const plain = (objective: WhatIf['objective']): WhatIf => ({
  objective,
  pins: [],
  forbids: [],
  capacities: [],
  hours: null,
});

/** The same round as the command line would take it, with the pins that the desk kept. */
function planned(basis: RoundBasis, wish: WhatIf, kept: WhatIf['pins']) {
  const slots = new Map(wish.capacities.map(({ organizationId, slots: count }) => [organizationId, count]));
  const named = ({ orderId, organizationId }: WhatIf['pins'][number]) => ({ order: orderId, provider: organizationId });
  const edges = basis.provider.map((j, e) => ({
    order: basis.orders[basis.start.findLastIndex((from) => from <= e)]!.id,
    provider: basis.providers[j]!.id,
    score: basis.score[e]!,
  }));
  const distinct = new Map(wish.forbids.map((pair) => [JSON.stringify(pair), pair]));
  const numbered = numberRound({
    objective: wish.objective,
    orders: basis.orders.map(({ id, stationId, tier }) => ({ id, station: stationId, tier, seats: 1 })),
    providers: basis.providers.map(({ id, slots: own }) => ({ id, capacity: slots.get(id) ?? own })),
    edges,
    pins: kept.map(named),
    forbids: [...distinct.values()].map(named),
  });
  if (numbered instanceof RoundWrong) throw numbered;
  return planOf(numbered, solve(numbered.instance, wish.objective));
}

describe.each(OBJECTIVES)('%s', (objective) => {
  test('comes to what the plain solver comes to, and is proven, whatever is pinned, forbidden or changed', () => {
    for (const seed of SEEDS) {
      const basis = randomBasis(seed, SIZE);
      const desk = new RoundDesk(basis);
      for (const wish of [plain(objective), randomWish(seed + 1_000, basis, objective)]) {
        const asked = desk.plan(wish);
        const { pins } = desk.wishes(wish);
        const kept = pins.filter(({ problem }) => problem === null);
        const expected = planned(basis, wish, kept);
        const figures = figuresOf(asked);
        expect([figures.served, figures.total, figures.gap], `seed ${seed}`).toEqual([
          expected.objective.served,
          expected.objective.total,
          0,
        ]);
        const pairs = desk.whole(wish).pairs;
        for (const pin of kept)
          expect(pairs).toContainEqual(
            expect.objectContaining({ orderId: pin.orderId, organizationId: pin.organizationId, pinned: true }),
          );
        for (const { orderId, organizationId } of wish.forbids)
          expect(pairs).not.toContainEqual(expect.objectContaining({ orderId, organizationId }));
        const used = new Map<string, number>();
        for (const { organizationId } of pairs) used.set(organizationId, (used.get(organizationId) ?? 0) + 1);
        for (const { organizationId, slots } of desk.whole(wish).organizations)
          expect(used.get(organizationId) ?? 0).toBeLessThanOrEqual(slots);
      }
    }
  });

  test('answers the same bytes whatever was asked before, and in whatever order a wish is written', () => {
    for (const seed of SEEDS.slice(0, 15)) {
      const basis = randomBasis(seed, SIZE);
      const wishes = [1, 2, 3].map((n) => randomWish(seed + 1_000 * n, basis, objective));
      const busy = new RoundDesk(basis);
      for (const wish of wishes) busy.whole(wish);
      const [first] = wishes;
      const turned = { ...first!, pins: first!.pins.toReversed(), forbids: first!.forbids.toReversed() };
      const fresh = JSON.stringify(new RoundDesk(JSON.parse(JSON.stringify(basis)) as RoundBasis).whole(first!));
      expect(JSON.stringify(busy.whole(first!))).toBe(fresh);
      expect(JSON.stringify(busy.whole(turned))).toBe(fresh);
    }
  });

  test('says of one more slot what it brings when it is there', () => {
    for (const seed of SEEDS.slice(0, 30)) {
      const basis = randomBasis(seed, SIZE);
      const desk = new RoundDesk(basis);
      const before = figuresOf(desk.plan(plain(objective)));
      for (const { organizationId, slots, used, servedGain, scoreGain } of desk.organizations(plain(objective))) {
        const more = { ...plain(objective), capacities: [{ organizationId, slots: slots + 1 }] };
        const after = figuresOf(desk.plan(more));
        if (used < slots) expect(after.total).toBe(before.total);
        else if (objective === 'fair') expect(after.served - before.served).toBe(servedGain);
        else {
          expect(after.total - before.total, `seed ${seed} ${organizationId}`).toBe(scoreGain);
          if (objective === 'coverage') expect(after.served - before.served).toBe(servedGain);
        }
      }
    }
  });

  test('says of a pin what the round gains without it', () => {
    for (const seed of SEEDS.slice(0, 30)) {
      const basis = randomBasis(seed, SIZE);
      const desk = new RoundDesk(basis);
      const wish = randomWish(seed + 1_000, basis, objective);
      const now = figuresOf(desk.plan(wish));
      for (const { orderId, organizationId, problem, servedCost, scoreCost } of desk.wishes(wish).pins) {
        if (problem !== null) continue;
        const pins = wish.pins.filter((pin) => pin.orderId !== orderId || pin.organizationId !== organizationId);
        const without = figuresOf(desk.plan({ ...wish, pins }));
        // Another wish that could not be kept may be kept once this one is gone: then nothing is said here.
        if (
          desk.wishes({ ...wish, pins }).pins.filter((pin) => pin.problem === null).length !==
          desk.wishes(wish).pins.filter((pin) => pin.problem === null).length - 1
        )
          continue;
        expect([without.served - now.served, without.total - now.total]).toEqual([servedCost, scoreCost]);
      }
    }
  });
});
