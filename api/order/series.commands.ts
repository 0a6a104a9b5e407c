/** 系列点单: from one draft its single orders, each with its own life; published with the same press, all or none. */
import type { Tx } from '@jiedui/db/connect.ts';
import { daysBetween, endOfDay, localDateOf } from '@jiedui/shared/calendar.ts';
import { type OfferNotOnMenu, OrderSettingUnsound } from '@jiedui/shared/order/flow-refusals.ts';
import { moveOrder } from '@jiedui/shared/order/lifecycle.ts';
import type { MembersUnsettled, OrderIncomplete, OrderNotFound, OrderNotIn } from '@jiedui/shared/order/refusals.ts';
import { type Recurrence, recurrenceProblems, type SeriesWindow, windowsOf } from '@jiedui/shared/order/series.ts';
import type { PersonalDataFound } from '@jiedui/shared/personal-data.ts';
import { Refusal, type StaleVersion } from '@jiedui/shared/refusal.ts';
import { v7 as uuid } from 'uuid';
import { type CommandContext, type Done, type DomainEvent, command } from '../hall/command.ts';
import type { Viewer } from '../viewer.ts';
import { draftFields, startDraft } from './order.commands.ts';
import { lockOrder, type OrderRow, saveFields } from './order.store.ts';
import { doneWith, lockOwn } from './own-order.ts';
import { publish } from './publishing.ts';
import { insertSeries, joinSeries, type Series, seriesById } from './series.store.ts';

export interface StartSeriesInput extends Recurrence {
  readonly clientMutationId: string;
  /** The draft that becomes the first of the series. */
  readonly orderId: string;
  readonly expectedVersion: number;
  /** Publish every one of them too; refused for one, none is made. Left out: they stay drafts. */
  readonly post?: boolean;
}

type Refused =
  | OrderNotFound
  | OrderNotIn
  | StaleVersion
  | OrderSettingUnsound
  | OrderIncomplete
  | PersonalDataFound
  | OfferNotOnMenu
  | MembersUnsettled;

/** Each order keeps what the draft says, lines included, in the window that `windowsOf` gives it; at most TIMES_MOST of them. */
export function startSeries(context: CommandContext, input: StartSeriesInput): Promise<Series | Refused> {
  const operation = { name: 'startOrderSeries', key: input.clientMutationId, input, reload: seriesById };
  return command(context, operation, async (tx, viewer) => {
    const order = await lockOwn(tx, viewer, input.orderId, input.expectedVersion);
    if (order instanceof Refusal) return order;
    const state = moveOrder(order, 'save', context.at);
    if (state instanceof Refusal) return state;
    const { frequency, every, times, firstOn, restDays } = input;
    const rule = { frequency, every, times, firstOn, restDays };
    const today = localDateOf(context.at);
    const problems = recurrenceProblems(rule, today);
    if (order.seriesId !== null) problems.push({ field: 'orderId', message: '这条点单已属于一个系列' });
    if (problems.length !== 0) return new OrderSettingUnsound(problems);
    const id = uuid();
    await insertSeries(tx, {
      ...rule,
      id,
      tenantId: viewer.tenantId,
      stationId: order.stationId,
      authorityId: order.authorityId,
      createdBy: viewer.accountId,
      createdAt: context.at,
    });
    const days = order.windowFrom && order.windowTo ? Math.max(0, daysBetween(order.windowFrom, order.windowTo)) : 0;
    const told: DomainEvent[] = [];
    for (const [index, window] of windowsOf(rule, days, today).entries()) {
      const orderId = await writeOne(tx, viewer, order, window, index, context.at);
      await joinSeries(tx, orderId, id, index + 1);
      const events = input.post ? await postOne(tx, viewer, orderId, context.at) : [];
      if (events instanceof Refusal) return events;
      told.push(...events);
    }
    const done = seriesDone(await seriesById(tx, id), null, ['orders'], 'series.started');
    return { ...done, events: [...told, ...done.events] };
  });
}

async function writeOne(tx: Tx, viewer: Viewer, order: OrderRow, window: SeriesWindow, index: number, at: Date) {
  const { from: windowFrom, to: windowTo, claimableOn } = window;
  const fields = draftFields({ ...order, windowFrom, windowTo, claimableUntil: endOfDay(claimableOn) });
  if (index !== 0) return (await startDraft(tx, viewer, fields, at, order.stationId)).entityId;
  const draft = { id: order.id, version: order.version, tenantId: viewer.tenantId, had: 0 < order.lines.length };
  await saveFields(tx, draft, fields, at);
  return order.id;
}

async function postOne(tx: Tx, viewer: Viewer, id: string, at: Date) {
  const order = await lockOrder(tx, id);
  if (!order) throw new Error('an order vanished inside its own transaction');
  const published = await publish(tx, viewer, order, at);
  return published instanceof Refusal ? published : (await doneWith(tx, id, published)).events;
}

export function seriesDone(
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
