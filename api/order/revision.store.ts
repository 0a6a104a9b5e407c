/** SQL of the changes of an order after it left its drafts. */
import type { Tx } from '@jiedui/db/connect.ts';
import { orders } from '@jiedui/db/schema/order.ts';
import { orderRevisions } from '@jiedui/db/schema/order-flow.ts';
import type { OrderFields } from '@jiedui/shared/order/order.ts';
import type { OrderChange, Revisable } from '@jiedui/shared/order/revision.ts';
import { and, eq } from 'drizzle-orm';
import { renewOrderText } from '../hall/search/order-texts.store.ts';

export interface Revision {
  readonly id: string;
  readonly orderId: string;
  readonly orderVersion: number;
  readonly revisedAt: Date;
  readonly changes: readonly OrderChange[];
}

/** Oldest first. */
export const revisionsOf = (tx: Tx, orderIds: readonly string[]) =>
  tx.named<Revision & Record<string, unknown>>(
    'revision.ofOrders',
    `select id, order_id as "orderId", order_version as "orderVersion", revised_at as "revisedAt", changes
     from order_revisions where order_id = any($1) order by id`,
    [orderIds],
  );

export async function insertRevision(
  tx: Tx,
  revision: {
    id: string;
    tenantId: string;
    orderId: string;
    stationId: string;
    authorityId: string;
    orderVersion: number;
    revisedBy: string;
    revisedAt: Date;
    changes: readonly OrderChange[];
  },
): Promise<void> {
  await tx.db.insert(orderRevisions).values(revision);
}

/** Writes the fields that may change; the state stays. */
export async function saveRevised(
  tx: Tx,
  order: { readonly id: string; readonly version: number },
  fields: Pick<OrderFields, Revisable>,
  at: Date,
): Promise<void> {
  const { headcount, budgetCapFen, ...plain } = fields;
  await tx.db
    .update(orders)
    .set({
      ...plain,
      budgetCapFen: budgetCapFen ?? null,
      headcountValue: headcount?.value ?? null,
      headcountQualifier: headcount?.qualifier ?? null,
      headcountUnit: headcount?.unit ?? null,
      version: order.version + 1,
      updatedAt: at,
    })
    .where(and(eq(orders.id, order.id), eq(orders.version, order.version)));
  await renewOrderText(tx, order.id);
}
