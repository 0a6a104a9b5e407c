/**
 * Screening (筛选): needs of a station become the draft of an order, filled in as far as they agree; or a need is screened out
 * with a coded reason.
 */
import type { LocalDate } from '../calendar.ts';
import { addQuantities, type Quantity } from '../quantity.ts';
import { checkReason, ReasonMissing, Refusal } from '../refusal.ts';
import { lengthOf } from '../text.ts';
import type { NeedFields, ScreenOutReason } from './need.ts';
import { NeedsNotMergeable, ReferralMissing } from './need-refusals.ts';
import { type OrderFields, URGENCIES, type Urgency } from './order.ts';
import { DESCRIPTION_MAX, TARGET_GROUPS_MAX, TITLE_MAX } from './limits.ts';

/** Needs that may go into one order. */
export const SCREEN_TOGETHER_MOST = 10;
const REFERRED_TO_MAX = 60;

/** A need with all its people, those of the merged ones among them. */
export type ScreenedNeed = NeedFields & { readonly people: Quantity | null };

/**
 * The draft's fields. What the needs do not agree on is left for the person to choose; people are added only when the person
 * says that they are different people. The village stays behind: an order is read by everyone.
 *
 * @returns `NeedsNotMergeable` when people of different units are to be added, or a need says none
 */
export function orderFrom(needs: readonly ScreenedNeed[], differentPeople: boolean): OrderFields | NeedsNotMergeable {
  const [first] = needs;
  if (!first) throw new RangeError('no need was chosen');
  const headcount = headcountOf(needs, differentPeople);
  if (headcount instanceof Refusal) return headcount;
  const title = needs.length === 1 ? first.title : `${cut(first.title, TITLE_MAX - 6)}等 ${needs.length} 项`;
  const places = [...new Set(needs.map(({ place }) => place).filter(Boolean))];
  return {
    title,
    description: descriptionOf(needs),
    serviceType: agreed(needs, 'serviceType'),
    targetGroups: [...new Set(needs.flatMap(({ targetGroups }) => targetGroups))].slice(0, TARGET_GROUPS_MAX),
    headcount,
    place: places.length === 1 ? (places[0] ?? '') : '',
    windowFrom: endOf(
      needs.map(({ wantedFrom }) => wantedFrom),
      -1,
    ),
    windowTo: endOf(
      needs.map(({ wantedTo }) => wantedTo),
      1,
    ),
    needType: agreed(needs, 'needType'),
    mode: agreed(needs, 'mode'),
    leg: null,
    urgency: mostUrgent(needs),
    claimableUntil: null,
  };
}

function headcountOf(needs: readonly ScreenedNeed[], differentPeople: boolean): Quantity | null | NeedsNotMergeable {
  if (needs.length === 1) return needs[0]?.people ?? null;
  if (!differentPeople) return null;
  let sum: Quantity | null = null;
  for (const { people } of needs) {
    if (people === null) return new NeedsNotMergeable('no_people');
    const next: ReturnType<typeof addQuantities> = sum === null ? people : addQuantities(sum, people);
    if (next instanceof Refusal) return new NeedsNotMergeable('units_differ');
    sum = next;
  }
  return sum;
}

function descriptionOf(needs: readonly ScreenedNeed[]): string {
  if (needs.length === 1) return needs[0]?.description ?? '';
  const lines = needs.map(({ title, description }, i) => `${i + 1}. ${title}${description ? `：${description}` : ''}`);
  return cut(lines.join('\n'), DESCRIPTION_MAX);
}

function agreed<K extends 'serviceType' | 'needType' | 'mode'>(needs: readonly ScreenedNeed[], key: K) {
  const value = needs[0]?.[key] ?? null;
  return needs.every((need) => need[key] === value) ? (value as ScreenedNeed[K]) : null;
}

/** The earliest (-1) or latest (1) of the days that were said. */
function endOf(days: readonly (LocalDate | null)[], side: -1 | 1): LocalDate | null {
  const said = days.filter((day) => day !== null).sort();
  return (side === -1 ? said[0] : said.at(-1)) ?? null;
}

function mostUrgent(needs: readonly ScreenedNeed[]): Urgency {
  return needs.reduce<Urgency>(
    (most, { urgency }) => (urgency !== null && URGENCIES.indexOf(most) < URGENCIES.indexOf(urgency) ? urgency : most),
    'normal',
  );
}

const cut = (text: string, most: number): string =>
  lengthOf(text) <= most ? text : `${[...text].slice(0, most - 1).join('')}…`;

/**
 * What is written down with a need that is screened out: for a referral where to, for the others anything or nothing.
 *
 * @returns `ReferralMissing` when it was referred nowhere; `ReasonMissing` when the remark is too long
 */
export function checkScreeningOut(reason: ScreenOutReason, note: string): string | ReferralMissing | ReasonMissing {
  const trimmed = note.trim();
  if (reason !== 'referred') return trimmed === '' ? '' : checkReason(trimmed);
  const length = lengthOf(trimmed);
  return 2 <= length && length <= REFERRED_TO_MAX ? trimmed : new ReferralMissing();
}
