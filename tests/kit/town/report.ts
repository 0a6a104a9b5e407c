/** An import, the open board, notices and where they are delivered. */
import { randomUUID } from 'node:crypto';
import type { OpenTx } from '@jiedui/db/connect.ts';
import type { People } from './account.ts';
import { EARLY, inserter, row } from './rows.ts';

export async function seedReports(tx: OpenTx, { tenant, countyId, countyBureau, stationA, organizationA }: People) {
  const insert = inserter(tx);
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
  await insert('open_boards', { tenant_id: tenant, figures: '{}', as_of: EARLY });
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
  return { imported, robot, delivery };
}
