/** Handing over the open work of a unit: who may, until when, and who leads afterwards. */
import {
  chosenItems,
  type Colleague,
  handOver,
  inHandOverOrder,
  OPEN_ITEM_KINDS,
  type OpenItem,
} from '@jiedui/shared/account/hand-over.ts';
import type { LocalDate } from '@jiedui/shared/calendar.ts';
import { describe, expect, test } from 'vitest';

const TODAY = '2026-11-24' as LocalDate;
const worker = (accountId: string, validTo: string | null = null): Colleague => ({
  accountId,
  grants: [{ role: 'station_worker', validTo: validTo as LocalDate | null }],
});
const lead = (accountId: string): Colleague => ({
  accountId,
  grants: [
    { role: 'station_worker', validTo: null },
    { role: 'station_lead', validTo: null },
  ],
});
const asked = (changes: Partial<Parameters<typeof handOver>[0]> = {}) => {
  const [leaver, receiver] = [worker('a'), lead('b')];
  const all = { leaver, receiver, colleagues: [leaver, receiver], lead: 'station_lead' as const };
  return handOver({ ...all, lastDay: TODAY, note: '调往区里', byBureau: false, ...changes }, TODAY);
};
const code = (outcome: unknown) => (outcome as { code?: string }).code;

describe('a worker leaves', () => {
  test('and a colleague who stays takes over', () => {
    expect(asked()).toEqual({ lastDay: TODAY, note: '调往区里', passesLead: false });
  });
  test('on the last day planned ahead, and not one day further', () => {
    expect(code(asked({ lastDay: '2027-02-22' as LocalDate }))).toBeUndefined();
    expect(code(asked({ lastDay: '2027-02-23' as LocalDate }))).toBe('HAND_OVER_UNSOUND');
    expect(code(asked({ lastDay: '2026-11-23' as LocalDate }))).toBe('HAND_OVER_UNSOUND');
  });
  test('but not to herself, not to nobody, and not when she has left already', () => {
    expect(code(asked({ receiver: worker('a') }))).toBe('HAND_OVER_UNSOUND');
    expect(code(asked({ receiver: null }))).toBe('HAND_OVER_UNSOUND');
    expect(code(asked({ leaver: null }))).toBe('HAND_OVER_UNSOUND');
    expect(code(asked({ leaver: worker('a', '2026-11-23') }))).toBe('HAND_OVER_UNSOUND');
  });
  test('and the receiver stays a day longer at least', () => {
    expect(code(asked({ receiver: worker('b', '2026-11-24'), colleagues: [lead('c')] }))).toBe('HAND_OVER_UNSOUND');
    expect(code(asked({ receiver: worker('b', '2026-11-25'), colleagues: [lead('c')] }))).toBeUndefined();
  });
  test('with a word of why', () => {
    expect(code(asked({ note: ' ' }))).toBe('REASON_MISSING');
  });
});

describe('the only lead leaves', () => {
  const [leaver, receiver] = [lead('a'), worker('b')];
  const only = { leaver, receiver, colleagues: [leaver, receiver] };
  test('not by her own hand: the bureau appoints', () => {
    expect(code(asked(only))).toBe('HAND_OVER_NEEDS_LEAD');
  });
  test('and the bureau passes the lead on with the work', () => {
    expect(asked({ ...only, byBureau: true })).toMatchObject({ passesLead: true });
  });
  test('while another lead stays, nothing is passed', () => {
    expect(asked({ ...only, colleagues: [leaver, receiver, lead('c')] })).toMatchObject({ passesLead: false });
  });
  test('a lead who leaves herself on the same day is no lead afterwards', () => {
    const going: Colleague = { accountId: 'c', grants: [{ role: 'station_lead', validTo: TODAY }] };
    expect(code(asked({ ...only, colleagues: [leaver, receiver, going] }))).toBe('HAND_OVER_NEEDS_LEAD');
  });
});

test('what others wait for comes first, then the soonest due; the order of the input does not matter', () => {
  const item = (kind: OpenItem['kind'], id: string, due: string | null): OpenItem => ({
    kind,
    id,
    title: '',
    dueAt: due === null ? null : new Date(due),
  });
  const sorted = [
    item('claim_to_confirm', '3', '2026-11-25'),
    item('claim_to_confirm', '1', '2026-11-26'),
    item('claim_to_confirm', '2', null),
    item('order_draft', '0', '2026-11-01'),
  ];
  expect(inHandOverOrder(sorted.toReversed())).toEqual(sorted);
  expect(OPEN_ITEM_KINDS[0]).toBe('claim_to_confirm');
});

describe('the chosen items', () => {
  const open: OpenItem[] = ['1', '2'].map((id) => ({ kind: 'order', id, title: '', dueAt: null }));
  test('are all of them where none is chosen', () => {
    expect(chosenItems(open, null)).toEqual(open);
  });
  test('are those named, once each, by kind and id together', () => {
    const second = { kind: 'order', id: '2' } as const;
    expect(chosenItems(open, [second, second])).toEqual([open[1]]);
    expect(chosenItems(open, [])).toEqual([]);
    expect(code(chosenItems(open, [{ kind: 'offer', id: '2' }]))).toBe('HAND_OVER_UNSOUND');
  });
  test('are refused whole when one of them is not open any more', () => {
    const gone = { kind: 'order', id: '3' } as const;
    expect(code(chosenItems(open, [{ kind: 'order', id: '1' }, gone]))).toBe('HAND_OVER_UNSOUND');
  });
});
