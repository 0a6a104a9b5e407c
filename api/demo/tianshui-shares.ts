/**
 * 天水: orders that several take part in, and one that another organization asks to take over. None is of a pairing, so the
 * figures of the article stay as they are: a shared order with two holders, one of them still to be confirmed; a draft that
 * two other stations are asked to join, of which one has answered; a request that waits for the holder.
 */
import { addDays } from '@jiedui/shared/calendar.ts';
import { Refusal } from '@jiedui/shared/refusal.ts';
import { addWorkingDays } from '@jiedui/shared/working-calendar.ts';
import { claimOrder, confirmClaim } from '../claim/claim.commands.ts';
import { askTakeover } from '../claim/takeover.commands.ts';
import { answerJointOrder, askStations } from '../order/member.commands.ts';
import { draftOrder, post } from './acts.ts';
import { type DemoOrder, persons } from './demo-set.ts';
import type { Stage } from './stage.ts';
import { type Days, instant } from './tianshui-days.ts';

const VISITS = {
  mode: 'relief',
  leg: 'service',
  urgency: 'normal',
  needType: 'normative',
  serviceType: 'EC01',
  targetGroups: ['elder_alone', 'elder_80'],
} as const;

const SHARED: DemoOrder = {
  ...VISITS,
  key: 'shared-yuquan',
  station: 'yuquan',
  title: '独居老人分片入户探访和电话问候',
  description: '全镇独居老人分两片探访，每户两次；腿脚不便的老人每周电话问候一次。两家组织可以各接一部分。',
  headcount: persons(36),
  place: '玉泉镇各村',
  sharing: 'partial',
  lines: [
    { seq: 1, serviceType: null, what: '入户探访', quantity: persons(24), note: '北片 12 人、南片 12 人' },
    { seq: 2, serviceType: null, what: '电话问候', quantity: persons(12), note: '' },
  ],
};
/** Of each organization: which line, how many. */
const PARTS = [
  { organization: 'nuanyang', portions: [{ seq: 1, value: 24 }] },
  { organization: 'qinfeng', portions: [{ seq: 2, value: 12 }] },
];

const JOINT: DemoOrder = {
  ...VISITS,
  key: 'joint-dacheng',
  station: 'dacheng',
  title: '三个街道高龄老人敬老走访',
  description: '三个街道的社工站合点一单，请一家组织统一安排走访路线和慰问，社工各自陪同。',
  headcount: persons(60),
  place: '大城、西关、东关街道各社区',
};
const ASKED = [
  { station: 'xiguan', share: 20 },
  { station: 'dongguan', share: 15 },
];

export const HELD: DemoOrder & { readonly organization: string } = {
  ...VISITS,
  key: 'held-yuquan',
  station: 'yuquan',
  organization: 'nuanyang',
  title: '山区独居老人物资代买和探访',
  description: '请为住得偏远的独居老人代买米面油，一并看望，检查取暖设施。',
  headcount: persons(15),
  place: '玉泉镇山区各村',
};

export function planShares(stage: Stage, days: Days): void {
  const { back, today } = days;
  const window = {
    windowFrom: addDays(today, 3),
    windowTo: addDays(today, 28),
    claimableUntil: instant(addWorkingDays(today, 4), '18:00'),
  };
  stage.plan(instant(back(4), '09:50'), 'post shared', (at) => post(stage, SHARED, window, at));
  for (const [index, part] of PARTS.entries())
    stage.plan(instant(back(index === 0 ? 3 : 1), '10:30'), `claim shared ${part.organization}`, (at) =>
      take(stage, part, at),
    );
  stage.plan(instant(back(2), '09:40'), 'accept shared', (at) =>
    confirmClaim(stage.as(SHARED.station, at), {
      clientMutationId: stage.key('accept shared'),
      claimId: stage.id(`share ${PARTS[0]!.organization}`),
      expectedVersion: 1,
    }),
  );
  stage.plan(instant(back(1), '15:10'), 'draft joint', (at) => askToJoin(stage, window, at));
  stage.plan(instant(back(0), '10:20'), 'join', (at) =>
    answerJointOrder(stage.as(ASKED[0]!.station, at), {
      clientMutationId: stage.key('join'),
      orderId: stage.id(`order ${JOINT.key}`),
      joins: true,
      reason: '',
    }),
  );
  stage.plan(instant(back(0), '11:35'), 'ask to take over', (at) =>
    askTakeover(stage.as('qinfeng', at), {
      clientMutationId: stage.key('ask to take over'),
      orderId: stage.id(`order ${HELD.key}`),
      reason: '我们在该镇有驻村志愿者，路程近，可以本周就上门。',
    }),
  );
}

async function take(stage: Stage, { organization, portions }: (typeof PARTS)[number], at: Date) {
  const made = await claimOrder(stage.as(organization, at), {
    clientMutationId: stage.key(`claim shared ${organization}`),
    orderId: stage.id(`order ${SHARED.key}`),
    portions,
  });
  if (!(made instanceof Refusal)) stage.keep(`share ${organization}`, made.id);
  return made;
}

async function askToJoin(stage: Stage, days: Parameters<typeof draftOrder>[2], at: Date) {
  const drafted = await draftOrder(stage, JOINT, days, at);
  if (drafted instanceof Refusal) return drafted;
  return askStations(stage.as(JOINT.station, new Date(at.getTime() + 300_000)), {
    clientMutationId: stage.key('ask stations'),
    orderId: drafted.id,
    expectedVersion: 1,
    members: ASKED.map(({ station, share }) => ({ stationId: stage.id(`station ${station}`), share })),
  });
}
