/** The bureau edits the weights: saves a draft, and puts it in force. */
import {
  activate,
  checkWeights,
  NOTE_MAX,
  type StoredWeightSet,
  type WeightInput,
} from '@jiedui/shared/matching/weight-set.ts';
import { WeightSetNotFound, type WeightSetNotIn, type WeightsUnsound } from '@jiedui/shared/matching/refusals.ts';
import { Refusal, StaleVersion } from '@jiedui/shared/refusal.ts';
import { v7 as uuid } from 'uuid';
import { forbidden } from '../errors.ts';
import { type CommandContext, type Done, command } from '../hall/command.ts';
import { authorityIdOf } from '../viewer.ts';
import { insertDraft, lastNumber, lockWeightSets, replaceActive, saveDraft, weightSetById } from './weights.store.ts';

export interface SaveWeightDraftInput {
  readonly clientMutationId: string;
  /** Null for the viewer's own. */
  readonly authorityId: string | null;
  /** Of the draft that is there; null when there is none yet. */
  readonly expectedVersion: number | null;
  readonly weights: readonly WeightInput[];
  /** Why: read by the next officer. */
  readonly note: string;
}

/** An authority has one draft at a time: saving it again changes it. */
export function saveWeightDraft(
  context: CommandContext,
  input: SaveWeightDraftInput,
): Promise<StoredWeightSet | WeightSetNotFound | WeightsUnsound | StaleVersion> {
  const operation = { name: 'saveWeightDraft', key: input.clientMutationId, input, reload: weightSetById };
  return command(context, operation, async (tx, viewer) => {
    const authorityId = input.authorityId ?? authorityIdOf(viewer);
    if (!authorityId) throw forbidden('主管单位');
    const sets = await lockWeightSets(tx, authorityId);
    if (sets.length === 0) return new WeightSetNotFound();
    const draft = sets.find((set) => set.state === 'draft') ?? null;
    if ((draft?.version ?? null) !== input.expectedVersion) return new StaleVersion(draft?.version ?? 0);
    const weights = checkWeights(input.weights);
    if (weights instanceof Refusal) return weights;
    const change = {
      weights,
      note: input.note.trim().slice(0, NOTE_MAX),
      savedBy: viewer.accountId,
      savedAt: context.at,
    };
    const id = draft?.id ?? uuid();
    if (draft) await saveDraft(tx, draft, change);
    else {
      const number = 1 + (await lastNumber(tx, authorityId));
      await insertDraft(tx, { id, tenantId: viewer.tenantId, authorityId, number, ...change });
    }
    return doneWith(await weightSetById(tx, id), draft?.version ?? null, 'matching.weightsSaved');
  });
}

export interface ActivateWeightSetInput {
  readonly clientMutationId: string;
  readonly weightSetId: string;
  readonly expectedVersion: number;
}

/** 启用: from now on every ranking of the authority's orders weighs by it; the set before it is kept as it was. */
export function activateWeightSet(
  context: CommandContext,
  input: ActivateWeightSetInput,
): Promise<StoredWeightSet | WeightSetNotFound | WeightSetNotIn | StaleVersion> {
  const operation = { name: 'activateWeightSet', key: input.clientMutationId, input, reload: weightSetById };
  return command(context, operation, async (tx) => {
    const asked = await weightSetById(tx, input.weightSetId);
    const sets = asked ? await lockWeightSets(tx, asked.authorityId) : [];
    const old = sets.find((set) => set.state === 'active');
    if (!asked || !old) return new WeightSetNotFound();
    const set = sets.find((each) => each.id === asked.id) ?? asked;
    const next = activate(set, context.at);
    if (next instanceof Refusal) return next;
    if (set.version !== input.expectedVersion) return new StaleVersion(set.version);
    await replaceActive(tx, old, set, context.at);
    return doneWith(await weightSetById(tx, set.id), set.version, 'matching.weightsActivated');
  });
}

function doneWith(set: StoredWeightSet | null, versionBefore: number | null, topic: string): Done<StoredWeightSet> {
  if (!set) throw new Error('a weight set vanished inside its own transaction');
  const { id, authorityId, version } = set;
  const market = set.state === 'active' ? 1 : 0;
  return {
    value: set,
    entity: 'weight_set',
    entityId: id,
    versionBefore,
    versionAfter: version,
    changed: set.state === 'draft' ? ['weights', 'note'] : ['state', 'activatedAt'],
    events: [{ topic, entityId: id, version, payload: { authorityId, market } }],
  };
}
