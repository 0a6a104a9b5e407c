/** The source files of the repository and what they import, for the tests of the house rules. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const PACKAGES = ['shared', 'db', 'api', 'web', 'tests'] as const;
export type Package = (typeof PACKAGES)[number];

export interface Source {
  /** From the root, with slashes: `api/order/order.store.ts`. */
  readonly path: string;
  readonly package: Package;
  readonly text: string;
  /** Files of the repository as paths from the root; other packages and Node's own modules by name. */
  readonly imports: readonly string[];
}

const NOT_OURS = new Set(['node_modules', 'dist', 'gql', 'migrations']);

export function readSources(): Source[] {
  return PACKAGES.flatMap((name) =>
    filesUnder(join(ROOT, name))
      .filter((path) => /\.tsx?$/.test(path))
      .map((absolute) => {
        const path = relative(ROOT, absolute).replaceAll('\\', '/');
        const text = readFileSync(absolute, 'utf8');
        return { path, package: name, text, imports: importsOf(path, text) };
      }),
  );
}

export function foldersUnder(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !NOT_OURS.has(entry.name))
    .flatMap((entry) => [join(folder, entry.name), ...foldersUnder(join(folder, entry.name))]);
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (NOT_OURS.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesUnder(path) : [path];
  });
}

/** `import … from`, `export … from`, `import '…'` and `import('…')`. */
const IMPORT =
  /(?:^|\n)\s*(?:import|export)\b[^'"`;]*?from\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

export function importsOf(path: string, text: string): string[] {
  return [...text.matchAll(IMPORT)].map(([, from, bare, dynamic]) => {
    const name = from ?? bare ?? dynamic ?? '';
    if (name.startsWith('.')) return join(dirname(path), name).replaceAll('\\', '/');
    if (name.startsWith('@jiedui/')) return name.replace('@jiedui/', '');
    return name;
  });
}

/** The text without comments and strings, for rules about code. A slash within a regular expression is left alone. */
export function codeOnly(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|[^:'"`\\])\/\/.*$/gm, '$1')
    .replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, "''");
}
