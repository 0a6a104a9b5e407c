/**
 * Pages of the register by what runs out. What runs out is derived, so it cannot be asked of the database: batches are read
 * and judged by the one rule until `limit` rows are found or the register ends.
 */
import type { Tx } from '@jiedui/db/connect.ts';
import type { LocalDate } from '@jiedui/shared/calendar.ts';
import { expiringWithin } from '@jiedui/shared/organization/expiry.ts';
import { expiryFactsOf, listRegister, type RegisterFilter, type RegisterRow } from './register.store.ts';

const BATCH = 200;

/** Organizations of the filter of which something has run out or will within `days`, newest first. */
export async function expiringPage(
  tx: Tx,
  filter: RegisterFilter,
  { days, today }: { readonly days: number; readonly today: LocalDate },
  afterId: string | null,
  limit: number,
): Promise<RegisterRow[]> {
  const found: RegisterRow[] = [];
  let after = afterId;
  for (;;) {
    const batch = await listRegister(tx, filter, after, BATCH);
    const facts = await expiryFactsOf(
      tx,
      batch.map(({ id }) => id),
    );
    const near = new Set(
      facts.filter((each) => 0 < expiringWithin(each, today, days).length).map((each) => each.organizationId),
    );
    for (const row of batch) {
      if (near.has(row.id)) found.push(row);
      if (found.length === limit) return found;
    }
    if (batch.length < BATCH) return found;
    after = batch.at(-1)?.id ?? null;
  }
}
