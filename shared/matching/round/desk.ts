/**
 * A round on the desk: one basis, and every question about it. Plans are kept between questions, so that the next one
 * about the same wish costs nothing, and one about another wish starts from the bare plan (solving.ts).
 */
import type { LivePlan } from '../assignment/live.ts';
import type { BasisOrder, RoundBasis } from './basis.ts';
import { organizationDetail, pairDetail, type Questioned, unservedDetail } from './details.ts';
import { countsOf, figuresOf } from './figures.ts';
import { pinCosts } from './pin-costs.ts';
import type { ProposedPair, RoundOrganization, RoundPin, RoundResult, UnservedOrder } from './result.ts';
import { barePlan, type RoundRows, rowsOfBasis, type Solved, solveRound } from './solving.ts';
import { canonical, type NumberedWhatIf, type Numbers, numberWhatIf, numbersOf, type WhatIf } from './what-if.ts';

export class RoundDesk {
  readonly basis: RoundBasis;
  readonly #rows: RoundRows;
  readonly #numbers: Numbers;
  readonly #listed: readonly number[];
  readonly #bare = new Map<string, LivePlan>();
  #last: { readonly key: string; readonly asked: Questioned } | null = null;

  constructor(basis: RoundBasis) {
    this.basis = basis;
    this.#rows = rowsOfBasis(basis);
    this.#numbers = numbersOf(basis);
    this.#listed = [...basis.orders.keys()].sort((a, b) => compareListed(basis.orders[a]!, basis.orders[b]!));
  }

  /** The plan for a wish, ready for questions. */
  plan(whatIf: WhatIf): Questioned {
    const wish = canonical(whatIf);
    const key = JSON.stringify(wish);
    if (this.#last?.key === key) return this.#last.asked;
    const numbered = numberWhatIf(wish, this.#numbers);
    const solved = this.#solve(numbered);
    const asked = { basis: this.basis, rows: this.#rows, wish, numbered, solved };
    this.#last = { key, asked };
    return asked;
  }

  /** The orders that are proposed, and those that are not: most urgent first, then township by township. */
  orderPlaces(whatIf: WhatIf): { readonly served: number[]; readonly unserved: number[] } {
    const { solved } = this.plan(whatIf);
    const served: number[] = [];
    const unserved: number[] = [];
    for (const order of this.#listed) (solved.providerOf[order] === -1 ? unserved : served).push(order);
    return { served, unserved };
  }

  pairs(whatIf: WhatIf, orders: readonly number[]): ProposedPair[] {
    const asked = this.plan(whatIf);
    return orders.map((order) => pairDetail(asked, order));
  }

  unserved(whatIf: WhatIf, orders: readonly number[]): UnservedOrder[] {
    const asked = this.plan(whatIf);
    return orders.map((order) => unservedDetail(asked, order));
  }

  /** Those of which one more slot would bring most first. */
  organizations(whatIf: WhatIf): RoundOrganization[] {
    const asked = this.plan(whatIf);
    const { providers } = this.basis;
    return providers
      .map((_, provider) => organizationDetail(asked, provider))
      .sort(
        (a, b) =>
          b.servedGain - a.servedGain ||
          b.scoreGain - a.scoreGain ||
          b.used - a.used ||
          (a.organizationId < b.organizationId ? -1 : 1),
      );
  }

  /** Each pin and each forbidden pair with what the round would gain without it. */
  wishes(whatIf: WhatIf): { readonly pins: RoundPin[]; readonly forbids: RoundPin[] } {
    return pinCosts(this.plan(whatIf), (numbered) => this.#solve(numbered));
  }

  /** Everything, as it is kept with a run. */
  whole(whatIf: WhatIf): RoundResult {
    const asked = this.plan(whatIf);
    const { served, unserved } = this.orderPlaces(whatIf);
    const { price, profit, floor } = asked.solved.network;
    const finite = (amount: number) => (Number.isFinite(amount) ? amount : 0);
    return {
      figures: figuresOf(asked),
      ...countsOf(asked),
      pairs: this.pairs(whatIf, served),
      unserved: this.unserved(whatIf, unserved),
      organizations: this.organizations(whatIf),
      ...this.wishes(whatIf),
      prices: {
        organizations: Object.fromEntries(this.basis.providers.map(({ id }, j) => [id, finite(price[j]!)])),
        orders: Object.fromEntries(
          this.basis.orders.map(({ id }, order) => {
            const at = asked.solved.placeOf(order);
            return [id, finite(profit[at]! - floor[at]!)];
          }),
        ),
      },
    };
  }

  #solve(numbered: NumberedWhatIf): Solved {
    const { objective, hours } = numbered;
    if (objective === 'fair' || hours) return solveRound(this.#rows, numbered, null);
    let bare = this.#bare.get(objective);
    if (!bare) {
      bare = barePlan(this.#rows, objective);
      this.#bare.set(objective, bare);
    }
    return solveRound(this.#rows, numbered, bare);
  }
}

function compareListed(a: BasisOrder, b: BasisOrder): number {
  return (
    a.tier - b.tier ||
    compareText(a.regionCode, b.regionCode) ||
    compareText(a.stationId, b.stationId) ||
    compareText(a.id, b.id)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a === b ? 0 : 1;
}
