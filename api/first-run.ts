/**
 * An installation without demo data begins with one authority and the account of its officer, whose password is made
 * here and told once, on the console of whoever installs.
 */
import { randomBytes } from 'node:crypto';
import { inTransaction, type Pool } from '@jiedui/db/connect.ts';
import { ancestorAt } from '@jiedui/shared/region/region.ts';
import type { Clock } from './clock.ts';
import type { DemoAccount } from './demo/demo-set.ts';
import { TIANSHUI_REGIONS } from './demo/regions-tianshui.ts';
import { installFirstAuthority } from './install.ts';
import { hasTenant } from './region/region.store.ts';

const LOGIN = 'bureau';
const PREFECTURE = '620500000000';

/** The account to tell, or null when the installation has begun before. */
export async function firstAccount(pool: Pool, authorityName: string, clock: Clock): Promise<DemoAccount | null> {
  if (await inTransaction(pool, { system: 'install' }, 'read', hasTenant)) return null;
  const password = `${randomBytes(9).toString('base64url')}-26`;
  const counties = TIANSHUI_REGIONS.filter(({ level }) => level === 'county').map(({ code }) =>
    ancestorAt(code, 'county'),
  );
  await installFirstAuthority(
    pool,
    {
      tenantName: authorityName,
      regions: TIANSHUI_REGIONS,
      kind: 'civil_affairs',
      name: authorityName,
      regionCode: PREFECTURE,
      jurisdiction: counties,
      login: LOGIN,
      officerName: `${authorityName}经办人`,
      password,
    },
    clock(),
  );
  return { roleZh: '主管单位', unit: authorityName, login: LOGIN, password };
}
