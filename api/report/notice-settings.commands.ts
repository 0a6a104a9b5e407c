/** Changing how one is told: choices and quiet hours, and the address, which counts once its code came back. */
import { randomInt } from 'node:crypto';
import { inTransaction } from '@jiedui/db/connect.ts';
import {
  type CodeGone,
  type CodeTooSoon,
  type CodeWrong,
  checkCode,
  EmailNotOpen,
  EmailUnsound,
  isEmailAddress,
  mayAskForCode,
  QuietHoursUnsound,
} from '@jiedui/shared/notice/email.ts';
import type { Cadence, NoticeGroup } from '@jiedui/shared/notice/notice.ts';
import { minuteOf } from '@jiedui/shared/notice/quiet-hours.ts';
import { Refusal, StaleVersion } from '@jiedui/shared/refusal.ts';
import { v7 as uuid } from 'uuid';
import { type CommandContext, command, type Done } from '../hall/command.ts';
import { insertDelivery } from '../hall/courier/route.store.ts';
import { countAttempt, type NoticeSettings, noticeSettingsOf, saveNoticeSettings } from './notice-settings.store.ts';

export interface ChangeNoticeSettingsInput {
  readonly clientMutationId: string;
  readonly expectedVersion: number | null;
  readonly choices: readonly { readonly group: NoticeGroup; readonly cadence: Cadence }[];
  /** `21:00`. */
  readonly quietFrom: string;
  readonly quietTo: string;
  readonly removeEmail: boolean;
}

const reload = noticeSettingsOf;
const done = (value: NoticeSettings, before: NoticeSettings, changed: readonly string[]): Done<NoticeSettings> => ({
  value,
  entity: 'notice_settings',
  entityId: value.accountId,
  versionBefore: before.version,
  versionAfter: (before.version ?? 0) + 1,
  changed,
  events: [],
});

export function changeNoticeSettings(
  context: CommandContext,
  input: ChangeNoticeSettingsInput,
): Promise<NoticeSettings | QuietHoursUnsound | StaleVersion> {
  const operation = { name: 'changeNoticeSettings', key: input.clientMutationId, input, reload };
  return command(context, operation, async (tx, { accountId, tenantId }) => {
    const before = await noticeSettingsOf(tx, accountId);
    if (before.version !== input.expectedVersion) return new StaleVersion(before.version ?? 0);
    const quietFrom = minuteOf(input.quietFrom);
    const quietTo = minuteOf(input.quietTo);
    if (quietFrom === null || quietTo === null) return new QuietHoursUnsound();
    const choices = Object.fromEntries(input.choices.map(({ group, cadence }) => [group, cadence]));
    const email = input.removeEmail ? null : before.email;
    await saveNoticeSettings(tx, tenantId, { ...before, quietFrom, quietTo, choices, email }, context.at);
    return done(await noticeSettingsOf(tx, accountId), before, ['choices', 'quietHours']);
  });
}

export interface RequestEmailCodeInput {
  readonly clientMutationId: string;
  readonly email: string;
}

/** Has a code sent to the address. The address that counts until then goes on counting. */
export function requestEmailCode(
  context: CommandContext,
  input: RequestEmailCodeInput,
  emailIsOpen: boolean,
): Promise<NoticeSettings | EmailNotOpen | EmailUnsound | CodeTooSoon> {
  const operation = { name: 'requestEmailCode', key: input.clientMutationId, input, reload };
  return command(context, operation, async (tx, { accountId, tenantId }) => {
    const { at } = context;
    const email = input.email.trim();
    if (!emailIsOpen) return new EmailNotOpen();
    if (!isEmailAddress(email)) return new EmailUnsound();
    const before = await noticeSettingsOf(tx, accountId);
    const may = mayAskForCode(before.pending, at);
    if (may instanceof Refusal) return may;
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    await saveNoticeSettings(tx, tenantId, { ...before, pending: { email, code, sentAt: at, attempts: 0 } }, at);
    const to = { tenantId, channel: 'email', accountId, robotId: null } as const;
    await insertDelivery(tx, { ...to, id: uuid(), purpose: 'code', cadence: 'now', dueAt: at }, at);
    return done(await noticeSettingsOf(tx, accountId), before, ['pendingEmail']);
  });
}

export interface VerifyEmailInput {
  readonly clientMutationId: string;
  readonly code: string;
}

/** The attempt is counted in a transaction of its own: a refusal rolls the command back, and with it would go the count. */
export async function verifyEmail(
  context: CommandContext,
  input: VerifyEmailInput,
): Promise<NoticeSettings | CodeWrong | CodeGone> {
  const { pool, sessionId: session, at } = context;
  await inTransaction(pool, { session, at }, 'write', async (tx, viewer) => {
    if (viewer) await countAttempt(tx, viewer.accountId);
  });
  const operation = { name: 'verifyEmail', key: input.clientMutationId, input, reload };
  return command(context, operation, async (tx, { accountId, tenantId }) => {
    const before = await noticeSettingsOf(tx, accountId);
    const { pending } = before;
    // Counted already: what the rule asks is how many went before this one.
    const checked = checkCode(pending && { ...pending, attempts: pending.attempts - 1 }, input.code, at);
    if (checked instanceof Refusal) return checked;
    await saveNoticeSettings(tx, tenantId, { ...before, email: pending?.email ?? null, pending: null }, at);
    return done(await noticeSettingsOf(tx, accountId), before, ['email']);
  });
}
