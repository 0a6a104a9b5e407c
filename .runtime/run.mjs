// What `npm start` and `npm test` call: makes sure of a Node that can run this product, and of the dependencies, and
// then becomes the given script. Plain JavaScript without dependencies, for any Node from 20 on.
//
//   node .runtime/run.mjs api/start.ts
//
// A service manager should call this, or Node itself, and not `npm start`: npm does not pass SIGTERM on.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const windows = process.platform === 'win32';
const startedByNpm = process.env.npm_lifecycle_event !== undefined;

const env = environment();
const node = findNode();
env.PATH = [dirname(node), env.PATH].join(delimiter);
installDependencies();
env.PATH = [join(root, 'node_modules', '.bin'), env.PATH].join(delimiter);
become(node, process.argv.slice(2));

/** Ours without what npm adds for its own script, which would steer the npm and npx called below. */
function environment() {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^npm_(lifecycle|package|command|node_execpath|execpath|config_(yes|local_prefix))/.test(name),
  );
  return {
    INIT_CWD: process.cwd(),
    ...Object.fromEntries(kept),
    npm_config_update_notifier: 'false',
    npm_config_fund: 'false',
  };
}

/** Type stripping is on by default and crypto.argon2 exists from 24.7 and in 26. */
function findNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if ((major === 24 && 7 <= minor) || 26 <= major) return process.execPath;
  const name = `node-${windows ? 'win' : process.platform}-${process.arch}`;
  const program = join(here, 'node_modules', name, 'bin', windows ? 'node.exe' : 'node');
  if (existsSync(program)) return program;
  const { optionalDependencies } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));
  if (!(name in optionalDependencies)) {
    stop(
      `当前 Node 版本为 ${process.version}，需要 24.7 以上（24 系列）或 26 以上。请从 https://nodejs.org 安装 Node 24 后重试。`,
      `This is Node ${process.version}; Node 24.7 or newer in 24, or 26 or newer, is needed. Install Node 24 from https://nodejs.org and try again.`,
    );
  }
  console.error(`Node ${process.version} 版本较旧，正在下载 Node ${optionalDependencies[name]}（仅用于本项目）……`);
  const command = ['ci', '--prefix', here, '--no-audit', '--loglevel=error'];
  if (!run('npm', command) || !existsSync(program)) {
    stop(
      'Node 24 下载失败。请检查网络或 npm 镜像设置后重试，或自行安装 Node 24。',
      'Node 24 could not be downloaded. Check the network or the npm registry setting and try again, or install Node 24 yourself.',
    );
  }
  return program;
}

/** Only when the lock file differs from the one last installed. */
function installDependencies() {
  const stamp = join(root, 'node_modules', '.installed');
  const inputs = ['pnpm-lock.yaml', 'pnpm-workspace.yaml'].map((name) => readFileSync(join(root, name)));
  const wanted = createHash('sha256').update(Buffer.concat(inputs)).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.error('正在安装依赖……');
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  if (!run('npx', ['--yes', packageManager, 'install', '--frozen-lockfile'])) {
    stop(
      '依赖安装失败。请检查网络或 npm 镜像设置后重试。',
      'The dependencies could not be installed. Check the network or the npm registry setting and try again.',
    );
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

/** Its words go to stderr: stdout belongs to the script, which may print something to be read by a program. */
function run(command, args) {
  const stdio = ['inherit', process.stderr, 'inherit'];
  return spawnSync(command, args, { cwd: root, env, stdio, shell: windows }).status === 0;
}

/** The real Node, with no npx or shell between, so that signals and the exit code arrive. */
function become(program, args) {
  // The channel carries no message: its end tells the script that we are gone, even if we were killed.
  const child = spawn(program, args, { cwd: root, env, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
  if (startedByNpm) {
    const parent = process.ppid; // npm ends on SIGTERM without a word to us
    setInterval(() => process.ppid === parent || child.kill('SIGTERM'), 500).unref();
  }
}

function stop(zh, en) {
  console.error(`${zh}\n${en}`);
  process.exit(1);
}
