/** 月调度 on the graph: what is asked and what is done. No rule lives here; see shared/dispatch. */
import { localDateOf } from '@jiedui/shared/calendar.ts';
import {
  LineNotFound,
  LinesUndecided,
  RoundExists,
  RoundNotFound,
  RoundNotIn,
} from '@jiedui/shared/dispatch/refusals.ts';
import { cutOffOf, dispatchMonthsOn } from '@jiedui/shared/dispatch/schedule.ts';
import { dispatchWindow } from '@jiedui/shared/dispatch/window.ts';
import { ReasonMissing, StaleVersion } from '@jiedui/shared/refusal.ts';
import { access, bureau, viaParent } from '../access.ts';
import { RefusalInterface, builder, isUuid } from '../builder.ts';
import { programmesById } from '../region/region.store.ts';
import '../hall/problem.graph.ts';
import {
  decideDispatchLine,
  issueDispatchRound,
  openDispatchRound,
  refreshDispatchRound,
} from './dispatch.commands.ts';
import { keptRowsOfLine, lineById, roundsById, roundsOfMonths } from './dispatch.store.ts';
import { figureRows } from './figure-rows.ts';
import { rowsFromJson } from './lines.ts';
import {
  DecisionEnum,
  DispatchLineRef,
  type DispatchMonth,
  DispatchMonthRef,
  DispatchRoundRef,
  FigureKeyEnum,
  FigureRowRef,
  RoundStateEnum,
  loadRound,
} from './round.graph.ts';

builder.queryField('dispatchMonths', (t) =>
  t.field({
    type: [DispatchMonthRef],
    description: 'The current month and the five before, newest first.',
    extensions: access(bureau),
    args: { programmeId: t.arg.id() },
    resolve: async (_root, { programmeId }, context): Promise<DispatchMonth[]> => {
      const tx = await context.tx();
      const [programme] = isUuid(programmeId) ? await programmesById(tx, [programmeId]) : [];
      if (!programme) return [];
      const dueDay = programme.dispatchDueDay;
      const months = dispatchMonthsOn(localDateOf(context.at), dueDay);
      const rounds = new Map((await roundsOfMonths(tx, programme.id, months)).map((round) => [round.month, round]));
      return months.map((month) => {
        const window = dispatchWindow(month, dueDay);
        return { month, ...window, dueOn: window.windowTo, round: rounds.get(month) ?? null };
      });
    },
  }),
);

builder.queryField('dispatchRound', (t) =>
  t.field({
    type: DispatchRoundRef,
    nullable: true,
    description: 'Null when it does not exist and when it is not for the viewer: the two look alike.',
    extensions: access(bureau),
    args: { id: t.arg.id() },
    resolve: async (_root, { id }, context) =>
      isUuid(id) ? ((await roundsById(await context.tx(), [id]))[0] ?? null) : null,
  }),
);

builder.queryField('dispatchFigureRows', (t) =>
  t.field({
    type: [FigureRowRef],
    description:
      'The rows that a figure of a line was counted from, newest first; none for a line that is not for the viewer.',
    extensions: access(bureau),
    args: { lineId: t.arg.id(), figure: t.arg({ type: FigureKeyEnum }) },
    resolve: async (_root, { lineId, figure: key }, context) => {
      if (!isUuid(lineId)) return [];
      const tx = await context.tx();
      const line = await lineById(tx, lineId);
      const kept = line && (await keptRowsOfLine(tx, lineId));
      const figure = line?.figures.find((each) => each.key === key);
      if (!line || !kept || !figure) return [];
      const round = await loadRound(context, line.roundId);
      return figureRows(tx, figure, rowsFromJson(kept.rows), cutOffOf(round, round.figuresAt));
    },
  }),
);

