/** What a step on a pairing agreement may answer instead. */
import { formatInstant } from '../calendar.ts';
import { type FieldProblem, problemsSentence, Refusal } from '../refusal.ts';

/** Not there, or not for this viewer: the two are one refusal. */
export class AgreementNotFound extends Refusal {
  readonly code = 'AGREEMENT_NOT_FOUND' as const;
  constructor() {
    super('没有找到这份协议，可能不在您的查看范围。请返回协议列表查看。');
  }
}

export class AgreementIncomplete extends Refusal {
  readonly code = 'AGREEMENT_INCOMPLETE' as const;
  readonly problems: readonly FieldProblem[];
  constructor(problems: readonly FieldProblem[]) {
    super(problemsSentence(problems));
    this.problems = problems;
  }
}

/** This side has signed before; a signature is given once. */
export class AlreadySigned extends Refusal {
  readonly code = 'ALREADY_SIGNED' as const;
  readonly signedAt: Date;
  constructor(signedAt: Date) {
    super(`贵方已于${formatInstant(signedAt)} 签字，无需重复签字，请等待对方签字。`);
    this.signedAt = signedAt;
  }
}

export class NotAuthorizedToSign extends Refusal {
  readonly code = 'NOT_AUTHORIZED_TO_SIGN' as const;
  constructor() {
    super('协议须由社工站负责人或社会组织负责人签字，请转交本单位负责人办理。');
  }
}

/** The pairing was ended before its time, because the organization left: nothing of it is signed any more. */
export class PairingTerminated extends Refusal {
  readonly code = 'PAIRING_TERMINATED' as const;
  constructor() {
    super('这段结对已经终止，协议不再签署。请与社工站或主管单位联系，另行安排。');
  }
}

/** The same two parties already have an agreement in these days. */
export class PairingOverlaps extends Refusal {
  readonly code = 'PAIRING_OVERLAPS' as const;
  readonly agreementNumber: string;
  constructor(agreementNumber: string) {
    super(`双方已有协议 ${agreementNumber} 在同一时期内，请在该协议下开展服务，或调整起止日期。`);
    this.agreementNumber = agreementNumber;
  }
}
