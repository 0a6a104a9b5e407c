/** The register on the graph: what is held of an organization, its history, its staff, what runs out, and the bureau's entries. */
import { localDateOf } from '@jiedui/shared/calendar.ts';
import { CORRECTION_STATES, CORRECTION_SUBJECTS } from '@jiedui/shared/organization/correction.ts';
import { ORGANIZATION_EVENT_WORDS } from '@jiedui/shared/organization/event.ts';
import { EXPIRY_KINDS, type Expiry, expiriesOn } from '@jiedui/shared/organization/expiry.ts';
import { maskedMobile } from '@jiedui/shared/identity.ts';
import { LIST_STATUSES, ORGANIZATION_STATES } from '@jiedui/shared/organization/organization.ts';
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
import { PROVIDER_STATES } from '@jiedui/shared/organization/organization.ts';
import {
  type AnnualCheck,
  ANNUAL_RESULTS,
  LISTS,
  REGISTRATION_STATUSES,
  type Rating,
} from '@jiedui/shared/organization/register.ts';
import { LICENCE_LEVELS, maskedName } from '@jiedui/shared/organization/staff.ts';
import { ReasonMissing, StaleVersion } from '@jiedui/shared/refusal.ts';
import { levelOf } from '@jiedui/shared/region/region.ts';
import DataLoader from 'dataloader';
import { access, bureau, organization, organizationOrBureau, viaParent } from '../access.ts';
import { builder, RefusalInterface } from '../builder.ts';
import { type Context, viewerOf } from '../context.ts';
import { badInput } from '../errors.ts';
import { groupedInOrderOf, inOrderOf } from '../hall/in-order.ts';
import { connectionOf, pageAsked, pageOf } from '../hall/page.ts';
import { FieldProblemRef } from '../hall/problem.graph.ts';
import { loadRegion, RegionRef } from '../region/region.graph.ts';
import { organizationIdOf } from '../viewer.ts';
import { loadOrganization, OrganizationRef, ProviderKindEnum } from './organization.graph.ts';
import { editRegister, recordAnnualCheck, recordListing, recordRating, recordRemoval } from './register.commands.ts';
import {
  annualChecksOf,
  type CorrectionRow,
  correctionsOf,
  countRegister,
  eventsOf,
  expiryFactsOf,
  type ListingRow,
  listingsOf,
  listRegister,
  openCorrections,
  ratingsOf,
  type RegisterRow,
  registerRows,
  type StaffRow,
  staffOf,
} from './register.store.ts';
import {
  answerCorrection,
  endStaffMember,
  requestCorrection,
  revealStaffMember,
  saveStaffMember,
} from './staff.commands.ts';

export const OrganizationStateEnum = builder.enumType('OrganizationState', { values: ORGANIZATION_STATES });
export const ProviderStateEnum = builder.enumType('ProviderState', { values: PROVIDER_STATES });
export const ListStatusEnum = builder.enumType('ListStatus', { values: LIST_STATUSES });
export const AnnualResultEnum = builder.enumType('AnnualResult', { values: ANNUAL_RESULTS });
export const RegistrationStatusEnum = builder.enumType('RegistrationStatus', { values: REGISTRATION_STATUSES });
const ListEnum = builder.enumType('OrganizationList', { values: LISTS });
const LicenceLevelEnum = builder.enumType('StaffLicenceLevel', { values: LICENCE_LEVELS });
const ExpiryKindEnum = builder.enumType('ExpiryKind', { values: EXPIRY_KINDS });
const CorrectionSubjectEnum = builder.enumType('CorrectionSubject', { values: CORRECTION_SUBJECTS });
const CorrectionStateEnum = builder.enumType('CorrectionState', { values: CORRECTION_STATES });

