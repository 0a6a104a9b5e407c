/** The shapes of 月调度 on the graph: months, rounds, lines, figures and the rows behind them. */
import type { LocalDate, Month } from '@jiedui/shared/calendar.ts';
import { type Figure, FIGURES, figureText } from '@jiedui/shared/dispatch/figures.ts';
import { DECISIONS, FIGURE_KEYS, FIGURE_ROW_KINDS, LIGHTS, ROUND_STATES } from '@jiedui/shared/dispatch/round.ts';
import DataLoader from 'dataloader';
import { access, viaParent } from '../access.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { groupedInOrderOf, inOrderOf } from '../hall/in-order.ts';
import { OrganizationRef, loadOrganization } from '../organization/organization.graph.ts';
import { ProgrammeRef, loadProgramme } from '../region/region.graph.ts';
import { StationRef, loadStation } from '../station/station.graph.ts';
import {
  type KeptRows,
  type LineRow,
  type RoundRow,
  keptRowsOfRounds,
  linesOfRounds,
  roundsById,
} from './dispatch.store.ts';
import type { FigureRow } from './figure-rows.ts';
import { totalsOf } from './lines.ts';

export const loadRound = (context: Context, id: string): Promise<RoundRow> =>
  context
    .loader(
      'dispatchRound',
      () =>
        new DataLoader<string, RoundRow>(async (ids) =>
          inOrderOf(ids, await roundsById(await context.tx(), ids), (r) => r.id),
        ),
    )
    .load(id);
const loadLines = (context: Context, roundId: string): Promise<LineRow[]> =>
  context
    .loader(
      'dispatchLines',
      () =>
        new DataLoader<string, LineRow[]>(async (ids) =>
          groupedInOrderOf(ids, await linesOfRounds(await context.tx(), ids), (l) => l.roundId),
        ),
    )
    .load(roundId);
const loadKeptRows = (context: Context, roundId: string): Promise<KeptRows[]> =>
  context
    .loader(
      'dispatchRows',
      () =>
        new DataLoader<string, KeptRows[]>(async (ids) =>
          groupedInOrderOf(ids, await keptRowsOfRounds(await context.tx(), ids), (r) => r.roundId),
        ),
    )
    .load(roundId);

const LightEnum = builder.enumType('Light', { values: LIGHTS });
export const DecisionEnum = builder.enumType('Decision', { values: DECISIONS });
export const FigureKeyEnum = builder.enumType('FigureKey', { values: FIGURE_KEYS });
const FigureRowKindEnum = builder.enumType('FigureRowKind', { values: FIGURE_ROW_KINDS });
export const RoundStateEnum = builder.enumType('RoundState', { values: ROUND_STATES });

const FigureRef = builder.objectRef<Figure>('Figure').implement({
  description: 'One figure of a line or of the round; it opens to exactly the rows that it was counted from.',
  extensions: access(viaParent),
  fields: (t) => ({
    key: t.expose('key', { type: FigureKeyEnum }),
    name: t.string({ resolve: ({ key }) => FIGURES[key].nameZh }),
    unit: t.string({ resolve: ({ key }) => FIGURES[key].unit }),
    text: t.string({ description: 'For people: 376 余, 4.6（3 份评价）.', resolve: figureText }),
    value: t.exposeFloat('value', { nullable: true, description: 'Null only for a satisfaction that nobody gave.' }),
    responses: t.exposeInt('responses', { nullable: true, description: 'How many answers an average rests on.' }),
    rowCount: t.int({ resolve: ({ rowIds }) => rowIds.length }),
  }),
});

export const FigureRowRef = builder.objectRef<FigureRow>('FigureRow').implement({
  extensions: access(viaParent),
  fields: (t) => ({
    id: t.exposeID('id'),
    kind: t.expose('kind', { type: FigureRowKindEnum }),
    title: t.exposeString('title'),
    on: t.expose('on', { type: 'LocalDate', description: 'The day for which it was counted.' }),
    detail: t.exposeString('detail'),
  }),
});

export const DispatchLineRef = builder.objectRef<LineRow>('DispatchLine').implement({
  description: 'One pairing in the round.',
  extensions: access(viaParent),
  isTypeOf: (value) => !(value instanceof Error),
  fields: (t) => ({
    id: t.exposeID('id'),
    version: t.exposeInt('version'),
    seq: t.exposeInt('seq', { description: 'Red first, then yellow, then green.' }),
    station: t.field({ type: StationRef, resolve: (line, _args, context) => loadStation(context, line.stationId) }),
    organization: t.field({
      type: OrganizationRef,
      resolve: (line, _args, context) => loadOrganization(context, line.organizationId),
    }),
    light: t.expose('light', { type: LightEnum }),
    lightReason: t.exposeString('lightReason'),
    proposedDecision: t.expose('proposedDecision', { type: DecisionEnum }),
    decision: t.expose('decision', { type: DecisionEnum, nullable: true }),
    note: t.exposeString('note'),
    decidedAt: t.expose('decidedAt', { type: 'Instant', nullable: true }),
    figures: t.field({ type: [FigureRef], resolve: (line) => [...line.figures] }),
  }),
});

export const DispatchRoundRef = builder.objectRef<RoundRow>('DispatchRound').implement({
  description: '月调度: the round of a month in a programme; issued, it never changes again.',
  extensions: access(viaParent),
  isTypeOf: (value) => !(value instanceof Error),
  fields: (t) => ({
    id: t.exposeID('id'),
    version: t.exposeInt('version'),
    month: t.expose('month', { type: 'Month' }),
    programme: t.field({
      type: ProgrammeRef,
      resolve: (round, _args, context) => loadProgramme(context, round.programmeId),
    }),
    state: t.expose('state', { type: RoundStateEnum }),
    windowFrom: t.expose('windowFrom', { type: 'LocalDate' }),
    windowTo: t.expose('windowTo', { type: 'LocalDate', description: 'Last day counted, inclusive.' }),
    dueOn: t.expose('dueOn', { type: 'LocalDate' }),
    figuresAt: t.expose('figuresAt', { type: 'Instant' }),
    issuedAt: t.expose('issuedAt', { type: 'Instant', nullable: true }),
    lines: t.field({ type: [DispatchLineRef], resolve: (round, _args, context) => loadLines(context, round.id) }),
    totals: t.field({
      type: [FigureRef],
      description: 'Over the union of the lines’ rows: what several pairings share counts once.',
      resolve: async (round, _args, context) => totalsOf(round, await loadKeptRows(context, round.id)),
    }),
    decidedCount: t.int({
      resolve: async (round, _args, context) =>
        (await loadLines(context, round.id)).filter((line) => line.decision !== null).length,
    }),
    sheetUrl: t.string({ resolve: (round) => `/dispatch/${round.id}.xlsx` }),
  }),
});

export interface DispatchMonth {
  readonly month: Month;
  readonly dueOn: LocalDate;
  readonly windowFrom: LocalDate;
  readonly windowTo: LocalDate;
  readonly round: RoundRow | null;
}
export const DispatchMonthRef = builder.objectRef<DispatchMonth>('DispatchMonth').implement({
  description: 'A month as it is scheduled; without a round it has not been opened.',
  extensions: access(viaParent),
  fields: (t) => ({
    month: t.expose('month', { type: 'Month' }),
    dueOn: t.expose('dueOn', { type: 'LocalDate' }),
    windowFrom: t.expose('windowFrom', { type: 'LocalDate' }),
    windowTo: t.expose('windowTo', { type: 'LocalDate' }),
    round: t.expose('round', { type: DispatchRoundRef, nullable: true }),
  }),
});
