/** What a station does with its surveys, and an organization with its part. Lock, decide (shared), save. */
import type { Tx } from '@jiedui/db/connect.ts';
import { checkNeed } from '@jiedui/shared/order/need-recording.ts';
import { NeedIncomplete } from '@jiedui/shared/order/need-refusals.ts';
import type { SurveyFields } from '@jiedui/shared/order/survey.ts';
import { moveSurvey, moveSurveyPart } from '@jiedui/shared/order/survey-lifecycle.ts';
import {
  SurveyIncomplete,
  SurveyNotFound,
  SurveyNotIn,
  type SurveyPartNotIn,
} from '@jiedui/shared/order/survey-refusals.ts';
import { checkSurvey } from '@jiedui/shared/order/survey-submitting.ts';
import { type FieldSpot, PersonalDataFound } from '@jiedui/shared/personal-data.ts';
import { checkReason, type FieldProblem, ReasonMissing, Refusal, StaleVersion } from '@jiedui/shared/refusal.ts';
import { v7 as uuid } from 'uuid';
import { badInput, forbidden } from '../errors.ts';
import { type CommandContext, type Done, type DomainEvent, command } from '../hall/command.ts';
import { nextNumber } from '../hall/numbering.store.ts';
import { organizationsById } from '../organization/organization.store.ts';
import { stationsById } from '../station/station.store.ts';
import { organizationIdsOf, stationIdOf, stationIdsOf, type Viewer } from '../viewer.ts';
import { needsOfSurvey, recordNeedsOfSurvey, type NeedRow } from './need.store.ts';
import {
  insertCorrection,
  insertSurvey,
  lockPart,
  lockSurvey,
  savePart,
  saveSurvey,
  submitSurveyRow,
  surveyById,
  type SurveyRow,
} from './survey.store.ts';

const FIELD_NAMES = [
  'method',
  'heldOn',
  'workers',
  'organizationIds',
  'population',
  'village',
  'findings',
] as const satisfies (keyof SurveyFields)[];

const fieldsOf = (input: SurveyFields): SurveyFields => {
  const fields = Object.fromEntries(FIELD_NAMES.map((name) => [name, input[name]])) as unknown as SurveyFields;
  return { ...fields, organizationIds: [...new Set(fields.organizationIds)] };
};
/** As its own station reads it: nothing is hidden. */
const writtenIn = (survey: SurveyRow): SurveyFields => ({
  ...fieldsOf(survey as unknown as SurveyFields),
  workers: survey.workers ?? [],
  village: survey.village ?? '',
  findings: survey.findings ?? '',
});

export interface SaveSurveyDraftInput extends SurveyFields {
  readonly clientMutationId: string;
  /** Null for a new draft. */
  readonly id: string | null;
  readonly expectedVersion: number | null;
}

/** Saves what was written so far, whole or not; only the station sees it. */
export function saveSurveyDraft(
  context: CommandContext,
  input: SaveSurveyDraftInput,
): Promise<SurveyRow | SurveyNotFound | SurveyNotIn | StaleVersion> {
  const operation = { name: 'saveSurveyDraft', key: input.clientMutationId, input, reload: surveyById };
  return command(context, operation, async (tx, viewer) => {
    const fields = fieldsOf(input);
    if (input.id === null) {
      await mustExist(tx, fields.organizationIds);
      return startSurvey(tx, viewer, fields, context.at);
    }
    const survey = await lockOwn(tx, viewer, input.id, input.expectedVersion);
    if (survey instanceof Refusal) return survey;
    const state = moveSurvey(survey, 'save');
    if (state instanceof Refusal) return state;
    await mustExist(tx, fields.organizationIds);
    await saveSurvey(tx, viewer.tenantId, survey, fields, context.at);
    return doneWith(tx, survey, changedIn(survey, fields), 'survey.drafted');
  });
}

