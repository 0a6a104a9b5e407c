/**
 * The light of a dispatch line: red, yellow or green, why, and the decision the product proposes.
 * Named rules in one list, weightiest first. The officer decides; the proposal only saves the reading.
 */
import { effectiveOrderState } from '../order/lifecycle.ts';
import type { DispatchRows, Figure } from './figures.ts';
import { type Decision, type FigureKey, type Light, LIGHTS } from './round.ts';

/** Below this average the line asks for attention. */
export const SATISFACTION_FLOOR = 4;

/** How the pairing stands at the cut-off, beside its figures. */
export interface Standing {
  /** Orders open after their claim deadline: nobody came. */
  readonly unclaimedPastDeadline: number;
  /** Orders confirmed and not yet completed. */
  readonly inService: number;
  readonly claimsPending: number;
  readonly sessionsUnconfirmed: number;
}

export interface LightOfLine {
  readonly light: Light;
  /** Every reason of that light, in words. */
  readonly reason: string;
  readonly proposedDecision: Decision;
}

interface LightRule {
  readonly light: Light;
  readonly decision: Decision;
  /** The reason, or null when the rule does not apply. */
  readonly reason: (value: (key: FigureKey) => number, standing: Standing, figures: readonly Figure[]) => string | null;
}

const OVERDUE: LightRule = {
  light: 'red',
  decision: 'urge',
  reason: (value) => (0 < value('overdue') ? `${value('overdue')} 单逾期未完成` : null),
};

const UNCLAIMED: LightRule = {
  light: 'red',
  decision: 'coordinate',
  reason: (_value, { unclaimedPastDeadline: n }) => (0 < n ? `${n} 单过了截止时间无人接单` : null),
};

const IDLE: LightRule = {
  light: 'red',
  decision: 'urge',
  reason: (value, { inService }) =>
    0 < inService && value('sessions') === 0 ? `有 ${inService} 单在服务中，本期没有已确认的活动` : null,
};

const CLAIMS_PENDING: LightRule = {
  light: 'yellow',
  decision: 'urge',
  reason: (_value, { claimsPending: n }) => (0 < n ? `${n} 次接单待社工站确认` : null),
};

const SESSIONS_UNCONFIRMED: LightRule = {
  light: 'yellow',
  decision: 'urge',
  reason: (_value, { sessionsUnconfirmed: n }) => (0 < n ? `${n} 条服务记录待社工站确认` : null),
};

const LOW_SATISFACTION: LightRule = {
  light: 'yellow',
  decision: 'coordinate',
  reason: (_value, _standing, figures) => {
    const figure = figures.find(({ key }) => key === 'satisfaction');
    if (!figure || figure.value === null || SATISFACTION_FLOOR <= figure.value) return null;
    return `满意度 ${figure.value.toFixed(1)} 分（${figure.responses} 份评价），低于 ${SATISFACTION_FLOOR} 分`;
  },
};

const QUIET: LightRule = {
  light: 'yellow',
  decision: 'coordinate',
  reason: (value, { inService }) =>
    value('orders') === 0 && value('sessions') === 0 && inService === 0 ? '本期没有点单，也没有活动' : null,
};

export const LIGHT_RULES = [
  OVERDUE,
  UNCLAIMED,
  IDLE,
  CLAIMS_PENDING,
  SESSIONS_UNCONFIRMED,
  LOW_SATISFACTION,
  QUIET,
] as const satisfies LightRule[];

/** The heaviest light that a rule gives, with all reasons of that light; green when none applies. */
export function lightOf(figures: readonly Figure[], standing: Standing): LightOfLine {
  const value = (key: FigureKey) => figures.find((figure) => figure.key === key)?.value ?? 0;
  const given = LIGHT_RULES.flatMap((rule) => {
    const reason = rule.reason(value, standing, figures);
    return reason === null ? [] : [{ rule, reason }];
  });
  const first = given[0];
  if (!first)
    return {
      light: 'green',
      reason: `进展正常：完成 ${value('completed')} 单，活动 ${value('sessions')} 场`,
      proposedDecision: 'approve',
    };
  const { light, decision } = first.rule;
  return {
    light,
    reason: given
      .filter(({ rule }) => rule.light === light)
      .map(({ reason }) => reason)
      .join('；'),
    proposedDecision: decision,
  };
}

/** The standing of a line's rows at the cut-off. */
export function standingOf(rows: DispatchRows, cutOff: Date): Standing {
  const isLate = (until: Date | null) => until !== null && until < cutOff;
  return {
    unclaimedPastDeadline: rows.orders.filter(
      (o) => effectiveOrderState(o, cutOff) === 'open' && isLate(o.claimableUntil),
    ).length,
    inService: rows.orders.filter((o) => o.state === 'confirmed').length,
    claimsPending: rows.claims.filter((c) => c.pending).length,
    sessionsUnconfirmed: rows.sessions.filter((s) => s.state === 'submitted').length,
  };
}

/** Red first, then yellow, then green; for sorting the lines of a round. */
export function compareLights(left: Light, right: Light): number {
  return LIGHTS.indexOf(left) - LIGHTS.indexOf(right);
}
