/** What a step on a need may answer instead. */
import { type FieldProblem, problemsSentence, Refusal } from '../refusal.ts';
import { NEED_STATE_WORDS, type NeedState } from './need.ts';

/** Not there, or not for this viewer: the two are one refusal. */
export class NeedNotFound extends Refusal {
  readonly code = 'NEED_NOT_FOUND' as const;
  constructor() {
    super('没有找到这条需求，可能不在您的查看范围。请返回需求清单查看。');
  }
}

export class NeedNotIn extends Refusal {
  readonly code = 'NEED_NOT_IN' as const;
  readonly actual: NeedState;
  constructor(actual: NeedState) {
    super(`这条需求现为“${NEED_STATE_WORDS[actual]}”，不能进行此操作。请刷新需求清单，按最新状态办理。`);
    this.actual = actual;
  }
}

export class NeedIncomplete extends Refusal {
  readonly code = 'NEED_INCOMPLETE' as const;
  readonly problems: readonly FieldProblem[];
  constructor(problems: readonly FieldProblem[]) {
    super(problemsSentence(problems));
    this.problems = problems;
  }
}

const NOT_MERGEABLE_WORDS = {
  same_need: '一条需求不能与自己合并，请另选一条。',
  other_station: '只能合并本站的需求；两站的需求可以分别转成点单。',
  units_differ: '两条需求的人数单位不同（如“人”与“户”），不能相加。请选“是同一批人”，或先更正单位再合并。',
  no_people: '有一条需求没有写人数，不能相加。请先补上人数，或选“是同一批人”。',
  target_merged: '被并入的需求自己也已并到别处。请先把那一次合并拆开，再拆这一条。',
} as const;
export type NotMergeable = keyof typeof NOT_MERGEABLE_WORDS;

/** The two cannot be merged so, or the merge cannot be undone now. */
export class NeedsNotMergeable extends Refusal {
  readonly code = 'NEEDS_NOT_MERGEABLE' as const;
  readonly why: NotMergeable;
  constructor(why: NotMergeable) {
    super(NOT_MERGEABLE_WORDS[why]);
    this.why = why;
  }
}
export const NOT_MERGEABLE = Object.keys(NOT_MERGEABLE_WORDS) as readonly NotMergeable[];

/** A need is screened out to somewhere: where it was referred must be said. */
export class ReferralMissing extends Refusal {
  readonly code = 'REFERRAL_MISSING' as const;
  constructor() {
    super('转介其他部门的，请写明转到了哪里（2 至 60 字），便于回访。');
  }
}
