/**
 * Station (社会工作服务站, 社工站): the township's social-work platform, which posts orders.
 *
 *     planned ▶ plaque_hung ▶ operating ◀▶ suspended ▶ closed
 */
import type { LocalDate } from '../calendar.ts';

export const STATION_STATES = ['planned', 'plaque_hung', 'operating', 'suspended', 'closed'] as const;
export type StationState = (typeof STATION_STATES)[number];

export const STATION_STATE_WORDS: Record<StationState, string> = {
  planned: '筹建',
  plaque_hung: '已挂牌',
  operating: '实体化运行',
  suspended: '暂停服务',
  closed: '已撤销',
};

/** 县级社工中心, 乡镇（街道）社工站, 村（社区）服务点. */
export const STATION_TIERS = ['center', 'station', 'point'] as const;
export type StationTier = (typeof STATION_TIERS)[number];

export const STATION_TIER_WORDS: Record<StationTier, string> = {
  center: '县级社工中心',
  station: '乡镇（街道）社工站',
  point: '村（社区）服务点',
};

export const FACILITY_KINDS = [
  'reception',
  'casework_room',
  'archive',
  'group_room',
  'activity_room',
  'office',
] as const;
export type FacilityKind = (typeof FACILITY_KINDS)[number];

export const FACILITY_KIND_WORDS: Record<FacilityKind, string> = {
  reception: '接待区',
  casework_room: '个案室',
  archive: '档案室（柜）',
  group_room: '小组活动室',
  activity_room: '多功能活动室',
  office: '办公室',
};

/** A room or zone; `brandName` where it has one of its own, such as 心灵驿站. */
export interface Facility {
  readonly kind: FacilityKind;
  /** Whole square metres. */
  readonly areaM2: number;
  readonly brandName: string;
}

/** What the station itself keeps up to date. */
export interface StationFacts {
  readonly phone: string | null;
  readonly address: string | null;
  readonly openedOn: LocalDate | null;
  /** As people read it: 周一至周五 8:30-12:00，14:30-18:00. */
  readonly hours: string;
  /** 365 天开放. */
  readonly openAllYear: boolean;
  readonly facilities: readonly Facility[];
}

export interface Station {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  /** The township it stands in, 12 digits. */
  readonly regionCode: string;
  readonly authorityId: string;
  readonly state: StationState;
  readonly tier: StationTier;
  /** 承接机构: contracted to run it, if any. */
  readonly operatorOrganizationId: string | null;
  readonly phone: string | null;
  readonly address: string | null;
  readonly openedOn: LocalDate | null;
  readonly hours: string;
  readonly openAllYear: boolean;
  readonly version: number;
}
