/**
 * A new index from records by the thousand: the postings are gathered while records come and laid out once at the end
 * (posting-lists.ts), where `put` would move each list a dozen times as it grows. Cost: O(numbers in the records).
 */
import { ProviderIndex } from './provider-index.ts';
import type { ProviderRecord } from './records.ts';

export class IndexBuild {
  readonly #index: ProviderIndex;

  /** @param expected about how many providers there will be; more are welcome */
  constructor(expected = 64) {
    this.#index = new ProviderIndex(expected);
    this.#index.providers.gather(expected);
  }

  /** @throws RangeError when the provider came before, or its record cannot be held; the build must then be let go */
  add(record: ProviderRecord): void {
    this.#index.providers.add(record);
  }

  /** The index, which may be asked and changed from here on. */
  done(): ProviderIndex {
    this.#index.providers.settle();
    return this.#index;
  }
}
