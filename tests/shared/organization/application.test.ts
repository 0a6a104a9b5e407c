/** What an application must say, and what the officer is told of it. */
import { type ApplicationFields, checkApplication, reviewChecks } from '@jiedui/shared/organization/application.ts';
import { ApplicationIncomplete } from '@jiedui/shared/organization/refusals.ts';
import { expect, test } from 'vitest';

const WHOLE: ApplicationFields = {
  name: '天水市暖心社会工作服务中心',
  providerKind: 'social_organization',
  uscc: '52620502MJY0001590',
  filingNumber: null,
  regionCode: '620502000000',
  businessScope: '养老服务、儿童关爱',
  serviceTypes: ['EC01'],
  areaCodes: ['620502000000'],
  sessionsPerMonth: 8,
  contactName: '李明',
  contactMobile: '13812345678',
  login: 'nuanxin',
};
const fieldsOf = (changes: Partial<ApplicationFields>) => {
  const outcome = checkApplication({ ...WHOLE, ...changes });
  return outcome instanceof ApplicationIncomplete ? outcome.problems.map(({ field }) => field) : [];
};

test.each<[string, Partial<ApplicationFields>, string[]]>([
  ['whole', {}, []],
  [
    'in full width and with blanks',
    { uscc: '５２６２０５０２ ＭＪＹ０００１５９０', contactMobile: '+86 138-1234-5678', login: ' NuanXin ' },
    [],
  ],
  ['a wrong digit', { uscc: '52620502MJY0001591' }, ['uscc']],
  ['an enterprise’s code for a social organization', { uscc: '91350100M000100Y43' }, ['uscc']],
  ['the same for an enterprise', { uscc: '91350100M000100Y43', providerKind: 'enterprise' }, []],
  ['no code', { uscc: null }, ['uscc']],
  ['a blank code', { uscc: '  ' }, ['uscc']],
  [
    'a community group without code or filing number',
    { uscc: null, providerKind: 'community_group' },
    ['filingNumber'],
  ],
  [
    'a community group with its filing number',
    { uscc: null, providerKind: 'community_group', filingNumber: '社备2026-03' },
    [],
  ],
  ['an unknown service type', { serviceTypes: ['XX99'] }, ['serviceTypes']],
  ['no service type', { serviceTypes: [] }, ['serviceTypes']],
  ['no area', { areaCodes: [] }, ['areaCodes']],
  ['no sessions', { sessionsPerMonth: 0 }, ['sessionsPerMonth']],
  ['a login with a capital in the middle is lowered, a Chinese one is refused', { login: '暖心' }, ['login']],
  [
    'everything wrong at once',
    {
      name: '',
      uscc: '1',
      businessScope: '',
      serviceTypes: [],
      areaCodes: [],
      sessionsPerMonth: 0.5,
      contactName: '',
      contactMobile: '1',
      login: 'a',
    },
    [
      'name',
      'uscc',
      'businessScope',
      'serviceTypes',
      'areaCodes',
      'sessionsPerMonth',
      'contactName',
      'contactMobile',
      'login',
    ],
  ],
])('%s', (_, changes, fields) => expect(fieldsOf(changes)).toEqual(fields));

const NOBODY = { registeredWithCode: 0, applicationsWithCode: 0, registeredWithName: 0, loginTaken: false };
const outcomes = (fields: Partial<ApplicationFields>, known = NOBODY) =>
  Object.fromEntries(reviewChecks({ ...WHOLE, ...fields }, known).map(({ code, outcome }) => [code, outcome]));

test('the officer is told what the machine settled, and what is left to look at', () => {
  expect(outcomes({})).toEqual({
    credit_code: 'passed',
    registry: 'passed',
    duplicate: 'passed',
    login: 'passed',
    lists: 'look',
  });
  expect(outcomes({ uscc: null, filingNumber: '备1', providerKind: 'community_group' })).toMatchObject({
    credit_code: 'look',
  });
  expect(outcomes({}, { ...NOBODY, registeredWithCode: 1 })).toMatchObject({ duplicate: 'failed' });
  expect(outcomes({}, { ...NOBODY, applicationsWithCode: 1 })).toMatchObject({ duplicate: 'look' });
  expect(outcomes({}, { ...NOBODY, registeredWithName: 1, loginTaken: true })).toMatchObject({
    duplicate: 'look',
    login: 'failed',
  });
  // 53620000… is the province's, 53620502… a county's: foundations are registered above it.
  expect(outcomes({ uscc: '53620000MJY0000440' })).not.toHaveProperty('foundation_level');
});
