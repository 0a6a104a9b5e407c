/** 与上次调度相比: the two lists at two instants, brought together and told by shared/report/lists/changes.ts. */
import type { Tx } from '@jiedui/db/connect.ts';
import {
  changesSentence,
  OFFER_CHANGE_WORDS,
  type OfferChangeKind,
  offerChange,
  ORDER_CHANGE_WORDS,
  type OrderChangeKind,
  orderChange,
} from '@jiedui/shared/report/lists/changes.ts';
import type { Difference, Facts, PlaceNames } from '@jiedui/shared/report/lists/differing.ts';
import { regionsByCode } from '../../region/region.store.ts';
import { heldAt, lastIssued, type MovedOffer, movedOrders, offersAtBoth } from './lists.store.ts';

export interface ChangeLine {
  readonly id: string;
  readonly list: 'orders' | 'offers';
  readonly kind: OrderChangeKind | OfferChangeKind;
  readonly word: string;
  readonly differences: readonly Difference[];
  readonly number: string;
  readonly title: string;
  /** The station of an order, the organization of an offer. */
  readonly owner: string;
  /** Who holds the order now. */
  readonly organization: string | null;
  readonly changedAt: Date;
}

export interface Changes {
  readonly from: Date;
  readonly to: Date;
  /** The month whose dispatch was issued at `from`; null when none was and a day was given. */
  readonly month: string | null;
  readonly lines: readonly ChangeLine[];
  readonly sentence: string;
}

/** Since the last issued dispatch; null before the first. */
export async function changesSinceDispatch(tx: Tx, at: Date): Promise<Changes | null> {
  const issued = await lastIssued(tx, at);
  return issued && changesBetween(tx, issued.issuedAt, at, issued.month);
}

export async function changesBetween(tx: Tx, from: Date, to: Date, month: string | null): Promise<Changes> {
  const [orders, offers, heldThen, heldNow] = await Promise.all([
    movedOrders(tx, from, to),
    offersAtBoth(tx, from, to),
    heldAt(tx, from),
    heldAt(tx, to),
  ]);
  const fullThen = fullAt(offers, heldThen, 'before');
  const fullNow = fullAt(offers, heldNow, 'after');
  const placeOf = await areaNames(
    tx,
    offers.filter(({ before, after }) => before !== null && !sameAreas(before, after)),
  );
  const orderLines = orders.flatMap((moved): ChangeLine[] => {
    const change = orderChange(moved.before && { facts: moved.before, at: from }, { facts: moved.after, at: to });
    if (!change) return [];
    const { id, station: owner, organization, changedAt } = moved;
    return [
      {
        id,
        list: 'orders',
        ...change,
        word: ORDER_CHANGE_WORDS[change.kind],
        ...named(moved.after),
        owner,
        organization,
        changedAt,
      },
    ];
  });
  const offerLines = offers.flatMap((moved): ChangeLine[] => {
    const { id, organizationId, organization: owner, changedAt } = moved;
    const change = offerChange(
      moved.before && { facts: moved.before, at: from, isExhausted: fullThen.has(organizationId) },
      { facts: moved.after, at: to, isExhausted: fullNow.has(organizationId) },
      placeOf,
    );
    if (!change) return [];
    return [
      {
        id,
        list: 'offers',
        ...change,
        word: OFFER_CHANGE_WORDS[change.kind],
        ...named(moved.after),
        owner,
        organization: null,
        changedAt,
      },
    ];
  });
  const sentence = changesSentence(counts<OrderChangeKind>(orderLines), counts<OfferChangeKind>(offerLines));
  return { from, to, month, lines: [...orderLines, ...offerLines], sentence };
}

const areasOf = (facts: Facts | null) => (facts?.['area_codes'] ?? []) as readonly string[];
const sameAreas = (before: Facts | null, after: Facts) => String(areasOf(before)) === String(areasOf(after));

/** Names of the areas in which these offers served or serve. */
export async function areaNames(
  tx: Tx,
  moved: readonly { readonly before: Facts | null; readonly after: Facts }[],
): Promise<PlaceNames> {
  const codes = new Set(moved.flatMap(({ before, after }) => [...areasOf(before), ...areasOf(after)]));
  const names = new Map(
    codes.size === 0 ? [] : (await regionsByCode(tx, [...codes])).map(({ code, name }) => [code, name]),
  );
  return (code) => names.get(code) ?? code;
}

const named = (facts: Facts) => ({ number: String(facts['number']), title: String(facts['title']) });

function counts<Kind extends string>(lines: readonly ChangeLine[]): Partial<Record<Kind, number>> {
  const found: Record<string, number> = {};
  for (const { kind } of lines) found[kind] = (found[kind] ?? 0) + 1;
  return found as Partial<Record<Kind, number>>;
}

/** Organizations that hold as many orders in the month as their listed offers give sessions. */
function fullAt(
  offers: readonly MovedOffer[],
  held: readonly { readonly organizationId: string; readonly count: number }[],
  side: 'before' | 'after',
): Set<string> {
  const sessions = new Map<string, number>();
  for (const { organizationId, [side]: facts } of offers)
    if (facts?.['state'] === 'listed')
      sessions.set(organizationId, (sessions.get(organizationId) ?? 0) + Number(facts['sessions_per_month']));
  return new Set(
    held
      .filter(({ organizationId, count }) => (sessions.get(organizationId) ?? Number.POSITIVE_INFINITY) <= count)
      .map(({ organizationId }) => organizationId),
  );
}

export type ListName = 'orders' | 'offers';
export const LIST_NAMES = ['orders', 'offers'] as const satisfies ListName[];
/** On the need list stands what was posted and has not ended; on the supply list what was not taken off. */
export const ON_LIST: Readonly<Record<ListName, readonly string[]>> = {
  orders: ['open', 'claimed', 'confirmed'],
  offers: ['listed', 'paused'],
};
