/** The inbox on the graph: pages of notices, and reading them all. */
import { NOTICE_GROUPS } from '@jiedui/shared/notice/notice.ts';
import { access, signedIn, viaParent } from '../access.ts';
import { builder } from '../builder.ts';
import { viewerOf } from '../context.ts';
import { connectionOf, pageAsked, pageOf } from '../hall/page.ts';
import { NoticeRef } from './home.graph.ts';
import { countInbox, inboxPage } from './inbox.store.ts';
import { type AllNoticesRead, markAllNoticesRead } from './notices.commands.ts';

export const NoticeGroupEnum = builder.enumType('NoticeGroup', { values: NOTICE_GROUPS });

const NoticeConnection = connectionOf('Notice', NoticeRef);

builder.queryField('notices', (t) =>
  t.field({
    type: NoticeConnection,
    description: '通知 of the viewer, newest first.',
    extensions: access(signedIn),
    args: {
      first: t.arg.int(),
      after: t.arg.string({ required: false }),
      unread: t.arg.boolean({ required: false, description: 'Only what is not read yet.' }),
      group: t.arg({ type: NoticeGroupEnum, required: false }),
    },
    resolve: async (_root, { first, after, unread, group }, context) => {
      const { limit, afterId } = pageAsked({ first, after: after ?? null });
      const { accountId } = viewerOf(context);
      const filter = { unread: unread ?? false, group: group ?? null };
      const tx = await context.tx();
      return pageOf(await inboxPage(tx, accountId, filter, limit, afterId), limit, () =>
        countInbox(tx, accountId, filter),
      );
    },
  }),
);

const MarkAllNoticesReadInput = builder.inputType('MarkAllNoticesReadInput', {
  fields: (t) => ({ clientMutationId: t.field({ type: 'UUID' }) }),
});
const AllNoticesReadRef = builder.objectRef<AllNoticesRead>('AllNoticesRead').implement({
  extensions: access(viaParent),
  fields: (t) => ({ unreadCount: t.exposeInt('unreadCount', { description: 'What came in the meantime.' }) }),
});

builder.mutationField('markAllNoticesRead', (t) =>
  t.field({
    type: AllNoticesReadRef,
    extensions: access(signedIn),
    args: { input: t.arg({ type: MarkAllNoticesReadInput }) },
    resolve: (_root, { input }, context) => markAllNoticesRead(context.command(), input),
  }),
);
