/**
 * The columns of 月调度表, in the order that bureaus use.
 * A column that names two units (个/人次) is split under one heading, so that units are never mixed in a cell or a sum.
 */
import type { LocalDate } from '@jiedui/shared/calendar.ts';
import type { Decision, Light } from '@jiedui/shared/dispatch/round.ts';
import type { Qualifier } from '@jiedui/shared/quantity.ts';

/** A count as it was reported; null was not recorded and stays blank: it is not a nought. */
export type SheetCount = { readonly value: number; readonly qualifier: Qualifier } | null;

/** One line of the round: a station and the organization paired with it. */
export interface DispatchSheetLine {
  readonly station: string;
  readonly organization: string;
  readonly orders: SheetCount;
  readonly claims: SheetCount;
  readonly completed: SheetCount;
  readonly overdue: SheetCount;
  /** 对接成功率: orders confirmed with an organization, of the orders published in the window; null when unknown. */
  readonly matched: { readonly confirmed: number; readonly published: number } | null;
  readonly sessions: SheetCount;
  readonly personTimes: SheetCount;
  readonly visitPersonTimes: SheetCount;
  readonly cases: SheetCount;
  readonly casePersonTimes: SheetCount;
  readonly groups: SheetCount;
  readonly groupSections: SheetCount;
  readonly goodsPieces: SheetCount;
  readonly goodsSets: SheetCount;
  readonly goodsYuan: SheetCount;
  readonly fundsYuan: SheetCount;
  readonly volunteerPersonTimes: SheetCount;
  readonly volunteerHours: SheetCount;
  /** Mean of the stations' marks, 1 to 5, and how many there were; null without any. */
  readonly satisfaction: { readonly mean: number; readonly responses: number } | null;
  readonly complaints: SheetCount;
  readonly complaintsSubstantiated: SheetCount;
  readonly practice: string;
  readonly problems: string;
  readonly nextMonth: string;
  readonly reporter: string | null;
  readonly reviewer: string | null;
  readonly reportedOn: LocalDate | null;
  /** For the second sheet: the light and its reason, and what the bureau decided. */
  readonly light: Light;
  readonly lightReason: string;
  readonly decision: Decision | null;
  readonly note: string;
}

/** The figures of all lines together; a session that several pairings share counts once, which a sum of lines would not. */
export type SheetTotals = Omit<
  DispatchSheetLine,
  | 'station'
  | 'organization'
  | 'satisfaction'
  | 'practice'
  | 'problems'
  | 'nextMonth'
  | 'reporter'
  | 'reviewer'
  | 'reportedOn'
  | 'light'
  | 'lightReason'
  | 'decision'
  | 'note'
>;

/** How a column is filled: the line's place, a count that adds up, a share, a mean that does not, or words. */
export type ColumnKind = 'seq' | 'count' | 'rate' | 'mean' | 'text';

export interface SheetColumn {
  /** First header row, a line break where it folds; equal neighbours are merged. */
  readonly heading: string;
  /** Second header row: the unit under a split heading, else null and the heading spans both rows. */
  readonly unit: string | null;
  readonly kind: ColumnKind;
  readonly key: keyof DispatchSheetLine | 'seq';
  /** In characters of the body font. */
  readonly width: number;
}

export const DISPATCH_COLUMNS: readonly SheetColumn[] = [
  column('序号', null, 'seq', 'seq', 4),
  column('社工站', null, 'text', 'station', 12),
  column('社会组织', null, 'text', 'organization', 14),
  column('本月\n点单数', null, 'count', 'orders', 6),
  column('接单\n数', null, 'count', 'claims', 5),
  column('完成\n数', null, 'count', 'completed', 5),
  column('逾期\n数', null, 'count', 'overdue', 5),
  column('对接\n成功率', null, 'rate', 'matched', 7),
  column('开展活动\n（场）', null, 'count', 'sessions', 8),
  column('服务\n人次', null, 'count', 'personTimes', 7),
  column('走访\n（人次）', null, 'count', 'visitPersonTimes', 7),
  column('个案', '个', 'count', 'cases', 4.5),
  column('个案', '人次', 'count', 'casePersonTimes', 5),
  column('小组', '个', 'count', 'groups', 4.5),
  column('小组', '节', 'count', 'groupSections', 4.5),
  column('物资', '件', 'count', 'goodsPieces', 5),
  column('物资', '套', 'count', 'goodsSets', 5),
  column('物资', '元', 'count', 'goodsYuan', 7),
  column('链接资金\n（元）', null, 'count', 'fundsYuan', 8),
  column('志愿者', '人次', 'count', 'volunteerPersonTimes', 5),
  column('志愿者', '小时', 'count', 'volunteerHours', 5),
  column('满意度', null, 'mean', 'satisfaction', 6),
  column('投诉', '起', 'count', 'complaints', 4.5),
  column('投诉', '属实', 'count', 'complaintsSubstantiated', 5),
  column('主要做法与成效', null, 'text', 'practice', 18),
  column('存在问题', null, 'text', 'problems', 14),
  column('下月计划', null, 'text', 'nextMonth', 14),
  column('填报人', null, 'text', 'reporter', 7),
  column('审核人', null, 'text', 'reviewer', 7),
  column('填报时间', null, 'text', 'reportedOn', 15),
];

function column(
  heading: string,
  unit: string | null,
  kind: ColumnKind,
  key: SheetColumn['key'],
  width: number,
): SheetColumn {
  return { heading, unit, kind, key, width };
}
