/** What the steps around publishing may answer instead: approval, questions, changes, series, templates, dates, menu. */
import { type FieldProblem, problemsSentence, Refusal } from '../refusal.ts';
import { ORDER_STATE_WORDS, type OrderState } from './order.ts';

/** A rule of approval, a series, a template or a date that cannot stand; every problem at once. */
export class OrderSettingUnsound extends Refusal {
  readonly code = 'ORDER_SETTING_UNSOUND' as const;
  readonly problems: readonly FieldProblem[];
  constructor(problems: readonly FieldProblem[]) {
    super(problemsSentence(problems));
    this.problems = problems;
  }
}

/** Somebody else approves this order. */
export class NotTheApprover extends Refusal {
  readonly code = 'NOT_THE_APPROVER' as const;
  readonly approverName: string;
  constructor(approverName: string) {
    super(`这条点单由${approverName}审核，请由其办理；需要调整审核方式的，可在“审核设置”修改。`);
    this.approverName = approverName;
  }
}

/** Whoever wrote it does not approve it, as long as somebody else can. */
export class ApproverIsAuthor extends Refusal {
  readonly code = 'APPROVER_IS_AUTHOR' as const;
  constructor(approverName: string) {
    super(`这条点单由您本人提交，不能由您本人审核。${approverName}还有其他人可以审核，请交由他们办理。`);
  }
}

/** Approving several at once is for those that nothing sets apart. */
export class OrderNeedsReading extends Refusal {
  readonly code = 'ORDER_NEEDS_READING' as const;
  readonly cautions: readonly string[];
  constructor(cautions: readonly string[]) {
    super(`这条点单请单独审核：${cautions.join('、')}。`);
    this.cautions = cautions;
  }
}

export class NothingToLookAt extends Refusal {
  readonly code = 'NOTHING_TO_LOOK_AT' as const;
  constructor() {
    super('这条点单不在抽查名单，或已有抽查结果。请刷新抽查名单。');
  }
}

/** The order closed: its deadline is over, or it is not open. */
export class QuestionsClosed extends Refusal {
  readonly code = 'QUESTIONS_CLOSED' as const;
  constructor() {
    super('这条点单已停止答疑：接单已截止，或已确定承接组织。有事请直接与社工站联系。');
  }
}

export class QuestionTextWrong extends Refusal {
  readonly code = 'QUESTION_TEXT_WRONG' as const;
  readonly field: string;
  constructor(field: 'question' | 'answer', min: number, max: number, length: number) {
    super(`${field === 'question' ? '提问' : '答复'}应为 ${min} 至 ${max} 字，现为 ${length} 字。`);
    this.field = field;
  }
}

export class QuestionsFull extends Refusal {
  readonly code = 'QUESTIONS_FULL' as const;
  constructor(most: number) {
    super(`这条点单已有 ${most} 个问题，请先看已有的问答，仍不清楚的请电话联系社工站。`);
  }
}

export class QuestionNotFound extends Refusal {
  readonly code = 'QUESTION_NOT_FOUND' as const;
  constructor() {
    super('没有找到这个问题，可能不在您的查看范围。请刷新点单查看。');
  }
}

export class AlreadyAnswered extends Refusal {
  readonly code = 'ALREADY_ANSWERED' as const;
  constructor() {
    super('这个问题已经答复，大家都能看到，不再修改。需要更正的，请修改需求说明，有关组织会收到通知。');
  }
}

/** These fields do not change in this state. */
export class FieldsNotRevisable extends Refusal {
  readonly code = 'FIELDS_NOT_REVISABLE' as const;
  readonly problems: readonly FieldProblem[];
  constructor(state: OrderState, problems: readonly FieldProblem[]) {
    super(
      `点单现为“${ORDER_STATE_WORDS[state]}”，${problems.map((one) => one.message).join('、')}不能再改；确需改动的，请撤销后重新发布。`,
    );
    this.problems = problems;
  }
}

export class NothingChanged extends Refusal {
  readonly code = 'NOTHING_CHANGED' as const;
  constructor() {
    super('内容与现在的一样，没有需要保存的改动。');
  }
}

export class OfferNotOnMenu extends Refusal {
  readonly code = 'OFFER_NOT_ON_MENU' as const;
  constructor() {
    super('这项供给现在不能点：已暂停、下架，或不在您的查看范围。请另选一项。');
  }
}

export class TemplateNotFound extends Refusal {
  readonly code = 'TEMPLATE_NOT_FOUND' as const;
  constructor() {
    super('没有找到这个模板，可能已停用或不在您的查看范围。请返回模板列表查看。');
  }
}

export class SeriesNotFound extends Refusal {
  readonly code = 'SERIES_NOT_FOUND' as const;
  constructor() {
    super('没有找到这个系列点单，或不在您的查看范围。请返回点单列表查看。');
  }
}

/** The other side has to agree; one's own proposal waits. */
export class DateNotForYou extends Refusal {
  readonly code = 'DATE_NOT_FOR_YOU' as const;
  constructor() {
    super('没有等您同意的约定时间。可另提一个时间，由对方同意。');
  }
}
