/** Runs on the graph (匹配轮次): what was saved, what became of it, and whether it can be computed anew to the byte. */
import type { Month } from '@jiedui/shared/calendar.ts';
import { WeightSetNotFound } from '@jiedui/shared/matching/refusals.ts';
import {
  type MatchingRun,
  PinNotPossible,
  RoundChanged,
  RUN_STATES,
  runWords,
  successRate,
  successSentence,
} from '@jiedui/shared/matching/round/run.ts';
import DataLoader from 'dataloader';
import { access, bureau, viaParent } from '../access.ts';
import { builder, RefusalInterface } from '../builder.ts';
import type { Context } from '../context.ts';
import { groupedInOrderOf, inOrderOf } from '../hall/in-order.ts';
import { connectionOf, pageAsked, pageOf } from '../hall/page.ts';
import { AuthorityRef, loadAuthority } from '../region/region.graph.ts';
import { viewOfRun } from './plan-view.ts';
import { RoundPlanRef } from './round-plan.graph.ts';
import { ObjectiveEnum, PinProblemEnum } from './round-rows.graph.ts';
import { recomputed } from './rounds.ts';
import {
  countRuns,
  listRuns,
  pairsOfRuns,
  runById,
  runInputs,
  type RunPair,
  runWholes,
  successOfRuns,
} from './run.store.ts';

export const RunStateEnum = builder.enumType('MatchingRunState', { values: RUN_STATES });

interface Success {
  readonly published: number;
  readonly confirmed: number;
}
const SuccessRef = builder.objectRef<Success>('MatchingSuccess').implement({
  description: '供需对接成功率: of the orders of the run, those that an organization serves or served, as of now.',
  extensions: access(viaParent),
  fields: (t) => ({
    published: t.exposeInt('published'),
    confirmed: t.exposeInt('confirmed'),
    rate: t.float({ nullable: true, resolve: ({ confirmed, published }) => successRate(confirmed, published) }),
    sentence: t.string({ resolve: ({ confirmed, published }) => successSentence(confirmed, published) }),
  }),
});

interface DecisionCounts {
  readonly taken: number;
  readonly overridden: number;
  readonly ignored: number;
}
const DecisionCountsRef = builder.objectRef<DecisionCounts>('RunDecisions').implement({
  description: 'What the officer made of the proposed pairs; all 0 before the invitations went out.',
  extensions: access(viaParent),
  fields: (t) => ({
    taken: t.exposeInt('taken'),
    overridden: t.exposeInt('overridden'),
    ignored: t.exposeInt('ignored'),
  }),
});

const loadPairs = (context: Context, runId: string): Promise<RunPair[]> =>
  context
    .loader(
      'runPairs',
      () =>
        new DataLoader<string, RunPair[]>(async (ids) =>
          groupedInOrderOf(ids, await pairsOfRuns(await context.tx(), ids), (pair) => pair.runId),
        ),
    )
    .load(runId);

const loadSuccess = (context: Context, runId: string): Promise<Success> =>
  context
    .loader(
      'runSuccess',
      () =>
        new DataLoader<string, Success & { runId: string }>(async (ids) =>
          inOrderOf(ids, await successOfRuns(await context.tx(), ids), (row) => row.runId),
        ),
    )
    .load(runId);

