/** Who has the next step of an agreement: whoever of the two has not signed. */
import type { NextStep } from '../order/next-step.ts';

/** Both sides may be asked at once: one step for each signature that is missing. */
export function nextOfAgreement(agreement: {
  readonly stationSignedAt: Date | null;
  readonly organizationSignedAt: Date | null;
}): NextStep[] {
  const steps: NextStep[] = [];
  if (agreement.organizationSignedAt === null) steps.push({ side: 'organization', what: '签署结对协议', dueAt: null });
  if (agreement.stationSignedAt === null) steps.push({ side: 'station', what: '签署结对协议', dueAt: null });
  return steps;
}
