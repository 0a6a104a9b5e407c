/**
 * The timeline (办理进度) of an order: who did what when, and whose turn it is until when.
 * Pure: made from the order and the claims that the reader may see; an organization does not see the claims of others,
 * only who holds the order, or which part of it, now. Of an order that several share each holder has a turn of its own.
 */
import { endOfDay, formatDate, formatDeadline, localDateOf } from '../calendar.ts';
import { openingWords } from '../matching/first-refusal.ts';
import type { Opening } from '../order/claim-terms.ts';
import { type DividedOrder, leftOf, leftWords, type Taker } from '../order/commitment.ts';
import { effectiveOrderState, isClaimable } from '../order/lifecycle.ts';
import type { TimelineNode } from '../order/nodes.ts';
import type { OrderLife, TimelineKind } from '../order/order.ts';
import type { ClaimAwaits, ClaimLife } from './claim.ts';
import { endReasonWords } from './end-reasons.ts';
import { effectiveClaimState } from './lifecycle.ts';
import { nextOfClaim } from './next-step.ts';
import { shareWords } from './share.ts';

/** `at` is null for what has not happened; `dueAt` is the last instant for it, or null. */
export interface TimelineEvent {
  readonly kind: TimelineKind;
  readonly at: Date | null;
  readonly who: string;
  readonly what: string;
  readonly dueAt: Date | null;
}

export interface TimelineClaim extends ClaimLife {
  readonly organizationName: string;
  readonly claimedAt: Date;
  readonly awaits?: ClaimAwaits;
  /** What it takes of a shared order: `助浴 8 人`; left out for the whole. */
  readonly shareWords?: string;
}

export interface TimelineOrder extends OrderLife {
  readonly stationName: string;
  readonly claimantName: string | null;
  readonly claimedAt: Date | null;
  /** Who decides on a submitted order, and by when; left out where nobody does. */
  readonly approverName?: string | null;
  readonly approveUntil?: Date | null;
  /** The claim that holds it waits for the organization (菜单点单). */
  readonly asksOrganization?: boolean;
  /** What happened before it was published and beside its claims: approvals, questions, changes. */
  readonly more?: readonly TimelineNode[];
  readonly opening: Opening | null;
  /** Of an order that several share: how it is divided, and who holds what of it now. */
  readonly shared?: { readonly division: DividedOrder; readonly takers: readonly Taker[] };
}

/** Past events by time, then the next step, if there is one; of a shared order one for each holder and for what is left. */
export function timelineOf(order: TimelineOrder, claims: readonly TimelineClaim[], at: Date): TimelineEvent[] {
  const past: TimelineEvent[] = [];
  const add = (when: Date | null, who: string, what: string) => {
    if (when) past.push({ kind: 'done', at: when, who, what, dueAt: null });
  };
  for (const each of order.more ?? []) add(each.at, each.who, each.what);
  add(order.postedAt, order.stationName, '发布点单');
  for (const claim of claims) addClaim(add, order, claim, at);
  const state = effectiveOrderState(order, at);
  const known = claims.map(({ organizationName, claimedAt }) => `${organizationName} ${claimedAt.getTime()}`);
  for (const taker of order.shared?.takers ?? [])
    if (!known.includes(`${taker.organizationName} ${taker.claimedAt.getTime()}`))
      add(taker.claimedAt, taker.organizationName, `接单（${shareOf(order, taker)}）`);
  const seen = claims.some((claim) => claim.claimedAt.getTime() === order.claimedAt?.getTime());
  if (state !== 'open' && !seen && order.claimantName) add(order.claimedAt, order.claimantName, '接单');
  add(order.completedAt, order.stationName, '确认服务完成');
  add(order.cancelledAt, order.stationName, `撤销点单：${order.cancelReason ?? ''}`);
  past.sort((a, b) => (a.at?.getTime() ?? 0) - (b.at?.getTime() ?? 0));
  const next = nextSteps(order, at).toSorted(
    (a, b) => (a.dueAt?.getTime() ?? Infinity) - (b.dueAt?.getTime() ?? Infinity),
  );
  return [...past, ...next];
}

const shareOf = ({ shared }: TimelineOrder, taker: Taker): string =>
  shared ? shareWords(shared.division, taker.portions) : '';

