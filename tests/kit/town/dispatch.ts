/** A round of dispatch and its line. */
import type { OpenTx } from '@jiedui/db/connect.ts';
import type { People } from './account.ts';
import type { Pairings } from './pairing.ts';
import { EARLY, inserter, row } from './rows.ts';

export async function seedDispatch(tx: OpenTx, people: People, { pairing }: Pairings) {
  const insert = inserter(tx);
  const { tenant, programme, bureau, bureauId, parties } = people;
  const round = await insert('dispatch_rounds', {
    ...row(tenant),
    programme_id: programme,
    authority_id: bureauId,
    month: '2026-11',
    window_from: '2026-11-01',
    window_to: '2026-11-24',
    due_on: '2026-11-24',
    state: 'open',
    opened_by: bureau.account,
    opened_at: EARLY,
    figures_at: EARLY,
  });
  const line = await insert('dispatch_lines', {
    ...row(tenant),
    ...parties,
    authority_id: bureauId,
    round_id: round,
    pairing_id: pairing,
    seq: 1,
    figures: '[]',
    light: 'green',
    light_reason: '',
    proposed_decision: 'approve',
  });
  return { round, line };
}
