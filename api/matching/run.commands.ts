/** An officer saves a round as a run: what was seen, whole, with the name of everything it was computed from. */
import { inTransaction } from '@jiedui/db/connect.ts';
import { PIN_PROBLEM_WORDS } from '@jiedui/shared/matching/round/words.ts';
import { type MatchingRun, PinNotPossible, RoundChanged } from '@jiedui/shared/matching/round/run.ts';
import { canonical, type WhatIf } from '@jiedui/shared/matching/round/what-if.ts';
import { WeightSetNotFound } from '@jiedui/shared/matching/refusals.ts';
import { v7 as uuid } from 'uuid';
import { type CommandContext, type Done, command } from '../hall/command.ts';
import type { RoundAsked } from './round-facts.ts';
import { askRound, openRound, planHash, wholeOf } from './rounds.ts';
import { insertRun, nextRunNumber, runById } from './run.store.ts';

export interface SaveRunInput {
  readonly clientMutationId: string;
  readonly asked: RoundAsked;
  /** Of the preview that was looked at; null or forgotten: the round is computed from the facts of now. */
  readonly key: string | null;
  readonly whatIf: WhatIf;
  /** The hash that the preview told. */
  readonly expectedHash: string;
}

/** What is long to compute is computed before the transaction begins, which then only decides and writes. */
export async function saveMatchingRun(
  context: CommandContext,
  input: SaveRunInput,
): Promise<MatchingRun | WeightSetNotFound | RoundChanged | PinNotPossible> {
  const operation = { name: 'saveMatchingRun', key: input.clientMutationId, input, reload: runById };
  const whatIf = canonical(input.whatIf);
  const seen = await computed(context, input, whatIf);
  return command(context, operation, async (tx, viewer) => {
    if (!seen) return new WeightSetNotFound();
    const { round, hash, whole } = seen;
    if (hash !== input.expectedHash) return new RoundChanged();
    const { result, resultHash, basis, words } = whole;
    const problem = result.pins.find((pin) => pin.problem !== null);
    if (problem?.problem)
      return new PinNotPossible(
        problem.orderId,
        problem.organizationId,
        problem.problem,
        PIN_PROBLEM_WORDS[problem.problem],
      );
    const { authorityId, month } = input.asked;
    const id = uuid();
    await insertRun(tx, {
      id,
      tenantId: viewer.tenantId,
      authorityId,
      month,
      number: await nextRunNumber(tx, authorityId, month),
      state: 'saved',
      objective: whatIf.objective,
      weightsVersion: basis.weights.version,
      engine: basis.engine,
      seed: basis.seed,
      day: basis.day,
      factsAt: round.facts.at,
      orderIds: basis.orders.map((order) => order.id),
      served: result.figures.served,
      total: result.figures.total,
      basis,
      whatIf,
      result,
      resultHash,
      words,
      savedBy: viewer.accountId,
      savedAt: context.at,
      sentAt: null,
    });
    return savedRun(await runById(tx, id));
  });
}

async function computed({ pool, sessionId, at }: CommandContext, { asked, key }: SaveRunInput, whatIf: WhatIf) {
  const round = await inTransaction(pool, { session: sessionId, at }, 'read', (tx) => openRound(tx, asked, key, at));
  if (!round) return null;
  const plan = await askRound(round, 'plan', whatIf);
  return { round, hash: planHash(whatIf, plan), whole: await wholeOf(round, whatIf) };
}

function savedRun(run: MatchingRun | null): Done<MatchingRun> {
  if (!run) throw new Error('a run vanished inside its own transaction');
  const { id, authorityId, version } = run;
  return {
    value: run,
    entity: 'matching_run',
    entityId: id,
    versionBefore: null,
    versionAfter: version,
    changed: ['basis', 'whatIf', 'result'],
    events: [{ topic: 'matching.runSaved', entityId: id, version, payload: { authorityId } }],
  };
}
