/** SQL with which cancelling an order ends the claim that lives on it; the claim room comes later in the house and cannot be asked. */
import type { Tx } from '@jiedui/db/connect.ts';

export const revokeLiveClaim = (tx: Tx, orderId: string, accountId: string, reason: string, at: Date) =>
  tx.named(
    'order.revokeLiveClaim',
    `update claims set state = 'declined', decided_by = $2, decided_at = $4, reason = $3, version = version + 1
     where order_id = $1 and state in ('pending', 'confirmed')`,
    [orderId, accountId, reason, at],
  );
