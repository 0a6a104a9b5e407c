/** Whether something that ends on a day still stands: its word and tone. The last day counts. */
import { daysBetween, type LocalDate } from '@jiedui/shared/calendar.ts';
import type { Tone } from './StateTag.tsx';

/** So long before its last day a licence is called for: renewing one takes about this long. */
const SOON_DAYS = 60;

/** @param until null when it has no end */
export function validityOf(until: LocalDate | null, today: LocalDate): { tone: Tone; word: string } {
  if (until === null) return { tone: 'done', word: '长期有效' };
  if (until < today) return { tone: 'late', word: '已过期' };
  const left = daysBetween(today, until);
  if (SOON_DAYS < left) return { tone: 'done', word: '有效' };
  return { tone: 'decide', word: left === 0 ? '今天到期' : `${left} 天后到期` };
}
