/** A refusal that a page may get arrives with its code and its words: every document of ours asks for them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { REFUSALS } from '../../web/refusals.ts';

test('the client knows every refusal of the schema, so that none arrives without its words', () => {
  const schema = readFileSync(join(import.meta.dirname, '..', '..', 'api', 'schema.graphql'), 'utf8');
  const names = [...schema.matchAll(/^type (\w+) implements Refusal/gm)].map(([, name]) => name);
  expect(names.length).toBeGreaterThan(20);
  expect([...REFUSALS].sort()).toEqual(names.sort());
});
