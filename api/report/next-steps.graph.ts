/** 谁该做下一步 on the graph. */
import { NEXT_KINDS, type NextTask } from '@jiedui/shared/report/next-task.ts';
import { access, signedIn, viaParent } from '../access.ts';
import { builder } from '../builder.ts';
import { viewerOf } from '../context.ts';
import { connectionOf, cursorOf, pageOf } from '../hall/page.ts';
import { pageSize } from '../limits.ts';
import { nextTasksOf } from './next-steps.ts';

const NextKindEnum = builder.enumType('NextKind', { values: NEXT_KINDS });
const WhoseEnum = builder.enumType('Whose', { values: ['mine', 'others'] as const });

const NextTaskRef = builder.objectRef<NextTask>('NextTask').implement({
  description: '下一步: an open thing, whose turn it is, what they must do, and by when.',
  extensions: access(viaParent),
  fields: (t) => ({
    id: t.exposeID('id', { description: '`kind:id` of the thing.' }),
    kind: t.expose('kind', { type: NextKindEnum }),
    title: t.exposeString('title'),
    place: t.exposeString('place', { nullable: true }),
    who: t.exposeString('who'),
    what: t.exposeString('what'),
    dueAt: t.expose('dueAt', { type: 'Instant', nullable: true }),
    mine: t.exposeBoolean('mine'),
    phoneLink: t.string({ resolve: ({ links }) => links.phone }),
    deskLink: t.string({ resolve: ({ links }) => links.desk }),
  }),
});

interface NextTasks {
  readonly shown: readonly NextTask[];
  readonly mineCount: number;
  readonly othersCount: number;
}

const NextTaskConnectionRef = connectionOf('NextTask', NextTaskRef);
const NextTasksRef = builder.objectRef<NextTasks>('NextTasks').implement({
  extensions: access(viaParent),
  fields: (t) => ({
    mineCount: t.exposeInt('mineCount', { description: 'Of the kinds asked.' }),
    othersCount: t.exposeInt('othersCount'),
    page: t.field({
      type: NextTaskConnectionRef,
      args: { first: t.arg.int(), after: t.arg.string({ required: false }) },
      resolve: ({ shown }, { first, after }) => {
        const size = pageSize(first);
        const from = after ? shown.findIndex((task) => cursorOf(task) === after) + 1 : 0;
        return pageOf(shown.slice(from, from + size + 1), size + 1, async () => shown.length);
      },
    }),
  }),
});

builder.queryField('nextTasks', (t) =>
  t.field({
    type: NextTasksRef,
    description: '谁该做下一步: mine first, then the soonest due.',
    extensions: access(signedIn),
    args: {
      whose: t.arg({ type: WhoseEnum, required: false }),
      kinds: t.arg({ type: [NextKindEnum], required: false }),
    },
    resolve: async (_root, { whose, kinds }, context) => {
      const all = await nextTasksOf(await context.tx(), viewerOf(context), context.at);
      const asked = all.filter(({ kind }) => !kinds || kinds.includes(kind));
      const mineCount = asked.filter(({ mine }) => mine).length;
      const shown = asked.filter(({ mine }) => !whose || mine === (whose === 'mine'));
      return { shown, mineCount, othersCount: asked.length - mineCount };
    },
  }),
);
