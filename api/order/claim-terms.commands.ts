/** 接单规则: an authority says under which terms its orders are claimed. What was settled before, such as an opening, stays. */
import { type ClaimTerms, termsOutOfRange } from '@jiedui/shared/order/claim-terms.ts';
import { ClaimTermsNotFound, ClaimTermsOutOfRange } from '@jiedui/shared/order/claim-terms-refusals.ts';
import { StaleVersion } from '@jiedui/shared/refusal.ts';
import { type CommandContext, command } from '../hall/command.ts';
import { authorityIdsOf } from '../viewer.ts';
import { saveTerms, type StoredTerms, termsOfOne } from './claim-terms.store.ts';

export interface SetClaimTermsInput extends ClaimTerms {
  readonly clientMutationId: string;
  readonly authorityId: string;
  /** 0 while the defaults stand. */
  readonly expectedVersion: number;
}

/** By the authority itself; one above sets its own. */
export function setClaimTerms(
  context: CommandContext,
  input: SetClaimTermsInput,
): Promise<StoredTerms | ClaimTermsNotFound | ClaimTermsOutOfRange | StaleVersion> {
  const operation = { name: 'setClaimTerms', key: input.clientMutationId, input, reload: termsOfOne };
  return command(context, operation, async (tx, viewer) => {
    const { clientMutationId: _key, authorityId, expectedVersion, ...terms } = input;
    if (!authorityIdsOf(viewer).includes(authorityId)) return new ClaimTermsNotFound();
    const wrong = termsOutOfRange(terms);
    if (0 < wrong.length) return new ClaimTermsOutOfRange(wrong);
    const now = await termsOfOne(tx, authorityId);
    if (now.version !== expectedVersion) return new StaleVersion(now.version);
    const next: StoredTerms = { ...now, ...terms };
    if (!(await saveTerms(tx, viewer.tenantId, next, viewer.accountId, context.at)))
      return new StaleVersion(now.version + 1);
    const value: StoredTerms = { ...next, version: now.version + 1, changedAt: context.at };
    return {
      value,
      entity: 'claim_terms',
      entityId: authorityId,
      versionBefore: now.version,
      versionAfter: value.version,
      changed: Object.keys(terms).filter((name) => now[name as keyof ClaimTerms] !== terms[name as keyof ClaimTerms]),
      events: [
        {
          topic: 'claimTerms.changed',
          entityId: authorityId,
          version: value.version,
          payload: { authorityId, market: 1 },
        },
      ],
    };
  });
}
