/** Correction (更正申请): an organization says what the register has wrong about it; the bureau answers. Source: 个人信息保护法 §46, 信用信息更正. */
import { CorrectionUnsound } from './refusals.ts';

export const CORRECTION_SUBJECT_WORDS = {
  name: '名称',
  uscc: '统一社会信用代码',
  business_scope: '业务范围',
  region: '所在地',
  rating: '评估等级',
  annual_check: '年检结果',
  listing: '名录记录',
  qualification: '资质',
  capacity: '服务能力',
  other: '其他',
} as const;
export type CorrectionSubject = keyof typeof CORRECTION_SUBJECT_WORDS;
export const CORRECTION_SUBJECTS = Object.keys(CORRECTION_SUBJECT_WORDS) as [CorrectionSubject, ...CorrectionSubject[]];

export const CORRECTION_STATES = ['open', 'corrected', 'declined'] as const;
export type CorrectionState = (typeof CORRECTION_STATES)[number];

export const CORRECTION_STATE_WORDS: Record<CorrectionState, string> = {
  open: '待答复',
  corrected: '已更正',
  declined: '未予更正',
};

/** The most that wait for an answer at once: more would be one conversation in pieces. */
export const CORRECTIONS_OPEN_MOST = 5;
export const CORRECTION_TEXT_MAX = 300;

/** The text as it is kept; `CorrectionUnsound` when it says too little or too much, or too many wait already. */
export function checkCorrection(text: string, open: number): string | CorrectionUnsound {
  const trimmed = text.trim();
  const length = [...trimmed].length;
  if (length < 4 || CORRECTION_TEXT_MAX < length)
    return new CorrectionUnsound(`请写明哪里不对、应是什么（4 至 ${CORRECTION_TEXT_MAX} 字），您写了 ${length} 字。`);
  if (CORRECTIONS_OPEN_MOST <= open)
    return new CorrectionUnsound(`已有 ${open} 条更正申请待答复，请等民政局答复后再提。`);
  return trimmed;
}
