/** What no room owns: a setting, the audit, a key, and an event on its way. */
import { randomUUID } from 'node:crypto';
import type { OpenTx } from '@jiedui/db/connect.ts';
import type { People } from './account.ts';
import type { Orders } from './order.ts';
import { EARLY, inserter, row } from './rows.ts';

export async function seedHall(tx: OpenTx, { tenant, stationA }: People, { order }: Orders) {
  const insert = inserter(tx);
  await insert('settings', { key: 'demo', value: '{}', updated_at: EARLY });
  await insert('audit_entries', { ...row(tenant), operation: 'seed', outcome: 'done' });
  const key = { account_id: stationA.account, key: randomUUID(), tenant_id: tenant, operation: 'seed' };
  await insert('idempotency_keys', { ...key, request_hash: '', created_at: EARLY });
  await insert('outbox', { tenant_id: tenant, topic: 'order', entity_id: order, payload: '{}', created_at: EARLY });
}
