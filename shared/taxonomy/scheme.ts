/**
 * Service taxonomy (服务分类): two schemes, versioned; an order stores scheme, version and code,
 * so that a later scheme never rewrites history.
 * `default-5x29` is a proposal of ours over the five areas of county practice, not any province's list.
 * `CAP` aims at the station itself: training, supervision, goods.
 */
import { ALTERNATE_TYPES, type AlternateScheme } from './alternates.ts';

export const SCHEMES = ['default-5x29', 'CAP'] as const;
export type Scheme = (typeof SCHEMES)[number];

export const AREAS = ['SA', 'EC', 'CC', 'CG', 'SF', 'CAP'] as const;
export type Area = (typeof AREAS)[number];

export const AREA_WORDS: Record<Area, string> = {
  SA: '社会救助',
  EC: '养老服务',
  CC: '儿童关爱',
  CG: '社区治理',
  SF: '社会事务',
  CAP: '站点能力建设',
};

export interface ServiceType {
  readonly scheme: Scheme | AlternateScheme;
  readonly version: number;
  /** Two or three letters of the area and two digits: `EC03`. */
  readonly code: string;
  readonly area: Area;
  readonly nameZh: string;
  /** The English term in code and figures. */
  readonly nameEn: string;
}

type Row = readonly [code: string, nameZh: string, nameEn: string];

const DEFAULT_ROWS: readonly Row[] = [
  ['SA01', '主动发现与入户排查', 'proactive_identification'],
  ['SA02', '家庭经济状况核对协助', 'means_test_support'],
  ['SA03', '政策宣传与申办协助', 'policy_info_and_application'],
  ['SA04', '慈善款物帮扶', 'charitable_aid'],
  ['SA05', '能力提升与就业增能', 'capability_and_employment'],
  ['SA06', '心理疏导与社会融入', 'counselling_and_inclusion'],
  ['EC01', '探访关爱（助老敲门）', 'elder_visiting'],
  ['EC02', '生活照料与代买助餐', 'daily_living_help'],
  ['EC03', '义诊与健康服务', 'free_clinic_and_health'],
  ['EC04', '精神慰藉与危机干预', 'emotional_support'],
  ['EC05', '居家安全与适老化改造协助', 'home_safety'],
  ['EC06', '失能照护者增能', 'carer_training'],
  ['EC07', '老年参与与银龄志愿', 'elder_participation'],
  ['CC01', '摸底建档与家庭走访（一人一档）', 'child_file_and_visit'],
  ['CC02', '安全教育与自我保护', 'safety_education'],
  ['CC03', '学业辅导', 'tutoring'],
  ['CC04', '心理疏导', 'child_counselling'],
  ['CC05', '亲子活动与家庭教育指导', 'family_education'],
  ['CC06', '课外实践与社区融入', 'enrichment_and_integration'],
  ['CG01', '居民议事协商', 'resident_deliberation'],
  ['CG02', '社区社会组织培育', 'community_group_incubation'],
  ['CG03', '志愿服务队伍建设', 'volunteer_team_building'],
  ['CG04', '邻里守望与互助', 'neighbour_mutual_aid'],
  ['CG05', '文明倡导与宣传（移风易俗、反诈）', 'civic_advocacy'],
  ['SF01', '残疾人关爱与能力提升', 'disability_support'],
  ['SF02', '精神障碍社区康复', 'mental_health_rehab'],
  ['SF03', '流浪乞讨救助与返乡协助', 'homeless_assistance'],
  ['SF04', '婚姻家庭关系调适', 'family_mediation'],
  ['SF05', '矛盾调处与信访疏导', 'dispute_and_petition'],
];

const CAP_ROWS: readonly Row[] = [
  ['CAP01', '社工人才培训与考前辅导', 'worker_training'],
  ['CAP02', '督导支持', 'professional_supervision'],
  ['CAP03', '项目策划与品牌打造', 'project_and_brand'],
  ['CAP04', '物资与场地支持', 'goods_and_venue'],
  ['CAP05', '资源链接与宣传', 'resource_linking'],
];

function rowsOf(scheme: Scheme, rows: readonly Row[]): ServiceType[] {
  return rows.map(([code, nameZh, nameEn]) => ({
    scheme,
    version: 1,
    code,
    area: code.replace(/\d+$/, '') as Area,
    nameZh,
    nameEn,
  }));
}

/** Every type of our two schemes, in the order in which people read them. */
export const SERVICE_TYPES: readonly ServiceType[] = [
  ...rowsOf('default-5x29', DEFAULT_ROWS),
  ...rowsOf('CAP', CAP_ROWS),
];

const BY_CODE = new Map<string, ServiceType>([...SERVICE_TYPES, ...ALTERNATE_TYPES].map((type) => [type.code, type]));

/** The type of a code of the current version, ours or of another place's scheme; undefined for an unknown code. */
export function serviceTypeOf(code: string): ServiceType | undefined {
  return BY_CODE.get(code);
}

/** The Chinese name of a code; an unknown code shows as itself. */
export function serviceTypeWords(code: string): string {
  return BY_CODE.get(code)?.nameZh ?? code;
}

/** The area of a code, or undefined for an unknown code. */
export function serviceTypeArea(code: string): Area | undefined {
  return BY_CODE.get(code)?.area;
}
