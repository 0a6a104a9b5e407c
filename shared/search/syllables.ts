/**
 * The syllables of pinyin without tones (汉语拼音方案, 1958; ü as v), and how a run of letters falls into them: `laoren`
 * is lao ren. One may still be typing, so that the last may be the beginning of a syllable.
 */
const BY_INITIAL: Readonly<Record<string, string>> = {
  '': 'a ai an ang ao e ei en eng er o ou',
  b: 'a ai an ang ao ei en eng i ian iao ie in ing o u',
  p: 'a ai an ang ao ei en eng i ian iao ie in ing o ou u',
  m: 'a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u',
  f: 'a an ang ei en eng o ou u',
  d: 'a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo',
  t: 'a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo',
  n: 'a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo v ve',
  l: 'a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan un uo v ve',
  g: 'a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo',
  k: 'a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo',
  h: 'a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo',
  j: 'i ia ian iang iao ie in ing iong iu u uan ue un',
  q: 'i ia ian iang iao ie in ing iong iu u uan ue un',
  x: 'i ia ian iang iao ie in ing iong iu u uan ue un',
  zh: 'a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo',
  ch: 'a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo',
  sh: 'a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo',
  r: 'an ang ao e en eng i ong ou u ua uan ui un uo',
  z: 'a ai an ang ao e ei en eng i ong ou u uan ui un uo',
  c: 'a ai an ang ao e en eng i ong ou u uan ui un uo',
  s: 'a ai an ang ao e en eng i ong ou u uan ui un uo',
  y: 'a an ang ao e i in ing o ong ou u uan ue un',
  w: 'a ai an ang ei en eng o u',
};

export const SYLLABLES: ReadonlySet<string> = new Set(
  Object.entries(BY_INITIAL).flatMap(([initial, finals]) => finals.split(' ').map((final) => initial + final)),
);
const BEGINNINGS: ReadonlySet<string> = new Set(
  [...SYLLABLES].flatMap((syllable) => Array.from(syllable, (_letter, i) => syllable.slice(0, i + 1))),
);

/** The longest syllable, zhuang, in letters. */
const LONGEST = 6;
/** Readings of one run of letters that are looked for. */
const READINGS_MAX = 6;

/**
 * Every way in which the letters fall into syllables, the longer first syllable first, at most six: `xian` is xian, xi an.
 * The last piece may be the beginning of a syllable, but not when the letters are whole syllables without that.
 *
 * @returns empty when they do not, or when only one piece of one letter would remain: that is an initial, not a reading
 */
export function syllabled(letters: string): readonly (readonly string[])[] {
  const whole: string[][] = [];
  const begun: string[][] = [];
  const walk = (from: number, pieces: readonly string[]) => {
    if (READINGS_MAX <= whole.length) return;
    if (from === letters.length) {
      whole.push([...pieces]);
      return;
    }
    for (let length = Math.min(LONGEST, letters.length - from); 0 < length; length--) {
      const piece = letters.slice(from, from + length);
      if (SYLLABLES.has(piece)) walk(from + length, [...pieces, piece]);
      else if (
        from + length === letters.length &&
        0 < pieces.length &&
        BEGINNINGS.has(piece) &&
        begun.length < READINGS_MAX
      )
        begun.push([...pieces, piece]);
    }
  };
  if (1 < letters.length) walk(0, []);
  return whole.length === 0 ? begun : whole;
}
