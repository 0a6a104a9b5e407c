/** All tests. Pure ones run without a database; the whole program (browser, faults) runs one file at a time, last. */
import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';

/** The very file that Node loads for the packages which are not bundled. */
const graphql = createRequire(new URL('./tests/package.json', import.meta.url)).resolve('graphql');

const cluster = './tests/kit/cluster.ts';

export default defineConfig({
  resolve: {
    // Two copies of graphql fail at run time with "another module or realm".
    alias: [{ find: /^graphql$/, replacement: graphql }],
  },
  test: {
    maxWorkers: 2,
    reporters: ['default'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          include: ['tests/{shared,house}/**/*.test.ts'],
          isolate: false, // nothing to keep apart: rules remember nothing
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: { name: 'web', include: ['tests/web/**/*.test.{ts,tsx}'], sequence: { groupOrder: 0 } },
      },
      {
        extends: true,
        test: {
          name: 'rooms',
          include: ['tests/{db,api,journey}/**/*.test.ts'],
          globalSetup: cluster,
          // Files keep apart by their databases; what the api remembers, it remembers for a pool or under random ids.
          // Reading it anew for each file took as long as the tests.
          isolate: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'whole',
          include: ['tests/fault/**/*.test.ts'],
          globalSetup: cluster,
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: [cluster, './tests/e2e/kit/server.ts'],
          // Each file has a product of its own; one that was named from outside is one for all.
          fileParallelism: !process.env.E2E_URL,
          testTimeout: 180_000,
          expect: { poll: { timeout: 30_000 } },
          hookTimeout: 180_000,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
