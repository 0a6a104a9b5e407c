/** Which pins can be kept: a pin takes a pair that may serve, the order's only seat, and a slot that the provider has. */
import type { RoundRows } from './solving.ts';
import type { NumberedWhatIf, NumberedWish } from './what-if.ts';

/** `not_eligible`: no pair, by the hard checks, first refusal or an earlier no; the others say what is used up. */
export const PIN_PROBLEMS = ['not_in_round', 'not_eligible', 'forbidden', 'order_taken', 'no_slot'] as const;
export type PinProblem = (typeof PIN_PROBLEMS)[number];

export interface CheckedPin extends NumberedWish {
  readonly score: number;
  /** Null when it is kept. */
  readonly problem: PinProblem | null;
}

/** In order: whoever comes first has the seat and the slot. */
export function checkPins(rows: RoundRows, slots: Int32Array, { pins, forbids }: NumberedWhatIf): CheckedPin[] {
  const left = slots.slice();
  const pinned = new Set<number>();
  return pins.map(({ order, provider }) => {
    const pair = pairOf(rows, order, provider);
    const problem = pair === -1 ? 'not_eligible' : problemOf(order, provider);
    if (problem === null) {
      pinned.add(order);
      left[provider]! -= 1;
    }
    return { order, provider, score: pair === -1 ? 0 : rows.score[pair]!, problem };
  });

  function problemOf(order: number, provider: number): PinProblem | null {
    if (forbids.get(order)?.has(provider)) return 'forbidden';
    if (pinned.has(order)) return 'order_taken';
    return left[provider]! <= 0 ? 'no_slot' : null;
  }
}

/** The index of the pair, -1 when the two are none. */
export function pairOf({ start, provider }: Pick<RoundRows, 'start' | 'provider'>, order: number, of: number): number {
  for (let e = start[order]!; e < start[order + 1]!; e += 1) if (provider[e] === of) return e;
  return -1;
}
