/**
 * What the authority may do with a pairing, and what becomes of the work that the two have in hand.
 *
 *     proposed ──(second signature)──▶ active
 *     active ──suspend──▶ suspended ──resume──▶ active
 *     proposed, active, suspended ──terminate──▶ terminated
 *     active, suspended ──(past toOn)──▶ ended
 *
 * `ended` is derived when read, and nothing follows it but a new agreement. While a pairing is suspended the organization
 * takes no new orders of the station; what it holds is finished or set free, as the officer says with the step.
 */
import type { LocalDate } from '../calendar.ts';
import { checkReason, ReasonMissing, REASON_MAX, Refusal } from '../refusal.ts';
import { type Pairing, type PairingState, pairingStateOn } from './pairing.ts';
import { PairingNotIn } from './refusals.ts';

/** The one table of moves: every state a step starts from, and the state it ends in. */
export const PAIRING_STEPS = {
  suspend: { from: ['active'], to: 'suspended' },
  resume: { from: ['suspended'], to: 'active' },
  terminate: { from: ['proposed', 'active', 'suspended'], to: 'terminated' },
} as const satisfies Record<string, { from: readonly PairingState[]; to: Pairing['state'] }>;
export type PairingStep = keyof typeof PAIRING_STEPS;
export const PAIRING_STEP_NAMES = ['suspend', 'resume', 'terminate'] as const satisfies PairingStep[];

export const PAIRING_STEP_WORDS: Record<PairingStep, string> = {
  suspend: '暂停结对',
  resume: '恢复结对',
  terminate: '终止结对',
};

export const PAIRING_STEP_CODES = [
  'rectify',
  'staff_change',
  'force_majeure',
  'agreed',
  'not_served',
  'breach',
  'unfit',
  'programme_changed',
  'settled',
  'other',
] as const;
export type PairingStepCode = (typeof PAIRING_STEP_CODES)[number];

export const PAIRING_STEP_CODE_WORDS: Record<PairingStepCode, string> = {
  rectify: '服务质量或安全问题待整改',
  staff_change: '人员变动，暂无力承担',
  force_majeure: '自然灾害等不可抗力',
  agreed: '双方协商一致',
  not_served: '长期未开展服务',
  breach: '违反协议约定',
  unfit: '不再具备承接条件',
  programme_changed: '帮扶方案调整',
  settled: '暂停的原因已消除',
  other: '其他原因',
};

/** Which reasons each step may have; `other` needs words. */
export const CODES_OF_STEP: Record<PairingStep, readonly PairingStepCode[]> = {
  suspend: ['rectify', 'staff_change', 'force_majeure', 'agreed', 'other'],
  resume: ['settled', 'other'],
  terminate: ['agreed', 'not_served', 'breach', 'unfit', 'programme_changed', 'other'],
};

/** What becomes of the claims and invitations between the two. */
export const OPEN_WORK_CHOICES = ['finish', 'set_free'] as const;
export type OpenWorkChoice = (typeof OPEN_WORK_CHOICES)[number];

export const OPEN_WORK_CHOICE_WORDS: Record<OpenWorkChoice, string> = {
  finish: '在手的服务办完为止',
  set_free: '在手的接单一并解除，点单重新开放',
};

/** One step as it is kept in the history. */
export interface PairingChange {
  readonly step: PairingStep;
  readonly code: PairingStepCode;
  /** Needed with `other`, welcome with the rest; null when left out. */
  readonly words: string | null;
  /** Null with `resume`, which touches no work. */
  readonly openWork: OpenWorkChoice | null;
}

/**
 * The pairing after the step.
 *
 * @returns `PairingNotIn` from a state that the table does not name; `ReasonMissing` for a code that is not the step's, or
 * `other` without words
 */
export function movePairing<T extends Pick<Pairing, 'state' | 'toOn'>>(
  pairing: T,
  { step, code, words, openWork }: PairingChange,
  today: LocalDate,
): { readonly pairing: T; readonly change: PairingChange } | PairingNotIn | ReasonMissing {
  const state = pairingStateOn(pairing, today);
  const { from, to } = PAIRING_STEPS[step];
  if (!(from as readonly PairingState[]).includes(state)) return new PairingNotIn(state, step);
  if (!CODES_OF_STEP[step].includes(code)) return new ReasonMissing();
  const said = code === 'other' ? checkReason(words ?? '') : optional(words);
  if (said instanceof Refusal) return said;
  return {
    pairing: { ...pairing, state: to },
    change: { step, code, words: said, openWork: step === 'resume' ? null : (openWork ?? 'finish') },
  };
}

const optional = (words: string | null) => [...(words ?? '').trim()].slice(0, REASON_MAX).join('') || null;

/** `长期未开展服务：连续三个月没有活动`, or either alone. */
export function pairingReasonWords(code: PairingStepCode, words: string | null): string {
  return [code === 'other' ? '' : PAIRING_STEP_CODE_WORDS[code], words ?? ''].filter((part) => part !== '').join('：');
}
