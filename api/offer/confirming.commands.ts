/** 仍可提供吗: an organization says of all its offers that wait that they still stand; of one, it lists it again. */
import type { Tx } from '@jiedui/db/connect.ts';
import { localDateOf } from '@jiedui/shared/calendar.ts';
import { forbidden } from '../errors.ts';
import { type CommandContext, command } from '../hall/command.ts';
import { organizationIdOf, organizationIdsOf } from '../viewer.ts';
import { countAwaiting, saveAllConfirmed } from './confirming.store.ts';

export interface OffersConfirmed {
  readonly organizationId: string;
  readonly confirmed: number;
  readonly left: number;
}

export function confirmAllOffers(
  context: CommandContext,
  input: { readonly clientMutationId: string },
): Promise<OffersConfirmed> {
  const today = localDateOf(context.at);
  const left = async (tx: Tx, organizationId: string, confirmed: number) => ({
    organizationId,
    confirmed,
    left: await countAwaiting(tx, [organizationId], today),
  });
  const operation = {
    name: 'confirmAllOffers',
    key: input.clientMutationId,
    input,
    reload: (tx: Tx, organizationId: string) => left(tx, organizationId, 0),
  };
  return command(context, operation, async (tx, viewer) => {
    const organizationId = organizationIdOf(viewer);
    if (!organizationId) throw forbidden('社会组织联络员');
    const offers = await saveAllConfirmed(tx, organizationIdsOf(viewer), today, context.at);
    return {
      value: await left(tx, organizationId, offers.length),
      entity: 'organization',
      entityId: organizationId,
      versionBefore: null,
      versionAfter: offers.length,
      changed: ['offers.lastConfirmedOn'],
      events: offers.map(({ id, version, organizationId: owner }) => ({
        topic: 'offer.changed',
        entityId: id,
        version,
        payload: { organizationId: owner, market: 1 },
      })),
    };
  });
}
