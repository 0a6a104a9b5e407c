/** How an order's state looks: its word, and the tone of its tag. */
import { ORDER_STATE_WORDS, type OrderState } from '@jiedui/shared/order/order.ts';
import type { Tone } from '../../kit/StateTag.tsx';

const TONES: Record<OrderState, Tone> = {
  draft: 'rest',
  submitted: 'info',
  returned: 'decide',
  rejected: 'rest',
  open: 'info',
  claimed: 'decide',
  confirmed: 'info',
  completed: 'done',
  cancelled: 'rest',
};

/** An order past its day is said to be late whatever its state; an open one past its closing is closed. */
export function orderTag(order: { state: OrderState; isOverdue: boolean; isClaimable: boolean }): {
  tone: Tone;
  word: string;
} {
  if (order.isOverdue) return { tone: 'late', word: `${ORDER_STATE_WORDS[order.state]} · 已超期` };
  if (order.state === 'open' && !order.isClaimable) return { tone: 'rest', word: '接单已截止' };
  return { tone: TONES[order.state], word: ORDER_STATE_WORDS[order.state] };
}
