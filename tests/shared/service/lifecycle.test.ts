/** Every step of a service record from every state; who may take it; when it is confirmed. */
import {
  confirm,
  mayConfirm,
  mayEdit,
  moveSession,
  returnSession,
  saveStepOf,
  SESSION_STEPS,
  type SessionStep,
  submit,
} from '@jiedui/shared/service/lifecycle.ts';
import { SameSide, SessionNotFound, SessionNotIn } from '@jiedui/shared/service/refusals.ts';
import { SESSION_STATES, type SessionLife, type SessionState } from '@jiedui/shared/service/session.ts';
import { ReasonMissing } from '@jiedui/shared/refusal.ts';
import { describe, expect, test } from 'vitest';

const at = new Date('2026-11-24T06:00:00Z');
const word = { satisfaction: 5, opinion: '很好' };
const actor = (stationIds: string[], organizationIds: string[] = []) => ({
  accountId: 'wang',
  stationIds,
  organizationIds,
});

function sessionIn(state: SessionState, ...stationIds: string[]): SessionLife {
  return {
    state,
    organizationId: 'hospital',
    stations: stationIds.map((stationId) => ({
      stationId,
      confirmedAt: null,
      confirmedBy: null,
      satisfaction: null,
      opinion: null,
    })),
    submittedAt: null,
    confirmedAt: null,
    returnReason: null,
  };
}

/** What each step makes of each state, in the order of SESSION_STATES; null: refused. */
const EXPECTED: Record<SessionStep, (SessionState | null)[]> = {
  //        draft        submitted    returned     confirmed
  save: ['draft', null, null, null],
  revise: [null, null, 'returned', null],
  submit: ['submitted', null, 'submitted', null],
  confirm: [null, 'confirmed', null, null],
  return: [null, 'returned', null, null],
};

const cases = (Object.keys(SESSION_STEPS) as SessionStep[]).flatMap((step) =>
  SESSION_STATES.map((state, i) => [step, state, EXPECTED[step][i]!] as const),
);

test.each(cases)('%s from %s gives %s', (step, state, expected) => {
  const result = moveSession(state, step);
  if (expected === null) expect(result).toMatchObject({ code: 'SESSION_NOT_IN', actual: state });
  else expect(result).toBe(expected);
});

describe('confirming', () => {
  test('the one station confirms, and the record is confirmed', () => {
    expect(confirm(sessionIn('submitted', 'shetang'), actor(['shetang']), word, at)).toMatchObject({
      state: 'confirmed',
      confirmedAt: at,
      stations: [{ confirmedAt: at, confirmedBy: 'wang', satisfaction: 5, opinion: '很好' }],
    });
  });

  test('three stations: it is confirmed only with the third', () => {
    const first = confirm(sessionIn('submitted', 'a', 'b', 'c'), actor(['a']), word, at) as SessionLife;
    const second = confirm(first, actor(['b']), word, at) as SessionLife;
    expect([first.state, second.state]).toEqual(['submitted', 'submitted']);
    expect(second.confirmedAt).toBeNull();
    expect(confirm(second, actor(['c']), word, at)).toMatchObject({ state: 'confirmed', confirmedAt: at });
  });

  test('a station that has confirmed does not confirm again', () => {
    const first = confirm(sessionIn('submitted', 'a', 'b'), actor(['a']), word, at) as SessionLife;
    expect(confirm(first, actor(['a']), word, at)).toMatchObject({ code: 'SESSION_NOT_IN', actual: 'confirmed' });
    expect(mayConfirm(first, actor(['a']))).toBe(false);
    expect(mayConfirm(first, actor(['b']))).toBe(true);
  });

  test('the recording side never confirms or returns, not even with a station of its own', () => {
    const session = sessionIn('submitted', 'shetang');
    for (const who of [actor([], ['hospital']), actor(['shetang'], ['hospital'])]) {
      expect(confirm(session, who, word, at)).toBeInstanceOf(SameSide);
      expect(returnSession(session, who, '人数不符')).toBeInstanceOf(SameSide);
      expect(mayConfirm(session, who)).toBe(false);
    }
  });

  test('a station that is not listed does not find it', () => {
    expect(confirm(sessionIn('submitted', 'shetang'), actor(['huaniu']), word, at)).toBeInstanceOf(SessionNotFound);
  });

  test.each(['draft', 'returned', 'confirmed'] as const)('a %s record is not confirmed', (state) => {
    expect(confirm(sessionIn(state, 'shetang'), actor(['shetang']), word, at)).toBeInstanceOf(SessionNotIn);
    expect(mayConfirm(sessionIn(state, 'shetang'), actor(['shetang']))).toBe(false);
  });
});

describe('returning', () => {
  test('needs a reason, and takes back the confirmations given', () => {
    const first = confirm(sessionIn('submitted', 'a', 'b'), actor(['a']), word, at) as SessionLife;
    expect(returnSession(first, actor(['b']), '')).toBeInstanceOf(ReasonMissing);
    expect(returnSession(first, actor(['b']), '人数不符')).toMatchObject({
      state: 'returned',
      returnReason: '人数不符',
      stations: [{ confirmedAt: null, satisfaction: null }, { confirmedAt: null }],
    });
  });

  test('is followed by submitting again, which clears the reason', () => {
    expect(submit({ ...sessionIn('returned', 'a'), returnReason: '人数不符' }, at)).toMatchObject({
      state: 'submitted',
      submittedAt: at,
      returnReason: null,
    });
  });
});

test.each([
  ['draft', true],
  ['returned', true],
  ['submitted', false],
  ['confirmed', false],
] as const)('the recording side may edit a %s record: %s; others never', (state, expected) => {
  expect(mayEdit(sessionIn(state, 'a'), actor([], ['hospital']))).toBe(expected);
  expect(mayEdit(sessionIn(state, 'a'), actor(['a'], ['other']))).toBe(false);
});

test('saving a returned record keeps it returned', () => {
  expect(moveSession('returned', saveStepOf('returned'))).toBe('returned');
  expect(moveSession('draft', saveStepOf('draft'))).toBe('draft');
});
