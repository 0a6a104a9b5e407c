/** What matching knows: plain facts about one order and one provider, loaded by the caller. */
import type { LocalDate } from '../calendar.ts';
import type { CostMode } from '../offer/offer.ts';
import type { LoadTerms, Opening } from '../order/claim-terms.ts';
import type { OrderMode, Urgency } from '../order/order.ts';
import type { ListStatus, OrganizationState } from '../organization/organization.ts';
import type { LeavePeriod, Qualification } from '../organization/qualification.ts';
import type { Place } from '../region/distance.ts';
import type { Booking } from './capacity.ts';
import type { Terms } from './text/terms.ts';

export interface OrderFacts {
  readonly id: string;
  readonly stationId: string;
  /** The township, 12 digits; county and prefecture follow from it. */
  readonly regionCode: string;
  /** Where the township stands; null when not even its county's seat is known. */
  readonly place: Place | null;
  readonly serviceType: string;
  readonly targetGroups: readonly string[];
  readonly windowFrom: LocalDate;
  readonly windowTo: LocalDate;
  readonly mode: OrderMode;
  readonly urgency: Urgency;
  readonly claimableUntil: Date;
  readonly requiredQualifications: readonly string[];
  /** The most that one session may cost, in 分; null when no cap is set. */
  readonly budgetCapFen: number | null;
  /** When it opens to whom; null when to everyone at once. */
  readonly opening: Opening | null;
  /** How many claims an organization may hold to take it: the terms of its authority. */
  readonly load: LoadTerms;
  /** The words of title and description. */
  readonly terms: Terms;
  /** Who holds a share of it, of an order that several may share; left out where nobody does. */
  readonly takers?: readonly ShareHeld[];
  /** Whole days since it was posted. */
  readonly waitedDays: number;
  /** The day on which it is judged: blocks and past months are seen from it. */
  readonly today: LocalDate;
}

/** A share of an order that several organizations may share. */
export interface ShareHeld {
  readonly organizationId: string;
  /** The last instant of a pending claim; null once it is confirmed. */
  readonly until: Date | null;
}

/** One listed offer; offers not listed, or resting for want of confirmation, are not handed in. */
export interface OfferFacts {
  readonly id: string;
  readonly serviceTypes: readonly string[];
  readonly targetGroups: readonly string[];
  readonly areaCodes: readonly string[];
  readonly windowFrom: LocalDate;
  readonly windowTo: LocalDate;
  readonly costMode: CostMode;
  /** Price of a session in 分; null when free, or not stated. */
  readonly unitPriceFen: number | null;
  /** The farthest it goes; null when only the areas decide. */
  readonly farthestKm: number | null;
  /** The words of title and content. */
  readonly terms: Terms;
}

/** A pair that the station or its bureau does not want matched. */
export interface Block {
  readonly stationId: string;
  readonly reason: string;
  /** The last day; null until lifted. */
  readonly untilOn: LocalDate | null;
}

/** An interest that one of the two, or the bureau, declared. */
export interface Conflict {
  readonly stationId: string;
  readonly reason: string;
}

export interface ProviderFacts {
  readonly organizationId: string;
  readonly name: string;
  readonly regionCode: string;
  readonly place: Place | null;
  readonly state: OrganizationState;
  readonly listStatus: ListStatus;
  readonly ratingGrade: number | null;
  readonly offers: readonly OfferFacts[];
  /** Sessions it can hold in a calendar month. */
  readonly sessionsPerMonth: number;
  /** Its live orders by the months of their windows, from this month on. */
  readonly bookings: readonly Booking[];
  readonly leaves: readonly LeavePeriod[];
  readonly qualifications: readonly Qualification[];
  /** Last yearly staff check for work with minors; null when none is known. */
  readonly backgroundCheckedOn: LocalDate | null;
  readonly conflicts: readonly Conflict[];
  readonly blocks: readonly Block[];
  /** Stations with which it has an active pairing. */
  readonly pairedStationIds: readonly string[];
  /** Orders of this order's station that it completed. */
  readonly completedWithStation: number;
  /** Orders that it completed, and of these the ones that build capacity (造血). */
  readonly completed: number;
  readonly completedCapacity: number;
  /** Claims that stand and are not completed, and those that ended by its own fault. */
  readonly openClaims: number;
  readonly broken: number;
  /** Begun orders whose window has ended or that are completed, and of these the ones completed within it. */
  readonly due: number;
  readonly onTime: number;
  /** Claims that a station confirmed or declined, or that it withdrew, and of these the confirmed ones. */
  readonly asked: number;
  readonly accepted: number;
  /** Satisfaction that stations gave it: the sum of the scores (1 to 5), and how many there are. */
  readonly satisfactionSum: number;
  readonly satisfactionCount: number;
}
