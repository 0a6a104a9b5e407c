/** What a hard check is: a condition with a code, on the order, the provider and one of its offers. */
import type { LocalDate } from '../calendar.ts';
import type { CheckCode } from './check.ts';
import type { OfferFacts, OrderFacts, ProviderFacts } from './facts.ts';

/** What to say when it passes, when it fails, and what would change the failure. */
export type CheckWords = readonly [passed: string, failed: string, remedy: string];

/** `offer` is null when the organization has no listed offer at all. */
export interface HardCheck {
  readonly code: CheckCode;
  readonly passes: (order: OrderFacts, provider: ProviderFacts, offer: OfferFacts | null) => boolean;
  readonly words: (order: OrderFacts, provider: ProviderFacts, offer: OfferFacts | null) => CheckWords;
}

/** The days of the order on which the offer stands, or of the order alone where the two do not meet; none in the past. */
export function serviceDays(order: OrderFacts, offer: OfferFacts | null) {
  const from = later(order.windowFrom, order.today);
  const to = later(order.windowTo, order.today);
  if (offer === null || offer.windowTo < from || to < offer.windowFrom) return { from, to };
  return { from: later(from, offer.windowFrom), to: offer.windowTo < to ? offer.windowTo : to };
}

function later(a: LocalDate, b: LocalDate): LocalDate {
  return a < b ? b : a;
}
