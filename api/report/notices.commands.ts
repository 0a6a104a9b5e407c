/** Reading notices. */
import type { Tx } from '@jiedui/db/connect.ts';
import { isUuid } from '../builder.ts';
import { type CommandContext, command } from '../hall/command.ts';
import { markRead } from '../hall/notice.store.ts';
import { readNotices } from './home.store.ts';

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
