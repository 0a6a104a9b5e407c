/**
 * The words of a text that nobody has asked for yet. Cutting a text takes longer than all the rest of its offer, and most
 * offers are never compared by their words; so the index holds the text and cuts it when a question first needs it.
 */
import type { Terms } from '../text/terms.ts';

export class LaterTerms<Text = unknown> implements Terms {
  readonly #cut: (text: Text) => Terms;
  #text: Text | null;
  #terms: Terms | null = null;

  /** @param cut the words of the text, always the same for the same text */
  constructor(text: Text, cut: (text: Text) => Terms) {
    this.#text = text;
    this.#cut = cut;
  }

  get isCut(): boolean {
    return this.#terms !== null;
  }

  get counts(): ReadonlyMap<string, number> {
    return this.#now().counts;
  }

  get length(): number {
    return this.#now().length;
  }

  #now(): Terms {
    if (this.#terms === null && this.#text !== null) {
      this.#terms = this.#cut(this.#text);
      this.#text = null;
    }
    if (this.#terms === null) throw new Error('neither a text nor its words');
    return this.#terms;
  }
}
