/** 入驻申请 on the graph, for anyone who has its code: handed in, looked at, mended. */
import { APPLICATION_STATES } from '@jiedui/shared/organization/organization.ts';
import {
  ApplicationClashes,
  ApplicationIncomplete,
  ApplicationNotFound,
  ApplicationsTooMany,
  ProviderNotIn,
} from '@jiedui/shared/organization/refusals.ts';
import { access, anyone, viaParent } from '../access.ts';
import { builder, RefusalInterface } from '../builder.ts';
import { inTransaction } from '@jiedui/db/connect.ts';
import { applicationPlaces } from './application.store.ts';
import { applyAsOrganization, resubmitApplication, type Tracked, trackedApplication } from './apply.commands.ts';
import { ProviderKindEnum } from './organization.graph.ts';

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
