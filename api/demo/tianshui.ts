/**
 * 天水 as played: the programme from its first working day to the eve of loading. The totals are those of the article
 * (F1 in the tests): 10 pilot stations all paired, 17 activities in 4 categories, 158 套 of exam materials.
 */
import { addDays, type LocalDate, lastDayOf, monthOf, previousMonth } from '@jiedui/shared/calendar.ts';
import { dispatchMonthOn, MONTHS_LISTED } from '@jiedui/shared/dispatch/schedule.ts';
import { dispatchDueOn } from '@jiedui/shared/dispatch/window.ts';
import { addWorkingDays, lastWorkingDayBefore } from '@jiedui/shared/working-calendar.ts';
import {
  accept,
  agree,
  check,
  claim,
  confirmOffer,
  dispatch,
  draftOrder,
  endorse,
  offer,
  type OrderDays,
  post,
  record,
  signFor,
} from './acts.ts';
import type { DemoOrder, DemoSession } from './demo-set.ts';
import type { Stage } from './stage.ts';
import { type Days, instant } from './tianshui-days.ts';
import { planNeeds } from './tianshui-needs.ts';
import { OFFERS } from './tianshui-offers.ts';
import { FIRST_ORDERS, LATER_ORDERS } from './tianshui-orders.ts';
import { planRound } from './tianshui-round.ts';
import { planSearches } from './tianshui-searches.ts';
import { SESSIONS } from './tianshui-sessions.ts';
import { HELD, planShares } from './tianshui-shares.ts';
import {
  CLAIMED,
  DRAFT,
  HALF_SIGNED,
  IN_SERVICE,
  openOrders,
  OVERDUE,
  SERVED,
  seasonOf,
  WAITING_RECORD,
} from './tianshui-today.ts';
import { BUREAU, CHECKED, LICENSED } from './tianshui-units.ts';

/** These two have not confirmed their offers this month, so that the question can be seen. */
const SLOW_TO_CONFIRM = ['huabei', 'hebei'];

/** Writes the whole story on the stage's list; `stage.play()` plays it. */
export function planTianshui(stage: Stage, days: Days): void {
  for (const [index, entry] of OFFERS.entries()) {
    const window = { windowFrom: days.start, windowTo: days.termTo };
    stage.plan(instant(days.start, '14:00', index * 6), `offer ${entry.title}`, (at) =>
      offer(stage, entry, window, at),
    );
  }
  planChecks(stage, days);
  planPairings(stage, days);
  const busy = new Set<string>();
  for (const order of LATER_ORDERS) planServedOrder(stage, order, days, busy);
  for (const session of SESSIONS) planSession(stage, session, days.sessionOn(session.key));
  planRounds(stage, days);
  planToday(stage, days, busy);
  planShares(stage, days);
  planRound(stage, days);
  planSearches(stage, days);
  planNeeds(stage, days);
  planOfferConfirmations(stage, days, busy);
}

/** What the bureau registers on the first day; staff checks anew twice later, for a set that is loaded a year on. */
function planChecks(stage: Stage, days: Days): void {
  for (const login of LICENSED)
    stage.plan(instant(days.start, '09:00'), `license ${login}`, (at) => check(stage, login, true, 1, at));
  const again = [days.back(120), days.back(60)].filter((day) => days.start < day);
  for (const [index, day] of [days.start, ...again].entries())
    for (const login of CHECKED)
      stage.plan(instant(day, '09:10'), `check ${login}`, (at) => check(stage, login, false, index + 1, at));
}

