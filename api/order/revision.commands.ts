/** 改单: a station changes an order that has left its drafts, within what may change; kept as history, told to those concerned. */
import { FieldsNotRevisable, NothingChanged } from '@jiedui/shared/order/flow-refusals.ts';
import { effectiveOrderState } from '@jiedui/shared/order/lifecycle.ts';
import type { OrderFields } from '@jiedui/shared/order/order.ts';
import { checkPosting } from '@jiedui/shared/order/posting.ts';
import { type OrderIncomplete, type OrderNotFound, OrderNotIn } from '@jiedui/shared/order/refusals.ts';
import { changesOf, REVISABLE, REVISABLE_WORDS, type Revisable, revisableIn } from '@jiedui/shared/order/revision.ts';
import type { PersonalDataFound } from '@jiedui/shared/personal-data.ts';
import { Refusal, type StaleVersion } from '@jiedui/shared/refusal.ts';
import { v7 as uuid } from 'uuid';
import { type CommandContext, command } from '../hall/command.ts';
import { type OrderRow, orderById } from './order.store.ts';
import { doneWith, lockOwn } from './own-order.ts';
import { insertRevision, saveRevised } from './revision.store.ts';

export interface ReviseOrderInput {
  readonly clientMutationId: string;
  readonly orderId: string;
  readonly expectedVersion: number;
  /** Only the fields that change; a field left out stays. */
  readonly wanted: Partial<Pick<OrderFields, Revisable>>;
}

export function reviseOrder(
  context: CommandContext,
  input: ReviseOrderInput,
): Promise<
  | OrderRow
  | OrderNotFound
  | OrderNotIn
  | StaleVersion
  | FieldsNotRevisable
  | NothingChanged
  | OrderIncomplete
  | PersonalDataFound
> {
  const operation = { name: 'reviseOrder', key: input.clientMutationId, input, reload: orderById };
  return command(context, operation, async (tx, viewer) => {
    const order = await lockOwn(tx, viewer, input.orderId, input.expectedVersion);
    if (order instanceof Refusal) return order;
    const state = effectiveOrderState(order, context.at);
    const allowed = revisableIn(state);
    if (allowed.length === 0) return new OrderNotIn(state);
    const changes = changesOf(order, input.wanted);
    if (changes.length === 0) return new NothingChanged();
    const barred = changes.filter(({ field }) => !allowed.includes(field));
    if (barred.length !== 0) {
      return new FieldsNotRevisable(
        state,
        barred.map(({ field }) => ({ field, message: REVISABLE_WORDS[field] })),
      );
    }
    const revised = { ...order, ...input.wanted };
    const checked = checkPosting(revised, context.at);
    if (checked instanceof Refusal) return checked;
    const fields = Object.fromEntries(REVISABLE.map((field) => [field, revised[field]])) as Pick<
      OrderFields,
      Revisable
    >;
    await saveRevised(tx, order, fields, context.at);
    await insertRevision(tx, {
      id: uuid(),
      tenantId: viewer.tenantId,
      orderId: order.id,
      orderVersion: order.version + 1,
      changes,
      stationId: order.stationId,
      authorityId: order.authorityId,
      revisedBy: viewer.accountId,
      revisedAt: context.at,
    });
    return doneWith(tx, order.id, {
      versionBefore: order.version,
      versionAfter: order.version + 1,
      changed: changes.map(({ field }) => field),
      topic: 'order.revised',
      market: state !== 'submitted',
    });
  });
}
