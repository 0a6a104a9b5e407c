/** Who signs an agreement, and what the signatures and the days make of it. */
import { type AgreementFields, type AgreementLife } from '@jiedui/shared/pairing/agreement.ts';
import { pairingStateOn } from '@jiedui/shared/pairing/pairing.ts';
import {
  AgreementIncomplete,
  AlreadySigned,
  NotAuthorizedToSign,
  PairingOverlaps,
} from '@jiedui/shared/pairing/refusals.ts';
import {
  agreementStateOn,
  checkAgreement,
  isSignedByBoth,
  sign,
  signingSideOf,
  termsOverlap,
} from '@jiedui/shared/pairing/signing.ts';
import type { Role } from '@jiedui/shared/account/role.ts';
import { describe, expect, test } from 'vitest';

const at = new Date('2026-11-24T06:00:00Z');
const unsigned: AgreementLife = {
  termFrom: '2026-12-01',
  termTo: '2027-11-30',
  organizationSignedAt: null,
  organizationSignedBy: null,
  stationSignedAt: null,
  stationSignedBy: null,
};
const byOrganization = sign(unsigned, 'organization', 'li', at) as AgreementLife;
const byStation = sign(unsigned, 'station', 'wang', at) as AgreementLife;
const byBoth = sign(byOrganization, 'station', 'wang', at) as AgreementLife;

describe('signing', () => {
  test('each side signs once, in either order', () => {
    expect(byOrganization).toMatchObject({
      organizationSignedAt: at,
      organizationSignedBy: 'li',
      stationSignedAt: null,
    });
    expect(byBoth).toMatchObject({ stationSignedAt: at, stationSignedBy: 'wang' });
    expect(sign(byStation, 'organization', 'li', at)).toEqual(byBoth);
    expect([unsigned, byOrganization, byStation, byBoth].map(isSignedByBoth)).toEqual([false, false, false, true]);
  });

  test('twice is refused, for the other of the same side too', () => {
    const refusal = sign(byOrganization, 'organization', 'zhao', at);
    expect(refusal).toBeInstanceOf(AlreadySigned);
    expect(refusal).toMatchObject({ code: 'ALREADY_SIGNED', signedAt: at });
  });

  test('nobody signs without the right, nor for both sides', () => {
    expect(sign(unsigned, null, 'li', at)).toBeInstanceOf(NotAuthorizedToSign);
    expect(sign(byOrganization, 'station', 'li', at)).toBeInstanceOf(NotAuthorizedToSign);
  });
});

test.each<[Role, string | null, string | null, string | null]>([
  ['organization_lead', null, 'heart', 'organization'],
  ['station_lead', 'shetang', null, 'station'],
  ['organization_coordinator', null, 'heart', null],
  ['station_worker', 'shetang', null, null],
  ['bureau_leader', null, null, null],
  ['organization_lead', null, 'other', null],
  ['station_lead', 'other', null, null],
])('%s at %s %s signs for %s', (role, stationId, organizationId, side) => {
  const grants = [{ role, stationId, organizationId, authorityId: null }];
  expect(signingSideOf(grants, { organizationId: 'heart', stationId: 'shetang' })).toBe(side);
});

test.each([
  ['unsigned', unsigned, '2026-12-01', 'awaiting_both'],
  ['signed by the station', byStation, '2026-12-01', 'awaiting_organization'],
  ['signed by the organization', byOrganization, '2026-12-01', 'awaiting_station'],
  ['signed by both, the day before', byBoth, '2026-11-30', 'signed'],
  ['signed by both, on its first day', byBoth, '2026-12-01', 'active'],
  ['signed by both, on its last day', byBoth, '2027-11-30', 'active'],
  ['signed by both, the day after', byBoth, '2027-12-01', 'ended'],
] as const)('%s: on %s%s it is %s', (_what, agreement, on, state) =>
  expect(agreementStateOn(agreement, on)).toBe(state),
);

test('an active pairing ends with the day after its last', () => {
  const pairing = { state: 'active', toOn: '2027-11-30' } as const;
  expect(pairingStateOn(pairing, '2027-11-30')).toBe('active');
  expect(pairingStateOn(pairing, '2027-12-01')).toBe('ended');
  expect(pairingStateOn({ ...pairing, state: 'terminated' }, '2027-12-01')).toBe('terminated');
});

test('terms that share a day overlap', () => {
  const sharesADay = { termFrom: '2027-11-30', termTo: '2028-11-30' } as const;
  const dayAfter = { termFrom: '2027-12-01', termTo: '2028-11-30' } as const;
  expect([termsOverlap(unsigned, sharesADay), termsOverlap(sharesADay, unsigned)]).toEqual([true, true]);
  expect([termsOverlap(unsigned, dayAfter), termsOverlap(dayAfter, unsigned)]).toEqual([false, false]);
  expect(new PairingOverlaps('XY-2026-0001').message).toContain('XY-2026-0001');
});

describe('what it must say', () => {
  const fields: AgreementFields = {
    goal: '提升社棠镇养老服务能力',
    tasks: ['每月义诊一次'],
    termFrom: '2026-12-01',
    termTo: '2027-11-30',
    funding: '无偿',
    indicators: [{ name: '义诊', unit: '场', quantity: 12 }],
  };

  test('a whole one stands', () => expect(checkAgreement(fields)).toBe(fields));

  test.each<[string, Partial<AgreementFields>]>([
    ['goal', { goal: '' }],
    ['tasks', { tasks: [] }],
    ['tasks', { tasks: ['义诊', ' '] }],
    ['termTo', { termTo: '2026-11-30' }],
    ['funding', { funding: ' ' }],
    ['indicators', { indicators: [] }],
    ['indicators.0', { indicators: [{ name: '义诊', unit: '场', quantity: 0 }] }],
    ['indicators.0', { indicators: [{ name: '义诊', unit: '', quantity: 1 }] }],
  ])('%s is told when it is wrong: %j', (field, change) => {
    const refusal = checkAgreement({ ...fields, ...change });
    expect(refusal).toBeInstanceOf(AgreementIncomplete);
    expect((refusal as AgreementIncomplete).problems.map((problem) => problem.field)).toEqual([field]);
  });
});
