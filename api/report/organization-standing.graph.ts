/** An organization's standing on the graph: its open work and figures over all rooms, and 暂停, 恢复, 退出. */
import { localDateOf } from '@jiedui/shared/calendar.ts';
import { ClaimNotFound, ClaimNotIn } from '@jiedui/shared/claim/refusals.ts';
import { InvitationLapsed, InvitationNotFound, InvitationNotIn } from '@jiedui/shared/claim/invitation-refusals.ts';
import { OPEN_WORK_KINDS, OPEN_WORK_WORDS, type OpenWork } from '@jiedui/shared/organization/open-work.ts';
import {
  NotFitToServe,
  OpenWorkLeft,
  OrganizationNotFound,
  ProviderNotIn,
} from '@jiedui/shared/organization/refusals.ts';
import { ReasonMissing, StaleVersion } from '@jiedui/shared/refusal.ts';
import { access, bureau, organizationOrBureau, viaParent } from '../access.ts';
import { builder, RefusalInterface } from '../builder.ts';
import { EndCodeEnum } from '../claim/claim.graph.ts';
import { OrganizationRef } from '../organization/organization.graph.ts';
import { exitOrganization, resumeOrganization, suspendOrganization } from './organization-standing.commands.ts';
import { figuresOf, type OrganizationFigures, openWorkOf } from './organization-work.store.ts';

const OpenWorkKindEnum = builder.enumType('OpenWorkKind', { values: OPEN_WORK_KINDS });
const OpenWorkRef = builder.objectRef<OpenWork>('OpenWork').implement({
  description: '在办事项 of an organization: what others expect of it.',
  extensions: access(viaParent),
  fields: (t) => ({
    key: t.string({ resolve: ({ kind, id }) => `${kind}:${id}` }),
    kind: t.expose('kind', { type: OpenWorkKindEnum }),
    kindWords: t.string({ resolve: ({ kind }) => OPEN_WORK_WORDS[kind] }),
    title: t.exposeString('title'),
    dueAt: t.expose('dueAt', { type: 'Instant', nullable: true }),
    isHere: t.exposeBoolean('isHere', { description: 'The viewer’s bureau may set it free.' }),
  }),
});
const FiguresRef = builder.objectRef<OrganizationFigures>('OrganizationFigures').implement({
  description: '履约情况, counted when read.',
  extensions: access(viaParent),
  fields: (t) => ({
    sessionsThisMonth: t.exposeInt('sessionsThisMonth', { description: 'Submitted or confirmed, of this month.' }),
    sessionsConfirmed: t.exposeInt('sessionsConfirmed'),
    claimsConfirmed: t.exposeInt('claimsConfirmed'),
    claimsCompleted: t.exposeInt('claimsCompleted'),
    claimsOverdue: t.exposeInt('claimsOverdue', { description: 'Past the last day of the order, not completed.' }),
    claimsAtFault: t.exposeInt('claimsAtFault', { description: 'Broken, or given back late.' }),
    reviews: t.exposeInt('reviews', { description: 'How often a station said how satisfied it was.' }),
    satisfaction: t.float({
      nullable: true,
      description: 'Mean of 1 to 5; null without a review.',
      resolve: ({ reviews, satisfactionSum }) => (reviews === 0 ? null : satisfactionSum / reviews),
    }),
  }),
});
builder.objectFields(OrganizationRef, (t) => ({
  openWork: t.field({
    type: [OpenWorkRef],
    extensions: access(organizationOrBureau),
    resolve: async ({ id }, _args, context) =>
      openWorkOf(await context.tx(), id, context.at, localDateOf(context.at)) as never,
  }),
  figures: t.field({
    type: FiguresRef,
    nullable: true,
    extensions: access(organizationOrBureau),
    resolve: async ({ id }, _args, context) => figuresOf(await context.tx(), id, context.at, localDateOf(context.at)),
  }),
}));

builder.objectType(OpenWorkLeft, {
  name: 'OpenWorkLeft',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ left: t.field({ type: [OpenWorkRef], resolve: ({ left }) => [...left] }) }),
});

const StandingInput = builder.inputType('OrganizationStandingInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    organizationId: t.id(),
    expectedVersion: t.int(),
    reason: t.string(),
  }),
});
const ExitInput = builder.inputType('ExitOrganizationInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    organizationId: t.id(),
    expectedVersion: t.int(),
    reason: t.string(),
    release: t.field({
      type: EndCodeEnum,
      required: false,
      description: 'Set free what is open, with this reason of a release; left out: refuse while anything is.',
    }),
  }),
});
const MOVED = [OrganizationRef, OrganizationNotFound, ProviderNotIn, StaleVersion, ReasonMissing] as const;
builder.mutationFields((t) => ({
  suspendOrganization: t.field({
    type: builder.errorUnion('SuspendOrganizationResult', { types: [...MOVED] }),
    description: '暂停接单: what it holds goes on.',
    extensions: access(bureau),
    args: { input: t.arg({ type: StandingInput }) },
    resolve: (_root, { input }, context) => suspendOrganization(context.command(), input),
  }),
  resumeOrganization: t.field({
    type: builder.errorUnion('ResumeOrganizationResult', { types: [...MOVED, NotFitToServe] }),
    description: '恢复接单, when it is fit to serve.',
    extensions: access(bureau),
    args: { input: t.arg({ type: StandingInput }) },
    resolve: (_root, { input }, context) => resumeOrganization(context.command(), input),
  }),
  exitOrganization: t.field({
    type: builder.errorUnion('ExitOrganizationResult', {
      types: [...MOVED, OpenWorkLeft, ClaimNotFound, ClaimNotIn, InvitationNotFound, InvitationNotIn, InvitationLapsed],
    }),
    description: '办理退出, for good.',
    extensions: access(bureau),
    args: { input: t.arg({ type: ExitInput }) },
    resolve: (_root, { input }, context) =>
      exitOrganization(context.command(), { ...input, release: input.release ?? null }),
  }),
}));
