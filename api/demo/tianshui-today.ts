/**
 * 天水: what is going on at the time of loading, so that every screen has something to do on it. Nothing here is confirmed,
 * so the totals of the article stay as they are. Orders by key; when each step happened is in tianshui.ts.
 */
import { type DemoAgreement, type DemoOrder, type DemoSession, persons, personTimes } from './demo-set.ts';

const SERVICE = { mode: 'relief', leg: 'service', urgency: 'normal', needType: 'felt' } as const;

/** 冬季 in December, and so on; `month` is 1 to 12. */
export function seasonOf(month: number): string {
  if (3 <= month && month <= 5) return '春季';
  if (6 <= month && month <= 8) return '夏季';
  return 9 <= month && month <= 10 ? '秋季' : '冬季';
}

/** Open in the market, in the order of posting. */
export const openOrders = (season: string): readonly DemoOrder[] => [
  {
    ...SERVICE,
    key: 'open-xiguan',
    station: 'xiguan',
    title: `为 35 位独居老人开展${season}入户探访与居家安全检查`,
    description:
      '请两人一组入户，了解身体和照料情况，检查用电、用气和防滑设施，当场提醒并列出整改建议。社工站派人陪同。',
    serviceType: 'EC01',
    targetGroups: ['elder_alone', 'elder_80'],
    headcount: persons(35),
    place: '西关街道各社区',
    urgency: 'urgent',
  },
  {
    ...SERVICE,
    key: 'open-niangniangba',
    station: 'niangniangba',
    title: '为山区 50 余位老人提供上门义诊和用药指导',
    description: '部分老人行动不便，难以到镇上就诊。请安排医护人员分两天到村，测血压、血糖并整理家庭药箱。',
    serviceType: 'EC03',
    requiredQualifications: ['medical_practice'],
    targetGroups: ['elder_left_behind', 'elder_disabled'],
    headcount: persons(50, 'over'),
    place: '娘娘坝镇各村活动室',
  },
  {
    ...SERVICE,
    key: 'open-yuquan',
    station: 'yuquan',
    title: '近 60 名留守儿童周末课外实践活动',
    description: '请带领儿童开展科学小实验和户外观察，每次半天，共两次，社工站负责接送和保险。',
    serviceType: 'CC06',
    targetGroups: ['child_left_behind', 'child_in_difficulty'],
    headcount: persons(60, 'nearly'),
    place: '玉泉镇社工站',
  },
  {
    ...SERVICE,
    key: 'open-dacheng',
    station: 'dacheng',
    title: '社工站人员小组工作实务培训',
    description: '站内新进人员没有带过小组，请讲授小组方案、带领技巧和记录，并现场督导一节。',
    serviceType: 'CAP01',
    targetGroups: ['station_worker', 'volunteer'],
    headcount: persons(16),
    place: '大城街道社工站',
    mode: 'capacity',
    needType: 'normative',
  },
  {
    ...SERVICE,
    key: 'open-huaniu',
    station: 'huaniu',
    title: '失能家庭照护者第二期技能培训',
    description: '上期学员希望继续学习喂食、排痰和应急处理，请安排示范和分组练习。',
    serviceType: 'EC06',
    targetGroups: ['carer', 'elder_disabled'],
    headcount: persons(24),
    place: '花牛镇社工站多功能室',
    mode: 'capacity',
    needType: 'expressed',
  },
  {
    ...SERVICE,
    key: 'open-shetang',
    station: 'shetang',
    title: '约 80 位慢性病老人季度健康随访',
    description: '请复测血压、血糖，更新健康档案，对控制不好的老人提出转诊建议。',
    serviceType: 'EC03',
    requiredQualifications: ['medical_practice'],
    targetGroups: ['elder_80', 'elder_empty_nest'],
    headcount: persons(80, 'about'),
    place: '社棠镇社工站',
    needType: 'normative',
  },
  {
    ...SERVICE,
    key: 'open-mapaoquan',
    station: 'mapaoquan',
    title: '留守儿童心理团体辅导六节',
    description: '老师反映部分儿童情绪低落、不愿交流，请开展团体辅导，内容为情绪、交往和求助，每周一节。',
    serviceType: 'CC04',
    targetGroups: ['child_left_behind'],
    headcount: persons(18),
    place: '马跑泉镇社工站活动室',
  },
  {
    ...SERVICE,
    key: 'open-dongguan',
    station: 'dongguan',
    title: '高龄老人助餐需求摸底和试运行',
    description: '请摸清高龄独居老人的用餐需求，选两个社区试送一周，测算成本。',
    serviceType: 'EC02',
    targetGroups: ['elder_80', 'elder_alone'],
    headcount: persons(28),
    place: '东关街道各社区',
    needType: 'expressed',
  },
];

