/**
 * Notices (通知): the groups by which people choose, and how each reaches them. A notice's kind is `room.fact`; its
 * group follows from the room, so that a kind added later has a place at once.
 */

export const NOTICE_GROUPS = ['order', 'claim', 'invitation', 'agreement', 'session', 'dispatch', 'other'] as const;
export type NoticeGroup = (typeof NOTICE_GROUPS)[number];

export const NOTICE_GROUP_WORDS: Record<NoticeGroup, string> = {
  order: '点单',
  claim: '接单',
  invitation: '派单邀请',
  agreement: '结对协议',
  session: '服务记录',
  dispatch: '月调度',
  other: '其他',
};

/** What the group tells of, beside its name on the settings page. */
export const NOTICE_GROUP_HINTS: Record<NoticeGroup, string> = {
  order: '点单被撤销、无人接单、临近截止',
  claim: '有人接单、确认、未接受、撤回、转接、即将失效',
  invitation: '收到邀请、对方答复、撤回、裁定',
  agreement: '起草、签字、暂停和终止、即将到期',
  session: '提交、确认、退回',
  dispatch: '本月调度截止、签发',
  other: '需求清单、机构和站点登记等',
};

const GROUP_OF_ROOM: Readonly<Record<string, NoticeGroup>> = {
  order: 'order',
  claim: 'claim',
  takeover: 'claim',
  ruling: 'invitation',
  invitation: 'invitation',
  agreement: 'agreement',
  pairing: 'agreement',
  session: 'session',
  dispatch: 'dispatch',
};

/** The group of a kind: `claim` for `claim.made`, `other` for a room that has no group of its own. */
export const groupOf = (kind: string): NoticeGroup => GROUP_OF_ROOM[kind.split('.')[0] ?? ''] ?? 'other';

/** The rooms of a group, for a search by kind; `other` is what no group names. */
export const roomsOfGroup = (group: NoticeGroup): string[] =>
  Object.keys(GROUP_OF_ROOM).filter((room) => GROUP_OF_ROOM[room] === group);
export const GROUPED_ROOMS: readonly string[] = Object.keys(GROUP_OF_ROOM);

/** How notices of a group come by e-mail; in the inbox they always are. */
export const CADENCES = ['now', 'daily', 'weekly', 'none'] as const;
export type Cadence = (typeof CADENCES)[number];
/** A cadence by which something is sent. */
export type SendingCadence = Exclude<Cadence, 'none'>;

export const CADENCE_WORDS: Record<Cadence, string> = {
  now: '立即发送',
  daily: '每日汇总',
  weekly: '每周汇总',
  none: '不发邮件',
};

/** What somebody gets who verified an address and chose nothing: what has a deadline at once, the rest once a day. */
export const DEFAULT_CADENCES: Record<NoticeGroup, Cadence> = {
  order: 'daily',
  claim: 'now',
  invitation: 'now',
  agreement: 'daily',
  session: 'daily',
  dispatch: 'now',
  other: 'daily',
};

export type Choices = Readonly<Partial<Record<NoticeGroup, Cadence>>>;

/** How a notice of this kind goes to someone with these choices. */
export function cadenceOf(kind: string, choices: Choices): Cadence {
  const group = groupOf(kind);
  return choices[group] ?? DEFAULT_CADENCES[group];
}
