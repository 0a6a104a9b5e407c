/** When a pairing may be renewed, where the new term begins, and which of several agreements stands. */
import type { AgreementLife } from '@jiedui/shared/pairing/agreement.ts';
import {
  checkRenewalTerm,
  renewalFrom,
  renewalOf,
  renewalProblem,
  standingAgreement,
} from '@jiedui/shared/pairing/renewal.ts';
import { agreementStateOn } from '@jiedui/shared/pairing/signing.ts';
import { describe, expect, test } from 'vitest';

const at = new Date('2026-11-24T06:00:00Z');
const ending = { state: 'active', toOn: '2027-02-28' } as const;
const agreement = (
  revision: number,
  termFrom: `${number}-${number}-${number}`,
  termTo: typeof termFrom,
  signed: boolean,
) =>
  ({
    revision,
    termFrom,
    termTo,
    organizationSignedAt: at,
    organizationSignedBy: 'li',
    stationSignedAt: signed ? at : null,
    stationSignedBy: signed ? 'wang' : null,
  }) satisfies AgreementLife & { revision: number };

describe('renewal', () => {
  test('opens 90 days before the last day, and closes with it', () => {
    expect(renewalProblem(ending, '2026-11-29')).toMatchObject({ code: 'RENEWAL_TOO_EARLY', opensOn: '2026-11-30' });
    expect(renewalProblem(ending, '2026-11-30')).toBeNull();
    expect(renewalProblem(ending, '2027-02-28')).toBeNull();
    expect(renewalProblem(ending, '2027-03-01')).toMatchObject({ code: 'PAIRING_NOT_IN', actual: 'ended' });
  });

  test.each(['proposed', 'suspended', 'terminated'] as const)('not of one that is %s', (state) => {
    expect(renewalProblem({ ...ending, state }, '2027-01-01')).toMatchObject({ code: 'PAIRING_NOT_IN', actual: state });
  });

  test('begins the day after, over the end of a month and of a leap February', () => {
    expect(renewalFrom(ending)).toBe('2027-03-01');
    expect(renewalFrom({ toOn: '2028-02-28' })).toBe('2028-02-29');
    expect(renewalFrom({ toOn: '2026-12-31' })).toBe('2027-01-01');
    expect(checkRenewalTerm(ending, { termFrom: '2027-03-01' })).toBeNull();
    for (const termFrom of ['2027-02-28', '2027-03-02'] as const)
      expect(checkRenewalTerm(ending, { termFrom })).toMatchObject({ problems: [{ field: 'termFrom' }] });
  });
});

describe('which agreement stands', () => {
  const first = agreement(1, '2026-03-01', '2027-02-28', true);
  const draft = agreement(2, '2027-03-01', '2028-02-29', false);
  const second = agreement(2, '2027-03-01', '2028-02-29', true);

  test('the signed one until the next is signed and has begun', () => {
    expect(standingAgreement([first], '2026-11-24')).toBe(first);
    expect(standingAgreement([first, draft], '2027-03-01')).toBe(first);
    expect(standingAgreement([first, second], '2027-02-28')).toBe(first);
    expect(standingAgreement([first, second], '2027-03-01')).toBe(second);
    expect(standingAgreement([], '2027-03-01')).toBeNull();
  });

  test('a first one that is not signed is not a renewal', () => {
    const unsigned = agreement(1, '2026-12-01', '2027-11-30', false);
    expect(standingAgreement([unsigned], '2026-11-24')).toBe(unsigned);
    expect(renewalOf([unsigned], '2026-11-24')).toBeNull();
    expect(renewalOf([first, draft], '2026-11-24')).toBe(draft);
    expect(renewalOf([first, second], '2027-02-28')).toBe(second);
    expect(renewalOf([first, second], '2027-03-01')).toBeNull();
  });

  test('its state follows its pairing', () => {
    const of = (pairingState: 'active' | 'suspended' | 'terminated', on: `${number}-${number}-${number}`) =>
      agreementStateOn({ ...first, pairingState }, on);
    expect([of('active', '2026-11-24'), of('suspended', '2026-11-24'), of('terminated', '2026-11-24')]).toEqual([
      'active',
      'suspended',
      'terminated',
    ]);
    expect([of('suspended', '2026-02-28'), of('suspended', '2027-03-01')]).toEqual(['suspended', 'ended']);
  });
});