const RatingRef = builder.objectRef<Rating & { id: string }>('OrganizationRating').implement({
  extensions: access(viaParent),
  fields: (t) => ({
    id: t.exposeID('id'),
    grade: t.exposeInt('grade', { description: '1 to 5 for 1A to 5A.' }),
    issuer: t.exposeString('issuer'),
    ratedOn: t.expose('ratedOn', { type: 'LocalDate' }),
    validUntil: t.expose('validUntil', { type: 'LocalDate', description: 'Last day, inclusive.' }),
  }),
});
const AnnualCheckRef = builder.objectRef<AnnualCheck & { id: string }>('OrganizationAnnualCheck').implement({
  extensions: access(viaParent),
  fields: (t) => ({
    id: t.exposeID('id'),
    year: t.exposeInt('year'),
    result: t.expose('result', { type: AnnualResultEnum }),
  }),
});
const ListingRef = builder.objectRef<ListingRow>('OrganizationListing').implement({
  description: '列入名录: in force from its day until the day before the removal.',
  extensions: access(viaParent),
  fields: (t) => ({
    id: t.exposeID('id'),
    list: t.expose('list', { type: ListEnum }),
    listedOn: t.expose('listedOn', { type: 'LocalDate' }),
    basis: t.exposeString('basis'),
    removedOn: t.expose('removedOn', { type: 'LocalDate', nullable: true }),
    removalBasis: t.exposeString('removalBasis', { nullable: true }),
  }),
});
type EventTold = Awaited<ReturnType<typeof eventsOf>>[number];
const EventRef = builder.objectRef<EventTold>('OrganizationEvent').implement({
  description: '办理记录: what the bureau did with the entry in the register.',
  extensions: access(viaParent),
  fields: (t) => ({
    key: t.string({ resolve: ({ id }) => id }),
    words: t.string({ resolve: ({ what }) => ORGANIZATION_EVENT_WORDS[what] }),
    changed: t.stringList({ resolve: ({ changed }) => [...changed] }),
    reason: t.string({ nullable: true, resolve: ({ reason }) => reason }),
    at: t.field({ type: 'Instant', resolve: ({ at }) => at }),
    byName: t.string({ resolve: ({ byName }) => byName ?? '主管单位' }),
  }),
});
const ExpiryRef = builder.objectRef<Expiry>('Expiry').implement({
  description: '到期提醒: what has run out or soon will; names no person.',
  extensions: access(viaParent),
  fields: (t) => ({
    kind: t.expose('kind', { type: ExpiryKindEnum }),
    what: t.exposeString('what'),
    lastOn: t.expose('lastOn', { type: 'LocalDate' }),
    isExpired: t.boolean({ resolve: ({ state }) => state === 'expired' }),
  }),
});
/** Masked wherever it is listed; `revealStaffMember` answers with the whole. */
const StaffRef = builder.objectRef<StaffRow>('StaffMember').implement({
  description: '从业人员, name and number masked.',
  extensions: access(viaParent),
  fields: (t) => ({
    id: t.exposeID('id'),
    version: t.exposeInt('version'),
    maskedName: t.string({ resolve: ({ name }) => maskedName(name) }),
    maskedMobile: t.string({ nullable: true, resolve: ({ mobile }) => mobile && maskedMobile(mobile) }),
    post: t.exposeString('post'),
    licenceLevel: t.expose('licenceLevel', { type: LicenceLevelEnum }),
    licenceUntil: t.expose('licenceUntil', { type: 'LocalDate', nullable: true }),
    backgroundCheckedOn: t.expose('backgroundCheckedOn', { type: 'LocalDate', nullable: true }),
    hasLeft: t.boolean({ resolve: ({ leftOn }) => leftOn !== null }),
  }),
});
const RevealedStaffRef = builder.objectRef<{ staff: StaffRow }>('RevealedStaffMember').implement({
  description: 'The name and number of one member; asking for it is noted in the audit.',
  extensions: access(viaParent),
  fields: (t) => ({
    name: t.string({ resolve: ({ staff }) => staff.name }),
    mobile: t.string({ nullable: true, resolve: ({ staff }) => staff.mobile }),
    member: t.field({ type: StaffRef, resolve: ({ staff }) => staff }),
  }),
});
const CorrectionRef = builder.objectRef<CorrectionRow>('OrganizationCorrection').implement({
  description: '更正申请: what the register has wrong, in the words of the organization, and what the bureau answered.',
  extensions: access(viaParent),
  isTypeOf: (value) => !(value instanceof Error),
  fields: (t) => ({
    id: t.exposeID('id'),
    version: t.exposeInt('version'),
    subject: t.expose('subject', { type: CorrectionSubjectEnum }),
    text: t.exposeString('text'),
    state: t.expose('state', { type: CorrectionStateEnum }),
    answer: t.exposeString('answer', { nullable: true }),
    requestedAt: t.expose('requestedAt', { type: 'Instant' }),
    answeredAt: t.expose('answeredAt', { type: 'Instant', nullable: true }),
    organization: t.field({
      type: OrganizationRef,
      resolve: (c, _args, context) => loadOrganization(context, c.organizationId),
    }),
  }),
});

const grouped =
  <Row extends { organizationId: string }>(
    name: string,
    read: (tx: Awaited<ReturnType<Context['tx']>>, ids: readonly string[]) => Promise<Row[]>,
  ) =>
  (context: Context, id: string): Promise<Row[]> =>
    context
      .loader(
        name,
        () =>
          new DataLoader<string, Row[]>(async (ids) =>
            groupedInOrderOf(ids, await read(await context.tx(), ids), (row) => row.organizationId),
          ),
      )
      .load(id);
const loadRatings = grouped('registerRatings', ratingsOf);
const loadAnnualChecks = grouped('registerAnnualChecks', annualChecksOf);
const loadListings = grouped('registerListings', listingsOf);
const loadStaff = grouped('registerStaff', staffOf);
const loadExpiryFacts = grouped('registerExpiries', expiryFactsOf);
const loadRegister = (context: Context, id: string): Promise<RegisterRow> =>
  context
    .loader(
      'register',
      () =>
        new DataLoader<string, RegisterRow>(async (ids) =>
          inOrderOf(ids, await registerRows(await context.tx(), ids), (row) => row.id),
        ),
    )
    .load(id);

