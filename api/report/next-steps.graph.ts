/** 谁该做下一步 on the graph. */
import { NEXT_KINDS, type NextTask } from '@jiedui/shared/report/next-task.ts';
import { access, signedIn, viaParent } from '../access.ts';
import { builder } from '../builder.ts';
import { viewerOf } from '../context.ts';
import { badInput } from '../errors.ts';
import { nextTasksOf } from './next-steps.ts';

const NextKindEnum = builder.enumType('NextKind', { values: NEXT_KINDS });
const WhoseEnum = builder.enumType('Whose', { values: ['mine', 'others'] as const });

const NextTaskRef = builder.objectRef<NextTask>('NextTask').implement({
  description: '下一步: an open thing, whose turn it is, what they must do, and by when.',
  extensions: access(viaParent),
  fields: (t) => ({
    key: t.exposeString('key'),
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

interface NextPage {
  readonly tasks: readonly NextTask[];
  readonly mineCount: number;
  readonly othersCount: number;
  readonly endCursor: string | null;
}

const NextPageRef = builder.objectRef<NextPage>('NextPage').implement({
  extensions: access(viaParent),
  fields: (t) => ({
    tasks: t.field({ type: [NextTaskRef], resolve: ({ tasks }) => [...tasks] }),
    mineCount: t.exposeInt('mineCount', { description: 'Of the kinds asked, on all pages.' }),
    othersCount: t.exposeInt('othersCount'),
    endCursor: t.exposeString('endCursor', { nullable: true, description: 'Null on the last page.' }),
  }),
});

const PAGE_MOST = 100;

builder.queryField('nextTasks', (t) =>
  t.field({
    type: NextPageRef,
    description: '谁该做下一步: mine first, then the soonest due.',
    extensions: access(signedIn),
    args: {
      first: t.arg.int(),
      after: t.arg.string({ required: false }),
      whose: t.arg({ type: WhoseEnum, required: false }),
      kinds: t.arg({ type: [NextKindEnum], required: false }),
    },
    resolve: async (_root, { first, after, whose, kinds }, context) => {
      if (first < 1 || PAGE_MOST < first) throw badInput('first', first, `应为 1 至 ${PAGE_MOST}`);
      const all = await nextTasksOf(await context.tx(), viewerOf(context), context.at);
      const asked = all.filter(({ kind }) => !kinds || kinds.includes(kind));
      const shown = asked.filter(({ mine }) => !whose || mine === (whose === 'mine'));
      const from = after ? shown.findIndex(({ key }) => key === after) + 1 : 0;
      const tasks = shown.slice(from, from + first);
      const mineCount = asked.filter(({ mine }) => mine).length;
      const more = from + first < shown.length;
      return {
        tasks,
        mineCount,
        othersCount: asked.length - mineCount,
        endCursor: more ? (tasks.at(-1)?.key ?? null) : null,
      };
    },
  }),
);
