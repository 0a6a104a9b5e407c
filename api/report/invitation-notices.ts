/** Notices about invitations (派单邀请): the organization is asked, the bureau hears the answer. */
import type { Tx } from '@jiedui/db/connect.ts';
import { formatDay, formatDeadline } from '@jiedui/shared/calendar.ts';
import { DECLINE_REASON_WORDS } from '@jiedui/shared/claim/invitation.ts';
import { invitationFacts } from './notices.store.ts';

const sent = async (tx: Tx, id: string) => {
  const invitation = await invitationFacts(tx, id);
  if (!invitation) return [];
  const { authorityName, stationName, orderTitle, windowFrom, windowTo } = invitation;
  return [
    {
      to: { organizationIds: [invitation.organizationId] },
      title: `${authorityName}邀请贵单位承接“${orderTitle}”，请在${formatDeadline(invitation.respondUntil)} 前答复`,
      body: `点单来自${stationName}，服务时间${formatDay(windowFrom)}至${formatDay(windowTo)}。可以接受，也可以谢绝；逾期未答复则邀请失效。`,
      link: `/m/invitations/${invitation.id}`,
    },
  ];
};

const accepted = async (tx: Tx, id: string) => {
  const invitation = await invitationFacts(tx, id);
  if (!invitation) return [];
  const { organizationName, stationName, orderTitle } = invitation;
  return [
    {
      to: { authorityIds: [invitation.authorityId] },
      title: `${organizationName}接受了邀请，承接“${orderTitle}”`,
      body: `待${stationName}确认接单。`,
      link: `/d/matching/runs/${invitation.runId}`,
    },
  ];
};

const declined = async (tx: Tx, id: string) => {
  const invitation = await invitationFacts(tx, id);
  if (!invitation) return [];
  const { organizationName, orderTitle, declineReason, reason } = invitation;
  const why = declineReason ? DECLINE_REASON_WORDS[declineReason] : '未写明';
  return [
    {
      to: { authorityIds: [invitation.authorityId] },
      title: `${organizationName}谢绝了“${orderTitle}”的邀请`,
      body: `原因：${why}${reason ? `（${reason}）` : ''}。本月不再向其推荐此单，可重新测算后邀请其他组织。`,
      link: `/d/matching/runs/${invitation.runId}`,
    },
  ];
};

const withdrawn = async (tx: Tx, id: string) => {
  const invitation = await invitationFacts(tx, id);
  if (!invitation) return [];
  return [
    {
      to: { organizationIds: [invitation.organizationId] },
      title: `${invitation.authorityName}撤回了“${invitation.orderTitle}”的邀请，贵单位无需答复`,
      body: `原因：${invitation.reason ?? '未写明'}。`,
      link: `/m/invitations/${invitation.id}`,
    },
  ];
};

export const INVITATION_TELLERS = {
  'invitation.sent': sent,
  'invitation.accepted': accepted,
  'invitation.declined': declined,
  'invitation.withdrawn': withdrawn,
};
