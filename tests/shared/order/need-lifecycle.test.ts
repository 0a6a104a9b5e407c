/** The lives of needs and surveys: every step from every state, and what the orders make of a need. */
import { NEED_STATES, type NeedState } from '@jiedui/shared/order/need.ts';
import { effectiveNeedState, moveNeed, NEED_STEPS, type NeedStep } from '@jiedui/shared/order/need-lifecycle.ts';
import { NeedNotIn } from '@jiedui/shared/order/need-refusals.ts';
import { ORDER_STATES, type OrderState } from '@jiedui/shared/order/order.ts';
import { SURVEY_PART_STATES, SURVEY_STATES } from '@jiedui/shared/order/survey.ts';
import { moveSurvey, moveSurveyPart } from '@jiedui/shared/order/survey-lifecycle.ts';
import { SurveyNotIn, SurveyPartNotIn } from '@jiedui/shared/order/survey-refusals.ts';
import { describe, expect, test } from 'vitest';

/** A need that a reader sees in this state. */
const seenAs = (state: NeedState) =>
  state === 'met'
    ? { state: 'screened_in' as const, orderStates: ['completed'] as OrderState[] }
    : { state, orderStates: state === 'screened_in' ? (['open'] as OrderState[]) : [] };

/** From draft, recorded, merged, screened in, met, screened out, dropped; `-` is a refusal. Said again here on purpose. */
const MOVES: Record<NeedStep, string> = {
  save: 'draft - - - - - -',
  drop: 'dropped - - - - - -',
  take_back: 'dropped dropped - - - - -',
  record: 'recorded - - - - - -',
  correct: '- recorded - - - - -',
  merge: '- merged - - - - -',
  absorb: '- recorded - - - - -',
  unmerge: '- - recorded - - - -',
  screen_in: '- screened_in - screened_in - - -',
  screen_out: '- screened_out - - - - -',
  reopen: '- - - - - recorded -',
};

describe('a need', () => {
  test('the table above has every step and every state', () => {
    expect(Object.keys(MOVES).sort()).toEqual(Object.keys(NEED_STEPS).sort());
    for (const row of Object.values(MOVES)) expect(row.split(' ')).toHaveLength(NEED_STATES.length);
  });

  const cases = Object.entries(MOVES).flatMap(([step, row]) =>
    row.split(' ').map((to, i) => [step as NeedStep, NEED_STATES[i] as NeedState, to] as const),
  );
  test.each(cases)('%s from %s leads to %s', (step, from, to) => {
    const moved = moveNeed(seenAs(from), step);
    if (to === '-') expect(moved).toMatchObject({ code: 'NEED_NOT_IN', actual: from });
    else expect(moved).toBe(to);
  });

  test.each([
    ['open', 'screened_in'],
    ['draft', 'screened_in'],
    ['completed', 'met'],
    ['cancelled', 'recorded'],
    ['cancelled completed', 'met'],
    ['completed open', 'screened_in'],
    ['cancelled cancelled', 'recorded'],
    ['rejected', 'recorded'],
    ['submitted', 'screened_in'],
    ['rejected returned', 'screened_in'],
    ['', 'recorded'],
  ])('screened into orders that are “%s” is seen as %s', (orders, state) => {
    const orderStates = orders.split(' ').filter(Boolean) as OrderState[];
    expect(effectiveNeedState({ state: 'screened_in', orderStates })).toBe(state);
  });

  test('no order changes what a need in any other state is seen as', () => {
    for (const state of NEED_STATES.filter((each) => each !== 'screened_in'))
      for (const order of ORDER_STATES) expect(effectiveNeedState({ state, orderStates: [order] })).toBe(state);
  });

  test('that came back from a cancelled order may be merged, screened again or out', () => {
    const back = { state: 'screened_in', orderStates: ['cancelled'] } as const;
    expect(moveNeed(back, 'merge')).toBe('merged');
    expect(moveNeed(back, 'screen_in')).toBe('screened_in');
    expect(moveNeed(back, 'screen_out')).toBe('screened_out');
    expect(moveNeed(back, 'reopen')).toBeInstanceOf(NeedNotIn);
  });
});

describe('a survey', () => {
  test.each([
    ['save', 'draft -'],
    ['submit', 'submitted -'],
    ['correct', '- submitted'],
  ] as const)('%s', (step, row) => {
    expect(row.split(' ').map((to) => (to === '-' ? SurveyNotIn : to))).toEqual(
      SURVEY_STATES.map((state) => {
        const moved = moveSurvey({ state }, step);
        return moved instanceof SurveyNotIn ? SurveyNotIn : moved;
      }),
    );
  });

  test.each([
    ['confirm', 'confirmed - -'],
    ['decline', 'declined - -'],
    ['ask', 'pending pending pending'],
  ] as const)('the part of an organization: %s', (step, row) => {
    expect(row.split(' ')).toEqual(
      SURVEY_PART_STATES.map((state) => {
        const moved = moveSurveyPart(state, step);
        return moved instanceof SurveyPartNotIn ? '-' : moved;
      }),
    );
  });
});
