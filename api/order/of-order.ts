/** Rows that belong to an order, such as its proposed days: those of all orders of a page are read at once. */
import type { Context } from '../context.ts';
import { groupedInOrderOf } from '../hall/in-order.ts';
import DataLoader from 'dataloader';

export const byOrder = <Row extends { readonly orderId: string }>(
  context: Context,
  name: string,
  orderId: string,
  read: (tx: Awaited<ReturnType<Context['tx']>>, ids: readonly string[]) => Promise<Row[]>,
) =>
  context
    .loader(
      name,
      () =>
        new DataLoader<string, Row[]>(async (ids) =>
          groupedInOrderOf(ids, await read(await context.tx(), ids), (row) => row.orderId),
        ),
    )
    .load(orderId);
