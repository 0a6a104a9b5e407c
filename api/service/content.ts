/** What an organization sends as a session, made clean: trimmed text, nothing twice, itself among the providers. */
import type { Quantity } from '@jiedui/shared/quantity.ts';
import { cleanText } from '@jiedui/shared/text.ts';
import { badInput } from '../errors.ts';
import type { SessionContent } from './session-write.store.ts';

/** Each field by its name: a new one in the input does nothing until it stands here. */
export function contentOf(input: SessionContent, organizationId: string): SessionContent {
  return {
    title: clean('title', input.title),
    theme: clean('theme', input.theme),
    category: input.category,
    method: input.method,
    serviceTypes: unique(input.serviceTypes),
    startedAt: input.startedAt,
    endedAt: input.endedAt,
    place: clean('place', input.place),
    contents: lines('contents', input.contents),
    partners: lines('partners', input.partners),
    summary: clean('summary', input.summary),
    stationIds: unique(input.stationIds),
    providerIds: unique([organizationId, ...input.providerIds]),
    orders: uniqueBy(input.orders, (link) => link.orderId).map(({ orderId, completes }) => ({ orderId, completes })),
    headcounts: input.headcounts.map(({ role, quantity, targetGroup }) => ({
      role,
      quantity: count('headcounts', quantity),
      targetGroup: targetGroup === null ? null : clean('headcounts', targetGroup) || null,
    })),
    goods: input.goods.map(({ item, spec, quantity, recipientStationId, recipient }) => ({
      item: clean('goods', item),
      spec: clean('goods', spec),
      quantity: count('goods', quantity),
      recipientStationId,
      recipient: clean('goods', recipient),
    })),
    photos: uniqueBy(input.photos, (photo) => photo.fileId).map(({ fileId, caption }) => ({
      fileId,
      caption: clean('photos', caption),
    })),
  };
}

export function clean(field: string, raw: string): string {
  const text = cleanText(raw);
  if (text === null) throw badInput(field, raw, '含有无法保存的字符，请重新输入');
  return text;
}

const lines = (field: string, raw: readonly string[]) =>
  unique(raw.map((line) => clean(field, line)).filter((line) => line !== ''));

function count(field: string, { value, qualifier, unit }: Quantity): Quantity {
  if (value < 0) throw badInput(field, value, '数量不能小于 0');
  return { value, qualifier, unit };
}

const unique = (values: readonly string[]) => [...new Set(values)];

function uniqueBy<T>(values: readonly T[], keyOf: (value: T) => string): T[] {
  return [...new Map(values.map((value) => [keyOf(value), value])).values()];
}
