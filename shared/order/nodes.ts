/** The nodes that approval, questions and changes add to an order's timeline: who did what when. */
import {
  APPROVAL_OUTCOME_WORDS,
  type ApprovalOutcome,
  type Bypass,
  BYPASS_WORDS,
  type Look,
  LOOK_WORDS,
} from './approval.ts';
import { type OrderChange, REVISABLE_WORDS } from './revision.ts';

export interface TimelineNode {
  readonly at: Date;
  readonly who: string;
  readonly what: string;
}

export interface ApprovalNode {
  readonly stationName: string;
  readonly authorityName: string;
  readonly approverName: string;
  readonly bypass: Bypass | null;
  readonly submittedAt: Date;
  readonly outcome: ApprovalOutcome | null;
  readonly decidedAt: Date | null;
  readonly reason: string | null;
  readonly look: Look | null;
  readonly lookReason: string | null;
  readonly lookedAt: Date | null;
}

/** A submission and what came of it; taking back and cancelling are the station's own. */
export function approvalNodes(approval: ApprovalNode): TimelineNode[] {
  const { stationName, approverName, outcome, decidedAt, look, lookedAt } = approval;
  const nodes: TimelineNode[] = [];
  if (approval.bypass) nodes.push({ at: approval.submittedAt, who: stationName, what: BYPASS_WORDS[approval.bypass] });
  else nodes.push({ at: approval.submittedAt, who: stationName, what: '提交审核' });
  if (outcome && decidedAt && !approval.bypass && outcome !== 'cancelled') {
    const who = outcome === 'recalled' ? stationName : approverName;
    const what =
      outcome === 'recalled' ? '撤回，继续修改' : withReason(APPROVAL_OUTCOME_WORDS[outcome], approval.reason);
    nodes.push({ at: decidedAt, who, what });
  }
  if (look && lookedAt) {
    nodes.push({ at: lookedAt, who: approval.authorityName, what: withReason(LOOK_WORDS[look], approval.lookReason) });
  }
  return nodes;
}

const withReason = (words: string, reason: string | null) => (reason === null ? words : `${words}：${reason}`);

/** Questions show who answered, never who asked: every organization reads the timeline. */
export function questionNodes(question: {
  readonly stationName: string;
  readonly askedAt: Date;
  readonly answeredAt: Date | null;
}): TimelineNode[] {
  const asked = { at: question.askedAt, who: '有组织', what: '提问' };
  if (question.answeredAt === null) return [asked];
  return [asked, { at: question.answeredAt, who: question.stationName, what: '答复提问' }];
}

export const revisionNode = (revision: {
  readonly stationName: string;
  readonly revisedAt: Date;
  readonly changes: readonly OrderChange[];
}): TimelineNode => ({
  at: revision.revisedAt,
  who: revision.stationName,
  what: `修改${revision.changes.map(({ field }) => REVISABLE_WORDS[field]).join('、')}`,
});
