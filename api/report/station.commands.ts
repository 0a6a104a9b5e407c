/** Moving a station from state to state, and handing over its open work: both look at rooms after the station's own. */
import type { Tx } from '@jiedui/db/connect.ts';
import type { HandOverNeedsLead, HandOverUnsound, OpenItem } from '@jiedui/shared/account/hand-over.ts';
import { type LocalDate, localDateOf } from '@jiedui/shared/calendar.ts';
import { type ReasonMissing, Refusal, StaleVersion } from '@jiedui/shared/refusal.ts';
import { type MoveAsked, moveStation as decideMove } from '@jiedui/shared/station/lifecycle.ts';
import {
  StationNotFound,
  type StationNotIn,
  type StationNotReady,
  type SuspensionUnfounded,
} from '@jiedui/shared/station/refusals.ts';
import { v7 as uuid } from 'uuid';
import { writeHandOver } from '../account/hand-over.ts';
import { handOverById, type HandOverRow } from '../account/hand-over.store.ts';
import { forbidden } from '../errors.ts';
import { type CommandContext, command } from '../hall/command.ts';
import { endWorkersOf, saveState } from '../station/register.store.ts';
import { governs } from '../station/station.commands.ts';
import { lockStation, type StationRow, stationById } from '../station/station.store.ts';
import { hasRole, stationIdsOf } from '../viewer.ts';
import { openItemsOfStation } from './hand-over.store.ts';
import { standingsOf } from './station-standing.ts';

export interface MoveStationInput extends MoveAsked {
  readonly clientMutationId: string;
  readonly stationId: string;
  readonly expectedVersion: number;
}

/** The station's bureau decides; the facts of the day are read under the station's lock. */
export function moveStation(
  context: CommandContext,
  input: MoveStationInput,
): Promise<
  StationRow | StationNotFound | StationNotIn | StationNotReady | SuspensionUnfounded | ReasonMissing | StaleVersion
> {
  const operation = { name: 'moveStation', key: input.clientMutationId, input, reload: stationById };
  return command(context, operation, async (tx, viewer) => {
    const { stationId, expectedVersion, move, ground, reason } = input;
    const before = await lockStation(tx, stationId);
    if (!before || !(await governs(tx, before))) return new StationNotFound();
    if (before.version !== expectedVersion) return new StaleVersion(before.version);
    const stood = (await standingsOf(tx, [stationId], context.at)).get(stationId);
    if (!stood) throw new Error(`station ${stationId} does not stand`);
    const { standing, thresholds } = stood;
    const moved = decideMove(before.state, { move, ground, reason }, standing, thresholds, localDateOf(context.at));
    if (moved instanceof Refusal) return moved;
    await saveState(tx, before, {
      id: uuid(),
      tenantId: viewer.tenantId,
      stationId,
      authorityId: before.authorityId,
      move,
      fromState: moved.from,
      toState: moved.to,
      ground: moved.ground,
      reason: moved.reason,
      decidedBy: viewer.accountId,
      decidedAt: context.at,
    });
    const value: StationRow = { ...before, state: moved.to, version: before.version + 1 };
    return {
      value,
      entity: 'station',
      entityId: stationId,
      versionBefore: before.version,
      versionAfter: value.version,
      changed: ['state'],
      events: [
        {
          topic: 'station.moved',
          entityId: stationId,
          version: value.version,
          payload: { stationId, authorityId: before.authorityId },
        },
      ],
    };
  });
}

export interface HandOverStationInput {
  readonly clientMutationId: string;
  readonly stationId: string;
  readonly fromAccountId: string;
  readonly toAccountId: string;
  readonly lastDay: LocalDate;
  readonly note: string;
  /** Those handed over; without them, everything that is open. */
  readonly items?: readonly Pick<OpenItem, 'kind' | 'id'>[] | null;
}

/**
 * 工作交接 of a station, by its lead or its bureau. What is open is read and locked in this transaction: something decided
 * at the same moment is either done before and not handed over, or handed over and decided after.
 */
export function handOverStation(
  context: CommandContext,
  input: HandOverStationInput,
): Promise<HandOverRow | StationNotFound | HandOverUnsound | HandOverNeedsLead | ReasonMissing> {
  const operation = {
    name: 'handOverStation',
    key: input.clientMutationId,
    input,
    reload: (tx: Tx, id: string) => handOverById(tx, id),
  };
  return command(context, operation, async (tx, viewer) => {
    const { stationId, fromAccountId, toAccountId, lastDay, note, items = null } = input;
    const station = await stationById(tx, stationId);
    const own = stationIdsOf(viewer).includes(stationId);
    if (!station || !(own || (await governs(tx, station)))) return new StationNotFound();
    if (own && !hasRole(viewer, 'station_lead')) throw forbidden('社工站负责人或主管单位');
    const unit = { stationId, organizationId: null } as const;
    const asked = { unit, fromAccountId, toAccountId, lastDay, note, items };
    const value = await writeHandOver(
      tx,
      viewer,
      asked,
      () => openItemsOfStation(tx, stationId, context.at, 'lock'),
      context.at,
    );
    if (value instanceof Refusal) return value;
    await endWorkersOf(tx, stationId, fromAccountId, lastDay);
    return {
      value,
      entity: 'hand_over',
      entityId: value.id,
      versionBefore: null,
      versionAfter: 1,
      changed: ['fromAccountId', 'toAccountId', 'lastDay', 'items'],
      events: [
        {
          topic: 'station.handedOver',
          entityId: value.id,
          version: 1,
          payload: { stationId, authorityId: station.authorityId, toAccountId },
        },
      ],
    };
  });
}
