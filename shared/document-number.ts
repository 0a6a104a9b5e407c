/** Numbers of the four papers people cite by telephone: DD-2026-0001 and its like. */

export const NUMBERED_KINDS = ['order', 'offer', 'agreement', 'session'] as const;
export type NumberedKind = (typeof NUMBERED_KINDS)[number];

/** 点单, 供给, 协议, 服务. */
export const NUMBER_PREFIXES: Record<NumberedKind, string> = {
  order: 'DD',
  offer: 'GG',
  agreement: 'XY',
  session: 'FW',
};

/** `DD-2026-0001`. The sequence runs within one tenant, kind and year, and may outgrow four digits. */
export function documentNumber(kind: NumberedKind, year: number, sequence: number): string {
  return `${NUMBER_PREFIXES[kind]}-${year}-${String(sequence).padStart(4, '0')}`;
}
