/** Notices about take-overs (转接) and rulings (裁定): whose turn it is, until when, and what came of it. */
import type { Tx } from '@jiedui/db/connect.ts';
import { formatDate, formatDeadline } from '@jiedui/shared/calendar.ts';
import { endReasonWords } from '@jiedui/shared/claim/end-reasons.ts';
import { RULING_CHOICE_WORDS, type RulingChoice } from '@jiedui/shared/claim/ruling.ts';
import { type RulingFacts, rulingFacts, type TakeoverFacts, takeoverFacts } from './takeover-notices.store.ts';

const asked = async (tx: Tx, id: string) => {
  const it = await takeoverFacts(tx, id);
  if (!it) return [];
  const { organizationName, holderName, orderTitle, requestReason } = it;
  const until = formatDeadline(it.holderUntil);
  return [
    {
      to: { organizationIds: [it.holderId] },
      about: 'holder',
      title: `${organizationName}申请转接“${orderTitle}”，请在${until} 前答复`,
      body: `理由：${sentence(requestReason)}可以同意，也可以不同意；逾期未答复视为同意，由${it.stationName}决定。`,
      link: `/m/orders/${it.orderId}`,
    },
    {
      to: { stationIds: [it.stationId] },
      about: 'station',
      title: `${organizationName}申请从${holderName}转接“${orderTitle}”`,
      body: `理由：${sentence(requestReason)}先由${holderName}在${until} 前答复，再请贵站确认，现在不用处理。`,
      link: `/m/orders/${it.orderId}`,
    },
  ];
};

const agreed = async (tx: Tx, id: string) => {
  const it = await takeoverFacts(tx, id);
  if (!it) return [];
  const { organizationName, holderName, orderTitle } = it;
  return [
    {
      to: { stationIds: [it.stationId] },
      about: 'station',
      title: `${holderName}同意把“${orderTitle}”转给${organizationName}，请在${formatDeadline(it.stationUntil)} 前确认`,
      body: `逾期未确认则申请失效，仍由${holderName}承接。`,
      link: `/m/orders/${it.orderId}`,
    },
    {
      to: { organizationIds: [it.organizationId] },
      about: 'asker',
      title: `${holderName}同意把“${orderTitle}”转给贵单位`,
      body: `待${it.stationName}在${formatDeadline(it.stationUntil)} 前确认。`,
      link: `/m/orders/${it.orderId}`,
    },
  ];
};

const refused = async (tx: Tx, id: string) => {
  const it = await takeoverFacts(tx, id);
  if (!it) return [];
  return [
    {
      to: { organizationIds: [it.organizationId] },
      title: `${it.holderName}未同意转接“${it.orderTitle}”`,
      body: `${whyOf(it)}该单仍由${it.holderName}承接，可到供需广场查看其他点单。`,
      link: `/m/orders/${it.orderId}`,
    },
  ];
};

const rejected = async (tx: Tx, id: string) => {
  const it = await takeoverFacts(tx, id);
  if (!it) return [];
  const { stationName, holderName, organizationName, orderTitle } = it;
  const link = `/m/orders/${it.orderId}`;
  return [
    {
      to: { organizationIds: [it.organizationId] },
      about: 'asker',
      title: `${stationName}未接受贵单位转接“${orderTitle}”`,
      body: `${whyOf(it)}该单仍由${holderName}承接，可到供需广场查看其他点单。`,
      link,
    },
    {
      to: { organizationIds: [it.holderId] },
      about: 'holder',
      title: `${stationName}未接受${organizationName}转接“${orderTitle}”，仍由贵单位承接`,
      body: `${whyOf(it)}请按原定时间开展服务。`,
      link,
    },
  ];
};

const done = async (tx: Tx, id: string) => {
  const it = await takeoverFacts(tx, id);
  if (!it) return [];
  const { stationName, holderName, organizationName, orderTitle, startUntil } = it;
  return [
    {
      to: { organizationIds: [it.organizationId] },
      about: 'asker',
      title: `${stationName}已确认由贵单位承接“${orderTitle}”`,
      body: startUntil
        ? `由${holderName}转来。请在${formatDeadline(startUntil)} 前登记首场安排或提交首次服务记录。`
        : `由${holderName}转来。`,
      link: it.newClaimId ? `/m/claims/${it.newClaimId}` : `/m/orders/${it.orderId}`,
    },
    {
      to: { organizationIds: [it.holderId] },
      about: 'holder',
      title: `“${orderTitle}”已转由${organizationName}承接，贵单位无需再服务`,
      body: `${stationName}已确认，不计入贵单位的撤回。`,
      link: `/m/orders/${it.orderId}`,
    },
  ];
};

const ruled = async (tx: Tx, id: string) => {
  const it = await rulingFacts(tx, id);
  if (!it) return [];
  const { authorityName, stationName, orderTitle, choice, reason, toAuthorityId } = it;
  const toStation = {
    to: { stationIds: [it.stationId] },
    about: 'station',
    title: `${authorityName}对“${orderTitle}”作出裁定：${RULING_CHOICE_WORDS[choice]}`,
    body: `${nextOf(it)}理由：${sentence(reason)}`,
    link: `/m/orders/${it.orderId}`,
  };
  if (toAuthorityId === null) return [toStation];
  return [
    toStation,
    {
      to: { authorityIds: [toAuthorityId] },
      about: 'coordinator',
      title: `${authorityName}提请贵单位协调“${orderTitle}”`,
      body: `点单来自${stationName}，两次邀请都未落实。理由：${sentence(reason)}`,
      link: `/d/rulings?order=${it.orderId}`,
    },
  ];
};

/** What the ruling means for the station. */
function nextOf({ choice, claimableUntil, windowTo, toAuthorityName }: RulingFacts): string {
  const until = claimableUntil ? `接单截止改为${formatDeadline(claimableUntil)}。` : '';
  const to = windowTo ? `服务截止改为${formatDate(windowTo)}。` : '';
  const words: Record<RulingChoice, string> = {
    reopen: `点单已向所有组织开放。${until}`,
    widen: `点单已重新开放。${until}${to}`,
    coordinate: `已提请${toAuthorityName ?? '其他主管单位'}协调，请等候消息。`,
    unmet: '不再为该点单寻找承接组织，已记入缺口统计；仍有需要的，可调整后重新发布。',
  };
  return words[choice];
}

const whyOf = ({ endCode, reason }: TakeoverFacts) => {
  const words = endReasonWords(endCode, reason);
  return words === '' ? '' : `原因：${sentence(words)}`;
};
/** What people typed, closed once. */
const sentence = (words: string) => (/[。！？!?]$/.test(words) ? words : `${words}。`);

export const TAKEOVER_TELLERS = {
  'takeover.asked': asked,
  'takeover.agreed': agreed,
  'takeover.refused': refused,
  'takeover.rejected': rejected,
  'takeover.done': done,
  'ruling.made': ruled,
};
