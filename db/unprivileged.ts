/**
 * Who runs PostgreSQL. It refuses to run as root, so for root another user is found (or made), and where that user may
 * not enter the folders in question, as under /root, the one capability to do so goes with it.
 */
import { type SpawnOptions, spawnSync } from 'node:child_process';
import { chownSync, existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StartRefused } from './refused.ts';

/** How to spawn a program as the chosen user. */
export interface Runner {
  readonly user: { readonly uid: number; readonly gid: number } | null;
  command(program: string, args: readonly string[]): [program: string, args: string[], options: SpawnOptions];
}

/** @param paths the folders and programs which the user must be able to enter or run */
export function findRunner(paths: readonly string[]): Runner {
  if (process.getuid?.() !== 0) {
    return { user: null, command: (program, args) => [program, [...args], {}] };
  }
  const user = lookUp('postgres') ?? makeUser() ?? lookUp('nobody');
  if (!user) {
    throw new StartRefused(
      '不能以 root 身份运行数据库，且无法创建系统用户 postgres。请先执行 useradd -r postgres，或改用普通用户启动。',
      'PostgreSQL cannot run as root and the system user "postgres" could not be created. Run "useradd -r postgres" first, or start as an ordinary user.',
    );
  }
  const options = { uid: user.uid, gid: user.gid };
  if (mayEnter(paths, (program, args) => [program, [...args], options])) {
    return { user, command: (program, args) => [program, [...args], options] };
  }
  const throughFolders: Runner['command'] = (program, args) => [
    'setpriv',
    [
      `--reuid=${user.uid}`,
      `--regid=${user.gid}`,
      '--clear-groups',
      '--inh-caps=+dac_override',
      '--ambient-caps=+dac_override',
      program,
      ...args,
    ],
    {},
  ];
  if (mayEnter(paths, throughFolders)) return { user, command: throughFolders };
  throw new StartRefused(
    `数据库以用户 ${user.uid} 运行，但无法进入目录 ${paths.map((path) => dirname(path)).join('、')}。请把程序和 DATA_DIR 放到该用户可进入的目录（例如 /opt/jiedui），或改用普通用户启动。`,
    `PostgreSQL runs as user ${user.uid}, who cannot enter ${paths.map((path) => dirname(path)).join(', ')}. Move the program and DATA_DIR to a folder open to that user (such as /opt/jiedui), or start as an ordinary user.`,
  );
}

/** Gives a folder and all in it to the user, unless it is theirs already. */
export function giveTo(user: NonNullable<Runner['user']>, folder: string): void {
  if (lstatSync(folder).uid === user.uid) return;
  for (const name of readdirSync(folder, { recursive: true })) lchown(join(folder, String(name)), user);
  lchown(folder, user);
}

function lchown(path: string, { uid, gid }: NonNullable<Runner['user']>): void {
  if (!lstatSync(path).isSymbolicLink()) chownSync(path, uid, gid);
}

function lookUp(name: string): Runner['user'] {
  if (!existsSync('/etc/passwd')) return null;
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null;
}

function makeUser(): Runner['user'] {
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'], { stdio: 'ignore' });
  return lookUp('postgres');
}

/** Tries it, as the user: access(2) as root tells nothing. */
function mayEnter(paths: readonly string[], command: Runner['command']): boolean {
  const [program, args, options] = command('/bin/sh', ['-c', 'for p do test -x "$p" || exit 1; done', 'sh', ...paths]);
  return spawnSync(program, args, { ...options, cwd: '/', stdio: 'ignore' } as object).status === 0;
}
