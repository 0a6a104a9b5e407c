/** What setting the claim terms may answer instead. */
import { Refusal } from '../refusal.ts';
import { CLAIM_TERM_RANGES, CLAIM_TERM_WORDS, type ClaimTermNumber } from './claim-terms.ts';

/** Not there, or another authority's: the two are one refusal. */
export class ClaimTermsNotFound extends Refusal {
  readonly code = 'CLAIM_TERMS_NOT_FOUND' as const;
  constructor() {
    super('没有找到这个主管单位的接单规则，或不由您设置。请由该单位的经办人设置。');
  }
}

export class ClaimTermsOutOfRange extends Refusal {
  readonly code = 'CLAIM_TERMS_OUT_OF_RANGE' as const;
  readonly names: readonly ClaimTermNumber[];
  constructor(names: readonly ClaimTermNumber[]) {
    const words = names.map((name) => `${CLAIM_TERM_WORDS[name]}应为 ${CLAIM_TERM_RANGES[name].join(' 至 ')} 的整数`);
    super(`请改正：${words.join('；')}。`);
    this.names = names;
  }
}
