/**
 * Menu mode (菜单点单): a station picks an offer and gets an order filled from it. When it opens, the organization has it in
 * its hands and must say whether it takes it: 志愿服务条例 §25 forbids assigning. If it declines, or says nothing, the order
 * is open to everybody like any other.
 */
import { addDays, endOfDay, type LocalDate, localDateOf } from '../calendar.ts';
import type { Offer } from '../offer/offer.ts';
import { addWorkingDays } from '../working-calendar.ts';
import type { OrderFields } from './order.ts';
import { DESCRIPTION_MAX, TARGET_GROUPS_MAX, TITLE_MAX } from './limits.ts';

/** Working days that the organization has, after the day on which it was asked. */
export const CONSENT_WORKING_DAYS = 2;

export const consentUntil = (askedAt: Date): Date =>
  endOfDay(addWorkingDays(localDateOf(askedAt), CONSENT_WORKING_DAYS));

/** Days from today until service may begin, so that the answer comes first; and how long the first guess of a window is. */
const LEAD_DAYS = 7;
const WINDOW_DAYS = 30;

/** The draft as the offer fills it: everything that the offer says, the rest left to the station. */
export function draftFromOffer(offer: Offer, today: LocalDate): OrderFields {
  const earliest = addDays(today, LEAD_DAYS);
  const from = earliest < offer.windowFrom ? offer.windowFrom : earliest;
  const latest = addDays(from, WINDOW_DAYS);
  const to = latest < offer.windowTo ? latest : offer.windowTo;
  const fits = from <= to;
  return {
    title: [...offer.title].slice(0, TITLE_MAX).join(''),
    description: [...offer.content].slice(0, DESCRIPTION_MAX).join(''),
    serviceType: offer.serviceTypes[0] ?? null,
    targetGroups: offer.targetGroups.slice(0, TARGET_GROUPS_MAX),
    headcount:
      offer.personsPerSession === null ? null : { value: offer.personsPerSession, qualifier: 'exact', unit: 'person' },
    place: '',
    windowFrom: fits ? from : null,
    windowTo: fits ? to : null,
    needType: null,
    mode: null,
    leg: 'service',
    urgency: 'normal',
    claimableUntil: fits ? endOfDay(addDays(from, -1)) : null,
    requiredQualifications: [],
    budgetCapFen: offer.costMode === 'free' ? null : (offer.unitPriceFen ?? null),
  };
}

/** An order that asks is not asked before anything else is said: at least this offer is still on the list. */
export const isOnMenu = (offer: Pick<Offer, 'state' | 'windowTo'>, today: LocalDate): boolean =>
  offer.state === 'listed' && today <= offer.windowTo;
