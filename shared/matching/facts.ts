/** What matching knows: plain facts about one order and one provider, loaded by the caller. */
import type { LocalDate } from '../calendar.ts';
import type { OrderMode, Urgency } from '../order/order.ts';
import type { ListStatus, OrganizationState } from '../organization/organization.ts';

export interface OrderFacts {
  readonly id: string;
  readonly stationId: string;
  /** The township, 12 digits; county and prefecture follow from it. */
  readonly regionCode: string;
  readonly serviceType: string;
  readonly targetGroups: readonly string[];
  readonly windowFrom: LocalDate;
  readonly windowTo: LocalDate;
  readonly mode: OrderMode;
  readonly urgency: Urgency;
  readonly claimableUntil: Date;
}

/** One listed offer; offers not listed, or resting for want of confirmation, are not handed in. */
export interface OfferFacts {
  readonly serviceTypes: readonly string[];
  readonly targetGroups: readonly string[];
  readonly areaCodes: readonly string[];
  readonly windowFrom: LocalDate;
  readonly windowTo: LocalDate;
}

export interface ProviderFacts {
  readonly organizationId: string;
  readonly name: string;
  readonly regionCode: string;
  readonly state: OrganizationState;
  readonly listStatus: ListStatus;
  readonly ratingGrade: number | null;
  readonly offers: readonly OfferFacts[];
  /** Sessions it can hold in a calendar month. */
  readonly sessionsPerMonth: number;
  /** Its claims made in the current calendar month that are pending or confirmed; each takes one session. */
  readonly liveClaimsInMonth: number;
  /** Stations with which it has an active pairing. */
  readonly pairedStationIds: readonly string[];
  /** Orders of this order's station that it completed. */
  readonly completedWithStation: number;
  /** Satisfaction that stations gave it: the sum of the scores (1 to 5), and how many there are. */
  readonly satisfactionSum: number;
  readonly satisfactionCount: number;
}

/** Sessions it can still take this month; 0 when full. */
export function capacityLeft(provider: Pick<ProviderFacts, 'sessionsPerMonth' | 'liveClaimsInMonth'>): number {
  return Math.max(0, provider.sessionsPerMonth - provider.liveClaimsInMonth);
}
