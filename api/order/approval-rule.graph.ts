/** The authority's setting of who approves, on the graph: its versions, and a new one. */
import { localDateOf } from '@jiedui/shared/calendar.ts';
import { NO_APPROVAL } from '@jiedui/shared/order/approval.ts';
import { OrderSettingUnsound } from '@jiedui/shared/order/flow-refusals.ts';
import { access, bureau, signedIn, viaParent } from '../access.ts';
import { builder, RefusalInterface } from '../builder.ts';
import { viewerOf } from '../context.ts';
import { FieldProblemRef } from '../hall/problem.graph.ts';
import { AuthorityRef, loadAuthority } from '../region/region.graph.ts';
import { authorityIdOf } from '../viewer.ts';
import { saveApprovalRule } from './approval.commands.ts';
import { type ApprovalRule, ruleInForce, rulesOf } from './approval.store.ts';
import { ApproverEnum } from './approval.graph.ts';

builder.objectType(OrderSettingUnsound, {
  name: 'OrderSettingUnsound',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ problems: t.field({ type: [FieldProblemRef], resolve: (refusal) => [...refusal.problems] }) }),
});
const ApprovalRuleRef = builder.objectRef<ApprovalRule>('ApprovalRule').implement({
  description: '审核设置: one version of who approves the orders of an authority.',
  extensions: access(viaParent),
  isTypeOf: (value) => !(value instanceof Error),
  fields: (t) => ({
    id: t.exposeID('id'),
    number: t.exposeInt('number'),
    approver: t.expose('approver', { type: ApproverEnum }),
    centre: t.field({
      type: AuthorityRef,
      nullable: true,
      resolve: (rule, _args, context) => (rule.centreId ? loadAuthority(context, rule.centreId) : null),
    }),
    authority: t.field({
      type: AuthorityRef,
      resolve: (rule, _args, context) => loadAuthority(context, rule.authorityId),
    }),
    lowRiskTypes: t.stringList({ resolve: (rule) => [...rule.lowRiskTypes] }),
    samplePercent: t.exposeInt('samplePercent'),
    note: t.exposeString('note'),
    effectiveOn: t.expose('effectiveOn', { type: 'LocalDate' }),
    savedAt: t.expose('savedAt', { type: 'Instant' }),
  }),
});

interface Approving {
  readonly authorityId: string;
}
const ApprovingRef = builder.objectRef<Approving>('OrderApproving').implement({
  description: 'How the orders of an authority are approved: the rule in force today, and its own versions.',
  extensions: access(viaParent),
  fields: (t) => ({
    authority: t.field({
      type: AuthorityRef,
      resolve: ({ authorityId }, _args, context) => loadAuthority(context, authorityId),
    }),
    inForce: t.field({
      type: ApprovalRuleRef,
      nullable: true,
      description: 'Its own, or that of the nearest authority above it; null: nobody approves, as nobody ever set one.',
      resolve: async ({ authorityId }, _args, context) =>
        ruleInForce(await context.tx(), authorityId, localDateOf(context.at)),
    }),
    approver: t.field({
      type: ApproverEnum,
      resolve: async ({ authorityId }, _args, context) =>
        (await ruleInForce(await context.tx(), authorityId, localDateOf(context.at)))?.approver ?? NO_APPROVAL.approver,
    }),
    versions: t.field({
      type: [ApprovalRuleRef],
      description: 'Newest first, at most 20.',
      resolve: async ({ authorityId }, _args, context) => rulesOf(await context.tx(), authorityId, 20),
    }),
  }),
});

builder.queryField('orderApproving', (t) =>
  t.field({
    type: ApprovingRef,
    nullable: true,
    description: 'Of the viewer’s own authority without an argument.',
    extensions: access(signedIn),
    args: { authorityId: t.arg.id({ required: false }) },
    resolve: (_root, args, context) => {
      const authorityId = args.authorityId ?? authorityIdOf(viewerOf(context));
      return authorityId ? { authorityId } : null;
    },
  }),
);

const ApprovalRuleInput = builder.inputType('ApprovalRuleInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    authorityId: t.id({ required: false }),
    approver: t.field({ type: ApproverEnum }),
    centreId: t.id({ required: false }),
    lowRiskTypes: t.stringList(),
    samplePercent: t.int(),
    note: t.string(),
    effectiveOn: t.field({ type: 'LocalDate' }),
  }),
});

const SaveApprovalRuleResult = builder.errorUnion('SaveApprovalRuleResult', {
  types: [ApprovalRuleRef, OrderSettingUnsound],
});

builder.mutationFields((t) => ({
  saveApprovalRule: t.field({
    type: SaveApprovalRuleResult,
    description: 'A new version of who approves, in force from its day on.',
    extensions: access(bureau),
    args: { input: t.arg({ type: ApprovalRuleInput }) },
    resolve: (_root, { input }, context) =>
      saveApprovalRule(context.command(), {
        ...input,
        authorityId: input.authorityId ?? null,
        centreId: input.centreId ?? null,
      }),
  }),
}));
