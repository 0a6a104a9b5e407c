/** What each pin and each forbidden pair costs: the round solved without it, and the difference. */
import type { Questioned } from './details.ts';
import { servedTiers } from './figures.ts';
import type { RoundPin } from './result.ts';
import type { Solved } from './solving.ts';
import type { NumberedWhatIf, NumberedWish } from './what-if.ts';
import { PIN_PROBLEM_WORDS, pinSentence } from './words.ts';

/** @param solve a plan for a wish over the same basis; asked once for each pair that is kept */
export function pinCosts(asked: Questioned, solve: (wish: NumberedWhatIf) => Solved) {
  const { basis, wish, numbered, solved } = asked;
  const orderOf = new Map(basis.orders.map(({ id }, index) => [id, index]));
  const providerOf = new Map(basis.providers.map(({ id }, index) => [id, index]));
  const known = new Map(solved.pins.map((pin) => [keyOf(asked, pin), pin]));
  const pins = wish.pins.map(({ orderId, organizationId }): RoundPin => {
    const pin = known.get(`${orderId} ${organizationId}`);
    // Who offers nothing of the kind was never looked at.
    const problem = pin ? pin.problem : orderOf.has(orderId) ? 'not_eligible' : 'not_in_round';
    if (!pin || problem) return { orderId, organizationId, problem, ...FREE, sentence: PIN_PROBLEM_WORDS[problem!] };
    const without = { ...numbered, pins: numbered.pins.filter((each) => !isSame(each, pin)) };
    return { orderId, organizationId, problem: null, ...costOf(asked, solve(without)) };
  });
  const forbids = wish.forbids.map(({ orderId, organizationId }): RoundPin => {
    const [order, provider] = [orderOf.get(orderId), providerOf.get(organizationId)];
    if (order === undefined || provider === undefined)
      return { orderId, organizationId, problem: 'not_in_round', ...FREE, sentence: PIN_PROBLEM_WORDS.not_in_round };
    const left = new Map(numbered.forbids);
    const others = new Set([...(left.get(order) ?? [])].filter((each) => each !== provider));
    if (others.size === 0) left.delete(order);
    else left.set(order, others);
    return { orderId, organizationId, problem: null, ...costOf(asked, solve({ ...numbered, forbids: left })) };
  });
  return { pins, forbids };
}

const FREE = { servedCost: 0, scoreCost: 0 } as const;

function costOf({ rows, solved }: Questioned, without: Solved) {
  const [now, then] = [servedTiers(rows, solved), servedTiers(rows, without)];
  const lost = then.map((count, tier) => count - now[tier]!);
  const servedCost = lost.reduce((sum, count) => sum + count, 0);
  const scoreCost = without.total - solved.total;
  return { servedCost, scoreCost, sentence: pinSentence(lost, servedCost, scoreCost) };
}

function isSame(a: NumberedWish, b: NumberedWish): boolean {
  return a.order === b.order && a.provider === b.provider;
}

function keyOf({ basis }: Questioned, { order, provider }: NumberedWish): string {
  return `${basis.orders[order]!.id} ${basis.providers[provider]!.id}`;
}
