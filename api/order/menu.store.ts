/** SQL of menu orders: whom an order asks, and the asking itself, which is a claim that waits for the organization. */
import type { Tx } from '@jiedui/db/connect.ts';
import { orderMenus } from '@jiedui/db/schema/order-flow.ts';
import { consentUntil } from '@jiedui/shared/order/menu.ts';
import { v7 as uuid } from 'uuid';
import type { DomainEvent } from '../hall/command.ts';

export interface Menu {
  readonly orderId: string;
  readonly offerId: string;
  readonly organizationId: string;
  readonly organizationName: string;
}

export const menusOf = (tx: Tx, orderIds: readonly string[]) =>
  tx.named<Menu & Record<string, unknown>>(
    'menu.ofOrders',
    `select m.order_id as "orderId", m.offer_id as "offerId", m.organization_id as "organizationId", g.name as "organizationName"
     from order_menus m join organizations g on g.id = m.organization_id where m.order_id = any($1)`,
    [orderIds],
  );

export async function insertMenu(
  tx: Tx,
  menu: {
    orderId: string;
    tenantId: string;
    stationId: string;
    authorityId: string;
    offerId: string;
    organizationId: string;
    askedBy: string;
    createdAt: Date;
  },
): Promise<void> {
  await tx.db.insert(orderMenus).values(menu);
}

/** Whether the offer that the order was made from still stands; true for an order that was not made from one. */
export async function menuStillStands(tx: Tx, orderId: string): Promise<boolean> {
  const [row] = await tx.named<{ stands: boolean }>(
    'menu.stands',
    `select coalesce(f.state = 'listed' and g.state = 'active', false) as stands from order_menus m
     join organizations g on g.id = m.organization_id left join offers f on f.id = m.offer_id where m.order_id = $1`,
    [orderId],
  );
  return row?.stands ?? true;
}

/**
 * The order that just opened goes to the organization whose offer it was made from, if there is one and it was never asked
 * before: the order is claimed, by a claim that waits for the organization. Null: an order like any other.
 */
export async function askOrganization(
  tx: Tx,
  order: { readonly id: string; readonly version: number; readonly stationId: string; readonly authorityId: string },
  at: Date,
): Promise<DomainEvent | null> {
  const id = uuid();
  const [asked] = await tx.named<{ organizationId: string }>(
    'menu.ask',
    `with won as (
       update orders o set state = 'claimed', claimed_organization_id = m.organization_id, claimed_at = $4, claim_lapses_at = $5,
         version = o.version + 1, updated_at = $4
       from order_menus m
       where o.id = $2 and m.order_id = o.id and o.version = $3 and o.state = 'open' and o.sharing = 'exclusive'
         and not exists (select from claims c where c.order_id = o.id)
       returning o.id, o.tenant_id, o.station_id, o.authority_id, m.organization_id, m.asked_by
     )
     insert into claims (id, tenant_id, order_id, station_id, authority_id, organization_id, state, awaits, claimed_by, claimed_at, confirm_until, version)
     select $1, tenant_id, id, station_id, authority_id, organization_id, 'pending', 'organization', asked_by, $4, $5, 1 from won
     returning organization_id as "organizationId"`,
    [id, order.id, order.version, at, consentUntil(at)],
  );
  if (!asked) return null;
  const { stationId, authorityId } = order;
  const payload = { stationId, authorityId, organizationId: asked.organizationId, orderId: order.id, market: 1 };
  return { topic: 'menu.asked', entityId: id, version: 1, payload };
}
