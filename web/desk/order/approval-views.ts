/** The approval desk's views. */
export const APPROVAL_VIEWS = {
  waiting: '待审核',
  looks: '待抽查',
  seen: '抽查记录',
} as const;
export type ApprovalView = keyof typeof APPROVAL_VIEWS;
