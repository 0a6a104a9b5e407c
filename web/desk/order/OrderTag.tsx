/** An order's state as a tag; an order past its time says so instead. */
import { ORDER_STATE_WORDS, type OrderState } from '@jiedui/shared/order/order.ts';
import { StateTag, type Tone } from '../../kit/StateTag.tsx';

const TONES: Record<OrderState, Tone> = {
  draft: 'rest',
  submitted: 'decide',
  returned: 'info',
  rejected: 'rest',
  open: 'decide',
  claimed: 'info',
  confirmed: 'info',
  completed: 'done',
  cancelled: 'rest',
};

export function OrderTag({ order }: { order: { state: OrderState; isOverdue: boolean; isClaimable: boolean } }) {
  if (order.state === 'open' && !order.isClaimable) return <StateTag tone="late" word="接单已截止" />;
  if (order.isOverdue) return <StateTag tone="late" word={`${ORDER_STATE_WORDS[order.state]}，已超期`} />;
  return <StateTag tone={TONES[order.state]} word={ORDER_STATE_WORDS[order.state]} />;
}
