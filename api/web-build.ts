/**
 * Has the web client built when it is missing or older than its sources. The build runs in a process of its own: it
 * needs much memory once, and the server never again.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { lockInstance } from '@jiedui/db/instance-lock.ts';
import { StartRefused } from '@jiedui/db/refused.ts';
import { ending } from './ending.ts';

/** Made by the build, or none of its business. */
const NOT_SOURCES = new Set(['dist', 'gql', 'node_modules']);

/** @param web the folder of the web client; its build lies in `dist`, and the hash of what it was built from beside it */
export async function builtWeb(web: string): Promise<void> {
  const wanted = hashOfSources(web);
  while (!isBuilt(web, wanted)) {
    // Two processes that start together build once.
    const unlock = await lockInstance(web);
    if (!unlock) {
      await new Promise((resolve) => setTimeout(resolve, 300));
      continue;
    }
    try {
      console.log('正在生成网页（首次启动约需半分钟）……');
      await runBuild(web);
      writeFileSync(stampOf(web), wanted);
    } finally {
      unlock();
    }
  }
}

const stampOf = (web: string) => join(web, 'dist', '.sources');

function isBuilt(web: string, wanted: string): boolean {
  const made = [stampOf(web), join(web, 'gql', 'persisted-documents.json')].every((path) => existsSync(path));
  return made && readFileSync(stampOf(web), 'utf8') === wanted;
}

function hashOfSources(web: string): string {
  const root = join(web, '..');
  const hash = createHash('sha256');
  const files = [
    ...filesUnder(web),
    ...filesUnder(join(root, 'shared')),
    join(root, 'api', 'schema.graphql'),
    join(root, 'pnpm-lock.yaml'),
  ];
  for (const path of files.sort()) hash.update(`${relative(root, path)}\0`).update(readFileSync(path));
  return hash.digest('hex');
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (NOT_SOURCES.has(entry.name) || entry.name.startsWith('.')) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesUnder(path) : [path];
  });
}

function runBuild(web: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const builder = spawn(process.execPath, [join(web, 'build.ts')], {
      cwd: web,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    let ended = false;
    ending.add('web build', async () => ended || builder.kill('SIGKILL'));
    builder.once('error', reject);
    builder.once('exit', (code) => {
      ended = true;
      if (code === 0) return resolve();
      reject(
        new StartRefused(
          '网页生成失败，原因见上。请确认依赖完整（删除 node_modules 后重新启动），并有约 1 GB 可用内存。',
          'The web client could not be built; see above. Check that the dependencies are whole (delete node_modules and start again) and that about 1 GB of memory is free.',
        ),
      );
    });
  });
}