async function startSurvey(tx: Tx, viewer: Viewer, fields: SurveyFields, at: Date): Promise<Done<SurveyRow>> {
  const stationId = stationIdOf(viewer);
  const [station] = stationId ? await stationsById(tx, [stationId]) : [];
  if (!station) throw forbidden('社工站人员');
  const survey = {
    id: uuid(),
    tenantId: viewer.tenantId,
    number: await nextNumber(tx, viewer.tenantId, 'survey', at),
    stationId: station.id,
    authorityId: station.authorityId,
    regionCode: station.regionCode,
    createdBy: viewer.accountId,
    createdAt: at,
  };
  await insertSurvey(tx, survey, fields);
  return doneWith(tx, { id: survey.id, version: 0 }, FIELD_NAMES, 'survey.drafted');
}

export interface SubmitSurveyInput {
  readonly clientMutationId: string;
  readonly surveyId: string;
  readonly expectedVersion: number;
}

/**
 * 提交调查: from now on the bureau sees when, how and how many; the needs it found stand on the list, and the organizations
 * named are asked for their part.
 * @returns `SurveyIncomplete` with every problem of the survey and of its needs (`needs.0.title`) at once
 */
export function submitSurvey(
  context: CommandContext,
  input: SubmitSurveyInput,
): Promise<SurveyRow | SurveyNotFound | SurveyNotIn | StaleVersion | SurveyIncomplete | PersonalDataFound> {
  const operation = { name: 'submitSurvey', key: input.clientMutationId, input, reload: surveyById };
  return command(context, operation, async (tx, viewer) => {
    const survey = await lockOwn(tx, viewer, input.surveyId, input.expectedVersion);
    if (survey instanceof Refusal) return survey;
    const state = moveSurvey(survey, 'submit');
    if (state instanceof Refusal) return state;
    const refused = wrongIn(checkSurvey(writtenIn(survey), context.at), await needsOfSurvey(tx, survey.id));
    if (refused) return refused;
    await submitSurveyRow(tx, survey, context.at);
    await recordNeedsOfSurvey(tx, survey.id, context.at);
    return doneWith(tx, survey, ['state', 'submittedAt'], 'survey.submitted');
  });
}

/** What is wrong with a survey and with its needs, together; gaps come before personal data. */
function wrongIn(
  checked: ReturnType<typeof checkSurvey>,
  needs: readonly NeedRow[],
): SurveyIncomplete | PersonalDataFound | null {
  const problems: FieldProblem[] = checked instanceof SurveyIncomplete ? [...checked.problems] : [];
  const spots: FieldSpot[] = checked instanceof PersonalDataFound ? [...checked.spots] : [];
  for (const [index, need] of needs.entries()) {
    const found = checkNeed({ ...need, village: need.village ?? '', place: need.place ?? '' });
    const within = (field: string) => `needs.${index}.${field}`;
    if (found instanceof NeedIncomplete)
      problems.push(
        ...found.problems.map(({ field, message }) => ({
          field: within(field),
          message: `第 ${index + 1} 条需求${message}`,
        })),
      );
    if (found instanceof PersonalDataFound)
      spots.push(...found.spots.map((spot) => ({ ...spot, field: within(spot.field) })));
  }
  if (0 < problems.length) return new SurveyIncomplete(problems);
  return 0 < spots.length ? new PersonalDataFound(spots) : null;
}

export interface CorrectSurveyInput extends SurveyFields {
  readonly clientMutationId: string;
  readonly surveyId: string;
  readonly expectedVersion: number;
  readonly reason: string;
}

/** 更正: what was submitted is written anew with a reason; what it said before is kept, and its organizations are asked anew. */
export function correctSurvey(
  context: CommandContext,
  input: CorrectSurveyInput,
): Promise<
  SurveyRow | SurveyNotFound | SurveyNotIn | StaleVersion | SurveyIncomplete | PersonalDataFound | ReasonMissing