/** Each station's first order: posted, claimed, agreed and signed within eight working days. */
function planPairings(stage: Stage, days: Days): void {
  for (const [index, order] of FIRST_ORDERS.entries()) {
    const { organization, agreement, ...fields } = order;
    const first = 1 + (index % 4);
    const step = (day: number, time: string) => instant(days.after(first + day), time, index * 5);
    const held = days.sessionOn(SESSIONS.find((session) => session.orders.includes(order.key))?.key ?? order.key);
    const window = windowAround(held, instant(days.after(first + 5), '18:00'));
    const term = { termFrom: days.after(first + 3), termTo: days.termTo };
    stage.plan(step(0, '09:30'), `post ${order.key}`, (at) => post(stage, fields, window, at));
    stage.plan(step(1, '10:00'), `claim ${order.key}`, (at) => claim(stage, order.key, organization, at));
    stage.plan(step(2, '09:00'), `accept ${order.key}`, (at) => accept(stage, fields, true, at));
    stage.plan(step(3, '10:00'), `agree ${order.key}`, (at) =>
      agree(stage, order.key, organization, agreement, term, at),
    );
    stage.plan(step(3, '15:00'), `sign ${order.key}`, (at) => signFor(stage, order.key, organization, 1, at));
    stage.plan(step(4, '10:30'), `countersign ${order.key}`, (at) => signFor(stage, order.key, order.station, 2, at));
  }
}

/** Posted twelve working days before it was served. */
function planServedOrder(stage: Stage, order: (typeof LATER_ORDERS)[number], days: Days, busy: Set<string>): void {
  const held = days.sessionOn(order.key);
  const posted = before(held, 12);
  planClaimed(stage, busy, order, windowAround(held, instant(addWorkingDays(posted, 5), '18:00')), [
    posted,
    before(held, 10),
    before(held, 9),
  ]);
}

function planClaimed(
  stage: Stage,
  busy: Set<string>,
  { organization, ...order }: DemoOrder & { readonly organization: string },
  window: OrderDays,
  [posted, claimed, accepted]: readonly [LocalDate, LocalDate, LocalDate | null],
): void {
  busy.add(busyIn(organization, claimed));
  stage.plan(instant(posted, '09:40'), `post ${order.key}`, (at) => post(stage, order, window, at));
  stage.plan(instant(claimed, '15:20'), `claim ${order.key}`, (at) => claim(stage, order.key, organization, at));
  if (accepted)
    stage.plan(instant(accepted, '10:10'), `accept ${order.key}`, (at) =>
      accept(stage, order, order.key !== IN_SERVICE.key, at),
    );
}

/** Recorded in the evening, or on the next working day after a Sunday; confirmed by each station on the working day after. */
function planSession(stage: Stage, session: DemoSession, day: LocalDate, confirmed = true): void {
  const recordedOn = addWorkingDays(addDays(day, -1), 1);
  stage.plan(instant(recordedOn, '17:40'), `record ${session.key}`, (at) => record(stage, session, day, at));
  if (!confirmed) return;
  const confirmedOn = addWorkingDays(recordedOn, 1);
  for (const [index, mark] of session.stations.entries()) {
    stage.plan(instant(confirmedOn, '10:00', index * 7), `endorse ${session.key} ${mark.station}`, (at) =>
      endorse(stage, session.key, mark, index + 1, at),
    );
  }
}

/** The months before the current one, as far as the list of months goes and since all ten pairings stood. */
function planRounds(stage: Stage, days: Days): void {
  const current = dispatchMonthOn(days.today);
  for (
    let month = previousMonth(current), left = MONTHS_LISTED - 1;
    0 < left;
    month = previousMonth(month), left -= 1
  ) {
    const dueOn = dispatchDueOn(month);
    if (dueOn < days.after(12)) return;
    const issued = month;
    stage.plan(instant(dueOn, '15:00'), `round ${month}`, (at) =>
      dispatch(stage, BUREAU.login, stage.id('programme'), issued, at),
    );
  }
}

