/** 接单规则 on the graph: what is in force at an authority, and setting it. */
import { ClaimTermsNotFound, ClaimTermsOutOfRange } from '@jiedui/shared/order/claim-terms-refusals.ts';
import { StaleVersion } from '@jiedui/shared/refusal.ts';
import { access, bureau, viaParent } from '../access.ts';
import { builder, RefusalInterface } from '../builder.ts';
import { viewerOf } from '../context.ts';
import { AuthorityRef, loadAuthority } from '../region/region.graph.ts';
import { authorityIdsOf } from '../viewer.ts';
import { setClaimTerms } from './claim-terms.commands.ts';
import { type StoredTerms, termsOf } from './claim-terms.store.ts';
import { ClaimModeEnum } from './order.graph.ts';

const ClaimTermsRef = builder.objectRef<StoredTerms>('ClaimTerms').implement({
  description: '接单规则: under which terms the orders of an authority are claimed; days are working days.',
  extensions: access(viaParent),
  isTypeOf: (value) => !(value instanceof Error),
  fields: (t) => ({
    id: t.exposeID('authorityId'),
    authority: t.field({
      type: AuthorityRef,
      resolve: ({ authorityId }, _args, context) => loadAuthority(context, authorityId),
    }),
    version: t.exposeInt('version', { description: '0 while the defaults stand.' }),
    changedAt: t.expose('changedAt', { type: 'Instant', nullable: true }),
    claimMode: t.expose('claimMode', { type: ClaimModeEnum }),
    pairedDays: t.exposeInt('pairedDays'),
    countyDays: t.exposeInt('countyDays'),
    startDays: t.exposeInt('startDays'),
    freeDays: t.exposeInt('freeDays'),
    mostOpen: t.exposeInt('mostOpen'),
    endedFrom: t.exposeInt('endedFrom'),
    closePercent: t.exposeInt('closePercent'),
  }),
});

builder.queryField('claimTerms', (t) =>
  t.field({
    type: [ClaimTermsRef],
    description: 'Of the authorities for which the viewer acts.',
    extensions: access(bureau),
    resolve: async (_root, _args, context) => [
      ...(await termsOf(await context.tx(), authorityIdsOf(viewerOf(context)))).values(),
    ],
  }),
);

for (const [type, name] of [
  [ClaimTermsNotFound, 'ClaimTermsNotFound'],
  [ClaimTermsOutOfRange, 'ClaimTermsOutOfRange'],
] as const)
  builder.objectType(type, { name, interfaces: [RefusalInterface], extensions: access(viaParent) });

const SetClaimTermsInput = builder.inputType('SetClaimTermsInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    authorityId: t.id(),
    expectedVersion: t.int(),
    claimMode: t.field({ type: ClaimModeEnum }),
    pairedDays: t.int(),
    countyDays: t.int(),
    startDays: t.int(),
    freeDays: t.int(),
    mostOpen: t.int(),
    endedFrom: t.int(),
    closePercent: t.int(),
  }),
});
const SetClaimTermsResult = builder.errorUnion('SetClaimTermsResult', {
  types: [ClaimTermsRef, ClaimTermsNotFound, ClaimTermsOutOfRange, StaleVersion],
});
builder.mutationField('setClaimTerms', (t) =>
  t.field({
    type: SetClaimTermsResult,
    description: '设置接单规则: by the authority itself.',
    extensions: access(bureau),
    args: { input: t.arg({ type: SetClaimTermsInput }) },
    resolve: (_root, { input }, context) => setClaimTerms(context.command(), input),
  }),
);
