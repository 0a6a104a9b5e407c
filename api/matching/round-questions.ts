/**
 * The questions that are put to a round, and their answers: what goes to the worker thread and comes back. The same
 * function answers in the thread and, if the thread is gone, in this one.
 */
import type { RoundBasis } from '@jiedui/shared/matching/round/basis.ts';
import { buildBasis, type RoundFacts, type RoundPair } from '@jiedui/shared/matching/round/build.ts';
import { RoundDesk } from '@jiedui/shared/matching/round/desk.ts';
import { countsOf, figuresOf } from '@jiedui/shared/matching/round/figures.ts';
import { type PairWords, pairWords } from '@jiedui/shared/matching/round/pair-words.ts';
import type {
  ProposedPair,
  RoundCount,
  RoundFigures,
  RoundOrganization,
  RoundPin,
  UnservedOrder,
} from '@jiedui/shared/matching/round/result.ts';
import type { WhatIf } from '@jiedui/shared/matching/round/what-if.ts';

/** Where a round comes from: facts still to be judged, or the basis of a saved run. */
export type RoundSource = { readonly facts: RoundFacts } | { readonly basis: RoundBasis };

export interface PlanAnswer {
  readonly figures: RoundFigures;
  readonly stations: readonly RoundCount[];
  readonly townships: readonly RoundCount[];
  /** Proposed pairs, and orders left out, as they are listed. */
  readonly served: readonly RoundPair[];
  readonly unserved: readonly string[];
}

export interface Questions {
  plan: PlanAnswer;
  pairs: { readonly pairs: readonly ProposedPair[]; readonly words: readonly PairWords[] };
  unserved: readonly UnservedOrder[];
  organizations: readonly RoundOrganization[];
  wishes: { readonly pins: readonly RoundPin[]; readonly forbids: readonly RoundPin[] };
  /** The whole result as bytes, which are what is hashed; the basis too, so that both can be kept. */
  whole: { readonly bytes: Uint8Array<ArrayBuffer>; readonly basis: RoundBasis; readonly words: readonly PairWords[] };
}
export type QuestionName = keyof Questions;

export interface Question<Name extends QuestionName = QuestionName> {
  readonly name: Name;
  readonly key: string;
  readonly whatIf: WhatIf;
  /** For `pairs` and `unserved`: which orders. */
  readonly orderIds?: readonly string[];
  /** Sent when the other side does not know the key. */
  readonly source?: RoundSource;
}

/** The other side does not know the round: ask again with its source. */
export const UNKNOWN_ROUND = 'unknown round';

/** Rounds kept at once; the one asked for least recently goes. */
const KEPT_MOST = 3;

interface Kept {
  readonly desk: RoundDesk;
  readonly facts: RoundFacts | null;
  readonly placeOf: ReadonlyMap<string, number>;
}

/** Answers questions about rounds, and keeps the rounds that it was told. */
export class RoundAnswerer {
  readonly #kept = new Map<string, Kept>();

  answer(question: Question): Questions[QuestionName] | typeof UNKNOWN_ROUND {
    const kept = this.#find(question);
    return kept ? ANSWERS[question.name](kept, question) : UNKNOWN_ROUND;
  }

  #find({ key, source }: Question): Kept | null {
    const known = this.#kept.get(key) ?? (source ? keptOf(source) : null);
    if (!known) return null;
    this.#kept.delete(key);
    this.#kept.set(key, known);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= KEPT_MOST) break;
      this.#kept.delete(oldest);
    }
    return known;
  }
}

function keptOf(source: RoundSource): Kept {
  const facts = 'facts' in source ? source.facts : null;
  const basis = 'facts' in source ? buildBasis(source.facts) : source.basis;
  const placeOf = new Map(basis.orders.map(({ id }, index) => [id, index]));
  return { desk: new RoundDesk(basis), facts, placeOf };
}

const ANSWERS: { readonly [Name in QuestionName]: (kept: Kept, question: Question) => Questions[Name] } = {
  plan: ({ desk }, { whatIf }) => {
    const asked = desk.plan(whatIf);
    const { served, unserved } = desk.orderPlaces(whatIf);
    const { orders, providers } = desk.basis;
    return {
      figures: figuresOf(asked),
      ...countsOf(asked),
      served: served.map((order) => ({
        orderId: orders[order]!.id,
        organizationId: providers[asked.solved.providerOf[order]!]!.id,
      })),
      unserved: unserved.map((order) => orders[order]!.id),
    };
  },
  pairs: (kept, question) => {
    const pairs = kept.desk.pairs(question.whatIf, placesIn(kept, question));
    return { pairs, words: kept.facts ? pairWords(kept.facts, pairs) : [] };
  },
  unserved: (kept, question) => kept.desk.unserved(question.whatIf, placesIn(kept, question)),
  organizations: ({ desk }, { whatIf }) => desk.organizations(whatIf),
  wishes: ({ desk }, { whatIf }) => desk.wishes(whatIf),
  whole: ({ desk, facts }, { whatIf }) => {
    const result = desk.whole(whatIf);
    const bytes = new TextEncoder().encode(JSON.stringify(result));
    return { bytes, basis: desk.basis, words: facts ? pairWords(facts, result.pairs) : [] };
  },
};

function placesIn({ placeOf }: Kept, { orderIds = [] }: Question): number[] {
  return orderIds.flatMap((id) => placeOf.get(id) ?? []);
}
