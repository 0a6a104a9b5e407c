/** New drafts that do not begin empty: from an earlier order (再来一单), from a template, from an offer (菜单点单). */
import { localDateOf } from '@jiedui/shared/calendar.ts';
import { OfferNotOnMenu, OrderSettingUnsound, TemplateNotFound } from '@jiedui/shared/order/flow-refusals.ts';
import { draftFromOffer, isOnMenu } from '@jiedui/shared/order/menu.ts';
import { OrderNotFound } from '@jiedui/shared/order/refusals.ts';
import { scanOrder } from '@jiedui/shared/order/posting.ts';
import { draftFrom, templateOf, templateProblems } from '@jiedui/shared/order/template.ts';
import type { PersonalDataFound } from '@jiedui/shared/personal-data.ts';
import { v7 as uuid } from 'uuid';
import { forbidden } from '../errors.ts';
import { type CommandContext, type Done, command } from '../hall/command.ts';
import { offerById } from '../offer/offer.store.ts';
import { authorityIdsOf, stationIdOf, stationIdsOf } from '../viewer.ts';
import { insertMenu } from './menu.store.ts';
import { startDraft } from './order.commands.ts';
import { type OrderRow, orderById } from './order.store.ts';
import { insertTemplate, lockTemplate, retire, type Template, templateById } from './template.store.ts';

/** 再来一单: an own order again, without its days; an emergency is not copied as one. */
export function copyOrder(
  context: CommandContext,
  input: { clientMutationId: string; orderId: string },
): Promise<OrderRow | OrderNotFound> {
  const operation = { name: 'copyOrder', key: input.clientMutationId, input, reload: orderById };
  return command(context, operation, async (tx, viewer) => {
    const order = await orderById(tx, input.orderId);
    if (!order || !stationIdsOf(viewer).includes(order.stationId)) return new OrderNotFound();
    return startDraft(tx, viewer, draftFrom(templateOf(order)), context.at, order.stationId);
  });
}

export function startFromTemplate(
  context: CommandContext,
  input: { clientMutationId: string; templateId: string },
): Promise<OrderRow | TemplateNotFound> {
  const operation = { name: 'startOrderFromTemplate', key: input.clientMutationId, input, reload: orderById };
  return command(context, operation, async (tx, viewer) => {
    const template = await templateById(tx, input.templateId);
    if (!template || template.retiredAt !== null) return new TemplateNotFound();
    return startDraft(tx, viewer, draftFrom(template.fields), context.at);
  });
}

/**
 * 菜单点单: a draft filled from an offer. When it is published, in the same transaction, its organization is asked by a claim
 * that waits for it (publishing.ts).
 */
export function startFromOffer(
  context: CommandContext,
  input: { clientMutationId: string; offerId: string },
): Promise<OrderRow | OfferNotOnMenu> {
  const operation = { name: 'startOrderFromOffer', key: input.clientMutationId, input, reload: orderById };
  return command(context, operation, async (tx, viewer) => {
    const today = localDateOf(context.at);
    const offer = await offerById(tx, input.offerId);
    if (!offer || !isOnMenu(offer, today)) return new OfferNotOnMenu();
    const done = await startDraft(tx, viewer, draftFromOffer(offer, today), context.at);
    const { id: orderId, stationId, authorityId } = done.value;
    await insertMenu(tx, {
      orderId,
      tenantId: viewer.tenantId,
      stationId,
      authorityId,
      offerId: offer.id,
      organizationId: offer.organizationId,
      askedBy: viewer.accountId,
      createdAt: context.at,
    });
    return done;
  });
}

export interface SaveTemplateInput {
  readonly clientMutationId: string;
  readonly orderId: string;
  readonly name: string;
}

/** 存为模板: what an order says, without its days: a station's own, or, by its authority, one for all its stations. */
export function saveOrderTemplate(
  context: CommandContext,
  input: SaveTemplateInput,
): Promise<Template | OrderNotFound | OrderSettingUnsound | PersonalDataFound> {
  const operation = { name: 'saveOrderTemplate', key: input.clientMutationId, input, reload: templateById };
  return command(context, operation, async (tx, viewer) => {
    const order = await orderById(tx, input.orderId);
    const own = stationIdsOf(viewer).includes(order?.stationId ?? '');
    const authorityId = own ? (order?.authorityId ?? null) : (authorityIdsOf(viewer)[0] ?? null);
    if (!order || authorityId === null) return new OrderNotFound();
    const problems = templateProblems(input.name);
    if (problems.length !== 0) return new OrderSettingUnsound(problems);
    const found = scanOrder(order);
    if (found) return found;
    const id = uuid();
    await insertTemplate(tx, {
      id,
      tenantId: viewer.tenantId,
      stationId: own ? order.stationId : null,
      authorityId,
      name: input.name.trim(),
      fields: templateOf(order),
      savedBy: viewer.accountId,
      savedAt: context.at,
    });
    return doneWith(await templateById(tx, id), null, ['name', 'fields']);
  });
}

/** 停用模板: it is no longer offered; orders that began from it stay. */
export function retireOrderTemplate(
  context: CommandContext,
  input: { clientMutationId: string; templateId: string },
): Promise<Template | TemplateNotFound> {
  const operation = { name: 'retireOrderTemplate', key: input.clientMutationId, input, reload: templateById };
  return command(context, operation, async (tx, viewer) => {
    if (!stationIdOf(viewer) && authorityIdsOf(viewer).length === 0) throw forbidden('社工站或主管单位');
    const template = await lockTemplate(tx, input.templateId);
    if (!template || template.retiredAt !== null) return new TemplateNotFound();
    await retire(tx, template, context.at);
    return doneWith(await templateById(tx, template.id), template.version, ['retiredAt']);
  });
}

function doneWith(template: Template | null, versionBefore: number | null, changed: readonly string[]): Done<Template> {
  if (!template) throw new Error('a template vanished inside its own transaction');
  const { id, version, stationId, authorityId } = template;
  return {
    value: template,
    entity: 'order_template',
    entityId: id,
    versionBefore,
    versionAfter: version,
    changed,
    events: [{ topic: 'template.saved', entityId: id, version, payload: { stationId, authorityId } }],
  };
}
