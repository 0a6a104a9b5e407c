/** The six lists in the column order that bureaus use; what a column means is in layout.ts. */
import type { ImportKind, Layout, LayoutColumn, ListName, Reading } from './layout.ts';

type More = Partial<Pick<LayoutColumn, 'group' | 'also' | 'list' | 'required'>>;

function column(
  key: string,
  heading: string,
  reading: Reading,
  width: number,
  example: string,
  { group = null, also = [], list = null, required = false }: More = {},
): LayoutColumn {
  return { key, group, heading, also, reading, list, required, width, example };
}
const choice = (key: string, heading: string, list: ListName, width: number, example: string, more: More = {}) =>
  column(key, heading, 'choice', width, example, { ...more, list });
const choices = (key: string, heading: string, list: ListName, width: number, example: string, more: More = {}) =>
  column(key, heading, 'choices', width, example, { ...more, list });

const SEQ = column('seq', '序号', 'seq', 6, '示例', { also: ['编次', 'NO'] });
const REMARK = column('remark', '备注', 'shown', 12, '');
const PLACE = { group: '所在地' } as const;

const NEEDS: Layout = {
  kind: 'needs',
  columns: [
    SEQ,
    column('number', '编号', 'text', 12, 'XQ-001', { also: ['需求编号', '点单编号'] }),
    column('county', '县（市、区）', 'county', 10, '麦积区', { ...PLACE, also: ['县区', '县', '区县', '县市区'] }),
    column('township', '乡镇（街道）', 'township', 12, '社棠镇', { ...PLACE, also: ['乡镇', '街道', '乡镇街道'] }),
    column('station', '社工站', 'station', 18, '社棠镇社工站', { also: ['社工站名称', '站点'], required: true }),
    column('village', '村（社区）', 'text', 12, '', { also: ['村', '社区', '村社区'] }),
    column('title', '需求名称', 'text', 26, '为35位独居老人开展冬季入户探访', {
      also: ['需求名称/内容', '需求标题', '需求', '项目名称'],
      required: true,
    }),
    column('description', '需求内容', 'text', 30, '每周一次，检查用电用气安全', {
      also: ['需求说明', '内容', '具体内容'],
    }),
    choice('area', '服务领域', 'areas', 10, '养老服务', { also: ['领域'] }),
    choice('serviceType', '服务类型', 'serviceTypes', 20, '探访关爱（助老敲门）', { also: ['类型', '服务类别'] }),
    choice('needType', '需求类型', 'needTypes', 12, '感受性需求'),
    choice('mode', '输血/造血', 'modes', 8, '输血', { also: ['输血造血', '帮扶方式'] }),
    choice('leg', '所需支持', 'legs', 10, '服务', { also: ['物资/服务'] }),
    choices('targetGroups', '服务对象', 'targetGroups', 16, '独居老人', { also: ['对象', '服务人群'] }),
    column('headcount', '预计数量（人/户）', 'quantity', 10, '35人', {
      also: ['预计人数', '人数', '预计服务人数', '数量'],
    }),
    column('method', '服务方式', 'text', 10, '入户'),
    column('frequency', '服务频次', 'text', 10, '每周一次', { also: ['频次'] }),
    column('windowFrom', '开始', 'date', 13, '2026年12月1日', {
      group: '期望时间',
      also: ['期望开始时间', '服务开始日期', '开始日期', '开始时间'],
    }),
    column('windowTo', '结束', 'date', 13, '2026年12月20日', {
      group: '期望时间',
      also: ['期望结束时间', '服务结束日期', '结束日期', '结束时间'],
    }),
    column('claimableUntil', '接单截止', 'date', 13, '2026年11月30日', { also: ['接单截止日期', '截止日期'] }),
    column('place', '地点', 'text', 14, '社棠镇社工站', { also: ['服务地点'] }),
    choice('urgency', '紧急程度', 'urgencies', 12, '一般'),
    choices('qualifications', '专业/资质要求', 'qualifications', 14, '', { also: ['资质要求', '专业要求'] }),
    column('risk', '可能风险', 'text', 14, '', { also: ['风险', '风险提示'] }),
    column('budget', '经费（元/场）', 'money', 10, '', { also: ['经费', '预算', '每场费用上限'] }),
    column('contact', '联系人', 'shown', 10, ''),
    column('phone', '联系电话', 'shown', 14, '', { also: ['电话'] }),
    column('state', '状态', 'shown', 10, ''),
    column('organization', '对接组织', 'shown', 16, '', { also: ['对接社会组织', '承接机构'] }),
    REMARK,
  ],
  notes: [
    '导入后成为社工站的点单草稿，由社工站核对后发布；未填的项目可在草稿中补充。',
    '“社工站”填名录中的全称。社工站自己导入时可以不填。',
    '“编号”是您自己的编号，用来辨认同一条需求：再次上传同一编号且内容相同，不会重复。',
    '“联系人”“联系电话”“状态”“对接组织”只供打印，不导入。需求内容中请勿写居民姓名、证件号码、电话和门牌。',
  ],
};

