/**
 * Survey (需求调查): one round of asking, by a station alone or with organizations. Needs are found by it (need.ts).
 * The noun only; its moves are in survey-lifecycle.ts. What the interviewer wrote stays with the station and those who took
 * part; the bureau sees when, how and how many were asked.
 */
import type { LocalDate } from '../calendar.ts';
import type { Quantity } from '../quantity.ts';

export const SURVEY_METHODS = [
  'household_visit',
  'phone',
  'questionnaire',
  'meeting',
  'hotline',
  'data_check',
] as const;
export type SurveyMethod = (typeof SURVEY_METHODS)[number];

export const SURVEY_METHOD_WORDS: Record<SurveyMethod, string> = {
  household_visit: '入户走访',
  phone: '电话',
  questionnaire: '问卷',
  meeting: '座谈会',
  hotline: '热线',
  data_check: '数据比对',
};

export const SURVEY_STATES = ['draft', 'submitted'] as const;
export type SurveyState = (typeof SURVEY_STATES)[number];
export const SURVEY_STATE_WORDS: Record<SurveyState, string> = { draft: '草稿', submitted: '已提交' };

/** What an organization says of its part in a survey. */
export const SURVEY_PART_STATES = ['pending', 'confirmed', 'declined'] as const;
export type SurveyPartState = (typeof SURVEY_PART_STATES)[number];
export const SURVEY_PART_STATE_WORDS: Record<SurveyPartState, string> = {
  pending: '待确认',
  confirmed: '已确认参与',
  declined: '称未参与',
};

/** What the station writes; a draft may lack any of it. */
export interface SurveyFields {
  readonly method: SurveyMethod | null;
  /** The day on which people were asked. */
  readonly heldOn: LocalDate | null;
  /** Who of the station asked, by the names they go by. */
  readonly workers: readonly string[];
  /** Organizations that took part; each confirms its own part. */
  readonly organizationIds: readonly string[];
  /** How many were asked. */
  readonly population: Quantity | null;
  /** The village or community; never shown above the station. */
  readonly village: string;
  readonly findings: string;
}
