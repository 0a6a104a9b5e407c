/** The timeline of an order: what happened, by whom, and whose turn it is until when. */
import { type ClaimState, NEW_CLAIM } from '@jiedui/shared/claim/claim.ts';
import { type TimelineClaim, type TimelineOrder, timelineOf } from '@jiedui/shared/claim/timeline.ts';
import type { Taker } from '@jiedui/shared/order/commitment.ts';
import type { OrderState } from '@jiedui/shared/order/order.ts';
import { describe, expect, test } from 'vitest';

const on = (day: number, hour = 2) => new Date(Date.UTC(2026, 10, day, hour));
const until = new Date('2026-11-26T15:59:59.999Z');
const deadline = new Date('2026-11-30T15:59:59.999Z');

function order(state: OrderState, change: Partial<TimelineOrder> = {}): TimelineOrder {
  const held = state === 'claimed' || state === 'confirmed' || state === 'completed';
  return {
    state,
    stationName: '社棠镇社工站',
    claimantName: held ? '心连心爱心协会' : null,
    claimedAt: held ? on(24) : null,
    claimableUntil: deadline,
    windowTo: '2026-12-10',
    claimedOrganizationId: held ? 'heart' : null,
    claimLapsesAt: state === 'claimed' ? until : null,
    postedAt: state === 'draft' ? null : on(23),
    completedAt: state === 'completed' ? on(29) : null,
    cancelledAt: state === 'cancelled' ? on(25) : null,
    cancelReason: state === 'cancelled' ? '居民已自行解决' : null,
    opening: null,
    ...change,
  };
}

const claim = (state: ClaimState, change: Partial<TimelineClaim> = {}): TimelineClaim => ({
  ...NEW_CLAIM,
  state,
  organizationName: '心连心爱心协会',
  claimedAt: on(24),
  confirmUntil: until,
  decidedAt: state === 'pending' ? null : on(25),
  confirmedAt: state === 'confirmed' ? on(25) : null,
  ...change,
});

const told = (o: TimelineOrder, claims: TimelineClaim[], at: Date) =>
  timelineOf(o, claims, at).map(({ kind, who, what }) => `${kind} ${who} ${what}`);

test('from posting to completion, the next step last', () => {
  expect(told(order('confirmed'), [claim('confirmed')], on(25, 3))).toEqual([
    'done 社棠镇社工站 发布点单',
    'done 心连心爱心协会 接单',
    'done 社棠镇社工站 确认接单',
    'next 心连心爱心协会 开展服务并填报服务记录',
  ]);
  expect(told(order('completed'), [claim('confirmed')], on(30)).at(-1)).toBe('done 社棠镇社工站 确认服务完成');
});

test('earlier claims are told with their reasons, in order of time', () => {
  const withdrawn = claim('withdrawn', {
    organizationName: '仁和医院',
    claimedAt: on(23, 3),
    decidedAt: on(23, 5),
    reason: '人手不足',
  });
  const declined = claim('declined', { reason: '时间不合' });
  expect(told(order('open'), [declined, withdrawn], on(25, 3))).toEqual([
    'done 社棠镇社工站 发布点单',
    'done 仁和医院 接单',
    'done 仁和医院 撤回接单：人手不足',
    'done 心连心爱心协会 接单',
    'done 社棠镇社工站 退回接单：时间不合',
    'next 各社会组织 接单',
  ]);
});

test('whoever may not see the claims still sees who holds the order, once', () => {
  expect(told(order('claimed'), [], on(24, 3))).toEqual([
    'done 社棠镇社工站 发布点单',
    'done 心连心爱心协会 接单',
    'next 社棠镇社工站 确认或退回接单',
  ]);
  expect(told(order('claimed'), [claim('pending')], on(24, 3)).filter((line) => line.endsWith(' 接单'))).toHaveLength(
    1,
  );
});

describe('a claim left to lapse', () => {
  const late = new Date(until.getTime() + 1);

  test('is the station’s turn up to its last instant', () => {
    expect(timelineOf(order('claimed'), [claim('pending')], until).at(-1)).toMatchObject({
      kind: 'next',
      dueAt: until,
    });
  });

  test('is told one millisecond later, and the order waits for others', () => {
    expect(told(order('claimed'), [claim('pending')], late).slice(-2)).toEqual([
      'done 社棠镇社工站 逾期未确认，接单失效，点单重新开放',
      'next 各社会组织 接单',
    ]);
  });
});

