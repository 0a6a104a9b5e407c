/** What the bureau may do with an organization's entry in the register, as its history tells it (办理记录). */
export const ORGANIZATION_EVENT_WORDS = {
  approved: '审核通过，开通账号',
  edited: '更正登记事项',
  suspended: '暂停接单',
  resumed: '恢复接单',
  exited: '办理退出',
  rated: '登记评估等级',
  checked: '登记年检结果',
  listed: '登记列入名录',
  unlisted: '登记移出名录',
} as const;
export type OrganizationEvent = keyof typeof ORGANIZATION_EVENT_WORDS;
export const ORGANIZATION_EVENTS = Object.keys(ORGANIZATION_EVENT_WORDS) as [OrganizationEvent, ...OrganizationEvent[]];
