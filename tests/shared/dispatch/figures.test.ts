/** The figures of a line: what counts, to the millisecond, and that their rows add up to them. */
import { endOfDay, startOfDay } from '@jiedui/shared/calendar.ts';
import {
  type ClaimRow,
  computeFigures,
  type DispatchRows,
  FIGURES,
  type Figure,
  figureText,
  type OrderRow,
  personTimesOf,
  type SessionRow,
} from '@jiedui/shared/dispatch/figures.ts';
import { FIGURE_KEYS, type FigureKey } from '@jiedui/shared/dispatch/round.ts';
import { ORDER_STATES } from '@jiedui/shared/order/order.ts';
import { SESSION_STATES } from '@jiedui/shared/service/session.ts';
import { QUALIFIERS, UNITS } from '@jiedui/shared/quantity.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const window = { windowFrom: '2026-10-24', windowTo: '2026-11-24' } as const;
const cutOff = new Date('2026-11-24T06:00:00Z');
const first = startOfDay('2026-10-24');
const last = endOfDay('2026-11-24');
const before = new Date(first.getTime() - 1);
const after = new Date(last.getTime() + 1);

const order = (id: string, change: Partial<OrderRow> = {}): OrderRow => ({
  id,
  state: 'open',
  windowTo: '2026-12-01',
  claimableUntil: null,
  claimLapsesAt: null,
  postedAt: null,
  completedAt: null,
  ...change,
});
const session = (id: string, change: Partial<SessionRow> = {}): SessionRow => ({
  id,
  state: 'confirmed',
  confirmedAt: cutOff,
  headcounts: [],
  satisfactions: [],
  ...change,
});
const figure = (rows: Partial<DispatchRows>, key: FigureKey): Figure =>
  computeFigures({ orders: [], claims: [], sessions: [], ...rows }, window, cutOff).find((each) => each.key === key)!;

test('the registry holds every figure in the order of the sheet', () => {
  expect(Object.keys(FIGURES)).toEqual([...FIGURE_KEYS]);
  expect(computeFigures({ orders: [], claims: [], sessions: [] }, window, cutOff).map((each) => each.key)).toEqual([
    ...FIGURE_KEYS,
  ]);
});

test('an order counts from the first instant of the window to the last', () => {
  const orders = [before, first, last, after].map((postedAt, i) => order(`o${i}`, { postedAt }));
  expect(figure({ orders }, 'orders')).toMatchObject({ value: 2, rowIds: ['o1', 'o2'] });
});

test('claims count when made, completions when completed, sessions when confirmed', () => {
  const claims = [before, first].map((claimedAt, i) => ({ id: `c${i}`, pending: false, claimedAt }));
  expect(figure({ claims }, 'claims').rowIds).toEqual(['c1']);
  const orders = [last, after].map((completedAt, i) => order(`o${i}`, { state: 'completed', completedAt }));
  expect(figure({ orders }, 'completed').rowIds).toEqual(['o0']);
  const sessions = [
    session('s0', { confirmedAt: before }),
    session('s1'),
    session('s2', { state: 'submitted', confirmedAt: null }),
  ];
  expect(figure({ sessions }, 'sessions').rowIds).toEqual(['s1']);
});

test('overdue: confirmed, its last day past at the cut-off, whenever it was posted', () => {
  const orders = [
    order('late', { state: 'confirmed', windowTo: '2026-11-23', postedAt: before }),
    order('today', { state: 'confirmed', windowTo: '2026-11-24' }),
    order('done', { state: 'completed', windowTo: '2026-11-23' }),
    order('open', { windowTo: '2026-11-23' }),
  ];
  expect(figure({ orders }, 'overdue').rowIds).toEqual(['late']);
});

