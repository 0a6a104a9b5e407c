/** What a step on an invitation may answer instead. */
import { formatDeadline } from '../calendar.ts';
import { Refusal } from '../refusal.ts';
import { INVITATION_STATE_WORDS, type InvitationState } from './invitation.ts';

/** Not there, or not for this viewer: the two are one refusal. */
export class InvitationNotFound extends Refusal {
  readonly code = 'INVITATION_NOT_FOUND' as const;
  constructor() {
    super('没有找到这份邀请，可能已撤回或不在您的查看范围。请返回邀请列表查看。');
  }
}

export class InvitationNotIn extends Refusal {
  readonly code = 'INVITATION_NOT_IN' as const;
  readonly actual: InvitationState;
  constructor(actual: InvitationState) {
    super(`这份邀请现为“${INVITATION_STATE_WORDS[actual]}”，不能进行此操作。请刷新后查看。`);
    this.actual = actual;
  }
}

/** Nobody answered in time. The order is still open to a claim like any other. */
export class InvitationLapsed extends Refusal {
  readonly code = 'INVITATION_LAPSED' as const;
  readonly lapsedAt: Date;
  constructor(lapsedAt: Date) {
    super(`这份邀请在${formatDeadline(lapsedAt)} 前未答复，已失效。如仍愿服务，可在供需广场直接接单。`);
    this.lapsedAt = lapsedAt;
  }
}

/** Pairs for which no invitation can go out; the others are not sent either, so that the officer decides on the whole. */
export class InvitationsNotPossible extends Refusal {
  readonly code = 'INVITATIONS_NOT_POSSIBLE' as const;
  readonly problems: readonly InvitationProblem[];
  constructor(problems: readonly InvitationProblem[]) {
    super(
      `有 ${problems.length} 份邀请不能发出，请取消勾选后再发送：${problems.map((each) => each.message).join('；')}。`,
    );
    this.problems = problems;
  }
}

export interface InvitationProblem {
  readonly orderId: string;
  readonly organizationId: string;
  readonly message: string;
}
