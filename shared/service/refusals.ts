/** What a step on a service record may answer instead. */
import { type FieldProblem, problemsSentence, Refusal } from '../refusal.ts';
import { SESSION_STATE_WORDS, type SessionState } from './session.ts';

/** Not there, or not for this viewer: the two are one refusal. */
export class SessionNotFound extends Refusal {
  readonly code = 'SESSION_NOT_FOUND' as const;
  constructor() {
    super('没有找到这条服务记录，可能不在您的查看范围。请返回服务记录列表查看。');
  }
}

export class SessionNotIn extends Refusal {
  readonly code = 'SESSION_NOT_IN' as const;
  readonly actual: SessionState;
  constructor(actual: SessionState) {
    super(`这条服务记录现为“${SESSION_STATE_WORDS[actual]}”，不能进行此操作。请刷新后查看。`);
    this.actual = actual;
  }
}

export class SessionIncomplete extends Refusal {
  readonly code = 'SESSION_INCOMPLETE' as const;
  readonly problems: readonly FieldProblem[];
  constructor(problems: readonly FieldProblem[]) {
    super(problemsSentence(problems));
    this.problems = problems;
  }
}

/** The side that recorded a session may not confirm or return it. */
export class SameSide extends Refusal {
  readonly code = 'SAME_SIDE' as const;
  constructor() {
    super('服务记录须由受援社工站确认，填报单位不能自行确认或退回。请等待社工站办理。');
  }
}
