/** 直接结对: a station drafts the agreement straight from an offer, and says why it asked nobody else. */
import { localDateOf } from '@jiedui/shared/calendar.ts';
import { OfferNotOnMenu } from '@jiedui/shared/order/flow-refusals.ts';
import { isOnMenu } from '@jiedui/shared/order/menu.ts';
import type { Agreement, AgreementFields } from '@jiedui/shared/pairing/agreement.ts';
import { checkJustification } from '@jiedui/shared/pairing/direct.ts';
import {
  AgreementIncomplete,
  type PairingLimitReached,
  type PairingOverlaps,
} from '@jiedui/shared/pairing/refusals.ts';
import { checkAgreement } from '@jiedui/shared/pairing/signing.ts';
import { Refusal } from '@jiedui/shared/refusal.ts';
import { forbidden } from '../errors.ts';
import { type CommandContext, command } from '../hall/command.ts';
import { type ProviderRow, providersByIds } from '../matching/matching.store.ts';
import { offerById } from '../offer/offer.store.ts';
import { stationsById } from '../station/station.store.ts';
import { stationIdOf } from '../viewer.ts';
import { NO_ORIGIN, propose } from './pairing.commands.ts';
import { agreementById } from './pairing.store.ts';

export interface DraftDirectAgreementInput extends AgreementFields {
  readonly clientMutationId: string;
  readonly offerId: string;
  readonly justification: string;
}

/**
 * @returns `OfferNotOnMenu` for an offer that is not listed; `AgreementIncomplete` with every gap at once, and when the
 * organization may not serve the station; `PairingOverlaps` and `PairingLimitReached` as with a claim
 */
export function draftDirectAgreement(
  context: CommandContext,
  input: DraftDirectAgreementInput,
): Promise<Agreement | OfferNotOnMenu | AgreementIncomplete | PairingOverlaps | PairingLimitReached> {
  const operation = { name: 'draftDirectAgreement', key: input.clientMutationId, input, reload: agreementById };
  return command(context, operation, async (tx, viewer) => {
    const stationId = stationIdOf(viewer);
    if (!stationId) throw forbidden('社工站人员');
    const today = localDateOf(context.at);
    const { clientMutationId: _key, offerId, justification: said, ...given } = input;
    const offer = await offerById(tx, offerId);
    if (!offer || !isOnMenu(offer, today)) return new OfferNotOnMenu();
    const justification = checkJustification(said);
    const fields = checkAgreement(given);
    if (justification instanceof Refusal || fields instanceof Refusal)
      return new AgreementIncomplete(
        [justification, fields].flatMap((each) => (each instanceof AgreementIncomplete ? each.problems : [])),
      );
    const { organizationId } = offer;
    const [provider] = await providersByIds(tx, [organizationId], context.at);
    const [station] = await stationsById(tx, [stationId]);
    if (!station || !provider || !mayBePaired(provider, stationId))
      return new AgreementIncomplete([
        { field: 'offerId', message: '该组织现在不能与贵站结对：已暂停、被列入名录，或与贵站有利益关系、对接限制' },
      ]);
    const parties = { stationId, organizationId, authorityId: station.authorityId };
    return propose(tx, viewer, parties, fields, { ...NO_ORIGIN, originOfferId: offerId, justification }, context.at);
  });
}

/** It serves, is on no list, and no declared interest, block or suspended pairing stands between the two today. */
const mayBePaired = ({ state, listStatus, conflicts, blocks }: ProviderRow, stationId: string) =>
  state === 'active' &&
  listStatus === 'none' &&
  ![...conflicts, ...blocks].some((note) => note.stationId === stationId);
