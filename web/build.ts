/** Builds the web client into web/dist: code generation, then Vite. `node web/build.ts` runs it by hand. */
import { dirname, join } from 'node:path';
import { env } from 'node:process';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { generateDocuments } from './codegen.ts';

const here = dirname(fileURLToPath(import.meta.url));

/** @param outDir where it goes; web/dist unless told otherwise */
export async function buildWeb(outDir = join(here, 'dist')): Promise<void> {
  await generateDocuments();
  // Vite would bundle React's slow development half for anybody whose shell (or test runner) says otherwise.
  env['NODE_ENV'] = 'production';
  await build({ configFile: join(here, 'vite.config.ts'), logLevel: 'warn', build: { outDir } });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildWeb();
