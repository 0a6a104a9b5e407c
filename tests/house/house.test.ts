/** The rules of the house, kept by tests: who imports whom, where SQL is, where time and the environment are read. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  codeOnly,
  foldersUnder,
  importsOf,
  PACKAGES,
  type Package,
  ROOT,
  readSources,
  type Source,
} from '../kit/sources.ts';

/** In the order in which an order lives: a room uses rooms before it, never after it. */
const ROOMS = [
  'region',
  'account',
  'taxonomy',
  'station',
  'organization',
  'offer',
  'order',
  'matching',
  'claim',
  'pairing',
  'service',
  'review',
  'ledger',
  'dispatch',
  'supervision',
  'evaluation',
  'commendation',
  'exchange',
  'report',
];

const MAY_IMPORT: Record<Package, readonly Package[]> = {
  shared: [],
  db: ['shared'],
  api: ['shared', 'db'],
  web: ['shared'],
  tests: ['shared', 'db', 'api', 'web', 'tests'],
};

const sources = readSources();
const byPath = new Map(sources.map((source) => [source.path, source]));
const product = sources.filter((source) => source.package !== 'tests');

const packageOf = (path: string) => PACKAGES.find((name) => path.startsWith(`${name}/`));

/** The room of a file: `order` of `api/order/order.store.ts`, `shared/order/order.ts`, `db/schema/order.ts`, `web/phone/order/…`. */
function roomOf(path: string): string | undefined {
  const parts = path.replace(/\.tsx?$/, '').split('/');
  const depth = { shared: 1, api: 1, db: 2, web: 2, tests: 2 }[parts[0] as Package];
  return ROOMS.find((room) => parts[depth] === room);
}

function offences(of: readonly Source[], find: (source: Source) => readonly string[]): string[] {
  return of.flatMap((source) => find(source).map((offence) => `${source.path}: ${offence}`));
}

describe('imports', () => {
  it('are found by these tests', () => {
    const text =
      "import a from './b.ts';\nimport {\n  type c,\n} from '@jiedui/shared/order/order.ts';\nexport { d } from 'e';\nawait import('../f.ts');";
    expect(importsOf('api/order/x.ts', text)).toEqual(['api/order/b.ts', 'shared/order/order.ts', 'e', 'api/f.ts']);
    expect(sources.length).toBeGreaterThan(60);
  });

  it('go shared <- db <- api, web -> shared, and nothing imports tests', () => {
    expect(
      offences(sources, (source) =>
        source.imports.filter((target) => {
          const name = packageOf(target);
          return name !== undefined && name !== source.package && !MAY_IMPORT[source.package].includes(name);
        }),
      ),
    ).toEqual([]);
  });

  it('reach other packages only through what package.json names', () => {
    for (const name of PACKAGES) {
      const { dependencies = {}, devDependencies = {} } = JSON.parse(
        readFileSync(join(ROOT, name, 'package.json'), 'utf8'),
      );
      const known = Object.keys({ ...dependencies, ...devDependencies });
      const used = sources
        .filter((source) => source.package === name)
        .flatMap(({ imports }) => imports)
        .filter((target) => /^[@a-z]/.test(target) && !target.startsWith('node:') && !packageOf(target))
        .map((target) =>
          target
            .split('/')
            .slice(0, target.startsWith('@') ? 2 : 1)
            .join('/'),
        );
      expect(
        [...new Set(used)].filter((target) => !known.includes(target)),
        name,
      ).toEqual([]);
    }
  });

  it('point backwards: a room uses only rooms before it', () => {
    expect(
      offences(product, (source) => {
        const room = roomOf(source.path);
        if (!room) return [];
        return source.imports.filter((target) => {
          const other = packageOf(target) && roomOf(target);
          return other !== undefined && ROOMS.indexOf(room) < ROOMS.indexOf(other as string);
        });
      }),
    ).toEqual([]);
  });

  it('have no cycle', () => {
    const state = new Map<string, 'open' | 'done'>();
    const cycles: string[] = [];
    const visit = (path: string, trail: readonly string[]): void => {
      if (state.get(path) === 'done') return;
      if (state.get(path) === 'open') {
        cycles.push([...trail.slice(trail.indexOf(path)), path].join(' -> '));
        return;
      }
      state.set(path, 'open');
      for (const target of runtimeImports(path)) if (byPath.has(target)) visit(target, [...trail, path]);
      state.set(path, 'done');
    };
    for (const { path } of product) visit(path, []);
    expect(cycles).toEqual([]);
  });

  it('of antd are on the desk only', () => {
    const offenders = offences(
      product.filter(({ path }) => !path.startsWith('web/desk/')),
      ({ imports }) => imports.filter((target) => /^(antd|@ant-design)(\/|$)/.test(target)),
    );
    expect(offenders).toEqual([]);
  });
});

