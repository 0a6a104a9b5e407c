/** SQL of dispatch rounds (月调度) and their lines. */
import type { Tx } from '@jiedui/db/connect.ts';
import { dispatchLines, dispatchRounds } from '@jiedui/db/schema/dispatch.ts';
import type { LocalDate, Month } from '@jiedui/shared/calendar.ts';
import type { LineDecision } from '@jiedui/shared/dispatch/deciding.ts';
import type { DispatchRows, Figure } from '@jiedui/shared/dispatch/figures.ts';
import type { Decision, DispatchRound, Light } from '@jiedui/shared/dispatch/round.ts';
import type { Programme } from '@jiedui/shared/region/programme.ts';
import { eq } from 'drizzle-orm';

export interface RoundRow extends DispatchRound {
  readonly openedBy: string;
  readonly issuedBy: string | null;
}

export interface LineRow extends LineDecision {
  readonly id: string;
  readonly version: number;
  readonly roundId: string;
  readonly pairingId: string;
  readonly stationId: string;
  readonly organizationId: string;
  readonly seq: number;
  readonly light: Light;
  readonly lightReason: string;
  readonly proposedDecision: Decision;
  readonly figures: readonly Figure[];
}

const ROUND = `id, version, programme_id as "programmeId", authority_id as "authorityId", month, window_from as "windowFrom",
  window_to as "windowTo", due_on as "dueOn", state, opened_by as "openedBy", figures_at as "figuresAt", issued_by as "issuedBy", issued_at as "issuedAt"`;

export const roundsById = (tx: Tx, ids: readonly string[]) =>
  tx.named<RoundRow>('dispatch.roundsById', `select ${ROUND} from dispatch_rounds where id = any($1)`, [ids]);

export const roundsOfMonths = (tx: Tx, programmeId: string, months: readonly Month[]) =>
  tx.named<RoundRow>(
    'dispatch.roundsOfMonths',
    `select ${ROUND} from dispatch_rounds where programme_id = $1 and month = any($2)`,
    [programmeId, months],
  );

/** The round, locked against every other change of it or of its lines. */
export async function lockRound(tx: Tx, id: string): Promise<RoundRow | null> {
  const [row] = await tx.named<RoundRow>(
    'dispatch.lockRound',
    `select ${ROUND} from dispatch_rounds where id = $1 for update`,
    [id],
  );
  return row ?? null;
}

/** The round of a line, held so that it cannot be issued or refreshed meanwhile; other lines may be decided beside it. */
export async function holdRoundOfLine(tx: Tx, lineId: string): Promise<RoundRow | null> {
  const [row] = await tx.named<RoundRow>(
    'dispatch.holdRoundOfLine',
    `select ${ROUND} from dispatch_rounds where id = (select round_id from dispatch_lines where id = $1) for share`,
    [lineId],
  );
  return row ?? null;
}

/** A programme that the viewer's authorities lead, locked so that two rounds of one month cannot be opened at once. */
export async function lockOwnProgramme(tx: Tx, id: string): Promise<Programme | null> {
  const [row] = await tx.named<Programme>(
    'dispatch.lockOwnProgramme',
    `select id, authority_id as "authorityId", name, mode, from_on as "fromOn", to_on as "toOn", dispatch_due_day as "dispatchDueDay"
     from programmes where id = $1 and authority_id = any ((select app.authority_ids())::uuid[]) for no key update`,
    [id],
  );
  return row ?? null;
}

export async function insertRound(tx: Tx, tenantId: string, round: RoundRow, openedAt: Date): Promise<void> {
  await tx.db.insert(dispatchRounds).values({ ...round, tenantId, openedAt });
}

/** The next version of the round: refreshed figures, or the signature. */
export async function saveRound(tx: Tx, round: RoundRow): Promise<void> {
  const { figuresAt, state, issuedAt, issuedBy, version } = round;
  await tx.db
    .update(dispatchRounds)
    .set({ figuresAt, state, issuedAt, issuedBy, version })
    .where(eq(dispatchRounds.id, round.id));
}

