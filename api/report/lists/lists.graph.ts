/** Both lists through time on the graph: as of a day, what changed, who has not spoken this month, and one's own history. */
import { endOfDay, localDateOf } from '@jiedui/shared/calendar.ts';
import {
  OFFER_CHANGE_WORDS,
  offerChange,
  ORDER_CHANGE_WORDS,
  orderChange,
} from '@jiedui/shared/report/lists/changes.ts';
import { ORDER_STATE_WORDS, type OrderState } from '@jiedui/shared/order/order.ts';
import { OFFER_STATE_WORDS, type OfferState } from '@jiedui/shared/offer/offer.ts';
import { formatQuantity, type Qualifier, type Unit } from '@jiedui/shared/quantity.ts';
import { access, bureau, stationOrOrganization, viaParent } from '../../access.ts';
import { builder } from '../../builder.ts';
import { viewerOf } from '../../context.ts';
import { badInput } from '../../errors.ts';
import { connectionOf, pageAsked, pageOf } from '../../hall/page.ts';
import { pageSize } from '../../limits.ts';
import { organizationIdsOf, stationIdsOf } from '../../viewer.ts';
import { countOf, type ExportRow, pageOf as rowsOf } from '../export/export.store.ts';
import {
  type ChangeLine,
  type Changes,
  changesBetween,
  changesSinceDispatch,
  LIST_NAMES,
  type ListName,
  ON_LIST,
} from './changes.ts';
import { type HistoryRow, offerHistory, orderHistory, type Unspoken, unspoken } from './lists.store.ts';

const ListNameEnum = builder.enumType('ListName', { values: LIST_NAMES });

const ChangeLineRef = builder.objectRef<ChangeLine>('ListChangeLine').implement({
  extensions: access(viaParent),
  fields: (t) => ({
    id: t.exposeID('id'),
    list: t.expose('list', { type: ListNameEnum }),
    kind: t.exposeString('kind'),
    word: t.exposeString('word'),
    fields: t.stringList({ resolve: ({ fields }) => [...fields] }),
    number: t.exposeString('number'),
    title: t.exposeString('title'),
    owner: t.exposeString('owner', { description: 'The station of an order, the organization of an offer.' }),
    organization: t.exposeString('organization', { nullable: true, description: 'Who holds the order.' }),
    changedAt: t.expose('changedAt', { type: 'Instant' }),
  }),
});
const ChangesRef = builder.objectRef<Changes>('ListChanges').implement({
  description: 'What became of both lists between two instants.',
  extensions: access(viaParent),
  fields: (t) => ({
    from: t.expose('from', { type: 'Instant' }),
    to: t.expose('to', { type: 'Instant' }),
    month: t.exposeString('month', { nullable: true }),
    sentence: t.exposeString('sentence'),
    lines: t.field({ type: [ChangeLineRef], resolve: ({ lines }) => [...lines] }),
  }),
});

builder.queryField('listChanges', (t) =>
  t.field({
    type: ChangesRef,
    nullable: true,
    description: '与上次调度相比: since the last issued dispatch, null before the first; or since the end of a day.',
    extensions: access(bureau),
    args: { since: t.arg({ type: 'LocalDate', required: false }) },
    resolve: async (_root, { since }, context) => {
      const tx = await context.tx();
      if (!since) return changesSinceDispatch(tx, context.at);
      if (localDateOf(context.at) <= since) throw badInput('since', since, '应早于今天');
      return changesBetween(tx, endOfDay(since), context.at, null);
    },
  }),
);

interface ListLine {
  readonly id: string;
  readonly list: ListName;
  readonly row: ExportRow;
}
const textOf = (row: ExportRow, key: string) => (typeof row[key] === 'string' ? (row[key] as string) : '');
const ListLineRef = builder.objectRef<ListLine>('ListLine').implement({
  description: 'A line of a list as it stood.',
  extensions: access(viaParent),
  fields: (t) => ({
    id: t.exposeID('id'),
    number: t.string({ resolve: ({ row }) => textOf(row, 'number') }),
    title: t.string({ resolve: ({ row }) => textOf(row, 'title') }),
    owner: t.string({ resolve: ({ list, row }) => textOf(row, list === 'orders' ? 'station' : 'organization') }),
    place: t.string({
      resolve: ({ list, row }) =>
        list === 'orders' ? `${textOf(row, 'county')}${textOf(row, 'township')}` : textOf(row, 'areas'),
    }),
    serviceTypes: t.stringList({
      resolve: ({ list, row }) =>
        list === 'orders' ? [textOf(row, 'serviceType')] : [...(row['serviceTypes'] as readonly string[])],
    }),
    amount: t.string({
      description: 'Of an order how many it is for, of an offer how many sessions a month.',
      resolve: ({ list, row }) =>
        list === 'offers'
          ? `每月 ${String(row['sessions'])} 场`
          : formatQuantity({
              value: row['headcountValue'] as number,
              qualifier: row['headcountQualifier'] as Qualifier,
              unit: row['headcountUnit'] as Unit,
            }),
    }),
    stateWord: t.string({
      resolve: ({ list, row }) =>
        list === 'orders'
          ? ORDER_STATE_WORDS[row['state'] as OrderState]
          : OFFER_STATE_WORDS[row['offerState'] as OfferState],
    }),
    organization: t.string({
      nullable: true,
      resolve: ({ list, row }) => (list === 'orders' ? textOf(row, 'organization') || null : null),
    }),
  }),
});
const ListLineConnectionRef = connectionOf('ListLine', ListLineRef);

