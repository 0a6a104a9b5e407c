/** What a station does with needs: writes them down, merges them and takes them apart again. Screening is in need-screening.commands.ts. */
import type { Tx } from '@jiedui/db/connect.ts';
import type { NeedFields } from '@jiedui/shared/order/need.ts';
import { moveNeed } from '@jiedui/shared/order/need-lifecycle.ts';
import { mergedPeople } from '@jiedui/shared/order/need-merging.ts';
import { checkNeed } from '@jiedui/shared/order/need-recording.ts';
import {
  type NeedIncomplete,
  NeedNotFound,
  type NeedNotIn,
  NeedsNotMergeable,
} from '@jiedui/shared/order/need-refusals.ts';
import { SurveyNotFound } from '@jiedui/shared/order/survey-refusals.ts';
import type { PersonalDataFound } from '@jiedui/shared/personal-data.ts';
import { Refusal, StaleVersion } from '@jiedui/shared/refusal.ts';
import { v7 as uuid } from 'uuid';
import { forbidden } from '../errors.ts';
import { type CommandContext, type Done, command } from '../hall/command.ts';
import { nextNumber } from '../hall/numbering.store.ts';
import { stationsById } from '../station/station.store.ts';
import { stationIdOf, stationIdsOf, type Viewer } from '../viewer.ts';
import {
  insertApart,
  insertMerge,
  insertNeed,
  lockNeeds,
  needById,
  type NeedRow,
  saveNeedFields,
  saveNeedState,
  type StoredState,
  undoMerge,
} from './need.store.ts';
import { surveyById } from './survey.store.ts';

const FIELD_NAMES = [
  'title',
  'description',
  'serviceType',
  'targetGroups',
  'needType',
  'mode',
  'headcount',
  'urgency',
  'village',
  'place',
  'wantedFrom',
  'wantedTo',
] as const satisfies (keyof NeedFields)[];

const fieldsOf = (input: NeedFields): NeedFields =>
  Object.fromEntries(FIELD_NAMES.map((name) => [name, input[name]])) as unknown as NeedFields;

export interface SaveNeedInput extends NeedFields {
  readonly clientMutationId: string;
  /** Null for a new one. */
  readonly id: string | null;
  readonly expectedVersion: number | null;
  /** The survey that found it; null when it was written down alone or told by the hotline. */
  readonly surveyId: string | null;
  readonly hotline: boolean;
  /** Whether it is to stand on the list; otherwise it is kept as a draft. One that stands there already is corrected. */
  readonly record: boolean;
}

/** 登记需求: whole or not while it is a draft; what stands on the list must be whole. */
export function saveNeed(
  context: CommandContext,
  input: SaveNeedInput,
): Promise<NeedRow | NeedNotFound | NeedNotIn | StaleVersion | NeedIncomplete | PersonalDataFound | SurveyNotFound> {
  const operation = { name: 'saveNeed', key: input.clientMutationId, input, reload: needById };
  return command(context, operation, async (tx, viewer) =>
    input.id === null ? writeNeed(tx, viewer, input, context.at) : rewriteNeed(tx, viewer, input.id, input, context.at),
  );
}

async function writeNeed(tx: Tx, viewer: Viewer, input: SaveNeedInput, at: Date) {
  const { surveyId } = input;
  const survey = surveyId === null ? null : await surveyById(tx, surveyId);
  if (surveyId !== null && (!survey || !stationIdsOf(viewer).includes(survey.stationId))) return new SurveyNotFound();
  const stationId = survey?.stationId ?? stationIdOf(viewer);
  const [station] = stationId ? await stationsById(tx, [stationId]) : [];
  if (!station) throw forbidden('社工站人员');
  const fields = fieldsOf(input);
  // A draft survey's needs are drafts until it is submitted; after that they stand on the list at once.
  const record = survey ? survey.state === 'submitted' : input.record;
  const checked = record ? checkNeed(fields) : fields;
  if (checked instanceof Refusal) return checked;
  const need = {
    id: uuid(),
    tenantId: viewer.tenantId,
    number: await nextNumber(tx, viewer.tenantId, 'need', at),
    stationId: station.id,
    authorityId: station.authorityId,
    regionCode: station.regionCode,
    surveyId,
    source: survey ? 'survey' : input.hotline ? 'hotline' : 'written',
    state: record ? 'recorded' : 'draft',
    createdBy: viewer.accountId,
    createdAt: at,
  } as const;
  await insertNeed(tx, need, fields);
  return doneWith(tx, [{ id: need.id, version: 0 }], FIELD_NAMES, record ? 'need.recorded' : 'need.drafted');
}

