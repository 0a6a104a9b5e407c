/** Taking an order back, inside whatever command asks for it: one order alone, or what is left of a series. */
import type { Tx } from '@jiedui/db/connect.ts';
import { type CancelReason, cancelReasonText } from '@jiedui/shared/order/cancel-reason.ts';
import { cancel } from '@jiedui/shared/order/lifecycle.ts';
import { isUnpublished } from '@jiedui/shared/order/order.ts';
import type { OrderNotIn } from '@jiedui/shared/order/refusals.ts';
import { type ReasonMissing, Refusal } from '@jiedui/shared/refusal.ts';
import type { Viewer } from '../viewer.ts';
import { lockWaiting, saveOutcome } from './approval.store.ts';
import { revokeLiveClaim, voidTakeovers } from './order-cancel.store.ts';
import { type OrderRow, saveStep } from './order.store.ts';
import type { DoneFacts } from './own-order.ts';
import { takersOf } from './takers.store.ts';

/** The order is locked and the viewer's own. Every claim on it ends with the same reason, and a request to take it over with the claim; its state is asked before its reason. */
export async function takeBack(
  tx: Tx,
  viewer: Viewer,
  order: OrderRow,
  code: CancelReason,
  reason: string,
  at: Date,
): Promise<DoneFacts | OrderNotIn | ReasonMissing> {
  const words = cancelReasonText(code, reason);
  const cancelled = cancel(order, typeof words === 'string' ? words : '', at);
  if (cancelled instanceof Refusal) return cancelled;
  const waiting = order.state === 'submitted' ? await lockWaiting(tx, order.id) : null;
  if (waiting) await saveOutcome(tx, waiting, 'cancelled', viewer.accountId, at, null);
  const takers = order.sharing === 'exclusive' ? [] : await takersOf(tx, [order.id]);
  await revokeLiveClaim(tx, order.id, viewer.accountId, cancelled.cancelReason ?? '', at);
  if (order.state === 'confirmed') await voidTakeovers(tx, order.id, at);
  await saveStep(tx, order, { ...cancelled, cancelReasonCode: code }, at);
  return {
    versionBefore: order.version,
    versionAfter: order.version + 1,
    changed: ['state', 'cancelReason', 'cancelReasonCode'],
    topic: 'order.cancelled',
    market: !isUnpublished(order.state),
    approverAuthorityId: waiting?.approverAuthorityId ?? null,
    takerIds: takers.map(({ organizationId }) => organizationId),
  };
}
