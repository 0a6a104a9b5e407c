/** The first page of each person on the graph: what waits, the month's dispatch, and notices. */
import type { Tx } from '@jiedui/db/connect.ts';
import { type LocalDate, localDateOf, type Month } from '@jiedui/shared/calendar.ts';
import { dispatchMonthOn } from '@jiedui/shared/dispatch/schedule.ts';
import { dispatchDueOn } from '@jiedui/shared/dispatch/window.ts';
import { TODO_KINDS } from '@jiedui/shared/report/todo.ts';
import { workingDaysUntil } from '@jiedui/shared/working-calendar.ts';
import { access, signedIn, viaParent } from '../access.ts';
import { ViewerRef } from '../account/account.graph.ts';
import { builder } from '../builder.ts';
import { viewerOf } from '../context.ts';
import { type NoticeRow, countUnread, latestNotices } from '../hall/notice.store.ts';
import { listProgrammes } from '../region/region.store.ts';
import { organizationIdOf, stationIdsOf } from '../viewer.ts';
import { countClaimable } from './home.store.ts';
import { type NoticesRead, markNoticesRead } from './notices.commands.ts';
import { type Todo, todosOf } from './todos.ts';

const NOTICES_SHOWN = 20;

export const NoticeRef = builder.objectRef<NoticeRow>('Notice').implement({
  description: '通知: a sentence that says who did what, and the page where it goes on.',
  extensions: access(viaParent),
  fields: (t) => ({
    id: t.exposeID('id'),
    title: t.exposeString('title'),
    body: t.exposeString('body'),
    link: t.exposeString('link'),
    createdAt: t.expose('createdAt', { type: 'Instant' }),
    readAt: t.expose('readAt', { type: 'Instant', nullable: true }),
  }),
});

const TodoKindEnum = builder.enumType('TodoKind', { values: TODO_KINDS });
const TodoItemRef = builder.objectRef<Todo>('TodoItem').implement({
  description: '待办: something that waits for the viewer.',
  extensions: access(viaParent),
  fields: (t) => ({
    kind: t.expose('kind', { type: TodoKindEnum }),
    id: t.exposeID('id', { description: 'Of the order, claim, agreement or session that waits.' }),
    title: t.exposeString('title'),
    detail: t.exposeString('detail'),
    link: t.exposeString('link'),
    dueAt: t.expose('dueAt', { type: 'Instant', nullable: true }),
  }),
});

/** The dispatch that comes next in the programme of today; null when no programme runs. */
interface NextDispatch {
  readonly month: Month;
  readonly dueOn: LocalDate;
  readonly workingDaysLeft: number;
}

async function nextDispatch(tx: Tx, at: Date): Promise<NextDispatch | null> {
  const today = localDateOf(at);
  const programme = (await listProgrammes(tx)).find(({ fromOn, toOn }) => fromOn <= today && today <= toOn);
  if (!programme) return null;
  const month = dispatchMonthOn(today, programme.dispatchDueDay);
  const dueOn = dispatchDueOn(month, programme.dispatchDueDay);
  return { month, dueOn, workingDaysLeft: workingDaysUntil(today, dueOn) };
}

const HomeRef = builder.objectRef<{ readonly dispatch: NextDispatch | null }>('Home').implement({
  description: '首页 of the viewer.',
  extensions: access(viaParent),
  fields: (t) => ({
    todos: t.field({
      type: [TodoItemRef],
      description: 'The soonest due first; what has no due time comes after.',
      resolve: async (_home, _args, context) => todosOf(await context.tx(), viewerOf(context), context.at),
    }),
    dispatchMonth: t.field({ type: 'Month', nullable: true, resolve: ({ dispatch }) => dispatch?.month ?? null }),
    dispatchDueOn: t.field({ type: 'LocalDate', nullable: true, resolve: ({ dispatch }) => dispatch?.dueOn ?? null }),
    workingDaysLeft: t.int({
      nullable: true,
      description: 'Working days after today, the due date among them; 0 on the day itself.',
      resolve: ({ dispatch }) => dispatch?.workingDaysLeft ?? null,
    }),
    openOrders: t.int({
      description: 'Orders that may still be claimed: of the viewer’s stations, or else all that the viewer may see.',
      resolve: async (_home, _args, context) => {
        const stationIds = stationIdsOf(viewerOf(context));
        const own = stationIds.length > 0 && !organizationIdOf(viewerOf(context));
        return countClaimable(await context.tx(), own ? stationIds : null, context.at);
      },
    }),
    notices: t.field({
      type: [NoticeRef],
      description: `The latest ${NOTICES_SHOWN}, read or not.`,
      resolve: async (_home, _args, context) =>
        latestNotices(await context.tx(), viewerOf(context).accountId, NOTICES_SHOWN),
    }),
  }),
});

builder.queryField('home', (t) =>
  t.field({
    type: HomeRef,
    extensions: access(signedIn),
    resolve: async (_root, _args, context) => ({ dispatch: await nextDispatch(await context.tx(), context.at) }),
  }),
);

builder.objectField(ViewerRef, 'unreadNotices', (t) =>
  t.int({ resolve: async (viewer, _args, context) => countUnread(await context.tx(), viewer.accountId) }),
);

const MarkNoticesReadInput = builder.inputType('MarkNoticesReadInput', {
  fields: (t) => ({ clientMutationId: t.field({ type: 'UUID' }), ids: t.idList() }),
});
const NoticesReadRef = builder.objectRef<NoticesRead>('NoticesRead').implement({
  extensions: access(viaParent),
  fields: (t) => ({
    ids: t.idList({
      description: 'Those of the ids that are the viewer’s, read by now.',
      resolve: ({ ids }) => [...ids],
    }),
  }),
});

builder.mutationField('markNoticesRead', (t) =>
  t.field({
    type: NoticesReadRef,
    extensions: access(signedIn),
    args: { input: t.arg({ type: MarkNoticesReadInput }) },
    resolve: (_root, { input }, context) => markNoticesRead(context.command(), input),
  }),
);
