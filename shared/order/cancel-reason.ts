/** Why a station takes an order back (撤销): a list that can be counted, so that the gap statistics know unmet need from a slip. */
import { checkReason, REASON_MAX, type ReasonMissing } from '../refusal.ts';

export const CANCEL_REASONS = ['done_by_others', 'duplicate', 'no_longer_wanted', 'out_of_scope', 'other'] as const;
export type CancelReason = (typeof CANCEL_REASONS)[number];

export const CANCEL_REASON_WORDS: Record<CancelReason, string> = {
  done_by_others: '已由其他力量完成',
  duplicate: '与其他点单重复',
  no_longer_wanted: '服务对象不再需要',
  out_of_scope: '不属于服务范围',
  other: '其他原因',
};

/**
 * The reason as others read it: the words of the code, then the station's own in brackets.
 * @returns `ReasonMissing` when the code is `other` and nothing is said
 */
export function cancelReasonText(code: CancelReason, words: string): string | ReasonMissing {
  if (code === 'other') return checkReason(words);
  const said = [...words.trim()].slice(0, REASON_MAX).join('');
  return said === '' ? CANCEL_REASON_WORDS[code] : `${CANCEL_REASON_WORDS[code]}（${said}）`;
}
