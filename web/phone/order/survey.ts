/** A survey as it is being written: text of controls turned into the API's input and into shared's fields. */
import { isLocalDate, type LocalDate } from '@jiedui/shared/calendar.ts';
import type { SurveyFields, SurveyMethod } from '@jiedui/shared/order/survey.ts';
import { graphql } from '../../gql/gql.ts';
import type { SurveyFieldsInput, SurveyFormFragment } from '../../gql/graphql.ts';
import { readCount, type QuantityText } from '../../kit/QuantityField.tsx';

export const SURVEY_FORM = graphql(/* GraphQL */ `
  fragment SurveyForm on Survey {
    id
    number
    version
    state
    method
    heldOn
    workers
    village
    findings
    population {
      value
      qualifier
      unit
    }
    parts {
      organization {
        id
        name
      }
    }
    updatedAt
  }
`);

export interface SurveyText {
  method: SurveyMethod | '';
  heldOn: string;
  /** Names, with 、 between them. */
  workers: string;
  organizationIds: readonly string[];
  population: QuantityText;
  village: string;
  findings: string;
}

export const blankSurvey = (today: string, worker: string): SurveyText => ({
  method: '',
  heldOn: today,
  workers: worker,
  organizationIds: [],
  population: { value: '', qualifier: 'exact', unit: 'household' },
  village: '',
  findings: '',
});

export const textOfSurvey = (survey: SurveyFormFragment): SurveyText => ({
  method: survey.method ?? '',
  heldOn: survey.heldOn ?? '',
  workers: (survey.workers ?? []).join('、'),
  organizationIds: survey.parts.map(({ organization }) => organization.id),
  population: survey.population
    ? { value: String(survey.population.value), qualifier: survey.population.qualifier, unit: survey.population.unit }
    : { value: '', qualifier: 'exact', unit: 'household' },
  village: survey.village ?? '',
  findings: survey.findings ?? '',
});

/** As shared's rules read it: what is empty is null. */
export function surveyFields(text: SurveyText): SurveyFields {
  const value = readCount(text.population.value);
  return {
    method: text.method || null,
    heldOn: isLocalDate(text.heldOn) ? (text.heldOn as LocalDate) : null,
    workers: text.workers
      .split(/[、,，;；\s]+/)
      .map((name) => name.trim())
      .filter(Boolean),
    organizationIds: text.organizationIds,
    population: value === null ? null : { value, qualifier: text.population.qualifier, unit: text.population.unit },
    village: text.village,
    findings: text.findings,
  };
}

export function surveyInput(text: SurveyText): SurveyFieldsInput {
  const fields = surveyFields(text);
  return { ...fields, workers: [...fields.workers], organizationIds: [...fields.organizationIds] };
}
