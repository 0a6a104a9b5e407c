/** The search of orders on the graph: words and conditions in, a page of hits with what to mark out. */
import { type OrderSearch, orderSearchOf, searchParts, type SearchPart } from '@jiedui/shared/order/search.ts';
import { effectiveOrderState } from '@jiedui/shared/order/lifecycle.ts';
import { type Term, termsOf } from '@jiedui/shared/search/query.ts';
import type { NothingToSearch, QueryTooLong } from '@jiedui/shared/search/refusals.ts';
import { type Span, spansOf } from '@jiedui/shared/search/spans.ts';
import { Refusal } from '@jiedui/shared/refusal.ts';
import { serviceTypeWords } from '@jiedui/shared/taxonomy/scheme.ts';
import { access, signedIn, viaParent } from '../access.ts';
import { builder } from '../builder.ts';
import { viewerOf } from '../context.ts';
import { badInput } from '../errors.ts';
import { readingsOf } from '../hall/search/readings.ts';
import { PageInfoRef, cursorOf, pageAsked, pageInfoOf } from '../hall/page.ts';
import { stationIdsOf } from '../viewer.ts';
import { CommitmentEnum } from './division.graph.ts';
import { OrderRef, OrderStateEnum, UrgencyEnum } from './order.graph.ts';
import type { OrderRow } from './order.store.ts';
import { namesFor } from './search-names.ts';
import { namedBy } from './search-names.store.ts';
import { searchOrders } from './search.store.ts';

export const OrderSearchInput = builder.inputType('OrderSearchInput', {
  description: 'Words, each of which must be found, and conditions, each of which narrows. Nothing given: every order.',
  fields: (t) => ({
    q: t.string({
      required: false,
      description: 'Chinese, pinyin or its initials, or a number: at most 60 characters, six words.',
    }),
    state: t.field({ type: OrderStateEnum, required: false }),
    type: t.string({ required: false, description: 'Code of a service type.' }),
    region: t.string({ required: false, description: 'Code of a region: it and all below it.' }),
    station: t.id({ required: false }),
    organization: t.id({ required: false, description: 'The organization that holds it.' }),
    urgency: t.field({ type: UrgencyEnum, required: false }),
    commitment: t.field({ type: CommitmentEnum, required: false }),
    from: t.field({ type: 'LocalDate', required: false, description: 'Served on that day or later.' }),
    to: t.field({ type: 'LocalDate', required: false, description: 'Served on that day or before.' }),
  }),
});

/** The input as shared knows it. Throws for a condition that is not of its kind. */
export function searchFrom(input: typeof OrderSearchInput.$inferInput): OrderSearch {
  const given = Object.entries(input).filter(([, value]) => value !== null && value !== undefined && value !== '');
  const search = orderSearchOf(Object.fromEntries(given));
  const unread = given.find(([name]) => !(name in search));
  if (unread) throw badInput(`search.${unread[0]}`, unread[1], '应为已有的类型、地区或编号');
  return search;
}

const SEARCHED = ['number', 'title', 'place', 'type', 'station', 'organization'] as const;
const SearchedFieldEnum = builder.enumType('SearchedField', { values: SEARCHED });
interface Mark extends Span {
  readonly field: (typeof SEARCHED)[number];
}
const MarkRef = builder.objectRef<Mark>('SearchMark').implement({
  description: 'Where a word was found, in code points of the field, from inclusive to exclusive.',
  extensions: access(viaParent),
  fields: (t) => ({
    field: t.expose('field', { type: SearchedFieldEnum }),
    from: t.exposeInt('from'),
    to: t.exposeInt('to'),
  }),
});

interface Hit {
  readonly order: OrderRow;
  readonly terms: readonly Term[];
}
const HitRef = builder.objectRef<Hit>('OrderHit').implement({
  extensions: access(viaParent),
  fields: (t) => ({
    cursor: t.string({ resolve: ({ order }) => cursorOf(order) }),
    node: t.field({ type: OrderRef, resolve: ({ order }) => order }),
    marks: t.field({
      type: [MarkRef],
      resolve: ({ order, terms }, _args, { at }) => (terms.length === 0 ? [] : marksOf(order, terms, at)),
    }),
  }),
});

