/** 我的筛选: a search is kept, renamed, told of or not, taken out and put back; each by the person whose it is. */
import { isWholeList, type OrderSearch } from '@jiedui/shared/order/search.ts';
import { Refusal, StaleVersion } from '@jiedui/shared/refusal.ts';
import { termsOf } from '@jiedui/shared/search/query.ts';
import type { NothingToSearch, QueryTooLong } from '@jiedui/shared/search/refusals.ts';
import {
  checkRoom,
  checkSavedName,
  SavedSearchEmpty,
  type SavedSearchNameTaken,
  SavedSearchNotFound,
  type SavedSearchUnnamed,
  type SearchAlert,
  type TooManySavedSearches,
} from '@jiedui/shared/search/saved.ts';
import { v7 as uuid } from 'uuid';
import { command, type CommandContext, type Done } from '../hall/command.ts';
import {
  insertSaved,
  listSaved,
  lockSaved,
  type SavedSearch,
  savedById,
  setDeleted,
  updateSaved,
} from './saved-search.store.ts';

export interface KeepSearchInput {
  readonly clientMutationId: string;
  readonly name: string;
  readonly search: OrderSearch;
  readonly alert: SearchAlert;
}

export function keepSearch(
  context: CommandContext,
  input: KeepSearchInput,
): Promise<
  | SavedSearch
  | SavedSearchUnnamed
  | SavedSearchEmpty
  | SavedSearchNameTaken
  | TooManySavedSearches
  | NothingToSearch
  | QueryTooLong
> {
  const operation = { name: 'saveSearch', key: input.clientMutationId, input, reload: savedById };
  return command(context, operation, async (tx, viewer) => {
    if (isWholeList(input.search)) return new SavedSearchEmpty();
    const terms = termsOf(input.search.q ?? '');
    if (terms instanceof Refusal) return terms;
    const name = checkSavedName(input.name);
    if (name instanceof Refusal) return name;
    await lockSaved(tx, viewer.accountId);
    const refused = checkRoom(await listSaved(tx, viewer.accountId), { id: null, name });
    if (refused) return refused;
    const id = uuid();
    const { tenantId, accountId } = viewer;
    await insertSaved(tx, { id, tenantId, accountId, name, search: input.search, alert: input.alert }, context.at);
    return doneWith(await savedById(tx, id), null, ['name', 'search', 'alert']);
  });
}

export interface ChangeSearchInput {
  readonly clientMutationId: string;
  readonly id: string;
  readonly expectedVersion: number;
  readonly name: string;
  readonly alert: SearchAlert;
}

/** Renames it, or says when to tell. */
export function changeSearch(
  context: CommandContext,
  input: ChangeSearchInput,
): Promise<
  SavedSearch | SavedSearchNotFound | SavedSearchUnnamed | SavedSearchNameTaken | TooManySavedSearches | StaleVersion
> {
  const operation = { name: 'changeSavedSearch', key: input.clientMutationId, input, reload: savedById };
  return command(context, operation, async (tx, viewer) => {
    await lockSaved(tx, viewer.accountId);
    const saved = await savedById(tx, input.id);
    if (!saved || saved.deletedAt !== null) return new SavedSearchNotFound();
    if (saved.version !== input.expectedVersion) return new StaleVersion(saved.version);
    const name = checkSavedName(input.name);
    if (name instanceof Refusal) return name;
    const refused = checkRoom(await listSaved(tx, viewer.accountId), { id: saved.id, name });
    if (refused) return refused;
    await updateSaved(tx, saved.id, { name, alert: input.alert }, context.at);
    const changed = [...(name === saved.name ? [] : ['name']), ...(input.alert === saved.alert ? [] : ['alert'])];
    return doneWith(await savedById(tx, saved.id), saved.version, changed);
  });
}

interface OneSearchInput {
  readonly clientMutationId: string;
  readonly id: string;
}

/** Deleting twice is done once: what is gone is not found. */
export function deleteSearch(
  context: CommandContext,
  input: OneSearchInput,
): Promise<SavedSearch | SavedSearchNotFound> {
  const operation = { name: 'deleteSavedSearch', key: input.clientMutationId, input, reload: savedById };
  return command(context, operation, async (tx, viewer) => {
    await lockSaved(tx, viewer.accountId);
    const saved = await savedById(tx, input.id);
    if (!saved || saved.deletedAt !== null) return new SavedSearchNotFound();
    await setDeleted(tx, saved.id, context.at);
    return doneWith(await savedById(tx, saved.id), saved.version, ['deletedAt']);
  });
}

/** 撤销删除. What was posted meanwhile is told as if it had stayed. */
export function restoreSearch(
  context: CommandContext,
  input: OneSearchInput,
): Promise<SavedSearch | SavedSearchNotFound | SavedSearchNameTaken | TooManySavedSearches> {
  const operation = { name: 'restoreSavedSearch', key: input.clientMutationId, input, reload: savedById };
  return command(context, operation, async (tx, viewer) => {
    await lockSaved(tx, viewer.accountId);
    const saved = await savedById(tx, input.id);
    if (!saved || saved.deletedAt === null) return new SavedSearchNotFound();
    const refused = checkRoom(await listSaved(tx, viewer.accountId), saved);
    if (refused) return refused;
    await setDeleted(tx, saved.id, null);
    return doneWith(await savedById(tx, saved.id), saved.version, ['deletedAt']);
  });
}

function doneWith(
  saved: SavedSearch | null,
  versionBefore: number | null,
  changed: readonly string[],
): Done<SavedSearch> {
  if (!saved) throw new Error('a saved search vanished inside its own transaction');
  const { id, version } = saved;
  return {
    value: saved,
    entity: 'saved_search',
    entityId: id,
    versionBefore,
    versionAfter: version,
    changed,
    events: [],
  };
}
