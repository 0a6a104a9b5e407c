/**
 * Questions about an order (答疑): an organization that may see it asks, the station answers, and everybody who sees the
 * order reads both, so that nobody knows more than the others. Who asked is hidden from other organizations.
 */
import type { PersonalDataFound } from '../personal-data.ts';
import { refusePersonalData } from '../personal-data-scan.ts';
import { lengthOf } from '../text.ts';
import { effectiveOrderState, isClaimable } from './lifecycle.ts';
import type { OrderLife } from './order.ts';
import { QuestionsClosed, QuestionTextWrong } from './flow-refusals.ts';

export const QUESTION_MIN = 4;
export const QUESTION_MAX = 200;
export const ANSWER_MIN = 2;
export const ANSWER_MAX = 400;
/** Of one order; more is a talk, not a question. */
export const QUESTIONS_MOST = 30;

type Life = Pick<OrderLife, 'state' | 'claimLapsesAt' | 'claimableUntil'> &
  Partial<Pick<OrderLife, 'postedAt' | 'lastConfirmedOn'>>;

/** Questions are asked while the order may be claimed. */
export const mayAsk = (order: Life, at: Date): boolean => isClaimable(order, at);

/** They are answered until it closes: the deadline is over, or somebody was confirmed. */
export function mayAnswer(order: Life, at: Date): boolean {
  const state = effectiveOrderState(order, at);
  return (state === 'open' || state === 'claimed') && order.claimableUntil !== null && at <= order.claimableUntil;
}

export function checkQuestion(
  order: Life,
  text: string,
  at: Date,
): string | QuestionsClosed | QuestionTextWrong | PersonalDataFound {
  if (!mayAsk(order, at)) return new QuestionsClosed();
  return checkText('question', text, QUESTION_MIN, QUESTION_MAX);
}

export function checkAnswer(
  order: Life,
  text: string,
  at: Date,
): string | QuestionsClosed | QuestionTextWrong | PersonalDataFound {
  if (!mayAnswer(order, at)) return new QuestionsClosed();
  return checkText('answer', text, ANSWER_MIN, ANSWER_MAX);
}

function checkText(field: 'question' | 'answer', text: string, min: number, max: number) {
  const trimmed = text.trim();
  const length = lengthOf(trimmed);
  if (length < min || max < length) return new QuestionTextWrong(field, min, max, length);
  return refusePersonalData({ [field]: trimmed }) ?? trimmed;
}
