/** How far a pairing's agreement is, in word, shape and colour. */
import type { ResultOf } from '@graphql-typed-document-node/core';
import { AGREEMENT_STATE_WORDS, type AgreementState } from '@jiedui/shared/pairing/agreement.ts';
import { PAIRING_STATE_WORDS, type PairingState } from '@jiedui/shared/pairing/pairing.ts';
import { StateTag, type Tone } from '../../kit/StateTag.tsx';
import type { DeskPairings } from './pairings.documents.ts';

export type Pairing = ResultOf<typeof DeskPairings>['pairings'][number];

const TONES: Record<AgreementState, Tone> = {
  awaiting_both: 'decide',
  awaiting_organization: 'decide',
  awaiting_station: 'decide',
  signed: 'info',
  active: 'done',
  suspended: 'late',
  ended: 'rest',
  terminated: 'rest',
};

const PAIRING_TONES: Record<PairingState, Tone> = {
  proposed: 'decide',
  active: 'done',
  suspended: 'late',
  ended: 'rest',
  terminated: 'rest',
};

export function AgreementTag({ pairing }: { pairing: Pairing }) {
  const { agreement } = pairing;
  return agreement ? (
    <StateTag tone={TONES[agreement.state]} word={AGREEMENT_STATE_WORDS[agreement.state]} />
  ) : (
    <StateTag tone={PAIRING_TONES[pairing.state]} word={PAIRING_STATE_WORDS[pairing.state]} />
  );
}
