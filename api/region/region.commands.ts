/** What an authority sets up once: itself, its child authorities, its programmes. */
import type { Tx } from '@jiedui/db/connect.ts';
import type { LocalDate } from '@jiedui/shared/calendar.ts';
import type { Authority, AuthorityKind } from '@jiedui/shared/region/authority.ts';
import type { Programme } from '@jiedui/shared/region/programme.ts';
import { v7 as uuid } from 'uuid';
import { forbidden } from '../errors.ts';
import { type CommandContext, command } from '../hall/command.ts';
import { authorityIdOf } from '../viewer.ts';
import { authoritiesById, insertAuthority, insertProgramme, programmesById } from './region.store.ts';

export interface RegisterAuthorityInput {
  readonly clientMutationId: string;
  readonly kind: AuthorityKind;
  readonly name: string;
  readonly regionCode: string;
  /** Codes of the regions it governs; not derived from its own code. */
  readonly jurisdiction: readonly string[];
}

/** An authority opens a child authority (市民政局 -> 秦州区民政局). */
export function registerAuthority(context: CommandContext, input: RegisterAuthorityInput): Promise<Authority> {
  const operation = {
    name: 'registerAuthority',
    key: input.clientMutationId,
    input,
    reload: async (tx: Tx, id: string) => (await authoritiesById(tx, [id]))[0] ?? null,
  };
  return command(context, operation, async (tx, viewer) => {
    const parentId = authorityIdOf(viewer);
    if (!parentId) throw forbidden('主管单位');
    const { kind, name, regionCode } = input;
    const authority: Authority = { id: uuid(), kind, name, regionCode, parentId };
    await insertAuthority(tx, viewer.tenantId, authority, input.jurisdiction);
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
export function startProgramme(context: CommandContext, input: StartProgrammeInput): Promise<Programme> {
  const operation = {
    name: 'startProgramme',
    key: input.clientMutationId,
    input,
    reload: async (tx: Tx, id: string) => (await programmesById(tx, [id]))[0] ?? null,
  };
  return command(context, operation, async (tx, viewer) => {
    const authorityId = authorityIdOf(viewer);
    if (!authorityId) throw forbidden('主管单位');
    const { clientMutationId: _key, ...fields } = input;
    const programme: Programme = { id: uuid(), authorityId, ...fields };
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
