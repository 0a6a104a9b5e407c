/**
 * How Chinese is read, by pinyin-pro (MIT, without dependencies), which knows words: 重 is chong in 重阳 and zhong in 重点.
 * The server's alone; its dictionary is loaded when something is first read.
 */
import type { Part, Readings } from '@jiedui/shared/search/searchable.ts';

/** Readings kept of one character: rarer ones would find more than is meant. */
const READINGS_MAX = 3;
/** Texts whose readings are remembered, as names are asked again at each search. */
const REMEMBERED_MAX = 20_000;

let loading: Promise<typeof import('pinyin-pro')> | undefined;
const remembered = new Map<string, Readings>();
const ofCharacter = new Map<string, readonly string[]>();

/** @returns the readings of each text, in its order */
export async function readingsOf(texts: readonly string[]): Promise<Readings[]> {
  loading ??= import('pinyin-pro');
  const library = await loading;
  return texts.map((text) => {
    const known = remembered.get(text);
    if (known) return known;
    const readings = read(library, text);
    if (REMEMBERED_MAX <= remembered.size) remembered.clear();
    remembered.set(text, readings);
    return readings;
  });
}

export async function partsOf(texts: readonly string[]): Promise<Part[]> {
  const readings = await readingsOf(texts);
  return texts.map((text, i) => ({ text, readings: readings[i] ?? [] }));
}

function read({ pinyin }: typeof import('pinyin-pro'), text: string): Readings {
  const points = [...text];
  const inWords = pinyin(text, { toneType: 'none', type: 'array', v: true });
  // The library counts as we do; should it ever not, a character's own reading still stands.
  const fitting = inWords.length === points.length ? inWords : points;
  return points.map((point, i) => {
    let all = ofCharacter.get(point);
    if (!all) {
      const ways = pinyin(point, { toneType: 'none', type: 'array', multiple: true, v: true });
      all = ways.filter((way) => /^[a-z]+$/.test(way) && way !== point);
      ofCharacter.set(point, all);
    }
    if (all.length === 0) return null;
    const first = fitting[i];
    return [...new Set([...(first && /^[a-z]+$/.test(first) ? [first] : []), ...all])].slice(0, READINGS_MAX);
  });
}
