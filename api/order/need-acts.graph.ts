/** What a station does with needs, on the graph: write down, merge, take apart, screen. */
import {
  NeedIncomplete,
  NeedNotFound,
  NeedNotIn,
  NeedsNotMergeable,
  NOT_MERGEABLE,
  ReferralMissing,
} from '@jiedui/shared/order/need-refusals.ts';
import { SurveyNotFound } from '@jiedui/shared/order/survey-refusals.ts';
import { PersonalDataFound } from '@jiedui/shared/personal-data.ts';
import { ReasonMissing, StaleVersion } from '@jiedui/shared/refusal.ts';
import { access, station, viaParent } from '../access.ts';
import { builder, RefusalInterface } from '../builder.ts';
import { badInput } from '../errors.ts';
import { FieldProblemRef } from '../hall/problem.graph.ts';
import { QuantityInput } from '../hall/quantity.graph.ts';
import { dropNeed, keepNeedsApart, mergeNeeds, saveNeed, unmergeNeed } from './need.commands.ts';
import { NeedRef, NeedStateEnum, ScreenOutReasonEnum } from './need.graph.ts';
import { reopenNeed, screenInNeeds, screenOutNeed } from './need-screening.commands.ts';
import { NeedTypeEnum, OrderModeEnum, OrderRef, UrgencyEnum } from './order.graph.ts';

builder.objectType(NeedNotFound, {
  name: 'NeedNotFound',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
});
builder.objectType(NeedNotIn, {
  name: 'NeedNotIn',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ actual: t.expose('actual', { type: NeedStateEnum }) }),
});
builder.objectType(NeedIncomplete, {
  name: 'NeedIncomplete',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ problems: t.field({ type: [FieldProblemRef], resolve: (refusal) => [...refusal.problems] }) }),
});
builder.objectType(NeedsNotMergeable, {
  name: 'NeedsNotMergeable',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ why: t.expose('why', { type: builder.enumType('NotMergeable', { values: NOT_MERGEABLE }) }) }),
});
builder.objectType(ReferralMissing, {
  name: 'ReferralMissing',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
});

const SaveNeedInput = builder.inputType('SaveNeedInput', {
  description: 'Without id and expectedVersion: a new need.',
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    id: t.id({ required: false }),
    expectedVersion: t.int({ required: false }),
    surveyId: t.id({ required: false, description: 'The survey that found it; of a new need only.' }),
    hotline: t.boolean({ required: false, description: 'Told by the hotline; of a new need only.' }),
    record: t.boolean({ description: 'Whether it is to stand on the list; otherwise it is kept as a draft.' }),
    title: t.string({ required: false }),
    description: t.string({ required: false }),
    serviceType: t.string({ required: false }),
    targetGroups: t.stringList({ required: false }),
    needType: t.field({ type: NeedTypeEnum, required: false }),
    mode: t.field({ type: OrderModeEnum, required: false }),
    headcount: t.field({ type: QuantityInput, required: false }),
    urgency: t.field({ type: UrgencyEnum, required: false }),
    village: t.string({ required: false }),
    place: t.string({ required: false }),
    wantedFrom: t.field({ type: 'LocalDate', required: false }),
    wantedTo: t.field({ type: 'LocalDate', required: false }),
  }),
});
const SaveNeedResult = builder.errorUnion('SaveNeedResult', {
  types: [NeedRef, NeedNotFound, NeedNotIn, StaleVersion, NeedIncomplete, PersonalDataFound, SurveyNotFound],
});
builder.mutationField('saveNeed', (t) =>
  t.field({
    type: SaveNeedResult,
    description: '登记需求: a need of a draft survey is recorded with it.',
    extensions: access(station),
    args: { input: t.arg({ type: SaveNeedInput }) },
    resolve: (_root, { input }, context) => {
      if (input.headcount && input.headcount.value < 0)
        throw badInput('headcount', input.headcount.value, '人数应为 0 以上');
      return saveNeed(context.command(), {
        clientMutationId: input.clientMutationId,
        id: input.id ?? null,
        expectedVersion: input.expectedVersion ?? null,
        surveyId: input.surveyId ?? null,
        hotline: input.hotline ?? false,
        record: input.record,
        title: input.title ?? '',
        description: input.description ?? '',
        serviceType: input.serviceType ?? null,
        targetGroups: input.targetGroups ?? [],
        needType: input.needType ?? null,
        mode: input.mode ?? null,
        headcount: input.headcount ?? null,
        urgency: input.urgency ?? null,
        village: input.village ?? '',
        place: input.place ?? '',
        wantedFrom: input.wantedFrom ?? null,
        wantedTo: input.wantedTo ?? null,
      });
    },
  }),
);

