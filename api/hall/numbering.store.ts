/** Numbers that people read out over the phone: DD-2026-0007. One counter a tenant, kind and year; no gaps after a commit. */
import type { Tx } from '@jiedui/db/connect.ts';
import { type NumberedKind, documentNumber } from '@jiedui/shared/document-number.ts';
import { localDateOf } from '@jiedui/shared/calendar.ts';

export async function nextNumber(tx: Tx, tenantId: string, kind: NumberedKind, at: Date): Promise<string> {
  const kept = lent.get(tx)?.get(kind)?.shift();
  if (kept !== undefined) return kept;
  const year = Number(localDateOf(at).slice(0, 4));
  const [row] = await tx.named<{ last: number }>(
    'numbering.next',
    `insert into order_counters (tenant_id, year, kind, last) values ($1, $2, $3, 1)
     on conflict (tenant_id, year, kind) do update set last = order_counters.last + 1 returning last`,
    [tenantId, year, kind],
  );
  if (!row) throw new Error(`no counter for ${kind} ${year}`);
  return documentNumber(kind, year, row.last);
}

/** Numbers taken beforehand for a transaction that makes many things, so that it does not hold the counter all the while. */
const lent = new WeakMap<Tx, Map<NumberedKind, string[]>>();

/** The next `count` numbers, for `lendNumbers`; those of a transaction that is taken back leave a gap. */
export async function takeNumbers(
  tx: Tx,
  tenantId: string,
  kind: NumberedKind,
  at: Date,
  count: number,
): Promise<string[]> {
  const year = Number(localDateOf(at).slice(0, 4));
  const [row] = await tx.named<{ last: number }>(
    'numbering.take',
    `insert into order_counters (tenant_id, year, kind, last) values ($1, $2, $3, $4)
     on conflict (tenant_id, year, kind) do update set last = order_counters.last + $4 returning last`,
    [tenantId, year, kind, count],
  );
  if (!row) throw new Error(`no counter for ${kind} ${year}`);
  return Array.from({ length: count }, (_, i) => documentNumber(kind, year, row.last - count + 1 + i));
}

export function lendNumbers(tx: Tx, kind: NumberedKind, numbers: readonly string[]): void {
  lent.set(tx, (lent.get(tx) ?? new Map()).set(kind, [...numbers]));
}
