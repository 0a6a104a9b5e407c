/** Stating, verifying and returning a have on the graph. How the six stand is declared by the last room, which sees services. */
import { ReasonMissing, StaleVersion } from '@jiedui/shared/refusal.ts';
import {
  EMPTY_CONTENT,
  EQUIPMENT,
  type HaveContent,
  POSTED_RULES,
  STATED_HAVES,
} from '@jiedui/shared/station/haves.ts';
import { HaveNotStated, HaveUnsound, StationNotFound } from '@jiedui/shared/station/refusals.ts';
import { access, bureau, station } from '../access.ts';
import { builder } from '../builder.ts';
import { returnStationHave, stateStationHave, verifyStationHave } from './haves.commands.ts';
import { StationRef } from './station.graph.ts';

const StatedHaveEnum = builder.enumType('StatedHave', { values: STATED_HAVES });
export const EquipmentEnum = builder.enumType('Equipment', { values: EQUIPMENT });
export const PostedRuleEnum = builder.enumType('PostedRule', { values: POSTED_RULES });

const FundsInput = builder.inputType('StationFundsInput', {
  fields: (t) => ({ year: t.int(), amountFen: t.int({ description: '分.' }), source: t.string() }),
});
const StateStationHaveInput = builder.inputType('StateStationHaveInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    stationId: t.id(),
    item: t.field({ type: StatedHaveEnum }),
    expectedVersion: t.int({ description: '0 for what was never stated.' }),
    equipment: t.field({ type: [EquipmentEnum] }),
    rules: t.field({ type: [PostedRuleEnum] }),
    funds: t.field({ type: FundsInput, required: false }),
    fileIds: t.idList({ description: 'Photos as evidence, uploaded by the viewer or held by this have already.' }),
  }),
});
builder.mutationField('stateStationHave', (t) =>
  t.field({
    type: builder.errorUnion('StateStationHaveResult', {
      types: [StationRef, StationNotFound, HaveUnsound, StaleVersion],
    }),
    description: '申报: what is stated anew waits for the bureau anew.',
    extensions: access(station),
    args: { input: t.arg({ type: StateStationHaveInput }) },
    resolve: (_root, { input: { equipment, rules, funds, ...input } }, context) => {
      const content: HaveContent = { ...EMPTY_CONTENT, equipment, rules, funds: funds ?? null };
      return stateStationHave(context.command(), { ...input, content });
    },
  }),
);

const VerifyStationHaveInput = builder.inputType('VerifyStationHaveInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    stationId: t.id(),
    item: t.field({ type: StatedHaveEnum }),
    expectedVersion: t.int(),
  }),
});
builder.mutationField('verifyStationHave', (t) =>
  t.field({
    type: builder.errorUnion('VerifyStationHaveResult', {
      types: [StationRef, StationNotFound, HaveNotStated, HaveUnsound, StaleVersion],
    }),
    extensions: access(bureau),
    args: { input: t.arg({ type: VerifyStationHaveInput }) },
    resolve: (_root, { input }, context) => verifyStationHave(context.command(), input),
  }),
);

const ReturnStationHaveInput = builder.inputType('ReturnStationHaveInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    stationId: t.id(),
    item: t.field({ type: StatedHaveEnum }),
    expectedVersion: t.int(),
    reason: t.string(),
  }),
});
builder.mutationField('returnStationHave', (t) =>
  t.field({
    type: builder.errorUnion('ReturnStationHaveResult', {
      types: [StationRef, StationNotFound, HaveNotStated, ReasonMissing, StaleVersion],
    }),
    extensions: access(bureau),
    args: { input: t.arg({ type: ReturnStationHaveInput }) },
    resolve: (_root, { input }, context) => returnStationHave(context.command(), input),
  }),
);
