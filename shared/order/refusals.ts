/** What a step on an order may answer instead. */
import { type FieldProblem, problemsSentence, Refusal } from '../refusal.ts';
import { ORDER_STATE_WORDS, type OrderState } from './order.ts';

/** Not there, or not for this viewer: the two are one refusal. */
export class OrderNotFound extends Refusal {
  readonly code = 'ORDER_NOT_FOUND' as const;
  constructor() {
    super('没有找到这条点单，可能已撤销或不在您的查看范围。请返回点单列表查看。');
  }
}

/** The order is in another state than the step starts from. */
export class OrderNotIn extends Refusal {
  readonly code = 'ORDER_NOT_IN' as const;
  readonly actual: OrderState;
  constructor(actual: OrderState) {
    super(`该点单现为“${ORDER_STATE_WORDS[actual]}”，不能进行此操作。请刷新后查看可办理的事项。`);
    this.actual = actual;
  }
}

export class OrderIncomplete extends Refusal {
  readonly code = 'ORDER_INCOMPLETE' as const;
  readonly problems: readonly FieldProblem[];
  constructor(problems: readonly FieldProblem[]) {
    super(problemsSentence(problems));
    this.problems = problems;
  }
}
