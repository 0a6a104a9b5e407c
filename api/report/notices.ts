/**
 * Notices (通知): what the relay tells people after a change. Each is a sentence that says who did what and what the
 * reader should do until when, with the page where it is done. Only those who act on it, or waited for it, are told.
 */
import type { Tx } from '@jiedui/db/connect.ts';
import { formatDate, formatDeadline, formatInstant, formatMonth, localDateOf } from '@jiedui/shared/calendar.ts';
import { DECISION_WORDS } from '@jiedui/shared/dispatch/round.ts';
import { type NewNotice, type OutboxRow, type Recipients, insertNotices } from '../hall/notice.store.ts';
import type { Listener } from '../hall/relay.ts';
import { ORDER_FLOW_TELLERS } from './order-flow-notices.ts';
import { ORGANIZATION_TELLERS } from './organization-notices.ts';
import { INVITATION_TELLERS } from './invitation-notices.ts';
import { STATION_TELLERS } from './station-notices.ts';
import { PAIRING_TELLERS } from './pairing-notices.ts';
import { TAKEOVER_TELLERS } from './takeover-notices.ts';
import {
  agreementFacts,
  cancelledOrderFacts,
  claimFacts,
  isOfEmergency,
  issuedLineFacts,
  sessionFacts,
} from './notices.store.ts';

/** A notice and who gets it; `about` sets apart several notices of one event. */
interface Told extends Omit<NewNotice, 'kind' | 'dedupe'> {
  readonly to: Recipients;
  readonly about?: string;
}

type Teller = (tx: Tx, id: string) => Promise<readonly Told[]>;

const TELLERS: Readonly<Record<string, Teller>> = {
  ...INVITATION_TELLERS,
  ...ORDER_FLOW_TELLERS,
  ...ORGANIZATION_TELLERS,
  ...STATION_TELLERS,
  ...PAIRING_TELLERS,
  ...TAKEOVER_TELLERS,
  'order.cancelled': async (tx, id) => {
    const order = await cancelledOrderFacts(tx, id);
    if (!order) return [];
    return [
      {
        to: { organizationIds: order.organizationIds },
        title: `${order.stationName}撤销了点单“${order.title}”，贵单位无需再服务`,
        body: `原因：${order.cancelReason}。`,
        link: `/m/orders/${order.id}`,
      },
    ];
  },
  'claim.made': async (tx, id) => {
    const claim = await claimFacts(tx, id);
    if (!claim) return [];
    return [
      {
        to: { stationIds: [claim.stationId] },
        title: `${claim.organizationName}接了“${claim.orderTitle}”，请在${formatDeadline(claim.confirmUntil)} 前确认`,
        body: `最后确认日是${formatDate(localDateOf(claim.confirmUntil))}，逾期未确认则接单失效，点单重新开放。`,
        link: `/m/orders/${claim.orderId}`,
      },
    ];
  },
  'claim.confirmed': async (tx, id) => {
    const claim = await claimFacts(tx, id);
    if (!claim) return [];
    return [
      {
        to: { organizationIds: [claim.organizationId] },
        title: `${claim.stationName}确认由贵单位承接“${claim.orderTitle}”`,
        body: `请最迟于${formatDate(claim.windowTo)}完成服务；尚未签订结对协议的，请先起草协议。`,
        link: `/m/claims/${claim.id}`,
      },
    ];
  },
  'claim.declined': async (tx, id) => {
    const claim = await claimFacts(tx, id);
    if (!claim) return [];
    return [
      {
        to: { organizationIds: [claim.organizationId] },
        title: `${claim.stationName}未接受贵单位对“${claim.orderTitle}”的接单`,
        body: `原因：${claim.reason ?? '未写明'}。可到供需广场查看其他点单。`,
        link: `/m/claims/${claim.id}`,
      },
    ];
  },
  'claim.withdrawn': async (tx, id) => {
    const claim = await claimFacts(tx, id);
    if (!claim) return [];
    return [
      {
        to: { stationIds: [claim.stationId] },
        title: `${claim.organizationName}撤回了对“${claim.orderTitle}”的接单`,
        body: `原因：${claim.reason ?? '未写明'}。点单已重新开放，${formatDeadline(claim.claimableUntil)} 截止接单。`,
        link: `/m/orders/${claim.orderId}`,
      },
    ];
  },
  'agreement.drafted': async (tx, id) => {
    const agreement = await agreementFacts(tx, id);
    if (!agreement) return [];
    const { organizationName, stationName, number } = agreement;
    return [
      {
        to: { stationIds: [agreement.stationId], organizationIds: [agreement.organizationId] },
        title: `${organizationName}与${stationName}的结对协议 ${number} 已起草，请核对并签字`,
        body: `协议期自${formatDate(agreement.termFrom)}至${formatDate(agreement.termTo)}，由双方负责人签字。`,
        link: `/m/agreements/${agreement.id}`,
      },
    ];
  },
  'agreement.signed': async (tx, id) => {
    const agreement = await agreementFacts(tx, id);
    if (!agreement) return [];
    const { organizationName, stationName, number, organizationSignedAt, stationSignedAt } = agreement;
    const parties = { stationIds: [agreement.stationId], organizationIds: [agreement.organizationId] };
    const link = `/m/agreements/${agreement.id}`;
    if (organizationSignedAt && stationSignedAt) {
      const last = organizationSignedAt < stationSignedAt ? stationSignedAt : organizationSignedAt;
      const title = `${organizationName}与${stationName}的结对协议 ${number} 双方已签字`;
      const body = `${formatInstant(last)} 签齐，自${formatDate(agreement.termFrom)}起履行，至${formatDate(agreement.termTo)}止。`;
      return [
        { to: parties, about: 'parties', title, body, link },
        {
          to: { authorityIds: [agreement.authorityId] },
          about: 'authority',
          title,
          body,
          link: `/d/pairings?pairing=${agreement.pairingId}`,
        },
      ];
    }
    const signer = organizationSignedAt ? organizationName : stationName;
    const other = organizationSignedAt
      ? { stationIds: [agreement.stationId] }
      : { organizationIds: [agreement.organizationId] };
    const body = `协议期自${formatDate(agreement.termFrom)}至${formatDate(agreement.termTo)}，双方签字后生效。`;
    return [
      { to: other, about: 'other side', title: `${signer}已在结对协议 ${number} 上签字，请贵方签字`, body, link },
    ];
  },
  'session.submitted': async (tx, id) => {
    const session = await sessionFacts(tx, id);
    if (!session) return [];
    return [
      {
        to: { stationIds: session.stationIds },
        title: `${session.organizationName}提交了服务记录“${session.title}”，请核对并确认`,
        body: `服务时间${formatInstant(session.startedAt)}，地点${session.place}。确认后计入统计。`,
        link: `/m/sessions/${session.id}`,
      },
    ];
  },
  'session.endorsed': confirmedSession,
  'session.confirmed': confirmedSession,
  'session.returned': async (tx, id) => {
    const session = await sessionFacts(tx, id);
    if (!session) return [];
    return [
      {
        to: { organizationIds: [session.organizationId] },
        title: `服务记录“${session.title}”（${formatDate(localDateOf(session.startedAt))}）被退回，请修改后重新提交`,
        body: `原因：${session.returnReason ?? '未写明'}。`,
        link: `/m/sessions/${session.id}/edit`,
      },
    ];
  },
  'dispatch.issued': async (tx, id) => {
    const lines = await issuedLineFacts(tx, id);
    const [first] = lines;
    if (!first) return [];
    const toParties = lines.map((line) => ({
      to: { stationIds: [line.stationId], organizationIds: [line.organizationId] },
      about: line.id,
      title: `${line.authorityName}签发了${formatMonth(line.month)}调度：${line.stationName}与${line.organizationName}，${DECISION_WORDS[line.decision]}`,
      body: line.note === '' ? '没有附加说明。' : `说明：${line.note}`,
      link: line.agreementId ? `/m/agreements/${line.agreementId}` : '/m/inbox',
    }));
    const toBureau = {
      to: { authorityIds: [first.authorityId] },
      about: 'authority',
      title: `${formatMonth(first.month)}调度已于${formatInstant(first.issuedAt)} 签发`,
      body: `共 ${lines.length} 对结对，处理意见已通知双方。`,
      link: `/d/dispatch/${first.month}`,
    };
    return [...toParties, toBureau];
  },
};