describe('person-times', () => {
  const heads = (
    role: 'beneficiary' | 'medic' | 'family',
    value: number,
    qualifier: 'exact' | 'over' | 'nearly',
    unit: 'person' | 'person_time' | 'household' = 'person',
  ) => ({
    role,
    quantity: { value, qualifier, unit },
  });

  test('count those served at confirmed sessions, and carry the doubt', () => {
    const sessions = [
      session('clinic', { headcounts: [heads('medic', 26, 'exact'), heads('beneficiary', 350, 'over')] }),
      session('visit', { headcounts: [heads('beneficiary', 40, 'exact', 'person_time'), heads('family', 3, 'exact')] }),
      session('goods', { headcounts: [heads('beneficiary', 14, 'exact', 'household')] }),
      session('waiting', { state: 'submitted', headcounts: [heads('beneficiary', 999, 'exact')] }),
    ];
    const result = figure({ sessions }, 'person_times');
    expect(result).toMatchObject({ value: 393, qualifier: 'over', rowIds: ['clinic', 'visit'] });
    expect(figureText(result)).toBe('393 余');
  });

  test('are exactly 0 when nobody was counted', () => {
    expect(figure({}, 'person_times')).toMatchObject({ value: 0, qualifier: 'exact', rowIds: [] });
    expect(personTimesOf([heads('medic', 26, 'exact')])).toBeNull();
  });
});

test('satisfaction is an average with the number of answers, or none at all', () => {
  const sessions = [session('a', { satisfactions: [5, 4] }), session('b', { satisfactions: [5] }), session('c')];
  const result = figure({ sessions }, 'satisfaction');
  expect(result).toMatchObject({ value: 4.7, responses: 3, rowIds: ['a', 'b'] });
  expect(figureText(result)).toBe('4.7（3 份评价）');
  expect(figureText(figure({ sessions: [session('c')] }, 'satisfaction'))).toBe('暂无评价');
});

test('a session shared by two lines counts once in their total', () => {
  const shared = session('shared', {
    headcounts: [{ role: 'beneficiary', quantity: { value: 10, qualifier: 'exact', unit: 'person' } }],
  });
  expect(figure({ sessions: [shared, shared] }, 'sessions').value).toBe(1);
  expect(figure({ sessions: [shared, shared] }, 'person_times').value).toBe(10);
});

const instants = fc.option(fc.date({ min: new Date('2026-10-01'), max: new Date('2026-12-31'), noInvalidDate: true }), {
  nil: null,
});
const rows: fc.Arbitrary<DispatchRows> = fc.record({
  orders: fc.uniqueArray(
    fc.record({
      id: fc.uuid(),
      state: fc.constantFrom(...ORDER_STATES),
      windowTo: fc.constantFrom('2026-11-01', '2026-12-01' as const),
      claimableUntil: instants,
      claimLapsesAt: fc.constant(null),
      postedAt: instants,
      completedAt: instants,
    }),
    { selector: (row) => row.id },
  ) as fc.Arbitrary<OrderRow[]>,
  claims: fc.constant<ClaimRow[]>([]),
  sessions: fc.uniqueArray(
    fc.record({
      id: fc.uuid(),
      state: fc.constantFrom(...SESSION_STATES),
      confirmedAt: instants,
      headcounts: fc.array(
        fc.record({
          role: fc.constantFrom('beneficiary', 'medic' as const),
          quantity: fc.record({
            value: fc.nat(500),
            qualifier: fc.constantFrom(...QUALIFIERS),
            unit: fc.constantFrom(...UNITS),
          }),
        }),
        { maxLength: 3 },
      ),
      satisfactions: fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 3 }),
    }),
    { selector: (row) => row.id },
  ) as fc.Arbitrary<SessionRow[]>,
});

test('the rows under a figure, counted alone, give the figure again', () => {
  fc.assert(
    fc.property(rows, (all) => {
      for (const each of computeFigures(all, window, cutOff)) {
        const ids = new Set(each.rowIds);
        const only: DispatchRows = {
          orders: all.orders.filter((row) => ids.has(row.id)),
          claims: [],
          sessions: all.sessions.filter((row) => ids.has(row.id)),
        };
        expect(computeFigures(only, window, cutOff).find((other) => other.key === each.key)).toEqual(each);
      }
    }),
  );
});
