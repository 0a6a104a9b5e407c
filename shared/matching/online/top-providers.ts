/**
 * The best providers for an order: inverted lists with a bounded heap, exact.
 * Every offer that may pass stands under one of the order's areas, the wide ones (province, prefecture, county) listed by
 * type. Each of these lists is walked, each provider is judged once (stamps), and the best are kept.
 * Zobel, Moffat, Inverted files for text search engines, 2006. Cost: O(types·levels + candidates·(offers + log k)).
 *
 * Near misses fail one or two checks, but not both type and area: so an offer of theirs either covers the order's place,
 * or is of its type. Of the latter those are looked at whose organization sits in the order's prefecture, because who is
 * of the right kind a thousand kilometres away misses by more than a check; and an area that more offers cover than
 * COVERING_MOST, a province of the largest, is looked through by type alone. So the second pass is bounded.
 */
import { bitCount } from '../eligibility.ts';
import { NEAR_MISS_FAILURES } from '../rank.ts';
import { compareRanked, SCORE_MOST } from '../weights.ts';
import { BestList } from './best-list.ts';
import { type Comparison, TYPE_AND_AREA } from './comparison.ts';
import type { Moment } from './moment.ts';
import { OFFER_FIELDS, PROVIDER } from './offer-table.ts';
import type { OrderNumbers } from './order-numbers.ts';
import type { PostingLists } from './posting-lists.ts';
import type { ProviderTable } from './provider-table.ts';
import { typedKey } from './vocabulary.ts';

export interface Question {
  readonly order: OrderNumbers;
  readonly moment: Moment;
  readonly waitedDays: number;
  /** In the order of PART_CODES. */
  readonly weights: Int32Array;
}

export interface Placed {
  readonly id: string;
  readonly score: number;
}

export interface PlacedMiss extends Placed {
  /** Its place among those who pass, once every failed check is mended. */
  readonly wouldRank: number;
}

export interface TopProviders {
  readonly best: readonly Placed[];
  /** Fewest failures first, then best first. */
  readonly nearMisses: readonly PlacedMiss[];
  /** How many passed every check, kept or not. */
  readonly eligibleCount: number;
}

/** More offers of whatever type than this are not looked through for near misses. */
export const COVERING_MOST = 2_000;

export class TopProvidersSearch {
  readonly #providers: ProviderTable;
  readonly #comparison: Comparison;
  #stamps = new Int32Array(1_024);
  #stamp = 0;
  /** Providers that passed, with their scores: kept when near misses ask how many are better. */
  readonly #passed: number[] = [];
  readonly #passedScores: number[] = [];
  #eligible = 0;
  /** Used again by the next question with the same limits. */
  #best: BestList;
  #near: BestList;

  constructor(providers: ProviderTable, comparison: Comparison) {
    this.#best = new BestList(0, providers.slots.ids);
    this.#near = new BestList(0, providers.slots.ids);
    this.#providers = providers;
    this.#comparison = comparison;
  }

  /** @throws RangeError on limits that are no whole numbers from 0 */
  find(question: Question, limit: number, nearLimit: number): TopProviders {
    const { ids } = this.#providers.slots;
    const best = this.#cleared(this.#best, limit);
    const near = this.#cleared(this.#near, nearLimit);
    this.#best = best;
    this.#near = near;
    const { order, moment, waitedDays, weights } = question;
    this.#comparison.layOrder(order, moment, waitedDays, weights);
    if (this.#stamps.length < ids.length) this.#stamps = new Int32Array(Math.ceil(1.5 * ids.length));
    this.#stamp += 1;
    this.#eligible = 0;
    this.#passed.length = 0;
    this.#passedScores.length = 0;
    const { byArea, byTypedArea, byHome } = this.#providers.offers;
    const misses = 0 < nearLimit ? near : null;
    for (const area of order.narrowAreas) this.#walk(byArea, area, best, misses);
    for (const area of order.wideAreas) {
      // Whoever covers the area with another type may still be a near miss.
      if (misses && byArea.lengthOf(area) <= COVERING_MOST) this.#walk(byArea, area, best, misses);
      else for (const type of order.meeting) this.#walk(byTypedArea, typedKey(area, type), best, misses);
    }
    if (misses) for (const type of order.meeting) this.#walk(byHome, typedKey(order.prefecture, type), best, misses);
    best.sort();
    near.sort();
    return {
      best: placedIn(best, ids),
      nearMisses: placedIn(near, ids).map(({ id, score }) => this.#missOf(id, score % (SCORE_MOST + 1))),
      eligibleCount: this.#eligible,
    };
  }

  #cleared(list: BestList, limit: number): BestList {
    if (list.limit !== limit) return new BestList(limit, this.#providers.slots.ids);
    list.clear();
    return list;
  }

  #walk(lists: PostingLists, key: number, best: BestList, misses: BestList | null): void {
    const list = lists.find(key);
    if (list < 0) return;
    const { fields } = this.#providers.offers;
    const start = lists.start[list]!;
    for (let i = start, end = start + lists.length[list]!; i < end; i += 1) {
      const offer = lists.pool[i]!;
      if (misses === null && !this.#comparison.mayPass(offer)) continue;
      const slot = fields[OFFER_FIELDS * offer + PROVIDER]!;
      if (this.#stamps[slot] === this.#stamp) continue;
      this.#stamps[slot] = this.#stamp;
      this.#consider(slot, best, misses);
    }
  }

  #consider(slot: number, best: BestList, misses: BestList | null): void {
    const comparison = this.#comparison;
    const own = comparison.ownBits(slot, misses !== null);
    if (own !== 0 && (misses === null || NEAR_MISS_FAILURES < bitCount(own))) return;
    comparison.judge(slot, own);
    const { failed } = comparison;
    if (failed === 0) {
      this.#eligible += 1;
      const score = comparison.score(slot);
      best.offer(slot, score);
      if (misses === null) return;
      this.#passed.push(slot);
      this.#passedScores.push(score);
      return;
    }
    const failures = bitCount(failed);
    if (misses === null || NEAR_MISS_FAILURES < failures || (failed & TYPE_AND_AREA) === TYPE_AND_AREA) return;
    // Fewer failures come before any score.
    misses.offer(slot, (NEAR_MISS_FAILURES - failures) * (SCORE_MOST + 1) + comparison.score(slot));
  }

  #missOf(id: string, score: number): PlacedMiss {
    const { ids } = this.#providers.slots;
    let better = 0;
    for (let i = 0; i < this.#passed.length; i += 1)
      if (compareRanked(this.#passedScores[i]!, ids[this.#passed[i]!]!, score, id) < 0) better += 1;
    return { id, score, wouldRank: better + 1 };
  }
}

function placedIn(list: BestList, ids: readonly string[]): Placed[] {
  const placed: Placed[] = [];
  for (let i = 0; i < list.count; i += 1) placed.push({ id: ids[list.items[i]!]!, score: list.scores[i]! });
  return placed;
}
