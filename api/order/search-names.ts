/** Names of what searches name by id or code: those of all searches of an answer are read at once. */
import type { OrderSearch } from '@jiedui/shared/order/search.ts';
import DataLoader from 'dataloader';
import type { Context } from '../context.ts';
import { namesOf } from './saved-search.store.ts';

export const namesFor = (context: Context, search: OrderSearch): Promise<Record<string, string>> =>
  context
    .loader(
      'searchNames',
      () =>
        new DataLoader<OrderSearch, Record<string, string>>(async (searches) => {
          const names = await namesOf(await context.tx(), searches);
          return searches.map(() => names);
        }),
    )
    .load(search);
