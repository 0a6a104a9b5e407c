/** The two schemes and the target groups. */
import { AREAS, SERVICE_TYPES, serviceTypeOf, serviceTypeWords } from '@jiedui/shared/taxonomy/scheme.ts';
import {
  isTargetGroup,
  TARGET_GROUP_SHORTCUTS,
  TARGET_GROUPS,
  targetGroupWords,
} from '@jiedui/shared/taxonomy/target-groups.ts';
import { expect, test } from 'vitest';

test('default-5x29 has 6+7+6+5+5 = 29 types, CAP has 5', () => {
  const counts = AREAS.map((area) => SERVICE_TYPES.filter((type) => type.area === area).length);
  expect(counts).toEqual([6, 7, 6, 5, 5, 5]);
  expect(SERVICE_TYPES.filter((type) => type.scheme === 'default-5x29')).toHaveLength(29);
});

test('no code and no English term comes twice', () => {
  expect(new Set(SERVICE_TYPES.map((type) => type.code)).size).toBe(34);
  expect(new Set(SERVICE_TYPES.map((type) => type.nameEn)).size).toBe(34);
});

test('a code finds its type; an unknown one shows as itself', () => {
  expect(serviceTypeOf('EC03')).toMatchObject({
    nameZh: '义诊与健康服务',
    area: 'EC',
    scheme: 'default-5x29',
    version: 1,
  });
  expect(serviceTypeOf('CAP01')).toMatchObject({ scheme: 'CAP', area: 'CAP' });
  expect(serviceTypeOf('EC99')).toBeUndefined();
  expect(serviceTypeWords('EC99')).toBe('EC99');
});

test('the target groups are 32, each with a Chinese name of its own', () => {
  expect(TARGET_GROUPS).toHaveLength(32);
  expect(new Set(TARGET_GROUPS.map(targetGroupWords)).size).toBe(32);
  expect(isTargetGroup('toString')).toBe(false);
});

test('三留守 is elders, women and children', () => {
  expect(TARGET_GROUP_SHORTCUTS.find(({ nameZh }) => nameZh === '三留守')?.groups.map(targetGroupWords)).toEqual([
    '留守老人',
    '留守妇女',
    '留守儿童',
  ]);
});
