/** Spots: places in a text counted in code points (as the server counts), turned into runs to draw. */

export interface Spot {
  /** First code point, from 0. */
  readonly from: number;
  /** Past the last code point. */
  readonly to: number;
}

export interface Run {
  readonly text: string;
  readonly marked: boolean;
}

/** The text as runs, marked and not, in order; joined they are the text again. Overlaps merge; spots beyond the end are cut. */
export function runsOf(text: string, spots: readonly Spot[]): Run[] {
  const points = Array.from(text);
  const runs: Run[] = [];
  let at = 0;
  for (const spot of [...spots].sort((a, b) => a.from - b.from)) {
    const from = Math.max(at, spot.from);
    const to = Math.min(points.length, spot.to);
    if (to <= from) continue;
    if (at < from) runs.push({ text: points.slice(at, from).join(''), marked: false });
    runs.push({ text: points.slice(from, to).join(''), marked: true });
    at = to;
  }
  if (at < points.length) runs.push({ text: points.slice(at).join(''), marked: false });
  return runs;
}

/** A code-point place as the UTF-16 place that `setSelectionRange` wants. */
export function utf16Offset(text: string, codePoint: number): number {
  return Array.from(text).slice(0, codePoint).join('').length;
}
