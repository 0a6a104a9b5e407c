/**
 * Names that are nearly right: 社堂镇 for 社棠镇, 大城 for 大城街道, a name of a list with a slip of the pen.
 * Only a name that is exactly right is taken; anything near is asked, never silently taken.
 */
import { searchForm } from '../../text.ts';

/** Something that a cell may name. */
export interface Named {
  readonly code: string;
  readonly name: string;
  /** Other names that people use; they are asked too, because an alias may be an error that stuck. */
  readonly aliases?: readonly string[];
  /** Said beside the name where two bear the same: the county of a township. */
  readonly where?: string;
}

export type Naming =
  | { readonly found: Named }
  /** Best first, three at most. */
  | { readonly near: readonly Named[] }
  | { readonly unknown: true };

const MOST_NEAR = 3;
const SUFFIX =
  /(?:街道办事处|街道|社区居委会|社区|民族乡|镇人民政府|乡人民政府|镇|乡|社会工作服务站|社会工作站|社工服务站|社工站|服务站|协会|服务中心|中心)$/;

/** Without blanks, brackets and their kinds, in one form. */
export const plainName = (text: string) => searchForm(text).replace(/[\s()（）【】[\]“”"'·.,，。]/g, '');

/** `code` itself names a thing too: a township by its 12 digits, a type by EC01. */
export function findName(text: string, among: readonly Named[]): Naming {
  const wanted = plainName(text);
  if (wanted === '') return { unknown: true };
  const exact = among.filter(({ name, code }) => plainName(name) === wanted || plainName(code) === wanted);
  if (exact.length === 1) return { found: exact[0]! };
  if (1 < exact.length) return { near: exact.slice(0, MOST_NEAR) };
  const ranked = among
    .map((named) => ({ named, distance: distanceTo(wanted, named) }))
    .filter(({ distance }) => distance <= allowance(wanted))
    .sort((a, b) => a.distance - b.distance || (a.named.name < b.named.name ? -1 : 1));
  const best = ranked[0];
  if (!best) return { unknown: true };
  return {
    near: ranked
      .filter(({ distance }) => distance <= best.distance + 1)
      .slice(0, MOST_NEAR)
      .map(({ named }) => named),
  };
}

/** Slips that still may be meant: one in a short name, three in a long one. */
const allowance = (wanted: string) => (wanted.length <= 4 ? 1 : wanted.length <= 8 ? 2 : 3);

function distanceTo(wanted: string, { name, aliases = [] }: Named): number {
  if (aliases.some((alias) => plainName(alias) === wanted)) return 0;
  const plain = plainName(name);
  const short = stem(wanted);
  if (2 <= short.length && short === stem(plain)) return 0;
  // 助老敲门 of 探访关爱（助老敲门）, 心连心爱心协会 of 天水市心连心爱心协会.
  if (3 <= wanted.length && plain.includes(wanted)) return 1;
  return editDistance(wanted, plain, allowance(wanted));
}

const stem = (name: string) => name.replace(SUFFIX, '');

/**
 * Optimal string alignment (Damerau-Levenshtein without a second touch): insertions, deletions, replacements and swaps of
 * neighbours. Cost: lengths multiplied; stops once `most` cannot be kept.
 */
export function editDistance(left: string, right: string, most = 99): number {
  const a = Array.from(left);
  const b = Array.from(right);
  if (most < Math.abs(a.length - b.length)) return most + 1;
  let before: number[] = [];
  let above = b.map((_, j) => j).concat(b.length);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + (same ? 0 : 1));
      const swapped = 1 < i && 1 < j && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) least = Math.min(least, before[j - 2]! + 1);
      row.push(least);
    }
    if (most < Math.min(...row)) return most + 1;
    [before, above] = [above, row];
  }
  return above[b.length]!;
}
