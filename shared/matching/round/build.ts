/**
 * From facts to the basis of a round: every order with every provider that meets its type, judged by the one evaluator.
 *
 * A pair that fails nothing but today's capacity is kept: its provider then has no slot, so that it is never proposed,
 * but what one more slot would bring is known. The slots are those of the round's month alone. That is safe: an order
 * of a wider window can be served in that month, and whoever has a slot in it passes the capacity check of the order.
 *
 * Cost: O(orders · providers of the type · offers).
 */
import { addDays, type LocalDate, localDateOf, type Month } from '../../calendar.ts';
import { meetingTypes } from '../../taxonomy/crosswalk.ts';
import { sessionsLeft } from '../capacity.ts';
import type { CheckCode } from '../check.ts';
import { bitCount, checksOf, failedCheck, judge, type Verdict } from '../eligibility.ts';
import type { OrderFacts, ProviderFacts } from '../facts.ts';
import { opensOn, standingOf } from '../first-refusal.ts';
import { PART_CODES } from '../part-values.ts';
import { valuesOf } from '../parts.ts';
import { weigh, type WeightSet } from '../weights.ts';
import {
  type BasisNearMiss,
  type BasisOrder,
  NEAR_MISSES_KEPT,
  ROUND_ENGINE,
  type RoundBasis,
  TIER_OF_URGENCY,
} from './basis.ts';

export interface RoundOrderFacts extends OrderFacts {
  readonly townshipName: string;
  readonly postedAt: Date | null;
}

/** A provider before it is looked at from one order's station. */
export interface RoundProviderFacts extends Omit<ProviderFacts, 'completedWithStation'> {
  readonly completedByStation: Readonly<Record<string, number>>;
}

export interface RoundPair {
  readonly orderId: string;
  readonly organizationId: string;
}

export interface RoundFacts {
  readonly month: Month;
  readonly at: Date;
  readonly weights: WeightSet;
  readonly orders: readonly RoundOrderFacts[];
  readonly providers: readonly RoundProviderFacts[];
  /** Declined in this month already: not proposed again. */
  readonly declined: readonly RoundPair[];
  /** Invitations that still wait for an answer, by organization: each holds a slot. */
  readonly invited: Readonly<Record<string, number>>;
}

export function buildBasis(facts: RoundFacts): RoundBasis {
  const orders = [...facts.orders].sort(byId);
  const providers = [...facts.providers].sort((a, b) => (a.organizationId < b.organizationId ? -1 : 1));
  const offering = providersByType(providers);
  const declined = new Set(facts.declined.map(({ orderId, organizationId }) => `${orderId} ${organizationId}`));
  const start = [0];
  const [provider, score, values]: [number[], number[], number[]] = [[], [], []];
  const nearMisses: BasisNearMiss[][] = [];
  for (const order of orders) {
    const near: BasisNearMiss[] = [];
    for (const j of providersFor(order, offering)) {
      const provided = providers[j]!;
      const { organizationId } = provided;
      if (declined.has(`${order.id} ${organizationId}`)) continue;
      const on = opensOn(order.opening, standingOf(order, provided));
      if (on !== null && order.today < on) continue;
      const found = judged(order, providers[j]!, facts.weights);
      if (found.failed !== null && found.failed !== 'capacity') near.push(nearMissOf(order, j, found));
      if (found.isPair) {
        provider.push(j);
        score.push(found.score);
        for (const code of PART_CODES) values.push(found.values[code]);
      }
    }
    start.push(provider.length);
    nearMisses.push(near.sort((a, b) => b.score - a.score || a.provider - b.provider).slice(0, NEAR_MISSES_KEPT));
  }
  return {
    engine: ROUND_ENGINE,
    seed: 0,
    month: facts.month,
    day: localDateOf(facts.at),
    weights: facts.weights,
    orders: orders.map(basisOrder),
    providers: providers.map(({ organizationId: id, name, sessionsPerMonth, bookings }) => {
      const left = sessionsLeft(sessionsPerMonth, bookings, facts.month, facts.month);
      return { id, name, slots: Math.max(0, left - (facts.invited[id] ?? 0)) };
    }),
    start,
    provider,
    score,
    values,
    nearMisses,
  };
}

/** The provider as seen from the order's station. */
export function seenFrom(provider: RoundProviderFacts, stationId: string): ProviderFacts {
  return { ...provider, completedWithStation: provider.completedByStation[stationId] ?? 0 };
}

function basisOrder(order: RoundOrderFacts): BasisOrder {
  const { id, stationId, regionCode, townshipName, urgency, opening, today } = order;
  const held = opening !== null && today < opening.countyOn;
  const pairedOnlyUntil: LocalDate | null = held ? addDays(opening.countyOn, -1) : null;
  return { id, stationId, regionCode, townshipName, tier: TIER_OF_URGENCY[urgency], pairedOnlyUntil };
}

/** One pair judged; `failed` is the only check it fails, null when it fails none or several. */
function judged(order: RoundOrderFacts, row: RoundProviderFacts, weights: WeightSet) {
  const provider = seenFrom(row, order.stationId);
  const verdict = judge(order, provider, weights.weights);
  const failures = bitCount(verdict.failed);
  const full = failures === 1 && failedCheck(verdict, 'capacity');
  const failed: CheckCode | null = failures === 1 ? codeOfOnly(order, provider, verdict) : null;
  const values = valuesOf(order, provider, verdict.offer);
  return { provider, verdict, failed, isPair: failures === 0 || full, values, score: weigh(values, weights.weights) };
}

function codeOfOnly(order: OrderFacts, provider: ProviderFacts, verdict: Verdict): CheckCode | null {
  return checksOf(order, provider, verdict).find((check) => !check.passed)?.code ?? null;
}

function nearMissOf(
  order: OrderFacts,
  provider: number,
  found: { provider: ProviderFacts; verdict: Verdict; score: number },
): BasisNearMiss {
  const check = checksOf(order, found.provider, found.verdict).find(({ passed }) => !passed)!;
  return { provider, score: found.score, check: check.code, reason: check.reason, remedy: check.remedy ?? '' };
}

/** Places in the sorted list of those with an offer of the type. */
function providersByType(providers: readonly RoundProviderFacts[]): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const [j, { offers }] of providers.entries())
    for (const type of new Set(offers.flatMap(({ serviceTypes }) => serviceTypes))) {
      const list = found.get(type);
      if (list) list.push(j);
      else found.set(type, [j]);
    }
  return found;
}

function providersFor({ serviceType }: OrderFacts, offering: ReadonlyMap<string, readonly number[]>): number[] {
  const types = meetingTypes(serviceType);
  return [...new Set(types.flatMap((type) => offering.get(type) ?? []))].sort((a, b) => a - b);
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1;
}
