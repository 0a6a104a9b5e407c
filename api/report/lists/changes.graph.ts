/** 与上次调度相比 on the graph: what became of both lists since the last dispatch, or since a day; kind by kind, page by page. */
import { endOfDay, localDateOf } from '@jiedui/shared/calendar.ts';
import {
  OFFER_CHANGE_WORDS,
  OFFER_CHANGES,
  ORDER_CHANGE_WORDS,
  ORDER_CHANGES,
} from '@jiedui/shared/report/lists/changes.ts';
import type { Difference } from '@jiedui/shared/report/lists/differing.ts';
import { access, bureau, viaParent } from '../../access.ts';
import { builder } from '../../builder.ts';
import { badInput } from '../../errors.ts';
import { connectionOf, pageAsked, pageOf } from '../../hall/page.ts';
import { type ChangeLine, type Changes, changesBetween, changesSinceDispatch, type ListName } from './changes.ts';
import { ListNameEnum } from './lists.graph.ts';

export const DifferenceRef = builder.objectRef<Difference>('ListDifference').implement({
  description: 'An entry of a list that is not what it was: its name, and both texts.',
  extensions: access(viaParent),
  fields: (t) => ({
    name: t.exposeString('name'),
    before: t.exposeString('before'),
    after: t.exposeString('after'),
  }),
});

const ChangeLineRef = builder.objectRef<ChangeLine>('ListChangeLine').implement({
  extensions: access(viaParent),
  fields: (t) => ({
    id: t.exposeID('id'),
    list: t.expose('list', { type: ListNameEnum }),
    kind: t.exposeString('kind'),
    word: t.exposeString('word'),
    differences: t.field({ type: [DifferenceRef], resolve: ({ differences }) => [...differences] }),
    number: t.exposeString('number'),
    title: t.exposeString('title'),
    owner: t.exposeString('owner', { description: 'The station of an order, the organization of an offer.' }),
    organization: t.exposeString('organization', { nullable: true, description: 'Who holds the order.' }),
    changedAt: t.expose('changedAt', { type: 'Instant' }),
  }),
});
const ChangeLineConnectionRef = connectionOf('ListChangeLine', ChangeLineRef);

interface ChangeCount {
  readonly list: ListName;
  readonly kind: string;
  readonly word: string;
  readonly count: number;
}
const ChangeCountRef = builder.objectRef<ChangeCount>('ListChangeCount').implement({
  extensions: access(viaParent),
  fields: (t) => ({
    list: t.expose('list', { type: ListNameEnum }),
    kind: t.exposeString('kind'),
    word: t.exposeString('word'),
    count: t.exposeInt('count'),
  }),
});

/** In the order of the kinds; what did not happen is left out. */
function countsOf({ lines }: Changes): ChangeCount[] {
  const count = (list: ListName, kind: string) =>
    lines.filter((line) => line.list === list && line.kind === kind).length;
  return [
    ...ORDER_CHANGES.map((kind) => ({
      list: 'orders' as const,
      kind,
      word: ORDER_CHANGE_WORDS[kind],
      count: count('orders', kind),
    })),
    ...OFFER_CHANGES.map((kind) => ({
      list: 'offers' as const,
      kind,
      word: OFFER_CHANGE_WORDS[kind],
      count: count('offers', kind),
    })),
  ].filter((each) => 0 < each.count);
}

const ChangesRef = builder.objectRef<Changes>('ListChanges').implement({
  description: 'What became of both lists between two instants.',
  extensions: access(viaParent),
  fields: (t) => ({
    from: t.expose('from', { type: 'Instant' }),
    to: t.expose('to', { type: 'Instant' }),
    month: t.exposeString('month', { nullable: true }),
    sentence: t.exposeString('sentence'),
    counts: t.field({ type: [ChangeCountRef], resolve: countsOf }),
    lines: t.field({
      type: ChangeLineConnectionRef,
      description: 'Newest things first, orders before offers.',
      args: {
        first: t.arg.int(),
        after: t.arg.string({ required: false }),
        list: t.arg({ type: ListNameEnum, required: false }),
        kind: t.arg.string({ required: false, description: 'Of the kinds that `counts` names.' }),
      },
      resolve: ({ lines }, { list, kind, ...page }) => {
        const { limit, afterId } = pageAsked(page);
        const found = lines.filter((line) => (!list || line.list === list) && (!kind || line.kind === kind));
        const from = afterId === null ? 0 : found.findIndex(({ id }) => id === afterId) + 1;
        return pageOf(found.slice(from, from + limit), limit, async () => found.length);
      },
    }),
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
