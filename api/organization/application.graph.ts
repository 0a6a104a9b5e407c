/** 入驻申请 on the graph: handed in and looked at by anyone with its code, reviewed at the desk. */
import { reviewChecks, type ReviewCheck } from '@jiedui/shared/organization/application.ts';
import { APPLICATION_STATES } from '@jiedui/shared/organization/organization.ts';
import {
  ApplicationClashes,
  ApplicationIncomplete,
  ApplicationNotFound,
  ApplicationsTooMany,
  NotFitToServe,
  ProviderNotIn,
} from '@jiedui/shared/organization/refusals.ts';
import { ReasonMissing, StaleVersion } from '@jiedui/shared/refusal.ts';
import { access, anyone, bureau, viaParent } from '../access.ts';
import { builder, RefusalInterface } from '../builder.ts';
import { inTransaction } from '@jiedui/db/connect.ts';
import { connectionOf, pageAsked, pageOf } from '../hall/page.ts';
import { loadRegion, RegionRef } from '../region/region.graph.ts';
import {
  type ApplicationRow,
  applicationById,
  applicationPlaces,
  countApplications,
  knownElsewhere,
  listApplications,
} from './application.store.ts';
import { applyAsOrganization, resubmitApplication, type Tracked, trackedApplication } from './apply.commands.ts';
import { loadOrganization, OrganizationRef, ProviderKindEnum } from './organization.graph.ts';
import { AnnualResultEnum, ListStatusEnum, RegistrationStatusEnum } from './register.graph.ts';
import {
  type Approved,
  approveApplication,
  rejectApplication,
  returnApplication,
  takeUpApplication,
} from './review.commands.ts';

export const ApplicationStateEnum = builder.enumType('ApplicationState', { values: APPLICATION_STATES });

const PlaceRef = builder.objectRef<{ code: string; name: string; level: string }>('ApplicationPlace').implement({
  description: 'A county or prefecture where organizations may apply: names of places and nothing else.',
  extensions: access(viaParent),
  fields: (t) => ({
    code: t.exposeID('code'),
    name: t.exposeString('name'),
    isCounty: t.boolean({ resolve: ({ level }) => level === 'county' }),
  }),
});
builder.queryField('applicationPlaces', (t) =>
  t.field({
    type: [PlaceRef],
    // Open, because whoever applies has no account yet; the names of counties are known to everybody.
    extensions: access(anyone),
    resolve: (_root, _args, { hall }) =>
      inTransaction(hall.pool, { system: 'sign_in' }, 'read', (tx) => applicationPlaces(tx)),
  }),
);

/** What its maker sees. The number of the contact is not told again: the code may be on a slip of paper. */
const TrackedRef = builder.objectRef<Tracked>('TrackedApplication').implement({
  description: '入驻申请, as whoever has its code sees it.',
  extensions: access(viaParent),
  isTypeOf: (value) => !(value instanceof Error),
  fields: (t) => ({
    code: t.exposeString('code', { description: '查询码, 12 characters.' }),
    state: t.field({ type: ApplicationStateEnum, resolve: ({ application }) => application.state }),
    name: t.string({ resolve: ({ application }) => application.name }),
    submittedAt: t.field({ type: 'Instant', resolve: ({ application }) => application.submittedAt }),
    decidedAt: t.field({ type: 'Instant', nullable: true, resolve: ({ application }) => application.decidedAt }),
    reason: t.string({
      nullable: true,
      description: 'What to fix, or why not.',
      resolve: ({ application }) => application.reason,
    }),
    login: t.string({ resolve: ({ application }) => application.login }),
    providerKind: t.field({ type: ProviderKindEnum, resolve: ({ application }) => application.providerKind }),
    uscc: t.string({ nullable: true, resolve: ({ application }) => application.uscc }),
    filingNumber: t.string({ nullable: true, resolve: ({ application }) => application.filingNumber }),
    regionCode: t.id({ resolve: ({ application }) => application.regionCode }),
    businessScope: t.string({ resolve: ({ application }) => application.businessScope }),
    serviceTypes: t.stringList({ resolve: ({ application }) => [...application.serviceTypes] }),
    areaCodes: t.idList({ resolve: ({ application }) => [...application.areaCodes] }),
    sessionsPerMonth: t.int({ resolve: ({ application }) => application.sessionsPerMonth }),
    contactName: t.string({ resolve: ({ application }) => application.contactName }),
  }),
});
builder.queryField('trackedApplication', (t) =>
  t.field({
    type: TrackedRef,
    nullable: true,
    // Open to whoever has the code: its maker has no account until it is approved.
    extensions: access(anyone),
    args: { code: t.arg.string() },
    resolve: (_root, { code }, context) => trackedApplication(context, code),
  }),
);

