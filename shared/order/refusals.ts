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

/** Stations that were asked to take part have not answered; the order waits for them. */
export class MembersUnsettled extends Refusal {
  readonly code = 'MEMBERS_UNSETTLED' as const;
  readonly stationNames: readonly string[];
  constructor(stationNames: readonly string[]) {
    super(`${stationNames.join('、')}还没有答复是否参加。请等其答复，或从联合名单中移除后再提交。`);
    this.stationNames = stationNames;
  }
}

/** The station has said yes or no before. */
export class StationAnswered extends Refusal {
  readonly code = 'STATION_ANSWERED' as const;
  constructor(answer: 'joins' | 'stays_out') {
    super(`贵站已答复“${answer === 'joins' ? '参加' : '不参加'}”。如需更改，请联系牵头站重新征求意见。`);
  }
}

/** Nothing of it is sought any more, or nobody holds a part: there is no rest to close. */
export class NoRestToClose extends Refusal {
  readonly code = 'NO_REST_TO_CLOSE' as const;
  constructor() {
    super('这条点单没有可结束的剩余部分：须有单位已承接一部分，且还有剩余。不再需要时，请撤销点单。');
  }
}
