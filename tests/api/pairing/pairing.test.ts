/** Agreements: drafted from a confirmed claim, signed once by each lead, active with the second signature, ended by date. */
import { randomUUID } from 'node:crypto';
import { openAccount } from '@jiedui/api/account/account.commands.ts';
import { agreementById, pairingsById } from '@jiedui/api/pairing/pairing.store.ts';
import { inTransaction } from '@jiedui/db/connect.ts';
import { ClaimNotFound, ClaimNotIn } from '@jiedui/shared/claim/refusals.ts';
import type { Agreement } from '@jiedui/shared/pairing/agreement.ts';
import { pairingStateOn } from '@jiedui/shared/pairing/pairing.ts';
import {
  AgreementIncomplete,
  AgreementNotFound,
  AlreadySigned,
  NotAuthorizedToSign,
  PairingOverlaps,
} from '@jiedui/shared/pairing/refusals.ts';
import { agreementStateOn } from '@jiedui/shared/pairing/signing.ts';
import { Refusal, StaleVersion } from '@jiedui/shared/refusal.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AGREEMENT, type Acts, actsIn, must } from '../../kit/acts.ts';
import { NOW, PASSWORD, startWorld, type World } from '../../kit/world.ts';

let world: World;
let acts: Acts;
let station: World['stations']['dacheng'];
let organization: World['organizations']['xinlianxin'];
beforeAll(async () => {
  world = await startWorld();
  acts = actsIn(world);
  station = world.stations.dacheng;
  organization = world.organizations.xinlianxin;
  await acts.sql('update organizations set sessions_per_month = 200');
});
afterAll(() => world.close());
// Each test begins with two parties that have no agreement yet.
beforeEach(() => acts.sql(`update pairings set state = 'terminated'`));

async function person(roles: Parameters<typeof openAccount>[1]['roles']) {
  const { id } = await openAccount(await acts.as(world.officer), {
    clientMutationId: randomUUID(),
    login: `p${randomUUID().slice(0, 8)}`,
    name: '测试人员',
    password: PASSWORD,
    roles,
  });
  return { accountId: id };
}
const drafted = async (changes = {}) =>
  must(await acts.agree(organization, (await acts.confirmedClaim(station, organization)).id, changes));
const storedPairing = async (agreement: Agreement) => {
  const [pairing] = await inTransaction(world.hall.pool, { system: 'install' }, 'read', (tx) =>
    pairingsById(tx, [agreement.pairingId]),
  );
  if (!pairing) throw new Error('no pairing');
  return pairing;
};
const stored = async (id: string) =>
  must(
    (await inTransaction(world.hall.pool, { system: 'install' }, 'read', (tx) => agreementById(tx, id))) as Agreement,
  );

