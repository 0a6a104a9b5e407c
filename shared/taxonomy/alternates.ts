/**
 * Schemes that other places use: their types, and which areas or types of ours each of them stands for.
 * An order or an offer may be written in one of them; pickers show ours.
 */
import type { Area } from './scheme.ts';

export const ALTERNATE_SCHEMES = ['tianshui-5', 'jiangxi-7', 'guicheng-8', 'chancheng-6'] as const;
export type AlternateScheme = (typeof ALTERNATE_SCHEMES)[number];

/** `targets`: our areas or types that it stands for, the nearest first. */
type Row = readonly [code: string, nameZh: string, nameEn: string, targets: readonly string[]];

/** 天水: 社会事务 is narrowed to 残疾人关爱. */
const TIANSHUI: readonly Row[] = [
  ['TS01', '社会救助', 'social_assistance', ['SA']],
  ['TS02', '养老服务', 'elder_care', ['EC']],
  ['TS03', '儿童福利', 'child_welfare', ['CC']],
  ['TS04', '残疾人关爱', 'disability_care', ['SF01', 'SF02']],
  ['TS05', '社区治理', 'community_governance', ['CG']],
];

/** 江西“五社联动 暖心关爱”: seven actions. */
const JIANGXI: readonly Row[] = [
  ['JX01', '助老敲门', 'elder_knocking', ['EC01']],
  ['JX02', '护童成长', 'child_growth', ['CC']],
  ['JX03', '慈善救助', 'charitable_aid_action', ['SA04']],
  ['JX04', '邻里守望', 'neighbourhood_watch', ['CG04']],
  ['JX05', '移风易俗', 'custom_reform', ['CG05']],
  ['JX06', '温暖回家', 'warm_homecoming', ['SF03']],
  ['JX07', '阳光助残', 'sunshine_disability', ['SF01', 'SF02']],
];

/** 桂城: eight fields. 矫正 and 非户籍常住人口 are groups rather than services, and point to what serves them. */
const GUICHENG: readonly Row[] = [
  ['GC01', '社区', 'community', ['CG']],
  ['GC02', '家庭', 'family', ['SF04', 'CC05']],
  ['GC03', '长者', 'elders', ['EC']],
  ['GC04', '青少年', 'youth', ['CC']],
  ['GC05', '医务', 'medical_social_work', ['EC03', 'SF02']],
  ['GC06', '矫正', 'community_correction_service', ['SA06', 'SF05']],
  ['GC07', '非户籍常住人口', 'migrant_service', ['SA06', 'CG04']],
  ['GC08', '心理支援', 'psychological_support', ['SA06', 'EC04', 'CC04']],
];

/** 禅城: six aims of service. */
const CHANCHENG: readonly Row[] = [
  ['SC01', '社会支持网络搭建', 'support_network', ['CG04', 'CG03']],
  ['SC02', '服务需求精细化管理', 'needs_management', ['SA01', 'CC01']],
  ['SC03', '个人能力提升', 'personal_capability', ['SA05', 'SF01']],
  ['SC04', '服务对象互助', 'mutual_help', ['CG04', 'EC07']],
  ['SC05', '家庭关系调适', 'family_relations', ['SF04', 'CC05']],
  ['SC06', '情绪支援', 'emotional_support_service', ['SA06', 'EC04', 'CC04']],
];

const ROWS: Record<AlternateScheme, readonly Row[]> = {
  'tianshui-5': TIANSHUI,
  'jiangxi-7': JIANGXI,
  'guicheng-8': GUICHENG,
  'chancheng-6': CHANCHENG,
};

/** Every type of the four schemes. Reports count it under the area of its first target. */
export const ALTERNATE_TYPES = ALTERNATE_SCHEMES.flatMap((scheme) =>
  ROWS[scheme].map(([code, nameZh, nameEn, targets]) => ({
    scheme,
    version: 1,
    code,
    area: (targets[0] ?? '').replace(/\d+$/, '') as Area,
    nameZh,
    nameEn,
    targets,
  })),
);
