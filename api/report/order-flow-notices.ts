/** Notices of how an order comes to be published, asked about and changed: to whoever acts next, or waited for it. */
import type { Tx } from '@jiedui/db/connect.ts';
import { formatDeadline, formatInstant } from '@jiedui/shared/calendar.ts';
import { approveUntil } from '@jiedui/shared/order/approval.ts';
import { meetingWords } from '@jiedui/shared/order/meeting.ts';
import { changeWords, REVISABLE_WORDS } from '@jiedui/shared/order/revision.ts';
import {
  dateFacts,
  emergencyFacts,
  flowFacts,
  menuFacts,
  questionFacts,
  revisionFacts,
} from './order-flow-notices.store.ts';

const submitted = async (tx: Tx, id: string) => {
  const order = await flowFacts(tx, id);
  if (!order?.submittedAt) return [];
  const lead = order.approver === 'station_lead';
  const authorityId = order.approverAuthorityId;
  return [
    {
      to: lead ? { stationIds: [order.stationId] } : { authorityIds: authorityId ? [authorityId] : [] },
      title: `${order.stationName}提交了点单“${order.title}”，请在${formatDeadline(approveUntil(order.submittedAt))} 前审核`,
      body: `${formatInstant(order.submittedAt)} 提交。可以同意发布、退回修改或不予发布，后两项请写明原因。`,
      link: lead ? `/m/orders/${id}` : `/d/approvals?order=${id}`,
    },
  ];
};

/** Of what is posted only an emergency is told by itself: to the bureau, and to those who offer the service there. */
const posted = async (tx: Tx, id: string) => {
  const order = await emergencyFacts(tx, id);
  if (!order) return [];
  const until = formatDeadline(order.claimableUntil);
  const title = `${order.stationName}发布了紧急点单“${order.title}”，${until} 前接单`;
  return [
    {
      to: { authorityIds: [order.authorityId] },
      about: 'authority',
      title,
      body: '紧急点单先发布后查看。请留意是否有组织接单，没有的可直接邀请。',
      link: `/d/orders?order=${id}`,
    },
    {
      to: { organizationIds: order.offering },
      about: 'offering',
      title,
      body: '24 小时内要办。贵单位的供给包含这项服务，能承接的请尽快接单。',
      link: `/m/orders/${id}`,
    },
  ];
};

const turnedBack = (verb: string, next: string) => async (tx: Tx, id: string) => {
  const order = await flowFacts(tx, id);
  if (!order) return [];
  return [
    {
      to: { stationIds: [order.stationId] },
      title: `点单“${order.title}”${verb}`,
      body: `${order.approverName}：${order.reason ?? '未写明'}。${next}`,
      link: `/m/orders/${id}`,
    },
  ];
};

const approved = async (tx: Tx, id: string) => {
  const order = await flowFacts(tx, id);
  if (!order) return [];
  const until = order.claimableUntil ? `，${formatDeadline(order.claimableUntil)} 截止接单` : '';
  return [
    {
      to: { stationIds: [order.stationId] },
      title: `点单“${order.title}”已同意发布`,
      body: `${order.approverName}同意发布${until}。有组织接单时会再通知您确认。`,
      link: `/m/orders/${id}`,
    },
  ];
};

const lookedProblem = async (tx: Tx, id: string) => {
  const order = await flowFacts(tx, id);
  if (!order) return [];
  return [
    {
      to: { stationIds: [order.stationId] },
      title: `抽查发现点单“${order.title}”有问题，请核对`,
      body: `${order.lookReason ?? ''}。需要更正的请修改点单，不应发布的请撤销。`,
      link: `/m/orders/${id}`,
    },
  ];
};

const asked = async (tx: Tx, id: string) => {
  const question = await questionFacts(tx, id);
  if (!question) return [];
  const until = question.claimableUntil ? `，请在${formatDeadline(question.claimableUntil)} 前答复` : '，请答复';
  return [
    {
      to: { stationIds: [question.stationId] },
      title: `有组织就点单“${question.title}”提问${until}`,
      body: '提问和答复所有能看到点单的组织都能看到；答复后不再修改。',
      link: `/m/orders/${question.orderId}`,
    },
  ];
};

