/** A pairing that was agreed and signed on paper, written down by the authority: in force from its first day. */
import type { LocalDate } from '@jiedui/shared/calendar.ts';
import type { Pairing, PairingKind } from '@jiedui/shared/pairing/pairing.ts';
import { AgreementIncomplete, type PairingLimitReached, PairingOverlaps } from '@jiedui/shared/pairing/refusals.ts';
import { termsOverlap } from '@jiedui/shared/pairing/signing.ts';
import type { FieldProblem } from '@jiedui/shared/refusal.ts';
import { v7 as uuid } from 'uuid';
import { type CommandContext, command } from '../hall/command.ts';
import { organizationsById } from '../organization/organization.store.ts';
import { stationsById } from '../station/station.store.ts';
import { limitProblem, NO_ORIGIN } from './pairing.commands.ts';
import { paperOf, pairingsBetween } from './paper-pairing.store.ts';
import {
  countActivePairings,
  insertPairing,
  lockStationForDrafting,
  pairingsById,
  programmeOfStation,
} from './pairing.store.ts';

export interface RecordPaperPairingInput {
  readonly clientMutationId: string;
  readonly stationId: string;
  readonly organizationId: string;
  /** Null to have it counted: the first pairing of a station is one to one. */
  readonly kind: PairingKind | null;
  readonly paperNumber: string | null;
  readonly fromOn: LocalDate;
  readonly toOn: LocalDate;
  readonly help: string;
  readonly goal: string;
  readonly filedOn: LocalDate | null;
}

/**
 * @returns `AgreementIncomplete` when the organization may not serve, or no programme takes the station in on the first
 * day; `PairingOverlaps` when the two are paired in these days already; `PairingLimitReached` when the organization is
 * paired with as many stations as the programme allows
 */
export function recordPaperPairing(
  context: CommandContext,
  { clientMutationId, ...input }: RecordPaperPairingInput,
): Promise<Pairing | AgreementIncomplete | PairingOverlaps | PairingLimitReached> {
  const operation = {
    name: 'recordPaperPairing',
    key: clientMutationId,
    input,
    reload: async (tx: Parameters<typeof pairingsById>[0], id: string) => (await pairingsById(tx, [id]))[0] ?? null,
  };
  return command(context, operation, async (tx, viewer) => {
    const { stationId, organizationId, fromOn, toOn } = input;
    const [station] = await stationsById(tx, [stationId]);
    const [organization] = await organizationsById(tx, [organizationId]);
    const problem = (field: string, message: string) =>
      new AgreementIncomplete([{ field, message } satisfies FieldProblem]);
    if (!station) return problem('stationId', '没有找到这个社工站，请核对名称');
    if (!organization) return problem('organizationId', '没有找到这家社会组织，请核对名称');
    if (organization.state !== 'active' || organization.listStatus !== 'none')
      return problem('organizationId', '该组织已暂停、退出或被列入名录，不能结对');
    if (toOn < fromOn) return problem('toOn', '终止日期不能早于起始日期');
    await lockStationForDrafting(tx, stationId);
    const other = (await pairingsBetween(tx, stationId, organizationId)).find((each) =>
      termsOverlap({ termFrom: each.fromOn, termTo: each.toOn }, { termFrom: fromOn, termTo: toOn }),
    );
    if (other) return new PairingOverlaps(other.number ?? '已登记的结对');
    const programmeId = await programmeOfStation(tx, stationId, fromOn);
    if (!programmeId) return problem('fromOn', '起始日不在该社工站的帮扶方案期内，请核对日期，或先把社工站纳入方案');
    const limited = await limitProblem(tx, { programmeId, organizationId, stationId }, fromOn, toOn);
    if (limited) return limited;
    const others = input.kind ? 0 : await countActivePairings(tx, stationId, fromOn);
    const pairing: Pairing = {
      id: uuid(),
      programmeId,
      authorityId: station.authorityId,
      stationId,
      organizationId,
      kind: input.kind ?? (others === 0 ? 'one_to_one' : 'many_to_one'),
      state: 'active',
      fromOn,
      toOn,
      ...NO_ORIGIN,
      version: 1,
    };
    await insertPairing(tx, viewer.tenantId, { ...pairing, ...paperOf(input) }, context.at);
    const payload = { stationId, organizationId, authorityId: station.authorityId };
    return {
      value: pairing,
      entity: 'pairing',
      entityId: pairing.id,
      versionBefore: null,
      versionAfter: 1,
      changed: Object.keys(input),
      events: [{ topic: 'pairing.recorded', entityId: pairing.id, version: 1, payload }],
    };
  });
}