for (const [refusal, name] of [
  [ApplicationNotFound, 'ApplicationNotFound'],
  [ApplicationsTooMany, 'ApplicationsTooMany'],
  [ApplicationClashes, 'ApplicationClashes'],
] as const)
  builder.objectType(refusal, { name, interfaces: [RefusalInterface], extensions: access(viaParent) });

const ApplyInput = builder.inputType('ApplyAsOrganizationInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    name: t.string(),
    providerKind: t.field({ type: ProviderKindEnum }),
    uscc: t.string({ required: false }),
    filingNumber: t.string({ required: false }),
    regionCode: t.id(),
    businessScope: t.string(),
    serviceTypes: t.stringList(),
    areaCodes: t.idList(),
    sessionsPerMonth: t.int(),
    contactName: t.string(),
    contactMobile: t.string(),
    login: t.string(),
  }),
});
builder.mutationField('applyAsOrganization', (t) =>
  t.field({
    type: builder.errorUnion('ApplyAsOrganizationResult', {
      types: [TrackedRef, ApplicationIncomplete, ApplicationsTooMany],
    }),
    // Open, because this is how an organization becomes known. Bounded by address and by day.
    extensions: access(anyone),
    args: { input: t.arg({ type: ApplyInput }) },
    resolve: (_root, { input }, context) =>
      applyAsOrganization(context, { ...input, uscc: input.uscc ?? null, filingNumber: input.filingNumber ?? null }),
  }),
);
const ResubmitInput = builder.inputType('ResubmitApplicationInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    code: t.string(),
    name: t.string(),
    providerKind: t.field({ type: ProviderKindEnum }),
    uscc: t.string({ required: false }),
    filingNumber: t.string({ required: false }),
    businessScope: t.string(),
    serviceTypes: t.stringList(),
    areaCodes: t.idList(),
    sessionsPerMonth: t.int(),
    contactName: t.string(),
    contactMobile: t.string(),
    login: t.string(),
  }),
});
builder.mutationField('resubmitApplication', (t) =>
  t.field({
    type: builder.errorUnion('ResubmitApplicationResult', {
      types: [TrackedRef, ApplicationIncomplete, ApplicationNotFound, ApplicationsTooMany, ProviderNotIn],
    }),
    // Open to whoever has the code, like the look at it.
    extensions: access(anyone),
    args: { input: t.arg({ type: ResubmitInput }) },
    resolve: (_root, { input }, context) =>
      resubmitApplication(context, {
        ...input,
        uscc: input.uscc ?? null,
        filingNumber: input.filingNumber ?? null,
        // The place stays the one that was handed in; the command takes it from there.
        regionCode: '',
      }),
  }),
);

const CheckRef = builder.objectRef<ReviewCheck>('ApplicationCheck').implement({
  description: 'One line of the review: settled by the machine, failed, or for the officer to look at.',
  extensions: access(viaParent),
  fields: (t) => ({ code: t.exposeString('code'), outcome: t.exposeString('outcome'), words: t.exposeString('words') }),
});
export const ApplicationRef = builder.objectRef<ApplicationRow>('OrganizationApplication').implement({
  description: '入驻申请 at the desk.',
  extensions: access(viaParent),
  isTypeOf: (value) => !(value instanceof Error),
  fields: (t) => ({
    id: t.exposeID('id'),
    version: t.exposeInt('version'),
    state: t.expose('state', { type: ApplicationStateEnum }),
    name: t.exposeString('name'),
    providerKind: t.expose('providerKind', { type: ProviderKindEnum }),
    uscc: t.exposeString('uscc', { nullable: true }),
    filingNumber: t.exposeString('filingNumber', { nullable: true }),
    region: t.field({ type: RegionRef, resolve: (a, _args, context) => loadRegion(context, a.regionCode) }),
    businessScope: t.exposeString('businessScope'),
    serviceTypes: t.stringList({ resolve: ({ serviceTypes }) => [...serviceTypes] }),
    areas: t.field({
      type: [RegionRef],
      resolve: (a, _args, context) => Promise.all(a.areaCodes.map((code) => loadRegion(context, code))),
    }),
    sessionsPerMonth: t.exposeInt('sessionsPerMonth'),
    contactName: t.exposeString('contactName'),
    contactMobile: t.exposeString('contactMobile', {
      description: 'The officer rings this number; only the desk reads it.',
    }),
    login: t.exposeString('login'),
    submittedAt: t.expose('submittedAt', { type: 'Instant' }),
    decidedAt: t.expose('decidedAt', { type: 'Instant', nullable: true }),
    reason: t.exposeString('reason', { nullable: true }),
    isMine: t.boolean({
      description: 'Taken up by the viewer.',
      resolve: (a, _args, context) => a.takenBy === context.viewer?.accountId,
    }),
    organization: t.field({
      type: OrganizationRef,
      nullable: true,
      resolve: (a, _args, context) => (a.organizationId ? loadOrganization(context, a.organizationId) : null),
    }),
    checks: t.field({
      type: [CheckRef],
      resolve: async (a, _args, context) => reviewChecks(a, await knownElsewhere(await context.tx(), a)),
    }),
  }),
});

