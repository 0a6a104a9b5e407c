/** Both lists as of a day on the graph, and who has not spoken this month. */
import { endOfDay, localDateOf } from '@jiedui/shared/calendar.ts';
import { ORDER_RESTING_WORD, ORDER_STATE_WORDS, type OrderState } from '@jiedui/shared/order/order.ts';
import { OFFER_RESTING_WORD, OFFER_STATE_WORDS, type OfferState } from '@jiedui/shared/offer/offer.ts';
import { formatQuantity, type Qualifier, type Unit } from '@jiedui/shared/quantity.ts';
import { access, bureau, viaParent } from '../../access.ts';
import { builder } from '../../builder.ts';
import { badInput } from '../../errors.ts';
import { connectionOf, pageAsked, pageOf } from '../../hall/page.ts';
import { pageSize } from '../../limits.ts';
import { countOf, type ExportRow, pageOf as rowsOf } from '../export/export.store.ts';
import { LIST_NAMES, type ListName, ON_LIST } from './changes.ts';
import { type Unspoken, unspoken } from './lists.store.ts';

export const ListNameEnum = builder.enumType('ListName', { values: LIST_NAMES });

interface ListLine {
  readonly id: string;
  readonly list: ListName;
  readonly row: ExportRow;
}
const textOf = (row: ExportRow, key: string) => (typeof row[key] === 'string' ? (row[key] as string) : '');
const isResting = ({ list, row }: ListLine) =>
  list === 'orders' ? row['resting'] === true : row['offerState'] === 'resting';
function stateWordOf(line: ListLine): string {
  const { list, row } = line;
  if (isResting(line)) return list === 'orders' ? ORDER_RESTING_WORD : OFFER_RESTING_WORD;
  return list === 'orders'
    ? ORDER_STATE_WORDS[row['state'] as OrderState]
    : OFFER_STATE_WORDS[row['offerState'] as OfferState];
}
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
    stateWord: t.string({ resolve: stateWordOf }),
    isResting: t.boolean({
      description: 'Paused by date: its owner did not confirm it by the cut-off.',
      resolve: isResting,
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
      const filter = { states: ON_LIST[list], more: {} };
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
