/** 仍需要吗、仍可提供吗: whoever has not spoken is asked before the month's cut-off, once a stage. One notice a unit. */
import { endOfDay, formatDate, formatMonth, localDateOf, monthOf } from '@jiedui/shared/calendar.ts';
import { confirmByOf } from '@jiedui/shared/offer/confirming.ts';
import { CONFIRM_LIST_STAGES_DAYS, dayStage } from '@jiedui/shared/report/reminding.ts';
import type { Reminder, ReminderSource } from '../reminders.ts';
import { type SilentUnit, silentOrganizations, silentStations } from './reminding.store.ts';

function asking(
  name: string,
  read: typeof silentStations,
  tell: (unit: SilentUnit, until: string) => Pick<Reminder, 'to' | 'title' | 'body'>,
): ReminderSource {
  return {
    name,
    due: async (tx, at, page) => {
      const today = localDateOf(at);
      const month = monthOf(today);
      const last = confirmByOf(month);
      const stage = dayStage(today, last, CONFIRM_LIST_STAGES_DAYS);
      if (stage === null) return [];
      return (await read(tx, at, page)).map((unit) => ({
        tenantId: unit.tenantId,
        key: `${name}:${unit.id}:${month}:${stage}`,
        kind: name,
        thingId: unit.id,
        dueAt: endOfDay(last),
        link: '/m/monthly',
        ...tell(unit, `${formatMonth(month)}的确认截止${formatDate(last)}`),
      }));
    },
  };
}

export const needsToConfirm = asking('order.to_confirm', silentStations, ({ id, count }, until) => ({
  to: { stationIds: [id] },
  title: `本站 ${count} 条待接单的点单本月还没有确认仍需要，${until}`,
  body: '请打开“每月确认”，逐条或一次确认。到期未确认的暂停接单，确认后立即恢复。',
}));

export const offersToConfirm = asking('offer.to_confirm', silentOrganizations, ({ id, count }, until) => ({
  to: { organizationIds: [id] },
  title: `贵单位 ${count} 条供给本月还没有确认仍可提供，${until}`,
  body: '请打开“每月确认”，逐条或一次确认。到期未确认的暂停推荐，确认后立即恢复。',
}));
