/** What a step on an organization's licences, staff check and leave may answer instead. */
import { type FieldProblem, problemsSentence, Refusal } from '../refusal.ts';

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
