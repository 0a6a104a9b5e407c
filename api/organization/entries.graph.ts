/** The bureau's entries in the register on the graph, and what each may answer instead. */
import {
  ApplicationIncomplete,
  CorrectionNotFound,
  CorrectionUnsound,
  ListingNotFound,
  NotFitToServe,
  OrganizationNotFound,
  ProviderNotIn,
  RegisterEntryUnsound,
  StaffNotFound,
  StaffUnsound,
} from '@jiedui/shared/organization/refusals.ts';
import { ReasonMissing, StaleVersion } from '@jiedui/shared/refusal.ts';
import { access, bureau, viaParent } from '../access.ts';
import { builder, RefusalInterface } from '../builder.ts';
import { FieldProblemRef } from '../hall/problem.graph.ts';
import { OrganizationRef } from './organization.graph.ts';
import { editRegister, recordAnnualCheck, recordListing, recordRating, recordRemoval } from './register.commands.ts';
import { ProviderStateEnum, AnnualResultEnum, RegistrationStatusEnum, ListEnum } from './register-parts.graph.ts';

for (const [refusal, name] of [
  [ListingNotFound, 'ListingNotFound'],
  [StaffNotFound, 'StaffNotFound'],
  [CorrectionNotFound, 'CorrectionNotFound'],
  [CorrectionUnsound, 'CorrectionUnsound'],
] as const)
  builder.objectType(refusal, { name, interfaces: [RefusalInterface], extensions: access(viaParent) });
builder.objectType(RegisterEntryUnsound, {
  name: 'RegisterEntryUnsound',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ problems: t.field({ type: [FieldProblemRef], resolve: ({ problems }) => [...problems] }) }),
});
builder.objectType(StaffUnsound, {
  name: 'StaffUnsound',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ problems: t.field({ type: [FieldProblemRef], resolve: ({ problems }) => [...problems] }) }),
});
builder.objectType(ApplicationIncomplete, {
  name: 'ApplicationIncomplete',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ problems: t.field({ type: [FieldProblemRef], resolve: ({ problems }) => [...problems] }) }),
});
builder.objectType(ProviderNotIn, {
  name: 'ProviderNotIn',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ actual: t.expose('actual', { type: ProviderStateEnum }) }),
});
builder.objectType(NotFitToServe, {
  name: 'NotFitToServe',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ missing: t.stringList({ resolve: ({ missing }) => [...missing] }) }),
});

const RatingInput = builder.inputType('RecordRatingInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    organizationId: t.id(),
    expectedVersion: t.int(),
    grade: t.int(),
    issuer: t.string(),
    ratedOn: t.field({ type: 'LocalDate' }),
    validUntil: t.field({ type: 'LocalDate' }),
  }),
});
builder.mutationField('recordRating', (t) =>
  t.field({
    type: builder.errorUnion('RecordRatingResult', {
      types: [OrganizationRef, OrganizationNotFound, StaleVersion, RegisterEntryUnsound],
    }),
    extensions: access(bureau),
    args: { input: t.arg({ type: RatingInput }) },
    resolve: (_root, { input }, context) => recordRating(context.command(), input),
  }),
);
const AnnualCheckInput = builder.inputType('RecordAnnualCheckInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    organizationId: t.id(),
    expectedVersion: t.int(),
    year: t.int(),
    result: t.field({ type: AnnualResultEnum }),
  }),
});
builder.mutationField('recordAnnualCheck', (t) =>
  t.field({
    type: builder.errorUnion('RecordAnnualCheckResult', {
      types: [OrganizationRef, OrganizationNotFound, StaleVersion, RegisterEntryUnsound],
    }),
    extensions: access(bureau),
    args: { input: t.arg({ type: AnnualCheckInput }) },
    resolve: (_root, { input }, context) => recordAnnualCheck(context.command(), input),
  }),
);
const ListingInput = builder.inputType('RecordListingInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    organizationId: t.id(),
    expectedVersion: t.int(),
    list: t.field({ type: ListEnum }),
    listedOn: t.field({ type: 'LocalDate' }),
    basis: t.string(),
  }),
});
builder.mutationField('recordListing', (t) =>
  t.field({
    type: builder.errorUnion('RecordListingResult', {
      types: [OrganizationRef, OrganizationNotFound, StaleVersion, RegisterEntryUnsound],
    }),
    description: '登记列入名录: from that day on it is not recommended and claims nothing.',
    extensions: access(bureau),
    args: { input: t.arg({ type: ListingInput }) },
    resolve: (_root, { input }, context) => recordListing(context.command(), input),
  }),
);
const RemovalInput = builder.inputType('RecordRemovalInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    organizationId: t.id(),
    expectedVersion: t.int(),
    listingId: t.id(),
    removedOn: t.field({ type: 'LocalDate' }),
    basis: t.string(),
  }),
});
builder.mutationField('recordRemoval', (t) =>
  t.field({
    type: builder.errorUnion('RecordRemovalResult', {
      types: [
        OrganizationRef,
        OrganizationNotFound,
        StaleVersion,
        RegisterEntryUnsound,
        ListingNotFound,
        ReasonMissing,
      ],
    }),
    extensions: access(bureau),
    args: { input: t.arg({ type: RemovalInput }) },
    resolve: (_root, { input }, context) => recordRemoval(context.command(), input),
  }),
);
const EditRegisterInput = builder.inputType('EditRegisterInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    organizationId: t.id(),
    expectedVersion: t.int(),
    name: t.string(),
    uscc: t.string({ required: false }),
    filingNumber: t.string({ required: false }),
    businessScope: t.string(),
    regionCode: t.id(),
    sessionsPerMonth: t.int(),
    serviceTypes: t.stringList(),
    areaCodes: t.idList(),
    registrationStatus: t.field({ type: RegistrationStatusEnum }),
    reason: t.string(),
  }),
});
builder.mutationField('editRegister', (t) =>
  t.field({
    type: builder.errorUnion('EditRegisterResult', {
      types: [
        OrganizationRef,
        OrganizationNotFound,
        StaleVersion,
        ApplicationIncomplete,
        RegisterEntryUnsound,
        ReasonMissing,
      ],
    }),
    description: '更正登记事项, with a reason that stays in the history.',
    extensions: access(bureau),
    args: { input: t.arg({ type: EditRegisterInput }) },
    resolve: (_root, { input }, context) =>
      editRegister(context.command(), { ...input, uscc: input.uscc ?? null, filingNumber: input.filingNumber ?? null }),
  }),
);
