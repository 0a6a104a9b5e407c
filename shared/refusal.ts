/**
 * An expected "no" from a rule: a value the caller must handle, not a fault.
 * Rules return refusals; anything thrown is a bug or an outage.
 * The message is Chinese, for the person at the screen: what is wrong and what to do next.
 */
export abstract class Refusal extends Error {
  /** Stable, UPPER_SNAKE; clients branch on it. The message is for people and may change. */
  abstract readonly code: string;
}

/** One field of a form that cannot stand, and what it should be. `field` is the GraphQL name. */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

/** Somebody saved a newer version since the caller read it. */
export class StaleVersion extends Refusal {
  readonly code = 'STALE_VERSION' as const;
  readonly currentVersion: number;
  constructor(currentVersion: number) {
    super('内容已被他人更新，请刷新后在最新内容上再次操作。');
    this.currentVersion = currentVersion;
  }
}

/** A step that needs a reason was asked for without one. */
export class ReasonMissing extends Refusal {
  readonly code = 'REASON_MISSING' as const;
  constructor() {
    super(`请写明原因（${REASON_MIN} 至 ${REASON_MAX} 字），对方会看到。`);
  }
}

/** Shortest and longest reason, in code points after trimming. */
export const REASON_MIN = 2;
export const REASON_MAX = 200;

/** The trimmed reason, or `ReasonMissing` when it is too short or too long. */
export function checkReason(reason: string): string | ReasonMissing {
  const trimmed = reason.trim();
  const length = [...trimmed].length;
  return REASON_MIN <= length && length <= REASON_MAX ? trimmed : new ReasonMissing();
}

/** The problems as one sentence: `请补充或改正 2 处：标题应为 4 至 40 字；请选择服务类型。` */
export function problemsSentence(problems: readonly FieldProblem[]): string {
  return `请补充或改正 ${problems.length} 处：${problems.map((p) => p.message).join('；')}。`;
}
