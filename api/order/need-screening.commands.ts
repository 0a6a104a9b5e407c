/** Screening (筛选): needs become the draft of an order, or are screened out with a coded reason. */
import type { NeedState, ScreenOutReason } from '@jiedui/shared/order/need.ts';
import { moveNeed } from '@jiedui/shared/order/need-lifecycle.ts';
import {
  NeedNotFound,
  NeedNotIn,
  NeedsNotMergeable,
  type ReferralMissing,
} from '@jiedui/shared/order/need-refusals.ts';
import { checkScreeningOut, orderFrom, SCREEN_TOGETHER_MOST } from '@jiedui/shared/order/need-screening.ts';
import { type ReasonMissing, Refusal, type StaleVersion } from '@jiedui/shared/refusal.ts';
import { badInput } from '../errors.ts';
import { type CommandContext, command } from '../hall/command.ts';
import { doneWith, lockOwn, type OneNeedInput, ownOf } from './need.commands.ts';
import { linkOrder, lockNeeds, needById, type NeedRow, saveNeedState } from './need.store.ts';
import { startDraft } from './order.commands.ts';
import { type OrderRow, orderById } from './order.store.ts';

export interface ScreenInNeedsInput {
  readonly clientMutationId: string;
  /** 1 to `SCREEN_TOGETHER_MOST`, each with the version that was seen. */
  readonly needs: readonly { readonly id: string; readonly version: number }[];
  /** Whether the needs are of different people: only then are they added. */
  readonly differentPeople: boolean;
}

/** 转为点单: a draft filled in from the needs, linked with them. Answers with the draft. */
export function screenInNeeds(
  context: CommandContext,
  input: ScreenInNeedsInput,
): Promise<OrderRow | NeedNotFound | NeedNotIn | StaleVersion | NeedsNotMergeable> {
  if (input.needs.length < 1 || SCREEN_TOGETHER_MOST < input.needs.length)
    throw badInput('needs', input.needs.length, `应为 1 至 ${SCREEN_TOGETHER_MOST} 条需求`);
  const operation = { name: 'screenInNeeds', key: input.clientMutationId, input, reload: orderById };
  return command(context, operation, async (tx, viewer) => {
    const ids = [...new Set(input.needs.map(({ id }) => id))];
    const locked = await lockNeeds(tx, ids);
    const chosen: NeedRow[] = [];
    for (const { id, version } of input.needs) {
      const need = ownOf(viewer, locked, id, version);
      if (need instanceof Refusal) return need;
      const state = moveNeed(need, 'screen_in');
      if (state instanceof Refusal) return state;
      if (!chosen.includes(need)) chosen.push(need);
    }
    const [first] = chosen;
    if (!first) return new NeedNotFound();
    if (chosen.some(({ stationId }) => stationId !== first.stationId)) return new NeedsNotMergeable('other_station');
    const written = chosen.map((need) => ({ ...need, village: need.village ?? '', place: need.place ?? '' }));
    const fields = orderFrom(written, input.differentPeople);
    if (fields instanceof Refusal) return fields;
    const drafted = await startDraft(tx, viewer, fields, context.at, first.stationId);
    const { stationId, authorityId } = first;
    const link = { orderId: drafted.entityId, tenantId: viewer.tenantId, stationId, authorityId };
    await linkOrder(tx, ids, { ...link, linkedBy: viewer.accountId, linkedAt: context.at });
    for (const need of chosen) await saveNeedState(tx, need, 'screened_in', null, context.at);
    const told = chosen.map(({ id, version }) => ({
      topic: 'need.screenedIn',
      entityId: id,
      version: version + 1,
      payload: { stationId, authorityId, orderId: drafted.entityId },
    }));
    return { ...drafted, changed: [...drafted.changed, 'needs'], events: [...drafted.events, ...told] };
  });
}

export interface ScreenOutNeedInput extends OneNeedInput {
  readonly reason: ScreenOutReason;
  /** Where it was referred to; for other reasons a remark, or nothing. */
  readonly note: string;
}

/** 不转点单: with a coded reason. */
export function screenOutNeed(
  context: CommandContext,
  input: ScreenOutNeedInput,
): Promise<NeedRow | NeedNotFound | NeedNotIn | StaleVersion | ReferralMissing | ReasonMissing> {
  const operation = { name: 'screenOutNeed', key: input.clientMutationId, input, reload: needById };
  return command(context, operation, async (tx, viewer) => {
    const need = await lockOwn(tx, viewer, input.needId, input.expectedVersion);
    if (need instanceof Refusal) return need;
    const state = moveNeed(need, 'screen_out');
    if (state instanceof Refusal) return state;
    const note = checkScreeningOut(input.reason, input.note);
    if (note instanceof Refusal) return note;
    await saveNeedState(tx, need, 'screened_out', { reason: input.reason, note }, context.at);
    return doneWith(tx, [need], ['state', 'screenedOutReason'], 'need.screenedOut');
  });
}

/** 重新列入: a need that was screened out waits to be screened again. */
export function reopenNeed(
  context: CommandContext,
  input: OneNeedInput,
): Promise<NeedRow | NeedNotFound | NeedNotIn | StaleVersion> {
  const operation = { name: 'reopenNeed', key: input.clientMutationId, input, reload: needById };
  return command(context, operation, async (tx, viewer) => {
    const need = await lockOwn(tx, viewer, input.needId, input.expectedVersion);
    if (need instanceof Refusal) return need;
    const state: NeedState | NeedNotIn = moveNeed(need, 'reopen');
    if (state instanceof Refusal) return state;
    await saveNeedState(tx, need, 'recorded', null, context.at);
    return doneWith(tx, [need], ['state'], 'need.reopened');
  });
}
