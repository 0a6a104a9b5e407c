/** 入驻审核 on the graph: applications at the desk, and what its officers decide. */
import { reviewChecks, type ReviewCheck } from '@jiedui/shared/organization/application.ts';
import {
  ApplicationClashes,
  ApplicationNotFound,
  NotFitToServe,
  ProviderNotIn,
} from '@jiedui/shared/organization/refusals.ts';
import { ReasonMissing, StaleVersion } from '@jiedui/shared/refusal.ts';
import { access, bureau, viaParent } from '../access.ts';
import { builder } from '../builder.ts';
import { connectionOf, pageAsked, pageOf } from '../hall/page.ts';
import { loadRegion, RegionRef } from '../region/region.graph.ts';
import {
  type ApplicationRow,
  applicationById,
  countApplications,
  knownElsewhere,
  listApplications,
} from './application.store.ts';
import { loadOrganization, OrganizationRef, ProviderKindEnum } from './organization.graph.ts';
import { AnnualResultEnum, ListStatusEnum, RegistrationStatusEnum } from './register-parts.graph.ts';
import {
  type Approved,
  approveApplication,
  rejectApplication,
  returnApplication,
  takeUpApplication,
} from './review.commands.ts';
import { ApplicationStateEnum } from './application.graph.ts';

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