function addClaim(
  add: (when: Date | null, who: string, what: string) => void,
  order: TimelineOrder,
  claim: TimelineClaim,
  at: Date,
): void {
  const asked = claim.awaits === 'organization';
  if (asked) add(claim.claimedAt, order.stationName, `从供给清单点单，请${claim.organizationName}承接`);
  else add(claim.claimedAt, claim.organizationName, claim.shareWords ? `接单（${claim.shareWords}）` : '接单');
  const state = effectiveClaimState(claim, at);
  const words = endReasonWords(claim.endCode, claim.reason);
  const reason = words ? `：${words}` : '';
  const whose = claim.shareWords ? `${claim.organizationName}的接单（${claim.shareWords}）` : '接单';
  const again = claim.shareWords ? `${claim.shareWords}重新征集` : '点单重新开放';
  add(claim.confirmedAt, asked ? claim.organizationName : order.stationName, asked ? '同意承接' : `确认${whose}`);
  if (claim.extendedAt && claim.startUntil) {
    const until = formatDeadline(claim.startUntil);
    add(claim.extendedAt, claim.organizationName, `延期至${until}：${claim.extensionReason ?? ''}`);
  }
  if (claim.firstSessionOn)
    add(claim.startedAt, claim.organizationName, `安排首场服务：${formatDate(claim.firstSessionOn)}`);
  if (state === 'lapsed' && claim.confirmedAt)
    add(claim.startUntil, claim.organizationName, `逾期未开始服务，接单失效，${again}`);
  else if (state === 'lapsed' && asked)
    add(claim.confirmUntil, claim.organizationName, '逾期未答复，点单向所有组织开放');
  else if (state === 'lapsed')
    add(claim.confirmUntil, order.stationName, `逾期未确认${claim.shareWords ? whose : ''}，接单失效，${again}`);
  if (state === 'declined' && asked) add(claim.decidedAt, claim.organizationName, `谢绝承接${reason}`);
  if (state === 'declined' && !asked) add(claim.decidedAt, order.stationName, `退回${whose}${reason}`);
  if (state === 'withdrawn') add(claim.decidedAt, claim.organizationName, `撤回接单${reason}`);
  if (state === 'released') add(claim.decidedAt, '主管单位', `解除接单${reason}`);
  if (state === 'handed_over') add(claim.decidedAt, claim.organizationName, '转接给其他组织');
}

const next = (who: string, what: string, dueAt: Date | null): TimelineEvent => ({
  kind: 'next',
  at: null,
  who,
  what,
  dueAt,
});

function nextSteps(order: TimelineOrder, at: Date): TimelineEvent[] {
  const takers = order.shared?.takers ?? [];
  if (!order.shared || takers.length === 0) {
    const step = nextStep(order, at);
    return step ? [step] : [];
  }
  if (order.completedAt || order.cancelledAt) return [];
  const steps = takers.flatMap((taker) => nextOfTaker(order, taker, at));
  const left = leftWords(order.shared.division, leftOf(order.shared.division, takers, at));
  if (left === '' || !isClaimable(order, at)) return steps;
  const turns = openingWords(order.opening, localDateOf(at)).map((turn) => `；${turn}`);
  return [...steps, next('各社会组织', `接单（${left}${turns.join('')}）`, order.claimableUntil)];
}

/** Whose turn it is with one share, and by when; nobody's with one that is delivered. */
function nextOfTaker(order: TimelineOrder, taker: Taker, at: Date): TimelineEvent[] {
  if (taker.deliveredAt !== null) return [];
  const step = nextOfClaim(taker, { isCompleted: false, windowTo: order.windowTo }, at);
  if (!step) return [];
  const isStations = step.side === 'station';
  const whose = isStations ? `${taker.organizationName}，` : '';
  return [
    next(
      isStations ? order.stationName : taker.organizationName,
      `${step.what}（${whose}${shareOf(order, taker)}）`,
      step.dueAt,
    ),
  ];
}

function nextStep(order: TimelineOrder, at: Date): TimelineEvent | null {
  switch (effectiveOrderState(order, at)) {
    case 'draft':
      return next(order.stationName, '提交点单', null);
    case 'returned':
      return next(order.stationName, '按退回意见修改后重新提交', null);
    case 'submitted':
      return next(order.approverName ?? order.stationName, '审核点单', order.approveUntil ?? null);
    case 'open':
      return isClaimable(order, at)
        ? next('各社会组织', claimWords(order.opening, at), order.claimableUntil)
        : next(order.stationName, '接单已截止，请撤销后重新点单', null);
    case 'claimed':
      return order.asksOrganization
        ? next(order.claimantName ?? '', '答复是否承接', order.claimLapsesAt)
        : next(order.stationName, '确认或退回接单', order.claimLapsesAt);
    case 'confirmed':
      return order.claimLapsesAt
        ? next(order.claimantName ?? '', '安排首场服务，或填报服务记录', order.claimLapsesAt)
        : next(order.claimantName ?? '', '开展服务并填报服务记录', order.windowTo ? endOfDay(order.windowTo) : null);
    default:
      return null;
  }
}

/** `接单（2026年11月28日 星期六 0:00 起向同县区组织开放，…）` while turns are still to come. */
function claimWords(opening: Opening | null, at: Date): string {
  const turns = openingWords(opening, localDateOf(at));
  return turns.length === 0 ? '接单' : `接单（${turns.join('，')}）`;
}
