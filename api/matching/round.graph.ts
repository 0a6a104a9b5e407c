/** The round on the graph (匹配测算): a preview under an officer's wishes, compared with last month's run. */
import { localDateOf, type Month, monthOf, previousMonth } from '@jiedui/shared/calendar.ts';
import type { Objective } from '@jiedui/shared/matching/assignment/instance.ts';
import type { Moved } from '@jiedui/shared/matching/round/comparison.ts';
import { compareRuns } from '@jiedui/shared/matching/round/comparison.ts';
import { HOURS_MOST, PINS_MOST, SLOTS_MOST, type WhatIf } from '@jiedui/shared/matching/round/what-if.ts';
import { access, bureau, viaParent } from '../access.ts';
import { builder } from '../builder.ts';
import { type Context, viewerOf } from '../context.ts';
import { badInput, forbidden } from '../errors.ts';
import { connectionOf, pageAsked, pageOf } from '../hall/page.ts';
import { OrderRef } from '../order/order.graph.ts';
import { loadOrganization, OrganizationRef } from '../organization/organization.graph.ts';
import { authorityIdOf } from '../viewer.ts';
import { type PreviewView, viewOfPreview } from './plan-view.ts';
import type { HeldBack, RoundAsked } from './round-facts.ts';
import { RoundPlanRef } from './round-plan.graph.ts';
import { loadRoundOrder, ObjectiveEnum } from './round-rows.graph.ts';
import { askRound, openRound, planHash } from './rounds.ts';
import { saveMatchingRun } from './run.commands.ts';
import { MatchingRunRef, SaveMatchingRunResult } from './run.graph.ts';
import { lastRunOf, runWholes } from './run.store.ts';

const RoundPairInput = builder.inputType('RoundPairInput', {
  fields: (t) => ({ orderId: t.field({ type: 'UUID' }), organizationId: t.field({ type: 'UUID' }) }),
});
const RoundSlotsInput = builder.inputType('RoundSlotsInput', {
  description: 'As if the organization had so many slots in the month.',
  fields: (t) => ({ organizationId: t.field({ type: 'UUID' }), slots: t.int() }),
});
const OrderHoursInput = builder.inputType('OrderHoursInput', {
  fields: (t) => ({ orderId: t.field({ type: 'UUID' }), hours: t.int() }),
});
const OrganizationHoursInput = builder.inputType('OrganizationHoursInput', {
  fields: (t) => ({ organizationId: t.field({ type: 'UUID' }), hours: t.int() }),
});
const RoundHoursInput = builder.inputType('RoundHoursInput', {
  description: 'Hours beside slots; then the plan keeps them, and `gap` tells how far the bound is.',
  fields: (t) => ({
    perOrder: t.int({ description: 'For orders that are not named.' }),
    orders: t.field({ type: [OrderHoursInput], required: false }),
    organizations: t.field({ type: [OrganizationHoursInput], description: 'Those not named have no limit.' }),
  }),
});
export const RoundInput = builder.inputType('RoundInput', {
  fields: (t) => ({
    month: t.field({ type: 'Month', description: 'Orders whose window reaches into it; this month or a later one.' }),
    objective: t.field({ type: ObjectiveEnum }),
    authorityId: t.field({ type: 'UUID', required: false, description: 'Without it: the viewer’s own.' }),
    weightSetId: t.field({ type: 'UUID', required: false, description: 'A draft, say; without it: the set in force.' }),
    pins: t.field({ type: [RoundPairInput], required: false, description: '指定: these must be.' }),
    forbids: t.field({ type: [RoundPairInput], required: false, description: '排除: these must not.' }),
    capacities: t.field({ type: [RoundSlotsInput], required: false }),
    hours: t.field({ type: RoundHoursInput, required: false }),
    key: t.field({
      type: 'UUID',
      required: false,
      description: 'Of the preview before: the same facts again, so that only the wish is computed.',
    }),
  }),
});
type RoundInputShape = typeof RoundInput.$inferInput;

