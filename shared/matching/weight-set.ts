/**
 * A weight set's life: the bureau saves a draft, sees what it would change, and puts it in force.
 *
 *     draft ──activate──▶ active ──(the next is activated)──▶ retired
 *
 * An authority has exactly one active set and at most one draft. A set that was in force is never changed again, so
 * that a ranking names the weights it used and can be computed anew.
 */
export const WEIGHT_SET_STATES = ['draft', 'active', 'retired'] as const;
export type WeightSetState = (typeof WEIGHT_SET_STATES)[number];

export const WEIGHT_SET_STATE_WORDS: Record<WeightSetState, string> = {
  draft: '草稿',
  active: '使用中',
  retired: '已停用',
};
