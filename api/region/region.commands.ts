/** What an authority sets up once: itself, its child authorities, its programmes. */
import type { Tx } from '@jiedui/db/connect.ts';
import type { LocalDate } from '@jiedui/shared/calendar.ts';
import type { Authority, AuthorityKind } from '@jiedui/shared/region/authority.ts';
import type { Programme } from '@jiedui/shared/region/programme.ts';
import { Refusal, StaleVersion } from '@jiedui/shared/refusal.ts';
import {
  AuthorityUnsound,
  checkAuthority,
  checkMostPairings,
  checkProgramme,
  ProgrammeUnsound,
} from '@jiedui/shared/region/setting-up.ts';
import { v7 as uuid } from 'uuid';
import { forbidden } from '../errors.ts';
import { type CommandContext, command } from '../hall/command.ts';
import { authorityIdOf, authorityIdsOf } from '../viewer.ts';
import {
  authoritiesById,
  insertAuthority,
  insertProgramme,
  outsideJurisdiction,
  programmesById,
  regionsByCode,
  saveMostPairings,
} from './region.store.ts';

export interface RegisterAuthorityInput {
  readonly clientMutationId: string;
  readonly kind: AuthorityKind;
  readonly name: string;
  readonly regionCode: string;
  /** Codes of the regions it governs; not derived from its own code. */
  readonly jurisdiction: readonly string[];
}

/**
 * An authority opens a child authority (市民政局 -> 秦州区民政局).
 * @returns `AuthorityUnsound` for a region that is not there, or that the viewer's own authority does not look after
 */
export function registerAuthority(
  context: CommandContext,
  input: RegisterAuthorityInput,
): Promise<Authority | AuthorityUnsound> {
  const operation = {
    name: 'registerAuthority',
    key: input.clientMutationId,
    input,
    reload: async (tx: Tx, id: string) => (await authoritiesById(tx, [id]))[0] ?? null,
  };
  return command(context, operation, async (tx, viewer) => {
    const parentId = authorityIdOf(viewer);
    if (!parentId) throw forbidden('主管单位');
    const { clientMutationId: _key, ...raw } = input;
    const opening = checkAuthority(raw);
    if (opening instanceof Refusal) return opening;
    const { kind, name, regionCode, jurisdiction } = opening;
    if ((await regionsByCode(tx, [regionCode])).length === 0)
      return new AuthorityUnsound([{ field: 'regionCode', message: '没有这个行政区划，请重新选择' }]);
    const outside = await outsideJurisdiction(tx, parentId, jurisdiction);
    if (0 < outside.length)
      return new AuthorityUnsound([
        {
          field: 'jurisdiction',
          message: `有 ${outside.length} 个行政区划不在本单位管辖范围（如 ${outside[0]}），请去掉`,
        },
      ]);
    const authority: Authority = { id: uuid(), kind, name, regionCode, parentId };
    await insertAuthority(tx, viewer.tenantId, authority, jurisdiction);
    return {
      value: authority,
      entity: 'authority',
      entityId: authority.id,
      versionBefore: null,
      versionAfter: 1,
      changed: ['kind', 'name', 'regionCode', 'jurisdiction'],
      events: [
        {
          topic: 'account.authorityRegistered',
          entityId: authority.id,
          version: 1,
          payload: { authorityId: parentId },
        },
      ],
    };
  });
}

export interface StartProgrammeInput {
  readonly clientMutationId: string;
  readonly name: string;
  readonly mode: string;
  readonly fromOn: LocalDate;
  readonly toOn: LocalDate;
  readonly dispatchDueDay: number;
}

/** The viewer's authority starts a programme (方案): the container of pairings, rounds and rules. */
export function startProgramme(
  context: CommandContext,
  input: StartProgrammeInput,
): Promise<Programme | ProgrammeUnsound> {
  const operation = {
    name: 'startProgramme',
    key: input.clientMutationId,
    input,
    reload: async (tx: Tx, id: string) => (await programmesById(tx, [id]))[0] ?? null,
  };
  return command(context, operation, async (tx, viewer) => {
    const authorityId = authorityIdOf(viewer);
    if (!authorityId) throw forbidden('主管单位');
    const { clientMutationId: _key, ...raw } = input;
    const fields = checkProgramme(raw);
    if (fields instanceof Refusal) return fields;
    const programme: Programme = { id: uuid(), authorityId, mostPairings: null, version: 1, ...fields };
    await insertProgramme(tx, viewer.tenantId, programme);
    return {
      value: programme,
      entity: 'programme',
      entityId: programme.id,
      versionBefore: null,
      versionAfter: 1,
      changed: Object.keys(fields),
      events: [{ topic: 'programme.started', entityId: programme.id, version: 1, payload: { authorityId } }],
    };
  });
}

export interface LimitPairingsInput {
  readonly clientMutationId: string;
  readonly programmeId: string;
  readonly expectedVersion: number;
  /** How many stations one organization may be paired with at a time; null for no limit. */
  readonly mostPairings: number | null;
}

/**
 * 结对上限 of a programme of the viewer's authority. Pairings that stand stay as they are; the next one is measured by it.
 * @returns `ProgrammeUnsound` for a number out of range, or a programme that is not there or another authority's
 */
export function limitPairings(
  context: CommandContext,
  input: LimitPairingsInput,
): Promise<Programme | ProgrammeUnsound | StaleVersion> {
  const operation = {
    name: 'limitPairings',
    key: input.clientMutationId,
    input,
    reload: async (tx: Tx, id: string) => (await programmesById(tx, [id]))[0] ?? null,
  };
  return command(context, operation, async (tx, viewer) => {
    const [programme] = await programmesById(tx, [input.programmeId]);
    if (!programme || !authorityIdsOf(viewer).includes(programme.authorityId))
      return new ProgrammeUnsound([
        { field: 'programmeId', message: '没有找到这个帮扶方案，可能由其他主管单位管理，请返回查看' },
      ]);
    const mostPairings = checkMostPairings(input.mostPairings);
    if (mostPairings instanceof Refusal) return mostPairings;
    const { id, authorityId, version } = programme;
    const stale = version !== input.expectedVersion;
    if (stale || !(await saveMostPairings(tx, { ...programme, mostPairings }))) return new StaleVersion(version);
    return {
      value: { ...programme, mostPairings, version: version + 1 },
      entity: 'programme',
      entityId: id,
      versionBefore: version,
      versionAfter: version + 1,
      changed: ['mostPairings'],
      events: [{ topic: 'programme.limited', entityId: id, version: version + 1, payload: { authorityId } }],
    };
  });
}
