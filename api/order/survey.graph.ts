/** Surveys on the graph: names, shapes, arguments. No rule lives here; see shared/order/survey.ts. */
import { SURVEY_METHODS, SURVEY_PART_STATES, SURVEY_STATES } from '@jiedui/shared/order/survey.ts';
import {
  SurveyIncomplete,
  SurveyNotFound,
  SurveyNotIn,
  SurveyPartNotIn,
} from '@jiedui/shared/order/survey-refusals.ts';
import { PersonalDataFound } from '@jiedui/shared/personal-data.ts';
import { ReasonMissing, StaleVersion } from '@jiedui/shared/refusal.ts';
import DataLoader from 'dataloader';
import { access, organization, signedIn, station, viaParent } from '../access.ts';
import { builder, RefusalInterface } from '../builder.ts';
import { type Context, viewerOf } from '../context.ts';
import { badInput } from '../errors.ts';
import { connectionOf, pageAsked, pageOf } from '../hall/page.ts';
import { FieldProblemRef } from '../hall/problem.graph.ts';
import { QuantityInput, QuantityRef } from '../hall/quantity.graph.ts';
import { loadOrganization, OrganizationRef } from '../organization/organization.graph.ts';
import { loadStation, StationRef } from '../station/station.graph.ts';
import { organizationIdsOf } from '../viewer.ts';
import { answerSurveyPart, correctSurvey, saveSurveyDraft, submitSurvey } from './survey.commands.ts';
import {
  type Correction,
  correctionsOf,
  countSurveys,
  listSurveys,
  partsOfSurveys,
  surveyById,
  type SurveyPart,
  type SurveyRow,
} from './survey.store.ts';

export const SurveyMethodEnum = builder.enumType('SurveyMethod', { values: SURVEY_METHODS });
const SurveyStateEnum = builder.enumType('SurveyState', { values: SURVEY_STATES });
const SurveyPartStateEnum = builder.enumType('SurveyPartState', { values: SURVEY_PART_STATES });

const SurveyPartRef = builder.objectRef<SurveyPart>('SurveyPart').implement({
  description: 'An organization that took part, and what it says of it.',
  extensions: access(viaParent),
  fields: (t) => ({
    organization: t.field({
      type: OrganizationRef,
      resolve: (part, _args, context) => loadOrganization(context, part.organizationId),
    }),
    state: t.expose('state', { type: SurveyPartStateEnum }),
    decidedAt: t.expose('decidedAt', { type: 'Instant', nullable: true }),
    mayAnswer: t.boolean({
      description: 'Whether it waits for the viewer.',
      resolve: (part, _args, context) =>
        part.state === 'pending' && organizationIdsOf(viewerOf(context)).includes(part.organizationId),
    }),
  }),
});

const SurveyCorrectionRef = builder.objectRef<Correction>('SurveyCorrection').implement({
  description: '更正: why, and which fields were written anew.',
  extensions: access(viaParent),
  fields: (t) => ({
    id: t.exposeID('id'),
    reason: t.exposeString('reason'),
    changed: t.stringList({ resolve: (correction) => [...correction.changed] }),
    correctedAt: t.expose('correctedAt', { type: 'Instant' }),
  }),
});

const loadParts = (context: Context, surveyId: string): Promise<readonly SurveyPart[]> =>
  context
    .loader(
      'survey.parts',
      () =>
        new DataLoader<string, readonly SurveyPart[]>(async (ids) => {
          const parts = await partsOfSurveys(await context.tx(), ids);
          return ids.map((id) => parts.filter((part) => part.surveyId === id));
        }),
    )
    .load(surveyId);

