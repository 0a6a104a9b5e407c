/** The monthly dispatch: opening a round, refreshing its figures, deciding its lines, issuing it. */
import type { Tx } from '@jiedui/db/connect.ts';
import { localDateOf, type Month, startOfDay } from '@jiedui/shared/calendar.ts';
import { decide } from '@jiedui/shared/dispatch/deciding.ts';
import { issue, moveRound } from '@jiedui/shared/dispatch/lifecycle.ts';
import {
  LineNotFound,
  type LinesUndecided,
  RoundExists,
  RoundNotFound,
  RoundNotIn,
} from '@jiedui/shared/dispatch/refusals.ts';
import type { Decision } from '@jiedui/shared/dispatch/round.ts';
import { cutOffOf, dispatchMonthsOn } from '@jiedui/shared/dispatch/schedule.ts';
import { dispatchWindow } from '@jiedui/shared/dispatch/window.ts';
import { type ReasonMissing, Refusal, StaleVersion } from '@jiedui/shared/refusal.ts';
import { cleanText } from '@jiedui/shared/text.ts';
import { v7 as uuid } from 'uuid';
import { badInput } from '../errors.ts';
import { type CommandContext, type Done, command } from '../hall/command.ts';
import { takersOf } from '../order/takers.store.ts';
import { countedClaims, countedOrders, countedSessions } from './dispatch-rows.store.ts';
import {
  type LineRow,
  type RoundRow,
  holdRoundOfLine,
  insertRound,
  lineById,
  linesOfRounds,
  lockLine,
  lockOwnProgramme,
  lockRound,
  pairingsInWindow,
  replaceLines,
  roundsById,
  roundsOfMonths,
  saveDecision,
  saveRound,
} from './dispatch.store.ts';
import { linesOf } from './lines.ts';

const reloadRound = async (tx: Tx, id: string) => (await roundsById(tx, [id]))[0] ?? null;

export interface OpenDispatchRoundInput {
  readonly clientMutationId: string;
  readonly programmeId: string;
  readonly month: Month;
}

/**
 * The officer opens the round of a month, with every figure already in it.
 * @returns `RoundNotFound` for a programme of another authority and for a month that is not listed yet or any more;
 *   `RoundExists` with the round, when somebody was first
 */
export function openDispatchRound(
  context: CommandContext,
  input: OpenDispatchRoundInput,
): Promise<RoundRow | RoundNotFound | RoundExists> {
  const operation = { name: 'openDispatchRound', key: input.clientMutationId, input, reload: reloadRound };
  return command(context, operation, async (tx, viewer): Promise<Done<RoundRow> | RoundNotFound | RoundExists> => {
    const { at } = context;
    const { month } = input;
    const programme = await lockOwnProgramme(tx, input.programmeId);
    if (!programme) return new RoundNotFound();
    const dueDay = programme.dispatchDueDay;
    if (!dispatchMonthsOn(localDateOf(at), dueDay).includes(month)) return new RoundNotFound();
    const [existing] = await roundsOfMonths(tx, programme.id, [month]);
    if (existing) return new RoundExists(existing.id);

    const window = dispatchWindow(month, dueDay);
    const round: RoundRow = {
      id: uuid(),
      version: 1,
      programmeId: programme.id,
      authorityId: programme.authorityId,
      month,
      ...window,
      dueOn: window.windowTo,
      state: 'open',
      openedBy: viewer.accountId,
      figuresAt: at,
      issuedBy: null,
      issuedAt: null,
    };
    const lines = await currentLines(tx, round, [], at);
    await insertRound(tx, viewer.tenantId, round, at);
    await replaceLines(tx, viewer.tenantId, round, lines);
    return doneWith(round, null, ['month', 'lines'], 'dispatch.opened');
  });
}

export interface RoundInput {
  readonly clientMutationId: string;
  readonly roundId: string;
  readonly expectedVersion: number;
}

/** Computes the figures anew while the round is open; a decision stays unless the line's light has become worse. */
export function refreshDispatchRound(
  context: CommandContext,
  input: RoundInput,
): Promise<RoundRow | RoundNotFound | RoundNotIn | StaleVersion> {
  const operation = { name: 'refreshDispatchRound', key: input.clientMutationId, input, reload: reloadRound };
  return command(
    context,
    operation,
    async (tx, viewer): Promise<Done<RoundRow> | RoundNotFound | RoundNotIn | StaleVersion> => {
      const round = await lockRound(tx, input.roundId);
      if (!round) return new RoundNotFound();
      const state = moveRound(round.state, 'refresh');
      if (state instanceof RoundNotIn) return state;
      if (round.version !== input.expectedVersion) return new StaleVersion(round.version);
      const lines = await currentLines(tx, round, await linesOfRounds(tx, [round.id]), context.at);
      const refreshed: RoundRow = { ...round, state, figuresAt: context.at, version: round.version + 1 };
      await saveRound(tx, refreshed);
      await replaceLines(tx, viewer.tenantId, refreshed, lines);
      return doneWith(refreshed, round.version, ['lines', 'figuresAt'], 'dispatch.refreshed');
    },
  );
}

