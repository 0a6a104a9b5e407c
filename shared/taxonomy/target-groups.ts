/**
 * Target groups (服务对象): whom a service is for. Several of a list apply to one order.
 * Source: the categories of DB62/T 4987-2024 and of the stations' own files; an order names a group, never a person.
 */
export const TARGET_GROUP_WORDS = {
  dibao: '低保',
  marginal: '低保边缘',
  destitute_support: '特困',
  expenditure_poverty: '支出型困难',
  temporary_aid: '临时救助',
  disaster_affected: '受灾',
  elder_80: '高龄（80 岁以上）',
  elder_alone: '独居老人',
  elder_empty_nest: '空巢老人',
  elder_left_behind: '留守老人',
  elder_without_kin: '孤寡老人',
  elder_disabled: '失能老人',
  family_planning_elder: '失独及计生特殊家庭',
  child_left_behind: '留守儿童',
  orphan: '孤儿',
  child_unattended: '事实无人抚养儿童',
  child_in_difficulty: '其他困境儿童',
  child_disabled: '残疾儿童',
  disabled: '残疾人',
  mental_disorder: '精神障碍患者',
  homeless: '流浪乞讨人员',
  woman_left_behind: '留守妇女',
  single_mother: '单亲及单身特困母亲',
  carer: '照护者',
  community_correction: '社区矫正对象',
  drug_rehabilitation: '戒毒康复人员',
  veteran: '退役军人',
  new_employment: '新就业群体',
  migrant: '非户籍常住人口',
  resident: '一般居民',
  station_worker: '站点社工',
  volunteer: '志愿者',
} as const;

export type TargetGroup = keyof typeof TARGET_GROUP_WORDS;
export const TARGET_GROUPS = Object.keys(TARGET_GROUP_WORDS) as readonly TargetGroup[];

/** One tap for a usual set: 一老一小, 一残一困, 三留守. */
export const TARGET_GROUP_SHORTCUTS: readonly { readonly nameZh: string; readonly groups: readonly TargetGroup[] }[] = [
  {
    nameZh: '一老一小',
    groups: [
      'elder_80',
      'elder_alone',
      'elder_empty_nest',
      'elder_left_behind',
      'elder_without_kin',
      'elder_disabled',
      'child_left_behind',
      'orphan',
      'child_unattended',
      'child_in_difficulty',
    ],
  },
  {
    nameZh: '一残一困',
    groups: ['disabled', 'child_disabled', 'dibao', 'marginal', 'destitute_support', 'expenditure_poverty'],
  },
  { nameZh: '三留守', groups: ['elder_left_behind', 'woman_left_behind', 'child_left_behind'] },
];

/** Groups whose members are minors: whoever serves them needs a yearly staff check (未成年人保护法 §62). */
export const MINOR_GROUPS: readonly TargetGroup[] = [
  'child_left_behind',
  'orphan',
  'child_unattended',
  'child_in_difficulty',
  'child_disabled',
];

export function isTargetGroup(code: string): code is TargetGroup {
  return Object.hasOwn(TARGET_GROUP_WORDS, code);
}

/** The Chinese name of a code; an unknown code shows as itself. */
export function targetGroupWords(code: string): string {
  return isTargetGroup(code) ? TARGET_GROUP_WORDS[code] : code;
}
