/**
 * Why a claim ends before the order is done: coded, in one list for each who may say it, so that figures can tell the
 * holder's withdrawal (撤回) from the station's no (退回) and the bureau's release (解除).
 */
import { checkReason, REASON_MAX, ReasonMissing } from '../refusal.ts';

export const END_CODES = [
  'capacity',
  'people',
  'documents',
  'out_of_area',
  'not_eligible',
  'schedule',
  'cost',
  'not_started',
  'no_contact',
  'agreed',
  'order_cancelled',
  'other',
] as const;
export type EndCode = (typeof END_CODES)[number];

export const END_CODE_WORDS: Record<EndCode, string> = {
  capacity: '名额已满',
  people: '人员不足',
  documents: '材料不齐',
  out_of_area: '超出服务区域',
  not_eligible: '不具备条件',
  schedule: '时间不合适',
  cost: '费用问题',
  not_started: '迟迟未开展服务',
  no_contact: '联系不上',
  agreed: '双方协商一致',
  order_cancelled: '点单已撤销',
  other: '其他原因',
};

/** The organization gives the order back. */
export const WITHDRAW_CODES = [
  'capacity',
  'people',
  'documents',
  'out_of_area',
  'schedule',
  'cost',
  'other',
] as const satisfies EndCode[];

/** The station says no to a claim. */
export const STATION_CODES = [
  'not_eligible',
  'documents',
  'out_of_area',
  'schedule',
  'cost',
  'other',
] as const satisfies EndCode[];

/** The bureau sets the order free. */
export const RELEASE_CODES = [
  'not_started',
  'no_contact',
  'not_eligible',
  'agreed',
  'other',
] as const satisfies EndCode[];

/** The holder does not hand over. */
export const HOLDER_CODES = ['agreed', 'schedule', 'other'] as const satisfies EndCode[];

/** A release with one of these is the organization's fault. */
const FAULTY: readonly EndCode[] = ['not_started', 'no_contact', 'not_eligible'];

export function isFaultyRelease(code: EndCode): boolean {
  return FAULTY.includes(code);
}

export interface EndReason {
  readonly code: EndCode;
  /** Needed with `other`, welcome with the rest; null when left out. */
  readonly words: string | null;
}

/** The reason as it is kept: `ReasonMissing` for a code that is not on the speaker's list, or `other` without words. */
export function checkEndReason(allowed: readonly EndCode[], code: EndCode, words: string): EndReason | ReasonMissing {
  if (!allowed.includes(code)) return new ReasonMissing();
  if (code !== 'other') return { code, words: [...words.trim()].slice(0, REASON_MAX).join('') || null };
  const checked = checkReason(words);
  return checked instanceof ReasonMissing ? checked : { code, words: checked };
}

/** `人员不足：两名社工休产假`, or either alone. */
export function endReasonWords(code: EndCode | null, words: string | null): string {
  const coded = code === null || code === 'other' || code === 'order_cancelled' ? '' : END_CODE_WORDS[code];
  return [coded, words ?? ''].filter((part) => part !== '').join('：');
}