/** What is going on: orders in the market, and one at every step of the way. */
function planToday(stage: Stage, days: Days, busy: Set<string>): void {
  const { back, today } = days;
  const later = (from: number, to: number) => ({ windowFrom: addDays(today, from), windowTo: addDays(today, to) });
  const until = (count: number) => instant(addWorkingDays(today, count), '18:00');
  for (const [index, order] of openOrders(seasonOf(Number(today.slice(5, 7)))).entries()) {
    const window = { ...later(5 + index, 30 + index * 2), claimableUntil: until(3 + (index % 5)) };
    stage.plan(instant(back(7 - (index % 8)), '09:15', index * 23), `post ${order.key}`, (at) =>
      post(stage, order, window, at),
    );
  }
  planClaimed(stage, busy, CLAIMED, { ...later(4, 25), claimableUntil: until(4) }, [back(3), back(0), null]);
  planClaimed(stage, busy, HELD, { ...later(3, 24), claimableUntil: until(2) }, [back(7), back(6), back(5)]);
  for (const organization of ['nuanyang', 'qinfeng'])
    busy.add(busyIn(organization, back(0))).add(busyIn(organization, back(3)));
  planClaimed(stage, busy, IN_SERVICE, { ...later(2, 20), claimableUntil: until(2) }, [back(8), back(6), back(5)]);
  planClaimed(stage, busy, SERVED, { windowFrom: back(4), windowTo: addDays(today, 10), claimableUntil: until(2) }, [
    back(10),
    back(9),
    back(8),
  ]);
  planSession(stage, WAITING_RECORD, back(2), false);
  const missed = { windowFrom: back(10), windowTo: back(2), claimableUntil: instant(back(14), '18:00') };
  planClaimed(stage, busy, OVERDUE, missed, [back(18), back(17), back(16)]);

  const { agreement, ...reading } = HALF_SIGNED;
  planClaimed(stage, busy, reading, { ...later(6, 60), claimableUntil: until(3) }, [back(8), back(7), back(6)]);
  const term = { termFrom: addWorkingDays(today, 3), termTo: days.termTo };
  stage.plan(instant(back(5), '11:00'), 'agree reading', (at) =>
    agree(stage, reading.key, reading.organization, agreement, term, at),
  );
  stage.plan(instant(back(5), '15:30'), 'sign reading', (at) =>
    signFor(stage, reading.key, reading.organization, 1, at),
  );

  const unset = { windowFrom: null, windowTo: null, claimableUntil: null };
  stage.plan(instant(back(0), '16:45'), 'draft', (at) => draftOrder(stage, DRAFT, unset, at));
}

/**
 * An offer is confirmed on the first working day of a month in which its organization claims something, and of the last
 * month; the slow ones confirmed a month ago. Nobody confirms in the month of publishing.
 */
function planOfferConfirmations(stage: Stage, days: Days, busy: ReadonlySet<string>): void {
  const firstDays: LocalDate[] = [];
  for (let on = firstWorkingDayAfter(days.start); on <= days.back(0); on = firstWorkingDayAfter(on)) firstDays.push(on);
  for (const [index, entry] of OFFERS.entries()) {
    const last = firstDays.at(SLOW_TO_CONFIRM.includes(entry.organization) ? -2 : -1);
    const confirmedOn = firstDays.filter((on) => on === last || busy.has(busyIn(entry.organization, on)));
    for (const [turn, on] of confirmedOn.entries()) {
      const name = `confirm ${entry.title}`;
      stage.plan(instant(on, '08:35', index), name, (at) => confirmOffer(stage, entry, turn + 1, at));
    }
  }
}

/** The first working day of the month after that of `day`. */
function firstWorkingDayAfter(day: LocalDate): LocalDate {
  return addWorkingDays(lastDayOf(monthOf(day)), 1);
}

/** That the organization claims something in the month of the day. */
function busyIn(organization: string, day: LocalDate): string {
  return `${organization} ${monthOf(day)}`;
}

/** Ten days either side of the day on which it was held. */
function windowAround(held: LocalDate, claimableUntil: Date): OrderDays {
  return { windowFrom: addDays(held, -10), windowTo: addDays(held, 12), claimableUntil };
}

function before(day: LocalDate, workingDays: number): LocalDate {
  let at = day;
  for (let left = workingDays; 0 < left; left -= 1) at = lastWorkingDayBefore(at);
  return at;
}