export const MatchingRunRef = builder.objectRef<MatchingRun>('MatchingRun').implement({
  description: '匹配轮次: a round that an officer saved, whole. Its inputs and its result never change.',
  extensions: access(viaParent),
  isTypeOf: (value) => !(value instanceof Error),
  fields: (t) => ({
    id: t.exposeID('id'),
    version: t.exposeInt('version'),
    name: t.string({ description: '`2026年12月第 2 次`', resolve: runWords }),
    month: t.expose('month', { type: 'Month' }),
    state: t.expose('state', { type: RunStateEnum }),
    objective: t.expose('objective', { type: ObjectiveEnum }),
    authority: t.field({
      type: AuthorityRef,
      resolve: (run, _args, context) => loadAuthority(context, run.authorityId),
    }),
    weightsVersion: t.exposeString('weightsVersion'),
    engine: t.exposeString('engine'),
    seed: t.exposeInt('seed'),
    day: t.expose('day', { type: 'LocalDate', description: 'On which it was judged.' }),
    factsAt: t.expose('factsAt', { type: 'Instant' }),
    resultHash: t.exposeString('resultHash', { description: 'SHA-256 of the result’s bytes.' }),
    orders: t.exposeInt('orders'),
    served: t.exposeInt('served', { description: 'Proposed to somebody.' }),
    savedAt: t.expose('savedAt', { type: 'Instant' }),
    sentAt: t.expose('sentAt', { type: 'Instant', nullable: true }),
    decisions: t.field({
      type: DecisionCountsRef,
      resolve: async (run, _args, context) => {
        const pairs = await loadPairs(context, run.id);
        const of = (decision: string) => pairs.filter((pair) => pair.decision === decision).length;
        return { taken: of('taken'), overridden: of('overridden'), ignored: of('ignored') };
      },
    }),
    success: t.field({ type: SuccessRef, resolve: (run, _args, context) => loadSuccess(context, run.id) }),
    plan: t.field({
      type: RoundPlanRef,
      resolve: async (run, _args, context) => {
        const [[whole], pairs] = await Promise.all([
          context.tx().then((tx) => runWholes(tx, [run.id])),
          loadPairs(context, run.id),
        ]);
        if (!whole) throw new Error(`run ${run.id} has no result`);
        return viewOfRun(whole, pairs);
      },
    }),
  }),
});

const MatchingRunConnectionRef = connectionOf('MatchingRun', MatchingRunRef);
builder.queryField('matchingRuns', (t) =>
  t.field({
    type: MatchingRunConnectionRef,
    description: 'Newest first: those of the viewer’s authority and of those it governs.',
    extensions: access(bureau),
    args: {
      first: t.arg.int(),
      after: t.arg.string({ required: false }),
      month: t.arg({ type: 'Month', required: false }),
    },
    resolve: async (_root, args, context) => {
      const { limit, afterId } = pageAsked(args);
      const month = (args.month ?? null) as Month | null;
      const tx = await context.tx();
      return pageOf(await listRuns(tx, month, afterId, limit), limit, () => countRuns(tx, month));
    },
  }),
);
builder.queryField('matchingRun', (t) =>
  t.field({
    type: MatchingRunRef,
    nullable: true,
    extensions: access(bureau),
    args: { id: t.arg.id() },
    resolve: async (_root, { id }, context) => runById(await context.tx(), id),
  }),
);

interface Replay {
  readonly run: MatchingRun;
  readonly hash: string;
}
const ReplayRef = builder.objectRef<Replay>('MatchingReplay').implement({
  description: 'A run computed anew from what was kept with it.',
  extensions: access(viaParent),
  fields: (t) => ({
    same: t.boolean({ resolve: ({ run, hash }) => run.resultHash === hash }),
    storedHash: t.string({ resolve: ({ run }) => run.resultHash }),
    hash: t.exposeString('hash'),
    sentence: t.string({
      resolve: ({ run, hash }) =>
        run.resultHash === hash
          ? '已按保存的数据重新计算，结果与保存时完全一致。'
          : '重新计算的结果与保存时不一致，请联系维护人员核查。',
    }),
  }),
});
builder.queryField('replayMatchingRun', (t) =>
  t.field({
    type: ReplayRef,
    nullable: true,
    description: 'Null when the run is not the viewer’s.',
    extensions: access(bureau),
    args: { id: t.arg.id() },
    resolve: async (_root, { id }, context) => {
      const tx = await context.tx();
      const [run, inputs] = await Promise.all([runById(tx, id), runInputs(tx, id)]);
      if (!run || !inputs) return null;
      const { resultHash } = await recomputed(inputs.basis, inputs.whatIf);
      return { run, hash: resultHash };
    },
  }),
);

builder.objectType(RoundChanged, {
  name: 'RoundChanged',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
});
builder.objectType(PinNotPossible, {
  name: 'PinNotPossible',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({
    orderId: t.exposeID('orderId'),
    organizationId: t.exposeID('organizationId'),
    problem: t.expose('problem', { type: PinProblemEnum }),
  }),
});
export const SaveMatchingRunResult = builder.errorUnion('SaveMatchingRunResult', {
  types: [MatchingRunRef, WeightSetNotFound, RoundChanged, PinNotPossible],
});
