/** What can go wrong at the start and at the end, with the real program: one clear sentence, no orphan, no lost stream. */
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installFirstAuthority } from '@jiedui/api/install.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../kit/database.ts';
import { type Ended, type Program, startProgram, takePort } from '../kit/program.ts';

let database: TestDatabase;
let folder: string;
const started: Program[] = [];

beforeAll(async () => {
  database = await testDatabase();
  folder = mkdtempSync(join(tmpdir(), 'jiedui-start-'));
  chmodSync(folder, 0o755);
});
afterAll(async () => {
  for (const { process } of started) process.kill('SIGKILL');
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

function start(env: Record<string, string>): Program {
  const program = startProgram({ DATA_DIR: join(folder, 'data'), ...env });
  started.push(program);
  return program;
}

/** Exit code 1 and words for people, Chinese and English, without a stack. */
function expectRefusal({ code, words }: Ended, ...parts: (string | RegExp)[]): void {
  expect(code, words).toBe(1);
  for (const part of parts) expect(words).toMatch(part);
  expect(words).not.toMatch(/^\s+at .+:\d+:\d+/m);
  expect(words).toMatch(/。/);
}

describe('a start that cannot be', () => {
  it('names every wrong setting at once, and no password', async () => {
    const end = await start({ PORT: 'abc', DEMO: 'mars', LOG_LEVEL: 'loud', DATABASE_URL: 'mysql://u:secret@h/x' })
      .ended;
    expectRefusal({ ...end, words: `${end.words}。` }, /PORT "abc"/, /DEMO "mars"/, /LOG_LEVEL "loud"/, /DATABASE_URL/);
    expect(end.words).not.toContain('secret');
  });

  it('says that the port is in use', async () => {
    const { port, free } = await takePort();
    const end = await start({ PORT: String(port) }).ended;
    free();
    expectRefusal(end, `端口 ${port} 已被其他程序占用`, `Port ${port} is in use`);
  });

  it('says that the data folder is not writable', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    expectRefusal(await start({ DATA_DIR: join(file, 'data') }).ended, '不可写', 'is not writable');
  });

  it('says what is wrong with DATABASE_URL', async () => {
    const url = (change: Partial<URL>) => Object.assign(new URL(database.url), change).href;
    const { port, free } = await takePort();
    free();
    const ends = await Promise.all([
      start({ DATABASE_URL: url({ port: String(port) }) }).ended,
      start({ DATABASE_URL: url({ password: 'wrong' }) }).ended,
      start({ DATABASE_URL: url({ pathname: '/nowhere' }) }).ended,
    ]);
    expectRefusal(ends[0], '无法连接数据库服务器', 'cannot be reached');
    expectRefusal(ends[1], '拒绝了用户', 'refused user');
    expectRefusal(ends[2], '没有名为 nowhere 的数据库', 'There is no database "nowhere"');
    for (const { words } of ends) expect(words).not.toContain(new URL(database.url).password);
  });
});

describe('the embedded database', { timeout: 300_000 }, () => {
  it('serves one instance, outlives no process, and starts again after a kill', async () => {
    const first = start({});
    await first.ready;
    const server = postmaster();
    expect(isAlive(server)).toBe(true);

    expectRefusal(await start({}).ended, '正被另一个结对进程使用', 'in use by another running Jiedui');

    first.process.kill('SIGKILL');
    await first.ended;
    await until(() => !isAlive(server), 10_000);

    const beganMs = performance.now();
    const second = start({});
    await second.ready;
    console.log(`second start: ${Math.round(performance.now() - beganMs)} ms`);

    const again = postmaster();
    process.kill(again, 'SIGKILL'); // PostgreSQL alone dies: it is started again beneath us
    await until(() => postmaster() !== again && isAlive(postmaster()), 30_000);
    await until(async () => (await fetch(new URL('/readyz', await second.ready))).ok, 30_000);

    const last = postmaster();
    second.process.kill('SIGINT');
    expect(await second.ended).toMatchObject({ code: 0, signal: null });
    expect(isAlive(last)).toBe(false);
  });

  const postmaster = () => Number(readFileSync(join(folder, 'data/pg/postmaster.pid'), 'utf8').split('\n')[0]);
});

describe('SIGTERM', () => {
  it('ends the program within three seconds, with a stream open', async () => {
    await installFirstAuthority(
      database.pool,
      {
        tenantName: '天水',
        regions: [
          {
            code: '620500000000',
            name: '天水市',
            level: 'prefecture',
            parentCode: null,
            aliases: [],
            validFrom: null,
            validTo: null,
          },
        ],
        kind: 'civil_affairs',
        name: '天水市民政局',
        regionCode: '620500000000',
        jurisdiction: ['620500000000'],
        login: 'bureau',
        officerName: '王敏',
        password: 'a long pass phrase 1',
      },
      new Date(),
    );
    const program = start({ DATABASE_URL: database.url });
    const address = await program.ready;
    const answer = await fetch(new URL('/graphql', address), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-jiedui': '1' },
      body: JSON.stringify({
        query: 'mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }',
        variables: { input: { clientMutationId: randomUUID(), login: 'bureau', password: 'a long pass phrase 1' } },
      }),
    });
    expect(await answer.json()).toEqual({ data: { signIn: { __typename: 'SignedIn' } } });
    const cookie = answer.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
    const stream = await fetch(new URL('/live', address), { headers: { cookie } });
    expect(stream.headers.get('content-type')).toMatch('text/event-stream');
    const closed = stream.text();

    const beganMs = performance.now();
    program.process.kill('SIGTERM');
    const end = await program.ended;
    const tookMs = performance.now() - beganMs;
    expect(end).toMatchObject({ code: 0, signal: null });
    expect(await closed).toMatch(/^retry: /);
    console.log(`end with an open stream: ${Math.round(tookMs)} ms`);
    expect(tookMs).toBeLessThan(3_000);
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

async function until(holds: () => boolean | Promise<boolean>, withinMs: number): Promise<void> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    if (
      await Promise.resolve()
        .then(holds)
        .catch(() => false)
    )
      return;
    if (deadline < performance.now()) throw new Error('did not come true in time');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
