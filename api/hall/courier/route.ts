/** From notices to messages: each notice once, at its time, together with what is due with it. */
import type { Tx } from '@jiedui/db/connect.ts';
import type { Channel } from '@jiedui/shared/notice/delivery.ts';
import { nextDigestAt } from '@jiedui/shared/notice/digest.ts';
import { cadenceOf } from '@jiedui/shared/notice/notice.ts';
import { afterQuiet } from '@jiedui/shared/notice/quiet-hours.ts';
import { v7 as uuid } from 'uuid';
import { takeTurn } from '../schedule.store.ts';
import {
  assignItems,
  type DueItem,
  type EmailItem,
  insertDelivery,
  insertEmailItems,
  markRouted,
  takeDueItems,
  takeUnrouted,
  type UnroutedNotice,
} from './route.store.ts';

const BATCH = 200;
/** Of one message: more is not read. */
const MOST_ITEMS = 50;

/** Looks at new notices: which go by e-mail, and when. True when more wait. */
export async function routeNotices(tx: Tx, emailIsOpen: boolean): Promise<boolean> {
  const notices = await takeUnrouted(tx, BATCH);
  if (notices.length === 0) return false;
  const items = emailIsOpen ? notices.flatMap(emailItemOf) : [];
  if (0 < items.length) await insertEmailItems(tx, items);
  await markRouted(
    tx,
    notices.map(({ id }) => id),
  );
  return notices.length === BATCH;
}

function emailItemOf({ id, kind, createdAt, urgent, settings }: UnroutedNotice): EmailItem[] {
  if (!settings) return [];
  const cadence = cadenceOf(kind, settings.choices);
  if (urgent) return [{ noticeId: id, cadence: 'now', dueAt: createdAt }];
  if (cadence === 'none') return [];
  const quiet = { fromMinute: settings.quietFrom, toMinute: settings.quietTo };
  const dueAt = afterQuiet(quiet, cadence === 'now' ? createdAt : nextDigestAt(cadence, createdAt));
  return [{ noticeId: id, cadence, dueAt }];
}

/** Makes messages of what is due: one for each recipient and cadence. One process at a time. True when more wait. */
export async function formDeliveries(tx: Tx, channels: readonly Channel[], at: Date): Promise<boolean> {
  if (!(await takeTurn(tx, 'courier.form'))) return false;
  const due = await takeDueItems(tx, channels, at, BATCH);
  for (const items of gathered(due)) {
    const [first] = items;
    if (!first) continue;
    const id = uuid();
    await insertDelivery(tx, { ...first, id, purpose: 'notices' }, at);
    await assignItems(
      tx,
      id,
      items.map((item) => item.id),
    );
  }
  return due.length === BATCH;
}

/** A digest is for its morning; what is sent at once goes with whatever else waits by now. */
function gathered(due: readonly DueItem[]): DueItem[][] {
  const groups = new Map<string, DueItem[]>();
  for (const item of due) {
    const { channel, accountId, robotId, cadence, dueAt } = item;
    const key = [channel, accountId ?? robotId, cadence, cadence === 'now' ? '' : dueAt.toISOString()].join(' ');
    const group = groups.get(key) ?? [];
    if (group.length < MOST_ITEMS) group.push(item);
    groups.set(key, group);
  }
  return [...groups.values()];
}
