/** A station's state: every move from every state, and the guards of those that have one. */
import type { LocalDate } from '@jiedui/shared/calendar.ts';
import { rateText, isRealTownship } from '@jiedui/shared/station/coverage.ts';
import { HAVES, type HaveView, type ServiceFacts } from '@jiedui/shared/station/haves.ts';
import {
  moveStation,
  STATION_MOVES,
  type StationMove,
  type StationStanding,
  suspensionGrounds,
} from '@jiedui/shared/station/lifecycle.ts';
import { STATION_STATES, type StationState } from '@jiedui/shared/station/station.ts';
import { DEFAULT_THRESHOLDS } from '@jiedui/shared/station/thresholds.ts';
import { describe, expect, test } from 'vitest';

const TODAY = '2026-11-24' as LocalDate;
const SERVED: ServiceFacts = { recent: 2, ever: 5, lastOn: '2026-11-10' as LocalDate };
const haves = (changes: Partial<Record<HaveView['item'], HaveView['standing']>> = {}): HaveView[] =>
  HAVES.map((item) => ({ item, standing: changes[item] ?? 'met', measured: '', gaps: [], record: null }));
const whole = (changes: Partial<StationStanding> = {}): StationStanding => ({
  haves: haves(),
  services: SERVED,
  workers: 2,
  operatingSince: '2026-01-05' as LocalDate,
  ...changes,
});
const move = (
  state: StationState,
  asked: StationMove,
  standing = whole(),
  more: Partial<Parameters<typeof moveStation>[1]> = {},
) =>
  moveStation(state, { move: asked, ground: null, reason: '场地搬迁', ...more }, standing, DEFAULT_THRESHOLDS, TODAY);
const code = (outcome: unknown) => (outcome as { code?: string }).code;

/** The table, said again: where each move leads, by the state it starts from. */
const LEADS: Record<StationState, Partial<Record<StationMove, StationState>>> = {
  planned: { hang_plaque: 'plaque_hung' },
  plaque_hung: { start: 'operating' },
  operating: { suspend: 'suspended' },
  suspended: { resume: 'operating', close: 'closed' },
  closed: {},
};

describe('every move from every state', () => {
  test.each(STATION_STATES.flatMap((state) => STATION_MOVES.map((asked) => [asked, state] as const)))(
    '%s from %s',
    (asked, state) => {
      const to = LEADS[state][asked];
      const outcome = move(state, asked);
      if (to === undefined) expect(outcome).toMatchObject({ code: 'STATION_NOT_IN', actual: state });
      else expect(outcome).toMatchObject({ from: state, to });
    },
  );
});

describe('a station starts to operate', () => {
  test.each(HAVES)('not without %s', (item) => {
    for (const standing of ['short', 'waiting', 'returned', 'lapsed'] as const)
      expect(code(move('plaque_hung', 'start', whole({ haves: haves({ [item]: standing }) }))), standing).toBe(
        'STATION_NOT_READY',
      );
  });
  test('not before its first delivered service, and not without a worker', () => {
    expect(code(move('plaque_hung', 'start', whole({ services: { ...SERVED, ever: 0 } })))).toBe('STATION_NOT_READY');
    expect(code(move('plaque_hung', 'start', whole({ services: { ...SERVED, ever: 1 } })))).toBeUndefined();
    expect(code(move('plaque_hung', 'start', whole({ workers: 0 })))).toBe('STATION_NOT_READY');
    expect(code(move('plaque_hung', 'start', whole({ workers: 1 })))).toBeUndefined();
  });
  test('and every gap is named at once', () => {
    const outcome = move(
      'plaque_hung',
      'start',
      whole({ haves: haves({ venue: 'waiting', rules: 'short' }), workers: 0 }),
    );
    expect((outcome as unknown as { gaps: string[] }).gaps).toHaveLength(3);
  });
  test('a suspended one resumes with its haves, though it served nobody while it was suspended', () => {
    expect(code(move('suspended', 'resume', whole({ haves: haves({ services: 'short' }) })))).toBeUndefined();
    expect(code(move('suspended', 'resume', whole({ haves: haves({ funds: 'lapsed' }) })))).toBe('STATION_NOT_READY');
  });
});

describe('the facts propose a suspension', () => {
  const last = (day: string | null, since: string | null = null) =>
    suspensionGrounds(
      whole({
        services: { ...SERVED, lastOn: day as LocalDate | null },
        operatingSince: since as LocalDate | null,
      }),
      DEFAULT_THRESHOLDS,
      TODAY,
    );
  test('on the sixtieth day without a service, not on the fifty-ninth', () => {
    expect(last('2026-09-26')).toEqual([]);
    expect(last('2026-09-25')).toEqual(['no_service']);
  });
  test('of one that never served, from the day it began to operate', () => {
    expect(last(null, '2026-09-26')).toEqual([]);
    expect(last(null, '2026-09-25')).toEqual(['no_service']);
    expect(last(null)).toEqual([]);
  });
  test('when a have is broken, but not while its statement waits for the bureau', () => {
    const of = (standing: HaveView['standing']) =>
      suspensionGrounds(whole({ haves: haves({ venue: standing }) }), DEFAULT_THRESHOLDS, TODAY);
    expect(of('lapsed')).toEqual(['haves_broken']);
    expect(of('short')).toEqual(['haves_broken']);
    expect(of('waiting')).toEqual([]);
  });
  test('and the bureau may not give a ground that they do not bear', () => {
    expect(code(move('operating', 'suspend', whole(), { ground: 'no_service' }))).toBe('SUSPENSION_UNFOUNDED');
    expect(code(move('operating', 'suspend', whole(), { ground: 'haves_broken' }))).toBe('SUSPENSION_UNFOUNDED');
    const idle = whole({ services: { ...SERVED, lastOn: '2026-09-01' as LocalDate } });
    expect(move('operating', 'suspend', idle, { ground: 'no_service', reason: '' })).toMatchObject({ to: 'suspended' });
  });
  test('another ground, and closing, are said in words', () => {
    expect(code(move('operating', 'suspend', whole(), { ground: 'other', reason: '' }))).toBe('REASON_MISSING');
    expect(code(move('suspended', 'close', whole(), { reason: '' }))).toBe('REASON_MISSING');
    expect(code(move('planned', 'hang_plaque', whole(), { reason: '' }))).toBeUndefined();
  });
});

describe('the figures', () => {
  test('1025 of 1056 operate: 97.06 %', () => {
    expect(rateText(1025, 1056)).toBe('97.06%');
  });
  test('round half up, and nothing is divided by nothing', () => {
    expect(rateText(1, 3)).toBe('33.33%');
    expect(rateText(2, 3)).toBe('66.67%');
    expect(rateText(1, 20_000)).toBe('0.01%');
    expect(rateText(0, 5)).toBe('0.00%');
    expect(rateText(5, 5)).toBe('100.00%');
    expect(rateText(0, 0)).toBe('—');
  });
  test('a development zone is no township', () => {
    expect(isRealTownship('620502001000')).toBe(true);
    expect(isRealTownship('620502399000')).toBe(true);
    expect(isRealTownship('620502400000')).toBe(false);
    expect(isRealTownship('620502000000')).toBe(false);
  });
});
