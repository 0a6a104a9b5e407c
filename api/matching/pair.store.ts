/** SQL of what stands between an organization and a station: declared interests and blocks. */
import type { Tx } from '@jiedui/db/connect.ts';
import { blockedPairs, conflictsOfInterest } from '@jiedui/db/schema/matching.ts';
import type { LocalDate } from '@jiedui/shared/calendar.ts';
import { and, eq } from 'drizzle-orm';

export interface PairNote {
  readonly id: string;
  readonly organizationId: string;
  readonly stationId: string;
  readonly authorityId: string;
  readonly reason: string;
  /** Who wrote it: they or the bureau end it. */
  readonly accountId: string;
  readonly at: Date;
  readonly version: number;
}
export interface BlockNote extends PairNote {
  readonly untilOn: LocalDate | null;
}

const PAIR =
  'p.id, p.organization_id as "organizationId", p.station_id as "stationId", p.authority_id as "authorityId", p.reason, p.version';
const CONFLICT = `${PAIR}, p.declared_by as "accountId", p.declared_at as at`;
const BLOCK = `${PAIR}, p.blocked_by as "accountId", p.blocked_at as at, p.until_on as "untilOn"`;
const NOTES_MOST = 200;

type Conflict = PairNote & Record<string, unknown>;
type Block = BlockNote & Record<string, unknown>;

/** The station's authority, and whether the viewer governs it; null when one of the two is not there. */
export async function pairOf(tx: Tx, organizationId: string, stationId: string) {
  const [row] = await tx.named<{ authorityId: string; governs: boolean }>(
    'matching.pairOf',
    `select s.authority_id as "authorityId", s.authority_id = any ((select app.authority_ids())::uuid[]) as governs
     from stations s, organizations g where s.id = $1 and g.id = $2`,
    [stationId, organizationId],
  );
  return row ?? null;
}

/** Standing ones that the viewer may see, newest first. */
export const listConflicts = (tx: Tx) =>
  tx.named<Conflict>(
    'matching.conflicts',
    `select ${CONFLICT} from conflicts_of_interest p where p.ended_at is null order by p.id desc limit ${NOTES_MOST}`,
    [],
  );
export const listBlocks = (tx: Tx, today: LocalDate) =>
  tx.named<Block>(
    'matching.blocks',
    `select ${BLOCK} from blocked_pairs p where p.lifted_at is null and (p.until_on is null or $1::date <= p.until_on)
     order by p.id desc limit ${NOTES_MOST}`,
    [today],
  );

export const conflictById = async (tx: Tx, id: string) =>
  (
    await tx.named<Conflict>('matching.conflict', `select ${CONFLICT} from conflicts_of_interest p where p.id = $1`, [
      id,
    ])
  )[0] ?? null;
export const blockById = async (tx: Tx, id: string) =>
  (await tx.named<Block>('matching.block', `select ${BLOCK} from blocked_pairs p where p.id = $1`, [id]))[0] ?? null;

export const lockConflict = async (tx: Tx, id: string) =>
  (
    await tx.named<Conflict>(
      'matching.lockConflict',
      `select ${CONFLICT} from conflicts_of_interest p where p.id = $1 and p.ended_at is null for update`,
      [id],
    )
  )[0] ?? null;
export const lockBlock = async (tx: Tx, id: string) =>
  (
    await tx.named<Block>(
      'matching.lockBlock',
      `select ${BLOCK} from blocked_pairs p where p.id = $1 and p.lifted_at is null for update`,
      [id],
    )
  )[0] ?? null;

/** False when the two have one standing already. */
export async function insertConflict(tx: Tx, tenantId: string, note: PairNote): Promise<boolean> {
  const { accountId: declaredBy, at: declaredAt, ...pair } = note;
  const rows = await tx.db
    .insert(conflictsOfInterest)
    .values({ ...pair, tenantId, declaredBy, declaredAt })
    .onConflictDoNothing()
    .returning({ id: conflictsOfInterest.id });
  return rows.length === 1;
}

export async function insertBlock(tx: Tx, tenantId: string, note: BlockNote): Promise<void> {
  const { accountId: blockedBy, at: blockedAt, ...pair } = note;
  await tx.db.insert(blockedPairs).values({ ...pair, tenantId, blockedBy, blockedAt });
}

export async function endConflictRow(tx: Tx, { id, version }: PairNote, at: Date): Promise<void> {
  await tx.db
    .update(conflictsOfInterest)
    .set({ endedAt: at, version: version + 1 })
    .where(and(eq(conflictsOfInterest.id, id), eq(conflictsOfInterest.version, version)));
}

export async function liftBlockRow(tx: Tx, { id, version }: PairNote, at: Date): Promise<void> {
  await tx.db
    .update(blockedPairs)
    .set({ liftedAt: at, version: version + 1 })
    .where(and(eq(blockedPairs.id, id), eq(blockedPairs.version, version)));
}
