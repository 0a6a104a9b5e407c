/**
 * Reminders of stations: a worker's licence and a verified have that run out (到期提醒), and a plaque that hangs while
 * nothing operates behind it (挂牌未运行), which is what a bureau is asked about first.
 */
import { addDays, daysBetween, endOfDay, formatDate, localDateOf } from '@jiedui/shared/calendar.ts';
import {
  dayStage,
  daysLeftWords,
  EXPIRY_STAGES_DAYS,
  PLAQUE_STAGES_DAYS,
  stageSince,
} from '@jiedui/shared/report/reminding.ts';
import { HAVE_WORDS } from '@jiedui/shared/station/haves.ts';
import { readinessGaps } from '@jiedui/shared/station/lifecycle.ts';
import { WORKER_POST_WORDS } from '@jiedui/shared/station/worker.ts';
import type { ReminderSource } from './reminders.ts';
import { licencesEnding, plaquesHung, verificationsEnding } from './station-notices.store.ts';
import { standingsOf } from './station-standing.ts';

const furthest = Math.max(...EXPIRY_STAGES_DAYS);

export const workerLicenceEnding: ReminderSource = {
  name: 'station.licence_ending',
  due: async (tx, at, page) => {
    const today = localDateOf(at);
    return (await licencesEnding(tx, today, addDays(today, furthest), page)).flatMap((licence) => {
      const { id, tenantId, stationId, stationName, authorityId, post, lastOn } = licence;
      const told = {
        tenantId,
        kind: 'station.licence_ending',
        thingId: id,
        dueAt: endOfDay(lastOn),
        // The post and no name: the notice may leave the house by e-mail.
        title: `${stationName}一位${WORKER_POST_WORDS[post]}的社会工作者职业资格登记最迟${formatDate(lastOn)}，${daysLeftWords(daysBetween(today, lastOn))}`,
      };
      const key = `station.licence_ending:${id}:${lastOn}:${dayStage(today, lastOn, EXPIRY_STAGES_DAYS)}`;
      return [
        {
          ...told,
          to: { stationIds: [stationId] },
          key: `${key}:own`,
          body: '请本人在到期前办理续登，并在“本站人员”更新有效期；到期后不再计入持证社工。',
          link: '/m/station',
        },
        {
          ...told,
          to: { authorityIds: [authorityId] },
          key: `${key}:authority`,
          body: '请提醒社工站办理续登；到期后“有人员”可能不再达标。',
          link: `/d/stations/${stationId}`,
        },
      ];
    });
  },
};

export const verificationEnding: ReminderSource = {
  name: 'station.verification_ending',
  due: async (tx, at, page) => {
    const today = localDateOf(at);
    return (await verificationsEnding(tx, today, addDays(today, furthest), page)).map((have) => ({
      tenantId: have.tenantId,
      to: { stationIds: [have.stationId] },
      key: `station.verification_ending:${have.stationId}:${have.item}:${have.lastOn}:${dayStage(today, have.lastOn, EXPIRY_STAGES_DAYS)}`,
      kind: 'station.verification_ending',
      thingId: have.stationId,
      dueAt: endOfDay(have.lastOn),
      title: `${have.stationName}“${HAVE_WORDS[have.item]}”的核实${formatDate(have.lastOn)}到期，${daysLeftWords(daysBetween(today, have.lastOn))}`,
      body: '请在到期前重新申报并附上现在的佐证，由主管单位核实；过期后这一项不再达标。',
      link: '/m/station',
    }));
  },
};

export const plaqueNotOperating: ReminderSource = {
  name: 'station.plaque_idle',
  due: async (tx, at, page) => {
    const today = localDateOf(at);
    const hung = await plaquesHung(tx, addDays(today, -Math.min(...PLAQUE_STAGES_DAYS)), page);
    const stood = await standingsOf(
      tx,
      hung.map(({ stationId }) => stationId),
      at,
    );
    return hung.flatMap(({ tenantId, stationId, stationName, authorityId, hungOn }) => {
      const days = daysBetween(hungOn, today);
      const standing = stood.get(stationId)?.standing;
      const stage = stageSince(days, PLAQUE_STAGES_DAYS);
      if (!standing || stage === null) return [];
      const gaps = readinessGaps('start', standing);
      const missing = gaps.length === 0 ? '条件已经齐备，可以转为实体化运行。' : `还差：${gaps.join('；')}。`;
      const told = {
        tenantId,
        kind: 'station.plaque_idle',
        thingId: stationId,
        dueAt: endOfDay(today),
        title: `${stationName}挂牌已 ${days} 天，还没有转为实体化运行`,
      };
      const key = `station.plaque_idle:${stationId}:${hungOn}:${stage}`;
      return [
        {
          ...told,
          to: { stationIds: [stationId] },
          key: `${key}:own`,
          body: `${missing}请在“本站”逐项补齐。`,
          link: '/m/station',
        },
        {
          ...told,
          to: { authorityIds: [authorityId] },
          key: `${key}:authority`,
          body: `${missing}请督促或到站核实。`,
          link: `/d/stations/${stationId}`,
        },
      ];
    });
  },
};
