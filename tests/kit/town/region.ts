/** A bureau over a county bureau and its neighbour; the bureau of another tenant. */
import { randomUUID } from 'node:crypto';
import type { OpenTx } from '@jiedui/db/connect.ts';
import { EARLY, inserter, row } from './rows.ts';

export async function seedRegions(tx: OpenTx) {
  const insert = inserter(tx);
  await insert('regions', { code: '620503000000', name: '麦积区', level: 'county' });
  await insert('regions', { code: '620503102000', name: '社棠镇', level: 'township', parent_code: '620503000000' });

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
  return { tenant, otherTenant, bureauId, countyId, besideId, otherBureauId, programme };

  function authority(tenantId: string, name: string, parent: string | null) {
    const values = { ...row(tenantId), kind: 'civil_affairs', name, region_code: '620503000000', parent_id: parent };
    return insert('authorities', values);
  }
}
