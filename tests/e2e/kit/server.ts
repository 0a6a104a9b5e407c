/**
 * The product as `npm start` runs it, once for each worker that tests in the browser, so that files which run at the same
 * moment never meet: a process of its own on a fresh database, with the built web client and the demo data, taking only
 * its own client's documents as in production. E2E_URL names one that runs already; then one file runs at a time.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { asAdmin, type Cluster, databaseUrl } from '../../kit/cluster.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** One for each worker. */
    sites: readonly string[];
    /** Where the one test that hears a group robot may listen. */
    robotPort: number;
  }
}

const ROOT = join(import.meta.dirname, '..', '..', '..');
/** Long enough for the first build of the web client and the demo data on a busy machine. */
const START_MS = 600_000;

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.E2E_URL;
  if (given) {
    project.provide('sites', [given.replace(/\/$/, '')]);
    project.provide('robotPort', Number(process.env.E2E_ROBOT_PORT ?? 0));
    return async () => {};
  }
  const { cluster } = project.getProvidedContext();
  const robotPort = await freePort();
  project.provide('robotPort', robotPort);
  const starts = await Promise.allSettled(
    Array.from({ length: project.config.maxWorkers }, () => start(cluster, robotPort)),
  );
  const sites = starts.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const stop = async () => void (await Promise.all(sites.map((site) => site.stop())));
  const failed = starts.find((each) => each.status === 'rejected');
  if (failed) {
    await stop();
    throw failed.reason;
  }
  project.provide(
    'sites',
    sites.map(({ url }) => url),
  );
  return stop;
}

async function start(cluster: Cluster, robotPort: number): Promise<{ url: string; stop: () => Promise<void> }> {
  const database = await freshDatabase(cluster);
  const dataDir = mkdtempSync(join(tmpdir(), 'jiedui-e2e-'));
  const child = spawn(process.execPath, ['api/start.ts'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl(cluster.ownerUrl, database),
      DATA_DIR: dataDir,
      PORT: '0',
      HOST: '127.0.0.1',
      DEMO: 'tianshui',
      NODE_ENV: 'development',
      PERSISTED_ONLY: 'on',
      LOG_LEVEL: 'warn',
      SECRET_KEY: randomBytes(32).toString('hex'),
      WEBHOOK_HOSTS: `http://127.0.0.1:${robotPort}`,
    },
  });
  const stop = async () => {
    await ended(child);
    await asAdmin(cluster.adminUrl, (client) => client.query(`drop database if exists ${database} with (force)`));
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    return { url: await addressOf(child), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A port that nobody listens on. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = createServer();
    asked.once('error', reject);
    asked.listen(0, '127.0.0.1', () => {
      const { port } = asked.address() as AddressInfo;
      asked.close(() => resolve(port));
    });
  });
}

async function freshDatabase({ adminUrl, ownerUrl, template }: Cluster): Promise<string> {
  const name = `${template.replace('_template', '')}_e2e_${randomBytes(4).toString('hex')}`;
  const owner = new URL(ownerUrl).username;
  await asAdmin(adminUrl, (client) => client.query(`create database ${name} owner ${owner} template ${template}`));
  return name;
}

/** What it prints once it serves; an end before that is shown with what it said. */
function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(() => reject(new Error(`no server after ${START_MS} ms:\n${said}`)), START_MS);
    const hear = (chunk: Buffer) => {
      said += chunk;
      const address = /结对已启动：(http:\/\/[^\s/]+)\//.exec(said)?.[1];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve(address);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`the server ended with ${code} before it served:\n${said}`));
    });
  });
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
