/** Every step of a provider's life from every state, by table. */
import { moveProvider, PROVIDER_STEPS, type ProviderStep } from '@jiedui/shared/organization/lifecycle.ts';
import { PROVIDER_STATES, type ProviderState } from '@jiedui/shared/organization/organization.ts';
import { ProviderNotIn } from '@jiedui/shared/organization/refusals.ts';
import { expect, test } from 'vitest';

/** Said again here on purpose: a step that quietly starts from one more state must fail this file. */
const MOVES: Record<string, ProviderState> = {
  'takeUp applied': 'under_review',
  'giveBack under_review': 'returned',
  'resubmit returned': 'applied',
  'reject under_review': 'rejected',
  'approve under_review': 'active',
  'suspend active': 'suspended',
  'resume suspended': 'active',
  'exit active': 'exited',
  'exit suspended': 'exited',
};
const STEPS = Object.keys(PROVIDER_STEPS) as ProviderStep[];

test.each(STEPS.flatMap((step) => PROVIDER_STATES.map((state) => [step, state] as const)))(
  '%s from %s',
  (step, state) => {
    const next = moveProvider(state, step);
    const expected = MOVES[`${step} ${state}`];
    if (expected) expect(next).toBe(expected);
    else {
      expect(next).toBeInstanceOf(ProviderNotIn);
      expect((next as ProviderNotIn).actual).toBe(state);
    }
  },
);

test('the table above has every move and no other', () => {
  expect(Object.keys(MOVES)).toHaveLength(
    Object.values(PROVIDER_STEPS).reduce((sum, { from }) => sum + from.length, 0),
  );
});