const OneNeedInput = builder.inputType('OneNeedInput', {
  fields: (t) => ({ clientMutationId: t.field({ type: 'UUID' }), needId: t.id(), expectedVersion: t.int() }),
});
const DropNeedResult = builder.errorUnion('DropNeedResult', {
  types: [NeedRef, NeedNotFound, NeedNotIn, StaleVersion],
});
builder.mutationField('dropNeed', (t) =>
  t.field({
    type: DropNeedResult,
    description: 'A draft that is not wanted any more.',
    extensions: access(station),
    args: { input: t.arg({ type: OneNeedInput }) },
    resolve: (_root, { input }, context) => dropNeed(context.command(), input),
  }),
);

const MergeNeedsInput = builder.inputType('MergeNeedsInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    sourceId: t.id({ description: 'The one that is taken in.' }),
    sourceVersion: t.int(),
    targetId: t.id({ description: 'The one that stays.' }),
    targetVersion: t.int(),
    differentPeople: t.boolean({ description: 'Only then are they added.' }),
  }),
});
const MergeNeedsResult = builder.errorUnion('MergeNeedsResult', {
  types: [NeedRef, NeedNotFound, NeedNotIn, StaleVersion, NeedsNotMergeable],
});
builder.mutationField('mergeNeeds', (t) =>
  t.field({
    type: MergeNeedsResult,
    description: '合并: both stay as they were written. Answers with the one that stays.',
    extensions: access(station),
    args: { input: t.arg({ type: MergeNeedsInput }) },
    resolve: (_root, { input }, context) => mergeNeeds(context.command(), input),
  }),
);
const UnmergeNeedResult = builder.errorUnion('UnmergeNeedResult', {
  types: [NeedRef, NeedNotFound, NeedNotIn, StaleVersion, NeedsNotMergeable],
});
builder.mutationField('unmergeNeed', (t) =>
  t.field({
    type: UnmergeNeedResult,
    description: '拆开: the need stands on the list again, as it was written.',
    extensions: access(station),
    args: { input: t.arg({ type: OneNeedInput }) },
    resolve: (_root, { input }, context) => unmergeNeed(context.command(), input),
  }),
);

const KeepNeedsApartInput = builder.inputType('KeepNeedsApartInput', {
  fields: (t) => ({ clientMutationId: t.field({ type: 'UUID' }), needId: t.id(), otherId: t.id() }),
});
const KeepNeedsApartResult = builder.errorUnion('KeepNeedsApartResult', {
  types: [NeedRef, NeedNotFound, NeedsNotMergeable],
});
builder.mutationField('keepNeedsApart', (t) =>
  t.field({
    type: KeepNeedsApartResult,
    description: '不是重复: the two are not proposed again.',
    extensions: access(station),
    args: { input: t.arg({ type: KeepNeedsApartInput }) },
    resolve: (_root, { input }, context) => keepNeedsApart(context.command(), input),
  }),
);

const ChosenNeedInput = builder.inputType('ChosenNeedInput', {
  fields: (t) => ({ id: t.id(), version: t.int() }),
});
const ScreenInNeedsInput = builder.inputType('ScreenInNeedsInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    needs: t.field({ type: [ChosenNeedInput] }),
    differentPeople: t.boolean({ description: 'Only then are the people of several needs added.' }),
  }),
});
const ScreenInNeedsResult = builder.errorUnion('ScreenInNeedsResult', {
  types: [OrderRef, NeedNotFound, NeedNotIn, StaleVersion, NeedsNotMergeable],
});
builder.mutationField('screenInNeeds', (t) =>
  t.field({
    type: ScreenInNeedsResult,
    description: '转为点单: the draft of an order, filled in from the needs.',
    extensions: access(station),
    args: { input: t.arg({ type: ScreenInNeedsInput }) },
    resolve: (_root, { input }, context) => screenInNeeds(context.command(), input),
  }),
);

const ScreenOutNeedInput = builder.inputType('ScreenOutNeedInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    needId: t.id(),
    expectedVersion: t.int(),
    reason: t.field({ type: ScreenOutReasonEnum }),
    note: t.string({ required: false, description: 'Where it was referred to; otherwise a remark.' }),
  }),
});
const ScreenOutNeedResult = builder.errorUnion('ScreenOutNeedResult', {
  types: [NeedRef, NeedNotFound, NeedNotIn, StaleVersion, ReferralMissing, ReasonMissing],
});
builder.mutationField('screenOutNeed', (t) =>
  t.field({
    type: ScreenOutNeedResult,
    description: '不转点单: with a coded reason.',
    extensions: access(station),
    args: { input: t.arg({ type: ScreenOutNeedInput }) },
    resolve: (_root, { input }, context) => screenOutNeed(context.command(), { ...input, note: input.note ?? '' }),
  }),
);
const ReopenNeedResult = builder.errorUnion('ReopenNeedResult', {
  types: [NeedRef, NeedNotFound, NeedNotIn, StaleVersion],
});
builder.mutationField('reopenNeed', (t) =>
  t.field({
    type: ReopenNeedResult,
    description: '重新列入: it waits to be screened again.',
    extensions: access(station),
    args: { input: t.arg({ type: OneNeedInput }) },
    resolve: (_root, { input }, context) => reopenNeed(context.command(), input),
  }),
);
