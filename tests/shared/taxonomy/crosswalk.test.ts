/** The crosswalk between schemes: each foreign type points to ours, and two of ours never meet. */
import { ALTERNATE_SCHEMES, ALTERNATE_TYPES } from '@jiedui/shared/taxonomy/alternates.ts';
import { meetingTypes, meetsByCrosswalk, ownTypes } from '@jiedui/shared/taxonomy/crosswalk.ts';
import { AREAS, SERVICE_TYPES, serviceTypeOf, serviceTypeWords } from '@jiedui/shared/taxonomy/scheme.ts';
import { expect, test } from 'vitest';

test('four schemes of 5, 7, 8 and 6 types, no code twice and none of ours', () => {
  const counts = ALTERNATE_SCHEMES.map((scheme) => ALTERNATE_TYPES.filter((type) => type.scheme === scheme).length);
  expect(counts).toEqual([5, 7, 8, 6]);
  const codes = [...SERVICE_TYPES, ...ALTERNATE_TYPES].map((type) => type.code);
  expect(new Set(codes).size).toBe(codes.length);
});

test.each(ALTERNATE_TYPES)(
  '$code $nameZh points to types of ours, under an area of ours',
  ({ code, area, targets }) => {
    const own = ownTypes(code);
    expect(own.length).toBeGreaterThanOrEqual(targets.length);
    for (const type of own) expect(SERVICE_TYPES.map((each) => each.code)).toContain(type);
    expect(AREAS).toContain(area);
    expect(serviceTypeOf(code)?.area).toBe(area);
  },
);

test('two different types of ours never meet', () => {
  for (const { code } of SERVICE_TYPES)
    expect(meetingTypes(code).filter((other) => ownTypes(other)[0] === other)).toEqual([code]);
});

test.each([
  ['EC01', 'TS02', true],
  ['TS02', 'EC01', true],
  ['JX01', 'GC03', true],
  ['JX01', 'TS03', false],
  ['SF02', 'TS04', true],
  ['SF03', 'TS04', false],
  ['EC01', 'EC01', false],
  ['EC01', 'ZZ99', false],
])('%s and %s meet by the crosswalk: %s', (code, other, meets) => {
  expect(meetsByCrosswalk(code, other)).toBe(meets);
  expect(meetsByCrosswalk(other, code)).toBe(meets);
});

test('a type of another place is shown by its own name', () => {
  expect(serviceTypeWords('JX07')).toBe('阳光助残');
});
