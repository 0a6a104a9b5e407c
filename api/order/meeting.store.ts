/** SQL of the days that the two sides of an order propose to each other. */
import type { Tx } from '@jiedui/db/connect.ts';
import { orders } from '@jiedui/db/schema/order.ts';
import { orderDates } from '@jiedui/db/schema/order-flow.ts';
import type { LocalDate } from '@jiedui/shared/calendar.ts';
import type { DateSide, DateState } from '@jiedui/shared/order/meeting.ts';
import { eq } from 'drizzle-orm';

export interface OrderDate {
  readonly id: string;
  readonly version: number;
  readonly orderId: string;
  readonly side: DateSide;
  readonly onDay: LocalDate;
  readonly fromMinute: number;
  readonly state: DateState;
  readonly proposedAt: Date;
  readonly answeredAt: Date | null;
}

const COLUMNS = `id, version, order_id as "orderId", side, on_day as "onDay", from_minute as "fromMinute", state,
  proposed_at as "proposedAt", answered_at as "answeredAt"`;
type Row = OrderDate & Record<string, unknown>;

/** Newest first; the last few are what people still talk about. */
export const datesOfOrders = (tx: Tx, orderIds: readonly string[]) =>
  tx.named<Row>(
    'date.ofOrders',
    `select ${COLUMNS} from (
       select *, row_number() over (partition by order_id order by id desc) as place from order_dates where order_id = any($1)
     ) d where place <= 10 order by id desc`,
    [orderIds],
  );

export async function lockProposed(tx: Tx, orderId: string): Promise<OrderDate | null> {
  const [row] = await tx.named<Row>(
    'date.lockProposed',
    `select ${COLUMNS} from order_dates where order_id = $1 and state = 'proposed' for update`,
    [orderId],
  );
  return row ?? null;
}

export async function insertDate(
  tx: Tx,
  date: {
    id: string;
    tenantId: string;
    orderId: string;
    stationId: string;
    organizationId: string;
    authorityId: string;
    side: DateSide;
    proposedBy: string;
    proposedAt: Date;
    onDay: LocalDate;
    fromMinute: number;
  },
): Promise<void> {
  await tx.db.insert(orderDates).values({ ...date, state: 'proposed' });
}

export async function answerDate(
  tx: Tx,
  date: Pick<OrderDate, 'id' | 'version'>,
  state: Exclude<DateState, 'proposed'>,
  by: string,
  at: Date,
): Promise<void> {
  await tx.db
    .update(orderDates)
    .set({ state, answeredBy: by, answeredAt: at, version: date.version + 1 })
    .where(eq(orderDates.id, date.id));
}

export async function saveAgreed(
  tx: Tx,
  order: { readonly id: string; readonly version: number },
  agreed: { readonly onDay: LocalDate; readonly fromMinute: number },
  at: Date,
): Promise<void> {
  await tx.db
    .update(orders)
    .set({ agreedOn: agreed.onDay, agreedMinute: agreed.fromMinute, version: order.version + 1, updatedAt: at })
    .where(eq(orders.id, order.id));
}
