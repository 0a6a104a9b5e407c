/** SQL of runs and their pairs. Lists leave out what is large. */
import type { Tx } from '@jiedui/db/connect.ts';
import { matchingRunPairs, matchingRuns } from '@jiedui/db/schema/matching.ts';
import type { Month } from '@jiedui/shared/calendar.ts';
import type { RoundBasis } from '@jiedui/shared/matching/round/basis.ts';
import type { PairWords } from '@jiedui/shared/matching/round/pair-words.ts';
import type { RoundResult } from '@jiedui/shared/matching/round/result.ts';
import type { MatchingRun, PairDecision } from '@jiedui/shared/matching/round/run.ts';
import type { WhatIf } from '@jiedui/shared/matching/round/what-if.ts';
import { and, eq } from 'drizzle-orm';

const COLUMNS = `r.id, r.version, r.authority_id as "authorityId", r.month, r.number, r.state, r.objective,
  r.weights_version as "weightsVersion", r.engine, r.seed, r.day, r.facts_at as "factsAt", r.result_hash as "resultHash",
  cardinality(r.order_ids) as orders, r.served, r.saved_by as "savedBy", r.saved_at as "savedAt", r.sent_at as "sentAt"`;

type Row = MatchingRun & Record<string, unknown>;

export const listRuns = (tx: Tx, month: Month | null, afterId: string | null, limit: number) =>
  tx.named<Row>(
    'run.list',
    `select ${COLUMNS} from matching_runs r where ($1::text is null or r.month = $1) and ($2::uuid is null or r.id < $2)
     order by r.id desc limit $3`,
    [month, afterId, limit],
  );

export async function countRuns(tx: Tx, month: Month | null): Promise<number> {
  const sql = 'select count(*)::int as count from matching_runs r where ($1::text is null or r.month = $1)';
  return (await tx.named<{ count: number }>('run.count', sql, [month]))[0]?.count ?? 0;
}

export async function runById(tx: Tx, id: string): Promise<MatchingRun | null> {
  return (await tx.named<Row>('run.one', `select ${COLUMNS} from matching_runs r where r.id = $1`, [id]))[0] ?? null;
}

export const lockRun = async (tx: Tx, id: string): Promise<MatchingRun | null> =>
  (await tx.named<Row>('run.lock', `select ${COLUMNS} from matching_runs r where r.id = $1 for update`, [id]))[0] ??
  null;

/** The last run of the authority in the month. */
export async function lastRunOf(tx: Tx, authorityId: string, month: Month): Promise<MatchingRun | null> {
  const [row] = await tx.named<Row>(
    'run.last',
    `select ${COLUMNS} from matching_runs r where r.authority_id = $1 and r.month = $2 order by r.number desc limit 1`,
    [authorityId, month],
  );
  return row ?? null;
}

/** What a run was computed from. */
export async function runInputs(tx: Tx, id: string): Promise<{ basis: RoundBasis; whatIf: WhatIf } | null> {
  const [row] = await tx.named<{ basis: RoundBasis; whatIf: WhatIf }>(
    'run.inputs',
    'select basis, what_if as "whatIf" from matching_runs where id = $1',
    [id],
  );
  return row ?? null;
}

export interface RunWhole {
  readonly id: string;
  readonly result: RoundResult;
  readonly words: readonly PairWords[];
  readonly whatIf: WhatIf;
  readonly weights: RoundBasis['weights'];
}

/** What came out of these runs. */
export const runWholes = (tx: Tx, ids: readonly string[]) =>
  tx.named<RunWhole & Record<string, unknown>>(
    'run.wholes',
    `select r.id, r.result, r.words, r.what_if as "whatIf", r.basis -> 'weights' as weights
     from matching_runs r where r.id = any($1)`,
    [ids],
  );

export interface RunPair {
  readonly runId: string;
  readonly orderId: string;
  readonly organizationId: string;
  readonly decision: PairDecision | null;
  readonly reason: string | null;
}

export const pairsOfRuns = (tx: Tx, runIds: readonly string[]) =>
  tx.named<RunPair & Record<string, unknown>>(
    'run.pairs',
    `select run_id as "runId", order_id as "orderId", organization_id as "organizationId", decision, reason
     from matching_run_pairs where run_id = any($1) order by order_id`,
    [runIds],
  );

/** Of the orders of each run, those that somebody serves or served by the station's word. */
export const successOfRuns = (tx: Tx, runIds: readonly string[]) =>
  tx.named<{ runId: string; published: number; confirmed: number }>(
    'run.success',
    `select r.id as "runId", cardinality(r.order_ids) as published,
       (select count(*)::int from orders o where o.id = any(r.order_ids) and o.state in ('confirmed', 'completed')) as confirmed
     from matching_runs r where r.id = any($1)`,
    [runIds],
  );

/** Until the transaction ends, nobody else saves a run of the month for the authority; and the number that comes next. */
export async function nextRunNumber(tx: Tx, authorityId: string, month: Month): Promise<number> {
  const [, rows] = await Promise.all([
    tx.named('run.lockMonth', 'select pg_advisory_xact_lock(hashtextextended($1, 0))', [`run:${authorityId}:${month}`]),
    tx.named<{ next: number }>(
      'run.nextNumber',
      'select coalesce(max(number), 0) + 1 as next from matching_runs where authority_id = $1 and month = $2',
      [authorityId, month],
    ),
  ]);
  return rows[0]?.next ?? 1;
}

export interface NewRun extends Omit<MatchingRun, 'version' | 'orders'> {
  readonly tenantId: string;
  readonly orderIds: readonly string[];
  readonly total: number;
  readonly basis: RoundBasis;
  readonly whatIf: WhatIf;
  readonly result: RoundResult;
  readonly words: readonly PairWords[];
}

export async function insertRun(tx: Tx, { orderIds, ...run }: NewRun): Promise<void> {
  await tx.db.insert(matchingRuns).values({ ...run, orderIds: [...orderIds] });
  const { id: runId, tenantId, authorityId } = run;
  const pairs = run.result.pairs.map(({ orderId, organizationId }) => ({
    tenantId,
    runId,
    authorityId,
    orderId,
    organizationId,
  }));
  const BATCH = 1_000;
  for (let from = 0; from < pairs.length; from += BATCH)
    await tx.db.insert(matchingRunPairs).values(pairs.slice(from, from + BATCH));
}

export async function markSent(tx: Tx, { id, version }: MatchingRun, accountId: string, at: Date): Promise<void> {
  await tx.db
    .update(matchingRuns)
    .set({ state: 'sent', sentBy: accountId, sentAt: at, version: version + 1 })
    .where(and(eq(matchingRuns.id, id), eq(matchingRuns.version, version)));
}

/** Every pair of the run is decided at once. */
export const decidePairs = (
  tx: Tx,
  runId: string,
  orderIds: readonly string[],
  decisions: readonly PairDecision[],
  reasons: readonly (string | null)[],
) =>
  tx.named(
    'run.decidePairs',
    `update matching_run_pairs p set decision = d.decision, reason = d.reason
     from unnest($2::uuid[], $3::text[], $4::text[]) as d (order_id, decision, reason)
     where p.run_id = $1 and p.order_id = d.order_id`,
    [runId, orderIds, decisions, reasons],
  );
