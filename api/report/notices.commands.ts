/** Reading notices. */
import type { Tx } from '@jiedui/db/connect.ts';
import { isUuid } from '../builder.ts';
import { type CommandContext, command } from '../hall/command.ts';
import { countUnread, markRead } from '../hall/notice.store.ts';
import { readNotices } from './home.store.ts';
import { markAllRead } from './inbox.store.ts';

export interface NoticesRead {
  readonly ids: readonly string[];
}

export interface MarkNoticesReadInput {
  readonly clientMutationId: string;
  readonly ids: readonly string[];
}

/** Reading twice is reading once. Ids of somebody else's notices are passed over. */
export function markNoticesRead(context: CommandContext, input: MarkNoticesReadInput): Promise<NoticesRead> {
  const ids = input.ids.filter(isUuid);
  const read = async (tx: Tx, accountId: string) => ({
    ids: (await readNotices(tx, accountId, ids)).map(({ id }) => id),
  });
  const operation = { name: 'markNoticesRead', key: input.clientMutationId, input, reload: read };
  return command(context, operation, async (tx, { accountId }) => {
    await markRead(tx, accountId, ids, context.at);
    const value = await read(tx, accountId);
    return {
      value,
      entity: 'notices',
      entityId: accountId,
      versionBefore: null,
      versionAfter: 1,
      changed: ['readAt'],
      events: [],
    };
  });
}

export interface AllNoticesRead {
  readonly unreadCount: number;
}

/** All that were there at the instant of the request; what comes in the meantime stays unread. */
export function markAllNoticesRead(
  context: CommandContext,
  input: { readonly clientMutationId: string },
): Promise<AllNoticesRead> {
  const read = async (tx: Tx, accountId: string) => ({ unreadCount: await countUnread(tx, accountId) });
  const operation = { name: 'markAllNoticesRead', key: input.clientMutationId, input, reload: read };
  return command(context, operation, async (tx, { accountId }) => {
    await markAllRead(tx, accountId, context.at);
    return {
      value: await read(tx, accountId),
      entity: 'notices',
      entityId: accountId,
      versionBefore: null,
      versionAfter: 1,
      changed: ['readAt'],
      events: [],
    };
  });
}
