/**
 * Pairing agreement (结对帮扶协议): 甲方 the organization, 乙方 the station.
 * The noun only; signing is in signing.ts.
 */
import type { LocalDate } from '../calendar.ts';
import type { StoredPairingState } from './pairing.ts';

/** Derived from the two signatures, the dates and its pairing, never stored. */
export const AGREEMENT_STATES = [
  'awaiting_both',
  'awaiting_organization',
  'awaiting_station',
  'signed',
  'active',
  'suspended',
  'ended',
  'terminated',
] as const;
export type AgreementState = (typeof AGREEMENT_STATES)[number];

export const AGREEMENT_STATE_WORDS: Record<AgreementState, string> = {
  awaiting_both: '待双方签字',
  awaiting_organization: '待社会组织签字',
  awaiting_station: '待社工站签字',
  signed: '双方已签字，未到起始日',
  active: '生效中',
  suspended: '已暂停',
  ended: '已期满',
  terminated: '已终止',
};

export const AGREEMENT_SIDES = ['organization', 'station'] as const;
export type AgreementSide = (typeof AGREEMENT_SIDES)[number];

/** One promised amount: 义诊 12 场. `quantity` is 1 or more. */
export interface Indicator {
  readonly name: string;
  readonly unit: string;
  readonly quantity: number;
}

/** What the organization writes. */
export interface AgreementFields {
  readonly goal: string;
  readonly tasks: readonly string[];
  readonly termFrom: LocalDate;
  /** Last day, inclusive. */
  readonly termTo: LocalDate;
  readonly funding: string;
  readonly indicators: readonly Indicator[];
}

/** What signing turns on; a row of the store satisfies it. */
export interface AgreementLife {
  readonly termFrom: LocalDate;
  readonly termTo: LocalDate;
  readonly organizationSignedAt: Date | null;
  readonly organizationSignedBy: string | null;
  readonly stationSignedAt: Date | null;
  readonly stationSignedBy: string | null;
  /** Of its pairing; left out where it is being drafted or signed, which a pairing that does not run refuses. */
  readonly pairingState?: StoredPairingState;
}

export interface Agreement extends AgreementFields, Omit<AgreementLife, 'termFrom' | 'termTo'> {
  readonly id: string;
  readonly number: string;
  readonly revision: number;
  readonly version: number;
  readonly pairingId: string;
  readonly authorityId: string;
  readonly stationId: string;
  readonly organizationId: string;
}
