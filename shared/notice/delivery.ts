/**
 * A delivery (投递): one message to one recipient over one channel.
 *
 *     waiting ──sent──▶ sent       waiting ──last attempt failed──▶ dead ──retry──▶ waiting
 *     waiting ──no longer wanted──▶ dropped                          dead ──dismiss──▶ dismissed
 *
 * At least once on the wire; once in effect, because every attempt carries the same id and the same words.
 */
import { Refusal } from '../refusal.ts';

export const CHANNELS = ['email', 'robot'] as const;
export type Channel = (typeof CHANNELS)[number];
export const CHANNEL_WORDS: Record<Channel, string> = { email: '邮件', robot: '群机器人' };

export const DELIVERY_STATES = ['waiting', 'sent', 'dead', 'dropped', 'dismissed'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];
export const DELIVERY_STATE_WORDS: Record<DeliveryState, string> = {
  waiting: '等待发送',
  sent: '已发出',
  dead: '未能送达',
  dropped: '不再需要',
  dismissed: '已处理',
};

export const DELIVERY_STEPS = {
  send: { from: ['waiting'], to: 'sent' },
  bury: { from: ['waiting'], to: 'dead' },
  drop: { from: ['waiting'], to: 'dropped' },
  retry: { from: ['dead'], to: 'waiting' },
  dismiss: { from: ['dead'], to: 'dismissed' },
} as const satisfies Record<string, { from: readonly DeliveryState[]; to: DeliveryState }>;
export type DeliveryStep = keyof typeof DELIVERY_STEPS;

/** The state that the step leads to, or `DeliveryNotIn` with the state it is in. */
export function moveDelivery(state: DeliveryState, step: DeliveryStep): DeliveryState | DeliveryNotIn {
  const { from, to } = DELIVERY_STEPS[step];
  return (from as readonly DeliveryState[]).includes(state) ? to : new DeliveryNotIn(state);
}

/** Attempts before a person has to look: the waits between them come to about nine hours. */
export const MOST_ATTEMPTS = 8;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 3 * 60 * 60 * 1000;

/**
 * How long to wait after the attempt (1, 2, …) failed: 30 s, fourfold each time, at most three hours; of this half to
 * the whole, by the delivery's id, so that those which failed together do not come back together.
 */
export function waitAfter(attempt: number, id: string): number {
  const whole = Math.min(FIRST_WAIT_MS * 4 ** (attempt - 1), LONGEST_WAIT_MS);
  return Math.round(whole * (0.5 + fraction(`${id}:${attempt}`) / 2));
}

/** FNV-1a as a fraction from 0 to 1: spread, not secret. */
function fraction(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0) / 0x1_0000_0000;
}

/** What a channel answered to one attempt. */
export type Outcome =
  | { readonly kind: 'sent' }
  /** It may work later. */
  | { readonly kind: 'again'; readonly error: string }
  /** It will not work until somebody changes something. */
  | { readonly kind: 'never'; readonly error: string }
  /** Nobody waits for it any more. */
  | { readonly kind: 'dropped'; readonly error: string };

/** What becomes of a delivery after its attempt; `nextAt` only while it waits. */
export function afterAttempt(
  id: string,
  attempt: number,
  outcome: Outcome,
  at: Date,
): { readonly state: DeliveryState; readonly nextAt: Date | null; readonly error: string | null } {
  switch (outcome.kind) {
    case 'sent':
      return { state: 'sent', nextAt: null, error: null };
    case 'dropped':
      return { state: 'dropped', nextAt: null, error: outcome.error };
    case 'never':
      return { state: 'dead', nextAt: null, error: outcome.error };
    case 'again':
      if (MOST_ATTEMPTS <= attempt) return { state: 'dead', nextAt: null, error: outcome.error };
      return { state: 'waiting', nextAt: new Date(at.getTime() + waitAfter(attempt, id)), error: outcome.error };
  }
}

/** Not there, or not for this viewer: the two are one refusal. */
export class DeliveryNotFound extends Refusal {
  readonly code = 'DELIVERY_NOT_FOUND' as const;
  constructor() {
    super('没有找到这条未送达记录，可能已由他人处理。请刷新列表查看。');
  }
}

export class DeliveryNotIn extends Refusal {
  readonly code = 'DELIVERY_NOT_IN' as const;
  readonly actual: DeliveryState;
  constructor(actual: DeliveryState) {
    super(`这条记录现为“${DELIVERY_STATE_WORDS[actual]}”，不能再次处理。请刷新列表查看。`);
    this.actual = actual;
  }
}