test('after its deadline an open order is the station’s turn', () => {
  expect(told(order('open'), [], deadline).at(-1)).toBe('next 各社会组织 接单');
  expect(told(order('open'), [], new Date(deadline.getTime() + 1)).at(-1)).toBe(
    'next 社棠镇社工站 接单已截止，请撤销后重新点单',
  );
});

test('a draft waits for its station; a cancelled order waits for nobody', () => {
  expect(told(order('draft'), [], on(23))).toEqual(['next 社棠镇社工站 提交点单']);
  expect(told(order('cancelled'), [], on(26)).at(-1)).toBe('done 社棠镇社工站 撤销点单：居民已自行解决');
});

test('service is due by the end of the window', () => {
  expect(timelineOf(order('confirmed'), [], on(25)).at(-1)?.dueAt).toEqual(new Date('2026-12-10T15:59:59.999Z'));
});

describe('an order that several share', () => {
  const line = (seq: number, what: string, value: number) => ({
    seq,
    serviceType: null,
    what,
    quantity: { value, qualifier: 'exact' as const, unit: 'person' as const },
    note: '',
  });
  const division = { sharing: 'partial' as const, seats: 1, lines: [line(1, '助浴', 20), line(2, '理发', 6)] };
  const term = new Date('2026-12-08T15:59:59.999Z');
  const holder = (organizationName: string, portion: [number, number], changes: Partial<Taker> = {}): Taker => ({
    claimId: organizationName,
    organizationId: organizationName,
    organizationName,
    state: 'pending',
    claimedAt: on(24),
    confirmUntil: until,
    startUntil: null,
    startedAt: null,
    deliveredAt: null,
    portions: [{ seq: portion[0], value: portion[1] }],
    ...changes,
  });
  const confirmed = { state: 'confirmed' as const, startUntil: term };
  const entries = (state: OrderState, takers: Taker[], claims: TimelineClaim[] = []) =>
    timelineOf(order(state, { claimantName: null, claimedAt: null, shared: { division, takers } }), claims, on(25)).map(
      ({ kind, who, what, dueAt }) => `${kind} ${who} ${what}${dueAt ? ` ${dueAt.toISOString().slice(0, 10)}` : ''}`,
    );

  test('names every holder with its part, whose turn it is with each until when, and what is left', () => {
    expect(entries('open', [holder('心连心', [1, 8]), holder('暖阳', [2, 6], confirmed)])).toEqual([
      'done 社棠镇社工站 发布点单',
      'done 心连心 接单（助浴 8 人）',
      'done 暖阳 接单（理发 6 人）',
      'next 社棠镇社工站 确认或退回接单（心连心，助浴 8 人） 2026-11-26',
      'next 各社会组织 接单（助浴还差 12 人） 2026-11-30',
      'next 暖阳 安排首场服务（理发 6 人） 2026-12-08',
    ]);
  });

  test('waits for nobody with what is delivered, and for the window with what has begun', () => {
    const begun = { ...confirmed, startedAt: on(25) };
    const takers = [holder('心连心', [1, 20], begun), holder('暖阳', [2, 6], { ...begun, deliveredAt: on(25) })];
    expect(entries('confirmed', takers).filter((entry) => entry.startsWith('next'))).toEqual([
      'next 心连心 开展服务并填报服务记录（助浴 20 人） 2026-12-10',
    ]);
  });

  test('tells a share that the reader may see once, with what became of it', () => {
    const own = claim('confirmed', { organizationName: '心连心', shareWords: '助浴 8 人', startUntil: on(24, 5) });
    expect(entries('open', [], [own]).slice(1)).toEqual([
      'done 心连心 接单（助浴 8 人）',
      'done 心连心 逾期未开始服务，接单失效，助浴 8 人重新征集',
      'done 社棠镇社工站 确认心连心的接单（助浴 8 人）',
      'next 各社会组织 接单 2026-11-30',
    ]);
    const live = { ...own, startUntil: term };
    expect(
      entries('open', [holder('心连心', [1, 8], confirmed)], [live]).filter((entry) => entry.includes('心连心 接单')),
    ).toHaveLength(1);
  });
});
