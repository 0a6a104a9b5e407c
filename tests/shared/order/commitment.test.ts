/** How much of an order is taken: by mode, by line, at the last instant of a claim and after it; and never too much. */
import { NotEnoughLeft, ShareUnclear } from '@jiedui/shared/claim/refusals.ts';
import { checkShare, evaluateShare, shareWords } from '@jiedui/shared/claim/share.ts';
import {
  type Commitment,
  commitmentOf,
  type DividedOrder,
  isLiveTaker,
  leftOf,
  leftWords,
  seatsLeft,
  serviceStatusOf,
  type Taker,
  takenOf,
} from '@jiedui/shared/order/commitment.ts';
import { lineProblems, type OrderLine } from '@jiedui/shared/order/line.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const AT = new Date('2026-11-24T02:00:00Z');
const UNTIL = new Date('2026-11-26T15:59:59.999Z');
const LATER = new Date(UNTIL.getTime() + 1);

const line = (seq: number, what: string, value: number, unit: OrderLine['quantity']['unit'] = 'person'): OrderLine => ({
  seq,
  serviceType: null,
  what,
  quantity: { value, qualifier: 'exact', unit },
  note: '',
});
const PARTIAL: DividedOrder = {
  sharing: 'partial',
  seats: 1,
  lines: [line(1, '入户助浴', 20), line(2, '送餐', 3, 'household')],
};
const JOINT: DividedOrder = { sharing: 'joint', seats: 2, lines: [] };
const WHOLE: DividedOrder = { sharing: 'exclusive', seats: 1, lines: [] };
const taker = (organizationId: string, changes: Partial<Taker> = {}): Taker => ({
  claimId: `claim-${organizationId}`,
  organizationId,
  organizationName: organizationId,
  state: 'pending',
  claimedAt: AT,
  confirmUntil: UNTIL,
  startUntil: null,
  startedAt: null,
  deliveredAt: null,
  portions: [],
  ...changes,
});
const takes = (organizationId: string, ...portions: [number, number][]) =>
  taker(organizationId, { portions: portions.map(([seq, value]) => ({ seq, value })) });

describe('commitment', () => {
  const cases: [string, DividedOrder, Taker[], Commitment, number, string][] = [
    ['a whole order that nobody has', WHOLE, [], 'none', 1, '还差 1 家'],
    ['a whole order that one has', WHOLE, [taker('a')], 'complete', 0, ''],
    ['a joint order that nobody has', JOINT, [], 'none', 2, '还差 2 家'],
    ['a joint order with one seat left', JOINT, [taker('a')], 'partial', 1, '还差 1 家'],
    ['a joint order with all seats taken', JOINT, [taker('a'), taker('b')], 'complete', 0, ''],
    ['lines that nobody has', PARTIAL, [], 'none', 2, '入户助浴还差 20 人、送餐还差 3 户'],
    ['a line taken in part', PARTIAL, [takes('a', [1, 8])], 'partial', 2, '入户助浴还差 12 人、送餐还差 3 户'],
    ['a line taken whole', PARTIAL, [takes('a', [1, 8]), takes('b', [1, 12])], 'partial', 1, '送餐还差 3 户'],
    ['every line taken', PARTIAL, [takes('a', [1, 20]), takes('b', [2, 3])], 'complete', 0, ''],
  ];
  test.each(cases)('of %s', (_name, order, takers, commitment, seats, words) => {
    expect(commitmentOf(order, takers, AT)).toBe(commitment);
    expect(seatsLeft(order, takers, AT)).toBe(seats);
    expect(leftWords(order, leftOf(order, takers, AT))).toBe(words);
  });

  test('counts a pending claim to its last instant, and not one millisecond longer', () => {
    const takers = [takes('a', [1, 20], [2, 3])];
    expect(commitmentOf(PARTIAL, takers, UNTIL)).toBe('complete');
    expect(commitmentOf(PARTIAL, takers, LATER)).toBe('none');
    const confirmed = [{ ...takers[0]!, state: 'confirmed' as const }];
    expect(commitmentOf(PARTIAL, confirmed, LATER)).toBe('complete');
  });
});

