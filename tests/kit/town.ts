/**
 * A small town for tests of the database: a bureau over a county bureau and its neighbour, two stations, two
 * organizations, and at least one row in every table. A second tenant holds a station and an order of its own.
 */
import { createHash, randomUUID } from 'node:crypto';
import { inTransaction, type OpenTx } from '@jiedui/db/connect.ts';
import type pg from 'pg';

/** Someone signed in, and the unit for which they act. */
export interface Person {
  /** The unit: a station, an organization or an authority. */
  readonly id: string;
  readonly account: string;
  readonly session: string;
  readonly expiresAt: Date;
}

export type Town = Awaited<ReturnType<typeof seedTown>>;

const EARLY = new Date('2026-11-01T00:00:00Z');
const LATE = new Date('2026-12-31T00:00:00Z');
const UNITS = {
  station_worker: 'station_id',
  organization_coordinator: 'organization_id',
  bureau_officer: 'authority_id',
};

export function seedTown(pool: pg.Pool) {
  return inTransaction(pool, { system: 'install' }, 'write', async (tx) => {
    const insert = inserter(tx);
    await insert('regions', { code: '620503000000', name: '麦积区', level: 'county' });
    await insert('regions', { code: '620503102000', name: '社棠镇', level: 'township', parent_code: '620503000000' });
    await insert('settings', { key: 'demo', value: '{}', updated_at: EARLY });

    const tenant = await insert('tenants', { id: randomUUID(), name: '天水', created_at: EARLY });
    const otherTenant = await insert('tenants', { id: randomUUID(), name: '别处', created_at: EARLY });
    const bureauId = await authority(tenant, '市民政局', null);
    const countyId = await authority(tenant, '麦积区民政局', bureauId);
    const besideId = await authority(tenant, '秦州区民政局', bureauId);
    const otherBureauId = await authority(otherTenant, '别处民政局', null);
    await insert('authority_jurisdictions', { tenant_id: tenant, authority_id: countyId, region_code: '620503102000' });
    const programme = await insert('programmes', {
      ...row(tenant),
      authority_id: bureauId,
      name: '结对帮扶',
      mode: '融入式',
      from_on: '2026-01-01',
      to_on: '2026-12-31',
    });

    const bureau = await person(tenant, 'bureau', 'bureau_officer', bureauId);
    const countyBureau = await person(tenant, 'county', 'bureau_officer', countyId);
    const besideBureau = await person(tenant, 'beside', 'bureau_officer', besideId);
    const stationA = await person(tenant, 'station-a', 'station_worker', await station(tenant, 'A', countyId));
    const stationB = await person(tenant, 'station-b', 'station_worker', await station(tenant, 'B', countyId));
    const organizationA = await person(
      tenant,
      'organization-a',
      'organization_coordinator',
      await organization(tenant),
    );
    const organizationB = await person(
      tenant,
      'organization-b',
      'organization_coordinator',
      await organization(tenant),
    );
    const outsider = await person(
      otherTenant,
      'outsider',
      'station_worker',
      await station(otherTenant, 'X', otherBureauId),
    );
    const temporary = await person(tenant, 'temporary', 'station_worker', stationA.id, ['2026-12-01', '2026-12-10']);
    const disabled = await person(tenant, 'disabled', 'station_worker', stationA.id);
    await tx.client.query("update accounts set state = 'disabled' where id = $1", [disabled.account]);
    const ended = await session(tenant, stationA.account, { ended_at: EARLY });
    const expired = await session(tenant, stationA.account, { expires_at: EARLY });

    await insert('programme_stations', {
      tenant_id: tenant,
      programme_id: programme,
      station_id: stationA.id,
      pilot: true,
    });
    const listedOffer = await insert('offers', offer(tenant, organizationA.id, 'GG-2026-0001', 'listed'));
    const draftOffer = await insert('offers', offer(tenant, organizationB.id, 'GG-2026-0002', 'draft'));
    await insert('order_counters', { tenant_id: tenant, year: 2026, kind: 'DD', last: 3 });
    const claimant = { claimed_organization_id: organizationA.id, claimed_at: EARLY, claim_lapses_at: LATE };
    const order = await insert(
      'orders',
      orderOf(tenant, stationA, countyId, 'DD-2026-0001', { state: 'claimed', ...claimant }),
    );
    const openOrder = await insert('orders', orderOf(tenant, stationB, countyId, 'DD-2026-0002', { state: 'open' }));
    const draftOrder = await insert('orders', orderOf(tenant, stationB, countyId, 'DD-2026-0003', { state: 'draft' }));
    const searched = {
      order_id: draftOrder,
      tenant_id: tenant,
      station_ids: [stationB.id],
      text: '义诊',
      grams: ['义', '诊', '义诊'],
    };
    await insert('order_texts', { ...searched, form: 1 });
    const kept = {
      ...row(tenant),
      account_id: stationA.account,
      name: '义诊',
      filter: { q: '义诊' },
      created_at: EARLY,
    };
    await insert('saved_searches', { ...kept, alert: 'none' });
    await insert('orders', orderOf(otherTenant, outsider, otherBureauId, 'DD-2026-0001', { state: 'open' }));

    const asked = { station_id: stationA.id, organization_ids: [organizationA.id] };
    const ofStationA = { tenant_id: tenant, station_id: stationA.id };
    const survey = await insert('surveys', {
      ...row(tenant),
      ...asked,
      authority_id: countyId,
      region_code: '620503102000',
      number: 'DC-2026-0001',
      method: 'household_visit',
      held_on: '2026-11-01',
      population_value: 60,
      population_qualifier: 'about',
      population_unit: 'household',
      state: 'submitted',
      created_by: stationA.account,
      created_at: EARLY,
      submitted_at: EARLY,
      updated_at: EARLY,
    });
    await insert('survey_records', {
      ...asked,
      tenant_id: tenant,
      survey_id: survey,
      submitted: true,
      findings: '缺少看护',
    });
    await insert('survey_parts', {
      ...ofStationA,
      survey_id: survey,
      organization_id: organizationA.id,
      authority_id: countyId,
      state: 'pending',
    });
    await insert('survey_corrections', {
      ...row(tenant),
      station_id: stationA.id,
      survey_id: survey,
      reason: '人数写错',
      changed: ['population'],
      before: '{}',
      corrected_by: stationA.account,
      corrected_at: EARLY,
    });
    const need = await insert('needs', needOf(tenant, stationA, countyId, 'XQ-2026-0001', survey, 'screened_in'));
    const draftNeed = await insert('needs', needOf(tenant, stationA, countyId, 'XQ-2026-0002', survey, 'draft'));
    const mergedNeed = await insert('needs', needOf(tenant, stationA, countyId, 'XQ-2026-0003', survey, 'merged'));
    await insert('need_whereabouts', { ...ofStationA, need_id: need, village: '桥南村', place: '村活动室' });
    await insert('need_merges', {
      ...row(tenant),
      station_id: stationA.id,
      authority_id: countyId,
      source_id: mergedNeed,
      target_id: need,
      merged_by: stationA.account,
      merged_at: EARLY,
    });
    const [earlier_id, later_id] = [need, draftNeed].sort();
    await insert('needs_apart', { ...ofStationA, earlier_id, later_id, said_by: stationA.account, said_at: EARLY });
    await insert('need_orders', {
      ...ofStationA,
      authority_id: countyId,
      need_id: need,
      order_id: order,
      linked_by: stationA.account,
      linked_at: EARLY,
    });

    const parties = { authority_id: countyId, station_id: stationA.id, organization_id: organizationA.id };
    const claim = await insert('claims', {
      ...row(tenant),
      ...parties,
      order_id: order,
      state: 'pending',
      claimed_by: organizationA.account,
      claimed_at: EARLY,
      confirm_until: LATE,
    });
    // In the other tenant: an order shared by two stations, and taken in part.
    const besideOutsider = await station(otherTenant, 'Y', otherBureauId);
    const sharer = await organization(otherTenant);
    const shared = { sharing: 'partial', line_count: 1, member_station_ids: [besideOutsider] };
    const sharedOrder = await insert(
      'orders',
      orderOf(otherTenant, outsider, otherBureauId, 'DD-2026-0002', { state: 'open', ...shared }),
    );
    const ofOther = { tenant_id: otherTenant, order_id: sharedOrder };
    const bathing = { what: '入户助浴', value: 20, qualifier: 'exact', unit: 'person', taken: 8 };
    await insert('order_lines', { ...ofOther, seq: 1, ...bathing });
    await insert('order_stations', {
      ...ofOther,
      station_id: besideOutsider,
      share: 90,
      answer: 'asked',
      asked_at: EARLY,
    });
    const sharedClaim = await insert('claims', {
      ...row(otherTenant),
      authority_id: otherBureauId,
      station_id: outsider.id,
      organization_id: sharer,
      order_id: sharedOrder,
      state: 'pending',
      claimed_by: outsider.account,
      claimed_at: EARLY,
      confirm_until: LATE,
      exclusive: false,
    });
    await insert('claim_lines', { ...ofOther, claim_id: sharedClaim, seq: 1, value: 8 });
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
    const licence = { tenant_id: tenant, organization_id: organizationA.id, code: 'medical_practice' };
    await insert('organization_qualifications', licence);
    await insert('organization_leaves', {
      ...row(tenant),
      organization_id: organizationA.id,
      from_on: '2026-02-01',
      to_on: '2026-02-20',
      created_at: EARLY,
    });
    const ofOrganization = { ...row(tenant), organization_id: organizationA.id };
    const recorded = { ...ofOrganization, recorded_by: countyBureau.account, recorded_at: EARLY };
    const days = { rated_on: '2024-01-01', valid_until: '2028-12-31' };
    const rating = await insert('organization_ratings', { ...recorded, ...days, grade: 3, issuer: '省民政厅' });
    await insert('organization_annual_checks', { ...recorded, id: randomUUID(), year: 2025, result: 'passed' });
    const listing = { list: 'abnormal', listed_on: '2025-01-01', removed_on: '2025-06-01', basis: '未年报' };
    await insert('organization_listings', { ...recorded, id: randomUUID(), ...listing });
    const told = {
      ...ofOrganization,
      id: randomUUID(),
      what: 'edited',
      by_account_id: countyBureau.account,
      at: EARLY,
    };
    await insert('organization_events', told);
    const hired = { ...ofOrganization, id: randomUUID(), name: '王晓', post: '社工', created_at: EARLY };
    const staff = await insert('organization_staff', hired);
    const correction = await insert('organization_corrections', {
      ...ofOrganization,
      id: randomUUID(),
      subject: 'name',
      text: '名称有误',
      state: 'open',
      requested_by: organizationA.account,
      requested_at: EARLY,
    });
    const application = await insert('organization_applications', {
      ...row(tenant),
      authority_id: countyId,
      code_hash: '\\x00',
      request_hash: '',
      state: 'applied',
      name: '新来的协会',
      provider_kind: 'community_group',
      filing_number: '备1',
      region_code: '620503102000',
      business_scope: '养老',
      service_types: ['EC01'],
      area_codes: ['620503102000'],
      sessions_per_month: 4,
      contact_name: '李明',
      contact_mobile: '13800000000',
      login: 'newcomer',
      submitted_at: EARLY,
      created_at: EARLY,
    });
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
    const helper = await insert('organizations', {
      ...row(tenant),
      name: '另一家',
      provider_kind: 'medical_institution',
      state: 'active',
      region_code: '620503000000',
      sessions_per_month: 4,
      created_at: EARLY,
    });
    await insert('takeovers', {
      ...row(tenant),
      claim_id: claim,
      order_id: order,
      station_id: stationA.id,
      authority_id: countyId,
      holder_id: organizationA.id,
      organization_id: helper,
      state: 'asked',
      request_reason: '离得更近',
      asked_by: organizationA.account,
      asked_at: EARLY,
      holder_until: LATE,
      station_until: LATE,
    });
    await insert('rulings', {
      ...row(tenant),
      order_id: openOrder,
      station_id: stationB.id,
      authority_id: countyId,
      choice: 'reopen',
      reason: '重新开放',
      ruled_by: countyBureau.account,
      ruled_at: EARLY,
    });
    await insert('claim_terms', {
      tenant_id: tenant,
      authority_id: countyId,
      claim_mode: 'open',
      paired_days: 3,
      county_days: 2,
      start_days: 10,
      free_days: 2,
      most_open: 30,
      ended_from: 5,
      close_percent: 60,
      changed_by: countyBureau.account,
      changed_at: EARLY,
    });
    const imported = await insert('imports', {
      ...row(tenant),
      account_id: countyBureau.account,
      authority_id: countyId,
      kind: 'stations',
      file_name: '社工站名录.xlsx',
      sha256: '0'.repeat(64),
      bytes: 1,
      state: 'ready',
      created_at: EARLY,
      updated_at: EARLY,
    });
    const ofImport = { tenant_id: tenant, import_id: imported };
    await insert('import_rows', { ...ofImport, row: 5, state: 'valid', written: [], problems: '[]', asked: '[]' });
    await insert('import_marks', {
      ...ofImport,
      kind: 'stations',
      identity: 'a',
      content: 'b',
      entity_id: stationA.id,
    });
    await insert('matching_change_floors', { tenant_id: tenant, xid: '1' });
    const part = { tenant_id: tenant, seq: 1 };
    await insert('agreement_indicators', { ...part, agreement_id: agreement, name: '义诊', unit: '场', quantity: 4 });

    const file = await insert('files', {
      ...row(tenant),
      account_id: organizationA.account,
      sha256: '',
      mime: 'image/jpeg',
      bytes: 1,
      created_at: EARLY,
    });
    const service = await insert('service_sessions', {
      ...row(tenant),
      number: 'FW-2026-0001',
      organization_id: organizationA.id,
      station_ids: [stationA.id],
      organization_ids: [organizationA.id],
      authority_ids: [countyId],
      title: '义诊',
      method: 'clinic',
      started_at: EARLY,
      ended_at: EARLY,
      place: '镇政府',
      state: 'submitted',
      created_by: organizationA.account,
      created_at: EARLY,
      updated_at: EARLY,
    });
    await tx.client.query('update files set session_id = $1 where id = $2', [service, file]);
    const ofSession = { tenant_id: tenant, session_id: service };
    await insert('session_stations', { ...ofSession, station_id: stationA.id });
    await insert('session_providers', { ...ofSession, organization_id: organizationA.id });
    await insert('session_orders', { ...ofSession, order_id: order });
    await insert('headcounts', { ...ofSession, seq: 1, role: 'medic', unit: 'person', value: 26, qualifier: 'exact' });
    await insert('goods', { ...ofSession, seq: 1, item: '慰问品', quantity: 32, unit: 'set' });
    await insert('session_photos', { ...ofSession, seq: 1, file_id: file });

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

    const ofStation = { tenant_id: tenant, station_id: stationA.id };
    const governed = { ...ofStation, authority_id: countyId };
    await insert('station_facilities', { ...ofStation, seq: 1, kind: 'reception', area_m2: 40 });
    const worker = await insert('station_workers', {
      ...governed,
      id: randomUUID(),
      account_id: stationA.account,
      name: '李文娟',
      phone: '13800000000',
      post: 'lead',
      licence_level: 'none',
      from_on: '2026-01-01',
      created_at: EARLY,
    });
    await insert('station_haves', {
      ...governed,
      item: 'venue',
      state: 'stated',
      content: '{}',
      stated_by: stationA.account,
      stated_at: EARLY,
    });
    const evidence = await insert('files', {
      ...row(tenant),
      account_id: stationA.account,
      sha256: '',
      mime: 'image/jpeg',
      bytes: 1,
      created_at: EARLY,
    });
    await insert('station_have_files', { ...ofStation, item: 'venue', seq: 1, file_id: evidence });
    await insert('station_changes', {
      ...governed,
      id: randomUUID(),
      move: 'start',
      from_state: 'plaque_hung',
      to_state: 'operating',
      decided_by: countyBureau.account,
      decided_at: EARLY,
    });
    await insert('station_thresholds', { tenant_id: tenant, authority_id: countyId, name: 'workers', value: 2 });
    const handOver = await insert('hand_overs', {
      ...ofStation,
      id: randomUUID(),
      from_account_id: disabled.account,
      to_account_id: stationA.account,
      last_day: '2026-11-01',
      passes_lead: false,
      note: '调离',
      done_by: stationA.account,
      done_at: EARLY,
    });
    const handed = { hand_over_id: handOver, kind: 'order', item_id: order, title: '为老人义诊' };
    await insert('hand_over_items', { tenant_id: tenant, seq: 1, ...handed });

    await insert('open_boards', { tenant_id: tenant, figures: '{}', as_of: EARLY });
    await insert('audit_entries', { ...row(tenant), operation: 'seed', outcome: 'done' });
    const key = { account_id: stationA.account, key: randomUUID(), tenant_id: tenant, operation: 'seed' };
    await insert('idempotency_keys', { ...key, request_hash: '', created_at: EARLY });
    await insert('outbox', { tenant_id: tenant, topic: 'order', entity_id: order, payload: '{}', created_at: EARLY });
    const notice = {
      ...row(tenant),
      account_id: stationA.account,
      kind: 'claim',
      title: '',
      link: '/',
      created_at: EARLY,
    };
    const noticed = await insert('notices', { ...notice, dedupe_key: 'seed' });
    const own = { account_id: stationA.account, tenant_id: tenant };
    await insert('notice_settings', { ...own, quiet_from: 0, quiet_to: 0, choices: '{}', updated_at: EARLY });
    const robot = await insert('robots', {
      ...row(tenant),
      organization_id: organizationA.id,
      kind: 'wecom',
      name: '工作群',
      sealed_address: '',
      shown_address: '',
      groups: ['claim'],
      created_by: organizationA.account,
      created_at: EARLY,
      updated_at: EARLY,
    });
    const sent = {
      ...row(tenant),
      channel: 'robot',
      robot_id: robot,
      cadence: 'now',
      due_at: EARLY,
      created_at: EARLY,
    };
    const delivery = await insert('deliveries', { ...sent, purpose: 'notices', state: 'dead', next_at: EARLY });
    const item = {
      ...sent,
      id: randomUUID(),
      notice_id: noticed,
      delivery_id: delivery,
      kind: 'claim',
      title: '',
      link: '/',
    };
    await insert('delivery_items', { ...item, dedupe_key: 'seed' });

    return {
      robot,
      delivery,
      tenant,
      otherTenant,
      bureau,
      countyBureau,
      besideBureau,
      stationA,
      stationB,
      organizationA,
      organizationB,
      outsider,
      temporary,
      refused: { ended, expired, disabled: disabled.session },
      programme,
      draftOffer,
      approval,
      question,
      order,
      openOrder,
      draftOrder,
      survey,
      need,
      draftNeed,
      claim,
      pairing,
      agreement,
      conflict,
      rating,
      staff,
      correction,
      application,
      block,
      draftWeights,
      activeWeights: countyId,
      run,
      imported,
      invitation,
      service,
      file,
      worker,
      evidence,
      handOver,
      round,
      line,
    };

    function authority(tenantId: string, name: string, parent: string | null) {
      const values = { ...row(tenantId), kind: 'civil_affairs', name, region_code: '620503000000', parent_id: parent };
      return insert('authorities', values);
    }

    function station(tenantId: string, code: string, authorityId: string) {
      const at = { region_code: '620503102000', authority_id: authorityId, created_at: EARLY };
      return insert('stations', { ...row(tenantId), code, name: `${code} 站`, state: 'operating', ...at });
    }

    function organization(tenantId: string) {
      const kind = { provider_kind: 'medical_institution', state: 'active', region_code: '620503000000' };
      return insert('organizations', {
        ...row(tenantId),
        name: '医院',
        ...kind,
        sessions_per_month: 4,
        created_at: EARLY,
      });
    }

    async function person(
      tenantId: string,
      login: string,
      role: keyof typeof UNITS,
      unit: string,
      [from, to]: [string, string | null] = ['2026-01-01', null],
    ): Promise<Person> {
      const account = await insert('accounts', {
        ...row(tenantId),
        login,
        name: login,
        password_hash: '',
        created_at: EARLY,
      });
      const grant = { ...row(tenantId), account_id: account, role, [UNITS[role]]: unit };
      await insert('role_grants', { ...grant, valid_from: from, valid_to: to });
      return { id: unit, account, session: await session(tenantId, account), expiresAt: LATE };
    }

    function session(tenantId: string, account: string, more: object = {}) {
      const token = createHash('sha256').update(randomUUID()).digest();
      const times = { created_at: EARLY, seen_at: LATE, expires_at: LATE };
      return insert('sign_in_sessions', {
        ...row(tenantId),
        account_id: account,
        token_hash: token,
        ...times,
        ...more,
      });
    }
  });
}

