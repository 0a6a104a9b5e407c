/**
 * What may happen to a provider, from its application to its exit.
 *
 *     applied ──takeUp──▶ under_review ──approve──▶ active ◀──resume── suspended
 *        ▲                 │       │                   └────suspend──────▶ │
 *     resubmit             │       └─reject─▶ rejected      active, suspended ──exit──▶ exited
 *        └──── returned ◀──┘ giveBack
 *
 * The first five states are those of an application (入驻申请), the last three those of the organization that an approval
 * makes; one table, because it is one life. Being on a list, or a rating that ran out, is no state here: both are derived
 * by their dates (register.ts).
 */
import type { ProviderState } from './organization.ts';
import { ProviderNotIn } from './refusals.ts';

/** The one table of moves: every state a step starts from, and the state it ends in. */
export const PROVIDER_STEPS = {
  takeUp: { from: ['applied'], to: 'under_review' },
  giveBack: { from: ['under_review'], to: 'returned' },
  resubmit: { from: ['returned'], to: 'applied' },
  reject: { from: ['under_review'], to: 'rejected' },
  approve: { from: ['under_review'], to: 'active' },
  suspend: { from: ['active'], to: 'suspended' },
  resume: { from: ['suspended'], to: 'active' },
  exit: { from: ['active', 'suspended'], to: 'exited' },
} as const satisfies Record<string, { from: readonly ProviderState[]; to: ProviderState }>;
export type ProviderStep = keyof typeof PROVIDER_STEPS;

/** The state that the step leads to, or `ProviderNotIn` with the state it is in. */
export function moveProvider(state: ProviderState, step: ProviderStep): ProviderState | ProviderNotIn {
  const { from, to } = PROVIDER_STEPS[step];
  return (from as readonly ProviderState[]).includes(state) ? to : new ProviderNotIn(state);
}