/** One of the stations has confirmed, or the last one has. */
async function confirmedSession(tx: Tx, id: string): Promise<readonly Told[]> {
  const session = await sessionFacts(tx, id);
  if (!session) return [];
  const day = formatDate(localDateOf(session.startedAt));
  return [
    {
      to: { organizationIds: [...new Set([session.organizationId, ...session.organizationIds])] },
      title: `${session.confirmedStations.join('、')}确认了服务记录“${session.title}”（${day}）`,
      body:
        session.state === 'confirmed'
          ? '相关社工站均已确认，已计入统计。'
          : `还待${session.waitingStations.join('、')}确认。`,
      link: `/m/sessions/${session.id}`,
    },
  ];
}

/** Writes the notices of one event. Keyed by event and recipient: telling twice writes once. */
export const noticeListener: Listener = async (tx, row) => {
  const told = (await TELLERS[row.topic]?.(tx, row.entityId)) ?? [];
  if (told.length === 0) return;
  const of = { tenantId: row.tenantId, at: row.createdAt, by: byOf(row) };
  const urgent = OF_ORDERS.includes(row.topic.split('.')[0] ?? '') && (await isOfEmergency(tx, row.entityId));
  for (const { to, about, ...notice } of told) {
    const made = { ...notice, urgent: notice.urgent ?? urgent };
    await insertNotices(tx, of, to, { ...made, kind: row.topic, dedupe: dedupeOf(row, about) });
  }
};

/** What is told of an order that must be met within 24 hours waits for no morning. */
const OF_ORDERS = ['order', 'claim', 'menu', 'invitation', 'takeover'];

const byOf = ({ payload }: OutboxRow) => (typeof payload.by === 'string' ? payload.by : null);
const dedupeOf = (row: OutboxRow, about: string | undefined) => (about ? `${row.id}:${about}` : String(row.id));
