/** SQL of what an order is judged by: where its township stands, and the weights in force at its authority. */
import type { Tx } from '@jiedui/db/connect.ts';
import type { Weights } from '@jiedui/shared/matching/weights.ts';
import type { Place } from '@jiedui/shared/region/distance.ts';
import { placeSql } from './matching.store.ts';

export const placesOf = (tx: Tx, codes: readonly string[]) =>
  tx.named<{ code: string; place: Place | null }>(
    'matching.placesOf',
    `select asked.code, ${placeSql('asked.code')} as place from unnest($1::text[]) as asked (code)`,
    [codes],
  );

/** Each authority has exactly one set in force. */
export const activeWeightsOf = (tx: Tx, authorityIds: readonly string[]) =>
  tx.named<{ authorityId: string; number: number; weights: Weights }>(
    'matching.activeWeights',
    `select authority_id as "authorityId", number, weights from weight_sets where state = 'active' and authority_id = any($1)`,
    [authorityIds],
  );
