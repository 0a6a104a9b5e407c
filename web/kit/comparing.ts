/** Comparing: several candidates part by part. What differs comes first, what weighs most at its top; what is alike is left aside. */

export interface ComparedPart {
  readonly code: string;
  readonly name: string;
  /** 0 to 1, and its share of the whole, 0 to 1. */
  readonly value: number;
  readonly weight: number;
  readonly words: string;
}

export interface ComparedCell {
  readonly words: string;
  readonly value: number;
  /** Better than another one in this row. */
  readonly best: boolean;
}

export interface ComparedRow {
  readonly code: string;
  readonly name: string;
  readonly weight: number;
  /** What lies between the best and the least of the row, in points of 100 of the whole. */
  readonly apart: number;
  readonly cells: readonly ComparedCell[];
}

export interface Comparison {
  readonly differing: readonly ComparedRow[];
  readonly alike: readonly ComparedRow[];
}

/** @param candidates the parts of each, every one with the same codes; the first gives the order of what is alike */
export function compareParts(candidates: readonly (readonly ComparedPart[])[]): Comparison {
  const rows = (candidates[0] ?? []).map((part) => rowOf(part, candidates));
  const alike = rows.filter(isAlike);
  const differing = rows.filter((row) => !isAlike(row)).sort((a, b) => b.apart - a.apart);
  return { differing, alike };
}

/** `3.6 分`, of 100, one decimal at most; `不到 0.1 分` rather than a 0 that is none. */
export function pointWords(points: number): string {
  const tenths = Math.round(points * 10) / 10;
  return tenths === 0 && points !== 0 ? '不到 0.1 分' : `${tenths} 分`;
}

/** `18%`, as precisely as a weight is kept. */
export function shareWords(share: number): string {
  return `${Math.round(share * 10_000) / 100}%`;
}

/** The whole of a candidate, in points of 100. */
export function wholePoints(parts: readonly ComparedPart[]): number {
  return parts.reduce((sum, { value, weight }) => sum + value * weight * 100, 0);
}

function rowOf(part: ComparedPart, candidates: readonly (readonly ComparedPart[])[]): ComparedRow {
  const found = candidates.map((parts) => parts.find(({ code }) => code === part.code));
  const values = found.map((one) => one?.value ?? 0);
  const [best, least] = [Math.max(...values), Math.min(...values)];
  return {
    code: part.code,
    name: part.name,
    weight: part.weight,
    apart: (best - least) * part.weight * 100,
    cells: found.map((one) => ({
      words: one?.words ?? '没有这一项',
      value: one?.value ?? 0,
      best: least < best && one?.value === best,
    })),
  };
}

/** The same words at the same worth: nothing to choose by. */
function isAlike({ apart, cells }: ComparedRow): boolean {
  return apart === 0 && cells.every(({ words }) => words === cells[0]?.words);
}
