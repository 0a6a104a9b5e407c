/** SQL with which cancelling an order ends what lives on it: the claim, and a request to take it over. The claim room comes later in the house and cannot be asked. */
import type { Tx } from '@jiedui/db/connect.ts';

/** A claim that had lapsed by then is written down as lapsed: it was over before the station cancelled. */
export const revokeLiveClaim = (tx: Tx, orderId: string, accountId: string, reason: string, at: Date) =>
  tx.named(
    'order.revokeLiveClaim',
    `update claims c set state = after.state, decided_by = after.decided_by, decided_at = after.decided_at, reason = after.reason,
       end_code = after.end_code, at_fault = after.at_fault, version = c.version + 1
     from (
       select id, 'lapsed' as state, null::uuid as decided_by, coalesce(start_until, confirm_until) as decided_at, null as reason,
         null as end_code, state = 'confirmed' as at_fault
       from claims where order_id = $1 and ((state = 'pending' and confirm_until < $4)
         or (state = 'confirmed' and started_at is null and start_until < $4))
       union all
       select id, 'declined', $2::uuid, $4::timestamptz, $3, 'order_cancelled', false
       from claims where order_id = $1 and ((state = 'pending' and $4 <= confirm_until)
         or (state = 'confirmed' and (started_at is not null or start_until is null or $4 <= start_until)))
     ) after where after.id = c.id`,
    [orderId, accountId, reason, at],
  );

/** The claim on the order ended otherwise: nothing is left to take over. It may be others', hence the purpose. */
export const voidTakeovers = (tx: Tx, orderId: string, at: Date) =>
  tx.namedFor(
    'settle',
    'order.voidTakeovers',
    `update takeovers set state = case when station_until < $2 then 'lapsed' else 'void' end, answered_at = $2, version = version + 1
     where order_id = $1 and state in ('asked', 'agreed')`,
    [orderId, at],
  );