const LINE = `id, version, round_id as "roundId", pairing_id as "pairingId", station_id as "stationId", organization_id as "organizationId", seq,
  light, light_reason as "lightReason", proposed_decision as "proposedDecision", decision, note, decided_by as "decidedBy", decided_at as "decidedAt",
  figures->'figures' as figures`;

export const linesOfRounds = (tx: Tx, roundIds: readonly string[]) =>
  tx.named<LineRow>(
    'dispatch.linesOfRounds',
    `select ${LINE} from dispatch_lines where round_id = any($1) order by seq`,
    [roundIds],
  );

export async function lineById(tx: Tx, id: string): Promise<LineRow | null> {
  const [row] = await tx.named<LineRow>('dispatch.line', `select ${LINE} from dispatch_lines where id = $1`, [id]);
  return row ?? null;
}

export async function lockLine(tx: Tx, id: string): Promise<LineRow | null> {
  const [row] = await tx.named<LineRow>(
    'dispatch.lockLine',
    `select ${LINE} from dispatch_lines where id = $1 for update`,
    [id],
  );
  return row ?? null;
}

/** A line with the rows that its figures were computed from, kept with it as they were at the cut-off. */
export interface NewLine extends LineRow {
  readonly rows: DispatchRows;
}

export async function replaceLines(
  tx: Tx,
  tenantId: string,
  round: RoundRow,
  lines: readonly NewLine[],
): Promise<void> {
  await tx.db.delete(dispatchLines).where(eq(dispatchLines.roundId, round.id));
  if (lines.length === 0) return;
  const { authorityId } = round;
  await tx.db
    .insert(dispatchLines)
    .values(
      lines.map(({ figures, rows, ...line }) => ({ ...line, tenantId, authorityId, figures: { figures, rows } })),
    );
}

export async function saveDecision(tx: Tx, line: LineRow): Promise<void> {
  const { decision, note, decidedBy, decidedAt, version } = line;
  await tx.db
    .update(dispatchLines)
    .set({ decision, note, decidedBy, decidedAt, version })
    .where(eq(dispatchLines.id, line.id));
}

/** The rows behind each line of the rounds, as they were at the cut-off. */
export interface KeptRows {
  readonly lineId: string;
  readonly roundId: string;
  readonly stationId: string;
  readonly rows: unknown;
}

export const keptRowsOfRounds = (tx: Tx, roundIds: readonly string[]) =>
  tx.named<KeptRows>(
    'dispatch.keptRows',
    `select id as "lineId", round_id as "roundId", station_id as "stationId", figures->'rows' as rows from dispatch_lines where round_id = any($1) order by seq`,
    [roundIds],
  );

export async function keptRowsOfLine(tx: Tx, lineId: string): Promise<KeptRows | null> {
  const [row] = await tx.named<KeptRows>(
    'dispatch.keptRowsOfLine',
    `select id as "lineId", round_id as "roundId", station_id as "stationId", figures->'rows' as rows from dispatch_lines where id = $1`,
    [lineId],
  );
  return row ?? null;
}

export interface PairInRound {
  readonly pairingId: string;
  readonly stationId: string;
  readonly organizationId: string;
}

/** The pairings of a programme that are in force on some day of the window, by station. */
export const pairingsInWindow = (tx: Tx, programmeId: string, from: LocalDate, to: LocalDate) =>
  tx.named<PairInRound>(
    'dispatch.pairings',
    `select p.id as "pairingId", p.station_id as "stationId", p.organization_id as "organizationId"
     from pairings p join stations s on s.id = p.station_id
     where p.programme_id = $1 and p.state in ('active', 'suspended') and p.from_on <= $3 and $2 <= p.to_on
     order by s.code, p.id`,
    [programmeId, from, to],
  );