describe('drafting', () => {
  test('from a confirmed claim proposes a pairing and numbers the agreement', async () => {
    const agreement = await drafted();
    expect(agreement).toMatchObject({
      ...AGREEMENT,
      version: 1,
      stationId: station.id,
      organizationId: organization.id,
      organizationSignedAt: null,
      stationSignedAt: null,
    });
    expect(agreement.number).toMatch(/^XY-2026-\d{4}$/);
    expect(await storedPairing(agreement)).toMatchObject({
      state: 'proposed',
      fromOn: AGREEMENT.termFrom,
      toOn: AGREEMENT.termTo,
      programmeId: world.programme.id,
    });
    expect(await stored(agreement.id)).toMatchObject({ indicators: AGREEMENT.indicators, tasks: AGREEMENT.tasks });
  });

  test('may be done by either party, and by nobody else', async () => {
    const claim = await acts.confirmedClaim(station, organization);
    for (const stranger of [world.stations.shetang, world.organizations.nuanyang]) {
      expect(await acts.agree(stranger, claim.id)).toEqual(await acts.agree(stranger, randomUUID()));
      expect(await acts.agree(stranger, claim.id)).toBeInstanceOf(ClaimNotFound);
    }
    expect(must(await acts.agree(station, claim.id))).toMatchObject({ stationId: station.id });
  });

  test('waits for the confirmation, and knows a lapsed claim', async () => {
    const order = await acts.posted(station);
    const claim = must(await acts.claim(organization, order.id));
    expect(await acts.agree(organization, claim.id)).toMatchObject({ code: 'CLAIM_NOT_IN', actual: 'pending' });
    const later = await acts.agree(organization, claim.id, {}, new Date(claim.confirmUntil.getTime() + 1));
    expect(later).toBeInstanceOf(ClaimNotIn);
    expect(later).toMatchObject({ actual: 'lapsed' });
  });

  test('names every gap at once', async () => {
    const claim = await acts.confirmedClaim(station, organization);
    const refused = await acts.agree(organization, claim.id, {
      goal: ' ',
      tasks: ['入户', ''],
      termTo: '2026-11-23' as never,
      funding: '',
      indicators: [{ name: '', unit: '次', quantity: 0 }],
    });
    expect(refused).toBeInstanceOf(AgreementIncomplete);
    expect((refused as AgreementIncomplete).problems.map((problem) => problem.field)).toEqual([
      'goal',
      'tasks',
      'termTo',
      'funding',
      'indicators.0',
    ]);
  });

  test('outside the programme’s years is refused at its first day', async () => {
    const claim = await acts.confirmedClaim(station, organization);
    expect(
      await acts.agree(organization, claim.id, { termFrom: '2027-01-01' as never, termTo: '2027-06-30' as never }),
    ).toMatchObject({ problems: [{ field: 'termFrom' }] });
  });

  test('in days that another agreement of the two covers is refused, and that one is named', async () => {
    const agreement = await drafted({ termFrom: '2026-11-24', termTo: '2026-11-30' });
    const claim = await acts.confirmedClaim(station, organization);
    const lastDay = await acts.agree(organization, claim.id, {
      termFrom: '2026-11-30' as never,
      termTo: '2026-12-05' as never,
    });
    expect(lastDay).toBeInstanceOf(PairingOverlaps);
    expect(lastDay).toMatchObject({ agreementNumber: agreement.number });
    expect(
      must(
        await acts.agree(organization, claim.id, { termFrom: '2026-12-01' as never, termTo: '2026-12-05' as never }),
      ),
    ).toMatchObject({ termFrom: '2026-12-01' });
  });

  test('by both parties at once, from two claims, makes one agreement', async () => {
    for (let round = 0; round < 6; round++) {
      await acts.sql(`update pairings set state = 'terminated'`);
      const [one, two] = [
        await acts.confirmedClaim(station, organization),
        await acts.confirmedClaim(station, organization),
      ];
      await acts.warm();
      const outcomes = await Promise.all([acts.agree(organization, one.id), acts.agree(station, two.id)]);
      expect(outcomes.filter((outcome) => outcome instanceof PairingOverlaps)).toHaveLength(1);
      expect(outcomes.filter((outcome) => !(outcome instanceof Refusal))).toHaveLength(1);
    }
  }, 60_000);

  test('with a second organization makes the station’s pairing many to one', async () => {
    const agreement = await drafted();
    must(await acts.sign(station, must(await acts.sign(organization, agreement))));
    const claim = await acts.confirmedClaim(station, world.organizations.nuanyang);
    const second = must(await acts.agree(world.organizations.nuanyang, claim.id));
    expect([(await storedPairing(agreement)).kind, (await storedPairing(second)).kind]).toEqual([
      'one_to_one',
      'many_to_one',
    ]);
  });
});

