/**
 * Renewal (续签): a new agreement of the same pairing, which begins the day after the last one ends, so that the pairing
 * has no gap. Both sign it as they signed the first; until then the one in force stands.
 */
import { addDays, daysBetween, type LocalDate } from '../calendar.ts';
import type { AgreementFields, AgreementLife } from './agreement.ts';
import { type Pairing, pairingStateOn } from './pairing.ts';
import { AgreementIncomplete, PairingNotIn, RenewalTooEarly } from './refusals.ts';
import { isSignedByBoth } from './signing.ts';

/** Days before the last day from which a renewal may be drafted: the first of the reminders that an agreement ends. */
export const RENEWAL_OPENS_DAYS = 90;

/** The first day of a renewed term. */
export const renewalFrom = (pairing: Pick<Pairing, 'toOn'>): LocalDate => addDays(pairing.toOn, 1);

/**
 * Whether the pairing may be renewed today.
 *
 * @param agreements of this pairing
 * @returns null; `PairingNotIn` unless it runs; `RenewalTooEarly` with the first day on which it may be
 */
export function renewalProblem(
  pairing: Pick<Pairing, 'state' | 'toOn'>,
  today: LocalDate,
): null | PairingNotIn | RenewalTooEarly {
  const state = pairingStateOn(pairing, today);
  if (state !== 'active') return new PairingNotIn(state, 'renew');
  const opensOn = addDays(pairing.toOn, -RENEWAL_OPENS_DAYS);
  return daysBetween(today, pairing.toOn) <= RENEWAL_OPENS_DAYS ? null : new RenewalTooEarly(opensOn);
}

/** `AgreementIncomplete` unless the new term follows the last day of the old one. */
export function checkRenewalTerm(
  pairing: Pick<Pairing, 'toOn'>,
  { termFrom }: Pick<AgreementFields, 'termFrom'>,
): null | AgreementIncomplete {
  const from = renewalFrom(pairing);
  if (termFrom === from) return null;
  return new AgreementIncomplete([{ field: 'termFrom', message: `续签的协议应从 ${from} 起，与上一期相接` }]);
}

/** Which of a pairing's agreements stands on a day: the newest that is signed and begun; before there is one, the newest. */
export function standingAgreement<T extends AgreementLife & { readonly revision: number }>(
  agreements: readonly T[],
  on: LocalDate,
): T | null {
  const newestFirst = agreements.toSorted((a, b) => b.revision - a.revision);
  return newestFirst.find((each) => isSignedByBoth(each) && each.termFrom <= on) ?? newestFirst.at(-1) ?? null;
}

/** The renewal that was drafted and has not begun; null when there is none. */
export function renewalOf<T extends AgreementLife & { readonly revision: number }>(
  agreements: readonly T[],
  on: LocalDate,
): T | null {
  const standing = standingAgreement(agreements, on);
  const newest = agreements.toSorted((a, b) => b.revision - a.revision)[0] ?? null;
  return newest !== standing ? newest : null;
}
