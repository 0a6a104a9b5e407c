/** What a step on weights, declared interests and blocks may answer instead. */
import { type FieldProblem, Refusal } from '../refusal.ts';
import type { WeightSetState } from './weight-set.ts';

/** The weights do not make a set; `sum` is what they come to. */
export class WeightsUnsound extends Refusal {
  readonly code = 'WEIGHTS_UNSOUND' as const;
  readonly sum: number;
  readonly problems: readonly FieldProblem[];
  constructor(sum: number, problems: readonly FieldProblem[]) {
    super(`权重尚不能保存：${problems.map((problem) => problem.message).join('；')}。`);
    this.sum = sum;
    this.problems = problems;
  }
}

export class WeightSetNotFound extends Refusal {
  readonly code = 'WEIGHT_SET_NOT_FOUND' as const;
  constructor() {
    super('没有找到这套权重，可能不在您的管理范围。请返回权重列表查看。');
  }
}

export class WeightSetNotIn extends Refusal {
  readonly code = 'WEIGHT_SET_NOT_IN' as const;
  readonly actual: WeightSetState;
  constructor(actual: WeightSetState) {
    super(actual === 'active' ? '这套权重已在使用。' : '这套权重已停用，如需恢复，请照它另存一份草稿后启用。');
    this.actual = actual;
  }
}

/** Not there, not for this viewer, or not one of the two: these are one refusal. */
export class PairNotFound extends Refusal {
  readonly code = 'PAIR_NOT_FOUND' as const;
  constructor() {
    super('没有找到这家组织或社工站，可能不在您的管理范围。请返回列表重新选择。');
  }
}

/** An interest or a block that has ended already, or is not the viewer's to end. */
export class PairNoteNotFound extends Refusal {
  readonly code = 'PAIR_NOTE_NOT_FOUND' as const;
  constructor() {
    super('没有找到这条记录，可能已经解除。请刷新列表查看。');
  }
}

/** The two have declared it already; one declaration stands for both. */
export class ConflictDeclared extends Refusal {
  readonly code = 'CONFLICT_DECLARED' as const;
  constructor() {
    super('这家组织与该社工站的利益关系已经申报，无需重复申报。');
  }
}

/** The last day of a block lies in the past. */
export class BlockEndsBefore extends Refusal {
  readonly code = 'BLOCK_ENDS_BEFORE' as const;
  constructor() {
    super('限制的截止日期不能早于今天，请重新选择，或不填截止日期。');
  }
}