> {
  const operation = { name: 'correctSurvey', key: input.clientMutationId, input, reload: surveyById };
  return command(context, operation, async (tx, viewer) => {
    const survey = await lockOwn(tx, viewer, input.surveyId, input.expectedVersion);
    if (survey instanceof Refusal) return survey;
    const state = moveSurvey(survey, 'correct');
    if (state instanceof Refusal) return state;
    const reason = checkReason(input.reason);
    if (reason instanceof Refusal) return reason;
    const fields = fieldsOf(input);
    const checked = checkSurvey(fields, context.at);
    if (checked instanceof Refusal) return checked;
    const changed = changedIn(survey, fields);
    if (changed.length === 0)
      return new SurveyIncomplete([{ field: 'findings', message: '内容与原来一样，改好后再提交更正' }]);
    await mustExist(tx, fields.organizationIds);
    await insertCorrection(tx, viewer.tenantId, survey.stationId, {
      id: uuid(),
      surveyId: survey.id,
      reason,
      changed,
      before: writtenIn(survey),
      correctedBy: viewer.accountId,
      correctedAt: context.at,
    });
    await saveSurvey(tx, viewer.tenantId, survey, fields, context.at);
    return doneWith(tx, survey, changed, 'survey.corrected');
  });
}

export interface AnswerSurveyPartInput {
  readonly clientMutationId: string;
  readonly surveyId: string;
  /** Whether the organization took part. */
  readonly tookPart: boolean;
}

/** An organization says that it took part, or that it did not. */
export function answerSurveyPart(
  context: CommandContext,
  input: AnswerSurveyPartInput,
): Promise<SurveyRow | SurveyNotFound | SurveyPartNotIn> {
  const operation = { name: 'answerSurveyPart', key: input.clientMutationId, input, reload: surveyById };
  return command(context, operation, async (tx, viewer) => {
    const [survey, part] = [
      await surveyById(tx, input.surveyId),
      await lockPart(tx, input.surveyId, organizationIdsOf(viewer)),
    ];
    if (!survey || !part) return new SurveyNotFound();
    const state = moveSurveyPart(part.state, input.tookPart ? 'confirm' : 'decline');
    if (state instanceof Refusal) return state;
    await savePart(tx, { ...part, state, decidedAt: context.at }, viewer.accountId);
    const { id, version, stationId } = survey;
    return {
      value: survey,
      entity: 'survey',
      entityId: id,
      versionBefore: version,
      versionAfter: version,
      changed: ['part'],
      events: [
        {
          topic: 'survey.partAnswered',
          entityId: id,
          version,
          payload: { stationId, organizationId: part.organizationId },
        },
      ],
    };
  });
}

/** Chosen from a list of ours: an id that is not there is a developer's mistake. */
async function mustExist(tx: Tx, organizationIds: readonly string[]): Promise<void> {
  const found = organizationIds.length === 0 ? [] : await organizationsById(tx, organizationIds);
  if (found.length < organizationIds.length) throw badInput('organizationIds', organizationIds, '应为已登记的组织');
}

/** The survey of the viewer's own station, locked; somebody else's and a missing one are the same refusal. */
async function lockOwn(
  tx: Tx,
  viewer: Viewer,
  id: string,
  expectedVersion: number | null,
): Promise<SurveyRow | SurveyNotFound | StaleVersion> {
  const survey = await lockSurvey(tx, id);
  if (!survey || !stationIdsOf(viewer).includes(survey.stationId)) return new SurveyNotFound();
  return expectedVersion === survey.version ? survey : new StaleVersion(survey.version);
}

function changedIn(survey: SurveyRow, fields: SurveyFields): string[] {
  const before = writtenIn(survey);
  return FIELD_NAMES.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(fields[name]));
}

async function doneWith(
  tx: Tx,
  before: { readonly id: string; readonly version: number },
  changed: readonly string[],
  topic: string,
): Promise<Done<SurveyRow>> {
  const survey = await surveyById(tx, before.id);
  if (!survey) throw new Error(`survey ${before.id} vanished inside its own transaction`);
  const { id, version, stationId, authorityId, organizationIds } = survey;
  const payload: DomainEvent['payload'] =
    survey.state === 'draft' ? { stationId } : { stationId, authorityId, organizationIds };
  return {
    value: survey,
    entity: 'survey',
    entityId: id,
    versionBefore: before.version === 0 ? null : before.version,
    versionAfter: version,
    changed,
    events: [{ topic, entityId: id, version, payload }],
  };
}
