/**
 * Personal data in free text (个人信息扫描): what may not be published in an order, an offer or a record.
 * The scan itself is in personal-data-scan.ts.
 * Source: 个人信息保护法 §6 (minimisation), §28 (sensitive data).
 */
import { Refusal } from './refusal.ts';

export const PERSONAL_DATA_KINDS = ['id_number', 'mobile', 'landline', 'address'] as const;
export type PersonalDataKind = (typeof PERSONAL_DATA_KINDS)[number];

export const PERSONAL_DATA_KIND_WORDS: Record<PersonalDataKind, string> = {
  id_number: '身份证号',
  mobile: '手机号',
  landline: '固定电话',
  address: '详细住址',
};

/** Where it stands: code points, `from` inclusive, `to` exclusive. The excerpt is masked. */
export interface Spot {
  readonly kind: PersonalDataKind;
  readonly from: number;
  readonly to: number;
  readonly excerpt: string;
}

/** A spot in a named field (its GraphQL name). */
export interface FieldSpot extends Spot {
  readonly field: string;
}

/** The text names a person; it must go before the paper is published. */
export class PersonalDataFound extends Refusal {
  readonly code = 'PERSONAL_DATA_FOUND' as const;
  readonly spots: readonly FieldSpot[];
  constructor(spots: readonly FieldSpot[]) {
    const first = spots[0];
    const where = first
      ? `第 ${first.from + 1} 至 ${first.to} 字疑似${PERSONAL_DATA_KIND_WORDS[first.kind]}（${first.excerpt}）`
      : '含有个人信息';
    const more = spots.length > 1 ? `，另有 ${spots.length - 1} 处` : '';
    super(`${where}${more}。公开内容不得包含个人信息，请删去后再提交。`);
    this.spots = spots;
  }
}
