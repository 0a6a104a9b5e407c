/** What approval, questions and changes add to an order's timeline, loaded for many orders at once. */
import { approveUntil } from '@jiedui/shared/order/approval.ts';
import { approvalNodes, questionNodes, revisionNode, type TimelineNode } from '@jiedui/shared/order/nodes.ts';
import type { Context } from '../context.ts';
import { loadApprovalsOf } from './approval.graph.ts';
import type { OrderRow } from './order.store.ts';
import { loadQuestionsOf } from './question.graph.ts';
import { loadRevisionsOf } from './revision.graph.ts';

export interface Nodes {
  readonly more: readonly TimelineNode[];
  readonly approverName: string | null;
  readonly approveUntil: Date | null;
}

export async function loadNodesOf(context: Context, order: OrderRow): Promise<Nodes> {
  const [approvals, questions, revisions] = await Promise.all([
    loadApprovalsOf(context, order.id),
    loadQuestionsOf(context, order.id),
    loadRevisionsOf(context, order.id),
  ]);
  const stationName = order.station.name;
  const waiting = approvals.find(({ outcome }) => outcome === null) ?? null;
  return {
    more: [
      ...approvals.flatMap(approvalNodes),
      ...questions.flatMap((question) => questionNodes({ ...question, stationName })),
      ...revisions.map((revision) => revisionNode({ ...revision, stationName })),
    ],
    approverName: waiting?.approverName ?? null,
    approveUntil: waiting ? approveUntil(waiting.submittedAt) : null,
  };
}