describe('signing', () => {
  test.each([
    ['the organization', 'organization', 'station'],
    ['the station', 'station', 'organization'],
  ] as const)(
    'first by %s leaves it waiting; the second signature makes both active at once',
    async (_who, one, two) => {
      const people = { organization, station };
      const agreement = await drafted();
      const half = must(await acts.sign(people[one], agreement));
      expect(half).toMatchObject({
        [`${one}SignedAt`]: NOW,
        [`${one}SignedBy`]: people[one].accountId,
        [`${two}SignedAt`]: null,
        version: 2,
      });
      expect(agreementStateOn(half, '2026-11-24' as never)).toBe(`awaiting_${two}`);
      expect((await storedPairing(agreement)).state).toBe('proposed');
      const whole = must(await acts.sign(people[two], half));
      expect(agreementStateOn(whole, '2026-11-24' as never)).toBe('active');
      expect((await storedPairing(agreement)).state).toBe('active');
      const { data } = await world.ask(
        'dacheng',
        'query ($id: ID!) { agreement(id: $id) { state maySign pairing { state } } }',
        { id: agreement.id },
      );
      expect(data.agreement).toEqual({ state: 'active', maySign: false, pairing: { state: 'active' } });
    },
  );

  test('twice by one side is refused, with when it signed', async () => {
    const half = must(await acts.sign(organization, await drafted()));
    const again = await acts.sign(organization, half);
    expect(again).toBeInstanceOf(AlreadySigned);
    expect(again).toMatchObject({ signedAt: NOW });
    expect(await stored(half.id)).toMatchObject({ version: 2, stationSignedAt: null });
  });

  test('by people who are not leads is refused', async () => {
    const agreement = await drafted();
    const worker = await person([{ role: 'station_worker', stationId: station.id }]);
    const coordinator = await person([{ role: 'organization_coordinator', organizationId: organization.id }]);
    for (const who of [worker, coordinator])
      expect(await acts.sign(who, agreement)).toBeInstanceOf(NotAuthorizedToSign);
    expect(await stored(agreement.id)).toMatchObject({ version: 1 });
  });

  test('for both sides by one person is refused, whoever they lead', async () => {
    const both = await person([
      { role: 'station_lead', stationId: station.id },
      { role: 'organization_lead', organizationId: organization.id },
    ]);
    const agreement = await drafted();
    const half = must(await acts.sign(both, agreement));
    expect(await acts.sign(both, half)).toBeInstanceOf(Refusal);
    // Nor after the other role was taken away and only this one is left.
    await acts.sql(
      `update role_grants set valid_to = '2026-01-01', valid_from = '2026-01-01' where account_id = $1 and ${half.stationSignedAt ? 'station_id' : 'organization_id'} is not null`,
      [both.accountId],
    );
    expect(await acts.sign(both, half)).toBeInstanceOf(NotAuthorizedToSign);
    expect((await storedPairing(agreement)).state).toBe('proposed');
  });

  test('by strangers is answered like an agreement that never was', async () => {
    const agreement = await drafted();
    for (const who of [world.stations.shetang, world.organizations.nuanyang]) {
      expect(await acts.sign(who, agreement)).toEqual(await acts.sign(who, { id: randomUUID(), version: 1 }));
      expect(await acts.sign(who, agreement)).toBeInstanceOf(AgreementNotFound);
    }
    for (const login of ['shetang', 'nuanyang']) {
      const { data } = await world.ask(
        login,
        'query ($id: ID!) { agreement(id: $id) { id } pairings { id } agreements { id } }',
        { id: agreement.id },
      );
      expect(data.agreement).toBeNull();
      expect(JSON.stringify(data)).not.toContain(agreement.id);
      expect(JSON.stringify(data)).not.toContain(agreement.pairingId);
    }
  });

  test('what was on the page: another version is refused', async () => {
    const agreement = await drafted();
    must(await acts.sign(organization, agreement));
    expect(await acts.sign(station, agreement)).toBeInstanceOf(StaleVersion);
  });

  test('by both at the same moment ends with both signatures and an active pairing', async () => {
    for (let round = 0; round < 6; round++) {
      await acts.sql(`update pairings set state = 'terminated'`);
      const agreement = await drafted();
      await acts.warm();
      const outcomes = await Promise.all([acts.sign(organization, agreement), acts.sign(station, agreement)]);
      expect(outcomes.filter((outcome) => outcome instanceof StaleVersion)).toHaveLength(1);
      const late = outcomes[0] instanceof StaleVersion ? organization : station;
      const whole = must(await acts.sign(late, { id: agreement.id, version: 2 }));
      expect(whole.organizationSignedAt && whole.stationSignedAt).toEqual(NOW);
      expect((await storedPairing(agreement)).state).toBe('active');
    }
  }, 60_000);
});

describe('the term', () => {
  test('begins on its first day, ends after its last, and nobody has to say so', async () => {
    const agreement = await drafted({ termFrom: '2026-12-01', termTo: '2026-12-20' });
    const whole = must(await acts.sign(station, must(await acts.sign(organization, agreement))));
    const pairing = await storedPairing(whole);
    const on = (day: string) => [agreementStateOn(whole, day as never), pairingStateOn(pairing, day as never)];
    expect(on('2026-11-30')).toEqual(['signed', 'active']);
    expect(on('2026-12-01')).toEqual(['active', 'active']);
    expect(on('2026-12-20')).toEqual(['active', 'active']);
    expect(on('2026-12-21')).toEqual(['ended', 'ended']);
  });

  test('over, the two may agree anew', async () => {
    await acts.sql(`update pairings set state = 'terminated'`);
    const agreement = await drafted({ termFrom: '2026-11-24', termTo: '2026-11-25' });
    must(await acts.sign(station, must(await acts.sign(organization, agreement))));
    const claim = await acts.confirmedClaim(station, organization);
    const may = async () =>
      (await world.ask('xinlianxin', 'query ($id: ID!) { claim(id: $id) { mayDraftAgreement } }', { id: claim.id }))
        .data.claim.mayDraftAgreement;
    expect(await may()).toBe(false);
    expect(must(await acts.agree(organization, claim.id, { termFrom: '2026-11-26' as never }))).toMatchObject({
      termFrom: '2026-11-26',
    });
  });
});
