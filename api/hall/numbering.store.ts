/** Numbers that people read out over the phone: DD-2026-0007. One counter a tenant, kind and year; no gaps after a commit. */
import type { Tx } from '@jiedui/db/connect.ts';
import { type NumberedKind, documentNumber } from '@jiedui/shared/document-number.ts';
import { localDateOf } from '@jiedui/shared/calendar.ts';

export async function nextNumber(tx: Tx, tenantId: string, kind: NumberedKind, at: Date): Promise<string> {
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