async function rewriteNeed(tx: Tx, viewer: Viewer, id: string, input: SaveNeedInput, at: Date) {
  const need = await lockOwn(tx, viewer, id, input.expectedVersion);
  if (need instanceof Refusal) return need;
  const drafted = need.state === 'draft';
  const ofDraftSurvey = need.surveyId !== null && drafted;
  const state = moveNeed(need, drafted ? (input.record && !ofDraftSurvey ? 'record' : 'save') : 'correct');
  if (state instanceof Refusal) return state;
  const fields = fieldsOf(input);
  const checked = state === 'draft' ? fields : checkNeed(fields);
  if (checked instanceof Refusal) return checked;
  const before: NeedFields = { ...need, village: need.village ?? '', place: need.place ?? '' };
  const changed = FIELD_NAMES.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(fields[name]));
  // One that came back from a cancelled order stays as it is stored, so that its orders stay known.
  await saveNeedFields(tx, need, fields, need.state === 'screened_in' ? 'screened_in' : (state as StoredState), at);
  return doneWith(tx, [need], changed, state === 'draft' ? 'need.drafted' : 'need.recorded');
}

export interface OneNeedInput {
  readonly clientMutationId: string;
  readonly needId: string;
  readonly expectedVersion: number;
}

/** A draft that is not wanted any more. */
export function dropNeed(
  context: CommandContext,
  input: OneNeedInput,
): Promise<NeedRow | NeedNotFound | NeedNotIn | StaleVersion> {
  const operation = { name: 'dropNeed', key: input.clientMutationId, input, reload: needById };
  return command(context, operation, async (tx, viewer) => {
    const need = await lockOwn(tx, viewer, input.needId, input.expectedVersion);
    if (need instanceof Refusal) return need;
    const state = moveNeed(need, 'drop');
    if (state instanceof Refusal) return state;
    await saveNeedState(tx, need, state as StoredState, null, context.at);
    return doneWith(tx, [need], ['state'], 'need.dropped');
  });
}

export interface MergeNeedsInput {
  readonly clientMutationId: string;
  /** The one that is taken in, and its version. */
  readonly sourceId: string;
  readonly sourceVersion: number;
  /** The one that stays, and its version. */
  readonly targetId: string;
  readonly targetVersion: number;
  /** Whether they are different people: only then are they added. */
  readonly differentPeople: boolean;
}

/** 合并: one need takes another in; both stay as they were written. Answers with the one that stays. */
export function mergeNeeds(
  context: CommandContext,
  input: MergeNeedsInput,
): Promise<NeedRow | NeedNotFound | NeedNotIn | StaleVersion | NeedsNotMergeable> {
  const operation = { name: 'mergeNeeds', key: input.clientMutationId, input, reload: needById };
  return command(context, operation, async (tx, viewer) => {
    if (input.sourceId === input.targetId) return new NeedsNotMergeable('same_need');
    const locked = await lockNeeds(tx, [input.sourceId, input.targetId]);
    const source = ownOf(viewer, locked, input.sourceId, input.sourceVersion);
    if (source instanceof Refusal) return source;
    const target = ownOf(viewer, locked, input.targetId, input.targetVersion);
    if (target instanceof Refusal) return target;
    const state = moveNeed(source, 'merge');
    if (state instanceof Refusal) return state;
    const absorbed = moveNeed(target, 'absorb');
    if (absorbed instanceof Refusal) return absorbed;
    const added = mergedPeople(source, target, input.differentPeople);
    if (added instanceof Refusal) return added;
    const { tenantId, accountId } = viewer;
    const { stationId, authorityId } = target;
    const facts = { tenantId, stationId, authorityId, sourceId: source.id, targetId: target.id };
    await insertMerge(tx, { id: uuid(), ...facts, mergedBy: accountId, mergedAt: context.at }, added);
    await saveNeedState(tx, source, 'merged', null, context.at);
    await saveNeedState(tx, target, target.state as StoredState, null, context.at);
    return doneWith(tx, [target, source], ['merges'], 'need.merged');
  });
}

