/**
 * 天水: on which day each thing happened, counted from the day of loading. Mother's Day is on its real day; everything
 * else is on working days, so that a demo loaded in any month has a past, a current month and a few days to come.
 */
import {
  addDays,
  firstDayOf,
  type LocalDate,
  localDateOf,
  type Month,
  startOfDay,
  weekdayOf,
} from '@jiedui/shared/calendar.ts';
import { addWorkingDays, isWorkingDay, lastWorkingDayBefore } from '@jiedui/shared/working-calendar.ts';
import { SESSIONS } from './tianshui-sessions.ts';

/** Working days from the start of the programme to its first session: by then every agreement is signed. */
const FIRST_SESSION_AFTER = 15;
/** Places of the eleven earlier sessions between the first day for one and the last month; Mother's Day apart. */
const EARLIER_PLACES = [0, 0.05, 0.1, 0.15, 0.2, 0.26, 0.4, 0.55, 0.88, 0.94, 0.99];
/** The five latest, in working days before the last full day. */
const LATEST_BACK = [17, 13, 9, 6, 3];
const LAST_OF_EARLIER_BACK = 26;

export interface Days {
  /** The first working day of the programme. */
  readonly start: LocalDate;
  /** The programme's term. */
  readonly termFrom: LocalDate;
  readonly termTo: LocalDate;
  /** The day of loading; nothing happens on it. */
  readonly today: LocalDate;
  /** The day on which the session of that key was held. */
  readonly sessionOn: (key: string) => LocalDate;
  /** `count` working days before the last working day before today; 0 is that day itself. */
  readonly back: (count: number) => LocalDate;
  /** `count` working days after the start. */
  readonly after: (count: number) => LocalDate;
}

export function planDays(loadedAt: Date): Days {
  const today = localDateOf(loadedAt);
  const back = (count: number) => backFrom(lastWorkingDayBefore(today), count);
  const mothersDay = lastMothersDayBefore(back(LATEST_BACK.at(-1) ?? 0));
  const year = mothersDay.slice(0, 4);
  const termFrom = firstDayOf(`${year}-03` as Month);
  const start = isWorkingDay(termFrom) ? termFrom : addWorkingDays(termFrom, 1);
  const after = (count: number) => addWorkingDays(start, count);
  const heldOn = sessionDays(mothersDay, after(FIRST_SESSION_AFTER), back);
  return {
    start,
    termFrom,
    termTo: `${Number(year) + 1}-12-31` as LocalDate,
    today,
    sessionOn(key) {
      const day = heldOn.get(key);
      if (!day) throw new RangeError(`no session ${key}`);
      return day;
    },
    back,
    after,
  };
}

/** The instant at `HH:MM` of a day in Shanghai. */
export function instant(day: LocalDate, time: string, plusMinutes = 0): Date {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return new Date(startOfDay(day).getTime() + (hours * 60 + minutes + plusMinutes) * 60_000);
}

/** The second Sunday of May. */
export function mothersDayOf(year: number): LocalDate {
  const first = `${year}-05-01` as LocalDate;
  return addDays(first, ((7 - weekdayOf(first)) % 7) + 7);
}

function lastMothersDayBefore(day: LocalDate): LocalDate {
  const year = Number(day.slice(0, 4));
  return mothersDayOf(year) < day ? mothersDayOf(year) : mothersDayOf(year - 1);
}

function sessionDays(mothersDay: LocalDate, first: LocalDate, back: Days['back']): Map<string, LocalDate> {
  const span = workingDays(first, back(LAST_OF_EARLIER_BACK));
  const earlier = EARLIER_PLACES.map((place) => span[Math.floor(place * span.length)] ?? first);
  const days = [...earlier, ...LATEST_BACK.map(back)];
  const others = SESSIONS.filter(({ key }) => key !== 'mothers-day');
  return new Map([
    ['mothers-day', mothersDay],
    ...others.map(({ key }, index) => [key, days[index] ?? first] as const),
  ]);
}

/** Every working day from `from` to `to`, both included. */
function workingDays(from: LocalDate, to: LocalDate): LocalDate[] {
  const days: LocalDate[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) if (isWorkingDay(day)) days.push(day);
  return days;
}

function backFrom(day: LocalDate, count: number): LocalDate {
  let at = day;
  for (let left = count; 0 < left; left -= 1) at = lastWorkingDayBefore(at);
  return at;
}
