/**
 * The hard checks: an organization may be recommended for an order, and may claim it, when it passes all.
 * One named value each, in one list, so that a reader can count them. The feed, the button, the claim, the ranking and
 * the round all ask here, and hear every reason, not the first.
 */
import type { Check, CheckCode } from './check.ts';
import type { OfferFacts, OrderFacts, ProviderFacts } from './facts.ts';
import { FIRST_REFUSAL } from './first-refusal.ts';
import type { HardCheck } from './hard-check.ts';
import { AREA, BUDGET, DISTANCE, SERVICE_TYPE, TARGET_GROUP, WINDOW } from './offer-checks.ts';
import { OPEN_LOAD } from './open-load.ts';
import { offerWorth } from './parts.ts';
import {
  BACKGROUND_CHECK,
  BLOCKED_PAIR,
  CAPACITY,
  CONFLICT_OF_INTEREST,
  LEAVE,
  NOT_ON_LIST,
  ONE_SHARE,
  PROVIDER_ACTIVE,
  QUALIFICATION,
} from './provider-checks.ts';
import type { Weights } from './weights.ts';

export const HARD_CHECKS = [
  PROVIDER_ACTIVE,
  NOT_ON_LIST,
  SERVICE_TYPE,
  TARGET_GROUP,
  AREA,
  DISTANCE,
  WINDOW,
  LEAVE,
  CAPACITY,
  QUALIFICATION,
  BACKGROUND_CHECK,
  BUDGET,
  CONFLICT_OF_INTEREST,
  BLOCKED_PAIR,
  FIRST_REFUSAL,
  OPEN_LOAD,
  ONE_SHARE,
] as const satisfies HardCheck[];

/** Places in the list of those that look at the offer; the rest is the same for all offers of an organization. */
const OF_OFFER: readonly number[] = [SERVICE_TYPE, TARGET_GROUP, AREA, DISTANCE, WINDOW, LEAVE, BUDGET].map(placeOf);
const OF_PROVIDER: readonly number[] = HARD_CHECKS.map(placeOf).filter((place) => !OF_OFFER.includes(place));

/** The offer that matching judged by, and one bit for each failed check, in the order of HARD_CHECKS. */
export interface Verdict {
  readonly offer: OfferFacts | null;
  readonly failed: number;
}

/** The verdict by the organization's best offer: fewest failures, then what it is worth, then its id. */
export function judge(order: OrderFacts, provider: ProviderFacts, weights: Weights): Verdict {
  const own = failedBits(order, provider, null, OF_PROVIDER);
  let best: (Verdict & { offer: OfferFacts; worth: number }) | null = null;
  for (const offer of provider.offers) {
    const failed = own | failedBits(order, provider, offer, OF_OFFER);
    const fewer = best === null ? -1 : bitCount(failed) - bitCount(best.failed);
    if (0 < fewer) continue;
    const worth = provider.offers.length === 1 ? 0 : offerWorth(order, offer, weights);
    if (best === null || fewer < 0 || best.worth < worth || (best.worth === worth && offer.id < best.offer.id))
      best = { offer, failed, worth };
  }
  return best ?? { offer: null, failed: own | failedBits(order, provider, null, OF_OFFER) };
}

/** Every check in words, passed or not, in the order of HARD_CHECKS. */
export function checksOf(order: OrderFacts, provider: ProviderFacts, verdict: Verdict): Check<CheckCode>[] {
  return HARD_CHECKS.map((check, i) => {
    const passed = (verdict.failed & (1 << i)) === 0;
    const [yes, no, remedy] = check.words(order, provider, verdict.offer);
    return { code: check.code, passed, reason: passed ? yes : no, remedy: passed ? null : remedy };
  });
}

/** True when the check of that code failed. */
export function failedCheck(verdict: Verdict, code: CheckCode): boolean {
  return (verdict.failed & (1 << HARD_CHECKS.findIndex((check) => check.code === code))) !== 0;
}

export function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

function failedBits(
  order: OrderFacts,
  provider: ProviderFacts,
  offer: OfferFacts | null,
  places: readonly number[],
): number {
  let bits = 0;
  for (const place of places) if (!HARD_CHECKS[place]!.passes(order, provider, offer)) bits |= 1 << place;
  return bits;
}

function placeOf(check: HardCheck): number {
  return HARD_CHECKS.findIndex((each) => each.code === check.code);
}
