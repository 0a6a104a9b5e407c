/** What a service record must say before it is submitted. */
import { PersonalDataFound } from '@jiedui/shared/personal-data.ts';
import { checkSession } from '@jiedui/shared/service/recording.ts';
import { SessionIncomplete } from '@jiedui/shared/service/refusals.ts';
import type { SessionFields } from '@jiedui/shared/service/session.ts';
import { expect, test } from 'vitest';

const at = new Date('2026-11-24T06:00:00Z');
const clinic: SessionFields = {
  title: '寸草心守护者义诊',
  theme: '四送',
  category: 'free_clinic',
  method: 'clinic',
  serviceTypes: ['EC03', 'EC06'],
  startedAt: new Date('2026-11-24T01:00:00Z'),
  endedAt: at,
  place: '社棠镇社工站，社棠路12号',
  contents: ['送家庭健康知识', '送中医特色疗法'],
  partners: [],
  summary: '',
  stationIds: ['shetang', 'huaniu', 'niangniangba'],
  providerIds: ['a', 'b', 'c'],
  headcounts: [
    { role: 'medic', quantity: { value: 26, qualifier: 'exact', unit: 'person' }, targetGroup: null },
    { role: 'beneficiary', quantity: { value: 350, qualifier: 'over', unit: 'person' }, targetGroup: 'elder_80' },
  ],
  goods: [],
  photos: [{ caption: '义诊现场' }],
};

test('the 3 x 3 clinic stands, ended this very instant', () => expect(checkSession(clinic, at)).toBe(clinic));

test.each<[string, Partial<SessionFields>]>([
  ['title', { title: '义诊' }],
  ['place', { place: '' }],
  ['serviceTypes', { serviceTypes: [] }],
  ['summary', { summary: '话'.repeat(2001) }],
  ['photos', { photos: Array.from({ length: 10 }, () => ({ caption: '' })) }],
  ['endedAt', { endedAt: clinic.startedAt }],
  ['endedAt', { endedAt: new Date(at.getTime() + 1) }],
  ['endedAt', { startedAt: new Date(at.getTime() - 7 * 24 * 3_600_000 - 1) }],
  ['stationIds', { stationIds: [] }],
  ['providerIds', { providerIds: [] }],
  ['headcounts', { headcounts: [] }],
  [
    'headcounts.0',
    { headcounts: [{ role: 'medic', quantity: { value: 0, qualifier: 'exact', unit: 'person' }, targetGroup: null }] },
  ],
  [
    'goods.0',
    {
      goods: [
        {
          item: '',
          spec: '',
          quantity: { value: 32, qualifier: 'exact', unit: 'set' },
          recipientStationId: null,
          recipient: '居民',
        },
      ],
    },
  ],
])('%s is told when it is wrong', (field, change) => {
  const refusal = checkSession({ ...clinic, ...change }, at);
  expect(refusal).toBeInstanceOf(SessionIncomplete);
  expect((refusal as SessionIncomplete).problems.map((problem) => problem.field)).toEqual([field]);
});

test('goods alone are enough', () => {
  const goods = [
    {
      item: '辅导资料',
      spec: '初级',
      quantity: { value: 32, qualifier: 'exact', unit: 'set' },
      recipientStationId: 'dacheng',
      recipient: '社工站及报考居民',
    },
  ] as const;
  expect(checkSession({ ...clinic, headcounts: [], goods }, at)).not.toBeInstanceOf(Error);
});

test('a person named in the contents or a caption is refused with the spot', () => {
  const refusal = checkSession(
    { ...clinic, contents: ['送药', '回访13812345678'], photos: [{ caption: '阳光小区3号楼501室' }] },
    at,
  );
  expect(refusal).toBeInstanceOf(PersonalDataFound);
  expect((refusal as PersonalDataFound).spots.map((spot) => spot.field)).toEqual(['contents.1', 'photos.0']);
});
