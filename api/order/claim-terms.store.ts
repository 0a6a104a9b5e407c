/** SQL of claim terms, and of what the opening of an order turns on. */
import type { Tx } from '@jiedui/db/connect.ts';
import { claimTerms } from '@jiedui/db/schema/order.ts';
import type { LocalDate } from '@jiedui/shared/calendar.ts';
import { type ClaimTerms, DEFAULT_CLAIM_TERMS } from '@jiedui/shared/order/claim-terms.ts';
import { and, eq } from 'drizzle-orm';

/** What an authority set, or the defaults with version 0. */
export interface StoredTerms extends ClaimTerms {
  readonly authorityId: string;
  readonly version: number;
  readonly changedAt: Date | null;
}

type Row = StoredTerms & Record<string, unknown>;

/** The terms in force at each of these authorities. */
export async function termsOf(tx: Tx, authorityIds: readonly string[]): Promise<Map<string, StoredTerms>> {
  const rows = await tx.named<Row>(
    'order.claimTerms',
    `select authority_id as "authorityId", claim_mode as "claimMode", paired_days as "pairedDays", county_days as "countyDays",
       start_days as "startDays", free_days as "freeDays", most_open as "mostOpen", ended_from as "endedFrom",
       close_percent as "closePercent", version, changed_at as "changedAt"
     from claim_terms where authority_id = any($1)`,
    [authorityIds],
  );
  const stored = new Map<string, StoredTerms>(rows.map((row) => [row.authorityId, row]));
  const defaults = (authorityId: string) => ({ ...DEFAULT_CLAIM_TERMS, authorityId, version: 0, changedAt: null });
  return new Map(authorityIds.map((id) => [id, stored.get(id) ?? defaults(id)]));
}

export async function termsOfOne(tx: Tx, authorityId: string): Promise<StoredTerms> {
  const terms = (await termsOf(tx, [authorityId])).get(authorityId);
  if (!terms) throw new Error(`no terms for authority ${authorityId}`);
  return terms;
}

/** False: somebody changed them since `version`. */
export async function saveTerms(
  tx: Tx,
  tenantId: string,
  { authorityId, version, changedAt: _before, ...terms }: StoredTerms,
  changedBy: string,
  changedAt: Date,
): Promise<boolean> {
  const values = { ...terms, changedBy, changedAt, version: version + 1 };
  if (version === 0) {
    const made = await tx.db
      .insert(claimTerms)
      .values({ authorityId, tenantId, ...values })
      .onConflictDoNothing()
      .returning({ id: claimTerms.authorityId });
    return made.length === 1;
  }
  const saved = await tx.db
    .update(claimTerms)
    .set(values)
    .where(and(eq(claimTerms.authorityId, authorityId), eq(claimTerms.version, version)))
    .returning({ id: claimTerms.authorityId });
  return saved.length === 1;
}

/** Whether any organization is paired with the station on the day; the pairings of others are not the viewer's, hence the purpose. */
export async function isPairedStation(tx: Tx, stationId: string, on: LocalDate): Promise<boolean> {
  const [row] = await tx.namedFor<{ paired: boolean }>(
    'matching',
    'order.isPairedStation',
    `select exists (select from pairings where tenant_id = (select app.tenant_id()) and station_id = $1 and state = 'active'
       and $2::date between from_on and to_on) as paired`,
    [stationId, on],
  );
  return row?.paired ?? false;
}
