/** What a step on an application, an organization's register, staff, licences and leave may answer instead. */
import { type FieldProblem, problemsSentence, Refusal } from '../refusal.ts';
import type { OpenWork } from './open-work.ts';
import { PROVIDER_STATE_WORDS, type ProviderState } from './organization.ts';

/** Not there, or not for this viewer: the two are one refusal. */
export class OrganizationNotFound extends Refusal {
  readonly code = 'ORGANIZATION_NOT_FOUND' as const;
  constructor() {
    super('没有找到这家组织，可能不在您的管理范围。请返回组织名录查看。');
  }
}

export class ChecksUnsound extends Refusal {
  readonly code = 'CHECKS_UNSOUND' as const;
  readonly problems: readonly FieldProblem[];
  constructor(problems: readonly FieldProblem[]) {
    super(problemsSentence(problems));
    this.problems = problems;
  }
}

export class LeaveUnsound extends Refusal {
  readonly code = 'LEAVE_UNSOUND' as const;
  readonly problems: readonly FieldProblem[];
  constructor(problems: readonly FieldProblem[]) {
    super(problemsSentence(problems));
    this.problems = problems;
  }
}

export class LeaveNotFound extends Refusal {
  readonly code = 'LEAVE_NOT_FOUND' as const;
  constructor() {
    super('没有找到这段休整期，可能已经取消。请刷新后查看。');
  }
}

/** The step starts from another state: somebody decided in between, or it was never possible. */
export class ProviderNotIn extends Refusal {
  readonly code = 'PROVIDER_NOT_IN' as const;
  readonly actual: ProviderState;
  constructor(actual: ProviderState) {
    super(`现在的状态是“${PROVIDER_STATE_WORDS[actual]}”，不能这样办理。请刷新后查看最新情况。`);
    this.actual = actual;
  }
}

export class ApplicationIncomplete extends Refusal {
  readonly code = 'APPLICATION_INCOMPLETE' as const;
  readonly problems: readonly FieldProblem[];
  constructor(problems: readonly FieldProblem[]) {
    super(problemsSentence(problems));
    this.problems = problems;
  }
}

/** A wrong tracking code and no such application are one refusal. */
export class ApplicationNotFound extends Refusal {
  readonly code = 'APPLICATION_NOT_FOUND' as const;
  constructor() {
    super('没有找到这份申请，请核对查询码（12 位，不分大小写）。');
  }
}

/** Too many applications from one place, or too many that wait: says nothing about anybody's. */
export class ApplicationsTooMany extends Refusal {
  readonly code = 'APPLICATIONS_TOO_MANY' as const;
  constructor() {
    super('提交得太频繁，请一小时后再试，或直接联系所在县区民政局办理。您填写的内容没有丢失。');
  }
}

/** The register has this code already; or the login belongs to somebody. Only the bureau is told. */
export class ApplicationClashes extends Refusal {
  readonly code = 'APPLICATION_CLASHES' as const;
  constructor(what: 'uscc' | 'login') {
    super(
      what === 'uscc'
        ? '名录里已有同一统一社会信用代码的组织，不能重复开通。请退回或不予通过，并说明原因。'
        : '申请的账号已被使用，请退回，请对方换一个账号。',
    );
  }
}

/** Conditions of being active that are not met, each in words. */
export class NotFitToServe extends Refusal {
  readonly code = 'NOT_FIT_TO_SERVE' as const;
  readonly missing: readonly string[];
  constructor(missing: readonly string[]) {
    super(`还不符合准入条件：${missing.join('；')}。请先补登或更正，再办理。`);
    this.missing = missing;
  }
}

export class RegisterEntryUnsound extends Refusal {
  readonly code = 'REGISTER_ENTRY_UNSOUND' as const;
  readonly problems: readonly FieldProblem[];
  constructor(problems: readonly FieldProblem[]) {
    super(problemsSentence(problems));
    this.problems = problems;
  }
}

export class ListingNotFound extends Refusal {
  readonly code = 'LISTING_NOT_FOUND' as const;
  constructor() {
    super('没有找到这条名录记录，可能已经移出。请刷新后查看。');
  }
}

export class StaffUnsound extends Refusal {
  readonly code = 'STAFF_UNSOUND' as const;
  readonly problems: readonly FieldProblem[];
  constructor(problems: readonly FieldProblem[]) {
    super(problemsSentence(problems));
    this.problems = problems;
  }
}

export class StaffNotFound extends Refusal {
  readonly code = 'STAFF_NOT_FOUND' as const;
  constructor() {
    super('没有找到这名从业人员，可能已经离职。请刷新后查看。');
  }
}

export class CorrectionNotFound extends Refusal {
  readonly code = 'CORRECTION_NOT_FOUND' as const;
  constructor() {
    super('没有找到这条更正申请，或已经答复。请刷新后查看。');
  }
}

/** An organization that others still expect something of does not leave: each is somebody's expectation. */
export class OpenWorkLeft extends Refusal {
  readonly code = 'OPEN_WORK_LEFT' as const;
  readonly left: readonly OpenWork[];
  constructor(left: readonly OpenWork[], isElsewhere: boolean) {
    super(
      isElsewhere
        ? `还有 ${left.length} 项在办事项属于其他县区，请先联系当地民政局释放，再办理退出。`
        : `还有 ${left.length} 项在办事项。请先移交或完成；确需退出的，勾选“释放在办事项”，点单会重新开放。`,
    );
    this.left = left;
  }
}

export class CorrectionUnsound extends Refusal {
  readonly code = 'CORRECTION_UNSOUND' as const;
}
