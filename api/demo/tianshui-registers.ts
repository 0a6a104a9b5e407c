/**
 * 天水: what the registers have to do today. Two applications wait, one with a credit code and one of a community group that has
 * none; a rating and a background check end soon; a social worker left and her open work went to the lead; and one station is
 * run by an organization. The applicants, their numbers and the leaver are invented, and the credit code is synthetic.
 */
import { addDays, localDateOf } from '@jiedui/shared/calendar.ts';
import type { ApplicationFields } from '@jiedui/shared/organization/application.ts';
import { Refusal } from '@jiedui/shared/refusal.ts';
import { openAccount } from '../account/account.commands.ts';
import { applyAsOrganization, type ApplyDoor } from '../organization/apply.commands.ts';
import { setStationOperator } from '../organization/operator.commands.ts';
import { recordRating } from '../organization/register.commands.ts';
import { saveStaffMember } from '../organization/staff.commands.ts';
import { handOverStation } from '../report/station.commands.ts';
import { saveStationWorker } from '../station/workers.commands.ts';
import type { Stage } from './stage.ts';
import { type Days, instant } from './tianshui-days.ts';
import { BUREAU, DEMO_PASSWORD } from './tianshui-units.ts';

const APPLICATIONS: readonly ApplicationFields[] = [
  {
    name: '秦州区晨光社会工作服务中心',
    providerKind: 'social_organization',
    uscc: '52620502MJY000175M',
    filingNumber: null,
    regionCode: '620502000000',
    businessScope: '独居老人探访、困境儿童关爱、社区矛盾调解',
    serviceTypes: ['EC01', 'EC03'],
    areaCodes: ['620502000000'],
    sessionsPerMonth: 6,
    contactName: '周敏',
    contactMobile: '13800001001',
    login: 'chenguang',
  },
  {
    name: '玉泉镇邻里互助队',
    providerKind: 'community_group',
    uscc: null,
    filingNumber: '玉泉社备〔2026〕7 号',
    regionCode: '620502100000',
    businessScope: '邻里互助、代买代办、节日慰问',
    serviceTypes: ['EC01'],
    areaCodes: ['620502100000'],
    sessionsPerMonth: 4,
    contactName: '蒲建国',
    contactMobile: '13800001002',
    login: 'yuquanlinli',
  },
];
/** The same grade again: what it earns stays as it was. */
const RATED = { login: 'tongxing', grade: 4 } as const;
const LEFT = { station: 'huaniu', login: 'huaniu-left', name: '罗小霞' } as const;

/** @param door what somebody without an account meets */
export function planRegisters(stage: Stage, door: Omit<ApplyDoor, 'at'>, days: Days): void {
  for (const [index, fields] of APPLICATIONS.entries())
    stage.plan(instant(days.back(1 - index), '15:10', index), `apply ${fields.login}`, (at) =>
      applyAsOrganization({ ...door, at }, { clientMutationId: stage.key(`apply ${fields.login}`), ...fields }),
    );
  const morning = instant(days.back(20), '09:40');
  stage.plan(morning, 'rating', (at) => rate(stage, days, at));
  stage.plan(morning, 'staff', (at) => staff(stage, days, at));
  stage.plan(morning, 'operator', (at) => operator(stage, at));
  stage.plan(instant(days.start, '09:50'), 'colleague', (at) => colleague(stage, at));
  stage.plan(instant(days.back(0), '16:20'), 'hand over', (at) => leave(stage, at));
}

/** Three years, of which 26 days are left. */
function rate(stage: Stage, days: Days, at: Date) {
  return recordRating(stage.as(BUREAU.login, at), {
    clientMutationId: stage.key('rating'),
    organizationId: stage.id(`organization ${RATED.login}`),
    expectedVersion: 1,
    grade: RATED.grade,
    issuer: '天水市民政局',
    ratedOn: addDays(days.today, 26 - 3 * 365),
    validUntil: addDays(days.today, 26),
  });
}

/** One was checked eleven months ago, one last month. */
async function staff(stage: Stage, days: Days, at: Date) {
  for (const [name, post, checkedBack] of [
    ['马晓芸', '项目主管', 345],
    ['石磊', '社工', 45],
  ] as const) {
    const saved = await saveStaffMember(stage.as(RATED.login, at), {
      clientMutationId: stage.key(`staff ${name}`),
      id: null,
      expectedVersion: null,
      name,
      post,
      mobile: null,
      licenceLevel: post === '社工' ? 'social_worker' : 'none',
      licenceUntil: post === '社工' ? addDays(days.today, 400) : null,
      backgroundCheckedOn: addDays(days.today, -checkedBack),
    });
    if (saved instanceof Refusal) return saved;
  }
  return null;
}

/** After the station wrote down its facts: that was its first change. */
function operator(stage: Stage, at: Date) {
  return setStationOperator(stage.as(BUREAU.login, at), {
    clientMutationId: stage.key('operator'),
    stationId: stage.id('station xiguan'),
    expectedVersion: 2,
    organizationId: stage.id(`organization ${RATED.login}`),
  });
}

async function colleague(stage: Stage, at: Date) {
  const stationId = stage.id(`station ${LEFT.station}`);
  const { id } = await openAccount(stage.as(BUREAU.login, at), {
    clientMutationId: stage.key(`account ${LEFT.login}`),
    login: LEFT.login,
    name: LEFT.name,
    password: DEMO_PASSWORD,
    roles: [{ role: 'station_worker', stationId }],
  });
  stage.keep(`account ${LEFT.login}`, id);
  return saveStationWorker(stage.as(LEFT.station, at), {
    clientMutationId: stage.key(`worker ${LEFT.login}`),
    stationId,
    id: null,
    expectedVersion: null,
    keepsHidden: false,
    accountId: id,
    name: LEFT.name,
    phone: '13800000098',
    post: 'assistant',
    licenceLevel: 'none',
    certificateNumber: '',
    licenceValidUntil: null,
    employedBy: '花牛镇人民政府',
    fromOn: localDateOf(at),
    toOn: null,
  });
}

function leave(stage: Stage, at: Date) {
  return handOverStation(stage.as(BUREAU.login, at), {
    clientMutationId: stage.key('hand over'),
    stationId: stage.id(`station ${LEFT.station}`),
    fromAccountId: stage.id(`account ${LEFT.login}`),
    toAccountId: stage.id(`account ${LEFT.station}`),
    lastDay: localDateOf(at),
    note: '考入县级机关，纸质台账已当面清点移交',
  });
}
