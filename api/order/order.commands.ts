/** What a station does with its orders: draft, post, cancel. Lock, decide (shared), save; every refusal before the first write. */
import type { Tx } from '@jiedui/db/connect.ts';
import { cancel, moveOrder, post } from '@jiedui/shared/order/lifecycle.ts';
import type { OrderFields } from '@jiedui/shared/order/order.ts';
import { checkPosting } from '@jiedui/shared/order/posting.ts';
import { type OrderIncomplete, OrderNotFound, OrderNotIn } from '@jiedui/shared/order/refusals.ts';
import type { PersonalDataFound } from '@jiedui/shared/personal-data.ts';
import { Refusal, type ReasonMissing, StaleVersion } from '@jiedui/shared/refusal.ts';
import { serviceTypeOf } from '@jiedui/shared/taxonomy/scheme.ts';
import { v7 as uuid } from 'uuid';
import { forbidden } from '../errors.ts';
import { type CommandContext, type Done, command } from '../hall/command.ts';
import { nextNumber } from '../hall/numbering.store.ts';
import { stationsById } from '../station/station.store.ts';
import { type Viewer, stationIdOf, stationIdsOf } from '../viewer.ts';
import { type OrderRow, insertDraft, lockOrder, orderById, saveFields, saveStep } from './order.store.ts';
import { revokeLiveClaim } from './order-cancel.store.ts';

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
] as const satisfies (keyof OrderFields)[];

/** What is not said of licences and price is said as none, so that it does not count as changed. */
const fieldsOf = (input: OrderFields): OrderFields => ({
  ...(Object.fromEntries(FIELD_NAMES.map((name) => [name, input[name]])) as unknown as OrderFields),
  requiredQualifications: input.requiredQualifications ?? [],
  budgetCapFen: input.budgetCapFen ?? null,
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
  await insertDraft(tx, order, fieldsOf(input));
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
  const fields = fieldsOf(input);
  await saveFields(tx, id, order.version, fields, at);
  const changed = FIELD_NAMES.filter((name) => JSON.stringify(order[name]) !== JSON.stringify(fields[name]));
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
 * 点单: the draft becomes an order that every organization sees.
 * @returns `OrderIncomplete` with every problem at once; `PersonalDataFound` with every spot
 */
export function postOrder(
  context: CommandContext,
  input: PostOrderInput,
): Promise<OrderRow | OrderNotFound | OrderNotIn | StaleVersion | OrderIncomplete | PersonalDataFound> {
  const operation = { name: 'postOrder', key: input.clientMutationId, input, reload: orderById };
  return command(context, operation, async (tx, viewer) => {
    const order = await lockOwn(tx, viewer, input.orderId, input.expectedVersion);
    if (order instanceof Refusal) return order;
    const posted = post(order, context.at);
    if (posted instanceof Refusal) return posted;
    const fields = checkPosting(order, context.at);
    if (fields instanceof Refusal) return fields;
    const type = serviceTypeOf(fields.serviceType);
    if (!type) throw new Error(`unknown service type ${fields.serviceType} passed the check`);
    await saveStep(tx, order, { ...posted, scheme: type.scheme, schemeVersion: type.version }, context.at);
    return doneWith(tx, order.id, {
      versionBefore: order.version,
      versionAfter: order.version + 1,
      changed: ['state', 'postedAt', 'scheme', 'schemeVersion'],
      topic: 'order.posted',
      market: true,
    });
  });
}

export interface CancelOrderInput extends PostOrderInput {
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
    const cancelled = cancel(order, input.reason, context.at);
    if (cancelled instanceof Refusal) return cancelled;
    await revokeLiveClaim(tx, order.id, viewer.accountId, cancelled.cancelReason ?? '', context.at);
    await saveStep(tx, order, cancelled, context.at);
    return doneWith(tx, order.id, {
      versionBefore: order.version,
      versionAfter: order.version + 1,
      changed: ['state', 'cancelReason'],
      topic: 'order.cancelled',
      market: order.state !== 'draft',
    });
  });
}

/** The order of the viewer's own station, locked; somebody else's and a missing one are the same refusal. */
async function lockOwn(
  tx: Tx,
  viewer: Viewer,
  id: string,
  expectedVersion: number | null,
): Promise<OrderRow | OrderNotFound | StaleVersion> {
  const order = await lockOrder(tx, id);
  if (!order || !stationIdsOf(viewer).includes(order.stationId)) return new OrderNotFound();
  if (expectedVersion !== order.version) return new StaleVersion(order.version);
  return order;
}

async function doneWith(
  tx: Tx,
  id: string,
  facts: {
    versionBefore: number | null;
    versionAfter: number;
    changed: readonly string[];
    topic: string;
    market: boolean;
  },
): Promise<Done<OrderRow>> {
  const order = await orderById(tx, id);
  if (!order) throw new Error(`order ${id} vanished inside its own transaction`);
  const { stationId, authorityId, claimedOrganizationId } = order;
  const payload = { stationId, authorityId, organizationId: claimedOrganizationId, market: facts.market ? 1 : 0 };
  return {
    value: order,
    entity: 'order',
    entityId: id,
    versionBefore: facts.versionBefore,
    versionAfter: facts.versionAfter,
    changed: facts.changed,
    events: [{ topic: facts.topic, entityId: id, version: facts.versionAfter, payload }],
  };
}
