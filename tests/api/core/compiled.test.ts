/** What is easily lost without a sign: our client's queries run compiled. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compiledQuery } from '@jiedui/api/graphql.ts';
import { schema } from '@jiedui/api/schema.ts';
import { getOperationAST, parse } from 'graphql';
import { expect, test } from 'vitest';

const DOCUMENTS = join(import.meta.dirname, '../../../web/gql/persisted-documents.json');
const queries = Object.values(JSON.parse(readFileSync(DOCUMENTS, 'utf8')) as Record<string, string>)
  .map((text) => parse(text))
  .filter((document) => getOperationAST(document)?.operation === 'query')
  .map((document) => ({ document, name: getOperationAST(document)?.name?.value }));

test('our client has queries', () => {
  expect(queries.length).toBeGreaterThan(10);
});

test.each(queries)('$name compiles', ({ document, name }) => {
  expect(compiledQuery(schema, document, name)).toHaveProperty('query');
});

test('what does not compile says why', () => {
  const two = parse('query A { __typename } query B { __typename }');
  expect(compiledQuery(schema, two, undefined)).toHaveProperty('reasons');
});
