/** 天水: what people look for again and again, kept under a name. */
import { type KeepSearchInput, keepSearch } from '../order/saved-search.commands.ts';
import type { Stage } from './stage.ts';
import { type Days, instant } from './tianshui-days.ts';
import { BUREAU } from './tianshui-units.ts';

const KEPT: readonly (Omit<KeepSearchInput, 'clientMutationId'> & { readonly who: string })[] = [
  {
    who: 'xinlianxin',
    name: '秦州区助餐',
    search: { q: '助餐', state: 'open', region: '620502000000' },
    alert: 'daily',
  },
  { who: BUREAU.login, name: '没人接的急单', search: { state: 'open', urgency: 'urgent' }, alert: 'none' },
];

export function planSearches(stage: Stage, days: Days): void {
  for (const [index, { who, ...kept }] of KEPT.entries())
    stage.plan(instant(days.back(1), '16:40', index), `keep ${kept.name}`, (at) =>
      keepSearch(stage.as(who, at), { clientMutationId: stage.key(`keep ${kept.name}`), ...kept }),
    );
}
