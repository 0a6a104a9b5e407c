/**
 * How alike two descriptions of needs are: Dice's coefficient on pairs of characters, after words that stations use for one
 * another are made one. Matching has a finer measure (matching/text), but of how well an offer answers an order: it weighs
 * one side against the other and lives in a later room. Here two workers of one station wrote down one thing twice, and
 * what is asked is symmetric.
 */
import { searchForm } from '../text.ts';

/** Words that stations use for one another; the first of each row stands for all. */
const SAME: readonly (readonly [string, RegExp])[] = [
  ['探访', /(?:入户|上门)?(?:探访|走访|看望|探望|慰问|敲门)/g],
  ['独居', /孤寡|独身|一个人住/g],
  ['老人', /老年人|老年|长者|高龄/g],
  ['儿童', /孩子|少儿|小孩|青少年|未成年人/g],
  ['义诊', /体检|健康检查|测血压|量血压|看病/g],
  ['助餐', /送餐|配餐|做饭|吃饭/g],
  ['辅导', /补课|作业|学业/g],
  ['心理', /情绪|情感/g],
];
/** Words that say nothing about what is needed. */
const EMPTY = /希望|需要|请求|开展|提供|进行|组织|活动|服务|冬季|春季|夏季|秋季|部分|一些|多名|多位|以及/g;

/** Pairs of neighbouring characters, with how often each stands there. */
export type Pairs = ReadonlyMap<string, number>;

export function pairsOf(text: string): Pairs {
  let plain = searchForm(text).replace(EMPTY, '');
  for (const [word, others] of SAME) plain = plain.replace(others, word);
  const letters = [...plain.replace(/[^\p{Script=Han}a-z]|[为的了和与及在位名]/gu, '')];
  const pairs = new Map<string, number>();
  for (let i = 0; i + 1 < letters.length; i++) {
    const pair = `${letters[i]}${letters[i + 1]}`;
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}

/** 0 to 100, a whole number; 100 for the same pairs, 0 when either has none. */
export function likeness(a: Pairs, b: Pairs): number {
  let shared = 0;
  let size = 0;
  for (const [pair, count] of a) {
    size += count;
    shared += Math.min(count, b.get(pair) ?? 0);
  }
  for (const count of b.values()) size += count;
  return size === 0 ? 0 : Math.floor((200 * shared) / size);
}