export const SurveyRef = builder.objectRef<SurveyRow>('Survey').implement({
  description: '需求调查: one round of asking, by a station alone or with organizations.',
  extensions: access(viaParent),
  isTypeOf: (value) => !(value instanceof Error),
  fields: (t) => ({
    id: t.exposeID('id'),
    number: t.exposeString('number'),
    version: t.exposeInt('version'),
    state: t.expose('state', { type: SurveyStateEnum }),
    method: t.expose('method', { type: SurveyMethodEnum, nullable: true }),
    heldOn: t.expose('heldOn', { type: 'LocalDate', nullable: true }),
    population: t.expose('population', { type: QuantityRef, nullable: true, description: 'How many were asked.' }),
    workers: t.stringList({
      nullable: true,
      description: 'Who of the station asked; null for a reader who may not see what was written down.',
      resolve: ({ workers }) => workers && [...workers],
    }),
    village: t.exposeString('village', { nullable: true, description: 'Null as for workers.' }),
    findings: t.exposeString('findings', { nullable: true, description: 'Null as for workers.' }),
    station: t.field({ type: StationRef, resolve: (survey, _args, context) => loadStation(context, survey.stationId) }),
    parts: t.field({
      type: [SurveyPartRef],
      resolve: async (survey, _args, context) => [...(await loadParts(context, survey.id))],
    }),
    corrections: t.field({
      type: [SurveyCorrectionRef],
      description: 'The station’s own; newest first.',
      resolve: async (survey, _args, context) => correctionsOf(await context.tx(), survey.id),
    }),
    needCount: t.exposeInt('needCount', { description: 'Needs it found that the viewer may see.' }),
    submittedAt: t.expose('submittedAt', { type: 'Instant', nullable: true }),
    updatedAt: t.expose('updatedAt', { type: 'Instant' }),
  }),
});

builder.objectType(SurveyNotFound, {
  name: 'SurveyNotFound',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
});
builder.objectType(SurveyNotIn, {
  name: 'SurveyNotIn',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ actual: t.expose('actual', { type: SurveyStateEnum }) }),
});
builder.objectType(SurveyPartNotIn, {
  name: 'SurveyPartNotIn',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ actual: t.expose('actual', { type: SurveyPartStateEnum }) }),
});
builder.objectType(SurveyIncomplete, {
  name: 'SurveyIncomplete',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ problems: t.field({ type: [FieldProblemRef], resolve: (refusal) => [...refusal.problems] }) }),
});

builder.queryField('survey', (t) =>
  t.field({
    type: SurveyRef,
    nullable: true,
    description: 'Null when it does not exist and when it is not for the viewer: the two look alike.',
    extensions: access(signedIn),
    args: { id: t.arg.id() },
    resolve: async (_root, { id }, context) => surveyById(await context.tx(), id),
  }),
);

const SurveyConnectionRef = connectionOf('Survey', SurveyRef);

builder.queryField('surveys', (t) =>
  t.field({
    type: SurveyConnectionRef,
    description:
      'Newest first. A station sees its own, an organization those in which it took part, the bureau those submitted.',
    extensions: access(signedIn),
    args: {
      first: t.arg.int(),
      after: t.arg.string({ required: false }),
      state: t.arg({ type: SurveyStateEnum, required: false }),
      method: t.arg({ type: SurveyMethodEnum, required: false }),
      stationId: t.arg.id({ required: false }),
    },
    resolve: async (_root, args, context) => {
      const { limit, afterId } = pageAsked(args);
      const filter = { state: args.state ?? null, method: args.method ?? null, stationId: args.stationId ?? null };
      const tx = await context.tx();
      return pageOf(await listSurveys(tx, filter, afterId, limit), limit, () => countSurveys(tx, filter));
    },
  }),
);

const SurveyFieldsInput = builder.inputType('SurveyFieldsInput', {
  description: 'What the station has written; a draft may lack any of it.',
  fields: (t) => ({
    method: t.field({ type: SurveyMethodEnum, required: false }),
    heldOn: t.field({ type: 'LocalDate', required: false }),
    workers: t.stringList({ required: false }),
    organizationIds: t.idList({ required: false }),
    population: t.field({ type: QuantityInput, required: false }),
    village: t.string({ required: false }),
    findings: t.string({ required: false }),
  }),
});

