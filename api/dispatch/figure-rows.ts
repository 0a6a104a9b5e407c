/** What stands behind a figure: the rows kept with the line, in words. Every row that was counted is there, so it adds up. */
import type { Tx } from '@jiedui/db/connect.ts';
import { formatDate, formatInstant, formatMonthDay, type LocalDate, localDateOf } from '@jiedui/shared/calendar.ts';
import { CLAIM_STATE_WORDS } from '@jiedui/shared/claim/claim.ts';
import { effectiveClaimState } from '@jiedui/shared/claim/lifecycle.ts';
import { asShared, type DispatchRows, type Figure, FIGURES, personTimesOf } from '@jiedui/shared/dispatch/figures.ts';
import type { FigureKey, FigureRowKind } from '@jiedui/shared/dispatch/round.ts';
import { effectiveOrderState } from '@jiedui/shared/order/lifecycle.ts';
import { ORDER_STATE_WORDS } from '@jiedui/shared/order/order.ts';
import { formatQuantity } from '@jiedui/shared/quantity.ts';
import { claimTitles, orderTitles, sessionTitles } from './dispatch-rows.store.ts';

export interface FigureRow {
  readonly id: string;
  readonly kind: FigureRowKind;
  readonly title: string;
  /** The day for which it was counted. */
  readonly on: LocalDate;
  readonly detail: string;
}

/** The rows of one figure, newest first. Titles are read again; what was counted comes from the rows kept at the cut-off. */
export async function figureRows(tx: Tx, figure: Figure, kept: DispatchRows, cutOff: Date): Promise<FigureRow[]> {
  const { key, rowIds } = figure;
  const kind = FIGURES[key].rowKind;
  const rows = await ROWS_OF[kind](tx, key, rowIds, kept, cutOff);
  return rows.sort((a, b) => (a.on === b.on ? b.id.localeCompare(a.id) : b.on.localeCompare(a.on)));
}

type RowsOf = (
  tx: Tx,
  key: FigureKey,
  ids: readonly string[],
  kept: DispatchRows,
  cutOff: Date,
) => Promise<FigureRow[]>;

const ROWS_OF: Readonly<Record<FigureRowKind, RowsOf>> = { order: orderRows, claim: claimRows, session: sessionRows };

async function orderRows(
  tx: Tx,
  key: FigureKey,
  ids: readonly string[],
  kept: DispatchRows,
  cutOff: Date,
): Promise<FigureRow[]> {
  const words = byId(await orderTitles(tx, ids));
  return pick(kept.orders, ids)
    .map(asShared)
    .map((order) => {
      const { title, number } = words.get(order.id) ?? GONE;
      const state = ORDER_STATE_WORDS[effectiveOrderState(order, cutOff)];
      const day = (at: Date | null) => localDateOf(at ?? cutOff);
      const [on, detail] = {
        completed: [day(order.completedAt), `${number} · ${formatMonthDay(day(order.postedAt))}发布，已完成`] as const,
        overdue: [
          order.windowTo ?? day(null),
          `${number} · 服务期至${formatDate(order.windowTo ?? day(null))}，未完成`,
        ] as const,
      }[key as string] ?? [day(order.postedAt), `${number} · ${state}`];
      return { id: order.id, kind: 'order', title, on, detail };
    });
}

async function claimRows(
  tx: Tx,
  _key: FigureKey,
  ids: readonly string[],
  kept: DispatchRows,
  cutOff: Date,
): Promise<FigureRow[]> {
  const words = byId(await claimTitles(tx, ids));
  return pick(kept.claims, ids).map((claim) => {
    const known = words.get(claim.id);
    const state = known ? CLAIM_STATE_WORDS[effectiveClaimState(known, cutOff)] : '';
    const detail = `${formatInstant(claim.claimedAt)} 接单 · ${state}`;
    return {
      id: claim.id,
      kind: 'claim',
      title: known?.orderTitle ?? GONE.title,
      on: localDateOf(claim.claimedAt),
      detail,
    };
  });
}

async function sessionRows(
  tx: Tx,
  key: FigureKey,
  ids: readonly string[],
  kept: DispatchRows,
  cutOff: Date,
): Promise<FigureRow[]> {
  const words = byId(await sessionTitles(tx, ids));
  return pick(kept.sessions, ids).map((session) => {
    const known = words.get(session.id);
    const times = personTimesOf(session.headcounts);
    const counted = {
      person_times: times ? formatQuantity(times) : '',
      satisfaction: session.satisfactions.map((score) => `${score} 分`).join('、'),
    }[key as string];
    const held = known ? `${formatMonthDay(localDateOf(known.startedAt))}在${known.place}开展` : GONE.title;
    const detail = counted ?? (times ? formatQuantity(times) : '未记到场人数');
    return {
      id: session.id,
      kind: 'session',
      title: known?.title ?? GONE.title,
      on: localDateOf(session.confirmedAt ?? cutOff),
      detail: `${known?.number ?? ''} · ${held} · ${detail}`,
    };
  });
}

/** For a row that the viewer may no longer see: it is still counted, so it is still listed. */
const GONE = { title: '（不在您的查看范围）', number: '' };

const byId = <Row extends { readonly id: string }>(rows: readonly Row[]) => new Map(rows.map((row) => [row.id, row]));

function pick<Row extends { readonly id: string }>(rows: readonly Row[], ids: readonly string[]): Row[] {
  const wanted = new Set(ids);
  return rows.filter((row) => wanted.has(row.id));
}
