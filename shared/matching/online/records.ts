/**
 * What the index is told: a provider and an order with every date kept, where the facts of facts.ts are those of one
 * day. So nothing in the index grows stale by the clock: a claim that lapses, a block that ends, a month that begins
 * are judged when somebody asks. `providerFactsAt` turns a record into the facts of a moment, for the rules themselves.
 */
import { type LocalDate, localDateOf, monthOf } from '../../calendar.ts';
import { effectiveOfferState } from '../../offer/listing.ts';
import { gradeOn } from '../../organization/register.ts';
import { type Booking, monthsOfWindow } from '../capacity.ts';
import type { OfferFacts, OrderFacts, ProviderFacts } from '../facts.ts';

/** A listed offer, whether or not it rests for want of confirmation. */
export interface OfferRecord extends OfferFacts {
  readonly lastConfirmedOn: LocalDate | null;
}

/** An order that the provider holds, or completed not long ago. */
export interface HeldOrder {
  readonly windowFrom: LocalDate;
  readonly windowTo: LocalDate;
  /** The last instant at which a pending claim, or a confirmed one that has not begun, stands; null once it has begun. */
  readonly confirmUntil: Date | null;
  /** Confirmed and not begun: when it lapses, it is broken. */
  readonly isLease: boolean;
  /** It then takes a session of the month in which it was completed, and of no later one; null before. */
  readonly completedOn: LocalDate | null;
}

export interface PairingDays {
  readonly stationId: string;
  readonly fromOn: LocalDate;
  readonly toOn: LocalDate;
}

type Dated = 'offers' | 'bookings' | 'pairedStationIds' | 'completedWithStation' | 'due' | 'openClaims';

export interface ProviderRecord extends Omit<ProviderFacts, Dated> {
  /** The last day on which `ratingGrade` counts; null when it has none. */
  readonly ratingUntil: LocalDate | null;
  readonly offers: readonly OfferRecord[];
  /** Claims already put down as broken; leases that lapsed since are counted from `held`. */
  readonly broken: number;
  readonly held: readonly HeldOrder[];
  readonly pairings: readonly PairingDays[];
  /** Completed orders by station. */
  readonly completedByStation: Readonly<Record<string, number>>;
}

/** An order that may be claimed, now or once a pending claim on it has lapsed. */
export interface OrderRecord extends Omit<OrderFacts, 'waitedDays' | 'today'> {
  /** By whose weights it is scored. */
  readonly authorityId: string;
  readonly postedAt: Date;
  /** The last instant of a claim on it that may lapse; null when nobody holds it. */
  readonly claimLapsesAt: Date | null;
}

/** The facts of a record at an instant, as the order's station sees them. */
export function providerFactsAt(record: ProviderRecord, stationId: string, at: Date): ProviderFacts {
  const today = localDateOf(at);
  return {
    ...record,
    ratingGrade: gradeOn(record.ratingGrade, record.ratingUntil, today),
    offers: record.offers.filter((offer) => effectiveOfferState({ ...offer, state: 'listed' }, today) === 'listed'),
    bookings: bookingsAt(record.held, at),
    pairedStationIds: record.pairings
      .filter(({ fromOn, toOn }) => fromOn <= today && today <= toOn)
      .map((pairing) => pairing.stationId),
    completedWithStation: record.completedByStation[stationId] ?? 0,
    openClaims: record.held.filter((held) => held.completedOn === null && stands(held, at)).length,
    broken: record.broken + record.held.filter((held) => held.isLease && !stands(held, at)).length,
    due: record.completed + record.held.filter((held) => isOverdue(held, today)).length,
  };
}

function stands({ confirmUntil }: HeldOrder, at: Date): boolean {
  return confirmUntil === null || at <= confirmUntil;
}

/** Begun, and its window over: it is due though it is not completed. */
function isOverdue({ confirmUntil, completedOn, windowTo }: HeldOrder, today: LocalDate): boolean {
  return confirmUntil === null && completedOn === null && windowTo < today;
}

function bookingsAt(held: readonly HeldOrder[], at: Date): Booking[] {
  const today = localDateOf(at);
  const month = monthOf(today);
  return held.flatMap((each) => {
    const { windowFrom, windowTo, completedOn } = each;
    if (completedOn !== null)
      return monthOf(completedOn) < month ? [] : [{ fromMonth: month, toMonth: month, count: 1 }];
    if (!stands(each, at)) return [];
    const [fromMonth, toMonth] = monthsOfWindow(windowFrom, windowTo, today);
    return [{ fromMonth, toMonth, count: 1 }];
  });
}
