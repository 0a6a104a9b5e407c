/** What an authority may do with a pairing from every state, and which reasons each step takes. */
import {
  CODES_OF_STEP,
  movePairing,
  PAIRING_STEP_CODES,
  PAIRING_STEP_NAMES,
  PAIRING_STEPS,
  type PairingStep,
  pairingReasonWords,
} from '@jiedui/shared/pairing/lifecycle.ts';
import { PAIRING_STATES, type PairingState } from '@jiedui/shared/pairing/pairing.ts';
import { PairingNotIn } from '@jiedui/shared/pairing/refusals.ts';
import { ReasonMissing } from '@jiedui/shared/refusal.ts';
import { describe, expect, test } from 'vitest';

const TODAY = '2026-11-24';
/** A pairing that is seen in this state today. */
const seenAs = (state: PairingState) =>
  state === 'ended' ? ({ state: 'active', toOn: '2026-11-23' } as const) : ({ state, toOn: TODAY } as const);
const step = (name: PairingStep, code = CODES_OF_STEP[name][0]!) =>
  ({ step: name, code, words: null, openWork: null }) as const;

describe('every step from every state', () => {
  const ALLOWED: Record<PairingStep, Partial<Record<PairingState, PairingState>>> = {
    suspend: { active: 'suspended' },
    resume: { suspended: 'active' },
    terminate: { proposed: 'terminated', active: 'terminated', suspended: 'terminated' },
  };
  for (const name of PAIRING_STEP_NAMES)
    test.each(PAIRING_STATES)(`${name} from %s`, (state) => {
      const moved = movePairing(seenAs(state), step(name), TODAY);
      const to = ALLOWED[name][state];
      if (to) expect(moved).toMatchObject({ pairing: { state: to } });
      else expect(moved).toMatchObject({ code: 'PAIRING_NOT_IN', actual: state });
      if (!to) expect((moved as PairingNotIn).message).toMatch(/请刷新后查看。$/);
    });

  test('a suspended pairing ends by its date too', () => {
    expect(movePairing({ state: 'suspended', toOn: '2026-11-23' }, step('resume'), TODAY)).toMatchObject({
      actual: 'ended',
    });
    expect(movePairing({ state: 'suspended', toOn: TODAY }, step('resume'), TODAY)).toMatchObject({
      pairing: { state: 'active' },
    });
  });
});

describe('reasons', () => {
  test.each(PAIRING_STEP_NAMES)('%s takes its own codes and no others', (name) => {
    const from = seenAs(PAIRING_STEPS[name].from[0]);
    for (const code of PAIRING_STEP_CODES.filter((each) => each !== 'other')) {
      const moved = movePairing(from, step(name, code), TODAY);
      if (CODES_OF_STEP[name].includes(code)) expect(moved).toMatchObject({ change: { code, words: null } });
      else expect(moved).toBeInstanceOf(ReasonMissing);
    }
  });

  test('other needs words; beside a code they are kept, trimmed', () => {
    const from = seenAs('active');
    expect(movePairing(from, { ...step('suspend', 'other'), words: ' 无 ' }, TODAY)).toBeInstanceOf(ReasonMissing);
    expect(movePairing(from, { ...step('suspend', 'other'), words: ' 站点搬迁 ' }, TODAY)).toMatchObject({
      change: { words: '站点搬迁' },
    });
    expect(movePairing(from, { ...step('suspend', 'agreed'), words: ' 冬季停班 ' }, TODAY)).toMatchObject({
      change: { code: 'agreed', words: '冬季停班' },
    });
    expect([
      pairingReasonWords('agreed', '冬季停班'),
      pairingReasonWords('agreed', null),
      pairingReasonWords('other', '站点搬迁'),
    ]).toEqual(['双方协商一致：冬季停班', '双方协商一致', '站点搬迁']);
  });

  test('work in hand is finished unless the officer says otherwise; a resumption touches none', () => {
    const choice = (name: PairingStep, state: PairingState, openWork: 'set_free' | null) =>
      (movePairing(seenAs(state), { ...step(name), openWork }, TODAY) as { change: { openWork: unknown } }).change
        .openWork;
    expect(choice('suspend', 'active', null)).toBe('finish');
    expect(choice('terminate', 'active', 'set_free')).toBe('set_free');
    expect(choice('resume', 'suspended', 'set_free')).toBeNull();
  });
});
