/** What a step on a take-over request may answer instead. */
import { formatDeadline } from '../calendar.ts';
import { Refusal } from '../refusal.ts';
import { TAKEOVER_STATE_WORDS, type TakeoverState } from './takeover.ts';

/** Not there, or not for this viewer: the two are one refusal. */
export class TakeoverNotFound extends Refusal {
  readonly code = 'TAKEOVER_NOT_FOUND' as const;
  constructor() {
    super('没有找到这份转接申请，可能已撤回或不在您的查看范围。请返回待办查看。');
  }
}

export class TakeoverNotIn extends Refusal {
  readonly code = 'TAKEOVER_NOT_IN' as const;
  readonly actual: TakeoverState;
  constructor(actual: TakeoverState) {
    super(`这份转接申请现为“${TAKEOVER_STATE_WORDS[actual]}”，不能进行此操作。请刷新后查看。`);
    this.actual = actual;
  }
}

/** One waits already: there is at most one for each claim. */
export class TakeoverPending extends Refusal {
  readonly code = 'TAKEOVER_PENDING' as const;
  readonly until: Date;
  constructor(until: Date) {
    super(`这次接单已有一份转接申请待答复，最迟${formatDeadline(until)} 有结果，请届时再看。`);
    this.until = until;
  }
}

/** Nobody else holds the order: it may be claimed, or the viewer holds it. */
export class NothingToTakeOver extends Refusal {
  readonly code = 'NOTHING_TO_TAKE_OVER' as const;
  constructor() {
    super('该点单现在没有由其他组织承接，无需申请转接。待接单的点单可以直接接单。');
  }
}
