/**
 * Direct pairing (直接结对): a station takes an offer that nobody asked for into a pairing, without an order and a claim
 * before it. Others were not asked, so it says why; the authority and the organization read it.
 */
import { cleanText, lengthOf } from '../text.ts';
import { AgreementIncomplete } from './refusals.ts';

export const JUSTIFICATION_MIN = 10;
export const JUSTIFICATION_MAX = 200;

/** The justification as it is kept, or `AgreementIncomplete`. */
export function checkJustification(raw: string): string | AgreementIncomplete {
  const text = cleanText(raw) ?? '';
  const length = lengthOf(text);
  if (JUSTIFICATION_MIN <= length && length <= JUSTIFICATION_MAX) return text;
  return new AgreementIncomplete([
    {
      field: 'justification',
      message: `请写明为什么直接与这家组织结对，${JUSTIFICATION_MIN} 至 ${JUSTIFICATION_MAX} 字，主管单位和对方会看到`,
    },
  ]);
}