async function marksOf(order: OrderRow, terms: readonly Term[], at: Date): Promise<Mark[]> {
  const claimant = effectiveOrderState(order, at) === 'open' ? null : order.claimedBy;
  const texts: Record<Mark['field'], string> = {
    number: order.number,
    title: order.title,
    place: order.place,
    type: order.serviceType ? serviceTypeWords(order.serviceType) : '',
    station: order.station.name,
    organization: claimant?.name ?? '',
  };
  const readings = await readingsOf(SEARCHED.map((field) => texts[field]));
  return SEARCHED.flatMap((field, i) =>
    spansOf(texts[field], readings[i] ?? [], terms).map((span) => ({ field, ...span })),
  );
}

const SearchProblemRef = builder.objectRef<NothingToSearch | QueryTooLong>('SearchProblem').implement({
  description: 'Why nothing was looked for, and what to type instead. An object, as compiled queries resolve no union.',
  extensions: access(viaParent),
  fields: (t) => ({ code: t.exposeString('code'), message: t.exposeString('message') }),
});

const SearchPartRef = builder.objectRef<SearchPart>('SearchPart').implement({
  description: 'One condition in words, with the names of what it names, and the parameter that it is.',
  extensions: access(viaParent),
  fields: (t) => ({ key: t.exposeString('key'), words: t.exposeString('words') }),
});

interface Found {
  readonly search: OrderSearch;
  readonly problem: NothingToSearch | QueryTooLong | null;
  readonly hits: readonly Hit[];
  readonly hasNextPage: boolean;
}
const OrderSearchRef = builder.objectRef<Found>('OrderSearchResult').implement({
  description: 'Newest first. It has no total: to count what a common word finds would cost more than to show it.',
  extensions: access(viaParent),
  fields: (t) => ({
    problem: t.field({
      type: SearchProblemRef,
      nullable: true,
      // In a box of its own: an error that a resolver returns would be taken as thrown.
      resolve: ({ problem }) => problem && ({ code: problem.code, message: problem.message } as typeof problem),
    }),
    parts: t.field({
      type: [SearchPartRef],
      resolve: async ({ search }, _args, context) => searchParts(search, await namesFor(context, search)),
    }),
    edges: t.field({ type: [HitRef], resolve: ({ hits }) => [...hits] }),
    pageInfo: t.field({
      type: PageInfoRef,
      resolve: ({ hits, hasNextPage }) =>
        pageInfoOf({ rows: hits.map(({ order }) => order), hasNextPage, count: () => Promise.resolve(0) }),
    }),
  }),
});

builder.queryField('searchOrders', (t) =>
  t.field({
    type: OrderSearchRef,
    description:
      'Orders that the viewer may see, by words and conditions: number, title, place, type, station, organization, pinyin.',
    extensions: access(signedIn),
    args: {
      first: t.arg.int(),
      after: t.arg.string({ required: false }),
      search: t.arg({ type: OrderSearchInput }),
    },
    resolve: async (_root, args, context) => {
      const { limit, afterId } = pageAsked(args);
      const search = searchFrom(args.search);
      const terms = termsOf(search.q ?? '');
      if (terms instanceof Refusal) return { search, problem: terms, hits: [], hasNextPage: false };
      const tx = await context.tx();
      const viewer = viewerOf(context);
      const question = {
        search,
        terms,
        named: terms.length === 0 ? [] : await namedBy(tx, terms),
        viewer: {
          stationIds: stationIdsOf(viewer),
          forAuthority: viewer.roles.some(({ authorityId }) => authorityId !== null),
          forOrganization: viewer.roles.some(({ organizationId }) => organizationId !== null),
        },
      };
      const rows = await searchOrders(tx, question, afterId, limit, context.at);
      const hits = rows.slice(0, limit - 1).map((order) => ({ order, terms }));
      return { search, problem: null, hits, hasNextPage: rows.length === limit };
    },
  }),
);
