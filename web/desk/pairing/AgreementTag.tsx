/** How far a pairing's agreement is, in word, shape and colour. */
import type { ResultOf } from '@graphql-typed-document-node/core';
import { AGREEMENT_STATE_WORDS, type AgreementState } from '@jiedui/shared/pairing/agreement.ts';
import { PAIRING_STATE_WORDS } from '@jiedui/shared/pairing/pairing.ts';
import { StateTag, type Tone } from '../../kit/StateTag.tsx';
import type { DeskPairings } from './pairings.documents.ts';

export type Pairing = ResultOf<typeof DeskPairings>['pairings'][number];

const TONES: Record<AgreementState, Tone> = {
  awaiting_both: 'decide',
  awaiting_organization: 'decide',
  awaiting_station: 'decide',
  signed: 'info',
  active: 'done',
  ended: 'rest',
};

export function AgreementTag({ pairing }: { pairing: Pairing }) {
  const { agreement } = pairing;
  return agreement ? (
    <StateTag tone={TONES[agreement.state]} word={AGREEMENT_STATE_WORDS[agreement.state]} />
  ) : (
    <StateTag tone="decide" word={PAIRING_STATE_WORDS[pairing.state]} />
  );
}
