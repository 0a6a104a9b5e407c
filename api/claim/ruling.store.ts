/** SQL of rulings, and of the orders that wait for one: derived from their invitations, never marked. */
import type { Tx } from '@jiedui/db/connect.ts';
import { rulings } from '@jiedui/db/schema/claim.ts';
import { REFUSALS_TO_RULING, type Ruling } from '@jiedui/shared/claim/ruling.ts';

type Row = Ruling & Record<string, unknown>;
const COLUMNS = `r.id, r.order_id as "orderId", r.station_id as "stationId", r.authority_id as "authorityId", r.choice, r.reason,
  r.to_authority_id as "toAuthorityId", r.claimable_until as "claimableUntil", r.window_to as "windowTo", r.ruled_at as "ruledAt"`;

export async function rulingById(tx: Tx, id: string): Promise<Ruling | null> {
  const rows = await tx.named<Row>('ruling.one', `select ${COLUMNS} from rulings r where r.id = $1`, [id]);
  return rows[0] ?? null;
}

export const rulingsOfOrders = (tx: Tx, orderIds: readonly string[]) =>
  tx.named<Row & { authorityName: string; toAuthorityName: string | null }>(
    'ruling.ofOrders',
    `select ${COLUMNS}, a.name as "authorityName", b.name as "toAuthorityName" from rulings r
     join authorities a on a.id = r.authority_id left join authorities b on b.id = r.to_authority_id
     where r.order_id = any($1) order by r.id`,
    [orderIds],
  );

/** One invitation that was turned down or lapsed at $2, and by whom. */
export interface InvitationRefused {
  readonly orderId: string;
  readonly organizationName: string;
  readonly refusedAt: Date;
  readonly lapsed: boolean;
  readonly declineReason: string | null;
  readonly reason: string | null;
}

/** Invitations of these orders that came to nothing by `at`, oldest first. */
export const refusalsOfOrders = (tx: Tx, orderIds: readonly string[], at: Date) =>
  tx.namedFor<InvitationRefused & Record<string, unknown>>(
    'matching',
    'ruling.refusals',
    `select i.order_id as "orderId", g.name as "organizationName", i.state <> 'declined' as lapsed, i.decline_reason as "declineReason",
       i.reason, case when i.state = 'declined' then i.answered_at else i.respond_until end as "refusedAt"
     from invitations i join organizations g on g.id = i.organization_id
     where i.tenant_id = (select app.tenant_id()) and i.order_id = any($1)
       and (i.state in ('declined', 'lapsed') or (i.state = 'pending' and i.respond_until < $2))
     order by "refusedAt", i.id`,
    [orderIds, at],
  );

/**
 * Orders that may be claimed, of the viewer's authorities or handed to them, with as many refusals since the last ruling as
 * call for one, or whose last ruling asked an authority to coordinate; the longest waiting first.
 */
export const ordersToRule = (tx: Tx, afterId: string | null, limit: number, at: Date) =>
  tx.named<{ id: string }>(
    'ruling.queue',
    `select o.id from orders o
     left join lateral (select r.choice, r.ruled_at from rulings r where r.order_id = o.id order by r.id desc limit 1) l on true
     where o.authority_id = any ((select app.authority_ids())::uuid[])
       and (o.state = 'open' or (o.state in ('claimed', 'confirmed') and o.claim_lapses_at < $1))
       and ($2::uuid is null or $2 < o.id)
       and (l.choice = 'coordinate' or ${REFUSALS_TO_RULING} <= (
         select count(*) from invitations i where i.order_id = o.id
           and (i.state in ('declined', 'lapsed') or (i.state = 'pending' and i.respond_until < $1))
           and (l.ruled_at is null or l.ruled_at < case when i.state = 'declined' then i.answered_at else i.respond_until end)))
     order by o.id limit $3`,
    [at, afterId, limit],
  );

/** The authority itself is left out: whoever rules may ask those above and below, who see the order. */
export const authoritiesAbove = (tx: Tx, authorityId: string) =>
  tx.named<{ id: string; name: string }>(
    'ruling.authoritiesAbove',
    `with recursive above as (
       select parent_id as id, 1 as height from authorities where id = $1
       union select a.parent_id, above.height + 1 from authorities a join above on a.id = above.id
     ) select a.id, a.name from above join authorities a on a.id = above.id order by above.height`,
    [authorityId],
  );

export async function insertRuling(tx: Tx, tenantId: string, ruling: Ruling, ruledBy: string): Promise<void> {
  await tx.db.insert(rulings).values({ ...ruling, tenantId, ruledBy });
}
