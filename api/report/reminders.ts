/**
 * Reminders (提醒): what a date brings near, told once to each person concerned. A source names what is due at an
 * instant; that something was told is known from its key alone. To add one: a `ReminderSource` in this list.
 */
import type { Tx } from '@jiedui/db/connect.ts';
import { insertNotices } from '../hall/notice.store.ts';
import type { ScheduledTask } from '../hall/schedule.ts';
import { claimToBegin } from './claim-reminders.ts';
import { applicationWaiting, organizationExpiring } from './register-reminders.ts';
import { needsToConfirm, offersToConfirm } from './lists/reminding.ts';
import { plaqueNotOperating, verificationEnding, workerLicenceEnding } from './station-reminders.ts';
import { agreementEnding, claimToConfirm, dispatchDue, orderUnclaimed } from './first-reminders.ts';

export interface Reminder {
  readonly tenantId: string;
  /** Everybody who holds a role at one of these, and these accounts. */
  readonly to: {
    readonly stationIds?: readonly string[];
    readonly organizationIds?: readonly string[];
    readonly authorityIds?: readonly string[];
    readonly accountIds?: readonly string[];
  };
  /** Stable, unique for thing, stage and audience: `agreement.ending:<id>:30:parties`. Told once to each recipient. */
  readonly key: string;
  /** Kind of the notice, room.fact: `agreement.ending`. */
  readonly kind: string;
  /** Of the order, claim, agreement… that it is about. A source returns them in the order of these ids. */
  readonly thingId: string;
  /** The end that comes near (UTC). */
  readonly dueAt: Date;
  /** One sentence that says what to do until which full date. */
  readonly title: string;
  readonly body: string;
  /** The page where the next step is done. */
  readonly link: string;
  /** Told at night too: only what harms somebody if it waits until the morning. */
  readonly urgent?: boolean;
}

/** Which part of what is due to return: things after this id, null at first, and at most so many of them. */
export interface ReminderPage {
  readonly after: string | null;
  readonly limit: number;
}

export interface ReminderSource {
  readonly name: string;
  /**
   * What is due at `at` (a state is derived here, never read from a job's mark), read by the relay, which sees every
   * tenant. At most `page.limit` things after `page.after`, by ascending id; a short page ends the turn.
   */
  due(tx: Tx, at: Date, page: ReminderPage): Promise<readonly Reminder[]>;
}

/** In the order of the rooms. */
export const REMINDER_SOURCES: readonly ReminderSource[] = [
  workerLicenceEnding,
  verificationEnding,
  plaqueNotOperating,
  applicationWaiting,
  organizationExpiring,
  orderUnclaimed,
  claimToConfirm,
  claimToBegin,
  agreementEnding,
  dispatchDue,
  needsToConfirm,
  offersToConfirm,
];

const PAGE = 200;

/** A task for each source. Where a turn ended is kept in memory only: to begin anew tells nobody twice. */
export function remindingTasks(sources: readonly ReminderSource[] = REMINDER_SOURCES, limit = PAGE): ScheduledTask[] {
  return sources.map((source) => {
    let after: string | null = null;
    return {
      name: `remind.${source.name}`,
      run: async (tx, at) => {
        const page = await source.due(tx, at, { after, limit });
        await Promise.all(page.map((reminder) => tell(tx, reminder, at)));
        const things = new Set(page.map(({ thingId }) => thingId));
        after = things.size < limit ? null : (page.at(-1)?.thingId ?? null);
        return after !== null;
      },
    };
  });
}

function tell(tx: Tx, { tenantId, to, key, kind, title, body, link, urgent }: Reminder, at: Date) {
  return insertNotices(tx, { tenantId, at, by: null }, to, {
    kind,
    title,
    body,
    link,
    urgent,
    dedupe: `reminder:${key}`,
  });
}
