/**
 * The words of a text, counted: concepts of the field where its lexicon knows them, and between them the words that
 * Intl.Segmenter finds. One character, a number or a word of no content counts for nothing. The title counts twice.
 */
import { conceptAt, withBroader } from './lexicon.ts';

export interface Terms {
  /** How often each occurs. */
  readonly counts: ReadonlyMap<string, number>;
  /** How many there are in all. */
  readonly length: number;
}

export const NO_TERMS: Terms = { counts: new Map(), length: 0 };

const SEGMENTER = new Intl.Segmenter('zh', { granularity: 'word' });
/** Words in every order and every offer, which tell nothing apart. */
const EMPTY_WORDS = new Set(
  '开展 提供 进行 组织 活动 服务 我们 可以 需要 希望 以及 其中 通过 对于 一次 每月 每周 每次 左右 以上 以下 相关 具体 情况 工作 人员 社工站 街道 辖区 本站 我站 部分 同时 根据 或者 包括 并且 如果 已经 目前 现有'.split(
    ' ',
  ),
);

/** @param title counts twice: it says what the rest explains */
export function termsOf(title: string, body: string): Terms {
  const counts = new Map<string, number>();
  const add = (word: string, times: number) => counts.set(word, (counts.get(word) ?? 0) + times);
  for (const word of wordsOf(title)) add(word, 2);
  for (const word of wordsOf(body)) add(word, 1);
  let length = 0;
  for (const count of counts.values()) length += count;
  return { counts, length };
}

/** The words in the order in which they stand. */
export function wordsOf(text: string): string[] {
  const plain = text.normalize('NFKC');
  const words: string[] = [];
  let rest = '';
  for (let at = 0; at < plain.length; ) {
    const found = conceptAt(plain, at);
    if (found === null) {
      rest += plain.charAt(at);
      at += 1;
      continue;
    }
    words.push(...plainWords(rest), ...withBroader(found.concept));
    rest = '';
    at += found.length;
  }
  return [...words, ...plainWords(rest)];
}

function plainWords(text: string): string[] {
  if (text.length < 2) return [];
  const words: string[] = [];
  for (const { segment, isWordLike } of SEGMENTER.segment(text)) {
    if (isWordLike && 2 <= segment.length && !/\d/.test(segment) && !EMPTY_WORDS.has(segment)) words.push(segment);
  }
  return words;
}
