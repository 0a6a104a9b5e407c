/** Pairing (结对): the standing relation of an organization and a station within a programme. */
import type { LocalDate } from '../calendar.ts';

/** `proposed` until an agreement is signed by both; `ended` follows from the date. The steps are in lifecycle.ts. */
export const PAIRING_STATES = ['proposed', 'active', 'suspended', 'ended', 'terminated'] as const;
export type PairingState = (typeof PAIRING_STATES)[number];

export const PAIRING_STATE_WORDS: Record<PairingState, string> = {
  proposed: '拟结对',
  active: '结对中',
  suspended: '已暂停',
  ended: '已期满',
  terminated: '已终止',
};

/** What is stored: `ended` never is, it is derived at read. */
export const STORED_PAIRING_STATES = [
  'proposed',
  'active',
  'suspended',
  'terminated',
] as const satisfies PairingState[];
export type StoredPairingState = (typeof STORED_PAIRING_STATES)[number];

export const PAIRING_KINDS = ['one_to_one', 'many_to_one'] as const;
export type PairingKind = (typeof PAIRING_KINDS)[number];

export const PAIRING_KIND_WORDS: Record<PairingKind, string> = { one_to_one: '一对一', many_to_one: '多对一' };

export interface Pairing {
  readonly id: string;
  readonly programmeId: string;
  readonly authorityId: string;
  readonly stationId: string;
  readonly organizationId: string;
  readonly kind: PairingKind;
  readonly state: StoredPairingState;
  readonly fromOn: LocalDate;
  /** Last day, inclusive. */
  readonly toOn: LocalDate;
  readonly originClaimId: string | null;
  /** The offer from which a station went straight to a pairing, and why it needed no order first; both or neither. */
  readonly originOfferId: string | null;
  readonly justification: string | null;
  readonly version: number;
}

/** The state a reader sees on a day: a pairing that ran, or was suspended, has ended past its last day. */
export function pairingStateOn(pairing: Pick<Pairing, 'state' | 'toOn'>, on: LocalDate): PairingState {
  const runs = pairing.state === 'active' || pairing.state === 'suspended';
  return runs && pairing.toOn < on ? 'ended' : pairing.state;
}
