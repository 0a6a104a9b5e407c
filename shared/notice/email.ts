/** E-mail addresses of the people who work here, and the code by which one shows that an address is theirs. */
import { Refusal } from '../refusal.ts';

/** A plain address: one `@`, a name of 64 and a host of 190 characters at most, ASCII, no quoting, no comments. */
export function isEmailAddress(text: string): boolean {
  return (
    text.length <= 254 &&
    /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/.test(text)
  );
}

/** `l···@example.gov.cn`: enough to recognise one's own, too little to write to. */
export function maskedEmail(address: string): string {
  const [name = '', host = ''] = address.split('@');
  return `${name.slice(0, 1)}···@${host}`;
}

export const CODE_MINUTES = 15;
export const CODE_ATTEMPTS = 5;
/** Between two codes; also what keeps this from being used to write to a stranger again and again. */
export const CODE_PAUSE_SECONDS = 60;
const MINUTE_MS = 60_000;

export interface PendingCode {
  readonly email: string;
  readonly code: string;
  readonly sentAt: Date;
  /** Wrong answers so far. */
  readonly attempts: number;
}

export const codeValidUntil = (sentAt: Date): Date => new Date(sentAt.getTime() + CODE_MINUTES * MINUTE_MS);

/** Whether another code may be sent now, or how long to wait. */
export function mayAskForCode(pending: Pick<PendingCode, 'sentAt'> | null, at: Date): true | CodeTooSoon {
  if (!pending) return true;
  const waited = (at.getTime() - pending.sentAt.getTime()) / 1000;
  return CODE_PAUSE_SECONDS <= waited ? true : new CodeTooSoon(Math.ceil(CODE_PAUSE_SECONDS - waited));
}

/** Whether the code answers the pending one: exactly once, in time, within five attempts. */
export function checkCode(pending: PendingCode | null, code: string, at: Date): true | CodeWrong | CodeGone {
  if (!pending || codeValidUntil(pending.sentAt) < at || CODE_ATTEMPTS <= pending.attempts) return new CodeGone();
  return pending.code === code.trim() ? true : new CodeWrong(CODE_ATTEMPTS - pending.attempts - 1);
}

export class EmailNotOpen extends Refusal {
  readonly code = 'EMAIL_NOT_OPEN' as const;
  constructor() {
    super('本系统还没有开通邮件。请联系系统管理员配置发信服务器后再填写邮箱，通知仍会列在站内。');
  }
}

export class EmailUnsound extends Refusal {
  readonly code = 'EMAIL_UNSOUND' as const;
  constructor() {
    super('邮箱格式不正确，应形如 lihua@example.cn，请核对后重新填写。');
  }
}

export class CodeTooSoon extends Refusal {
  readonly code = 'CODE_TOO_SOON' as const;
  readonly waitSeconds: number;
  constructor(waitSeconds: number) {
    super(`验证码刚刚发出，请 ${waitSeconds} 秒后再试；没有收到时请先查看垃圾邮件。`);
    this.waitSeconds = waitSeconds;
  }
}

export class CodeWrong extends Refusal {
  readonly code = 'CODE_WRONG' as const;
  readonly remainingAttempts: number;
  constructor(remainingAttempts: number) {
    super(
      remainingAttempts === 0
        ? '验证码不正确，请重新获取验证码。'
        : `验证码不正确，请核对邮件后重新填写，还可以试 ${remainingAttempts} 次。`,
    );
    this.remainingAttempts = remainingAttempts;
  }
}

export class CodeGone extends Refusal {
  readonly code = 'CODE_GONE' as const;
  constructor() {
    super('验证码已失效，请重新获取验证码。');
  }
}

export class QuietHoursUnsound extends Refusal {
  readonly code = 'QUIET_HOURS_UNSOUND' as const;
  constructor() {
    super('免打扰时段应为 00:00 至 23:59 之间的两个时刻，请重新选择。');
  }
}
