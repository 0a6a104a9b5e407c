/**
 * What may happen to a survey, and to the part of an organization in it.
 *
 *     draft ──save──▶ draft ──submit──▶ submitted ──correct (with a reason)──▶ submitted
 *
 *     pending ──confirm──▶ confirmed, pending ──decline──▶ declined, any ──ask (the survey was corrected)──▶ pending
 */
import type { SurveyPartState, SurveyState } from './survey.ts';
import { SurveyNotIn, SurveyPartNotIn } from './survey-refusals.ts';

/** The one table of moves of a survey. */
export const SURVEY_STEPS = {
  save: { from: 'draft', to: 'draft' },
  submit: { from: 'draft', to: 'submitted' },
  correct: { from: 'submitted', to: 'submitted' },
} as const satisfies Record<string, { from: SurveyState; to: SurveyState }>;
export type SurveyStep = keyof typeof SURVEY_STEPS;

/** The state the step leads to, or `SurveyNotIn` with the state the survey is in. */
export function moveSurvey(survey: { readonly state: SurveyState }, step: SurveyStep): SurveyState | SurveyNotIn {
  const { from, to } = SURVEY_STEPS[step];
  return survey.state === from ? to : new SurveyNotIn(survey.state);
}

/** The one table of moves of a part: a correction of the survey asks the organization anew. */
export const SURVEY_PART_STEPS = {
  confirm: { from: ['pending'], to: 'confirmed' },
  decline: { from: ['pending'], to: 'declined' },
  ask: { from: ['pending', 'confirmed', 'declined'], to: 'pending' },
} as const satisfies Record<string, { from: readonly SurveyPartState[]; to: SurveyPartState }>;
export type SurveyPartStep = keyof typeof SURVEY_PART_STEPS;

/** The state the step leads to, or `SurveyPartNotIn` with the answer that was given before. */
export function moveSurveyPart(state: SurveyPartState, step: SurveyPartStep): SurveyPartState | SurveyPartNotIn {
  const { from, to } = SURVEY_PART_STEPS[step];
  return (from as readonly SurveyPartState[]).includes(state) ? to : new SurveyPartNotIn(state);
}
