/** What a survey must say before it is submitted, and what it may not say. */
import { formatDate, localDateOf } from '../calendar.ts';
import type { PersonalDataFound } from '../personal-data.ts';
import { refusePersonalData } from '../personal-data-scan.ts';
import type { FieldProblem } from '../refusal.ts';
import { lengthOf } from '../text.ts';
import {
  FINDINGS_MIN,
  FINDINGS_MAX,
  WORKERS_MAX,
  WORKER_NAME_MAX,
  SURVEY_ORGANIZATIONS_MAX,
  VILLAGE_MAX,
  POPULATION_MAX,
} from './limits.ts';
import type { SurveyFields } from './survey.ts';
import { SurveyIncomplete } from './survey-refusals.ts';

export type SubmittableSurvey = { readonly [K in keyof SurveyFields]: NonNullable<SurveyFields[K]> };

/**
 * The fields, known to be whole, or why they cannot be submitted at `at`.
 *
 * @returns `SurveyIncomplete` with every problem at once; `PersonalDataFound` with every spot, once it is whole
 */
export function checkSurvey(fields: SurveyFields, at: Date): SubmittableSurvey | SurveyIncomplete | PersonalDataFound {
  const problems = [...factProblems(fields, at), ...textProblems(fields)];
  if (0 < problems.length) return new SurveyIncomplete(problems);
  return refusePersonalData({ findings: fields.findings, village: fields.village }) ?? (fields as SubmittableSurvey);
}

function factProblems({ method, heldOn, population, workers, organizationIds }: SurveyFields, at: Date) {
  const problems: FieldProblem[] = [];
  const today = localDateOf(at);
  if (method === null) problems.push({ field: 'method', message: '请选择调查方式' });
  if (heldOn === null) problems.push({ field: 'heldOn', message: '请选择调查日期' });
  else if (today < heldOn) problems.push({ field: 'heldOn', message: `调查日期不能晚于今天（${formatDate(today)}）` });
  if (workers.every((name) => name.trim() === ''))
    problems.push({ field: 'workers', message: '请写明本站参加调查的人员' });
  if (WORKERS_MAX < workers.length) problems.push({ field: 'workers', message: `人员不超过 ${WORKERS_MAX} 名` });
  if (workers.some((name) => WORKER_NAME_MAX < lengthOf(name)))
    problems.push({ field: 'workers', message: `每个姓名不超过 ${WORKER_NAME_MAX} 字，多人请用顿号分开` });
  if (SURVEY_ORGANIZATIONS_MAX < organizationIds.length)
    problems.push({ field: 'organizationIds', message: `共同调查的组织不超过 ${SURVEY_ORGANIZATIONS_MAX} 家` });
  if (population === null || population.value < 1 || POPULATION_MAX < population.value)
    problems.push({ field: 'population', message: `请填写调查了多少，1 至 ${POPULATION_MAX}` });
  return problems;
}

function textProblems({ findings, village }: SurveyFields): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const length = lengthOf(findings.trim());
  if (length < FINDINGS_MIN || FINDINGS_MAX < length)
    problems.push({
      field: 'findings',
      message: `调查发现应为 ${FINDINGS_MIN} 至 ${FINDINGS_MAX} 字，现为 ${length} 字`,
    });
  if (VILLAGE_MAX < lengthOf(village))
    problems.push({ field: 'village', message: `村（社区）不超过 ${VILLAGE_MAX} 字` });
  return problems;
}
