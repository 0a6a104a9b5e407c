/** Builds the web client into web/dist: code generation, then Vite. `node web/build.ts` runs it by hand. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { generateDocuments } from './codegen.ts';

const here = dirname(fileURLToPath(import.meta.url));

export async function buildWeb(): Promise<void> {
  await generateDocuments();
  await build({ configFile: join(here, 'vite.config.ts'), logLevel: 'warn' });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildWeb();
