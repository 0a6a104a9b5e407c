/** SQL of how a person wants to be told. One's own row only, by row-level security. */
import type { Tx } from '@jiedui/db/connect.ts';
import type { PendingCode } from '@jiedui/shared/notice/email.ts';
import type { Choices } from '@jiedui/shared/notice/notice.ts';
import { DEFAULT_QUIET } from '@jiedui/shared/notice/quiet-hours.ts';

export interface NoticeSettings {
  readonly accountId: string;
  /** Null: nothing was chosen yet. */
  readonly version: number | null;
  readonly quietFrom: number;
  readonly quietTo: number;
  readonly choices: Choices;
  readonly email: string | null;
  readonly pending: PendingCode | null;
}

interface Row extends Omit<NoticeSettings, 'pending'>, Record<string, unknown> {
  readonly pendingEmail: string | null;
  readonly pendingCode: string | null;
  readonly pendingSentAt: Date | null;
  readonly pendingAttempts: number;
}

/** What was chosen, or what holds without a choice. */
export async function noticeSettingsOf(tx: Tx, accountId: string): Promise<NoticeSettings> {
  const [row] = await tx.named<Row>(
    'noticeSettings.of',
    `select account_id as "accountId", version, quiet_from as "quietFrom", quiet_to as "quietTo", choices, email, pending_email as "pendingEmail",
       pending_code as "pendingCode", pending_sent_at as "pendingSentAt", pending_attempts as "pendingAttempts"
     from notice_settings where account_id = $1`,
    [accountId],
  );
  if (!row) {
    const { fromMinute: quietFrom, toMinute: quietTo } = DEFAULT_QUIET;
    return { accountId, version: null, quietFrom, quietTo, choices: {}, email: null, pending: null };
  }
  const { pendingEmail, pendingCode, pendingSentAt, pendingAttempts, ...settings } = row;
  const pending =
    pendingEmail && pendingCode && pendingSentAt
      ? { email: pendingEmail, code: pendingCode, sentAt: pendingSentAt, attempts: pendingAttempts }
      : null;
  return { ...settings, pending };
}

/** Writes the whole row; the version counts on. */
export const saveNoticeSettings = (tx: Tx, tenantId: string, settings: NoticeSettings, at: Date) =>
  tx.named(
    'noticeSettings.save',
    `insert into notice_settings (account_id, tenant_id, quiet_from, quiet_to, choices, email, email_verified_at,
       pending_email, pending_code, pending_sent_at, pending_attempts, updated_at)
     values ($1, $2, $3, $4, $5, $6, case when $6::text is not null then $11::timestamptz end, $7, $8, $9, $10, $11)
     on conflict (account_id) do update set quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to, choices = excluded.choices,
       email = excluded.email, email_verified_at = excluded.email_verified_at, pending_email = excluded.pending_email,
       pending_code = excluded.pending_code, pending_sent_at = excluded.pending_sent_at, pending_attempts = excluded.pending_attempts,
       version = notice_settings.version + 1, updated_at = excluded.updated_at`,
    [
      settings.accountId,
      tenantId,
      settings.quietFrom,
      settings.quietTo,
      JSON.stringify(settings.choices),
      settings.email,
      settings.pending?.email ?? null,
      settings.pending?.code ?? null,
      settings.pending?.sentAt ?? null,
      settings.pending?.attempts ?? 0,
      at,
    ],
  );

/** Counts an answer to the pending code, right or wrong, before it is looked at. */
export const countAttempt = (tx: Tx, accountId: string) =>
  tx.named(
    'noticeSettings.countAttempt',
    'update notice_settings set pending_attempts = pending_attempts + 1 where account_id = $1 and pending_code is not null',
    [accountId],
  );