builder.queryField('listAsOf', (t) =>
  t.field({
    type: ListLineConnectionRef,
    description: 'The need list or the supply list as it stood at the end of a day, or now for today; newest first.',
    extensions: access(bureau),
    args: {
      list: t.arg({ type: ListNameEnum }),
      on: t.arg({ type: 'LocalDate' }),
      first: t.arg.int(),
      after: t.arg.string({ required: false }),
    },
    resolve: async (_root, { list, on, ...page }, context) => {
      const { limit, afterId } = pageAsked(page);
      if (localDateOf(context.at) < on) throw badInput('on', on, '不能晚于今天');
      const at = endOfDay(on) < context.at ? endOfDay(on) : context.at;
      const filter = { states: ON_LIST[list], category: null };
      const tx = await context.tx();
      const rows = await rowsOf(tx, list, filter, at, afterId, limit, true);
      return pageOf(
        rows.map((row): ListLine => ({ id: row.id, list, row })),
        limit,
        () => countOf(tx, list, filter, at, true),
      );
    },
  }),
);

const UnspokenRef = builder.objectRef<Unspoken>('Unspoken').implement({
  description: 'Who has not said this month that what it has on a list still holds.',
  extensions: access(viaParent),
  fields: (t) => ({
    id: t.exposeID('id'),
    name: t.exposeString('name'),
    side: t.exposeString('side', { description: 'station or organization' }),
    count: t.exposeInt('count'),
    resting: t.exposeInt('resting', { description: 'Of these, at rest since the cut-off.' }),
  }),
});
builder.queryField('unspoken', (t) =>
  t.field({
    type: [UnspokenRef],
    extensions: access(bureau),
    args: { first: t.arg.int() },
    resolve: async (_root, { first }, context) => unspoken(await context.tx(), context.at, pageSize(first)),
  }),
);

interface HistoryLine extends HistoryRow {
  readonly list: ListName;
}
const HistoryLineRef = builder.objectRef<HistoryLine>('ListHistoryLine').implement({
  description: 'One change of one’s own list: when, who, what.',
  extensions: access(viaParent),
  fields: (t) => ({
    id: t.id({ resolve: ({ thingId, seq }) => `${thingId}:${seq}` }),
    thingId: t.exposeID('thingId'),
    at: t.expose('at', { type: 'Instant' }),
    by: t.exposeString('by', {
      nullable: true,
      description: 'Null when it was another party’s person, or the machine.',
    }),
    title: t.string({ resolve: ({ after }) => String(after['title']) }),
    what: t.string({ resolve: (line) => whatOf(line) }),
  }),
});

/** What was written with this version; a version that changed nothing that people read is the monthly word. */
function whatOf({ list, before, after, at }: HistoryLine): string {
  const stood = { facts: after, at };
  if (list === 'orders') {
    const change = orderChange(before && { facts: before, at }, stood);
    return change ? said(ORDER_CHANGE_WORDS[change.kind], change.fields) : wordOf(before, after, '确认仍需要');
  }
  const change = offerChange(before && { facts: before, at, isExhausted: false }, { ...stood, isExhausted: false });
  return change ? said(OFFER_CHANGE_WORDS[change.kind], change.fields) : wordOf(before, after, '确认仍可提供');
}
const said = (word: string, fields: readonly string[]) =>
  fields.length === 0 ? word : `${word}：${fields.join('、')}`;
const wordOf = (before: HistoryRow['before'], after: HistoryRow['after'], word: string) =>
  before?.['last_confirmed_on'] === after['last_confirmed_on'] ? '办理进展' : word;

builder.queryField('listHistory', (t) =>
  t.field({
    type: [HistoryLineRef],
    description: 'The history of the viewer’s own need list or supply list, newest first.',
    extensions: access(stationOrOrganization),
    args: {
      first: t.arg.int(),
      before: t.arg({ type: 'Instant', required: false, description: 'Only what was changed before this instant.' }),
    },
    resolve: async (_root, { first, before }, context) => {
      const tx = await context.tx();
      const viewer = viewerOf(context);
      const limit = pageSize(first);
      const stations = stationIdsOf(viewer);
      const rows =
        0 < stations.length
          ? { list: 'orders' as const, found: await orderHistory(tx, stations, before ?? null, limit) }
          : {
              list: 'offers' as const,
              found: await offerHistory(tx, organizationIdsOf(viewer), before ?? null, limit),
            };
      return rows.found.map((row) => ({ ...row, list: rows.list }));
    },
  }),
);