const row = (tenant: string) => ({ id: randomUUID(), tenant_id: tenant });

function orderOf(tenant: string, station: Person, authority: string, number: string, more: object) {
  return {
    ...row(tenant),
    number,
    station_id: station.id,
    authority_id: authority,
    region_code: '620503102000',
    title: '为老人义诊',
    scheme: 'default-5x29',
    scheme_version: 1,
    service_type: 'SA-01',
    target_groups: ['elder'],
    headcount_value: 190,
    headcount_qualifier: 'nearly',
    headcount_unit: 'person',
    place: '镇政府',
    window_from: '2026-11-01',
    window_to: '2026-12-20',
    need_type: 'felt',
    mode: 'relief',
    leg: 'service',
    urgency: 'normal',
    claimable_until: LATE,
    posted_at: EARLY,
    created_by: station.account,
    created_at: EARLY,
    updated_at: EARLY,
    ...more,
  };
}

function needOf(tenant: string, station: Person, authority: string, number: string, survey: string, state: string) {
  return {
    ...row(tenant),
    number,
    station_id: station.id,
    authority_id: authority,
    region_code: '620503102000',
    survey_id: survey,
    source: 'survey',
    title: '独居老人冬季探访',
    service_type: 'EC01',
    target_groups: ['elder_alone'],
    need_type: 'felt',
    mode: 'relief',
    urgency: 'normal',
    state,
    created_by: station.account,
    created_at: EARLY,
    recorded_at: EARLY,
    updated_at: EARLY,
  };
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

/** @returns a function that inserts a row and answers its id, if it has one */
function inserter(tx: OpenTx) {
  return async (table: string, values: Record<string, unknown>): Promise<string> => {
    const columns = Object.keys(values);
    const places = columns.map((_, index) => `$${index + 1}`);
    await tx.client.query(
      `insert into ${table} (${columns.join(', ')}) values (${places.join(', ')})`,
      Object.values(values),
    );
    return typeof values.id === 'string' ? values.id : '';
  };
}
