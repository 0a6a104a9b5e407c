/** Staff on the graph, as the organization keeps them, and corrections: asked for by it, answered by the bureau. */
import {
  CorrectionNotFound,
  CorrectionUnsound,
  StaffNotFound,
  StaffUnsound,
} from '@jiedui/shared/organization/refusals.ts';
import { ReasonMissing, StaleVersion } from '@jiedui/shared/refusal.ts';
import { access, bureau, organization, viaParent } from '../access.ts';
import { builder } from '../builder.ts';
import {
  answerCorrection,
  endStaffMember,
  requestCorrection,
  revealStaffMember,
  saveStaffMember,
} from './staff.commands.ts';
import type { StaffRow } from './staff.store.ts';
import { own } from './register.graph.ts';
import {
  LicenceLevelEnum,
  CorrectionSubjectEnum,
  StaffRef,
  RevealedStaffRef,
  CorrectionRef,
} from './register-parts.graph.ts';

const SaveStaffInput = builder.inputType('SaveStaffMemberInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    id: t.id({ required: false }),
    expectedVersion: t.int({ required: false }),
    name: t.string(),
    post: t.string(),
    mobile: t.string({ required: false }),
    licenceLevel: t.field({ type: LicenceLevelEnum }),
    licenceUntil: t.field({ type: 'LocalDate', required: false }),
    backgroundCheckedOn: t.field({ type: 'LocalDate', required: false }),
  }),
});
const StaffSavedRef = builder.objectRef<{ staff: StaffRow }>('StaffSaved').implement({
  extensions: access(viaParent),
  isTypeOf: (value) => !(value instanceof Error),
  fields: (t) => ({ member: t.field({ type: StaffRef, resolve: ({ staff }) => staff }) }),
});
const savedStaff = <No>(outcome: StaffRow | No): { staff: StaffRow } | No =>
  outcome instanceof Error ? outcome : { staff: outcome as StaffRow };
builder.mutationField('saveStaffMember', (t) =>
  t.field({
    type: builder.errorUnion('SaveStaffMemberResult', {
      types: [StaffSavedRef, StaffNotFound, StaffUnsound, StaleVersion],
    }),
    extensions: access(organization),
    args: { input: t.arg({ type: SaveStaffInput }) },
    resolve: async (_root, { input }, context) => {
      const { id, expectedVersion, mobile, licenceUntil, backgroundCheckedOn, ...rest } = input;
      const given = {
        mobile: mobile ?? null,
        licenceUntil: licenceUntil ?? null,
        backgroundCheckedOn: backgroundCheckedOn ?? null,
      };
      return savedStaff(
        await saveStaffMember(context.command(), {
          ...rest,
          ...given,
          id: id ?? null,
          expectedVersion: expectedVersion ?? null,
        }),
      );
    },
  }),
);
const EndStaffInput = builder.inputType('EndStaffMemberInput', {
  fields: (t) => ({ clientMutationId: t.field({ type: 'UUID' }), staffId: t.id(), expectedVersion: t.int() }),
});
builder.mutationField('endStaffMember', (t) =>
  t.field({
    type: builder.errorUnion('EndStaffMemberResult', { types: [StaffSavedRef, StaffNotFound, StaleVersion] }),
    extensions: access(organization),
    args: { input: t.arg({ type: EndStaffInput }) },
    resolve: async (_root, { input }, context) => savedStaff(await endStaffMember(context.command(), input)),
  }),
);
const RevealStaffInput = builder.inputType('RevealStaffMemberInput', {
  fields: (t) => ({ clientMutationId: t.field({ type: 'UUID' }), staffId: t.id() }),
});
builder.mutationField('revealStaffMember', (t) =>
  t.field({
    type: builder.errorUnion('RevealStaffMemberResult', { types: [RevealedStaffRef, StaffNotFound] }),
    description: 'A mutation, because the look is noted.',
    extensions: own,
    args: { input: t.arg({ type: RevealStaffInput }) },
    resolve: async (_root, { input }, context) => savedStaff(await revealStaffMember(context.command(), input)),
  }),
);
const RequestCorrectionInput = builder.inputType('RequestCorrectionInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    subject: t.field({ type: CorrectionSubjectEnum }),
    text: t.string(),
  }),
});
builder.mutationField('requestCorrection', (t) =>
  t.field({
    type: builder.errorUnion('RequestCorrectionResult', { types: [CorrectionRef, CorrectionUnsound] }),
    extensions: access(organization),
    args: { input: t.arg({ type: RequestCorrectionInput }) },
    resolve: (_root, { input }, context) => requestCorrection(context.command(), input),
  }),
);
const AnswerCorrectionInput = builder.inputType('AnswerCorrectionInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    correctionId: t.id(),
    expectedVersion: t.int(),
    corrected: t.boolean(),
    answer: t.string(),
  }),
});
builder.mutationField('answerCorrection', (t) =>
  t.field({
    type: builder.errorUnion('AnswerCorrectionResult', {
      types: [CorrectionRef, CorrectionNotFound, StaleVersion, ReasonMissing],
    }),
    extensions: access(bureau),
    args: { input: t.arg({ type: AnswerCorrectionInput }) },
    resolve: (_root, { input }, context) => answerCorrection(context.command(), input),
  }),
);