function fieldsFrom(fields: typeof SurveyFieldsInput.$inferInput) {
  if (fields.population && fields.population.value < 0)
    throw badInput('population', fields.population.value, '数量应为 0 以上');
  return {
    method: fields.method ?? null,
    heldOn: fields.heldOn ?? null,
    workers: fields.workers ?? [],
    organizationIds: fields.organizationIds ?? [],
    population: fields.population ?? null,
    village: fields.village ?? '',
    findings: fields.findings ?? '',
  };
}

const SurveyDraftInput = builder.inputType('SurveyDraftInput', {
  description: 'Without id and expectedVersion: a new draft.',
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    id: t.id({ required: false }),
    expectedVersion: t.int({ required: false }),
    fields: t.field({ type: SurveyFieldsInput }),
  }),
});
const SaveSurveyDraftResult = builder.errorUnion('SaveSurveyDraftResult', {
  types: [SurveyRef, SurveyNotFound, SurveyNotIn, StaleVersion],
});
builder.mutationField('saveSurveyDraft', (t) =>
  t.field({
    type: SaveSurveyDraftResult,
    extensions: access(station),
    args: { input: t.arg({ type: SurveyDraftInput }) },
    resolve: (_root, { input: { fields, ...input } }, context) =>
      saveSurveyDraft(context.command(), {
        clientMutationId: input.clientMutationId,
        id: input.id ?? null,
        expectedVersion: input.expectedVersion ?? null,
        ...fieldsFrom(fields),
      }),
  }),
);

const SubmitSurveyInput = builder.inputType('SubmitSurveyInput', {
  fields: (t) => ({ clientMutationId: t.field({ type: 'UUID' }), surveyId: t.id(), expectedVersion: t.int() }),
});
const SubmitSurveyResult = builder.errorUnion('SubmitSurveyResult', {
  types: [SurveyRef, SurveyNotFound, SurveyNotIn, StaleVersion, SurveyIncomplete, PersonalDataFound],
});
builder.mutationField('submitSurvey', (t) =>
  t.field({
    type: SubmitSurveyResult,
    description:
      '提交调查: its needs stand on the list from then on, and those who took part are asked for their part.',
    extensions: access(station),
    args: { input: t.arg({ type: SubmitSurveyInput }) },
    resolve: (_root, { input }, context) => submitSurvey(context.command(), input),
  }),
);

const CorrectSurveyInput = builder.inputType('CorrectSurveyInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    surveyId: t.id(),
    expectedVersion: t.int(),
    reason: t.string(),
    fields: t.field({ type: SurveyFieldsInput }),
  }),
});
const CorrectSurveyResult = builder.errorUnion('CorrectSurveyResult', {
  types: [SurveyRef, SurveyNotFound, SurveyNotIn, StaleVersion, SurveyIncomplete, PersonalDataFound, ReasonMissing],
});
builder.mutationField('correctSurvey', (t) =>
  t.field({
    type: CorrectSurveyResult,
    description: '更正: with a reason; what it said before is kept, and its organizations are asked anew.',
    extensions: access(station),
    args: { input: t.arg({ type: CorrectSurveyInput }) },
    resolve: (_root, { input: { fields, ...input } }, context) =>
      correctSurvey(context.command(), { ...input, ...fieldsFrom(fields) }),
  }),
);

const AnswerSurveyPartInput = builder.inputType('AnswerSurveyPartInput', {
  fields: (t) => ({ clientMutationId: t.field({ type: 'UUID' }), surveyId: t.id(), tookPart: t.boolean() }),
});
const AnswerSurveyPartResult = builder.errorUnion('AnswerSurveyPartResult', {
  types: [SurveyRef, SurveyNotFound, SurveyPartNotIn],
});
builder.mutationField('answerSurveyPart', (t) =>
  t.field({
    type: AnswerSurveyPartResult,
    description: 'An organization confirms that it took part, or says that it did not.',
    extensions: access(organization),
    args: { input: t.arg({ type: AnswerSurveyPartInput }) },
    resolve: (_root, { input }, context) => answerSurveyPart(context.command(), input),
  }),
);
