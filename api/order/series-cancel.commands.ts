/** 取消之后全部: taking back one order of a series and all that follow. */
import { type CancelReason, cancelReasonText } from '@jiedui/shared/order/cancel-reason.ts';
import { SeriesNotFound } from '@jiedui/shared/order/flow-refusals.ts';
import { cancel, ORDER_STEPS } from '@jiedui/shared/order/lifecycle.ts';
import { type ReasonMissing, Refusal, StaleVersion } from '@jiedui/shared/refusal.ts';
import { type CommandContext, type DomainEvent, command } from '../hall/command.ts';
import { stationIdsOf } from '../viewer.ts';
import { lockWaiting, saveOutcome } from './approval.store.ts';
import { revokeLiveClaim } from './order-cancel.store.ts';
import { lockOrder, saveStep } from './order.store.ts';
import { seriesDone } from './series.commands.ts';
import { endSeries, lockSeries, ordersOfSeries, type Series, seriesById } from './series.store.ts';

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
      if (
        !order ||
        order.state === 'confirmed' ||
        !(ORDER_STEPS.cancel.from as readonly string[]).includes(order.state)
      )
        continue;
      const cancelled = cancel(order, reason, context.at);
      if (cancelled instanceof Refusal) continue;
      const waiting = order.state === 'submitted' ? await lockWaiting(tx, id) : null;
      if (waiting) await saveOutcome(tx, waiting, 'cancelled', viewer.accountId, context.at, null);
      await revokeLiveClaim(tx, id, viewer.accountId, reason, context.at);
      await saveStep(tx, order, { ...cancelled, cancelReasonCode: input.reasonCode }, context.at);
      const { stationId, authorityId, claimedOrganizationId: organizationId, version } = order;
      const payload = { stationId, authorityId, organizationId, market: order.postedAt === null ? 0 : 1 };
      events.push({ topic: 'order.cancelled', entityId: id, version: version + 1, payload });
    }
    await endSeries(tx, series, Math.min(input.fromSeq, series.cancelledFrom ?? input.fromSeq));
    const done = seriesDone(await seriesById(tx, series.id), series.version, ['cancelledFrom'], 'series.cancelled');
    return { ...done, events: [...events, ...done.events] };
  });
}
