/** What a bureau fills in to open an authority below it, or to start a programme; both checked whole. */
import type { LocalDate } from '../calendar.ts';
import { type FieldProblem, problemsSentence, Refusal } from '../refusal.ts';
import { cleanText, lengthOf } from '../text.ts';
import type { Authority } from './authority.ts';
import { MOST_PAIRINGS_MAX, type Programme } from './programme.ts';
import { isRegionCode } from './region.ts';

export class AuthorityUnsound extends Refusal {
  readonly code = 'AUTHORITY_UNSOUND' as const;
  readonly problems: readonly FieldProblem[];
  constructor(problems: readonly FieldProblem[]) {
    super(problemsSentence(problems));
    this.problems = problems;
  }
}

export class ProgrammeUnsound extends Refusal {
  readonly code = 'PROGRAMME_UNSOUND' as const;
  readonly problems: readonly FieldProblem[];
  constructor(problems: readonly FieldProblem[]) {
    super(problemsSentence(problems));
    this.problems = problems;
  }
}

/** Regions that one authority may list; a province lists its townships one by one at most. */
export const JURISDICTION_MOST = 2000;

export type AuthorityOpening = Pick<Authority, 'name' | 'kind' | 'regionCode'> & {
  readonly jurisdiction: readonly string[];
};

/** The opening as it is kept, each region once; or everything that is wrong with it. */
export function checkAuthority(raw: AuthorityOpening): AuthorityOpening | AuthorityUnsound {
  const problems: FieldProblem[] = [];
  const name = cleanText(raw.name) ?? '';
  if (lengthOf(name) < 4 || 40 < lengthOf(name)) problems.push({ field: 'name', message: '单位名称应为 4 至 40 字' });
  if (!isRegionCode(raw.regionCode)) problems.push({ field: 'regionCode', message: '请选择单位所在的行政区划' });
  const jurisdiction = [...new Set(raw.jurisdiction)];
  if (jurisdiction.length === 0 || JURISDICTION_MOST < jurisdiction.length || !jurisdiction.every(isRegionCode))
    problems.push({ field: 'jurisdiction', message: `管辖范围请至少选一个行政区划，最多 ${JURISDICTION_MOST} 个` });
  return 0 < problems.length ? new AuthorityUnsound(problems) : { ...raw, name, jurisdiction };
}

export type ProgrammeOpening = Omit<Programme, 'id' | 'authorityId' | 'mostPairings' | 'version'>;

/** The programme as it is kept, or everything that is wrong with it. The due day leaves room in the shortest month. */
export function checkProgramme(raw: ProgrammeOpening): ProgrammeOpening | ProgrammeUnsound {
  const problems: FieldProblem[] = [];
  const name = cleanText(raw.name) ?? '';
  if (lengthOf(name) < 4 || 60 < lengthOf(name)) problems.push({ field: 'name', message: '方案名称应为 4 至 60 字' });
  const mode = cleanText(raw.mode) ?? '';
  if (lengthOf(mode) < 2 || 40 < lengthOf(mode)) problems.push({ field: 'mode', message: '帮扶模式应为 2 至 40 字' });
  if (raw.toOn < raw.fromOn) problems.push({ field: 'toOn', message: '结束日期不能早于开始日期' });
  if (tenYearsAfter(raw.fromOn) < raw.toOn) problems.push({ field: 'toOn', message: '方案最长 10 年，请核对结束日期' });
  if (!Number.isInteger(raw.dispatchDueDay) || raw.dispatchDueDay < 2 || 28 < raw.dispatchDueDay)
    problems.push({ field: 'dispatchDueDay', message: '月调度截止日应为每月 2 至 28 日' });
  return 0 < problems.length ? new ProgrammeUnsound(problems) : { ...raw, name, mode };
}

/** A limit on how many stations one organization is paired with, or `ProgrammeUnsound`; null is no limit. */
export function checkMostPairings(most: number | null): number | null | ProgrammeUnsound {
  if (most === null || (Number.isInteger(most) && 1 <= most && most <= MOST_PAIRINGS_MAX)) return most;
  return new ProgrammeUnsound([
    { field: 'mostPairings', message: `结对上限应为 1 至 ${MOST_PAIRINGS_MAX} 的整数，不设上限请留空` },
  ]);
}

function tenYearsAfter(day: LocalDate): LocalDate {
  return `${Number(day.slice(0, 4)) + 10}${day.slice(4)}` as LocalDate;
}
