/** An offer on the list and a draft. */
import type { OpenTx } from '@jiedui/db/connect.ts';
import type { People } from './account.ts';
import { EARLY, inserter, row } from './rows.ts';

export type Offers = Awaited<ReturnType<typeof seedOffers>>;

export async function seedOffers(tx: OpenTx, { tenant, organizationA, organizationB }: People) {
  const insert = inserter(tx);
  const listedOffer = await insert('offers', offer(tenant, organizationA.id, 'GG-2026-0001', 'listed'));
  const draftOffer = await insert('offers', offer(tenant, organizationB.id, 'GG-2026-0002', 'draft'));
  return { listedOffer, draftOffer };
}

function offer(tenant: string, organization: string, number: string, state: string) {
  return {
    ...row(tenant),
    number,
    organization_id: organization,
    title: '义诊',
    content: '',
    service_types: ['SA-01'],
    target_groups: ['elder'],
    sessions_per_month: 2,
    area_codes: ['620503000000'],
    window_from: '2026-01-01',
    window_to: '2026-12-31',
    cost_mode: 'free',
    state,
    created_at: EARLY,
    updated_at: EARLY,
  };
}
