/**
 * One PostgreSQL for a run of the tests, with a migrated template to clone. TEST_DATABASE_URL names another server
 * instead: its user must own the database it names and have CREATEDB and CREATEROLE.
 */
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '@jiedui/db/embedded.ts';
import { migrate } from '@jiedui/db/migrate.ts';
import pg from 'pg';
import type { TestProject } from 'vitest/node';

export interface Cluster {
  /** May create databases. */
  readonly adminUrl: string;
  /** The owner of the template and of its clones. */
  readonly ownerUrl: string;
  readonly template: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    cluster: Cluster;
  }
}

interface Running {
  readonly cluster: Cluster;
  stop(): Promise<void>;
  users: number;
}

/** Several projects of one run share it; each loads this file anew, hence the global. */
const shared = globalThis as { jieduiTestCluster?: Promise<Running> };

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  shared.jieduiTestCluster ??= start();
  const running = await shared.jieduiTestCluster;
  running.users++;
  project.provide('cluster', running.cluster);
  return async () => {
    if (0 < --running.users) return;
    delete shared.jieduiTestCluster;
    await running.stop();
  };
}

async function start(): Promise<Running> {
  const prefix = `jiedui_test_${randomBytes(4).toString('hex')}`;
  const given = process.env.TEST_DATABASE_URL;
  if (given) {
    const cluster = await prepare(given, given, `${prefix}_template`);
    return { cluster, users: 0, stop: () => dropAll(given, prefix) };
  }
  const folder = mkdtempSync(join(tmpdir(), 'jiedui-test-'));
  chmodSync(folder, 0o755); // the user who runs PostgreSQL for root must get in
  const embedded = await startEmbedded(join(folder, 'data'), { volatile: true });
  return {
    cluster: await prepare(embedded.superuserUrl, embedded.url, `${prefix}_template`),
    users: 0,
    stop: async () => {
      await embedded.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function prepare(adminUrl: string, ownerUrl: string, template: string): Promise<Cluster> {
  await asAdmin(adminUrl, (client) => client.query(`create database ${template} owner ${new URL(ownerUrl).username}`));
  await migrate(databaseUrl(ownerUrl, template));
  return { adminUrl, ownerUrl, template };
}

async function dropAll(adminUrl: string, prefix: string): Promise<void> {
  await asAdmin(adminUrl, async (client) => {
    const { rows } = await client.query('select datname from pg_database where starts_with(datname, $1)', [prefix]);
    for (const { datname } of rows) await client.query(`drop database ${datname} with (force)`);
  });
}

export async function asAdmin<T>(adminUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export function databaseUrl(url: string, database: string): string {
  return Object.assign(new URL(url), { pathname: `/${database}` }).href;
}
