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
        test: { name: 'pure', include: ['tests/{shared,web,house}/**/*.test.{ts,tsx}'], sequence: { groupOrder: 0 } },
      },
      {
        extends: true,
        test: {
          name: 'rooms',
          include: ['tests/{db,api,journey}/**/*.test.ts'],
          globalSetup: cluster,
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
          fileParallelism: false,
          testTimeout: 180_000,
          expect: { poll: { timeout: 30_000 } },
          hookTimeout: 180_000,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
