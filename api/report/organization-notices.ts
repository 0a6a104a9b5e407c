/** Notices of the organization register: a correction asked for and answered, a suspension, an exit. */
import type { Tx } from '@jiedui/db/connect.ts';
import { CORRECTION_STATE_WORDS, CORRECTION_SUBJECT_WORDS } from '@jiedui/shared/organization/correction.ts';
import type { Recipients } from '../hall/notice.store.ts';
import { correctionToTell, organizationToTell } from './organization-notices.store.ts';

interface Told {
  readonly to: Recipients;
  readonly title: string;
  readonly body: string;
  readonly link: string;
}

const standing =
  (title: string, body: string) =>
  async (tx: Tx, id: string): Promise<readonly Told[]> => {
    const found = await organizationToTell(tx, id);
    if (!found) return [];
    const to = { organizationIds: [id] };
    return [{ to, title, body: `原因：${found.reason ?? '未写明'}。${body}`, link: '/m/organization/register' }];
  };

export const ORGANIZATION_TELLERS: Readonly<Record<string, (tx: Tx, id: string) => Promise<readonly Told[]>>> = {
  'organization.correctionRequested': async (tx, id) => {
    const found = await correctionToTell(tx, id);
    if (!found) return [];
    return [
      {
        to: { authorityIds: found.authorityIds },
        title: `${found.name}申请更正${CORRECTION_SUBJECT_WORDS[found.subject]}，请答复`,
        body: '请核对后更正登记，或说明不予更正的原因。',
        link: `/d/organizations/${found.organizationId}`,
      },
    ];
  },
  'organization.correctionAnswered': async (tx, id) => {
    const found = await correctionToTell(tx, id);
    if (!found) return [];
    return [
      {
        to: { organizationIds: [found.organizationId] },
        title: `贵单位申请更正的${CORRECTION_SUBJECT_WORDS[found.subject]}：${CORRECTION_STATE_WORDS[found.state]}`,
        body: `答复：${found.answer ?? '见登记情况'}。`,
        link: '/m/organization/register',
      },
    ];
  },
  'organization.suspended': standing('贵单位已被暂停接单', '在办的点单请继续完成；整改后请联系民政局恢复。'),
  'organization.resumed': standing('贵单位已恢复接单', '可以到供需广场接单。'),
  'organization.exited': standing('贵单位已办理退出', '历史记录仍可查看，有疑问请联系民政局。'),
};
