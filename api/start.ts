/**
 * The whole start, as `npm start` does it: settings, database, migrations, demo data, web client, server. And the end of
 * it. What can go wrong on the way is said in one sentence with its remedy (StartRefused).
 */
import { createServer } from 'node:net';
import { join } from 'node:path';
import { openPool, type Pool } from '@jiedui/db/connect.ts';
import type { Logger } from 'pino';
import { requireWritable, startEmbedded } from '@jiedui/db/embedded.ts';
import { explainConnection } from '@jiedui/db/explain.ts';
import { migrate } from '@jiedui/db/migrate.ts';
import { codeOf, StartRefused } from '@jiedui/db/refused.ts';
import { systemClock } from './clock.ts';
import type { Hall } from './context.ts';
import { type Env, readEnv } from './env.ts';
import { ending } from './ending.ts';
import { openLog } from './log.ts';
import { builtWeb } from './web-build.ts';

const WEB = join(import.meta.dirname, '..', 'web');

try {
  await start(readEnv());
} catch (error) {
  await ending.fail(error);
}

async function start(env: Env): Promise<void> {
  const log = openLog(env.logLevel);
  await requireFreePort(env);
  requireWritable(env.dataDir);

  const url = env.databaseUrl ?? (await startOwnDatabase(env, (message) => log.warn(message)));
  await migrate(url).catch((error) => {
    throw (env.databaseUrl && explainConnection(error, url)) || error;
  });
  const pool = openPool({ url, role: 'jiedui_app', max: 20 });
  ending.add('pool', () => pool.end());
  const openPagePool = openPool({ url, role: 'jiedui_open', max: 4 });
  ending.add('open pool', () => openPagePool.end());

  const accounts = await beginning(env, pool, log);
  await builtWeb(WEB);

  const { buildApp } = await import('./app.ts');
  const { openLive } = await import('./hall/live.store.ts');
  const { CLEARING } = await import('./hall/clearing.ts');
  const { outboundOf } = await import('./hall/courier/open-outbound.ts');
  const { startCourier } = await import('./hall/courier/courier.ts');
  const { startRelay } = await import('./hall/relay.ts');
  const { startSchedule } = await import('./hall/schedule.ts');
  const { makingTexts } = await import('./hall/search/make-texts.ts');
  const { buildIndexes } = await import('./matching/online.ts');
  const { noticeListener } = await import('./report/notices.ts');
  const { clearingUploads } = await import('./report/import/uploads.ts');
  const { remindingTasks } = await import('./report/reminders.ts');
  const { clearingAlerts, searchAlertTask } = await import('./report/search-alerts.ts');
  const { fillOpenBoards, openBoardListener } = await import('./report/open-board.ts');
  const live = await openLive(pool, url, log);
  ending.add('live', () => live.close());
  const outbound = outboundOf(env);
  const hall: Hall = { pool, openPool: openPagePool, live, clock: systemClock, dataDir: env.dataDir, outbound };
  const relay = startRelay(hall, [noticeListener, openBoardListener(hall.clock)], log);
  ending.add('relay', () => relay.close());
  await fillOpenBoards(hall);
  const schedule = startSchedule(
    hall,
    [makingTexts(), ...remindingTasks(), searchAlertTask(), ...CLEARING, clearingAlerts, clearingUploads(env.dataDir)],
    log,
  );
  ending.add('schedule', () => schedule.close());
  void schedule.run();
  const courier = startCourier(hall, outbound, log);
  ending.add('courier', () => courier.close());
  // Whoever asks before it is there waits for it; so a start is not refused for its sake.
  await buildIndexes(pool, systemClock()).catch((error: unknown) =>
    log.warn({ err: error }, 'matching is not indexed yet'),
  );
  const app = await buildApp({
    hall,
    log,
    clock: systemClock,
    production: env.production,
    persistedOnly: env.persistedOnly,
    cookieSecure: env.cookieSecure,
    trustProxy: env.trustProxy,
    webDist: join(WEB, 'dist'),
    documentsPath: join(WEB, 'gql', 'persisted-documents.json'),
  });
  ending.add('server', () => app.close());
  await app.listen({ port: env.port, host: env.host }).catch((error) => {
    throw portRefused(error, env) ?? error;
  });
  const address = app.server.address();
  sayReady(env, typeof address === 'object' && address ? address.port : env.port, accounts);
}

