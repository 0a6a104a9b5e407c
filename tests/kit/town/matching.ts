/** Interests and blocks, weights, a saved round with its pair and the invitation that came of it. */
import type { OpenTx } from '@jiedui/db/connect.ts';
import type { People } from './account.ts';
import type { Orders } from './order.ts';
import { EARLY, inserter, LATE, row } from './rows.ts';

export async function seedMatching(tx: OpenTx, people: People, { openOrder }: Orders) {
  const insert = inserter(tx);
  const { tenant, countyId, countyBureau, stationA, stationB, organizationA, parties } = people;
  const written = { ...parties, reason: '负责人系亲属' };
  const conflict = await insert('conflicts_of_interest', {
    ...row(tenant),
    ...written,
    declared_by: organizationA.account,
    declared_at: EARLY,
  });
  const block = await insert('blocked_pairs', {
    ...row(tenant),
    ...written,
    blocked_by: stationA.account,
    blocked_at: EARLY,
  });
  const { rows: weights } = await tx.client.query('select app.first_weights() as first');
  const draftWeights = await insert('weight_sets', {
    ...row(tenant),
    authority_id: countyId,
    number: 2,
    state: 'draft',
    weights: JSON.stringify(weights[0].first),
    saved_by: countyBureau.account,
    saved_at: EARLY,
  });
  const run = await insert('matching_runs', {
    ...row(tenant),
    authority_id: countyId,
    month: '2026-11',
    number: 1,
    state: 'saved',
    objective: 'coverage',
    weights_version: 'v1',
    engine: 'round-1',
    seed: 0,
    day: '2026-11-01',
    facts_at: EARLY,
    order_ids: [openOrder],
    served: 1,
    total: 0,
    basis: '{}',
    what_if: '{}',
    result: '{}',
    result_hash: '0'.repeat(64),
    words: '[]',
    saved_by: countyBureau.account,
    saved_at: EARLY,
  });
  const proposed = { authority_id: countyId, order_id: openOrder, organization_id: organizationA.id, run_id: run };
  await insert('matching_run_pairs', { tenant_id: tenant, ...proposed });
  const invitation = await insert('invitations', {
    ...row(tenant),
    ...proposed,
    station_id: stationB.id,
    month: '2026-11',
    state: 'pending',
    sentence: '',
    sent_by: countyBureau.account,
    sent_at: EARLY,
    respond_until: LATE,
  });
  await insert('matching_change_floors', { tenant_id: tenant, xid: '1' });
  return { conflict, block, draftWeights, activeWeights: countyId, run, invitation };
}
