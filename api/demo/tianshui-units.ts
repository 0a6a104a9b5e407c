/**
 * 天水: who takes part. Stations stand in real townships; the hospitals, kindergarten, childcare centre, chamber and the
 * 心连心 association are named in the article and carry no credit code here. The other organizations and
 * every person are invented, and their credit codes are synthetic.
 */
import type { AuthorityKind } from '@jiedui/shared/region/authority.ts';
import type { DemoOrganization, DemoStation } from './demo-set.ts';
import { TIANSHUI } from './regions-tianshui.ts';

export const PROGRAMME_NAME = '引导社会组织参与乡镇街道社工站结对帮扶';
export const PROGRAMME_MODE = '“融入式”帮扶模式';

const QINZHOU = '620502000000';
const MAIJI = '620503000000';

/** One password for every demo account; real accounts are opened with their own. */
export const DEMO_PASSWORD = 'jiedui2026';

export const BUREAU = {
  login: 'bureau',
  name: '天水市民政局',
  person: '王志远',
  regionCode: TIANSHUI,
  jurisdiction: [TIANSHUI],
};

/** 社棠镇 lies in 麦积区 by its code and is managed by the city here: a jurisdiction is a list, not a code prefix. */
export const CHILD_AUTHORITIES: readonly {
  key: string;
  kind: AuthorityKind;
  name: string;
  regionCode: string;
  jurisdiction: readonly string[];
}[] = [
  {
    key: 'qinzhou',
    kind: 'civil_affairs',
    name: '秦州区民政局',
    regionCode: QINZHOU,
    jurisdiction: ['620502001000', '620502003000', '620502005000', '620502006000', '620502100000', '620502109000'],
  },
  {
    key: 'maiji',
    kind: 'civil_affairs',
    name: '麦积区民政局',
    regionCode: MAIJI,
    jurisdiction: ['620503001000', '620503101000', '620503102000', '620503105000'],
  },
];

/** The ten pilot stations. */
export const STATIONS: readonly DemoStation[] = [
  station('xiguan', '西关街道社工站', 'TS-001', '620502005000', 'qinzhou', '李文娟'),
  station('dacheng', '大城街道社工站', 'TS-002', '620502001000', 'qinzhou', '郭晓燕'),
  station('yuquan', '玉泉镇社工站', 'TS-003', '620502100000', 'qinzhou', '张玉兰'),
  station('shetang', '社棠镇社工站', 'TS-004', '620503100000', 'bureau', '马建平'),
  station('huaniu', '花牛镇社工站', 'TS-005', '620503105000', 'maiji', '杨丽芳'),
  station('niangniangba', '娘娘坝镇社工站', 'TS-006', '620502109000', 'qinzhou', '赵永红'),
  station('dongguan', '东关街道社工站', 'TS-007', '620502003000', 'qinzhou', '何秀珍'),
  station('shimaping', '石马坪街道社工站', 'TS-008', '620502006000', 'qinzhou', '田海军'),
  station('mapaoquan', '马跑泉镇社工站', 'TS-009', '620503101000', 'maiji', '安小琴'),
  station('daobei', '道北街道社工站', 'TS-010', '620503001000', 'maiji', '雷雨晴'),
];

/** It has its plaque and does not serve yet, so it takes part in no programme. */
export const PLAQUE_HUNG = station('ganquan', '甘泉镇社工站', 'TS-011', '620503102000', 'maiji', '裴玉梅');

export const ORGANIZATIONS: readonly DemoOrganization[] = [
  organization(
    'xinlianxin',
    '天水市心连心爱心协会',
    'social_organization',
    null,
    null,
    '扶老助残、入户探访、困难家庭帮扶和志愿服务',
    TIANSHUI,
    8,
    '刘春霞',
  ),
  organization(
    'tongxing',
    '天水市同行社会工作服务中心',
    'social_organization',
    '52620502MJY0000284',
    4,
    '社会工作专业服务、社工人才培训和督导',
    TIANSHUI,
    8,
    '陈思远',
  ),
  organization(
    'duanya',
    '天水锻压职工医院',
    'medical_institution',
    null,
    null,
    '基本医疗、慢性病管理和健康教育',
    TIANSHUI,
    6,
    '孙立新',
  ),
  organization(
    'zhonghe',
    '天水忠和中医骨伤医院',
    'medical_institution',
    null,
    null,
    '中医骨伤、推拿理疗和康复指导',
    TIANSHUI,
    6,
    '周国庆',
  ),
  organization(
    'renhe',
    '天水市仁和医院',
    'medical_institution',
    null,
    null,
    '综合医疗、老年体检和用药指导',
    TIANSHUI,
    6,
    '冯雅琴',
  ),
  organization(
    'hebei',
    '天水市河北商会',
    'association_of_commerce',
    null,
    null,
    '会员服务、公益慈善和资源链接',
    TIANSHUI,
    4,
    '高鹏程',
  ),
  organization('wotuo', '窝驼幼儿园', 'school', null, null, '学前教育、亲子活动和家庭教育指导', QINZHOU, 4, '董雪梅'),
  organization(
    'huabei',
    '华贝托教中心',
    'school',
    null,
    null,
    '婴幼儿托育、儿童课后照料和亲子活动',
    QINZHOU,
    4,
    '蒲静',
  ),
  organization(
    'nuanyang',
    '秦州区暖阳为老服务中心',
    'social_organization',
    '52620502MJY0001590',
    3,
    '居家养老、助餐助洁、居家安全和个案服务',
    QINZHOU,
    8,
    '邓红霞',
  ),
  organization(
    'qinfeng',
    '天水市秦风志愿服务联合会',
    'social_organization',
    '51620500MJY00001XA',
    3,
    '志愿服务、邻里互助和社区骨干培训',
    TIANSHUI,
    10,
    '罗天佑',
  ),
  organization(
    'qinghe',
    '麦积区青禾儿童关爱中心',
    'social_organization',
    '52620503MJY000036D',
    3,
    '留守儿童关爱、学业辅导和安全教育',
    MAIJI,
    8,
    '苏敏',
  ),
  organization(
    'herun',
    '天水市和润家庭服务中心',
    'social_organization',
    '52620502MJY000036Y',
    null,
    '家庭教育指导、妇女增能和家庭关系调适',
    TIANSHUI,
    6,
    '谢婉清',
  ),
];

function station(
  login: string,
  name: string,
  code: string,
  regionCode: string,
  authority: string,
  person: string,
): DemoStation {
  return { login, name, code, regionCode, authority, person };
}

/** Hospitals, with the licence that 义诊 asks for. */
export const LICENSED = ['duanya', 'zhonghe', 'renhe'];
/** They serve children, so their staff are checked each year. */
export const CHECKED = ['hebei', 'wotuo', 'huabei', 'qinghe', 'herun'];

function organization(
  login: string,
  name: string,
  providerKind: DemoOrganization['providerKind'],
  uscc: string | null,
  ratingGrade: number | null,
  businessScope: string,
  regionCode: string,
  sessionsPerMonth: number,
  person: string,
): DemoOrganization {
  return { login, name, providerKind, uscc, ratingGrade, businessScope, regionCode, sessionsPerMonth, person };
}
