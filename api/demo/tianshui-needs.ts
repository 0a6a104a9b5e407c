/**
 * 天水: surveys of the pilot stations and the needs they found, so that the lists show life: two written down twice, one merged,
 * one screened into a draft, one referred elsewhere, one survey begun. Nothing here reaches an organization's market.
 */
import type { NeedFields } from '@jiedui/shared/order/need.ts';
import type { SurveyFields } from '@jiedui/shared/order/survey.ts';
import { Refusal } from '@jiedui/shared/refusal.ts';
import { mergeNeeds, saveNeed } from '../order/need.commands.ts';
import { screenInNeeds, screenOutNeed } from '../order/need-screening.commands.ts';
import { answerSurveyPart, saveSurveyDraft, submitSurvey } from '../order/survey.commands.ts';
import { persons } from './demo-set.ts';
import type { Stage } from './stage.ts';
import { type Days, instant } from './tianshui-days.ts';

type DemoSurvey = Omit<SurveyFields, 'heldOn' | 'organizationIds'> & {
  readonly key: string;
  readonly station: string;
  /** Working days back. */
  readonly back: number;
  readonly organization: string | null;
  readonly submitted: boolean;
  readonly needs: readonly string[];
};
type DemoNeed = Omit<NeedFields, 'wantedFrom' | 'wantedTo'> & { readonly key: string; readonly station: string };

const households = (value: number, qualifier: 'exact' | 'about' = 'exact') =>
  ({ value, qualifier, unit: 'household' }) as const;
const FELT = { needType: 'felt', mode: 'relief', urgency: 'normal' } as const;

const SURVEYS: readonly DemoSurvey[] = [
  {
    key: 'xiguan-visits',
    station: 'xiguan',
    back: 12,
    organization: 'xinlianxin',
    submitted: true,
    method: 'household_visit',
    population: households(86),
    workers: ['李文娟'],
    village: '自由路社区',
    findings:
      '独居老人多住老旧楼房，取暖靠小电器，用电隐患多；几位老人行动不便，买菜做饭困难；子女在外，平日少有人说话。',
    needs: ['xiguan-visiting', 'xiguan-meals', 'xiguan-wiring'],
  },
  {
    key: 'xiguan-meeting',
    station: 'xiguan',
    back: 4,
    organization: null,
    submitted: true,
    method: 'meeting',
    population: persons(23),
    workers: ['李文娟'],
    village: '',
    findings: '楼栋长座谈，普遍反映老人吃饭难、独居老人冬天无人看望，希望有固定的人定期上门。',
    needs: ['xiguan-meals-again'],
  },
  {
    key: 'dacheng-questionnaire',
    station: 'dacheng',
    back: 9,
    organization: null,
    submitted: true,
    method: 'questionnaire',
    population: persons(140, 'about'),
    workers: ['郭晓燕'],
    village: '',
    findings: '家长最关心放学后到晚饭前孩子无人看管；新就业群体不了解社区能提供什么。',
    needs: ['dacheng-after-school', 'dacheng-riders'],
  },
  {
    key: 'huaniu-data',
    station: 'huaniu',
    back: 2,
    organization: null,
    submitted: false,
    method: 'data_check',
    population: households(310, 'about'),
    workers: ['杨丽芳'],
    village: '',
    findings: '比对残联和低保名册，失能老人家庭的照护补贴有十余户未申领。',
    needs: [],
  },
];

const NEEDS: readonly DemoNeed[] = [
  {
    ...FELT,
    key: 'xiguan-visiting',
    station: 'xiguan',
    title: '独居老人冬季定期上门探访',
    description: '每周至少一次，看身体、看取暖、看用电，有异常当天告诉社工站。',
    serviceType: 'EC01',
    targetGroups: ['elder_alone', 'elder_80'],
    headcount: persons(31),
    urgency: 'urgent',
    village: '自由路社区',
    place: '',
  },
  {
    ...FELT,
    key: 'xiguan-meals',
    station: 'xiguan',
    title: '行动不便老人送餐',
    description: '中午一餐，能热饭即可；有两位需要软食。',
    serviceType: 'EC02',
    targetGroups: ['elder_disabled', 'elder_alone'],
    headcount: persons(12),
    village: '自由路社区',
    place: '',
  },
  {
    ...FELT,
    key: 'xiguan-wiring',
    station: 'xiguan',
    title: '老旧楼房用电线路改造',
    description: '多户线路老化，超出社工服务范围，需住建部门处理。',
    serviceType: 'EC05',
    targetGroups: ['elder_alone'],
    headcount: null,
    needType: 'normative',
    village: '自由路社区',
    place: '',
  },
  {
    ...FELT,
    key: 'xiguan-meals-again',
    station: 'xiguan',
    title: '老年人助餐，行动不便的送餐上门',
    description: '座谈会上多位楼栋长提出。',
    serviceType: 'EC02',
    targetGroups: ['elder_alone', 'elder_80'],
    headcount: persons(20, 'about'),
    needType: 'expressed',
    village: '',
    place: '',
  },
  {
    ...FELT,
    key: 'dacheng-after-school',
    station: 'dacheng',
    title: '放学后两小时看护和作业辅导',
    description: '周一至周五下午，社工站可提供教室，需要会辅导小学功课的人。',
    serviceType: 'CC03',
    targetGroups: ['child_in_difficulty', 'child_left_behind'],
    headcount: persons(35, 'nearly'),
    needType: 'expressed',
    village: '',
    place: '大城街道社工站二楼教室',
  },
  {
    ...FELT,
    key: 'dacheng-riders',
    station: 'dacheng',
    title: '外卖骑手歇脚点和急救知识培训',
    description: '与商圈共用场地，教会骑手简单急救，遇到老人跌倒能处置。',
    serviceType: 'CG03',
    targetGroups: ['new_employment'],
    headcount: persons(60, 'over'),
    needType: 'comparative',
    mode: 'capacity',
    village: '',
    place: '大城街道社工站',
  },
];

