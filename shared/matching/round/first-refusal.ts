/**
 * First refusal (结对优先): for its first working days an order whose station has an active pairing is proposed to its
 * paired organizations only, for they know the place and promised to serve it. The market stays open to all: this rule
 * says whom the round proposes, not who may claim.
 */
import { endOfDay, localDateOf } from '../../calendar.ts';
import { addWorkingDays } from '../../working-calendar.ts';

/** Working days after the day of posting. */
export const FIRST_REFUSAL_WORKING_DAYS = 3;

/** The last instant of first refusal, inclusive: the end of the 3rd working day after posting. */
export function firstRefusalUntil(postedAt: Date): Date {
  return endOfDay(addWorkingDays(localDateOf(postedAt), FIRST_REFUSAL_WORKING_DAYS));
}

/**
 * Whether the order may be proposed to the organization at `at`.
 *
 * @param pairedIds organizations with an active pairing with the order's station; empty: nobody comes first
 */
export function isOpenTo(
  postedAt: Date | null,
  pairedIds: readonly string[],
  organizationId: string,
  at: Date,
): boolean {
  return !isHeldForPaired(postedAt, pairedIds, at) || pairedIds.includes(organizationId);
}

/** Whether the paired organizations still come first at `at`. */
export function isHeldForPaired(postedAt: Date | null, pairedIds: readonly string[], at: Date): boolean {
  return 0 < pairedIds.length && postedAt !== null && at <= firstRefusalUntil(postedAt);
}