/** The demo set, or else the one account with which an empty installation begins; told once, when it is made. */
async function beginning(env: Env, pool: Pool, log: Logger): Promise<Account[]> {
  if (env.demo !== 'none') {
    const { loadDemo } = await import('./demo/load.ts');
    return loadDemo({ pool, clock: systemClock, log, dataDir: env.dataDir });
  }
  const { firstAccount } = await import('./first-run.ts');
  const account = await firstAccount(pool, env.authorityName, systemClock);
  return account ? [account] : [];
}

async function startOwnDatabase(env: Env, log: (message: string) => void): Promise<string> {
  console.log('正在启动数据库……');
  const embedded = await startEmbedded(env.dataDir, { log });
  ending.add('database', () => embedded.stop());
  return embedded.url;
}

/** Asked first, because everything after it takes longer. */
async function requireFreePort(env: Env): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => reject(portRefused(error, env) ?? error));
    probe.listen({ port: env.port, host: env.host }, () => probe.close(() => resolve()));
  });
}

function portRefused(error: unknown, { host, port }: Env): StartRefused | null {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return new StartRefused(
        `端口 ${port} 已被其他程序占用。请停止那个程序，或换一个端口，例如 PORT=${port + 1} npm start。`,
        `Port ${port} is in use by another program. Stop that one, or choose another port, such as PORT=${port + 1} npm start.`,
        { cause: error },
      );
    case 'EACCES':
      return new StartRefused(
        `没有权限监听端口 ${port}。请换一个 1024 以上的端口，例如 PORT=8787 npm start。`,
        `Listening on port ${port} is not allowed. Choose a port above 1024, such as PORT=8787 npm start.`,
        { cause: error },
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new StartRefused(
        `本机没有地址 ${host}。请把 HOST 改为 127.0.0.1（仅本机）或 0.0.0.0（所有网卡）。`,
        `This machine has no address ${host}. Set HOST to 127.0.0.1 (this machine only) or 0.0.0.0 (every network).`,
        { cause: error },
      );
    default:
      return null;
  }
}

interface Account {
  readonly roleZh: string;
  readonly unit: string;
  readonly login: string;
  readonly password: string;
}

function sayReady(env: Env, port: number, accounts: readonly Account[]): void {
  const host = ['0.0.0.0', '::'].includes(env.host) ? 'localhost' : env.host.includes(':') ? `[${env.host}]` : env.host;
  console.log(`\n结对已启动：http://${host}:${port}/`);
  console.log(`  手机页面 /m/（社工站、社会组织）  桌面页面 /d/（主管单位）  公开页面 /o/`);
  if (0 < accounts.length) {
    console.log(env.demo === 'none' ? '\n首个账号（密码只显示这一次，请立即记下）：' : '\n演示账号：');
    const rows = accounts.map(({ roleZh, unit, login, password }) => [roleZh, unit, login, password]);
    for (const line of table([['角色', '单位', '账号', '密码'], ...rows])) console.log(`  ${line}`);
  }
  console.log('\n按 Ctrl-C 停止。');
}

/** Columns of text; a Chinese character is two columns wide in a terminal. */
function table(rows: readonly string[][]): string[] {
  const width = (text: string) => [...text].reduce((sum, character) => sum + (/[⺀-￦]/u.test(character) ? 2 : 1), 0);
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => width(row[column] ?? ''))));
  return rows.map((row) =>
    row
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - width(cell) + 2))
      .join('')
      .trimEnd(),
  );
}
