/** 接单即将到期: before a confirmed claim lapses for want of a first session, its organization is told, once a stage. */
import { formatDateDeadline } from '@jiedui/shared/calendar.ts';
import { isExpiring } from '@jiedui/shared/claim/lifecycle.ts';
import { leasesRunning } from './claim-reminders.store.ts';
import type { ReminderSource } from './reminders.ts';

/** Working days are counted by the rule; no stretch of holidays is longer than this, so that the statement can be bounded. */
const AHEAD_MS = 16 * 24 * 60 * 60 * 1000;

export const claimToBegin: ReminderSource = {
  name: 'claim.to_begin',
  due: async (tx, at, page) =>
    (await leasesRunning(tx, at, new Date(at.getTime() + AHEAD_MS), page)).flatMap((claim) => {
      if (!isExpiring(claim, at)) return [];
      return [
        {
          tenantId: claim.tenantId,
          to: { organizationIds: [claim.organizationId] },
          key: `claim.to_begin:${claim.id}:${claim.startUntil.toISOString()}`,
          kind: 'claim.to_begin',
          thingId: claim.id,
          dueAt: claim.startUntil,
          title: `“${claim.orderTitle}”请在${formatDateDeadline(claim.startUntil)} 前安排首场服务，逾期接单失效`,
          body: claim.extendedAt
            ? '这次接单已延期一次，不能再延。安排不了的，请撤回接单并说明原因。'
            : '请在接单页选定首场日期；确有困难的，可申请延期一次并说明原因。',
          link: `/m/claims/${claim.id}`,
        },
      ];
    }),
};