const ApplicationConnection = connectionOf('OrganizationApplication', ApplicationRef as never);
builder.queryField('applications', (t) =>
  t.field({
    type: ApplicationConnection,
    description: '入驻申请 to the viewer’s authorities, newest first.',
    extensions: access(bureau),
    args: {
      first: t.arg.int(),
      after: t.arg.string({ required: false }),
      states: t.arg({ type: [ApplicationStateEnum], required: false }),
    },
    resolve: async (_root, args, context) => {
      const { limit, afterId } = pageAsked(args);
      const states = args.states ?? null;
      return pageOf(await listApplications(await context.tx(), states, afterId, limit), limit, async () =>
        countApplications(await context.tx(), states),
      ) as never;
    },
  }),
);
builder.queryField('application', (t) =>
  t.field({
    type: ApplicationRef,
    nullable: true,
    extensions: access(bureau),
    args: { id: t.arg.id() },
    resolve: async (_root, { id }, context) => applicationById(await context.tx(), id),
  }),
);

const ReviewInput = builder.inputType('ReviewApplicationInput', {
  fields: (t) => ({ clientMutationId: t.field({ type: 'UUID' }), applicationId: t.id(), expectedVersion: t.int() }),
});
const ReasonedInput = builder.inputType('DeclineApplicationInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    applicationId: t.id(),
    expectedVersion: t.int(),
    reason: t.string(),
  }),
});
builder.mutationField('takeUpApplication', (t) =>
  t.field({
    type: builder.errorUnion('TakeUpApplicationResult', {
      types: [ApplicationRef, ApplicationNotFound, ProviderNotIn, StaleVersion],
    }),
    extensions: access(bureau),
    args: { input: t.arg({ type: ReviewInput }) },
    resolve: (_root, { input }, context) => takeUpApplication(context.command(), input),
  }),
);
builder.mutationField('returnApplication', (t) =>
  t.field({
    type: builder.errorUnion('ReturnApplicationResult', {
      types: [ApplicationRef, ApplicationNotFound, ProviderNotIn, StaleVersion, ReasonMissing],
    }),
    description: '退回补正: the reason says what to fix.',
    extensions: access(bureau),
    args: { input: t.arg({ type: ReasonedInput }) },
    resolve: (_root, { input }, context) => returnApplication(context.command(), input),
  }),
);
builder.mutationField('rejectApplication', (t) =>
  t.field({
    type: builder.errorUnion('RejectApplicationResult', {
      types: [ApplicationRef, ApplicationNotFound, ProviderNotIn, StaleVersion, ReasonMissing],
    }),
    extensions: access(bureau),
    args: { input: t.arg({ type: ReasonedInput }) },
    resolve: (_root, { input }, context) => rejectApplication(context.command(), input),
  }),
);
const ApprovedRef = builder.objectRef<Approved>('ApplicationApproved').implement({
  extensions: access(viaParent),
  isTypeOf: (value) => !(value instanceof Error),
  fields: (t) => ({
    application: t.field({ type: ApplicationRef, resolve: ({ application }) => application }),
    firstPassword: t.exposeString('firstPassword', {
      nullable: true,
      description: 'Told once: null when the same request comes again. A new one is made with resetPassword.',
    }),
  }),
});
const ApproveInput = builder.inputType('ApproveApplicationInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    applicationId: t.id(),
    expectedVersion: t.int(),
    registrationStatus: t.field({ type: RegistrationStatusEnum }),
    listStatus: t.field({ type: ListStatusEnum }),
    annualResult: t.field({ type: AnnualResultEnum, required: false }),
  }),
});
builder.mutationField('approveApplication', (t) =>
  t.field({
    type: builder.errorUnion('ApproveApplicationResult', {
      types: [ApprovedRef, ApplicationNotFound, ProviderNotIn, StaleVersion, NotFitToServe, ApplicationClashes],
    }),
    description:
      '通过: registers the organization and opens its first account. The three facts are what the officer found.',
    extensions: access(bureau),
    args: { input: t.arg({ type: ApproveInput }) },
    resolve: (_root, { input }, context) =>
      approveApplication(context.command(), { ...input, annualResult: input.annualResult ?? null }),
  }),
);