/** Claimed, and waiting for the station. */
export const CLAIMED: DemoOrder & { readonly organization: string } = {
  ...SERVICE,
  key: 'claimed-xiguan',
  station: 'xiguan',
  organization: 'xinlianxin',
  title: '孤寡老人陪伴和心理慰藉',
  description: '几位孤寡老人近期情绪低落、少与人来往，请安排志愿者每周陪伴一次，必要时转介。',
  serviceType: 'EC04',
  targetGroups: ['elder_alone', 'elder_80'],
  headcount: persons(9),
  place: '西关街道各社区',
};

/** Confirmed, its agreement signed by the organization only: a second partner for the station. */
export const HALF_SIGNED: DemoOrder & { readonly organization: string; readonly agreement: DemoAgreement } = {
  ...SERVICE,
  key: 'half-signed-yuquan',
  station: 'yuquan',
  organization: 'wotuo',
  title: '亲子阅读角共建和每月共读',
  description: '社工站有图书和场地，请教师每月带领一次亲子共读，并培训家长志愿者。',
  serviceType: 'CC05',
  targetGroups: ['child_left_behind', 'resident'],
  headcount: persons(30),
  place: '玉泉镇社工站',
  agreement: {
    goal: '与玉泉镇社工站共建亲子阅读角，形成每月一次的亲子共读，培养家长志愿者。',
    tasks: ['每月带领一次亲子共读', '培训家长志愿者', '指导阅读角的图书选配和借阅'],
    funding: '无偿，图书由社工站提供',
    indicators: [
      { name: '亲子共读', unit: '场', quantity: 10 },
      { name: '家长志愿者', unit: '人', quantity: 12 },
    ],
  },
};

/** Confirmed within a pairing, and waiting to be served. */
export const IN_SERVICE: DemoOrder & { readonly organization: string } = {
  ...SERVICE,
  key: 'in-service-shimaping',
  station: 'shimaping',
  organization: 'qinfeng',
  title: '志愿服务队第二期骨干培训',
  description: '两支志愿服务队新增队员，请培训探访礼仪、突发情况处理和服务记录。',
  serviceType: 'CG03',
  targetGroups: ['volunteer'],
  headcount: persons(26),
  place: '石马坪街道社工站',
  mode: 'capacity',
  needType: 'normative',
};

/** Confirmed, its days gone by and not served: the red line of the month. */
export const OVERDUE: DemoOrder & { readonly organization: string } = {
  ...SERVICE,
  key: 'overdue-daobei',
  station: 'daobei',
  organization: 'herun',
  title: '留守妇女互助小组第一次活动',
  description: '沙龙后有十余名妇女愿意参加互助小组，请带领第一次活动，商定公约和活动计划。',
  serviceType: 'CC05',
  targetGroups: ['woman_left_behind'],
  headcount: persons(12, 'over'),
  place: '道北街道社工站',
  mode: 'capacity',
};

/** Confirmed and served; its record waits for the station. */
export const SERVED: DemoOrder & { readonly organization: string } = {
  ...SERVICE,
  key: 'served-mapaoquan',
  station: 'mapaoquan',
  organization: 'qinghe',
  title: '留守儿童家庭走访建档',
  description: '新学期摸底后有一批留守儿童尚未建档，请与社工一起走访，了解监护和学习情况。',
  serviceType: 'CC01',
  targetGroups: ['child_left_behind'],
  headcount: persons(20),
  place: '马跑泉镇各村',
};

export const WAITING_RECORD: DemoSession = {
  key: 'served-mapaoquan',
  organization: 'qinghe',
  providers: ['qinghe'],
  stations: [{ station: 'mapaoquan', satisfaction: 5, opinion: '' }],
  orders: ['served-mapaoquan'],
  title: '马跑泉镇留守儿童家庭走访',
  theme: '',
  category: 'left_behind_care',
  method: 'visit',
  serviceTypes: ['CC01'],
  from: '09:00',
  to: '16:30',
  place: '马跑泉镇各村',
  contents: ['家庭走访', '监护情况了解', '建立成长档案'],
  partners: [],
  summary: '与社工一起走访留守儿童家庭，了解监护和学习情况，两名儿童建议纳入重点关爱。',
  headcounts: [
    { role: 'beneficiary', quantity: personTimes(19), targetGroup: 'child_left_behind' },
    { role: 'volunteer', quantity: persons(6), targetGroup: null },
  ],
  goods: [],
};

/** Begun on the phone and not finished. */
export const DRAFT: DemoOrder = {
  key: 'draft-xiguan',
  station: 'xiguan',
  title: '为残疾人家庭申办辅具提供协助',
  description: '先摸清辖区残疾人家庭的辅具需求，再协助准备申请材料。',
  serviceType: 'SF01',
  targetGroups: ['disabled'],
  headcount: null,
  place: '',
  needType: null,
  mode: 'relief',
  leg: 'service',
  urgency: 'normal',
};
