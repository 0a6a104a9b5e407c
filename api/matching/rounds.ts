/**
 * Rounds being looked at in this process. The facts of each are loaded once and kept for a while under a key, so that an
 * officer who changes a pin waits for the solver and for nothing else; what is saved in the end is what was seen.
 */
import { createHash } from 'node:crypto';
import type { Tx } from '@jiedui/db/connect.ts';
import type { RoundBasis } from '@jiedui/shared/matching/round/basis.ts';
import type { PairWords } from '@jiedui/shared/matching/round/pair-words.ts';
import type { RoundResult } from '@jiedui/shared/matching/round/result.ts';
import { canonical, type WhatIf } from '@jiedui/shared/matching/round/what-if.ts';
import { v7 as uuid } from 'uuid';
import { governs } from '../region/region.store.ts';
import { type LoadedRound, loadRound, type RoundAsked } from './round-facts.ts';
import type { PlanAnswer, QuestionName, Questions } from './round-questions.ts';
import { roundWorker } from './worker.ts';

/** Facts older than this are loaded anew, whatever key is asked for. */
const KEPT_MS = 10 * 60 * 1_000;
const KEPT_MOST = 6;

export interface OpenRound extends LoadedRound {
  readonly key: string;
  readonly asked: RoundAsked;
}

const kept = new Map<string, OpenRound>();

/** The round of that key while it is fresh, or one with the facts of now; null when there is none for this viewer. */
export async function openRound(tx: Tx, asked: RoundAsked, key: string | null, at: Date): Promise<OpenRound | null> {
  // Asked each time: a key opens nothing by itself.
  if (!(await governs(tx, asked.authorityId))) return null;
  const known = key === null ? undefined : kept.get(key);
  if (known && isSame(known.asked, asked) && at.getTime() - known.facts.at.getTime() <= KEPT_MS) return known;
  const loaded = await loadRound(tx, asked, at);
  if (!loaded) return null;
  const round = { ...loaded, key: uuid(), asked };
  kept.set(round.key, round);
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT_MOST) break;
    kept.delete(oldest);
  }
  return round;
}

/** A question about a round that is open, or one of a run by its basis. */
export function askRound<Name extends QuestionName>(
  round: OpenRound,
  name: Name,
  whatIf: WhatIf,
  orderIds?: readonly string[],
): Promise<Questions[Name]> {
  const source = { facts: round.facts };
  return roundWorker.ask({ name, key: round.key, whatIf, ...(orderIds && { orderIds }) }, source);
}

/** Names a plan: the same pairs and figures for the same wish, the same name. */
export function planHash(whatIf: WhatIf, { figures, served, unserved }: PlanAnswer): string {
  return sha256(JSON.stringify([canonical(whatIf), figures, served, unserved]));
}

export interface WholeRound {
  readonly result: RoundResult;
  readonly resultHash: string;
  readonly basis: RoundBasis;
  readonly words: readonly PairWords[];
}

export async function wholeOf(round: OpenRound, whatIf: WhatIf): Promise<WholeRound> {
  return wholeFrom(await askRound(round, 'whole', whatIf));
}

/** A run computed anew, from what was kept with it and from nothing that somebody has in mind: hence a key of its own. */
export async function recomputed(basis: RoundBasis, whatIf: WhatIf): Promise<WholeRound> {
  return wholeFrom(await roundWorker.ask({ name: 'whole', key: uuid(), whatIf }, { basis }));
}

function wholeFrom({ bytes, basis, words }: Questions['whole']): WholeRound {
  const result = JSON.parse(new TextDecoder().decode(bytes)) as RoundResult;
  return { result, resultHash: sha256(bytes), basis, words };
}

function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function isSame(a: RoundAsked, b: RoundAsked): boolean {
  return a.authorityId === b.authorityId && a.month === b.month && a.weightSetId === b.weightSetId;
}