export interface DecideDispatchLineInput {
  readonly clientMutationId: string;
  readonly lineId: string;
  readonly expectedVersion: number;
  /** Null takes the decision back. */
  readonly decision?: Decision | null | undefined;
  readonly note: string;
}

/** The officer's decision on one line. */
export function decideDispatchLine(
  context: CommandContext,
  input: DecideDispatchLineInput,
): Promise<LineRow | LineNotFound | RoundNotIn | StaleVersion | ReasonMissing> {
  const operation = { name: 'decideDispatchLine', key: input.clientMutationId, input, reload: lineById };
  type Outcome = Done<LineRow> | LineNotFound | RoundNotIn | StaleVersion | ReasonMissing;
  return command(context, operation, async (tx, viewer): Promise<Outcome> => {
    const note = cleanText(input.note);
    if (note === null) throw badInput('note', input.note, '含有无法保存的字符');
    const round = await holdRoundOfLine(tx, input.lineId);
    const line = round && (await lockLine(tx, input.lineId));
    if (!line) return new LineNotFound();
    const state = moveRound(round.state, 'decide');
    if (state instanceof RoundNotIn) return state;
    if (line.version !== input.expectedVersion) return new StaleVersion(line.version);
    const decided = decide(input.decision ?? null, note, viewer.accountId, context.at);
    if (decided instanceof Refusal) return decided;
    const next: LineRow = { ...line, ...decided, version: line.version + 1 };
    await saveDecision(tx, next);
    return {
      value: next,
      entity: 'dispatchLine',
      entityId: line.id,
      versionBefore: line.version,
      versionAfter: next.version,
      changed: ['decision', 'note'],
      events: [
        {
          topic: 'dispatch.lineDecided',
          entityId: line.id,
          version: next.version,
          payload: { authorityId: round.authorityId, roundId: round.id },
        },
      ],
    };
  });
}

/** The round is issued (签发) and never changes again; both sides of every line are told. */
export function issueDispatchRound(
  context: CommandContext,
  input: RoundInput,
): Promise<RoundRow | RoundNotFound | RoundNotIn | LinesUndecided | StaleVersion> {
  const operation = { name: 'issueDispatchRound', key: input.clientMutationId, input, reload: reloadRound };
  type Outcome = Done<RoundRow> | RoundNotFound | RoundNotIn | LinesUndecided | StaleVersion;
  return command(context, operation, async (tx, viewer): Promise<Outcome> => {
    const round = await lockRound(tx, input.roundId);
    if (!round) return new RoundNotFound();
    const lines = await linesOfRounds(tx, [round.id]);
    const issued = issue(round, lines.filter((line) => line.decision === null).length, context.at);
    if (issued instanceof RoundNotIn) return issued;
    if (round.version !== input.expectedVersion) return new StaleVersion(round.version);
    if (issued instanceof Refusal) return issued;
    const next: RoundRow = { ...issued, issuedBy: viewer.accountId, version: round.version + 1 };
    await saveRound(tx, next);
    return doneWith(next, round.version, ['state', 'issuedAt'], 'dispatch.issued', {
      stationIds: [...new Set(lines.map((line) => line.stationId))],
      organizationIds: [...new Set(lines.map((line) => line.organizationId))],
    });
  });
}

/** Four statements, however many pairings the programme has. */
async function currentLines(tx: Tx, round: RoundRow, before: readonly LineRow[], at: Date) {
  const pairs = await pairingsInWindow(tx, round.programmeId, round.windowFrom, round.windowTo);
  const asked = {
    stationIds: [...new Set(pairs.map((pair) => pair.stationId))],
    organizationIds: [...new Set(pairs.map((pair) => pair.organizationId))],
    from: startOfDay(round.windowFrom),
    cutOff: cutOffOf(round, at),
  };
  const orders = await countedOrders(tx, asked);
  const shared = orders.filter(({ sharing }) => sharing !== 'exclusive').map(({ id }) => id);
  const counted = {
    orders,
    takers: await takersOf(tx, shared),
    claims: await countedClaims(tx, asked),
    sessions: await countedSessions(tx, asked),
  };
  return linesOf(round, pairs, counted, before, at);
}

function doneWith(
  round: RoundRow,
  versionBefore: number | null,
  changed: readonly string[],
  topic: string,
  parties: Readonly<Record<string, readonly string[]>> = {},
): Done<RoundRow> {
  const payload = { authorityId: round.authorityId, ...parties };
  return {
    value: round,
    entity: 'dispatchRound',
    entityId: round.id,
    versionBefore,
    versionAfter: round.version,
    changed,
    events: [{ topic, entityId: round.id, version: round.version, payload }],
  };
}
