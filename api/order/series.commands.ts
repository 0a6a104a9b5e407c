/** 系列点单: from one draft its single orders, each with its own life; and taking back one, or one and all that follow. */
import type { Tx } from '@jiedui/db/connect.ts';
import { addDays, daysBetween, endOfDay, localDateOf } from '@jiedui/shared/calendar.ts';
import { type CancelReason, cancelReasonText } from '@jiedui/shared/order/cancel-reason.ts';
import { OrderSettingUnsound, SeriesNotFound } from '@jiedui/shared/order/flow-refusals.ts';
import { cancel, moveOrder, ORDER_STEPS } from '@jiedui/shared/order/lifecycle.ts';
import type { OrderFields } from '@jiedui/shared/order/order.ts';
import type { OrderNotFound, OrderNotIn } from '@jiedui/shared/order/refusals.ts';
import { datesOf, type Recurrence, recurrenceProblems } from '@jiedui/shared/order/series.ts';
import { ReasonMissing, Refusal, type StaleVersion } from '@jiedui/shared/refusal.ts';
import { v7 as uuid } from 'uuid';
import { type CommandContext, type Done, command } from '../hall/command.ts';
import { stationIdsOf, type Viewer } from '../viewer.ts';
import { lockWaiting, saveOutcome } from './approval.store.ts';
import { revokeLiveClaim } from './order-cancel.store.ts';
import { startDraft } from './order.commands.ts';
import { lockOrder, type OrderRow, saveFields, saveStep } from './order.store.ts';
import { lockOwn } from './own-order.ts';
import {
  endSeries,
  insertSeries,
  joinSeries,
  lockSeries,
  ordersOfSeries,
  type Series,
  seriesById,
} from './series.store.ts';

export interface StartSeriesInput extends Recurrence {
  readonly clientMutationId: string;
  /** The draft that becomes the first of the series. */
  readonly orderId: string;
  readonly expectedVersion: number;
}

/** The draft's window moves to each date, as long as it was; it may be claimed until the day before. */
export function startSeries(
  context: CommandContext,
  input: StartSeriesInput,
): Promise<Series | OrderNotFound | OrderNotIn | StaleVersion | OrderSettingUnsound> {
  const operation = { name: 'startOrderSeries', key: input.clientMutationId, input, reload: seriesById };
  return command(context, operation, async (tx, viewer) => {
    const order = await lockOwn(tx, viewer, input.orderId, input.expectedVersion);
    if (order instanceof Refusal) return order;
    const state = moveOrder(order, 'save', context.at);
    if (state instanceof Refusal) return state;
    const { frequency, every, times, firstOn, restDays } = input;
    const rule = { frequency, every, times, firstOn, restDays };
    const problems = recurrenceProblems(rule, localDateOf(context.at));
    if (order.seriesId !== null) problems.push({ field: 'orderId', message: '这条点单已属于一个系列' });
    if (problems.length !== 0) return new OrderSettingUnsound(problems);
    const id = uuid();
    await insertSeries(tx, {
      ...rule,
      ...{ id, tenantId: viewer.tenantId, stationId: order.stationId, authorityId: order.authorityId },
      createdBy: viewer.accountId,
      createdAt: context.at,
    });
    const days = order.windowFrom && order.windowTo ? Math.max(0, daysBetween(order.windowFrom, order.windowTo)) : 0;
    for (const [index, date] of datesOf(rule).entries()) {
      const fields = {
        ...order,
        windowFrom: date,
        windowTo: addDays(date, days),
        claimableUntil: endOfDay(addDays(date, -1)),
      };
      const orderId = await writeOne(tx, viewer, order, fields, index, context.at);
      await joinSeries(tx, orderId, id, index + 1);
    }
    return doneWith(await seriesById(tx, id), null, ['orders'], 'series.started');
  });
}

async function writeOne(tx: Tx, viewer: Viewer, order: OrderRow, fields: OrderFields, index: number, at: Date) {
  if (index !== 0) return (await startDraft(tx, viewer, fieldsOf(fields), at, order.stationId)).entityId;
  const draft = { id: order.id, version: order.version, tenantId: viewer.tenantId, had: 0 < order.lines.length };
  await saveFields(tx, draft, fieldsOf(fields), at);
  return order.id;
}

const FIELDS = [
  'title',
  'description',
  'serviceType',
  'targetGroups',
  'headcount',
  'place',
  'windowFrom',
  'windowTo',
  'needType',
  'mode',
  'leg',
  'urgency',
  'claimableUntil',
  'requiredQualifications',
  'budgetCapFen',
  'durationMinutes',
] as const satisfies (keyof OrderFields)[];
const fieldsOf = (order: OrderFields): OrderFields =>
  Object.fromEntries(FIELDS.map((field) => [field, order[field] ?? null])) as unknown as OrderFields;

export interface CancelSeriesInput {
  readonly clientMutationId: string;
  readonly seriesId: string;
  /** 取消之后全部: this one and all after it. */
  readonly fromSeq: number;
  readonly reasonCode: CancelReason;
  readonly reason: string;
}

/** Those that are under way or over stay as they are; every other from this one on is cancelled with the same reason. */
export function cancelSeries(
  context: CommandContext,
  input: CancelSeriesInput,
): Promise<Series | SeriesNotFound | ReasonMissing> {
  const operation = { name: 'cancelOrderSeries', key: input.clientMutationId, input, reload: seriesById };
  return command(context, operation, async (tx, viewer) => {
    const series = await lockSeries(tx, input.seriesId);
    if (!series || !stationIdsOf(viewer).includes(series.stationId)) return new SeriesNotFound();
    const reason = cancelReasonText(input.reasonCode, input.reason);
    if (reason instanceof Refusal) return reason;
    const events: Done<Series>['events'][number][] = [];
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
    const done = doneWith(await seriesById(tx, series.id), series.version, ['cancelledFrom'], 'series.cancelled');
    return { ...done, events: [...events, ...done.events] };
  });
}

function doneWith(
  series: Series | null,
  versionBefore: number | null,
  changed: readonly string[],
  topic: string,
): Done<Series> {
  if (!series) throw new Error('a series vanished inside its own transaction');
  const { id, version, stationId, authorityId } = series;
  return {
    value: series,
    entity: 'order_series',
    entityId: id,
    versionBefore,
    versionAfter: version,
    changed,
    events: [{ topic, entityId: id, version, payload: { stationId, authorityId } }],
  };
}
