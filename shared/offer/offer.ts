/**
 * Offer (供给): what an organization can do, for whom, where, when and how often.
 * The noun only; what may stand in it and what may happen to it is in listing.ts.
 */
import type { LocalDate } from '../calendar.ts';

export const OFFER_STATES = ['draft', 'listed', 'paused', 'delisted'] as const;
export type OfferState = (typeof OFFER_STATES)[number];

export const OFFER_STATE_WORDS: Record<OfferState, string> = {
  draft: '草稿',
  listed: '已上架',
  paused: '已暂停',
  delisted: '已下架',
};

/** Said of a listing that nobody confirmed by the month's cut-off: paused by date, until it is confirmed (confirming.ts). */
export const OFFER_RESTING_WORD = '自动暂停（未按月确认）';

export const COST_MODES = ['free', 'subsidised', 'purchased'] as const;
export type CostMode = (typeof COST_MODES)[number];

export const COST_MODE_WORDS: Record<CostMode, string> = {
  free: '免费',
  subsidised: '部分补贴',
  purchased: '购买服务',
};

/** What the organization writes. */
export interface OfferFields {
  readonly title: string;
  readonly content: string;
  readonly serviceTypes: readonly string[];
  readonly targetGroups: readonly string[];
  readonly sessionsPerMonth: number;
  readonly personsPerSession: number | null;
  /** Townships, counties or a prefecture, 12 digits each; each covers what lies in it. */
  readonly areaCodes: readonly string[];
  readonly windowFrom: LocalDate;
  readonly windowTo: LocalDate;
  readonly costMode: CostMode;
  /** Price of one session in 分; null or left out when free, or not stated. */
  readonly unitPriceFen?: number | null;
  /** The farthest it goes, as the crow flies; null or left out when only the areas decide. */
  readonly farthestKm?: number | null;
}

export interface Offer extends OfferFields {
  readonly id: string;
  readonly number: string;
  readonly organizationId: string;
  readonly state: OfferState;
  /** The day on which the organization last said that it still stands; null before listing. */
  readonly lastConfirmedOn: LocalDate | null;
  readonly version: number;
}