/** 拆开: the need stands on the list again as it was written. Answers with it. */
export function unmergeNeed(
  context: CommandContext,
  input: OneNeedInput,
): Promise<NeedRow | NeedNotFound | NeedNotIn | StaleVersion | NeedsNotMergeable> {
  const operation = { name: 'unmergeNeed', key: input.clientMutationId, input, reload: needById };
  return command(context, operation, async (tx, viewer) => {
    const seen = await needById(tx, input.needId);
    const ids = [input.needId, ...(seen?.mergedIntoId ? [seen.mergedIntoId] : [])];
    const locked = await lockNeeds(tx, ids);
    const source = ownOf(viewer, locked, input.needId, input.expectedVersion);
    if (source instanceof Refusal) return source;
    const state = moveNeed(source, 'unmerge');
    if (state instanceof Refusal) return state;
    const target = locked.find(({ id }) => id === source.mergedIntoId);
    if (!target) return new StaleVersion(source.version);
    // What it added counts with that of its target, wherever that one went.
    if (target.state === 'merged') return new NeedsNotMergeable('target_merged');
    await undoMerge(tx, source.id, viewer.accountId, context.at);
    await saveNeedState(tx, source, 'recorded', null, context.at);
    await saveNeedState(tx, target, target.state as StoredState, outOf(target), context.at);
    return doneWith(tx, [source, target], ['merges'], 'need.unmerged');
  });
}

const outOf = ({ screenedOutReason, screenedOutNote }: NeedRow) =>
  screenedOutReason === null ? null : { reason: screenedOutReason, note: screenedOutNote ?? '' };

export interface KeepNeedsApartInput {
  readonly clientMutationId: string;
  readonly needId: string;
  readonly otherId: string;
}

/** 不是重复: the two are not proposed again. Answers with the first. */
export function keepNeedsApart(
  context: CommandContext,
  input: KeepNeedsApartInput,
): Promise<NeedRow | NeedNotFound | NeedsNotMergeable> {
  const operation = { name: 'keepNeedsApart', key: input.clientMutationId, input, reload: needById };
  return command(context, operation, async (tx, viewer) => {
    if (input.needId === input.otherId) return new NeedsNotMergeable('same_need');
    const locked = await lockNeeds(tx, [input.needId, input.otherId]);
    const [need, other] = [input.needId, input.otherId].map((id) => ownOf(viewer, locked, id, null));
    if (!need || need instanceof Refusal || !other || other instanceof Refusal) return new NeedNotFound();
    if (need.stationId !== other.stationId) return new NeedsNotMergeable('other_station');
    const [earlierId, laterId] = [need.id, other.id].sort() as [string, string];
    const { tenantId, accountId } = viewer;
    const row = { tenantId, stationId: need.stationId, earlierId, laterId, saidBy: accountId, saidAt: context.at };
    await insertApart(tx, row);
    const done = await doneWith(tx, [need], ['apart'], 'need.keptApart');
    return { ...done, versionAfter: need.version };
  });
}

/** One of the locked needs, if it is of the viewer's own station and as the viewer saw it. */
export function ownOf(
  viewer: Viewer,
  locked: readonly NeedRow[],
  id: string,
  expectedVersion: number | null,
): NeedRow | NeedNotFound | StaleVersion {
  const need = locked.find((each) => each.id === id);
  if (!need || !stationIdsOf(viewer).includes(need.stationId)) return new NeedNotFound();
  return expectedVersion === null || expectedVersion === need.version ? need : new StaleVersion(need.version);
}

export const lockOwn = async (tx: Tx, viewer: Viewer, id: string, expectedVersion: number | null) =>
  ownOf(viewer, await lockNeeds(tx, [id]), id, expectedVersion ?? -1);

/** Done with the first of them; the pages of all of them hear of it. */
export async function doneWith(
  tx: Tx,
  touched: readonly { readonly id: string; readonly version: number }[],
  changed: readonly string[],
  topic: string,
): Promise<Done<NeedRow>> {
  const [first] = touched;
  const need = first && (await needById(tx, first.id));
  if (!first || !need) throw new Error(`need ${first?.id} vanished inside its own transaction`);
  const { stationId, authorityId } = need;
  const hidden = need.state === 'draft' || need.state === 'dropped';
  const payload: Readonly<Record<string, string>> = hidden ? { stationId } : { stationId, authorityId };
  return {
    value: need,
    entity: 'need',
    entityId: need.id,
    versionBefore: first.version === 0 ? null : first.version,
    versionAfter: need.version,
    changed,
    events: touched.map((each) => ({ topic, entityId: each.id, version: each.version + 1, payload })),
  };
}