/** What concerns the organization's own affairs: for itself and for a bureau, which row-level security narrows further. */
const own = access(organizationOrBureau);

builder.objectFields(OrganizationRef, (t) => ({
  state: t.field({ type: OrganizationStateEnum, resolve: ({ state }) => state }),
  listStatus: t.field({
    type: ListStatusEnum,
    description: 'The graver list in force today.',
    resolve: ({ listStatus }) => listStatus,
  }),
  filingNumber: t.string({ nullable: true, resolve: async (o, _a, c) => (await loadRegister(c, o.id)).filingNumber }),
  registrationStatus: t.field({
    type: RegistrationStatusEnum,
    resolve: async (o, _a, c) => (await loadRegister(c, o.id)).registrationStatus,
  }),
  serviceTypes: t.stringList({ resolve: async (o, _a, c) => [...(await loadRegister(c, o.id)).serviceTypes] }),
  areas: t.field({
    type: [RegionRef],
    resolve: async (o, _a, c) =>
      Promise.all((await loadRegister(c, o.id)).areaCodes.map((code) => loadRegion(c, code))),
  }),
  ratings: t.field({ type: [RatingRef], extensions: own, resolve: (o, _a, c) => loadRatings(c, o.id) as never }),
  annualChecks: t.field({
    type: [AnnualCheckRef],
    extensions: own,
    resolve: (o, _a, c) => loadAnnualChecks(c, o.id) as never,
  }),
  listings: t.field({ type: [ListingRef], extensions: own, resolve: (o, _a, c) => loadListings(c, o.id) }),
  staff: t.field({ type: [StaffRef], extensions: own, resolve: (o, _a, c) => loadStaff(c, o.id) }),
  history: t.field({ type: [EventRef], extensions: own, resolve: async (o, _a, c) => eventsOf(await c.tx(), o.id) }),
  corrections: t.field({
    type: [CorrectionRef],
    extensions: own,
    resolve: async (o, _a, c) => correctionsOf(await c.tx(), o.id),
  }),
  expiries: t.field({
    type: [ExpiryRef],
    description: 'The most pressing first.',
    extensions: own,
    resolve: async (o, _a, c) => {
      const [facts] = await loadExpiryFacts(c, o.id);
      return facts ? expiriesOn(facts, localDateOf(c.at)) : [];
    },
  }),
}));

const OrganizationConnection = connectionOf('Organization', OrganizationRef as never);
builder.queryField('organizationRegister', (t) =>
  t.field({
    type: OrganizationConnection,
    description: '社会组织名录 of the viewer’s jurisdiction, newest first.',
    extensions: access(bureau),
    args: {
      first: t.arg.int(),
      after: t.arg.string({ required: false }),
      states: t.arg({ type: [OrganizationStateEnum], required: false }),
      kinds: t.arg({ type: [ProviderKindEnum], required: false }),
      listed: t.arg.boolean({ required: false }),
      search: t.arg.string({ required: false, description: 'Part of the name, or the whole credit code.' }),
      regionCode: t.arg.id({ required: false }),
    },
    resolve: async (_root, args, context) => {
      const { limit, afterId } = pageAsked(args);
      const text = args.search?.normalize('NFKC').trim() || null;
      if (text !== null && 60 < text.length) throw badInput('search', text.slice(0, 20), '请缩短到 60 字以内');
      const digits = { province: 2, prefecture: 4, county: 6, township: 9, village: 12 };
      const filter = {
        states: args.states ?? null,
        kinds: args.kinds ?? null,
        listed: args.listed ?? null,
        text,
        regionPrefix: args.regionCode ? args.regionCode.slice(0, digits[levelOf(args.regionCode)]) : null,
      };
      const tx = await context.tx();
      return pageOf(await listRegister(tx, filter, afterId, limit), limit, async () =>
        countRegister(await context.tx(), filter),
      ) as never;
    },
  }),
);
builder.queryField('registeredOrganization', (t) =>
  t.field({
    type: OrganizationRef,
    nullable: true,
    description: 'One of the register, to a bureau; without an id, the viewer’s own organization.',
    extensions: own,
    args: { id: t.arg.id({ required: false }) },
    resolve: async (_root, { id }, context) => {
      const viewer = viewerOf(context);
      const asked = id ?? organizationIdOf(viewer);
      if (!asked) return null;
      return (await registerRows(await context.tx(), [asked]))[0] ?? null;
    },
  }),
);
builder.queryField('openCorrections', (t) =>
  t.field({
    type: [CorrectionRef],
    description: 'What organizations say is wrong and nobody has answered, the oldest first.',
    extensions: access(bureau),
    resolve: async (_root, _args, context) => openCorrections(await context.tx()),
  }),
);

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
