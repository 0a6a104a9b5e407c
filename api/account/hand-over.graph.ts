/** Hand-overs on the graph: the record, what it handed over, and who may take over. The command is declared by the last room. */
import {
  HandOverNeedsLead,
  HandOverUnsound,
  OPEN_ITEM_KINDS,
  type OpenItem,
} from '@jiedui/shared/account/hand-over.ts';
import type { LocalDate } from '@jiedui/shared/calendar.ts';
import DataLoader from 'dataloader';
import { access, viaParent } from '../access.ts';
import { builder, RefusalInterface } from '../builder.ts';
import type { Context } from '../context.ts';
import { groupedInOrderOf } from '../hall/in-order.ts';
import { RoleEnum } from './account.graph.ts';
import { type ColleagueRow, type HandOverRow, itemsOfHandOvers } from './hand-over.store.ts';

export const OpenItemKindEnum = builder.enumType('OpenItemKind', { values: OPEN_ITEM_KINDS });

export const OpenItemRef = builder.objectRef<OpenItem>('OpenItem').implement({
  description: '未办结事项: something of the unit that somebody must finish.',
  extensions: access(viaParent),
  fields: (t) => ({
    kind: t.expose('kind', { type: OpenItemKindEnum }),
    id: t.exposeID('id'),
    title: t.exposeString('title'),
    dueAt: t.expose('dueAt', { type: 'Instant', nullable: true }),
  }),
});

export const ColleagueRef = builder.objectRef<ColleagueRow>('Colleague').implement({
  description: '同事: someone who holds a role at the unit today.',
  extensions: access(viaParent),
  fields: (t) => ({
    accountId: t.id({ resolve: ({ accountId }) => accountId }),
    name: t.string({ resolve: ({ name }) => name }),
    roles: t.field({ type: [RoleEnum], resolve: ({ grants }) => grants.map(({ role }) => role) }),
    leavesOn: t.field({
      type: 'LocalDate',
      nullable: true,
      description: 'The last day of the last role; null while one has no end.',
      resolve: ({ grants }) => lastDayOf(grants.map(({ validTo }) => validTo)),
    }),
  }),
});

function lastDayOf(days: readonly (LocalDate | null)[]): LocalDate | null {
  let last: LocalDate | null = null;
  for (const day of days) {
    if (day === null) return null;
    if (last === null || last < day) last = day;
  }
  return last;
}

const loadItems = (context: Context, id: string) =>
  context
    .loader(
      'handOverItems',
      () =>
        new DataLoader<string, OpenItem[]>(async (ids) =>
          groupedInOrderOf(ids, await itemsOfHandOvers(await context.tx(), ids), (item) => item.handOverId),
        ),
    )
    .load(id);

export const HandOverRef = builder.objectRef<HandOverRow>('HandOver').implement({
  description: '工作交接: who left, who answers for the open work since, and what that was.',
  extensions: access(viaParent),
  isTypeOf: (value) => !(value instanceof Error),
  fields: (t) => ({
    id: t.exposeID('id'),
    fromName: t.string({ resolve: ({ fromName }) => fromName ?? '已离开的同事' }),
    toName: t.string({ resolve: ({ toName }) => toName ?? '已离开的同事' }),
    toAccountId: t.exposeID('toAccountId'),
    lastDay: t.expose('lastDay', { type: 'LocalDate' }),
    passesLead: t.exposeBoolean('passesLead'),
    note: t.exposeString('note'),
    doneBy: t.string({ resolve: ({ doneBy }) => doneBy ?? '主管单位' }),
    doneAt: t.expose('doneAt', { type: 'Instant' }),
    items: t.field({ type: [OpenItemRef], resolve: ({ id }, _args, context) => loadItems(context, id) }),
  }),
});

for (const [refusal, name] of [
  [HandOverUnsound, 'HandOverUnsound'],
  [HandOverNeedsLead, 'HandOverNeedsLead'],
] as const)
  builder.objectType(refusal, { name, interfaces: [RefusalInterface], extensions: access(viaParent) });
