/** SQL of corrections (更正申请). */
import type { Tx } from '@jiedui/db/connect.ts';
import { organizationCorrections } from '@jiedui/db/schema/organization-register.ts';
import type { CorrectionState, CorrectionSubject } from '@jiedui/shared/organization/correction.ts';
import { and, eq } from 'drizzle-orm';
import { type Owner, MANY } from './register.store.ts';

export interface CorrectionRow {
  readonly id: string;
  readonly organizationId: string;
  readonly subject: CorrectionSubject;
  readonly text: string;
  readonly state: CorrectionState;
  readonly answer: string | null;
  readonly requestedAt: Date;
  readonly answeredAt: Date | null;
  readonly version: number;
}

const CORRECTION = `c.id, c.organization_id as "organizationId", c.subject, c.text, c.state, c.answer,
  c.requested_at as "requestedAt", c.answered_at as "answeredAt", c.version`;
type Correction = CorrectionRow & Record<string, unknown>;

export const correctionsOf = (tx: Tx, organizationId: string) =>
  tx.named<Correction>(
    'register.corrections',
    `select ${CORRECTION} from organization_corrections c where c.organization_id = $1 order by c.id desc limit ${MANY}`,
    [organizationId],
  );
export const openCorrections = (tx: Tx) =>
  tx.named<Correction>(
    'register.openCorrections',
    `select ${CORRECTION} from organization_corrections c where c.state = 'open' order by c.id limit ${MANY}`,
    [],
  );
export async function correctionById(tx: Tx, id: string): Promise<CorrectionRow | null> {
  const sql = `select ${CORRECTION} from organization_corrections c where c.id = $1`;
  return (await tx.named<Correction>('register.correction', sql, [id]))[0] ?? null;
}
export async function lockCorrection(tx: Tx, id: string): Promise<CorrectionRow | null> {
  const sql = `select ${CORRECTION} from organization_corrections c where c.id = $1 and c.state = 'open' for update`;
  return (await tx.named<Correction>('register.lockCorrection', sql, [id]))[0] ?? null;
}
export async function insertCorrection(
  tx: Tx,
  owner: Owner,
  correction: { id: string; subject: CorrectionSubject; text: string },
  requestedBy: string,
  at: Date,
): Promise<void> {
  const row = { ...owner, ...correction, state: 'open' as const, requestedBy, requestedAt: at };
  await tx.db.insert(organizationCorrections).values(row);
}
export async function answerCorrectionRow(
  tx: Tx,
  { id, version }: CorrectionRow,
  answer: { state: CorrectionState; answer: string; answeredBy: string; answeredAt: Date },
): Promise<void> {
  await tx.db
    .update(organizationCorrections)
    .set({ ...answer, version: version + 1 })
    .where(and(eq(organizationCorrections.id, id), eq(organizationCorrections.version, version)));
}
