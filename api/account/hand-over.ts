/**
 * The step of a hand-over that is the same for every kind of unit: lock, decide, end the leaver's roles, pass the lead's,
 * write the record. The last room collects what is open and calls this inside its command.
 */
import type { Tx } from '@jiedui/db/connect.ts';
import {
  chosenItems,
  type HandOverNeedsLead,
  type HandOverUnsound,
  handOver,
  inHandOverOrder,
  type OpenItem,
} from '@jiedui/shared/account/hand-over.ts';
import { type LocalDate, localDateOf } from '@jiedui/shared/calendar.ts';
import { type ReasonMissing, Refusal } from '@jiedui/shared/refusal.ts';
import { v7 as uuid } from 'uuid';
import { authorityIdsOf, type Viewer } from '../viewer.ts';
import { insertGrants } from './account.store.ts';
import {
  colleaguesOf,
  endGrants,
  handOverById,
  type HandOverRow,
  type HandOverUnit,
  insertHandOver,
  lockGrants,
} from './hand-over.store.ts';

export interface HandOverAsked {
  readonly unit: HandOverUnit;
  readonly fromAccountId: string;
  readonly toAccountId: string;
  readonly lastDay: LocalDate;
  readonly note: string;
  /** Those handed over; null for everything that is open. */
  readonly items: readonly Pick<OpenItem, 'kind' | 'id'>[] | null;
}

/**
 * Decides and writes.
 *
 * @param openItems reads and locks what is open at the unit; asked after the roles are locked and the step is allowed
 * @returns the refusals of the rule; nothing is written then
 */
export async function writeHandOver(
  tx: Tx,
  viewer: Viewer,
  { unit, fromAccountId, toAccountId, lastDay, note, items: chosen }: HandOverAsked,
  openItems: () => Promise<readonly OpenItem[]>,
  at: Date,
): Promise<HandOverRow | HandOverUnsound | HandOverNeedsLead | ReasonMissing> {
  const today = localDateOf(at);
  await lockGrants(tx, unit);
  const colleagues = await colleaguesOf(tx, unit, today);
  const one = (accountId: string) => colleagues.find((each) => each.accountId === accountId) ?? null;
  const lead = unit.stationId === null ? ('organization_lead' as const) : ('station_lead' as const);
  const [leaver, receiver] = [one(fromAccountId), one(toAccountId)];
  const byBureau = 0 < authorityIdsOf(viewer).length;
  const plan = handOver({ leaver, receiver, colleagues, lead, lastDay, note, byBureau }, today);
  if (plan instanceof Refusal) return plan;
  const found = chosenItems(await openItems(), chosen);
  if (found instanceof Refusal) return found;
  const items = inHandOverOrder(found);
  await endGrants(tx, unit, fromAccountId, plan.lastDay);
  const { tenantId, accountId } = viewer;
  if (plan.passesLead) {
    const grant = { id: uuid(), tenantId, accountId: toAccountId, role: lead, ...unit, authorityId: null };
    await insertGrants(tx, [{ ...grant, validFrom: today }]);
  }
  const row = { id: uuid(), tenantId, ...unit, fromAccountId, toAccountId, ...plan, doneBy: accountId, doneAt: at };
  await insertHandOver(tx, row, items);
  const written = await handOverById(tx, row.id);
  if (!written) throw new Error(`hand-over ${row.id} vanished inside its own transaction`);
  return written;
}