const answered = async (tx: Tx, id: string) => {
  const question = await questionFacts(tx, id);
  if (!question) return [];
  return [
    {
      to: { organizationIds: question.concerned },
      title: `${question.stationName}答复了关于点单“${question.title}”的提问`,
      body: '请打开点单查看答复；决定接单的，请在接单截止前办理。',
      link: `/m/orders/${question.orderId}`,
    },
  ];
};

const revised = async (tx: Tx, id: string) => {
  const revision = await revisionFacts(tx, id);
  if (!revision || revision.concerned.length === 0) return [];
  const words = revision.changes.map(
    ({ field, before, after }) =>
      `${REVISABLE_WORDS[field]}由${changeWords(field, before)}改为${changeWords(field, after)}`,
  );
  // The description may be long: the page shows it.
  const told = words.filter((_, at) => revision.changes[at]?.field !== 'description');
  return [
    {
      to: { organizationIds: revision.concerned },
      about: String(revision.orderVersion),
      title: `${revision.stationName}修改了点单“${revision.title}”`,
      body: told.length === 0 ? '需求说明有改动，请打开点单查看。' : `${told.join('；')}。`,
      link: `/m/orders/${id}`,
    },
  ];
};

const menuAsked = async (tx: Tx, id: string) => {
  const claim = await menuFacts(tx, id);
  if (!claim) return [];
  return [
    {
      to: { organizationIds: [claim.organizationId] },
      title: `${claim.stationName}从贵单位的供给中点了“${claim.title}”，请在${formatDeadline(claim.confirmUntil)} 前答复`,
      body: '可以同意承接，也可以谢绝；逾期未答复的，点单向所有组织开放。',
      link: `/m/claims/${id}`,
    },
  ];
};

const menuAccepted = async (tx: Tx, id: string) => {
  const claim = await menuFacts(tx, id);
  if (!claim) return [];
  return [
    {
      to: { stationIds: [claim.stationId] },
      title: `${claim.organizationName}同意承接“${claim.title}”`,
      body: '尚未签订结对协议的，由组织起草协议，双方负责人签字后开展服务。',
      link: `/m/orders/${claim.orderId}`,
    },
  ];
};

const menuDeclined = async (tx: Tx, id: string) => {
  const claim = await menuFacts(tx, id);
  if (!claim) return [];
  return [
    {
      to: { stationIds: [claim.stationId] },
      title: `${claim.organizationName}谢绝了“${claim.title}”`,
      body: `原因：${claim.reason ?? '未写明'}。点单已向所有组织开放。`,
      link: `/m/orders/${claim.orderId}`,
    },
  ];
};

const dateProposed = (side: 'station' | 'organization') => async (tx: Tx, id: string) => {
  const date = await dateFacts(tx, id);
  if (!date) return [];
  const from = side === 'station' ? date.stationName : date.organizationName;
  return [
    {
      to: side === 'station' ? { organizationIds: [date.organizationId] } : { stationIds: [date.stationId] },
      about: date.id,
      title: `${from}提议“${date.title}”于${meetingWords(date.onDay, date.fromMinute)} 开展，请答复`,
      body: '可以同意，也可以另提时间。',
      link: `/m/orders/${id}`,
    },
  ];
};

const dateAgreed = async (tx: Tx, id: string) => {
  const date = await dateFacts(tx, id);
  if (!date) return [];
  return [
    {
      to: { stationIds: [date.stationId], organizationIds: [date.organizationId] },
      about: date.id,
      title: `“${date.title}”约定于${meetingWords(date.onDay, date.fromMinute)} 开展`,
      body: '双方已商定时间；确需改动的，请尽早另提。',
      link: `/m/orders/${id}`,
    },
  ];
};

export const ORDER_FLOW_TELLERS = {
  'order.submitted': submitted,
  'order.posted': posted,
  'order.returned': turnedBack('退回修改', '请修改后重新提交。'),
  'order.rejected': turnedBack('不予发布', '如有不同意见，请与审核单位联系。'),
  'order.approved': approved,
  'order.lookedProblem': lookedProblem,
  'order.asked': asked,
  'order.answered': answered,
  'order.revised': revised,
  'menu.asked': menuAsked,
  'menu.accepted': menuAccepted,
  'menu.declined': menuDeclined,
  'order.dateByStation': dateProposed('station'),
  'order.dateByOrganization': dateProposed('organization'),
  'order.dateAgreed': dateAgreed,
};