/** What is asked for, checked for measure. */
export function roundAskedOf(
  input: RoundInputShape,
  context: Context,
): { readonly asked: RoundAsked; readonly whatIf: WhatIf } {
  const authorityId = input.authorityId ?? authorityIdOf(viewerOf(context));
  if (!authorityId) throw forbidden('主管单位工作人员');
  if (input.month < monthOf(localDateOf(context.at))) throw badInput('month', input.month, '应为本月或以后的月份');
  const { pins, forbids, capacities, hours } = input;
  for (const [field, list] of Object.entries({ pins, forbids, capacities }))
    if (PINS_MOST < (list?.length ?? 0)) throw badInput(field, list?.length, `至多 ${PINS_MOST} 项`);
  for (const { slots } of capacities ?? []) within('slots', slots, 0, SLOTS_MOST);
  if (hours) {
    within('perOrder', hours.perOrder, 1, HOURS_MOST);
    for (const each of hours.orders ?? []) within('hours', each.hours, 1, HOURS_MOST);
    for (const each of hours.organizations) within('hours', each.hours, 0, HOURS_MOST);
  }
  return {
    asked: { authorityId, month: input.month, weightSetId: input.weightSetId ?? null },
    whatIf: {
      objective: input.objective as Objective,
      pins: pins ?? [],
      forbids: forbids ?? [],
      capacities: capacities ?? [],
      hours: hours ? { ...hours, orders: hours.orders ?? [] } : null,
    },
  };
}

function within(field: string, value: number, least: number, most: number): void {
  if (value < least || most < value) throw badInput(field, value, `应为 ${least} 至 ${most} 的整数`);
}

const MovedRef = builder.objectRef<Moved>('RoundMoved').implement({
  description: 'An order that another organization would now serve.',
  extensions: access(viaParent),
  fields: (t) => ({
    order: t.field({ type: OrderRef, resolve: (moved, _args, context) => loadRoundOrder(context, moved.orderId) }),
    before: t.field({
      type: OrganizationRef,
      resolve: (moved, _args, context) => loadOrganization(context, moved.beforeId),
    }),
    after: t.field({
      type: OrganizationRef,
      resolve: (moved, _args, context) => loadOrganization(context, moved.afterId),
    }),
  }),
});
interface MovedRow extends Moved {
  readonly id: string;
}
const MovedConnectionRef = connectionOf<MovedRow>('RoundMoved', MovedRef as never);

type ComparedRun = Awaited<ReturnType<typeof comparedWith>>;
const RoundComparisonRef = builder.objectRef<NonNullable<ComparedRun>>('RoundComparison').implement({
  description: 'Against last month’s run, as it was saved.',
  extensions: access(viaParent),
  fields: (t) => ({
    run: t.expose('run', { type: MatchingRunRef }),
    commonCount: t.int({ description: 'Orders in both.', resolve: ({ compared }) => compared.common }),
    movedCount: t.int({ resolve: ({ compared }) => compared.moved.length }),
    newlyServedCount: t.int({
      description: 'Left out then, proposed now.',
      resolve: ({ compared }) => compared.newlyServed,
    }),
    noLongerServedCount: t.int({
      description: 'Proposed then, left out now.',
      resolve: ({ compared }) => compared.noLongerServed,
    }),
    sentence: t.string({ resolve: ({ compared }) => compared.sentence }),
    moved: t.field({
      type: MovedConnectionRef,
      args: { first: t.arg.int(), after: t.arg.string({ required: false }) },
      resolve: ({ compared }, args) => {
        const { limit, afterId } = pageAsked(args);
        const rows = compared.moved.map((moved) => ({ ...moved, id: moved.orderId }));
        const from = afterId === null ? 0 : rows.findIndex(({ id }) => id === afterId) + 1;
        return pageOf(rows.slice(from, from + limit), limit, () => Promise.resolve(rows.length));
      },
    }),
  }),
});

