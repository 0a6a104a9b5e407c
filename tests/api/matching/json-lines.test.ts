/** Lines of a JSON text: told for every value, and for exactly the texts that JSON.parse refuses. */
import { lineOfValue, syntaxFault } from '@jiedui/api/matching/json-lines.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const TEXT = `{
  "orders": [
    { "id": "o1" },
    { "id":
      "o\\n2" }
  ], "edges": [],
  "a\\"b": { "": [[1], [2,
    3]] }
}`;

test.each<[(string | number)[], number]>([
  [[], 1],
  [['orders'], 2],
  [['orders', 0], 3],
  [['orders', 0, 'id'], 3],
  [['orders', 1], 4],
  [['orders', 1, 'id'], 5],
  [['edges'], 6],
  [['a"b', '', 1, 0], 7],
  [['a"b', '', 1, 1], 8],
])('%j stands on line %i', (path, line) => expect(lineOfValue(TEXT, path)).toBe(line));

test('of what is not there, the nearest parent is told', () => {
  expect(lineOfValue(TEXT, ['orders', 1, 'seats'])).toBe(4);
  expect(lineOfValue(TEXT, ['pins'])).toBe(1);
});

test('of a name that is there twice, the last is told, which is the one that counts', () => {
  expect(lineOfValue('{"id":1,\n"id":2}', ['id'])).toBe(2);
});

test.each<[string, number, (string | number)[], string]>([
  ['', 1, [], ''],
  ['{"edges":[{"score":1},\n{"score":NaN}]}', 2, ['edges', 1, 'score'], 'NaN'],
  ['{"edges":[{"score":-Infinity}]}', 1, ['edges', 0, 'score'], '-Infinity'],
  ['{"edges":[{"score":01}]}', 1, ['edges', 0, 'score'], '1'],
  ['[1,\n2,\n]', 3, [2], ']'],
  ['{"a":1,\n}', 2, ['a'], '}'],
  ['[1\n2]', 2, [0], '2'],
  ['{"a"\n1}', 2, ['a'], '1'],
  ["{'a':1}", 1, [''], "'a'"],
  ['[\n"a\nb"]', 2, [0], '"a'],
  ['[1]\n[2]', 2, [], '[2'],
  ['{"edges":[{"score":1', 1, ['edges', 0, 'score'], ''],
])('%j is no JSON on line %i', (text, line, path, word) => {
  expect(() => JSON.parse(text) as unknown).toThrow();
  expect(syntaxFault(text)).toMatchObject({ line, path, word });
});

test('a text nested as deep as it is long is read', () => {
  expect(syntaxFault('['.repeat(200_000))).toMatchObject({ line: 1, word: '' });
});

test('a fault is found exactly where JSON.parse finds one', () => {
  const signs = [
    '"',
    '\\',
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '0',
    '1',
    '-',
    '.',
    'e',
    'true',
    'null',
    'x',
    '\n',
    ' ',
    '\u0001',
  ];
  const mutated = fc
    .tuple(fc.json(), fc.nat(), fc.nat(2), fc.constantFrom(...signs, ''))
    .map(([text, at, length, sign]) => {
      const from = at % (text.length + 1);
      return text.slice(0, from) + sign + text.slice(from + length);
    });
  fc.assert(
    fc.property(mutated, (text) => {
      let valid = true;
      try {
        JSON.parse(text);
      } catch {
        valid = false;
      }
      expect(syntaxFault(text) === null).toBe(valid);
    }),
    { numRuns: 3_000 },
  );
});
