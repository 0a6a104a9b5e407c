/** What a phone downloads before it shows a page, and that antd stays on the desk. Reads the client as the program serves it, built when its sources have changed. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';

interface Chunk {
  readonly file: string;
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
}

const KB = 1024;
const root = join(import.meta.dirname, '../..');
const dist = join(root, 'web', 'dist');
let manifest: Record<string, Chunk> = {};

beforeAll(() => {
  const build = `await (await import('./api/web-build.ts')).builtWeb(${JSON.stringify(join(root, 'web'))})`;
  execFileSync(process.execPath, ['--input-type=module', '-e', build], { cwd: root, stdio: 'pipe' });
  manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>;
}, 180_000);

/** The files that the browser has loaded when the entry runs: the entry, what it imports, and their styles. */
function filesOf(entry: string, files = new Set<string>()): Set<string> {
  const chunk = manifest[entry];
  if (chunk === undefined) throw new Error(`no ${entry} in the build`);
  if (files.has(chunk.file)) return files;
  files.add(chunk.file);
  for (const css of chunk.css ?? []) files.add(css);
  for (const name of chunk.imports ?? []) filesOf(name, files);
  return files;
}

/** All that a face may ever load. */
function everythingOf(entry: string, seen = new Set<string>()): Set<string> {
  if (seen.has(entry)) return seen;
  seen.add(entry);
  for (const name of [...(manifest[entry]?.imports ?? []), ...(manifest[entry]?.dynamicImports ?? [])])
    everythingOf(name, seen);
  return seen;
}

const sizes = new Map<string, number>();
function sizeOf(file: string): number {
  const size = sizes.get(file) ?? gzipSync(readFileSync(join(dist, file)), { level: 9 }).length;
  sizes.set(file, size);
  return size;
}
const gzipped = (files: Iterable<string>) => [...files].reduce((sum, file) => sum + sizeOf(file), 0);

describe('the build', () => {
  it('opens the phone within 130 KB', () => {
    expect(gzipped(filesOf('phone/index.html')) / KB).toBeLessThanOrEqual(130);
  });

  it('opens every page of the phone within 150 KB', () => {
    const pages = Object.keys(manifest).filter((name) => /^phone\/.*Page\.tsx$/.test(name));
    expect(pages.length).toBeGreaterThan(10);
    const heavy = pages
      .map((page) => ({ page, kb: Math.round(gzipped(filesOf(page, filesOf('phone/index.html'))) / KB) }))
      .filter(({ kb }) => kb > 150);
    expect(heavy).toEqual([]);
  });

  it('keeps antd out of the phone and of the public pages', () => {
    const withAntd = (face: string) =>
      [...everythingOf(`${face}/index.html`)].filter((name) =>
        /ant-(btn|table|modal)|anticon/.test(readFileSync(join(dist, manifest[name]?.file ?? ''), 'utf8')),
      );
    // The desk has it, or this test would look for the wrong words.
    expect(withAntd('desk')).not.toEqual([]);
    expect(withAntd('phone')).toEqual([]);
    expect(withAntd('open')).toEqual([]);
  });

  it('needs nothing inline: the content security policy allows none', () => {
    for (const face of ['phone', 'desk', 'open']) {
      const html = readFileSync(join(dist, face, 'index.html'), 'utf8');
      expect(html).not.toMatch(/<style|<script(?![^>]*\bsrc=)|\son\w+=|\sstyle=/);
    }
    for (const file of readdirSync(join(dist, 'assets')).filter((name) => name.endsWith('.css'))) {
      expect(readFileSync(join(dist, 'assets', file), 'utf8')).not.toContain('data:font');
    }
  });
});
