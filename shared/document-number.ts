/** Numbers of the papers people cite by telephone: DD-2026-0001 and its like. */

export const NUMBERED_KINDS = ['order', 'offer', 'agreement', 'session', 'survey', 'need'] as const;
export type NumberedKind = (typeof NUMBERED_KINDS)[number];

/** 点单, 供给, 协议, 服务, 调查, 需求. */
export const NUMBER_PREFIXES: Record<NumberedKind, string> = {
  order: 'DD',
  offer: 'GG',
  agreement: 'XY',
  session: 'FW',
  survey: 'DC',
  need: 'XQ',
};

/** `DD-2026-0001`. The sequence runs within one tenant, kind and year, and may outgrow four digits. */
export function documentNumber(kind: NumberedKind, year: number, sequence: number): string {
  return `${NUMBER_PREFIXES[kind]}-${year}-${String(sequence).padStart(4, '0')}`;
}