async function comparedWith({ round, month, plan }: PreviewView, context: Context) {
  const tx = await context.tx();
  const run = await lastRunOf(tx, round.asked.authorityId, previousMonth(month));
  const [whole] = run ? await runWholes(tx, [run.id]) : [];
  if (!run || !whole) return null;
  const unservedBefore = whole.result.unserved.map(({ orderId }) => orderId);
  return {
    run,
    compared: compareRuns(
      { pairs: whole.result.pairs, unserved: unservedBefore },
      { pairs: plan.served, unserved: plan.unserved },
    ),
  };
}

const HeldBackRef = builder.objectRef<HeldBack>('RoundHeldBack').implement({
  description: 'An order that is not in the round: an invitation waits for its answer.',
  extensions: access(viaParent),
  fields: (t) => ({
    order: t.field({ type: OrderRef, resolve: (held, _args, context) => loadRoundOrder(context, held.orderId) }),
    organization: t.field({
      type: OrganizationRef,
      resolve: (held, _args, context) => loadOrganization(context, held.organizationId),
    }),
    respondUntil: t.expose('respondUntil', { type: 'Instant' }),
  }),
});

const RoundPreviewRef = builder.objectRef<PreviewView>('RoundPreview').implement({
  description: '匹配测算: what a round would propose now. Nothing is kept until it is saved as a run.',
  extensions: access(viaParent),
  fields: (t) => ({
    key: t.id({ description: 'Names the facts; hand it in with the next wish.', resolve: ({ round }) => round.key }),
    hash: t.exposeString('hash', { description: 'Names the plan; saveMatchingRun asks for it.' }),
    month: t.expose('month', { type: 'Month' }),
    factsAt: t.field({
      type: 'Instant',
      description: 'When the facts were read.',
      resolve: ({ round }) => round.facts.at,
    }),
    weightsVersion: t.string({ resolve: ({ round }) => round.facts.weights.version }),
    leftOutCount: t.int({
      description: 'Open orders beyond what a round takes.',
      resolve: ({ round }) => round.leftOut,
    }),
    plan: t.field({ type: RoundPlanRef, resolve: viewOfPreview }),
    heldBack: t.field({
      type: [HeldBackRef],
      description: 'At most 100; they wait for the answer to an invitation.',
      resolve: ({ round }) => round.heldBack.slice(0, HELD_BACK_MOST),
    }),
    heldBackCount: t.int({ resolve: ({ round }) => round.heldBack.length }),
    comparison: t.field({
      type: RoundComparisonRef,
      nullable: true,
      description: 'Null when last month has no run.',
      resolve: (preview, _args, context) => comparedWith(preview, context),
    }),
  }),
});
const HELD_BACK_MOST = 100;

builder.queryField('roundPreview', (t) =>
  t.field({
    type: RoundPreviewRef,
    nullable: true,
    description: 'Null when the authority or the weight set is not the viewer’s.',
    extensions: access(bureau),
    args: { input: t.arg({ type: RoundInput }) },
    resolve: async (_root, { input }, context) => {
      const { asked, whatIf } = roundAskedOf(input, context);
      const round = await openRound(await context.tx(), asked, input.key ?? null, context.at);
      if (!round) return null;
      const plan = await askRound(round, 'plan', whatIf);
      return { round, month: asked.month as Month, whatIf, plan, hash: planHash(whatIf, plan) };
    },
  }),
);

const SaveMatchingRunInput = builder.inputType('SaveMatchingRunInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    round: t.field({ type: RoundInput }),
    expectedHash: t.string({ description: 'Of the preview that was looked at.' }),
  }),
});
builder.mutationField('saveMatchingRun', (t) =>
  t.field({
    type: SaveMatchingRunResult,
    description: 'Keeps the round whole, as it was seen. Nobody hears of it yet.',
    extensions: access(bureau),
    args: { input: t.arg({ type: SaveMatchingRunInput }) },
    resolve: (_root, { input }, context) => {
      const caller = context.command();
      const { asked, whatIf } = roundAskedOf(input.round, context);
      const { clientMutationId, expectedHash } = input;
      return saveMatchingRun(caller, {
        clientMutationId,
        asked,
        key: input.round.key ?? null,
        whatIf,
        expectedHash,
      });
    },
  }),
);
