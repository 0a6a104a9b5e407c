/** The service record as it is being written: text of controls, and what it becomes for the rules and the API. */
import { localDateOf } from '@jiedui/shared/calendar.ts';
import { formatTime } from '@jiedui/shared/calendar.ts';
import type { ActivityCategory, HeadcountRole, ServiceMethod, SessionFields } from '@jiedui/shared/service/session.ts';
import type { RecordSessionInput, SessionFactsFragment } from '../../gql/graphql.ts';
import { readCount, type QuantityText } from '../../kit/QuantityField.tsx';
import type { PhotoText } from './Photos.tsx';

export interface RecordText {
  title: string;
  theme: string;
  category: ActivityCategory | '';
  method: ServiceMethod;
  serviceTypes: string[];
  date: string;
  from: string;
  /** Empty: the same day. */
  dateTo: string;
  to: string;
  place: string;
  contents: string[];
  moreContents: string;
  partners: string;
  summary: string;
  stationIds: string[];
  providerIds: string[];
  orderIds: string[];
  completes: string[];
  headcounts: { role: HeadcountRole; quantity: QuantityText; targetGroup: string }[];
  goods: { item: string; spec: string; quantity: QuantityText; recipient: string }[];
  photos: PhotoText[];
}

/** Day and time of Shanghai as an instant; a missing part makes an invalid date, which the rules refuse. */
export function instantOf(date: string, time: string): Date {
  return new Date(`${date}T${time}:00+08:00`);
}

const listOf = (text: string) =>
  text
    .split(/[、，,；;\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== '');

export function blankRecord(today: string, organizationId: string): RecordText {
  return {
    title: '',
    theme: '',
    category: '',
    method: 'visit',
    serviceTypes: [],
    date: today,
    from: '09:00',
    dateTo: '',
    to: '11:00',
    place: '',
    contents: [],
    moreContents: '',
    partners: '',
    summary: '',
    stationIds: [],
    providerIds: [organizationId],
    orderIds: [],
    completes: [],
    headcounts: [{ role: 'beneficiary', quantity: { value: '', qualifier: 'exact', unit: 'person' }, targetGroup: '' }],
    goods: [],
    photos: [],
  };
}

export function recordOf(session: SessionFactsFragment, offered: readonly string[]): RecordText {
  const started = new Date(session.startedAt);
  const ended = new Date(session.endedAt);
  const quantity = (one: {
    value: number;
    qualifier: QuantityText['qualifier'];
    unit: QuantityText['unit'];
  }): QuantityText => ({
    value: String(one.value),
    qualifier: one.qualifier,
    unit: one.unit,
  });
  const date = localDateOf(started);
  const dateTo = localDateOf(ended);
  return {
    title: session.title,
    theme: session.theme,
    category: session.category ?? '',
    method: session.method,
    serviceTypes: [...session.serviceTypes],
    date,
    from: formatTime(started),
    dateTo: dateTo === date ? '' : dateTo,
    to: formatTime(ended),
    place: session.place,
    contents: session.contents.filter((content) => offered.includes(content)),
    moreContents: session.contents.filter((content) => !offered.includes(content)).join('、'),
    partners: session.partners.join('、'),
    summary: session.summary,
    stationIds: session.stations.map((one) => one.station.id),
    providerIds: session.providers.map((one) => one.id),
    orderIds: session.orders.map((order) => order.id),
    completes: [...session.completesOrderIds],
    headcounts: session.headcounts.map((one) => ({
      role: one.role,
      quantity: quantity(one.quantity),
      targetGroup: one.targetGroup ?? '',
    })),
    goods: session.goods.map((one) => ({
      item: one.item,
      spec: one.spec,
      quantity: quantity(one.quantity),
      recipient: one.recipientStation?.name ?? one.recipient,
    })),
    photos: session.photos.map(({ id, url, width, height, caption }) => ({ id, url, width, height, caption })),
  };
}

/** An empty first row is not a count. */
const writtenHeadcounts = (text: RecordText) => text.headcounts.filter((one) => one.quantity.value.trim() !== '');

export function fieldsOf(text: RecordText): SessionFields {
  const quantity = (one: QuantityText) => ({
    value: readCount(one.value) ?? 0,
    qualifier: one.qualifier,
    unit: one.unit,
  });
  return {
    title: text.title.trim(),
    theme: text.theme.trim(),
    category: text.category || null,
    method: text.method,
    serviceTypes: text.serviceTypes,
    startedAt: instantOf(text.date, text.from),
    endedAt: instantOf(text.dateTo || text.date, text.to),
    place: text.place.trim(),
    contents: [...text.contents, ...listOf(text.moreContents)],
    partners: listOf(text.partners),
    summary: text.summary.trim(),
    stationIds: text.stationIds,
    providerIds: text.providerIds,
    headcounts: writtenHeadcounts(text).map((one) => ({
      role: one.role,
      quantity: quantity(one.quantity),
      targetGroup: one.targetGroup || null,
    })),
    goods: text.goods.map((one) => ({
      item: one.item.trim(),
      spec: one.spec.trim(),
      quantity: quantity(one.quantity),
      recipientStationId: null,
      recipient: one.recipient.trim(),
    })),
    photos: text.photos.map((photo) => ({ caption: photo.caption.trim() })),
  };
}

/** @param stations to name the receiving station of goods by its name */
export function inputOf(
  text: RecordText,
  stations: readonly { id: string; name: string }[],
): Omit<RecordSessionInput, 'clientMutationId' | 'id' | 'expectedVersion' | 'submit'> {
  const fields = fieldsOf(text);
  return {
    ...fields,
    serviceTypes: [...fields.serviceTypes],
    startedAt: fields.startedAt.toISOString(),
    endedAt: fields.endedAt.toISOString(),
    contents: [...fields.contents],
    partners: [...fields.partners],
    stationIds: [...fields.stationIds],
    providerIds: [...fields.providerIds],
    orders: text.orderIds.map((orderId) => ({ orderId, completes: text.completes.includes(orderId) })),
    headcounts: fields.headcounts.map((one) => ({ ...one, quantity: { ...one.quantity } })),
    goods: fields.goods.map((one) => {
      const station = stations.find((other) => other.name === one.recipient);
      return { ...one, quantity: { ...one.quantity }, recipientStationId: station?.id ?? null };
    }),
    photos: text.photos.map((photo) => ({ fileId: photo.id, caption: photo.caption.trim() })),
  };
}
