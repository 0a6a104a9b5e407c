/** What a step on an offer may answer instead. */
import { type FieldProblem, problemsSentence, Refusal } from '../refusal.ts';

/** Not there, or not for this viewer: the two are one refusal. */
export class OfferNotFound extends Refusal {
  readonly code = 'OFFER_NOT_FOUND' as const;
  constructor() {
    super('没有找到这条供给，可能已下架或不属于贵单位。请返回供给清单查看。');
  }
}

export class OfferIncomplete extends Refusal {
  readonly code = 'OFFER_INCOMPLETE' as const;
  readonly problems: readonly FieldProblem[];
  constructor(problems: readonly FieldProblem[]) {
    super(problemsSentence(problems));
    this.problems = problems;
  }
}
