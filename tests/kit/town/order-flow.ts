/** What surrounds an order: approval, series, dates, templates, menus, questions, revisions. */
import type { OpenTx } from '@jiedui/db/connect.ts';
import type { People } from './account.ts';
import type { Offers } from './offer.ts';
import type { Orders } from './order.ts';
import { EARLY, inserter, row } from './rows.ts';

export async function seedOrderFlow(tx: OpenTx, people: People, { listedOffer }: Offers, orders: Orders) {
  const insert = inserter(tx);
  const { tenant, countyId, countyBureau, stationB, organizationA, parties } = people;
  const { order, openOrder, draftOrder } = orders;
  const rule = await insert('approval_rules', {
    ...row(tenant),
    authority_id: countyId,
    number: 1,
    approver: 'bureau',
    sample_percent: 10,
    effective_on: '2026-11-01',
    saved_by: countyBureau.account,
    saved_at: EARLY,
  });
  const ofDraft = { authority_id: countyId, station_id: stationB.id, order_id: draftOrder };
  const approval = await insert('order_approvals', {
    ...row(tenant),
    ...ofDraft,
    rule_id: rule,
    approver: 'bureau',
    approver_authority_id: countyId,
    submitted_by: stationB.account,
    submitted_at: EARLY,
    outcome: 'recalled',
    decided_by: stationB.account,
    decided_at: EARLY,
  });
  const ofOpen = { authority_id: countyId, station_id: stationB.id, order_id: openOrder };
  await insert('order_series', {
    ...row(tenant),
    authority_id: countyId,
    station_id: stationB.id,
    frequency: 'weekly',
    every: 1,
    times: 4,
    first_on: '2026-12-01',
    rest_days: 'keep',
    created_by: stationB.account,
    created_at: EARLY,
  });
  await insert('order_dates', {
    ...row(tenant),
    ...parties,
    order_id: order,
    side: 'organization',
    proposed_by: organizationA.account,
    proposed_at: EARLY,
    on_day: '2026-12-08',
    from_minute: 870,
    state: 'proposed',
  });
  await insert('order_templates', {
    ...row(tenant),
    station_id: stationB.id,
    authority_id: countyId,
    name: '义诊',
    fields: '{}',
    saved_by: stationB.account,
    saved_at: EARLY,
  });
  await insert('order_menus', {
    tenant_id: tenant,
    ...ofDraft,
    offer_id: listedOffer,
    organization_id: organizationA.id,
    asked_by: stationB.account,
    created_at: EARLY,
  });
  const question = await insert('order_questions', {
    ...row(tenant),
    ...ofOpen,
    question: '有停车的地方吗？',
    asked_at: EARLY,
  });
  await insert('order_question_askers', {
    question_id: question,
    tenant_id: tenant,
    ...ofOpen,
    organization_id: organizationA.id,
    asked_by: organizationA.account,
  });
  await insert('order_revisions', {
    ...row(tenant),
    ...ofOpen,
    order_version: 2,
    revised_by: stationB.account,
    revised_at: EARLY,
    changes: '[]',
  });
  return { approval, question };
}
