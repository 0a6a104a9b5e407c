/** What a step on a survey may answer instead. */
import { type FieldProblem, problemsSentence, Refusal } from '../refusal.ts';
import { SURVEY_PART_STATE_WORDS, SURVEY_STATE_WORDS, type SurveyPartState, type SurveyState } from './survey.ts';

/** Not there, or not for this viewer: the two are one refusal. */
export class SurveyNotFound extends Refusal {
  readonly code = 'SURVEY_NOT_FOUND' as const;
  constructor() {
    super('没有找到这次调查，可能不在您的查看范围。请返回调查列表查看。');
  }
}

export class SurveyNotIn extends Refusal {
  readonly code = 'SURVEY_NOT_IN' as const;
  readonly actual: SurveyState;
  constructor(actual: SurveyState) {
    super(
      actual === 'draft'
        ? '这次调查还是草稿，请先提交，再办理此项。'
        : `这次调查${SURVEY_STATE_WORDS[actual]}，不能再当草稿改。内容有误的，请用“更正”并写明原因。`,
    );
    this.actual = actual;
  }
}

/** The organization has already said what it says. */
export class SurveyPartNotIn extends Refusal {
  readonly code = 'SURVEY_PART_NOT_IN' as const;
  readonly actual: SurveyPartState;
  constructor(actual: SurveyPartState) {
    super(`贵单位对这次调查的答复现为“${SURVEY_PART_STATE_WORDS[actual]}”，无需再办理。要改的，请联系社工站更正。`);
    this.actual = actual;
  }
}

export class SurveyIncomplete extends Refusal {
  readonly code = 'SURVEY_INCOMPLETE' as const;
  readonly problems: readonly FieldProblem[];
  constructor(problems: readonly FieldProblem[]) {
    super(problemsSentence(problems));
    this.problems = problems;
  }
}
