/**
 * The online index: put and remove records of providers and of orders, ask for the best providers of an order and for
 * the feed of a provider. One object for a tenant; it knows no clock, so every question says when it is asked.
 *
 *     records ──put──▶ ProviderTable (columns, OfferTable, FactRows, posting lists) ──▶ TopProvidersSearch
 */
import type { OrderFacts } from '../facts.ts';
import { type Weights, weightList } from '../weights.ts';
import { Comparison } from './comparison.ts';
import { type Moment, momentOf } from './moment.ts';
import { OrderIndex } from './order-index.ts';
import { type OrderNumbers, orderNumbers } from './order-numbers.ts';
import { ProviderTable } from './provider-table.ts';
import type { ProviderRecord } from './records.ts';
import { type TopProviders, TopProvidersSearch } from './top-providers.ts';
import { Vocabulary } from './vocabulary.ts';

export class ProviderIndex {
  readonly vocabulary = new Vocabulary();
  readonly providers: ProviderTable;
  readonly comparison: Comparison;
  readonly orders: OrderIndex;
  readonly #search: TopProvidersSearch;

  /** @param expected about how many providers there will be; more are welcome */
  constructor(expected = 64) {
    this.providers = new ProviderTable(this.vocabulary, expected);
    this.comparison = new Comparison(this.providers, this.vocabulary);
    this.orders = new OrderIndex(this.providers, this.comparison, this.vocabulary);
    this.#search = new TopProvidersSearch(this.providers, this.comparison);
  }

  put(record: ProviderRecord): void {
    this.providers.put(record);
  }

  remove(organizationId: string): boolean {
    return this.providers.remove(organizationId);
  }

  /** Cuts at most so many texts of offers, and of orders, that no question has needed yet, and tells how many are left. */
  cutTexts(most: number): number {
    return this.providers.offers.cutSome(most) + this.orders.cutSome(most);
  }

  /** The order in numbers: worth keeping for one that is asked about again. */
  numbersOf(order: Parameters<typeof orderNumbers>[0]): OrderNumbers {
    return orderNumbers(order, this.vocabulary);
  }

  /** The providers that pass every check, best first, and on request those that just miss. */
  top(order: OrderFacts, at: Date, weights: Weights, limit: number, nearLimit: number): TopProviders {
    return this.topOf(this.numbersOf(order), momentOf(at), order.waitedDays, weightList(weights), limit, nearLimit);
  }

  topOf(
    order: OrderNumbers,
    moment: Moment,
    waitedDays: number,
    weights: Int32Array,
    limit: number,
    nearLimit: number,
  ): TopProviders {
    return this.#search.find({ order, moment, waitedDays, weights }, limit, nearLimit);
  }
}
