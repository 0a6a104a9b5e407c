/** The six haves: the station states, its bureau verifies or returns. Each locks the have, so that two officers meet. */
import type { Tx } from '@jiedui/db/connect.ts';
import { localDateOf } from '@jiedui/shared/calendar.ts';
import { type ReasonMissing, Refusal, StaleVersion } from '@jiedui/shared/refusal.ts';
import { type HaveContent, haveOn, type StatedHave } from '@jiedui/shared/station/haves.ts';
import { type HaveNotStated, HaveUnsound, StationNotFound } from '@jiedui/shared/station/refusals.ts';
import { type HaveDecision, returnHave, stateHave, verifyHave } from '@jiedui/shared/station/stating.ts';
import { thresholdsWith } from '@jiedui/shared/station/thresholds.ts';
import { isUuid } from '../builder.ts';
import { type CommandContext, type Done, command } from '../hall/command.ts';
import {
  facilitiesOf,
  type HaveRow,
  lockHave,
  saveDecision,
  saveStatement,
  thresholdsOf,
  usableEvidence,
} from './register.store.ts';
import { governs, isOwnStation } from './station.commands.ts';
import { type StationRow, stationById } from './station.store.ts';

interface OfHave {
  readonly clientMutationId: string;
  readonly stationId: string;
  readonly item: StatedHave;
  /** 0 for what was never stated. */
  readonly expectedVersion: number;
}

export interface StateHaveInput extends OfHave {
  readonly content: HaveContent;
  readonly fileIds: readonly string[];
}

/** 申报: the station says what it has, with its evidence. What it states anew waits for the bureau anew. */
export function stateStationHave(
  context: CommandContext,
  input: StateHaveInput,
): Promise<StationRow | StationNotFound | HaveUnsound | StaleVersion> {
  const operation = { name: 'stateStationHave', key: input.clientMutationId, input, reload: stationById };
  return command(context, operation, async (tx, viewer) => {
    const { stationId, item, expectedVersion, fileIds } = input;
    const station = await stationById(tx, stationId);
    if (!station || !isOwnStation(viewer, stationId)) return new StationNotFound();
    const before = await lockHave(tx, stationId, item);
    if ((before?.version ?? 0) !== expectedVersion) return new StaleVersion(before?.version ?? 0);
    const content = stateHave(item, input.content, fileIds);
    if (content instanceof Refusal) return content;
    const usable = await usableEvidence(tx, viewer.accountId, before?.fileIds ?? [], fileIds.filter(isUuid));
    if (usable.length < fileIds.length)
      return new HaveUnsound([{ field: 'fileIds', message: '有照片无法使用，请重新上传' }]);
    const { tenantId, accountId } = viewer;
    const version = expectedVersion + 1;
    const said = { tenantId, stationId, authorityId: station.authorityId, item, content, version };
    await saveStatement(tx, { ...said, statedBy: accountId, statedAt: context.at }, fileIds);
    return done(station, item, expectedVersion, ['content', 'evidence', 'state'], 'station.haveStated');
  });
}

/** 核实: the bureau has seen it. */
export function verifyStationHave(
  context: CommandContext,
  input: OfHave,
): Promise<StationRow | StationNotFound | HaveNotStated | HaveUnsound | StaleVersion> {
  const operation = { name: 'verifyStationHave', key: input.clientMutationId, input, reload: stationById };
  return command(context, operation, (tx, viewer) =>
    decide(tx, viewer.accountId, input, 'station.haveVerified', async (station, record) =>
      verifyHave(
        input.item,
        record,
        input.expectedVersion,
        await gapsOf(tx, station, input.item, record, context.at),
        localDateOf(context.at),
      ),
    ),
  );
}

export interface ReturnHaveInput extends OfHave {
  readonly reason: string;
}

/** 退回: with the reason, which the station reads. */
export function returnStationHave(
  context: CommandContext,
  input: ReturnHaveInput,
): Promise<StationRow | StationNotFound | HaveNotStated | ReasonMissing | StaleVersion> {
  const operation = { name: 'returnStationHave', key: input.clientMutationId, input, reload: stationById };
  return command(context, operation, (tx, viewer) =>
    decide(tx, viewer.accountId, input, 'station.haveReturned', async (_station, record) =>
      returnHave(input.item, record, input.expectedVersion, input.reason, localDateOf(context.at)),
    ),
  );
}

async function decide<No extends Refusal>(
  tx: Tx,
  accountId: string,
  { stationId, item }: OfHave,
  topic: string,
  judge: (station: StationRow, record: HaveRow | null) => Promise<HaveDecision | No>,
): Promise<Done<StationRow> | StationNotFound | No> {
  const station = await stationById(tx, stationId);
  if (!station || !(await governs(tx, station))) return new StationNotFound();
  const record = await lockHave(tx, stationId, item);
  const decision = await judge(station, record);
  if (decision instanceof Refusal) return decision;
  if (!record) throw new Error(`have ${item} of station ${stationId} was decided without a statement`);
  await saveDecision(tx, record, decision, accountId);
  return done(station, item, record.version, ['state', 'decidedOn', 'expiresOn', 'returnReason'], topic);
}

/** What is still missing of a stated have; services and workers have no part in those four. */
async function gapsOf(tx: Tx, station: StationRow, item: StatedHave, record: HaveRow | null, at: Date) {
  const [facilities, [own]] = await Promise.all([
    facilitiesOf(tx, [station.id]),
    thresholdsOf(tx, [station.authorityId]),
  ]);
  const facts = {
    address: station.address,
    facilities,
    workers: [],
    records: record ? [record] : [],
    services: { recent: 0, ever: 0, lastOn: null },
  };
  return haveOn(item, facts, thresholdsWith(own?.own ?? {}), localDateOf(at)).gaps;
}

function done(
  station: StationRow,
  item: StatedHave,
  versionBefore: number,
  changed: readonly string[],
  topic: string,
): Done<StationRow> {
  const { id, authorityId } = station;
  return {
    value: station,
    entity: 'station_have',
    entityId: id,
    versionBefore,
    versionAfter: versionBefore + 1,
    changed: changed.map((name) => `${item}.${name}`),
    events: [{ topic, entityId: id, version: versionBefore + 1, payload: { stationId: id, authorityId } }],
  };
}
