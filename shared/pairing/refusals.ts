/** What a step on a pairing agreement may answer instead. */
import { formatDate, formatInstant, type LocalDate } from '../calendar.ts';
import { PAIRING_STATE_WORDS, type PairingState } from './pairing.ts';
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

/** Not there, or not for this viewer: the two are one refusal. */
export class PairingNotFound extends Refusal {
  readonly code = 'PAIRING_NOT_FOUND' as const;
  constructor() {
    super('没有找到这段结对，可能不在您的查看范围。请返回结对一览表查看。');
  }
}

const STEP_NEEDS = {
  suspend: '只有结对中的可以暂停',
  resume: '只有已暂停的可以恢复',
  terminate: '已期满或已终止的不再终止',
  renew: '只有结对中的可以续签，已暂停的请先恢复',
} as const;

/** The pairing is not in a state from which this step starts. */
export class PairingNotIn extends Refusal {
  readonly code = 'PAIRING_NOT_IN' as const;
  readonly actual: PairingState;
  constructor(actual: PairingState, step: keyof typeof STEP_NEEDS) {
    super(`这段结对现在是“${PAIRING_STATE_WORDS[actual]}”，${STEP_NEEDS[step]}。请刷新后查看。`);
    this.actual = actual;
  }
}

export class RenewalTooEarly extends Refusal {
  readonly code = 'RENEWAL_TOO_EARLY' as const;
  readonly opensOn: LocalDate;
  constructor(opensOn: LocalDate) {
    super(`现在续签还早，${formatDate(opensOn)}起可以起草续签协议。`);
    this.opensOn = opensOn;
  }
}

/** A renewal that waits for signatures, or for its first day. */
export class RenewalWaits extends Refusal {
  readonly code = 'RENEWAL_WAITS' as const;
  readonly agreementNumber: string;
  constructor(agreementNumber: string) {
    super(`续签协议 ${agreementNumber} 已经起草，请双方负责人在协议页签字，不必另行起草。`);
    this.agreementNumber = agreementNumber;
  }
}

/** The programme says how many stations one organization may be paired with. */
export class PairingLimitReached extends Refusal {
  readonly code = 'PAIRING_LIMIT_REACHED' as const;
  readonly most: number;
  constructor(most: number) {
    super(`按帮扶方案，一家组织最多结对 ${most} 个社工站，已达上限。请另选组织，或请主管单位调整上限。`);
    this.most = most;
  }
}
