/** What sign-in may answer instead of a viewer. */
import { formatMoment } from '../calendar.ts';
import { type FieldProblem, problemsSentence, Refusal } from '../refusal.ts';

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

/** The present password, asked for again before it is changed, is not right. */
export class PasswordWrong extends Refusal {
  readonly code = 'PASSWORD_WRONG' as const;
  constructor() {
    super('当前密码不正确，请核对后重试。连续 5 次输错会暂时锁定账号。');
  }
}

/** The new password or the account's particulars cannot stand. */
export class AccountUnsound extends Refusal {
  readonly code = 'ACCOUNT_UNSOUND' as const;
  readonly problems: readonly FieldProblem[];
  constructor(problems: readonly FieldProblem[]) {
    super(problemsSentence(problems));
    this.problems = problems;
  }
}

/** Not there, or kept by another bureau: the two are one refusal. */
export class AccountNotFound extends Refusal {
  readonly code = 'ACCOUNT_NOT_FOUND' as const;
  constructor() {
    super('没有找到这个账号，可能不在您的管理范围。请返回账号列表查看。');
  }
}

/** Accounts of the bureau itself are its leader's to keep; nobody closes the account with which he is signed in. */
export class AccountNotYours extends Refusal {
  readonly code = 'ACCOUNT_NOT_YOURS' as const;
  constructor(own: boolean) {
    super(
      own ? '不能停用或重置自己正在使用的账号。修改密码请到“我的账号”。' : '主管单位人员的账号由主管单位负责人办理。',
    );
  }
}
