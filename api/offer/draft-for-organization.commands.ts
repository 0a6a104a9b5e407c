/** An officer writes down what an organization sent on paper, as a draft in its name: the organization lists it. */
import { localDateOf } from '@jiedui/shared/calendar.ts';
import { checkOffer } from '@jiedui/shared/offer/listing.ts';
import type { OfferFields } from '@jiedui/shared/offer/offer.ts';
import { type OfferIncomplete, OfferNotFound } from '@jiedui/shared/offer/refusals.ts';
import type { PersonalDataFound } from '@jiedui/shared/personal-data.ts';
import { Refusal } from '@jiedui/shared/refusal.ts';
import { v7 as uuid } from 'uuid';
import { type CommandContext, command } from '../hall/command.ts';
import { nextNumber } from '../hall/numbering.store.ts';
import { organizationsById } from '../organization/organization.store.ts';
import { authorityIdsOf } from '../viewer.ts';
import { insertOffer } from './offer.store.ts';

export interface DraftForOrganizationInput extends OfferFields {
  readonly clientMutationId: string;
  readonly organizationId: string;
}

export interface DraftedOffer {
  readonly id: string;
}

export function draftOfferForOrganization(
  context: CommandContext,
  { clientMutationId, organizationId, ...given }: DraftForOrganizationInput,
): Promise<DraftedOffer | OfferNotFound | OfferIncomplete | PersonalDataFound> {
  const operation = {
    name: 'draftOfferForOrganization',
    key: clientMutationId,
    input: { organizationId, ...given },
    reload: async (_tx: unknown, id: string): Promise<DraftedOffer> => ({ id }),
  };
  return command(context, operation, async (tx, viewer) => {
    const [organization] = await organizationsById(tx, [organizationId]);
    if (!organization || authorityIdsOf(viewer).length === 0) return new OfferNotFound();
    const fields = checkOffer(given, localDateOf(context.at));
    if (fields instanceof Refusal) return fields;
    const offer = {
      id: uuid(),
      tenantId: viewer.tenantId,
      number: await nextNumber(tx, viewer.tenantId, 'offer', context.at),
      organizationId,
      ...fields,
      state: 'draft' as const,
      lastConfirmedOn: null,
      version: 1,
    };
    await insertOffer(tx, offer, context.at);
    return {
      value: { id: offer.id } satisfies DraftedOffer,
      entity: 'offer',
      entityId: offer.id,
      versionBefore: null,
      versionAfter: 1,
      changed: ['fields', 'state'],
      events: [{ topic: 'offer.drafted', entityId: offer.id, version: 1, payload: { organizationId, market: 0 } }],
    };
  });
}
