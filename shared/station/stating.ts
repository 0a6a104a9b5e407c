/** What a station states of one of its haves, and what its bureau makes of it. */
import type { LocalDate } from '../calendar.ts';
import { checkReason, type FieldProblem, type ReasonMissing, StaleVersion } from '../refusal.ts';
import { cleanText, lengthOf } from '../text.ts';
import { EMPTY_CONTENT, type HaveContent, type HaveRecord, type StatedHave, verifiedUntil } from './haves.ts';
import { HaveNotStated, HaveUnsound } from './refusals.ts';

export const EVIDENCE_MOST = 9;
/** Ten million yuan: beyond it somebody typed 分 for 元. */
const FUNDS_MOST_FEN = 1_000_000_000;

/**
 * The content as it is kept: only the part that belongs to the item. A statement may still have gaps: what there is, is
 * said, and the gaps stand beside it until it is whole.
 */
export function stateHave(
  item: StatedHave,
  content: HaveContent,
  fileIds: readonly string[],
): HaveContent | HaveUnsound {
  const problems: FieldProblem[] = [];
  if (EVIDENCE_MOST < fileIds.length || new Set(fileIds).size < fileIds.length)
    problems.push({ field: 'fileIds', message: `佐证最多 ${EVIDENCE_MOST} 张，且不能重复` });
  const source = cleanText(content.funds?.source ?? '') ?? '';
  if (item === 'funds') {
    const funds = content.funds;
    if (!funds) problems.push({ field: 'amountFen', message: '请填写经费金额' });
    else {
      if (!Number.isInteger(funds.amountFen) || funds.amountFen <= 0 || FUNDS_MOST_FEN < funds.amountFen)
        problems.push({ field: 'amountFen', message: '经费金额应大于 0，不超过 1000 万元' });
      if (lengthOf(source) < 2 || 60 < lengthOf(source))
        problems.push({ field: 'source', message: '经费来源应为 2 至 60 字，例如“区级财政预算”' });
    }
  }
  if (0 < problems.length) return new HaveUnsound(problems);
  if (item === 'equipment') return { ...EMPTY_CONTENT, equipment: [...new Set(content.equipment)] };
  if (item === 'rules') return { ...EMPTY_CONTENT, rules: [...new Set(content.rules)] };
  if (item === 'funds' && content.funds) return { ...EMPTY_CONTENT, funds: { ...content.funds, source } };
  return EMPTY_CONTENT;
}

export interface HaveDecision {
  readonly state: 'verified' | 'returned';
  readonly decidedOn: LocalDate;
  readonly expiresOn: LocalDate | null;
  readonly returnReason: string | null;
}

type Versioned = HaveRecord & { readonly version: number };

/**
 * The bureau has seen it and it stands, until the day that verifiedUntil tells.
 *
 * @returns `StaleVersion` when it is no longer what the officer read; `HaveNotStated` when nothing waits; `HaveUnsound` when
 *   the content does not reach the threshold: then it is to be returned, not verified
 */
export function verifyHave(
  item: StatedHave,
  record: Versioned | null,
  expectedVersion: number,
  gaps: readonly string[],
  today: LocalDate,
): HaveDecision | StaleVersion | HaveNotStated | HaveUnsound {
  if (record && record.version !== expectedVersion) return new StaleVersion(record.version);
  if (record?.state !== 'stated') return new HaveNotStated(item);
  if (0 < gaps.length) return new HaveUnsound(gaps.map((message) => ({ field: item, message })));
  return { state: 'verified', decidedOn: today, expiresOn: verifiedUntil(item, today), returnReason: null };
}

/** Back to the station, with the reason. */
export function returnHave(
  item: StatedHave,
  record: Versioned | null,
  expectedVersion: number,
  reason: string,
  today: LocalDate,
): HaveDecision | StaleVersion | HaveNotStated | ReasonMissing {
  if (record && record.version !== expectedVersion) return new StaleVersion(record.version);
  if (record === null || record.state === 'returned') return new HaveNotStated(item);
  const words = checkReason(reason);
  if (typeof words !== 'string') return words;
  return { state: 'returned', decidedOn: today, expiresOn: null, returnReason: words };
}
