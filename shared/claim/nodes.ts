/** The nodes that take-over requests and rulings add to an order's timeline: who did what when. */
import { formatDate, formatDeadline } from '../calendar.ts';
import type { TimelineNode } from '../order/nodes.ts';
import { endReasonWords } from './end-reasons.ts';
import { type Ruling, RULING_CHOICE_WORDS } from './ruling.ts';
import type { TakeoverLife } from './takeover.ts';
import { effectiveTakeoverState } from './takeover-lifecycle.ts';

export interface TakeoverNode extends TakeoverLife {
  readonly organizationName: string;
  readonly holderName: string;
  readonly requestReason: string;
  readonly askedAt: Date;
}

/** The request, the holder's word or silence, and how it ended. */
export function takeoverNodes(takeover: TakeoverNode, stationName: string, at: Date): TimelineNode[] {
  const { organizationName, holderName, askedAt, holderAgreedAt, holderUntil, answeredAt } = takeover;
  const state = effectiveTakeoverState(takeover, at);
  const nodes: TimelineNode[] = [{ at: askedAt, who: organizationName, what: `申请转接：${takeover.requestReason}` }];
  const add = (when: Date | null, who: string, what: string) => {
    if (when !== null) nodes.push({ at: when, who, what });
  };
  const words = endReasonWords(takeover.endCode, takeover.reason);
  const silent = holderUntil < at && (holderAgreedAt === null || holderAgreedAt.getTime() === holderUntil.getTime());
  if (state === 'agreed' || state === 'done' || state === 'rejected' || state === 'lapsed')
    add(silent ? holderUntil : holderAgreedAt, holderName, silent ? '逾期未答复，视为同意转接' : '同意转接');
  if (state === 'refused') add(answeredAt, holderName, `不同意转接：${words}`);
  if (state === 'rejected') add(answeredAt, stationName, `不接受转接：${words}`);
  if (state === 'done') add(answeredAt, stationName, `接受转接，由${organizationName}承接`);
  if (state === 'withdrawn') add(answeredAt, organizationName, '撤回转接申请');
  if (state === 'lapsed') add(takeover.stationUntil, stationName, '逾期未确认，转接申请失效');
  return nodes;
}

export interface RulingNode extends Pick<Ruling, 'choice' | 'reason' | 'ruledAt' | 'claimableUntil' | 'windowTo'> {
  readonly authorityName: string;
  readonly toAuthorityName: string | null;
}

/** `裁定：与社工站商定，放宽时间（接单截止2026年12月10日 24:00）。两家都因时间谢绝` */
export function rulingNode(ruling: RulingNode): TimelineNode {
  const details = [
    ruling.claimableUntil ? `接单截止${formatDeadline(ruling.claimableUntil)}` : null,
    ruling.windowTo ? `服务截止${formatDate(ruling.windowTo)}` : null,
    ruling.toAuthorityName,
  ].filter((part) => part !== null);
  const inWords = details.length === 0 ? '' : `（${details.join('，')}）`;
  return {
    at: ruling.ruledAt,
    who: ruling.authorityName,
    what: `裁定：${RULING_CHOICE_WORDS[ruling.choice]}${inWords}。${ruling.reason}`,
  };
}
