/** Who has the next step of a session: who recorded it while it is not handed in, then each station that has not confirmed. */
import type { NextStep } from '../order/next-step.ts';
import type { SessionState } from './session.ts';

export function nextOfSession({ state }: { readonly state: SessionState }): NextStep | null {
  if (state === 'draft') return { side: 'organization', what: '补充并提交服务记录', dueAt: null };
  if (state === 'returned') return { side: 'organization', what: '按退回意见更正服务记录', dueAt: null };
  return state === 'submitted' ? { side: 'station', what: '确认或退回服务记录', dueAt: null } : null;
}
