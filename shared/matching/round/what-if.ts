/**
 * What an officer may change about a round before it is decided: the objective, pairs that must be (指定) or must not be
 * (排除), slots of an organization as if it had more or fewer, and hours. All by id; an id that is not in the round says nothing.
 */
import type { Objective } from '../assignment/instance.ts';
import type { RoundBasis } from './basis.ts';
import type { RoundPair } from './build.ts';

export interface WhatIf {
  readonly objective: Objective;
  readonly pins: readonly RoundPair[];
  readonly forbids: readonly RoundPair[];
  readonly capacities: readonly SlotsIf[];
  /** Null: only slots count. */
  readonly hours: HoursIf | null;
}

export interface SlotsIf {
  readonly organizationId: string;
  readonly slots: number;
}

export interface HoursIf {
  /** Hours that an order takes, where no other number is given. */
  readonly perOrder: number;
  readonly orders: readonly { readonly orderId: string; readonly hours: number }[];
  /** Organizations not named have no limit. */
  readonly organizations: readonly { readonly organizationId: string; readonly hours: number }[];
}

export const NOTHING_CHANGED: WhatIf = { objective: 'coverage', pins: [], forbids: [], capacities: [], hours: null };

/** More than these are refused as input: an officer sets them one by one. */
export const PINS_MOST = 200;
export const SLOTS_MOST = 1_000;
export const HOURS_MOST = 100_000;

/** Sorted and without repetition, so that the same wish in another order is the same wish, and gives the same bytes. */
export function canonical(whatIf: WhatIf): WhatIf {
  const { hours } = whatIf;
  const pairs = (list: readonly RoundPair[]) =>
    sortedBy(list, ({ orderId, organizationId }) => `${orderId} ${organizationId}`).map(
      ({ orderId, organizationId }) => ({ orderId, organizationId }),
    );
  return {
    objective: whatIf.objective,
    pins: pairs(whatIf.pins),
    forbids: pairs(whatIf.forbids),
    capacities: sortedBy(whatIf.capacities, (each) => each.organizationId).map(({ organizationId, slots }) => ({
      organizationId,
      slots,
    })),
    hours: hours && {
      perOrder: hours.perOrder,
      orders: sortedBy(hours.orders, (each) => each.orderId).map(({ orderId, hours }) => ({ orderId, hours })),
      organizations: sortedBy(hours.organizations, (each) => each.organizationId).map(({ organizationId, hours }) => ({
        organizationId,
        hours,
      })),
    },
  };
}

/** The last of each key, by key. */
function sortedBy<T>(list: readonly T[], keyOf: (item: T) => string): T[] {
  const byKey = new Map(list.map((item) => [keyOf(item), item]));
  return [...byKey.keys()].sort().map((key) => byKey.get(key)!);
}

/** The same by index; what names nothing in the round is left out. */
export interface NumberedWhatIf {
  readonly objective: Objective;
  readonly pins: readonly NumberedWish[];
  /** Forbidden providers by order. */
  readonly forbids: ReadonlyMap<number, ReadonlySet<number>>;
  readonly slots: ReadonlyMap<number, number>;
  readonly hours: { readonly ofOrder: Int32Array; readonly ofProvider: Int32Array } | null;
}
export interface NumberedWish {
  readonly order: number;
  readonly provider: number;
}

export interface Numbers {
  readonly orderOf: ReadonlyMap<string, number>;
  readonly providerOf: ReadonlyMap<string, number>;
}

export function numbersOf({ orders, providers }: RoundBasis): Numbers {
  return {
    orderOf: new Map(orders.map(({ id }, index) => [id, index])),
    providerOf: new Map(providers.map(({ id }, index) => [id, index])),
  };
}

/** @param whatIf canonical */
export function numberWhatIf(whatIf: WhatIf, { orderOf, providerOf }: Numbers): NumberedWhatIf {
  const wishes = (list: readonly RoundPair[]) =>
    list.flatMap(({ orderId, organizationId }) => {
      const [order, provider] = [orderOf.get(orderId), providerOf.get(organizationId)];
      return order === undefined || provider === undefined ? [] : [{ order, provider }];
    });
  const forbids = new Map<number, Set<number>>();
  for (const { order, provider } of wishes(whatIf.forbids))
    forbids.set(order, (forbids.get(order) ?? new Set()).add(provider));
  const slots = new Map<number, number>();
  for (const { organizationId, slots: count } of whatIf.capacities) {
    const provider = providerOf.get(organizationId);
    if (provider !== undefined) slots.set(provider, count);
  }
  return { objective: whatIf.objective, pins: wishes(whatIf.pins), forbids, slots, hours: hoursOf(whatIf.hours) };

  function hoursOf(hours: HoursIf | null): NumberedWhatIf['hours'] {
    if (!hours) return null;
    const ofOrder = new Int32Array(orderOf.size).fill(hours.perOrder);
    const ofProvider = new Int32Array(providerOf.size).fill(-1);
    for (const { orderId, hours: count } of hours.orders) {
      const order = orderOf.get(orderId);
      if (order !== undefined) ofOrder[order] = count;
    }
    for (const { organizationId, hours: count } of hours.organizations) {
      const provider = providerOf.get(organizationId);
      if (provider !== undefined) ofProvider[provider] = count;
    }
    return { ofOrder, ofProvider };
  }
}
