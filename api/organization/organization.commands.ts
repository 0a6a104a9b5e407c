/** Registering organizations and other providers. */
import type { Tx } from '@jiedui/db/connect.ts';
import type { Organization, ProviderKind } from '@jiedui/shared/organization/organization.ts';
import { v7 as uuid } from 'uuid';
import { type CommandContext, command } from '../hall/command.ts';
import { insertOrganization, organizationsById } from './organization.store.ts';

export interface RegisterOrganizationInput {
  readonly clientMutationId: string;
  readonly name: string;
  readonly uscc: string | null;
  readonly providerKind: ProviderKind;
  readonly ratingGrade: number | null;
  readonly businessScope: string;
  readonly regionCode: string;
  readonly sessionsPerMonth: number;
}

/** The bureau registers a provider as active; application and review come with the registers. */
export function registerOrganization(context: CommandContext, input: RegisterOrganizationInput): Promise<Organization> {
  const operation = {
    name: 'registerOrganization',
    key: input.clientMutationId,
    input,
    reload: async (tx: Tx, id: string) => (await organizationsById(tx, [id]))[0] ?? null,
  };
  return command(context, operation, async (tx, viewer) => {
    const { clientMutationId: _key, ...fields } = input;
    const organization: Organization = {
      id: uuid(),
      ...fields,
      state: 'active',
      listStatus: 'none',
      ratingUntil: null,
      version: 1,
    };
    await insertOrganization(tx, viewer.tenantId, organization, context.at);
    return {
      value: organization,
      entity: 'organization',
      entityId: organization.id,
      versionBefore: null,
      versionAfter: 1,
      changed: Object.keys(fields),
      events: [
        {
          topic: 'organization.registered',
          entityId: organization.id,
          version: 1,
          payload: { organizationId: organization.id },
        },
      ],
    };
  });
}
