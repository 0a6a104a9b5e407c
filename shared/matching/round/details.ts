/** One thing of a round explained: a pair that is proposed, an order left out, an organization. */
import { cheapestSlot, pairWorth, slotWorth, type Worth } from '../assignment/explain.ts';
import { decisiveCode } from '../explanation.ts';
import { PART_CODES } from '../part-values.ts';
import type { PartValues } from '../weights.ts';
import { compareRanked } from '../weights.ts';
import type { RoundBasis } from './basis.ts';
import { pairOf } from './pins.ts';
import type {
  ProposedPair,
  RoundOrganization,
  RoundRunnerUp,
  ServingChange,
  UnservedOrder,
  UnservedReason,
} from './result.ts';
import type { RoundRows, Solved } from './solving.ts';
import type { NumberedWhatIf, WhatIf } from './what-if.ts';
import { mendSentence, oneMoreSlotSentence, runnerUpSentence, slotSentence, unservedSentence } from './words.ts';

/** A plan with all that questions about it need. */
export interface Questioned {
  readonly basis: RoundBasis;
  readonly rows: RoundRows;
  readonly wish: WhatIf;
  readonly numbered: NumberedWhatIf;
  readonly solved: Solved;
}

const CHANGES_MOST = 3;
const PARTS = PART_CODES.length;

export function pairDetail(asked: Questioned, order: number): ProposedPair {
  const { basis, rows, solved } = asked;
  const provider = solved.providerOf[order]!;
  const pair = pairOf(rows, order, provider);
  return {
    orderId: basis.orders[order]!.id,
    organizationId: basis.providers[provider]!.id,
    score: rows.score[pair]!,
    pinned: solved.pins.some((pin) => pin.order === order && pin.provider === provider && pin.problem === null),
    values: basis.values.slice(pair * PARTS, pair * PARTS + PARTS),
    runnerUp: runnerUpOf(asked, order, pair),
  };
}

function runnerUpOf({ basis, rows, numbered }: Questioned, order: number, pair: number): RoundRunnerUp | null {
  const { start, provider, score } = rows;
  const idOf = (e: number) => basis.providers[provider[e]!]!.id;
  let next = -1;
  for (let e = start[order]!; e < start[order + 1]!; e += 1) {
    if (e === pair || numbered.forbids.get(order)?.has(provider[e]!)) continue;
    if (next === -1 || compareRanked(score[e]!, idOf(e), score[next]!, idOf(next)) < 0) next = e;
  }
  if (next === -1) return null;
  const margin = score[pair]! - score[next]!;
  const [own, other] = [partValues(basis, pair), partValues(basis, next)];
  const decisive = 0 < margin ? decisiveCode(own, other, basis.weights.weights) : null;
  const { id, name } = basis.providers[provider[next]!]!;
  const [a, b] = decisive ? [own[decisive], other[decisive]] : [0, 0];
  return { organizationId: id, margin, decisive, sentence: runnerUpSentence(name, margin, decisive, a, b) };
}

function partValues({ values }: RoundBasis, pair: number): PartValues {
  return Object.fromEntries(PART_CODES.map((code, i) => [code, values[pair * PARTS + i]])) as PartValues;
}

export function unservedDetail(asked: Questioned, order: number): UnservedOrder {
  const { basis, rows, wish, numbered, solved } = asked;
  const { id, pairedOnlyUntil } = basis.orders[order]!;
  const forbidden = numbered.forbids.get(order);
  let able = 0;
  let open = 0;
  let free = 0;
  for (let e = rows.start[order]!; e < rows.start[order + 1]!; e += 1) {
    if (forbidden?.has(rows.provider[e]!)) continue;
    able += 1;
    const slots = solved.slots[rows.provider[e]!]!;
    if (0 < slots) open += 1;
    if (solved.used[rows.provider[e]!]! < slots) free += 1;
  }
  const reason = reasonOf({ able, open, free }, wish.hours !== null, pairedOnlyUntil !== null);
  const near = basis.nearMisses[order]!.length;
  return {
    orderId: id,
    reason,
    sentence: unservedSentence(reason, able, near, wish.objective, pairedOnlyUntil),
    changes: changesFor(asked, order).slice(0, CHANGES_MOST),
  };
}

/** @param counts organizations that may serve it, of these the ones with slots at all, and with a slot that is free */
function reasonOf(
  { able, open, free }: { readonly able: number; readonly open: number; readonly free: number },
  withHours: boolean,
  pairedOnly: boolean,
): UnservedReason {
  if (withHours && 0 < free) return 'hours_used';
  if (0 < open) return 'slots_used_elsewhere';
  if (0 < able) return 'no_slots';
  return pairedOnly ? 'paired_only' : 'nobody_eligible';
}

/** Most gain first; of equal ones a slot before a mended check, then by organization. */
function changesFor({ basis, wish, solved }: Questioned, order: number): ServingChange[] {
  const { network } = solved;
  const at = solved.placeOf(order);
  // Where a slot is free, or what holds it is worth less than an order, nobody is left out for this one.
  const gainOf = (provider: number, free: boolean, { units, score }: Worth) => ({
    servedGain: wish.objective !== 'total' && 0 < units && (free || network.price[provider]! < network.unit) ? 1 : 0,
    scoreGain: score,
  });
  const found: { readonly amount: Worth; readonly change: ServingChange }[] = [];
  const slot = cheapestSlot(network, at);
  // With hours a slot may be free and of no use.
  if (slot && solved.slots[slot.provider]! <= solved.used[slot.provider]!) {
    const { id, name } = basis.providers[slot.provider]!;
    const amount = slotWorth(network, slot.provider);
    const sentence = oneMoreSlotSentence(name);
    const change = {
      kind: 'one_more_slot',
      organizationId: id,
      check: null,
      ...gainOf(slot.provider, true, amount),
      sentence,
    } as const;
    found.push({ amount, change });
  }
  for (const near of basis.nearMisses[order]!) {
    const amount = pairWorth(network, at, near.provider, near.score);
    if (amount.units < 0 || (amount.units === 0 && amount.score <= 0)) continue;
    const { id, name } = basis.providers[near.provider]!;
    const sentence = mendSentence(name, basis.orders[order]!.townshipName, near);
    const change = {
      kind: 'mend_check',
      organizationId: id,
      check: near.check,
      ...gainOf(near.provider, false, amount),
      sentence,
    } as const;
    found.push({ amount, change });
  }
  return found
    .sort((a, b) => b.amount.units - a.amount.units || b.amount.score - a.amount.score)
    .map(({ change }) => change);
}

export function organizationDetail({ basis, wish, solved }: Questioned, provider: number): RoundOrganization {
  const slots = solved.slots[provider]!;
  const used = solved.used[provider]!;
  const worth = used < slots ? { units: 0, score: 0 } : slotWorth(solved.network, provider);
  const servedGain = wish.objective === 'total' ? 0 : Math.sign(worth.units);
  return {
    organizationId: basis.providers[provider]!.id,
    slots,
    used,
    servedGain,
    scoreGain: worth.score,
    sentence: slotSentence(slots - used, servedGain, worth.score, wish.objective),
  };
}
