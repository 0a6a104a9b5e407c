/** 我的筛选 on the graph: the searches that the viewer keeps, and what is done with them. */
import { searchAddress, searchParts } from '@jiedui/shared/order/search.ts';
import { StaleVersion } from '@jiedui/shared/refusal.ts';
import { NothingToSearch, QueryTooLong } from '@jiedui/shared/search/refusals.ts';
import {
  SavedSearchEmpty,
  SavedSearchNameTaken,
  SavedSearchNotFound,
  SavedSearchUnnamed,
  SEARCH_ALERTS,
  TooManySavedSearches,
} from '@jiedui/shared/search/saved.ts';
import { access, signedIn, viaParent } from '../access.ts';
import { builder, RefusalInterface } from '../builder.ts';
import { viewerOf } from '../context.ts';
import { changeSearch, deleteSearch, keepSearch, restoreSearch } from './saved-search.commands.ts';
import { namesFor } from './search-names.ts';
import { listSaved, type SavedSearch } from './saved-search.store.ts';
import { OrderSearchInput, searchFrom } from './search.graph.ts';

const SearchAlertEnum = builder.enumType('SearchAlert', {
  description:
    'Whether its owner is told of new orders that match: not, of each within minutes, or of all each morning.',
  values: SEARCH_ALERTS,
});

const SavedSearchRef = builder.objectRef<SavedSearch>('SavedSearch').implement({
  extensions: access(viaParent),
  isTypeOf: (value) => !(value instanceof Error),
  fields: (t) => ({
    id: t.exposeID('id'),
    version: t.exposeInt('version'),
    name: t.exposeString('name'),
    alert: t.expose('alert', { type: SearchAlertEnum }),
    isDeleted: t.boolean({ resolve: ({ deletedAt }) => deletedAt !== null }),
    address: t.string({
      description: 'As the query of an address: ?q=…&state=open.',
      resolve: ({ search }) => searchAddress(search),
    }),
    words: t.stringList({
      description: 'Its conditions, each in words.',
      resolve: async ({ search }, _args, context) =>
        searchParts(search, await namesFor(context, search)).map(({ words }) => words),
    }),
  }),
});

for (const [name, type] of Object.entries({
  SavedSearchNotFound,
  SavedSearchEmpty,
  SavedSearchNameTaken,
  SavedSearchUnnamed,
  TooManySavedSearches,
  NothingToSearch,
  QueryTooLong,
}))
  builder.objectType(type, { name, interfaces: [RefusalInterface], extensions: access(viaParent) });

builder.queryField('savedSearches', (t) =>
  t.field({
    type: [SavedSearchRef],
    description: '我的筛选: those of the viewer, newest first, at most twenty.',
    extensions: access(signedIn),
    resolve: async (_root, _args, context) => listSaved(await context.tx(), viewerOf(context).accountId),
  }),
);

const SaveSearchInput = builder.inputType('SaveSearchInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    name: t.string(),
    search: t.field({ type: OrderSearchInput }),
    alert: t.field({ type: SearchAlertEnum }),
  }),
});
const ChangeSavedSearchInput = builder.inputType('ChangeSavedSearchInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    id: t.id(),
    expectedVersion: t.int(),
    name: t.string(),
    alert: t.field({ type: SearchAlertEnum }),
  }),
});
const SavedSearchIdInput = builder.inputType('SavedSearchIdInput', {
  fields: (t) => ({ clientMutationId: t.field({ type: 'UUID' }), id: t.id() }),
});
const SaveSearchResult = builder.errorUnion('SaveSearchResult', {
  types: [
    SavedSearchRef,
    SavedSearchUnnamed,
    SavedSearchEmpty,
    SavedSearchNameTaken,
    TooManySavedSearches,
    NothingToSearch,
    QueryTooLong,
  ],
});
const ChangeSavedSearchResult = builder.errorUnion('ChangeSavedSearchResult', {
  types: [
    SavedSearchRef,
    SavedSearchNotFound,
    SavedSearchUnnamed,
    SavedSearchNameTaken,
    TooManySavedSearches,
    StaleVersion,
  ],
});
const DeleteSavedSearchResult = builder.errorUnion('DeleteSavedSearchResult', {
  types: [SavedSearchRef, SavedSearchNotFound],
});
const RestoreSavedSearchResult = builder.errorUnion('RestoreSavedSearchResult', {
  types: [SavedSearchRef, SavedSearchNotFound, SavedSearchNameTaken, TooManySavedSearches],
});

builder.mutationFields((t) => ({
  saveSearch: t.field({
    type: SaveSearchResult,
    description: 'Keeps a search of the viewer’s by a name.',
    extensions: access(signedIn),
    args: { input: t.arg({ type: SaveSearchInput }) },
    resolve: (_root, { input }, context) =>
      keepSearch(context.command(), { ...input, search: searchFrom(input.search) }),
  }),
  changeSavedSearch: t.field({
    type: ChangeSavedSearchResult,
    extensions: access(signedIn),
    args: { input: t.arg({ type: ChangeSavedSearchInput }) },
    resolve: (_root, { input }, context) => changeSearch(context.command(), input),
  }),
  deleteSavedSearch: t.field({
    type: DeleteSavedSearchResult,
    description: 'It may be put back by restoreSavedSearch.',
    extensions: access(signedIn),
    args: { input: t.arg({ type: SavedSearchIdInput }) },
    resolve: (_root, { input }, context) => deleteSearch(context.command(), input),
  }),
  restoreSavedSearch: t.field({
    type: RestoreSavedSearchResult,
    extensions: access(signedIn),
    args: { input: t.arg({ type: SavedSearchIdInput }) },
    resolve: (_root, { input }, context) => restoreSearch(context.command(), input),
  }),
}));