describe('a share', () => {
  const eight = [takes('a', [1, 8])];
  test('may take exactly what is left, and no more', () => {
    expect(checkShare(PARTIAL, eight, [{ seq: 1, value: 12 }], AT)).toEqual([{ seq: 1, value: 12 }]);
    const refused = checkShare(PARTIAL, eight, [{ seq: 1, value: 13 }], AT) as NotEnoughLeft;
    expect(refused).toBeInstanceOf(NotEnoughLeft);
    expect(refused.left).toEqual([
      { seq: 1, value: 12 },
      { seq: 2, value: 3 },
    ]);
    expect(refused.message).toContain('入户助浴还差 12 人、送餐还差 3 户');
  });
  test('is all that is left when nothing is named', () => {
    expect(checkShare(PARTIAL, eight, null, AT)).toEqual([
      { seq: 1, value: 12 },
      { seq: 2, value: 3 },
    ]);
    expect(checkShare(JOINT, [taker('a')], null, AT)).toEqual([]);
  });
  test('is refused when all is taken', () => {
    for (const [order, takers] of [
      [JOINT, [taker('a'), taker('b')]],
      [PARTIAL, [takes('a', [1, 20], [2, 3])]],
      [WHOLE, [taker('a')]],
    ] as const) {
      const refused = checkShare(order, takers, null, AT) as NotEnoughLeft;
      expect(refused.left).toEqual([]);
      expect(refused.message).toContain('已全部有单位承接');
    }
  });
  test.each([
    ['nothing', []],
    ['zero', [{ seq: 1, value: 0 }]],
    ['a fraction', [{ seq: 1, value: 1.5 }]],
    ['less than nothing', [{ seq: 1, value: -1 }]],
    [
      'a line twice',
      [
        { seq: 1, value: 1 },
        { seq: 1, value: 1 },
      ],
    ],
    ['a line that is not there', [{ seq: 9, value: 1 }]],
  ])('that names %s is unclear', (_name, wanted) => {
    expect(checkShare(PARTIAL, [], wanted, AT)).toBeInstanceOf(ShareUnclear);
  });
  test('is told in words', () => {
    expect(
      shareWords(PARTIAL, [
        { seq: 1, value: 8 },
        { seq: 2, value: 1 },
      ]),
    ).toBe('入户助浴 8 人、送餐 1 户');
    expect(shareWords(JOINT, [])).toBe('1 个名额');
    expect(shareWords(WHOLE, [])).toBe('全部');
  });

  const posted = {
    ...JOINT,
    state: 'open' as const,
    claimableUntil: UNTIL,
    windowTo: null,
    claimedOrganizationId: null,
    claimLapsesAt: null,
    postedAt: AT,
    completedAt: null,
    cancelledAt: null,
    cancelReason: null,
  };
  const passes = { checks: [] };
  const fails = {
    checks: [{ code: 'one_share' as const, passed: false, reason: '贵单位已承接该点单的一份', remedy: null }],
  };
  test('tells the weightiest reason first', () => {
    const codeOf = (...args: Parameters<typeof evaluateShare>) => (evaluateShare(...args) as { code?: string }).code;
    expect(codeOf({ ...posted, state: 'cancelled' }, [], 'a', null, fails, AT)).toBe('ORDER_NOT_IN');
    expect(codeOf(posted, [taker('a'), taker('b')], 'a', null, fails, AT)).toBe('NOT_ELIGIBLE');
    expect(codeOf(posted, [taker('b')], 'a', null, fails, LATER)).toBe('CLAIM_TOO_LATE');
    expect(codeOf(posted, [taker('b'), taker('c')], 'a', null, fails, AT)).toBe('NOT_ENOUGH_LEFT');
    expect(codeOf(posted, [taker('b')], 'a', null, fails, AT)).toBe('NOT_ELIGIBLE');
    expect(evaluateShare(posted, [taker('b')], 'a', null, passes, UNTIL)).toEqual([]);
  });
});

