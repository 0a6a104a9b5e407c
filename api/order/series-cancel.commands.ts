/** 取消之后全部: taking back one order of a series and all that follow. */
import type { Tx } from '@jiedui/db/connect.ts';
import { type CancelReason, cancelReasonText } from '@jiedui/shared/order/cancel-reason.ts';
import { SeriesNotFound } from '@jiedui/shared/order/flow-refusals.ts';
import { effectiveOrderState } from '@jiedui/shared/order/lifecycle.ts';
import { type ReasonMissing, Refusal, StaleVersion } from '@jiedui/shared/refusal.ts';
import { type CommandContext, type DomainEvent, command } from '../hall/command.ts';
import { stationIdsOf } from '../viewer.ts';
import { lockOrder, type OrderRow } from './order.store.ts';
import { doneWith } from './own-order.ts';
import { seriesDone } from './series.commands.ts';
import { endSeries, lockSeries, ordersOfSeries, type Series, seriesById } from './series.store.ts';
import { takersOf } from './takers.store.ts';
import { takeBack } from './taking-back.ts';

export interface CancelSeriesInput {
  readonly clientMutationId: string;
  readonly seriesId: string;
  readonly expectedVersion: number;
  /** 取消之后全部: this one and all after it. */
  readonly fromSeq: number;
  readonly reasonCode: CancelReason;
  readonly reason: string;
}

/** Those that are under way or over stay as they are; every other from this one on is cancelled with the same reason. */
export function cancelSeries(
  context: CommandContext,
  input: CancelSeriesInput,
): Promise<Series | SeriesNotFound | StaleVersion | ReasonMissing> {
  const operation = { name: 'cancelOrderSeries', key: input.clientMutationId, input, reload: seriesById };
  return command(context, operation, async (tx, viewer) => {
    const series = await lockSeries(tx, input.seriesId);
    if (!series || !stationIdsOf(viewer).includes(series.stationId)) return new SeriesNotFound();
    if (series.version !== input.expectedVersion) return new StaleVersion(series.version);
    const reason = cancelReasonText(input.reasonCode, input.reason);
    if (reason instanceof Refusal) return reason;
    const events: DomainEvent[] = [];
    for (const { id } of await ordersOfSeries(tx, series.id, input.fromSeq)) {
      const order = await lockOrder(tx, id);
      if (!order || (await isUnderWay(tx, order, context.at))) continue;
      const taken = await takeBack(tx, viewer, order, input.reasonCode, input.reason, context.at);
      if (taken instanceof Refusal) continue;
      events.push(...(await doneWith(tx, id, taken)).events);
    }
    await endSeries(tx, series, Math.min(input.fromSeq, series.cancelledFrom ?? input.fromSeq));
    const done = seriesDone(await seriesById(tx, series.id), series.version, ['cancelledFrom'], 'series.cancelled');
    return { ...done, events: [...events, ...done.events] };
  });
}

/** Confirmed, or one of several who share it is; a claim that lapsed holds nothing. */
async function isUnderWay(tx: Tx, order: OrderRow, at: Date): Promise<boolean> {
  if (order.sharing === 'exclusive') return effectiveOrderState(order, at) === 'confirmed';
  return (await takersOf(tx, [order.id])).some(({ state }) => state === 'confirmed');
}
