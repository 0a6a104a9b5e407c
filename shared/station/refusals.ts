/** What a step on a station's register may answer instead. */
import { type FieldProblem, problemsSentence, Refusal } from '../refusal.ts';
import type { Have } from './haves.ts';
import { STATION_STATE_WORDS, type StationState } from './station.ts';

/** Not there, or not for this viewer: the two are one refusal. */
export class StationNotFound extends Refusal {
  readonly code = 'STATION_NOT_FOUND' as const;
  constructor() {
    super('没有找到这个社工站，可能不在您的管理范围。请返回社工站名录查看。');
  }
}

/** The facts of a station, or of one being opened, cannot stand. */
export class StationUnsound extends Refusal {
  readonly code = 'STATION_UNSOUND' as const;
  readonly problems: readonly FieldProblem[];
  constructor(problems: readonly FieldProblem[]) {
    super(problemsSentence(problems));
    this.problems = problems;
  }
}

/** The move is not one from the state in which the station is. */
export class StationNotIn extends Refusal {
  readonly code = 'STATION_NOT_IN' as const;
  readonly actual: StationState;
  constructor(wanted: readonly StationState[], actual: StationState) {
    const words = wanted.map((state) => STATION_STATE_WORDS[state]).join('、');
    super(`这一步只能在“${words}”时办理，该站现在是“${STATION_STATE_WORDS[actual]}”。请刷新后查看。`);
    this.actual = actual;
  }
}

/** 实体化运行 asks for more than there is; every gap is named. */
export class StationNotReady extends Refusal {
  readonly code = 'STATION_NOT_READY' as const;
  readonly gaps: readonly string[];
  constructor(gaps: readonly string[]) {
    super(`还不能转为实体化运行：${gaps.join('；')}。请社工站补齐、主管单位核实后再办理。`);
    this.gaps = gaps;
  }
}

/** The facts do not bear the ground that was given for suspending. */
export class SuspensionUnfounded extends Refusal {
  readonly code = 'SUSPENSION_UNFOUNDED' as const;
}

/** The statement of a have is not whole. */
export class HaveUnsound extends Refusal {
  readonly code = 'HAVE_UNSOUND' as const;
  readonly problems: readonly FieldProblem[];
  constructor(problems: readonly FieldProblem[]) {
    super(problemsSentence(problems));
    this.problems = problems;
  }
}

/** Somebody else decided it, or the station has not stated it. */
export class HaveNotStated extends Refusal {
  readonly code = 'HAVE_NOT_STATED' as const;
  readonly item: Have;
  constructor(item: Have) {
    super('这一项现在没有待核实的申报，可能已由同事办理或社工站正在修改。请刷新后查看。');
    this.item = item;
  }
}
