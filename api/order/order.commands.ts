/** What a station does with its orders: draft, post, cancel. Lock, decide (shared), save; every refusal before the first write. */
import type { Tx } from '@jiedui/db/connect.ts';
import type { CancelReason } from '@jiedui/shared/order/cancel-reason.ts';
import type { OfferNotOnMenu } from '@jiedui/shared/order/flow-refusals.ts';
import { moveOrder } from '@jiedui/shared/order/lifecycle.ts';
import type { OrderFields } from '@jiedui/shared/order/order.ts';
import {
  type MembersUnsettled,
  type OrderIncomplete,
  type OrderNotFound,
  OrderNotIn,
} from '@jiedui/shared/order/refusals.ts';
import type { PersonalDataFound } from '@jiedui/shared/personal-data.ts';
import { Refusal, type ReasonMissing, type StaleVersion } from '@jiedui/shared/refusal.ts';
import { v7 as uuid } from 'uuid';
import { forbidden } from '../errors.ts';
import { type CommandContext, type Done, command } from '../hall/command.ts';
import { nextNumber } from '../hall/numbering.store.ts';
import { stationsById } from '../station/station.store.ts';
import { type Viewer, stationIdOf } from '../viewer.ts';
import { type OrderRow, insertDraft, orderById, saveFields } from './order.store.ts';
import { askAnew } from './member.store.ts';
import { doneWith, lockOwn } from './own-order.ts';
import { publish } from './publishing.ts';
import { takeBack } from './taking-back.ts';

export interface SaveOrderDraftInput extends OrderFields {
  readonly clientMutationId: string;
  /** Null for a new draft. */
  readonly id: string | null;
  readonly expectedVersion: number | null;
}

const FIELD_NAMES = [
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
  'claimMode',
  'sharing',
  'seats',
  'lines',
] as const satisfies (keyof OrderFields)[];

/** What is not said of licences and price is said as none, so that it does not count as changed. */
export const draftFields = (input: OrderFields): OrderFields => ({
  ...(Object.fromEntries(FIELD_NAMES.map((name) => [name, input[name]])) as unknown as OrderFields),
  requiredQualifications: input.requiredQualifications ?? [],
  budgetCapFen: input.budgetCapFen ?? null,
  durationMinutes: input.durationMinutes ?? null,
  claimMode: input.claimMode ?? null,
  sharing: input.sharing ?? 'exclusive',
  seats: input.sharing === 'joint' ? (input.seats ?? 1) : 1,
  lines: (input.lines ?? []).map((line, i) => ({ ...line, seq: i + 1 })),
});

/** Saves what the station has typed so far, whole or not; nothing is checked but the shape, nobody else sees it. */
export function saveOrderDraft(
  context: CommandContext,
  input: SaveOrderDraftInput,
): Promise<OrderRow | OrderNotFound | OrderNotIn | StaleVersion> {
  const operation = { name: 'saveOrderDraft', key: input.clientMutationId, input, reload: orderById };
  return command(context, operation, async (tx, viewer) =>
    input.id === null
      ? startDraft(tx, viewer, input, context.at)
      : changeDraft(tx, viewer, input.id, input, context.at),
  );
}

/** A new draft of a station, the viewer's own unless another of theirs is named. */
export async function startDraft(
  tx: Tx,
  viewer: Viewer,
  input: OrderFields,
  at: Date,
  stationId: string | null = stationIdOf(viewer),
): Promise<Done<OrderRow>> {
  const [station] = stationId ? await stationsById(tx, [stationId]) : [];
  if (!station) throw forbidden('社工站人员');
  const order = {
    id: uuid(),
    tenantId: viewer.tenantId,
    number: await nextNumber(tx, viewer.tenantId, 'order', at),
    stationId: station.id,
    authorityId: station.authorityId,
    regionCode: station.regionCode,
    createdBy: viewer.accountId,
    createdAt: at,
  };
  await insertDraft(tx, order, draftFields(input));
  return doneWith(tx, order.id, {
    versionBefore: null,
    versionAfter: 1,
    changed: FIELD_NAMES,
    topic: 'order.drafted',
    market: false,
  });
}

async function changeDraft(tx: Tx, viewer: Viewer, id: string, input: SaveOrderDraftInput, at: Date) {
  const order = await lockOwn(tx, viewer, id, input.expectedVersion);
  if (order instanceof Refusal) return order;
  const state = moveOrder(order, 'save', at);
  if (state instanceof OrderNotIn) return state;
  const fields = draftFields(input);
  const changed = FIELD_NAMES.filter((name) => JSON.stringify(order[name]) !== JSON.stringify(fields[name]));
  const had = 0 < order.lines.length;
  if (0 < order.memberStationIds.length && 0 < changed.length) await askAnew(tx, id, at);
  await saveFields(tx, { id, version: order.version, tenantId: viewer.tenantId, had }, fields, at);
  return doneWith(tx, id, {
    versionBefore: order.version,
    versionAfter: order.version + 1,
    changed,
    topic: 'order.drafted',
    market: false,
  });
}

export interface PostOrderInput {
  readonly clientMutationId: string;
  readonly orderId: string;
  readonly expectedVersion: number;
}

/**
 * 点单: the draft becomes an order that every organization sees, or one that waits for its approver (publishing.ts).
 * @returns `OrderIncomplete` with every problem at once; `PersonalDataFound` with every spot
 */
export function postOrder(
  context: CommandContext,
  input: PostOrderInput,
): Promise<
  | OrderRow
  | OrderNotFound
  | OrderNotIn
  | StaleVersion
  | OrderIncomplete
  | PersonalDataFound
  | OfferNotOnMenu
  | MembersUnsettled
> {
  const operation = { name: 'postOrder', key: input.clientMutationId, input, reload: orderById };
  return command(context, operation, async (tx, viewer) => {
    const order = await lockOwn(tx, viewer, input.orderId, input.expectedVersion);
    if (order instanceof Refusal) return order;
    const published = await publish(tx, viewer, order, context.at);
    return published instanceof Refusal ? published : doneWith(tx, order.id, published);
  });
}

export interface CancelOrderInput extends PostOrderInput {
  /** Left out: `other`, which needs words. */
  readonly reasonCode?: CancelReason | null;
  readonly reason: string;
}

/** The station takes its order back; a claim on it ends with the same reason. */
export function cancelOrder(
  context: CommandContext,
  input: CancelOrderInput,
): Promise<OrderRow | OrderNotFound | OrderNotIn | StaleVersion | ReasonMissing> {
  const operation = { name: 'cancelOrder', key: input.clientMutationId, input, reload: orderById };
  return command(context, operation, async (tx, viewer) => {
    const order = await lockOwn(tx, viewer, input.orderId, input.expectedVersion);
    if (order instanceof Refusal) return order;
    const taken = await takeBack(tx, viewer, order, input.reasonCode ?? 'other', input.reason, context.at);
    return taken instanceof Refusal ? taken : doneWith(tx, order.id, taken);
  });
}
