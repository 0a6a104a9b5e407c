/** What sign-in may answer instead of a viewer. */
import { formatMoment } from '../calendar.ts';
import { Refusal } from '../refusal.ts';

/** Wrong name or password, or a disabled account: the three are never told apart. */
export class SignInRefused extends Refusal {
  readonly code = 'SIGN_IN_REFUSED' as const;
  readonly remainingAttempts: number;
  constructor(remainingAttempts: number) {
    super(`账号或密码不正确，请核对后重试。还可尝试 ${remainingAttempts} 次，之后账号会暂时锁定。`);
    this.remainingAttempts = remainingAttempts;
  }
}

/** Too many failures; the account opens again by itself. */
export class AccountLocked extends Refusal {
  readonly code = 'ACCOUNT_LOCKED' as const;
  readonly lockedUntil: Date;
  constructor(lockedUntil: Date) {
    super(`登录失败次数过多，账号已锁定至${formatMoment(lockedUntil)}。请到时再试，或联系主管单位重置密码。`);
    this.lockedUntil = lockedUntil;
  }
}
