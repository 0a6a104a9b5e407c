/** Expected "no" of a search: words with nothing in them to look for, or too many of them. */
import { Refusal } from '../refusal.ts';

/** Longest query in code points. */
export const QUERY_MAX = 60;
/** Most words in a query; each must be found. */
export const TERMS_MAX = 6;

export class NothingToSearch extends Refusal {
  readonly code = 'NOTHING_TO_SEARCH' as const;
  constructor() {
    super('请输入汉字、字母或数字，例如“独居老人”、拼音首字母“djlr”或点单编号。');
  }
}

export class QueryTooLong extends Refusal {
  readonly code = 'QUERY_TOO_LONG' as const;
  constructor() {
    super(`查找内容不超过 ${QUERY_MAX} 个字、${TERMS_MAX} 个词，请留下最要紧的几个词再查。`);
  }
}
