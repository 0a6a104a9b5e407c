/** Reminders of orders nobody took, claims about to lapse, agreements about to end, and the month's dispatch. */
import {
  addDays,
  daysBetween,
  endOfDay,
  formatDate,
  formatDateDeadline,
  formatMonth,
  localDateOf,
} from '@jiedui/shared/calendar.ts';
import { dispatchMonthOn } from '@jiedui/shared/dispatch/schedule.ts';
import { dispatchDueOn } from '@jiedui/shared/dispatch/window.ts';
import {
  AGREEMENT_STAGES_DAYS,
  CLAIMABLE_STAGES_HOURS,
  CONFIRM_STAGES_HOURS,
  DISPATCH_STAGES_DAYS,
  dayStage,
  daysLeftWords,
  hourStage,
} from '@jiedui/shared/report/reminding.ts';
import type { ReminderSource } from './reminders.ts';
import { agreementsEnding, claimsToConfirm, ordersUnclaimed, programmesRunning } from './reminders.store.ts';

const HOUR_MS = 60 * 60 * 1000;
const hoursAfter = (at: Date, stages: readonly number[]) => new Date(at.getTime() + Math.max(...stages) * HOUR_MS);

export const orderUnclaimed: ReminderSource = {
  name: 'order.unclaimed',
  due: async (tx, at, page) =>
    (await ordersUnclaimed(tx, at, hoursAfter(at, CLAIMABLE_STAGES_HOURS), page)).map((order) => ({
      tenantId: order.tenantId,
      to: { stationIds: [order.stationId] },
      key: `order.unclaimed:${order.id}:${order.claimableUntil.toISOString()}:${hourStage(at, order.claimableUntil, CLAIMABLE_STAGES_HOURS)}`,
      kind: 'order.unclaimed',
      thingId: order.id,
      dueAt: order.claimableUntil,
      title: `“${order.title}”还没有组织接单，${formatDateDeadline(order.claimableUntil)} 截止接单`,
      body: '可以打开点单查看推荐组织并与其联系；截止后仍无人接单的，需要重新发布。',
      link: `/m/orders/${order.id}`,
    })),
};

export const claimToConfirm: ReminderSource = {
  name: 'claim.to_confirm',
  due: async (tx, at, page) =>
    (await claimsToConfirm(tx, at, hoursAfter(at, CONFIRM_STAGES_HOURS), page)).map((claim) => ({
      tenantId: claim.tenantId,
      to: { stationIds: [claim.stationId] },
      key: `claim.to_confirm:${claim.id}:${claim.confirmUntil.toISOString()}:${hourStage(at, claim.confirmUntil, CONFIRM_STAGES_HOURS)}`,
      kind: 'claim.to_confirm',
      thingId: claim.id,
      dueAt: claim.confirmUntil,
      title: `${claim.organizationName}对“${claim.orderTitle}”的接单将于${formatDateDeadline(claim.confirmUntil)} 失效，请尽快确认`,
      body: '逾期未确认则接单失效，点单重新开放。请打开点单，确认或说明原因后不予接受。',
      link: `/m/orders/${claim.orderId}`,
    })),
};

export const agreementEnding: ReminderSource = {
  name: 'agreement.ending',
  due: async (tx, at, page) => {
    const today = localDateOf(at);
    const last = addDays(today, Math.max(...AGREEMENT_STAGES_DAYS));
    return (await agreementsEnding(tx, today, last, page)).flatMap((agreement) => {
      const { id, tenantId, stationName, organizationName, number, termTo } = agreement;
      const told = {
        tenantId,
        kind: 'agreement.ending',
        thingId: id,
        dueAt: endOfDay(termTo),
        title: `${organizationName}与${stationName}的结对协议 ${number} 将于${formatDate(termTo)}到期，${daysLeftWords(daysBetween(today, termTo))}`,
      };
      const key = `agreement.ending:${id}:${dayStage(today, termTo, AGREEMENT_STAGES_DAYS)}`;
      return [
        {
          ...told,
          to: { stationIds: [agreement.stationId], organizationIds: [agreement.organizationId] },
          key: `${key}:parties`,
          body: '请双方商定是否续签；不续签的，请在到期前办结尚未完成的服务和记录。',
          link: `/m/agreements/${id}`,
        },
        {
          ...told,
          to: { authorityIds: [agreement.authorityId] },
          key: `${key}:authority`,
          body: '请提醒双方商定是否续签，避免服务中断。',
          link: `/d/pairings?pairing=${agreement.pairingId}`,
        },
      ];
    });
  },
};

export const dispatchDue: ReminderSource = {
  name: 'dispatch.due',
  due: async (tx, at, page) => {
    const today = localDateOf(at);
    return (await programmesRunning(tx, today, page)).flatMap((programme) => {
      const month = dispatchMonthOn(today, programme.dispatchDueDay);
      const dueOn = dispatchDueOn(month, programme.dispatchDueDay);
      const stage = dayStage(today, dueOn, DISPATCH_STAGES_DAYS);
      if (stage === null || programme.issuedMonths.includes(month)) return [];
      return [
        {
          tenantId: programme.tenantId,
          to: { authorityIds: [programme.authorityId] },
          key: `dispatch.due:${programme.id}:${month}:${stage}`,
          kind: 'dispatch.due',
          thingId: programme.id,
          dueAt: endOfDay(dueOn),
          title: `${formatMonth(month)}调度最迟${formatDate(dueOn)}签发，${daysLeftWords(daysBetween(today, dueOn))}`,
          body: `“${programme.name}”本月的调度还没有签发。请打开本月调度，逐对处理后签发。`,
          link: `/d/dispatch/${month}`,
        },
      ];
    });
  },
};
