/** The roster of a station: writing down who works there, and asking to see what is masked. */
import { Refusal, StaleVersion } from '@jiedui/shared/refusal.ts';
import { StationNotFound } from '@jiedui/shared/station/refusals.ts';
import {
  checkWorker,
  WORKERS_MOST,
  type WorkerFields,
  WorkerNotFound,
  WorkerUnsound,
} from '@jiedui/shared/station/worker.ts';
import { v7 as uuid } from 'uuid';
import { colleaguesOf } from '../account/hand-over.store.ts';
import { localDateOf } from '@jiedui/shared/calendar.ts';
import { type CommandContext, type Done, command } from '../hall/command.ts';
import { countWorkers, insertWorker, lockWorker, saveWorker, workerById, type WorkerRow } from './register.store.ts';
import { governs, isOwnStation } from './station.commands.ts';
import { lockStation, stationById } from './station.store.ts';

export interface SaveWorkerInput extends WorkerFields {
  readonly clientMutationId: string;
  readonly stationId: string;
  /** Null to write down a new one. */
  readonly id: string | null;
  readonly expectedVersion: number | null;
  /** With an empty telephone or number, what is kept stays: someone who sees it masked does not wipe it out. */
  readonly keepsHidden: boolean;
}

/** The station, or its bureau, writes down a worker. */
export function saveStationWorker(
  context: CommandContext,
  input: SaveWorkerInput,
): Promise<WorkerRow | StationNotFound | WorkerNotFound | WorkerUnsound | StaleVersion> {
  const operation = { name: 'saveStationWorker', key: input.clientMutationId, input, reload: workerById };
  return command(context, operation, async (tx, viewer) => {
    const { clientMutationId: _key, stationId, id, expectedVersion, keepsHidden, ...raw } = input;
    const station = await lockStation(tx, stationId);
    if (!station || !(isOwnStation(viewer, stationId) || (await governs(tx, station)))) return new StationNotFound();
    const before = id === null ? null : await lockWorker(tx, id);
    if (id !== null && before?.stationId !== stationId) return new WorkerNotFound();
    if (before && before.version !== expectedVersion) return new StaleVersion(before.version);
    const fields = checkWorker(before && keepsHidden ? withHidden(raw, before) : raw);
    if (fields instanceof Refusal) return fields;
    if (!before && WORKERS_MOST <= (await countWorkers(tx, stationId)))
      return new WorkerUnsound([{ field: 'name', message: `一个站最多登记 ${WORKERS_MOST} 名社工` }]);
    const unit = { stationId, organizationId: null };
    const isColleague = async () =>
      (await colleaguesOf(tx, unit, localDateOf(context.at))).some(({ accountId }) => accountId === fields.accountId);
    if (fields.accountId !== null && fields.accountId !== before?.accountId && !(await isColleague()))
      return new WorkerUnsound([{ field: 'accountId', message: '这个账号在本站没有角色，请重新选择' }]);
    if (before) {
      await saveWorker(tx, before, fields);
      return done({ ...before, ...fields, version: before.version + 1 }, before.version, Object.keys(raw));
    }
    const worker: WorkerRow = { id: uuid(), stationId, authorityId: station.authorityId, ...fields, version: 1 };
    await insertWorker(tx, viewer.tenantId, worker, context.at);
    return done(worker, null, Object.keys(raw));
  });
}

function withHidden(raw: WorkerFields, before: WorkerRow): WorkerFields {
  return {
    ...raw,
    phone: raw.phone || before.phone,
    certificateNumber: raw.certificateNumber || before.certificateNumber,
  };
}

function done(worker: WorkerRow, versionBefore: number | null, changed: readonly string[]): Done<WorkerRow> {
  return {
    value: worker,
    entity: 'station_worker',
    entityId: worker.id,
    versionBefore,
    versionAfter: worker.version,
    changed,
    events: [
      {
        topic: 'station.workerSaved',
        entityId: worker.stationId,
        version: worker.version,
        payload: { stationId: worker.stationId, authorityId: worker.authorityId },
      },
    ],
  };
}

export interface RevealWorkerInput {
  readonly clientMutationId: string;
  readonly workerId: string;
}

/** 查看完整信息: shown once, and the audit says who asked to see it and when. */
export function revealStationWorker(
  context: CommandContext,
  input: RevealWorkerInput,
): Promise<WorkerRow | WorkerNotFound> {
  const operation = { name: 'revealStationWorker', key: input.clientMutationId, input, reload: workerById };
  return command(context, operation, async (tx, viewer) => {
    const worker = await workerById(tx, input.workerId);
    const station = worker ? await stationById(tx, worker.stationId) : null;
    if (!worker || !station || !(isOwnStation(viewer, station.id) || (await governs(tx, station))))
      return new WorkerNotFound();
    return {
      value: worker,
      entity: 'station_worker',
      entityId: worker.id,
      versionBefore: worker.version,
      versionAfter: worker.version,
      changed: [],
      events: [],
    };
  });
}
