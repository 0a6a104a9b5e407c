/** Lists that are taken away as workbooks: their names, their columns, and which of them a person wants to have. */
import type { ImportKind } from '../import/layout.ts';
import { LAYOUTS } from '../import/layouts.ts';

export const EXPORT_LISTS = ['orders', 'needs', 'offers', 'stations', 'organizations', 'pairings', 'sessions'] as const;
export type ExportList = (typeof EXPORT_LISTS)[number];

export interface ExportColumn {
  readonly key: string;
  readonly group: string | null;
  readonly heading: string;
  readonly width: number;
}

export const EXPORT_WORDS: Readonly<Record<ExportList, string>> = {
  orders: '点单台账',
  needs: '需求条目',
  offers: '供给清单',
  stations: '社工站名录',
  organizations: '社会组织名录',
  pairings: '结对一览表',
  sessions: '服务记录',
};

/** The official list behind each, where there is one. */
export const OFFICIAL: Readonly<Partial<Record<ExportList, ImportKind>>> = {
  orders: 'needs',
  offers: 'offers',
  stations: 'stations',
  organizations: 'organizations',
  pairings: 'pairings',
};

const plain = (key: string, heading: string, width = 12): ExportColumn => ({ key, group: null, heading, width });

const SEEN: Readonly<Record<'orders' | 'needs' | 'sessions', readonly ExportColumn[]>> = {
  orders: [
    plain('number', '编号', 14),
    plain('title', '点单', 30),
    plain('serviceType', '服务类型', 20),
    plain('urgency', '紧急程度', 14),
    plain('county', '县（市、区）'),
    plain('station', '社工站', 20),
    plain('headcount', '服务人数', 10),
    plain('windowFrom', '服务开始', 14),
    plain('windowTo', '服务结束', 14),
    plain('state', '状态', 10),
    plain('claimableUntil', '接单截止', 14),
    plain('organization', '承接机构', 24),
  ],
  needs: [
    plain('number', '编号', 14),
    plain('title', '需求', 30),
    plain('serviceType', '服务类型', 20),
    plain('needType', '需求类型', 12),
    plain('mode', '输血/造血', 8),
    plain('targetGroups', '服务对象', 16),
    plain('headcount', '预计数量', 10),
    plain('urgency', '紧急程度', 14),
    plain('county', '县（市、区）'),
    plain('township', '乡镇（街道）'),
    plain('station', '社工站', 20),
    plain('source', '来源'),
    plain('needState', '状态', 12),
    plain('recordedOn', '登记日期', 14),
  ],
  sessions: [
    plain('number', '编号', 14),
    plain('title', '活动', 30),
    plain('category', '类别'),
    plain('method', '服务方式'),
    plain('startedOn', '开始日期', 14),
    plain('endedOn', '结束日期', 14),
    plain('stations', '社工站', 26),
    plain('providers', '服务方', 26),
    plain('sessionState', '状态'),
  ],
};

const STATE_KEYS: Readonly<Partial<Record<ExportList, string>>> = {
  offers: 'offerState',
  organizations: 'organizationState',
};

/** The columns of the list as it is seen or, for `official`, as the bureau's own list has them. */
export function columnsOf(list: ExportList, official: boolean): readonly ExportColumn[] {
  if (!official && (list === 'orders' || list === 'sessions')) return SEEN[list];
  if (list === 'needs') return SEEN.needs;
  const kind = OFFICIAL[list];
  const columns = kind
    ? LAYOUTS[kind].columns.map(({ key, group, heading, width }) => ({ key, group, heading, width }))
    : SEEN.sessions;
  const state = STATE_KEYS[list];
  if (official || !state) return columns;
  return [...columns.filter(({ key }) => key !== 'remark'), plain(state, '状态', 10)];
}

/** Those of `keys`, in the list's own order; all when none is named. */
export const chosenOf = (columns: readonly ExportColumn[], keys: readonly string[]) =>
  keys.length === 0 ? columns : columns.filter(({ key }) => keys.includes(key));
