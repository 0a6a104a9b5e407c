/** A pairing that came of the claim, and its agreement. */
import type { OpenTx } from '@jiedui/db/connect.ts';
import type { People } from './account.ts';
import type { Claims } from './claim.ts';
import { EARLY, inserter, row } from './rows.ts';

export type Pairings = Awaited<ReturnType<typeof seedPairings>>;

export async function seedPairings(tx: OpenTx, { tenant, programme, parties, bureau }: People, { claim }: Claims) {
  const insert = inserter(tx);
  const pairing = await insert('pairings', {
    ...row(tenant),
    ...parties,
    programme_id: programme,
    kind: 'one_to_one',
    state: 'active',
    from_on: '2026-01-01',
    to_on: '2026-12-31',
    origin_claim_id: claim,
    created_at: EARLY,
  });
  const agreement = await insert('agreements', {
    ...row(tenant),
    ...parties,
    pairing_id: pairing,
    number: 'XY-2026-0001',
    goal: '',
    tasks: [],
    term_from: '2026-01-01',
    term_to: '2026-12-31',
    funding: '',
    created_at: EARLY,
  });
  const part = { tenant_id: tenant, seq: 1 };
  await insert('agreement_indicators', { ...part, agreement_id: agreement, name: '义诊', unit: '场', quantity: 4 });
  await insert('pairing_changes', {
    ...row(tenant),
    ...parties,
    pairing_id: pairing,
    step: 'suspend',
    code: 'agreed',
    set_free: 0,
    made_by: bureau.account,
    made_at: EARLY,
  });
  return { pairing, agreement };
}
