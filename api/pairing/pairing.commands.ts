/** 结对: an agreement is drafted from a confirmed claim and signed by both sides; the second signature makes the pairing active. */
import type { Tx } from '@jiedui/db/connect.ts';
import { effectiveClaimState } from '@jiedui/shared/claim/lifecycle.ts';
import { ClaimNotFound, ClaimNotIn } from '@jiedui/shared/claim/refusals.ts';
import type { LocalDate } from '@jiedui/shared/calendar.ts';
import type { Agreement, AgreementFields } from '@jiedui/shared/pairing/agreement.ts';
import type { Pairing } from '@jiedui/shared/pairing/pairing.ts';
import {
  AgreementIncomplete,
  AgreementNotFound,
  type AlreadySigned,
  type NotAuthorizedToSign,
  PairingLimitReached,
  PairingNotIn,
  PairingTerminated,
  PairingOverlaps,
} from '@jiedui/shared/pairing/refusals.ts';
import { checkAgreement, isSignedByBoth, sign, signingSideOf, termsOverlap } from '@jiedui/shared/pairing/signing.ts';
import { Refusal, StaleVersion } from '@jiedui/shared/refusal.ts';
import { v7 as uuid } from 'uuid';
import { lockClaim } from '../claim/claim.store.ts';
import { type CommandContext, type Done, command } from '../hall/command.ts';
import type { Viewer } from '../viewer.ts';
import { nextNumber } from '../hall/numbering.store.ts';
import { lockOrganizationForPairing, lockPairing, pairedBeside } from './pairing-life.store.ts';
import {
  activatePairing,
  agreementById,
  agreementsBetween,
  countActivePairings,
  insertAgreement,
  insertPairing,
  lockAgreement,
  lockStationForDrafting,
  programmeOfStation,
  saveSignatures,
} from './pairing.store.ts';

export interface DraftAgreementInput extends AgreementFields {
  readonly clientMutationId: string;
  readonly claimId: string;
}

/**
 * Drafts the agreement of a confirmed claim; either party may.
 * @returns `ClaimNotIn` unless the claim is confirmed; `PairingOverlaps` when the two have an agreement in these days;
 * `PairingLimitReached` when the organization is paired with as many stations as the programme allows
 */
export function draftAgreement(
  context: CommandContext,
  input: DraftAgreementInput,
): Promise<Agreement | ClaimNotFound | ClaimNotIn | AgreementIncomplete | PairingOverlaps | PairingLimitReached> {
  const operation = { name: 'draftAgreement', key: input.clientMutationId, input, reload: agreementById };
  return command(context, operation, async (tx, viewer) => {
    const claim = await lockClaim(tx, input.claimId);
    if (!claim) return new ClaimNotFound();
    const state = effectiveClaimState(claim, context.at);
    if (state !== 'confirmed') return new ClaimNotIn(state);
    const { clientMutationId: _key, claimId, ...given } = input;
    const fields = checkAgreement(given);
    if (fields instanceof Refusal) return fields;
    const { stationId, organizationId, authorityId } = claim;
    const parties = { stationId, organizationId, authorityId };
    return propose(tx, viewer, parties, fields, { ...NO_ORIGIN, originClaimId: claimId }, context.at);
  });
}

type Parties = Pick<Pairing, 'stationId' | 'organizationId' | 'authorityId'>;
type Origin = Pick<Pairing, 'originClaimId' | 'originOfferId' | 'justification'>;
export const NO_ORIGIN: Origin = { originClaimId: null, originOfferId: null, justification: null };