/** Of the list of needs what a need says before it is an order; without the others it may not be taken for recorded. */
const NEED_ITEM_KEYS: Readonly<Record<string, boolean>> = {
  seq: false,
  number: false,
  county: false,
  township: false,
  station: true,
  village: false,
  title: true,
  description: false,
  area: false,
  serviceType: true,
  needType: true,
  mode: true,
  targetGroups: true,
  headcount: false,
  windowFrom: false,
  windowTo: false,
  place: false,
  urgency: true,
  remark: false,
};

const NEED_ITEMS: Layout = {
  kind: 'need_items',
  columns: NEEDS.columns.flatMap((each) => {
    const required = NEED_ITEM_KEYS[each.key];
    return required === undefined ? [] : [{ ...each, required }];
  }),
  notes: [
    '导入后列入社工站的需求清单，等待筛选；筛选为可办理的，再转为点单。主管单位代为导入的先存为草稿，由社工站核对后列入。',
    '“社工站”填名录中的全称。社工站自己导入时可以不填。',
    '“编号”是您自己的编号，用来辨认同一条需求：再次上传同一编号且内容相同，不会重复。',
    '“村（社区）”“地点”只有社工站看得到。需求内容中请勿写居民姓名、证件号码、电话和门牌。',
  ],
};

const OFFERS: Layout = {
  kind: 'offers',
  columns: [
    SEQ,
    column('number', '编号', 'text', 12, 'GJ-001', { also: ['供给编号'] }),
    column('organization', '社会组织名称', 'organization', 22, '天水市心连心爱心协会', {
      also: ['社会组织', '组织名称', '机构名称'],
      required: true,
    }),
    column('uscc', '统一社会信用代码', 'uscc', 21, '', { also: ['信用代码'] }),
    choice('providerKind', '组织类型', 'providerKinds', 12, '社会组织'),
    choice('rating', '评估等级', 'ratings', 8, '3A'),
    column('scope', '业务范围', 'shown', 18, ''),
    column('title', '供给名称', 'text', 22, '独居老人入户探访', {
      also: ['服务名称', '项目名称', '供给'],
      required: true,
    }),
    column('content', '优势特长', 'text', 26, '每周上门探访，检查用电用气安全', {
      also: ['服务内容', '内容', '优势特长/服务内容'],
    }),
    choices('serviceTypes', '服务类型', 'serviceTypes', 20, '探访关爱（助老敲门）', { also: ['类型'], required: true }),
    choices('targetGroups', '服务对象', 'targetGroups', 16, '独居老人', { also: ['对象'], required: true }),
    column('method', '服务方式', 'text', 10, '入户'),
    column('sessions', '服务频次（场/月）', 'whole', 10, '10', {
      also: ['服务频次', '每月场次', '频次'],
      required: true,
    }),
    column('persons', '单次可服务人数', 'whole', 10, '40', { also: ['每场人数', '单次人数'] }),
    column('areas', '服务区域', 'areas', 16, '天水市', { also: ['区域', '服务范围'], required: true }),
    column('windowFrom', '开始', 'date', 13, '2026年1月1日', {
      group: '可服务时间',
      also: ['可服务开始时间', '开始日期', '有效期起'],
      required: true,
    }),
    column('windowTo', '结束', 'date', 13, '2026年12月31日', {
      group: '可服务时间',
      also: ['可服务结束时间', '结束日期', '有效期止'],
      required: true,
    }),
    choice('costMode', '收费方式', 'costModes', 10, '免费', { required: true }),
    column('price', '单价（元/场）', 'money', 10, '', { also: ['单价', '收费标准'] }),
    column('conditions', '所需条件', 'text', 14, ''),
    column('contact', '联系人', 'shown', 10, ''),
    column('phone', '电话', 'shown', 14, '', { also: ['联系电话'] }),
    REMARK,
  ],
  notes: [
    '社会组织自己导入的，导入即上架；主管单位代为导入的先存为草稿，由社会组织核对后上架。',
    '多个服务类型、服务对象、服务区域之间用顿号分开。',
    '“组织类型”“评估等级”“业务范围”以名录登记为准，“联系人”“电话”只供打印，都不导入。',
  ],
};

