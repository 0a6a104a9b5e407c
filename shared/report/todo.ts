/** Todo (待办): what waits for somebody, on their first page. */

export const TODO_KINDS = [
  'invitation_to_answer',
  'claim_to_confirm',
  'agreement_to_sign',
  'session_to_confirm',
  'order_draft',
  'order_to_serve',
  'agreement_to_draft',
  'session_returned',
  'session_draft',
  'need_to_screen',
  'survey_part_to_answer',
  'list_to_confirm',
  'order_returned',
  'order_to_approve',
  'question_to_answer',
  'sample_to_check',
  'emergency_open',
] as const;
export type TodoKind = (typeof TODO_KINDS)[number];

export const TODO_KIND_WORDS: Record<TodoKind, string> = {
  invitation_to_answer: '邀请待答复',
  claim_to_confirm: '接单待确认',
  agreement_to_sign: '协议待签字',
  session_to_confirm: '服务记录待确认',
  order_draft: '点单草稿待提交',
  order_to_serve: '点单待服务',
  agreement_to_draft: '协议待起草',
  session_returned: '服务记录被退回',
  session_draft: '服务记录草稿待提交',
  need_to_screen: '需求待筛选',
  survey_part_to_answer: '调查参与待确认',
  list_to_confirm: '本月待确认',
  order_returned: '点单被退回',
  order_to_approve: '点单待审核',
  question_to_answer: '提问待答复',
  sample_to_check: '点单待抽查',
  emergency_open: '紧急',
};