/** The pairing, not yet in force, and its first agreement, for both to sign; checked under the locks of both parties. */
export async function propose(
  tx: Tx,
  viewer: Viewer,
  { stationId, organizationId, authorityId }: Parties,
  fields: AgreementFields,
  origin: Origin,
  at: Date,
): Promise<Done<Agreement> | AgreementIncomplete | PairingOverlaps | PairingLimitReached> {
  await lockStationForDrafting(tx, stationId);
  const overlapping = (await agreementsBetween(tx, stationId, organizationId)).find((other) =>
    termsOverlap(other, fields),
  );
  if (overlapping) return new PairingOverlaps(overlapping.number);
  const programmeId = await programmeOfStation(tx, stationId, fields.termFrom);
  if (!programmeId) {
    return new AgreementIncomplete([
      { field: 'termFrom', message: '起始日不在该社工站的帮扶方案期内，请调整日期或联系主管单位' },
    ]);
  }
  const limited = await limitProblem(tx, { programmeId, organizationId, stationId }, fields.termFrom, fields.termTo);
  if (limited) return limited;
  const others = await countActivePairings(tx, stationId, fields.termFrom);
  const pairing: Pairing = {
    id: uuid(),
    programmeId,
    authorityId,
    stationId,
    organizationId,
    kind: others === 0 ? 'one_to_one' : 'many_to_one',
    state: 'proposed',
    fromOn: fields.termFrom,
    toOn: fields.termTo,
    ...origin,
    version: 1,
  };
  const agreement: Agreement = {
    ...fields,
    id: uuid(),
    number: await nextNumber(tx, viewer.tenantId, 'agreement', at),
    revision: 1,
    version: 1,
    pairingId: pairing.id,
    authorityId,
    stationId,
    organizationId,
    organizationSignedAt: null,
    organizationSignedBy: null,
    stationSignedAt: null,
    stationSignedBy: null,
  };
  await insertPairing(tx, viewer.tenantId, pairing, at);
  await insertAgreement(tx, viewer.tenantId, agreement, at);
  return doneWith(agreement, null, Object.keys(fields), 'agreement.drafted');
}

/** `PairingLimitReached` when one more station would be too many for the organization; counted under its lock. */
export async function limitProblem(
  tx: Tx,
  pair: Pick<Pairing, 'programmeId' | 'organizationId' | 'stationId'>,
  from: LocalDate,
  to: LocalDate,
): Promise<PairingLimitReached | null> {
  await lockOrganizationForPairing(tx, pair.organizationId);
  const { count, most } = await pairedBeside(tx, pair, from, to);
  return most !== null && most <= count ? new PairingLimitReached(most) : null;
}

export interface SignAgreementInput {
  readonly clientMutationId: string;
  readonly agreementId: string;
  readonly expectedVersion: number;
}

/** The lead of one side signs what is on the page at this version. */
export function signAgreement(
  context: CommandContext,
  input: SignAgreementInput,
): Promise<
  Agreement | AgreementNotFound | AlreadySigned | NotAuthorizedToSign | PairingTerminated | PairingNotIn | StaleVersion
> {
  const operation = { name: 'signAgreement', key: input.clientMutationId, input, reload: agreementById };
  return command(context, operation, async (tx, viewer) => {
    const agreement = await lockAgreement(tx, input.agreementId);
    if (!agreement) return new AgreementNotFound();
    // Locked, so that it is neither suspended nor ended while it is signed.
    const pairing = await lockPairing(tx, agreement.pairingId);
    if (!pairing || pairing.state === 'terminated') return new PairingTerminated();
    if (pairing.state === 'suspended') return new PairingNotIn('suspended', 'renew');
    const side = signingSideOf(viewer.roles, agreement);
    const signed = sign(agreement, side, viewer.accountId, context.at);
    if (signed instanceof Refusal) return signed;
    if (agreement.version !== input.expectedVersion) return new StaleVersion(agreement.version);
    await saveSignatures(tx, signed);
    if (isSignedByBoth(signed)) await activate(tx, pairing, signed);
    return doneWith(
      { ...signed, version: signed.version + 1 },
      signed.version,
      [`${side}SignedAt`],
      'agreement.signed',
    );
  });
}

async function activate(tx: Tx, pairing: Pairing, agreement: Agreement): Promise<void> {
  // A renewal goes on where the last term ended.
  const fromOn = agreement.revision === 1 ? agreement.termFrom : pairing.fromOn;
  await activatePairing(tx, { ...pairing, fromOn, toOn: agreement.termTo });
}

export function doneWith(
  agreement: Agreement,
  versionBefore: number | null,
  changed: readonly string[],
  topic: string,
): Done<Agreement> {
  const { stationId, organizationId, authorityId, pairingId } = agreement;
  return {
    value: agreement,
    entity: 'agreement',
    entityId: agreement.id,
    versionBefore,
    versionAfter: agreement.version,
    changed,
    events: [
      {
        topic,
        entityId: agreement.id,
        version: agreement.version,
        payload: { stationId, organizationId, authorityId, pairingId },
      },
    ],
  };
}
