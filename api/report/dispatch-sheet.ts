/**
 * A round as the sheet that a bureau prints (月调度表). The seven figures are those of the lines; the finer columns are
 * read from the sessions that those figures count. What nobody recorded stays blank: it is not a nought.
 */
import { localDateOf } from '@jiedui/shared/calendar.ts';
import { computeFigures, type DispatchRows, type Figure, personTimesOf } from '@jiedui/shared/dispatch/figures.ts';
import type { FigureKey } from '@jiedui/shared/dispatch/round.ts';
import { cutOffOf } from '@jiedui/shared/dispatch/schedule.ts';
import type { Unit } from '@jiedui/shared/quantity.ts';
import type { ServiceMethod } from '@jiedui/shared/service/session.ts';
import type { LineRow, RoundRow } from '../dispatch/dispatch.store.ts';
import type { DispatchSheetLine, SheetCount } from '../hall/document/dispatch-columns.ts';
import { sumOf } from '../hall/document/dispatch-figures.ts';
import type { DispatchSheet } from '../hall/document/dispatch-xlsx.ts';
import type { SheetHead, SheetSession } from './papers.store.ts';

export interface SheetFacts {
  readonly round: RoundRow;
  readonly head: SheetHead;
  readonly lines: readonly LineRow[];
  /** By line, the rows kept with it. */
  readonly rows: ReadonlyMap<string, DispatchRows>;
  readonly stationNames: ReadonlyMap<string, string>;
  readonly organizationNames: ReadonlyMap<string, string>;
  readonly accountNames: ReadonlyMap<string, string>;
  readonly sessions: ReadonlyMap<string, SheetSession>;
  readonly exportedBy: string;
  readonly exportedAt: Date;
}

export function sheetOf({ round, head, lines, exportedBy, exportedAt, ...names }: SheetFacts): DispatchSheet {
  const nameOf = (accountId: string | null) => (accountId && names.accountNames.get(accountId)) || null;
  const signed = {
    reporter: nameOf(round.openedBy),
    reviewer: nameOf(round.issuedBy),
    reportedOn: localDateOf(round.figuresAt),
  };
  return {
    ...head,
    month: round.month,
    windowFrom: round.windowFrom,
    windowTo: round.windowTo,
    dueOn: round.dueOn,
    figuresAt: round.figuresAt,
    issuedAt: round.issuedAt,
    reporter: signed.reporter,
    reviewer: signed.reviewer,
    lines: lines.map((line) => ({
      ...lineOf(line, names.rows.get(line.id) ?? NO_ROWS, names.sessions),
      ...signed,
      station: names.stationNames.get(line.stationId) ?? '',
      organization: names.organizationNames.get(line.organizationId) ?? '',
    })),
    total: totalOf(round, [...names.rows.values()], names.sessions),
    exportedBy,
    exportedAt,
  };
}

type Named = 'station' | 'organization' | 'reporter' | 'reviewer' | 'reportedOn';

const NO_ROWS: DispatchRows = { orders: [], claims: [], sessions: [] };

/** The figures of all lines, over the union of their rows: a clinic of three pairings is one session. */
function totalOf(
  round: RoundRow,
  all: readonly DispatchRows[],
  sessions: ReadonlyMap<string, SheetSession>,
): DispatchSheet['total'] {
  const union: DispatchRows = {
    orders: once(all.flatMap((rows) => rows.orders)),
    claims: once(all.flatMap((rows) => rows.claims)),
    sessions: once(all.flatMap((rows) => rows.sessions)),
  };
  const figures = computeFigures(union, round, cutOffOf(round, round.figuresAt));
  return lineOf({ figures, light: 'green', lightReason: '', decision: null, note: '' }, union, sessions);
}

const once = <Row extends { readonly id: string }>(rows: readonly Row[]) => [
  ...new Map(rows.map((row) => [row.id, row])).values(),
];

function lineOf(
  line: Pick<LineRow, 'figures' | 'light' | 'lightReason' | 'decision' | 'note'>,
  rows: DispatchRows,
  sessionsById: ReadonlyMap<string, SheetSession>,
): Omit<DispatchSheetLine, Named> {
  const figures = new Map(line.figures.map((figure) => [figure.key, figure]));
  const satisfaction = figures.get('satisfaction');
  const counted = new Set(figures.get('sessions')?.rowIds);
  const sessions = rows.sessions.flatMap(({ id, headcounts }) => {
    const session = counted.has(id) ? sessionsById.get(id) : undefined;
    return session ? [{ ...session, headcounts }] : [];
  });
  const servedIn = (method: ServiceMethod) =>
    sumOf(sessions.filter((s) => s.method === method).map((s) => personTimesOf(s.headcounts)));
  const goodsIn = (unit: Unit) => sumOf(sessions.flatMap((s) => s.goods.filter((g) => g.unit === unit)));
  const volunteers = (...units: Unit[]) =>
    sumOf(
      sessions.flatMap((s) =>
        s.headcounts.filter((h) => h.role === 'volunteer' && units.includes(h.quantity.unit)).map((h) => h.quantity),
      ),
    );
  const sections = sessions.filter((s) => s.method === 'groupwork').length;
  return {
    orders: countOf(figures, 'orders'),
    claims: countOf(figures, 'claims'),
    completed: countOf(figures, 'completed'),
    overdue: countOf(figures, 'overdue'),
    matched: matchedOf(rows, figures),
    sessions: countOf(figures, 'sessions'),
    personTimes: countOf(figures, 'person_times'),
    visitPersonTimes: servedIn('visit'),
    cases: null,
    casePersonTimes: servedIn('casework'),
    groups: null,
    groupSections: sections === 0 ? null : { value: sections, qualifier: 'exact' },
    goodsPieces: goodsIn('piece'),
    goodsSets: goodsIn('set'),
    goodsYuan: goodsIn('yuan'),
    fundsYuan: null,
    // n 人 at one session are n 人次, as in the figure 服务人次.
    volunteerPersonTimes: volunteers('person', 'person_time'),
    volunteerHours: volunteers('hour'),
    satisfaction:
      satisfaction?.value == null ? null : { mean: satisfaction.value, responses: satisfaction.responses ?? 0 },
    complaints: null,
    complaintsSubstantiated: null,
    practice: sessions.map((s) => s.title).join('；'),
    problems: line.light === 'green' ? '' : line.lightReason,
    nextMonth: '',
    light: line.light,
    lightReason: line.lightReason,
    decision: line.decision,
    note: line.note,
  };
}

function countOf(figures: ReadonlyMap<FigureKey, Figure>, key: FigureKey): SheetCount {
  const figure = figures.get(key);
  return figure?.value == null ? null : { value: figure.value, qualifier: figure.qualifier };
}

/** 对接成功率: of the orders published in the window, those that a station has confirmed with the organization. */
function matchedOf(rows: DispatchRows, figures: ReadonlyMap<FigureKey, Figure>): DispatchSheetLine['matched'] {
  const published = new Set(figures.get('orders')?.rowIds);
  const confirmed = rows.orders.filter(
    ({ id, state }) => published.has(id) && (state === 'confirmed' || state === 'completed'),
  );
  return { confirmed: confirmed.length, published: published.size };
}
