/**
 * What stands between an organization and a station: an interest that one of them declares (利益关系), and a block that the
 * station or its bureau sets (对接限制). Who wrote it ends it, or the bureau.
 */
import type { Tx } from '@jiedui/db/connect.ts';
import { type LocalDate, localDateOf } from '@jiedui/shared/calendar.ts';
import { BlockEndsBefore, ConflictDeclared, PairNoteNotFound, PairNotFound } from '@jiedui/shared/matching/refusals.ts';
import { checkReason, type ReasonMissing, Refusal, StaleVersion } from '@jiedui/shared/refusal.ts';
import { v7 as uuid } from 'uuid';
import { type CommandContext, type Done, command } from '../hall/command.ts';
import { governs } from '../region/region.store.ts';
import { organizationIdsOf, stationIdsOf, type Viewer } from '../viewer.ts';
import {
  type BlockNote,
  blockById,
  conflictById,
  endConflictRow,
  insertBlock,
  insertConflict,
  liftBlockRow,
  lockBlock,
  lockConflict,
  type PairNote,
  pairOf,
} from './pair.store.ts';

export interface DeclareConflictInput {
  readonly clientMutationId: string;
  readonly organizationId: string;
  readonly stationId: string;
  readonly reason: string;
}

/** 申报利益关系: by the organization, the station, or its bureau. */
export function declareConflict(
  context: CommandContext,
  input: DeclareConflictInput,
): Promise<PairNote | PairNotFound | ReasonMissing | ConflictDeclared> {
  const operation = { name: 'declareConflict', key: input.clientMutationId, input, reload: conflictById };
  return command(context, operation, async (tx, viewer) => {
    const note = await noteOf(tx, viewer, input, context.at, true);
    if (note instanceof Refusal) return note;
    // Refused by the index rather than by a look before: two who declare at once must not both succeed.
    if (!(await insertConflict(tx, viewer.tenantId, note))) return new ConflictDeclared();
    return doneWith(note, 'conflict_of_interest', null, 'matching.conflictDeclared');
  });
}

export interface BlockPairInput extends DeclareConflictInput {
  /** The last day; null until lifted. */
  readonly untilOn: LocalDate | null;
}

/** 暂停对接: the two are not matched until the day, or until somebody lifts it. */
export function blockPair(
  context: CommandContext,
  input: BlockPairInput,
): Promise<BlockNote | PairNotFound | ReasonMissing | BlockEndsBefore> {
  const operation = { name: 'blockPair', key: input.clientMutationId, input, reload: blockById };
  return command(context, operation, async (tx, viewer) => {
    const note = await noteOf(tx, viewer, input, context.at, false);
    if (note instanceof Refusal) return note;
    if (input.untilOn !== null && input.untilOn < localDateOf(context.at)) return new BlockEndsBefore();
    const block = { ...note, untilOn: input.untilOn };
    await insertBlock(tx, viewer.tenantId, block);
    return doneWith(block, 'blocked_pair', null, 'matching.pairBlocked');
  });
}

export interface EndNoteInput {
  readonly clientMutationId: string;
  readonly id: string;
  readonly expectedVersion: number;
}

export function endConflict(
  context: CommandContext,
  input: EndNoteInput,
): Promise<PairNote | PairNoteNotFound | StaleVersion> {
  const operation = { name: 'endConflict', key: input.clientMutationId, input, reload: conflictById };
  return command(context, operation, async (tx, viewer) => {
    const note = await endable(tx, viewer, await lockConflict(tx, input.id), input.expectedVersion);
    if (note instanceof Refusal) return note;
    await endConflictRow(tx, note, context.at);
    return ended(note, 'conflict_of_interest', 'matching.conflictEnded');
  });
}

export function liftBlock(
  context: CommandContext,
  input: EndNoteInput,
): Promise<BlockNote | PairNoteNotFound | StaleVersion> {
  const operation = { name: 'liftBlock', key: input.clientMutationId, input, reload: blockById };
  return command(context, operation, async (tx, viewer) => {
    const note = await endable(tx, viewer, await lockBlock(tx, input.id), input.expectedVersion);
    if (note instanceof Refusal) return note;
    await liftBlockRow(tx, note, context.at);
    return ended(note, 'blocked_pair', 'matching.pairUnblocked');
  });
}

/** A new note on the two, if the viewer is one of those who may write it. */
async function noteOf(
  tx: Tx,
  viewer: Viewer,
  { organizationId, stationId, reason: given }: DeclareConflictInput,
  at: Date,
  byOrganization: boolean,
): Promise<PairNote | PairNotFound | ReasonMissing> {
  const pair = await pairOf(tx, organizationId, stationId);
  const party =
    stationIdsOf(viewer).includes(stationId) || (byOrganization && organizationIdsOf(viewer).includes(organizationId));
  if (!pair || !(party || pair.governs)) return new PairNotFound();
  const reason = checkReason(given);
  if (reason instanceof Refusal) return reason;
  const { authorityId } = pair;
  return { id: uuid(), organizationId, stationId, authorityId, reason, accountId: viewer.accountId, at, version: 1 };
}

async function endable<Note extends PairNote>(
  tx: Tx,
  viewer: Viewer,
  note: Note | null,
  expectedVersion: number,
): Promise<Note | PairNoteNotFound | StaleVersion> {
  if (!note) return new PairNoteNotFound();
  if (note.accountId !== viewer.accountId && !(await governs(tx, note.authorityId))) return new PairNoteNotFound();
  return note.version === expectedVersion ? note : new StaleVersion(note.version);
}

function ended<Note extends PairNote>(note: Note, entity: string, topic: string): Done<Note> {
  return doneWith({ ...note, version: note.version + 1 }, entity, note.version, topic);
}

function doneWith<Note extends PairNote>(
  note: Note,
  entity: string,
  versionBefore: number | null,
  topic: string,
): Done<Note> {
  const { id, version, stationId, organizationId, authorityId } = note;
  return {
    value: note,
    entity,
    entityId: id,
    versionBefore,
    versionAfter: version,
    changed: versionBefore === null ? ['organizationId', 'stationId', 'reason', 'untilOn'] : ['endedAt'],
    events: [{ topic, entityId: id, version, payload: { stationId, organizationId, authorityId } }],
  };
}
