/** What a step on a dispatch round may answer instead. */
import { Refusal } from '../refusal.ts';
import { ROUND_STATE_WORDS, type RoundState } from './round.ts';

/** Not there, or not for this viewer: the two are one refusal. */
export class RoundNotFound extends Refusal {
  readonly code = 'ROUND_NOT_FOUND' as const;
  constructor() {
    super('没有找到这次月调度，可能不在您的查看范围。请返回月调度列表查看。');
  }
}

/** A programme has one round a month. */
export class RoundExists extends Refusal {
  readonly code = 'ROUND_EXISTS' as const;
  readonly roundId: string;
  constructor(roundId: string) {
    super('该月的调度已经开启，请直接打开办理。');
    this.roundId = roundId;
  }
}

export class RoundNotIn extends Refusal {
  readonly code = 'ROUND_NOT_IN' as const;
  readonly actual: RoundState;
  constructor(actual: RoundState) {
    super(
      actual === 'issued'
        ? '本月调度已签发，内容不能再改。如有变动，请在下月调度中说明。'
        : `本月调度现为“${ROUND_STATE_WORDS[actual]}”，不能进行此操作。请刷新后查看。`,
    );
    this.actual = actual;
  }
}

/** Not there, or not for this viewer: the two are one refusal. */
export class LineNotFound extends Refusal {
  readonly code = 'LINE_NOT_FOUND' as const;
  constructor() {
    super('没有找到这一行，可能调度数据已刷新。请重新打开本月调度查看。');
  }
}

export class LinesUndecided extends Refusal {
  readonly code = 'LINES_UNDECIDED' as const;
  readonly count: number;
  constructor(count: number) {
    super(`还有 ${count} 行未填写处理意见，请逐行选定后再签发。`);
    this.count = count;
  }
}
