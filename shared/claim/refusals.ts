/** What a step on a claim may answer instead. */
import { formatDate, formatDeadline, formatInstant, formatMoment, type LocalDate } from '../calendar.ts';
import type { Check } from '../matching/check.ts';
import type { Portion } from '../order/commitment.ts';
import { Refusal } from '../refusal.ts';
import { CLAIM_STATE_WORDS, type ClaimState } from './claim.ts';

/** Somebody was first; the loser learns who and when. */
export class AlreadyClaimed extends Refusal {
  readonly code = 'ALREADY_CLAIMED' as const;
  readonly organizationName: string;
  readonly claimedAt: Date;
  constructor(organizationName: string, claimedAt: Date) {
    super(`该点单已由${organizationName}于${formatMoment(claimedAt)} 接单，可查看相似点单。`);
    this.organizationName = organizationName;
    this.claimedAt = claimedAt;
  }
}

export class ClaimTooLate extends Refusal {
  readonly code = 'CLAIM_TOO_LATE' as const;
  readonly claimableUntil: Date;
  /** @param isResting not its deadline has passed, but the day by which its station was to say that it is still needed */
  constructor(claimableUntil: Date, isResting = false) {
    super(
      isResting
        ? `该点单自${formatInstant(claimableUntil)} 起暂停接单，等社工站确认仍需要。可与社工站联系，请其在点单里确认。`
        : `该点单已于${formatInstant(claimableUntil)} 截止接单，可与社工站联系，请其重新点单。`,
    );
    this.claimableUntil = claimableUntil;
  }
}

/** The organization fails hard checks; `checks` are the failed ones, each with its remedy. */
export class NotEligible extends Refusal {
  readonly code = 'NOT_ELIGIBLE' as const;
  readonly checks: readonly Check[];
  constructor(checks: readonly Check[]) {
    super(`暂不能接单：${checks.map((c) => (c.remedy ? `${c.reason}，${c.remedy}` : c.reason)).join('；')}。`);
    this.checks = checks;
  }
}

/** Not there, or not for this viewer: the two are one refusal. */
export class ClaimNotFound extends Refusal {
  readonly code = 'CLAIM_NOT_FOUND' as const;
  constructor() {
    super('没有找到这次接单，可能已撤回或不在您的查看范围。请返回接单列表查看。');
  }
}

export class ClaimNotIn extends Refusal {
  readonly code = 'CLAIM_NOT_IN' as const;
  readonly actual: ClaimState;
  constructor(actual: ClaimState) {
    super(`这次接单现为“${CLAIM_STATE_WORDS[actual]}”，不能进行此操作。请刷新后查看。`);
    this.actual = actual;
  }
}

/** The station did not decide, or the organization did not begin, in time; the order is open to everyone again. */
export class ClaimLapsed extends Refusal {
  readonly code = 'CLAIM_LAPSED' as const;
  readonly lapsedAt: Date;
  constructor(lapsedAt: Date, wasConfirmed = false) {
    super(
      `这次接单在${formatInstant(lapsedAt)} 前${wasConfirmed ? '未安排或开展服务' : '未获确认'}，已失效。点单已重新开放，请组织再次接单。`,
    );
    this.lapsedAt = lapsedAt;
  }
}

/** The lease has nothing left to extend: the first session is planned or recorded. */
export class AlreadyStarted extends Refusal {
  readonly code = 'CLAIM_ALREADY_STARTED' as const;
  constructor() {
    super('这次接单已安排或开展服务，不会再到期，无需延期。');
  }
}

export class AlreadyExtended extends Refusal {
  readonly code = 'CLAIM_ALREADY_EXTENDED' as const;
  readonly startUntil: Date;
  constructor(startUntil: Date) {
    super(`每次接单只能延期一次，这次已延至${formatDeadline(startUntil)}。请在此之前安排首场服务，或撤回接单。`);
    this.startUntil = startUntil;
  }
}

/** The day for the first session is not one of those on which the order may be served. */
export class FirstSessionNotPossible extends Refusal {
  readonly code = 'FIRST_SESSION_NOT_POSSIBLE' as const;
  readonly fromOn: LocalDate;
  readonly toOn: LocalDate;
  constructor(fromOn: LocalDate, toOn: LocalDate) {
    super(`首场服务应安排在${formatDate(fromOn)}至${formatDate(toOn)}之间，请重新选择日期。`);
    this.fromOn = fromOn;
    this.toOn = toOn;
  }
}

/** Somebody was first with a part of it; `left` names what may still be taken, nothing when all is. */
export class NotEnoughLeft extends Refusal {
  readonly code = 'NOT_ENOUGH_LEFT' as const;
  readonly left: readonly Portion[];
  constructor(left: readonly Portion[], words: string) {
    super(
      left.length === 0
        ? '该点单已全部有单位承接。如有单位退回，会重新开放，可先查看其他点单。'
        : `剩余数量不够了，现在${words}。请按剩余数量重新填写后接单。`,
    );
    this.left = left;
  }
}

/** What it would take is not said, said twice, or not of this order. */
export class ShareUnclear extends Refusal {
  readonly code = 'SHARE_UNCLEAR' as const;
  constructor() {
    super('请写明要承接哪几项、各多少，至少一项，数量为 1 以上的整数。');
  }
}
