/** How the cells of exported lists are written. */
import { COST_MODE_WORDS, OFFER_RESTING_WORD, OFFER_STATE_WORDS } from '@jiedui/shared/offer/offer.ts';
import { NEED_SOURCE_WORDS, NEED_STATE_WORDS } from '@jiedui/shared/order/need.ts';
import {
  NEED_TYPE_WORDS,
  ORDER_LEG_WORDS,
  ORDER_MODE_WORDS,
  ORDER_RESTING_WORD,
  ORDER_STATE_WORDS,
  URGENCY_WORDS,
} from '@jiedui/shared/order/order.ts';
import { PROVIDER_STATE_WORDS, PROVIDER_KIND_WORDS, ratingWords } from '@jiedui/shared/organization/organization.ts';
import { qualificationWords } from '@jiedui/shared/organization/qualification.ts';
import { PAIRING_KIND_WORDS, PAIRING_STATE_WORDS } from '@jiedui/shared/pairing/pairing.ts';
import { formatQuantity, type Qualifier, type Unit } from '@jiedui/shared/quantity.ts';
import type { ExportColumn, ExportList } from '@jiedui/shared/report/export/columns.ts';
import { ACTIVITY_CATEGORY_WORDS, SERVICE_METHOD_WORDS, SESSION_STATE_WORDS } from '@jiedui/shared/service/session.ts';
import { STATION_STATE_WORDS } from '@jiedui/shared/station/station.ts';
import { AREA_WORDS, serviceTypeArea, serviceTypeWords } from '@jiedui/shared/taxonomy/scheme.ts';
import { targetGroupWords } from '@jiedui/shared/taxonomy/target-groups.ts';
import type { OutCell } from '../../hall/sheet/write-xlsx.ts';
import { dayCell } from '../import/list-sheet.ts';
import type { ExportRow } from './export.store.ts';

const DAYS = [
  'windowFrom',
  'windowTo',
  'claimableUntil',
  'fromOn',
  'toOn',
  'filedOn',
  'startedOn',
  'endedOn',
  'recordedOn',
];
type Words = Readonly<Record<string, string>>;
const WORDS: Readonly<Record<string, Words>> = {
  needType: NEED_TYPE_WORDS,
  mode: ORDER_MODE_WORDS,
  leg: ORDER_LEG_WORDS,
  urgency: URGENCY_WORDS,
  providerKind: PROVIDER_KIND_WORDS,
  costMode: COST_MODE_WORDS,
  kind: PAIRING_KIND_WORDS,
  offerState: { ...OFFER_STATE_WORDS, resting: OFFER_RESTING_WORD },
  organizationState: PROVIDER_STATE_WORDS,
  category: ACTIVITY_CATEGORY_WORDS,
  method: SERVICE_METHOD_WORDS,
  sessionState: SESSION_STATE_WORDS,
  needState: NEED_STATE_WORDS,
  source: NEED_SOURCE_WORDS,
};
const STATE_WORDS: Readonly<Partial<Record<ExportList, readonly [string, Words]>>> = {
  orders: ['state', ORDER_STATE_WORDS],
  stations: ['stationState', STATION_STATE_WORDS],
  pairings: ['pairingState', PAIRING_STATE_WORDS],
};

const text = (value: string): OutCell => ({ value, style: 'text' });
const several = (value: unknown, words: (code: string) => string) =>
  text((value as readonly string[]).map(words).join('、'));

/** The cell of a column; blank where the record does not say. */
export function cellOf(list: ExportList, { key }: ExportColumn, row: ExportRow, seq: number): OutCell {
  if (key === 'seq') return { value: seq, style: 'body' };
  const derived = derivedCell(list, key, row);
  if (derived) return derived;
  const value = row[key];
  if (value === null || value === undefined) return text('');
  if (DAYS.includes(key)) return dayCell(value as string);
  if (key === 'serviceType') return text(serviceTypeWords(value as string));
  if (key === 'serviceTypes') return several(value, serviceTypeWords);
  if (key === 'targetGroups') return several(value, targetGroupWords);
  if (key === 'qualifications') return several(value, qualificationWords);
  const words = WORDS[key];
  if (words) return text(words[value as string] ?? String(value));
  return typeof value === 'number' ? { value, style: 'body' } : text(String(value));
}

function derivedCell(list: ExportList, key: string, row: ExportRow): OutCell | null {
  const stated = STATE_WORDS[list];
  if (key === 'state' && row['resting'] === true) return text(ORDER_RESTING_WORD);
  if (key === 'state' && stated) return text(stated[1][row[stated[0]] as string] ?? '');
  if (key === 'area') {
    const area = typeof row['serviceType'] === 'string' ? serviceTypeArea(row['serviceType']) : undefined;
    return text(area ? AREA_WORDS[area] : '');
  }
  if (key === 'headcount') {
    const value = row['headcountValue'];
    if (typeof value !== 'number') return text('');
    return text(
      formatQuantity({ value, qualifier: row['headcountQualifier'] as Qualifier, unit: row['headcountUnit'] as Unit }),
    );
  }
  if (key === 'budget' || key === 'price') return moneyCell(row[`${key}Fen`]);
  if (key === 'rating') return text(row['rating'] === null ? '' : ratingWords(row['rating'] as number));
  if (key === 'pilot') return text(row['pilot'] ? '是' : '否');
  return null;
}

const moneyCell = (fen: unknown): OutCell =>
  typeof fen === 'number' ? { value: fen / 100, style: 'money' } : text('');