const STATIONS: Layout = {
  kind: 'stations',
  columns: [
    SEQ,
    column('code', '编号', 'code', 14, 'TS-MJ-001', { also: ['社工站编号', '站点编号', '代码'], required: true }),
    column('name', '社工站名称', 'text', 22, '社棠镇社工站', { also: ['社工站', '名称', '站点名称'], required: true }),
    column('county', '县（市、区）', 'county', 12, '麦积区', { ...PLACE, also: ['县区', '县', '区县', '县市区'] }),
    column('township', '乡镇（街道）', 'township', 14, '社棠镇', {
      ...PLACE,
      also: ['乡镇', '街道', '乡镇街道'],
      required: true,
    }),
    column('authority', '主管单位', 'authority', 18, '麦积区民政局'),
    choice('state', '运行状态', 'stationStates', 12, '实体化运行', { also: ['状态'], required: true }),
    choice('pilot', '是否试点', 'yesNo', 9, '是', { also: ['试点'] }),
    column('phone', '联系电话', 'phone', 15, '', { also: ['电话'] }),
    column('address', '地址', 'text', 26, ''),
    REMARK,
  ],
  notes: ['“编号”用来辨认社工站，名录中已有的编号不会重复登记。', '“主管单位”不填时，登记在您所在的单位名下。'],
};

const ORGANIZATIONS: Layout = {
  kind: 'organizations',
  columns: [
    SEQ,
    column('name', '社会组织名称', 'text', 26, '天水市心连心爱心协会', {
      also: ['名称', '组织名称', '机构名称', '社会组织'],
      required: true,
    }),
    column('uscc', '统一社会信用代码', 'uscc', 22, '52620502MJY0000284', { also: ['信用代码'] }),
    choice('providerKind', '组织类型', 'providerKinds', 14, '社会组织', { also: ['类型'], required: true }),
    choice('rating', '评估等级', 'ratings', 9, '3A', { also: ['等级'] }),
    column('scope', '业务范围', 'text', 30, '养老服务、志愿服务', { also: ['服务范围'], required: true }),
    column('county', '县（市、区）', 'county', 12, '秦州区', {
      ...PLACE,
      also: ['县区', '县', '区县', '县市区'],
      required: true,
    }),
    column('township', '乡镇（街道）', 'township', 14, '大城街道', { ...PLACE, also: ['乡镇', '街道', '乡镇街道'] }),
    column('sessions', '每月可承接场次', 'whole', 10, '30', { also: ['每月场次', '承接能力'], required: true }),
    REMARK,
  ],
  notes: [
    '有统一社会信用代码的按代码辨认，没有代码的社区社会组织按全称辨认；名录中已有的不会重复登记。',
    '信用代码一列是文本格式，请照登记证书填写 18 位，系统会核对校验码。',
  ],
};

const PAIRINGS: Layout = {
  kind: 'pairings',
  columns: [
    SEQ,
    column('station', '社工站', 'station', 20, '社棠镇社工站', { also: ['社工站名称', '受援社工站'], required: true }),
    column('organization', '帮扶社会组织', 'organization', 24, '天水市心连心爱心协会', {
      also: ['社会组织', '社会组织名称', '帮扶组织'],
      required: true,
    }),
    choice('kind', '结对方式', 'pairingKinds', 10, '一对一'),
    column('number', '协议编号', 'text', 14, '', { also: ['协议登记编号', '编号'] }),
    column('fromOn', '起', 'date', 13, '2026年1月1日', {
      group: '起止日期',
      also: ['开始', '起始日期', '开始日期'],
      required: true,
    }),
    column('toOn', '止', 'date', 13, '2026年12月31日', {
      group: '起止日期',
      also: ['结束', '终止日期', '结束日期'],
      required: true,
    }),
    column('help', '帮扶内容', 'text', 26, '入户探访、义诊', { also: ['内容'] }),
    column('goal', '目标', 'text', 22, '让独居老人有人探访', { also: ['帮扶目标'] }),
    column('stationContact', '社工站', 'shown', 10, '', { group: '联络员', also: ['社工站联络员'] }),
    column('organizationContact', '社会组织', 'shown', 10, '', { group: '联络员', also: ['社会组织联络员'] }),
    column('filedOn', '备案日期', 'date', 13, ''),
    column('state', '状态', 'shown', 10, ''),
    REMARK,
  ],
  notes: [
    '用于登记已经签了纸质协议的结对；导入后即为结对中，协议编号和备案日期一并保存。',
    '起始日须在该社工站参加的帮扶方案期内，同一对的日期不能重叠。',
  ],
};

export const LAYOUTS: Readonly<Record<ImportKind, Layout>> = {
  needs: NEEDS,
  need_items: NEED_ITEMS,
  offers: OFFERS,
  stations: STATIONS,
  organizations: ORGANIZATIONS,
  pairings: PAIRINGS,
};