/** Told by the hotline: the same visiting once more. */
const TOLD: DemoNeed = {
  ...FELT,
  key: 'xiguan-told',
  station: 'xiguan',
  title: '希望有人定期看望独居老人',
  description: '居民来电反映楼上老人冬天无人照看。',
  serviceType: 'EC01',
  targetGroups: ['elder_alone'],
  headcount: persons(1),
  needType: 'expressed',
  village: '',
  place: '',
};

export function planNeeds(stage: Stage, days: Days): void {
  for (const survey of SURVEYS)
    stage.plan(instant(days.back(survey.back), '16:10'), `survey ${survey.key}`, (at) => ask(stage, survey, days, at));
  stage.plan(instant(days.back(11), '09:05'), 'confirm part in survey', (at) =>
    answerSurveyPart(stage.as('xinlianxin', at), {
      clientMutationId: stage.key('part xiguan-visits'),
      surveyId: stage.id('survey xiguan-visits'),
      tookPart: true,
    }),
  );
  stage.plan(instant(days.back(3), '10:40'), 'need told by the hotline', (at) => write(stage, TOLD, null, true, at));
  stage.plan(instant(days.back(3), '15:00'), 'merge needs', (at) =>
    mergeNeeds(stage.as('xiguan', at), {
      clientMutationId: stage.key('merge meals'),
      sourceId: stage.id('need xiguan-meals-again'),
      sourceVersion: 2,
      targetId: stage.id('need xiguan-meals'),
      targetVersion: 2,
      differentPeople: false,
    }),
  );
  stage.plan(instant(days.back(8), '11:20'), 'screen out a need', (at) =>
    screenOutNeed(stage.as('xiguan', at), {
      clientMutationId: stage.key('screen out wiring'),
      needId: stage.id('need xiguan-wiring'),
      expectedVersion: 2,
      reason: 'referred',
      note: '秦州区住房和城乡建设局',
    }),
  );
  stage.plan(instant(days.back(0), '17:05'), 'screen a need into an order', (at) =>
    screenInNeeds(stage.as('dacheng', at), {
      clientMutationId: stage.key('screen after-school'),
      needs: [{ id: stage.id('need dacheng-after-school'), version: 2 }],
      differentPeople: false,
    }),
  );
}

async function ask(stage: Stage, survey: DemoSurvey, days: Days, at: Date) {
  const { key, station, back, organization, submitted, needs, ...fields } = survey;
  const made = await saveSurveyDraft(stage.as(station, at), {
    clientMutationId: stage.key(`survey ${key}`),
    id: null,
    expectedVersion: null,
    ...fields,
    heldOn: days.back(back),
    organizationIds: organization ? [stage.id(`organization ${organization}`)] : [],
  });
  if (made instanceof Refusal) return made;
  stage.keep(`survey ${key}`, made.id);
  for (const need of NEEDS.filter((each) => needs.includes(each.key))) {
    const written = await write(stage, need, made.id, false, at);
    if (written instanceof Refusal) return written;
  }
  if (!submitted) return made;
  const clientMutationId = stage.key(`submit survey ${key}`);
  return submitSurvey(stage.as(station, at), { clientMutationId, surveyId: made.id, expectedVersion: 1 });
}

async function write(stage: Stage, need: DemoNeed, surveyId: string | null, hotline: boolean, at: Date) {
  const { key, station, ...fields } = need;
  const made = await saveNeed(stage.as(station, at), {
    clientMutationId: stage.key(`need ${key}`),
    id: null,
    expectedVersion: null,
    surveyId,
    hotline,
    record: surveyId === null,
    ...fields,
    wantedFrom: null,
    wantedTo: null,
  });
  if (!(made instanceof Refusal)) stage.keep(`need ${key}`, made.id);
  return made;
}
