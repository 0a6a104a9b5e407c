/**
 * Station (社会工作服务站, 社工站): the township's social-work platform, which posts orders.
 *
 *     planned ▶ plaque_hung ▶ operating ◀▶ suspended ▶ closed
 */
export const STATION_STATES = ['planned', 'plaque_hung', 'operating', 'suspended', 'closed'] as const;
export type StationState = (typeof STATION_STATES)[number];

export const STATION_STATE_WORDS: Record<StationState, string> = {
  planned: '筹建',
  plaque_hung: '已挂牌',
  operating: '实体化运行',
  suspended: '暂停服务',
  closed: '已撤销',
};

export interface Station {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  /** The township it stands in, 12 digits. */
  readonly regionCode: string;
  readonly authorityId: string;
  readonly state: StationState;
  readonly phone: string | null;
  readonly address: string | null;
  readonly version: number;
}
