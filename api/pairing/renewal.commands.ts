/** 续签: the next agreement of a pairing, drafted by either party while the one in force still runs. */
import { localDateOf } from '@jiedui/shared/calendar.ts';
import type { Agreement, AgreementFields } from '@jiedui/shared/pairing/agreement.ts';
import {
  AgreementIncomplete,
  PairingNotFound,
  type PairingNotIn,
  type RenewalTooEarly,
  RenewalWaits,
} from '@jiedui/shared/pairing/refusals.ts';
import { checkRenewalTerm, renewalOf, renewalProblem } from '@jiedui/shared/pairing/renewal.ts';
import { checkAgreement } from '@jiedui/shared/pairing/signing.ts';
import { Refusal } from '@jiedui/shared/refusal.ts';
import { v7 as uuid } from 'uuid';
import { type CommandContext, command } from '../hall/command.ts';
import { nextNumber } from '../hall/numbering.store.ts';
import { organizationIdsOf, stationIdsOf } from '../viewer.ts';
import { doneWith } from './pairing.commands.ts';
import { allAgreementsOfPairings, agreementById, insertAgreement, programmeOfStation } from './pairing.store.ts';
import { lockPairing } from './pairing-life.store.ts';

export interface RenewAgreementInput extends AgreementFields {
  readonly clientMutationId: string;
  readonly pairingId: string;
}

/**
 * @returns `PairingNotIn` unless the pairing runs; `RenewalTooEarly` before its last 90 days; `RenewalWaits` when one was
 * drafted; `AgreementIncomplete` when the term does not follow the last, or no longer lies in the programme
 */
export function renewAgreement(
  context: CommandContext,
  input: RenewAgreementInput,
): Promise<Agreement | PairingNotFound | PairingNotIn | RenewalTooEarly | RenewalWaits | AgreementIncomplete> {
  const operation = { name: 'renewAgreement', key: input.clientMutationId, input, reload: agreementById };
  return command(context, operation, async (tx, viewer) => {
    const { clientMutationId: _key, pairingId, ...given } = input;
    const pairing = await lockPairing(tx, pairingId);
    const isParty =
      pairing &&
      (stationIdsOf(viewer).includes(pairing.stationId) || organizationIdsOf(viewer).includes(pairing.organizationId));
    if (!isParty) return new PairingNotFound();
    const today = localDateOf(context.at);
    const problem = renewalProblem(pairing, today);
    if (problem) return problem;
    const known = await allAgreementsOfPairings(tx, [pairingId]);
    const waiting = renewalOf(known, today);
    if (waiting) return new RenewalWaits(waiting.number);
    const fields = checkAgreement(given);
    if (fields instanceof Refusal) return fields;
    const wrongTerm = checkRenewalTerm(pairing, fields);
    if (wrongTerm) return wrongTerm;
    const { authorityId, stationId, organizationId } = pairing;
    if ((await programmeOfStation(tx, stationId, fields.termFrom)) !== pairing.programmeId)
      return new AgreementIncomplete([
        { field: 'termFrom', message: '新一期的起始日不在原帮扶方案期内，请与主管单位联系，按新的方案另行结对' },
      ]);
    const agreement: Agreement = {
      ...fields,
      id: uuid(),
      number: await nextNumber(tx, viewer.tenantId, 'agreement', context.at),
      revision: 1 + Math.max(1, ...known.map(({ revision }) => revision)),
      version: 1,
      pairingId,
      authorityId,
      stationId,
      organizationId,
      organizationSignedAt: null,
      organizationSignedBy: null,
      stationSignedAt: null,
      stationSignedBy: null,
    };
    await insertAgreement(tx, viewer.tenantId, agreement, context.at);
    return doneWith(agreement, null, Object.keys(fields), 'agreement.drafted');
  });
}
