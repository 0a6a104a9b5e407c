/**
 * The product as `npm start` runs it, once for each file that tests in the browser, so that no file finds what another left:
 * a process of its own on a copy of the database that a first start filled with the demo data, with the built web client,
 * taking only its own client's documents as in production. Files borrow it from here, over HTTP, because they run in other
 * processes. E2E_URL names one that runs already; then one file runs at a time.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { asAdmin, type Cluster, databaseUrl } from '../../kit/cluster.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Who starts a product for a file; null with one that was named from outside. */
    lender: string | null;
    /** The one that was named from outside. */
    given: string | null;
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
    project.provide('lender', null);
    project.provide('given', given.replace(/\/$/, ''));
    project.provide('robotPort', Number(process.env.E2E_ROBOT_PORT ?? 0));
    return async () => {};
  }
  const { cluster } = project.getProvidedContext();
  const robotPort = await freePort();
  const common = { ...process.env, SECRET_KEY: randomBytes(32).toString('hex'), ROBOT_PORT: String(robotPort) };
  const first = await firstProduct(cluster, common);
  const lent = new Map<string, Promise<Product>>();
  /** GET starts one and answers its address; DELETE with that address ends it. */
  const lender = createHttpServer(async (request, response) => {
    try {
      if (request.method === 'DELETE') {
        const url = decodeURIComponent((request.url ?? '').slice(1));
        await (await lent.get(url))?.stop();
        lent.delete(url);
        response.end();
        return;
      }
      const product = await start(cluster, common, first);
      lent.set(product.url, Promise.resolve(product));
      response.end(product.url);
    } catch (error) {
      response.statusCode = 500;
      response.end(String(error));
    }
  });
  await new Promise<void>((resolve) => lender.listen(0, '127.0.0.1', resolve));
  project.provide('given', null);
  project.provide('lender', `http://127.0.0.1:${(lender.address() as AddressInfo).port}`);
  project.provide('robotPort', robotPort);
  return async () => {
    lender.close();
    for (const product of lent.values()) await (await product).stop();
    await first.remove();
  };
}

interface Product {
  readonly url: string;
  stop(): Promise<void>;
}

/** What the first start made, to be copied: a database with the demo data, and the files that belong to it. */
interface First {
  readonly database: string;
  readonly dataDir: string;
  remove(): Promise<void>;
}

/** Starts once, so that the demo data and the web client are made, and ends. */
async function firstProduct(cluster: Cluster, common: NodeJS.ProcessEnv): Promise<First> {
  const database = await freshDatabase(cluster, cluster.template);
  const dataDir = mkdtempSync(join(tmpdir(), 'jiedui-e2e-'));
  const remove = async () => {
    await dropDatabase(cluster, database);
    rmSync(dataDir, { recursive: true, force: true });
  };
  const child = run(cluster, common, database, dataDir);
  try {
    await addressOf(child);
    await ended(child);
    return { database, dataDir, remove };
  } catch (error) {
    await ended(child);
    await remove();
    throw error;
  }
}

async function start(cluster: Cluster, common: NodeJS.ProcessEnv, first: First): Promise<Product> {
  const database = await freshDatabase(cluster, first.database);
  const dataDir = mkdtempSync(join(tmpdir(), 'jiedui-e2e-'));
  cpSync(first.dataDir, dataDir, { recursive: true });
  const child = run(cluster, common, database, dataDir);
  const stop = async () => {
    await ended(child);
    await dropDatabase(cluster, database);
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    return { url: await addressOf(child), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function run(cluster: Cluster, common: NodeJS.ProcessEnv, database: string, dataDir: string): ChildProcess {
  const { ROBOT_PORT: robotPort, ...environment } = common;
  return spawn(process.execPath, ['api/start.ts'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...environment,
      DATABASE_URL: databaseUrl(cluster.ownerUrl, database),
      DATA_DIR: dataDir,
      PORT: '0',
      HOST: '127.0.0.1',
      DEMO: 'tianshui',
      NODE_ENV: 'development',
      PERSISTED_ONLY: 'on',
      LOG_LEVEL: 'warn',
      WEBHOOK_HOSTS: `http://127.0.0.1:${robotPort}`,
    },
  });
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

async function freshDatabase({ adminUrl, ownerUrl, template }: Cluster, like: string): Promise<string> {
  const name = `${template.replace('_template', '')}_e2e_${randomBytes(4).toString('hex')}`;
  const owner = new URL(ownerUrl).username;
  await asAdmin(adminUrl, (client) => client.query(`create database ${name} owner ${owner} template ${like}`));
  return name;
}

const dropDatabase = ({ adminUrl }: Cluster, database: string) =>
  asAdmin(adminUrl, (client) => client.query(`drop database if exists ${database} with (force)`));

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
