/** A database of one's own for a test file: a clone of the migrated template, made in about a tenth of a second. */
import { randomBytes } from 'node:crypto';
import { type DbRole, openPool } from '@jiedui/db/connect.ts';
import type pg from 'pg';
import { inject } from 'vitest';
import { asAdmin, databaseUrl } from './cluster.ts';

export interface TestDatabase {
  /** As its owner, who migrates; give it to the program under test as DATABASE_URL. */
  readonly url: string;
  /** As the application sees it (role jiedui_app). */
  readonly pool: pg.Pool;
  /** Another pool, closed with the rest. */
  openPool(role: DbRole | null, max?: number): pg.Pool;
  /** Closes every pool and drops the database: for `afterAll`. */
  close(): Promise<void>;
}

/** @param options.migrated false for an empty database */
export async function testDatabase(options: { migrated?: boolean } = {}): Promise<TestDatabase> {
  const { adminUrl, ownerUrl, template } = inject('cluster');
  const name = `${template.replace('_template', '')}_${randomBytes(6).toString('hex')}`;
  const source = (options.migrated ?? true) ? `template ${template} strategy file_copy` : '';
  await asAdmin(adminUrl, (client) =>
    client.query(`create database ${name} owner ${new URL(ownerUrl).username} ${source}`),
  );
  const url = databaseUrl(ownerUrl, name);
  const pools: pg.Pool[] = [];
  const open = (role: DbRole | null, max = 10) => {
    const pool = openPool({ url, role, max });
    pools.push(pool);
    return pool;
  };
  return {
    url,
    pool: open('jiedui_app'),
    openPool: open,
    close: async () => {
      await Promise.all(pools.map((pool) => pool.end()));
      await asAdmin(adminUrl, (client) => client.query(`drop database if exists ${name} with (force)`));
    },
  };
}