test('however claims are made, withdrawn and lapse, never more is committed than was asked', () => {
  const step = fc.record({
    act: fc.constantFrom('claim', 'withdraw', 'confirm', 'begin', 'wait'),
    who: fc.integer({ min: 0, max: 5 }),
    one: fc.integer({ min: 0, max: 25 }),
    two: fc.integer({ min: 0, max: 4 }),
  });
  const isWithin = (order: DividedOrder, takers: readonly Taker[], at: Date) =>
    takenOf(order, takers, at).every(({ seq, value }) => {
      const asked =
        order.sharing === 'joint' ? order.seats : order.lines.find((each) => each.seq === seq)!.quantity.value;
      return value <= asked;
    });
  fc.assert(
    fc.property(fc.constantFrom(PARTIAL, JOINT), fc.array(step, { maxLength: 40 }), (order, steps) => {
      let takers: Taker[] = [];
      let at = AT.getTime();
      for (const { act, who, one, two } of steps) {
        const id = `org-${who}`;
        const now = new Date(at);
        if (act === 'wait') at += 36e5 * 24;
        if (act === 'withdraw') takers = takers.filter(({ organizationId }) => organizationId !== id);
        if (act === 'confirm')
          takers = takers.map((each) =>
            each.organizationId === id && each.state === 'pending' && now <= each.confirmUntil
              ? { ...each, state: 'confirmed', startUntil: new Date(at + 36e5 * 72) }
              : each,
          );
        if (act === 'begin')
          takers = takers.map((each) =>
            each.organizationId === id && each.state === 'confirmed' && isLiveTaker(each, now)
              ? { ...each, startedAt: now }
              : each,
          );
        if (act === 'claim' && !takers.some((each) => each.organizationId === id && isLiveTaker(each, now))) {
          // As the store does before a share is taken: what lapsed is put away.
          takers = takers.filter((each) => isLiveTaker(each, now));
          const wanted = [
            { seq: 1, value: one },
            { seq: 2, value: two },
          ];
          const share = checkShare(order, takers, order.sharing === 'partial' ? wanted : null, now);
          if (!(share instanceof Error))
            takers = [...takers, taker(id, { portions: share, confirmUntil: new Date(at + 36e5 * 48) })];
        }
        if (!isWithin(order, takers, new Date(at))) return false;
      }
      return true;
    }),
  );
});

test('the service status follows from confirmed claims and sessions', () => {
  const confirmed = taker('a', { state: 'confirmed' });
  const delivered = taker('b', { state: 'confirmed', deliveredAt: AT });
  const open = { isCompleted: false, sessions: 0 };
  expect(serviceStatusOf(open, [taker('a')])).toBe('not_started');
  expect(serviceStatusOf(open, [confirmed])).toBe('awaiting');
  expect(serviceStatusOf({ ...open, sessions: 1 }, [confirmed])).toBe('in_service');
  expect(serviceStatusOf({ ...open, sessions: 1 }, [confirmed, delivered])).toBe('partly_delivered');
  expect(serviceStatusOf({ isCompleted: true, sessions: 2 }, [delivered])).toBe('completed');
});

test('what an order says of its division is checked before it is posted', () => {
  const fieldsOf = (divided: Parameters<typeof lineProblems>[0]) => lineProblems(divided).map(({ field }) => field);
  expect(fieldsOf({})).toEqual([]);
  expect(fieldsOf(PARTIAL)).toEqual([]);
  expect(fieldsOf({ sharing: 'partial' })).toEqual(['lines']);
  expect(fieldsOf({ sharing: 'joint', seats: 1 })).toEqual(['seats']);
  expect(fieldsOf({ sharing: 'joint', seats: 2 })).toEqual([]);
  expect(fieldsOf({ sharing: 'joint', seats: 9 })).toEqual([]);
  expect(fieldsOf({ sharing: 'joint', seats: 10 })).toEqual(['seats']);
  expect(fieldsOf({ lines: [line(1, '餐', 1), line(2, '送餐', 0), line(3, '送餐', 100_001)] })).toEqual([
    'lines.0',
    'lines.1',
    'lines.2',
  ]);
  expect(fieldsOf({ lines: Array.from({ length: 21 }, (_, i) => line(i + 1, '送餐', 1)) })).toEqual(['lines']);
});