/** A type may know about what is above it; only values make a cycle. */
function runtimeImports(path: string): string[] {
  const text = (byPath.get(path)?.text ?? '').replace(
    /(^|\n)\s*(import|export)\s+type\b[^;]*?from\s*['"][^'"]+['"];?/g,
    '',
  );
  return importsOf(path, text);
}

describe('shared', () => {
  const shared = product.filter((source) => source.package === 'shared');

  it('depends on nothing', () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(join(ROOT, 'shared/package.json'), 'utf8'));
    expect({ dependencies, devDependencies }).toEqual({});
    expect(offences(shared, ({ imports }) => imports.filter((target) => packageOf(target) !== 'shared'))).toEqual([]);
  });

  it('has no randomness, no process, no timers', () => {
    expect(
      offences(
        shared,
        ({ text }) =>
          codeOnly(text).match(/\b(Math\.random|process\.|setTimeout|setInterval|fetch\(|console\.)/g) ?? [],
      ),
    ).toEqual([]);
  });
});

describe('each thing has one place', () => {
  const within = (prefix: string) => product.filter(({ path }) => path.startsWith(prefix));

  it('SQL is in stores and in db', () => {
    const sqlWords = /\b(select\s+[\w*"'(]|insert\s+into\s|update\s+\w+\s+set\s|delete\s+from\s)/i;
    const offenders = within('api/').filter(({ path, text, imports }) => {
      if (path.endsWith('.store.ts')) return false;
      const strings =
        text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '').match(/'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g) ?? [];
      return (
        imports.some((target) => target.startsWith('drizzle-orm') || target === 'pg') ||
        strings.some((s) => sqlWords.test(s))
      );
    });
    expect(offenders.map(({ path }) => path)).toEqual([]);
  });

  it('the environment is read in api/env.ts', () => {
    const readers = product.filter(({ text }) => /\bprocess\.env\b/.test(codeOnly(text)));
    expect(readers.map(({ path }) => path)).toEqual(['api/env.ts']);
  });

  it('the time of day is read in api/clock.ts', () => {
    const readers = [...within('shared/'), ...within('api/')].filter(({ text }) =>
      /\bnew Date\(\s*\)|\bDate\.now\(/.test(codeOnly(text)),
    );
    expect(readers.map(({ path }) => path)).toEqual(['api/clock.ts']);
  });

  it('there is no drawer for odds and ends, and no barrel', () => {
    const drawers = PACKAGES.flatMap((name) => foldersUnder(name)).filter((path) =>
      /(^|\/)(utils?|lib|common|helpers?|types)$/.test(path),
    );
    expect(drawers).toEqual([]);
    expect(sources.filter(({ path }) => /(^|\/)index\.tsx?$/.test(path)).map(({ path }) => path)).toEqual([]);
  });

  it('every file begins by saying what it is', () => {
    expect(sources.filter(({ text }) => !/^(#!.*\n)?\/[/*]/.test(text)).map(({ path }) => path)).toEqual([]);
  });
});