builder.objectType(RoundNotFound, {
  name: 'RoundNotFound',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
});
builder.objectType(RoundExists, {
  name: 'RoundExists',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ roundId: t.exposeID('roundId') }),
});
builder.objectType(RoundNotIn, {
  name: 'RoundNotIn',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ actual: t.expose('actual', { type: RoundStateEnum }) }),
});
builder.objectType(LineNotFound, {
  name: 'LineNotFound',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
});
builder.objectType(LinesUndecided, {
  name: 'LinesUndecided',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ count: t.exposeInt('count') }),
});

const OpenDispatchRoundInput = builder.inputType('OpenDispatchRoundInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    programmeId: t.id(),
    month: t.field({ type: 'Month' }),
  }),
});
const OpenDispatchRoundResult = builder.errorUnion('OpenDispatchRoundResult', {
  types: [DispatchRoundRef, RoundNotFound, RoundExists],
});

builder.mutationField('openDispatchRound', (t) =>
  t.field({
    type: OpenDispatchRoundResult,
    description: '开启月调度: every figure of every pairing is computed at once.',
    extensions: access(bureau),
    args: { input: t.arg({ type: OpenDispatchRoundInput }) },
    resolve: (_root, { input }, context) =>
      isUuid(input.programmeId) ? openDispatchRound(context.command(), input) : new RoundNotFound(),
  }),
);

const RefreshDispatchRoundInput = builder.inputType('RefreshDispatchRoundInput', {
  fields: (t) => ({ clientMutationId: t.field({ type: 'UUID' }), roundId: t.id(), expectedVersion: t.int() }),
});
const RefreshDispatchRoundResult = builder.errorUnion('RefreshDispatchRoundResult', {
  types: [DispatchRoundRef, RoundNotFound, RoundNotIn, StaleVersion],
});

builder.mutationField('refreshDispatchRound', (t) =>
  t.field({
    type: RefreshDispatchRoundResult,
    description: '刷新: the figures anew; a decision stays unless the line’s light has become worse.',
    extensions: access(bureau),
    args: { input: t.arg({ type: RefreshDispatchRoundInput }) },
    resolve: (_root, { input }, context) =>
      isUuid(input.roundId) ? refreshDispatchRound(context.command(), input) : new RoundNotFound(),
  }),
);

const DecideDispatchLineInput = builder.inputType('DecideDispatchLineInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    lineId: t.id(),
    expectedVersion: t.int(),
    decision: t.field({ type: DecisionEnum, required: false, description: 'Null takes the decision back.' }),
    note: t.string({ description: 'Needed for 改派, 协调 and 挂账.' }),
  }),
});
const DecideDispatchLineResult = builder.errorUnion('DecideDispatchLineResult', {
  types: [DispatchLineRef, LineNotFound, RoundNotIn, StaleVersion, ReasonMissing],
});

builder.mutationField('decideDispatchLine', (t) =>
  t.field({
    type: DecideDispatchLineResult,
    description: '处理意见 on one line.',
    extensions: access(bureau),
    args: { input: t.arg({ type: DecideDispatchLineInput }) },
    resolve: (_root, { input }, context) =>
      isUuid(input.lineId) ? decideDispatchLine(context.command(), input) : new LineNotFound(),
  }),
);

const IssueDispatchRoundInput = builder.inputType('IssueDispatchRoundInput', {
  fields: (t) => ({ clientMutationId: t.field({ type: 'UUID' }), roundId: t.id(), expectedVersion: t.int() }),
});
const IssueDispatchRoundResult = builder.errorUnion('IssueDispatchRoundResult', {
  types: [DispatchRoundRef, RoundNotFound, RoundNotIn, LinesUndecided, StaleVersion],
});

builder.mutationField('issueDispatchRound', (t) =>
  t.field({
    type: IssueDispatchRoundResult,
    description: '签发: the round is fixed for good, and both sides of every line are told.',
    extensions: access(bureau),
    args: { input: t.arg({ type: IssueDispatchRoundInput }) },
    resolve: (_root, { input }, context) =>
      isUuid(input.roundId) ? issueDispatchRound(context.command(), input) : new RoundNotFound(),
  }),
);
