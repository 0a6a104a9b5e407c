/**
 * Wishes: what an officer changes about a round before it is sent (钉住, 排除, 名额), each with the names it was made under,
 * and what a change has moved. A list in the order in which they were made; the round takes it whole every time.
 */
import { isMonth, addDays, type LocalDate, type Month, monthOf, nextMonth } from '@jiedui/shared/calendar.ts';
import type { Objective } from '@jiedui/shared/matching/assignment/instance.ts';
import { SLOTS_MOST } from '@jiedui/shared/matching/round/what-if.ts';

export interface NamedPair {
  readonly orderId: string;
  readonly organizationId: string;
  /** The order's title and the organization's name. */
  readonly title: string;
  readonly name: string;
}

export type Wish =
  | ({ readonly kind: 'pin' | 'forbid' } & NamedPair)
  | {
      readonly kind: 'slots';
      readonly organizationId: string;
      readonly name: string;
      /** What it has by itself. */
      readonly own: number;
      readonly slots: number;
    };

/** Words for an objective: what it is called, and what it puts first. */
export const OBJECTIVES: Readonly<Record<Objective, { readonly word: string; readonly meaning: string }>> = {
  coverage: { word: '先多后优', meaning: '先保紧急，服务最多，再比匹配分' },
  fair: { word: '兼顾各站', meaning: '先多、再均、后优：各站服务的比例尽量接近' },
  total: { word: '总分最高', meaning: '只看匹配分之和，服务的单数可能少几个' },
};

/** Must be: another pin of the order goes, and so does a forbid of this very pair. */
export function withPin(wishes: readonly Wish[], pair: NamedPair): readonly Wish[] {
  const kept = wishes.filter(
    (wish) => wish.kind === 'slots' || wish.orderId !== pair.orderId || (wish.kind === 'forbid' && !isPair(wish, pair)),
  );
  return [...kept, { kind: 'pin', ...pair }];
}

/** Must not be: a pin of this very pair goes. */
export function withForbid(wishes: readonly Wish[], pair: NamedPair): readonly Wish[] {
  return [...wishes.filter((wish) => wish.kind === 'slots' || !isPair(wish, pair)), { kind: 'forbid', ...pair }];
}

/** As if it had so many; back at what it has by itself, there is no wish. */
export function withSlots(
  wishes: readonly Wish[],
  line: { readonly organizationId: string; readonly name: string; readonly slots: number },
  slots: number,
): readonly Wish[] {
  const { organizationId, name } = line;
  const before = wishes.find((wish) => wish.kind === 'slots' && wish.organizationId === organizationId);
  const own = before?.kind === 'slots' ? before.own : line.slots;
  const rest = wishes.filter((wish) => wish !== before);
  const within = Math.min(Math.max(0, slots), SLOTS_MOST);
  return within === own ? rest : [...rest, { kind: 'slots', organizationId, name, own, slots: within }];
}

const isPair = (wish: Wish, { orderId, organizationId }: NamedPair) =>
  wish.kind !== 'slots' && wish.orderId === orderId && wish.organizationId === organizationId;

export function wishOf(wishes: readonly Wish[], pair: NamedPair): Wish | undefined {
  return wishes.find((wish) => isPair(wish, pair));
}

/** As the API takes them. */
export function wishInput(wishes: readonly Wish[]) {
  const pairs = (kind: 'pin' | 'forbid') =>
    wishes.flatMap((wish) =>
      wish.kind === kind ? [{ orderId: wish.orderId, organizationId: wish.organizationId }] : [],
    );
  return {
    pins: pairs('pin'),
    forbids: pairs('forbid'),
    capacities: wishes.flatMap((wish) =>
      wish.kind === 'slots' ? [{ organizationId: wish.organizationId, slots: wish.slots }] : [],
    ),
  };
}

/** 指定 …承接“…”, as the officer's own list says it. */
export function wishWords(wish: Wish): string {
  if (wish.kind === 'slots')
    return `${wish.name}本月名额由 ${wish.own} 场${wish.own < wish.slots ? '增' : '减'}为 ${wish.slots} 场`;
  return `${wish.kind === 'pin' ? '指定' : '不请'} ${wish.name} 服务“${wish.title}”`;
}

/** What the officer's own exclusions have to do with an order that nobody serves: `您已排除甲、乙；除此之外，`, or nothing. */
export function excludedWords(wishes: readonly Wish[], orderId: string): string {
  const names = wishes.flatMap((wish) => (wish.kind === 'forbid' && wish.orderId === orderId ? [wish.name] : []));
  return names.length === 0 ? '' : `您已排除${names.join('、')}；除此之外，`;
}

/** Who serves an order in a plan. */
export interface Placed {
  readonly order: { readonly id: string; readonly title: string };
  readonly organization: { readonly id: string; readonly name: string };
}

export interface Moves {
  /** By order: the name of the organization before; null for an order that nobody was to serve. */
  readonly from: ReadonlyMap<string, string | null>;
  /** Titles of orders that nobody serves any more. */
  readonly lost: readonly string[];
}

/** What has moved between two plans over the same facts. */
export function movesBetween(before: readonly Placed[], after: readonly Placed[]): Moves {
  const then = new Map(before.map(({ order, organization }) => [order.id, organization]));
  const now = new Set(after.map(({ order }) => order.id));
  const from = new Map<string, string | null>();
  for (const { order, organization } of after) {
    const was = then.get(order.id);
    if (was?.id !== organization.id) from.set(order.id, was?.name ?? null);
  }
  return { from, lost: before.filter(({ order }) => !now.has(order.id)).map(({ order }) => order.title) };
}

/** `2 单改请其他组织，1 单新有着落，1 单不再有人接（入户探访）。` */
export function movesWords({ from, lost }: Moves): string {
  const fresh = [...from.values()].filter((name) => name === null).length;
  const changed = from.size - fresh;
  const parts = [
    changed === 0 ? '' : `${changed} 单改请其他组织`,
    fresh === 0 ? '' : `${fresh} 单新有着落`,
    lost.length === 0
      ? ''
      : `${lost.length} 单不再有人接（${lost.slice(0, 3).join('、')}${3 < lost.length ? '等' : ''}）`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? '安排没有变化。' : `${parts.join('，')}。`;
}

/** A round is made ahead: in the last days of a month it is the next month that is matched. */
const AHEAD_DAYS = 10;
const MONTHS_OFFERED = 3;

export function monthsToMatch(today: LocalDate): { readonly months: readonly Month[]; readonly usual: Month } {
  const months: Month[] = [monthOf(today)];
  while (months.length < MONTHS_OFFERED) months.push(nextMonth(months.at(-1)!));
  return { months, usual: monthOf(addDays(today, AHEAD_DAYS)) };
}

/** `12月`, or null for what is no month of this kind. */
export function readMonth(text: string | undefined, offered: readonly Month[]): Month | null {
  return text !== undefined && isMonth(text) ? (offered.find((month) => month === text) ?? null) : null;
}
