/** The life of a pairing: suspended, resumed and ended with its work; renewed without a gap; limited by the programme. */
import { draftDirectAgreement } from '@jiedui/api/pairing/direct.commands.ts';
import { changePairing, type MovePairingInput } from '@jiedui/api/pairing/pairing-life.commands.ts';
import { renewAgreement } from '@jiedui/api/pairing/renewal.commands.ts';
import { noticeListener } from '@jiedui/api/report/notices.ts';
import { startRelay } from '@jiedui/api/hall/relay.ts';
import { limitPairings } from '@jiedui/api/region/region.commands.ts';
import { PairingNotFound, PairingTerminated } from '@jiedui/shared/pairing/refusals.ts';
import { ReasonMissing, Refusal, StaleVersion } from '@jiedui/shared/refusal.ts';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AGREEMENT, type Acts, actsIn, must } from '../../kit/acts.ts';
import { NOW, startWorld, type World } from '../../kit/world.ts';

let world: World;
let acts: Acts;
let station: World['stations']['dacheng'];
let organization: World['organizations']['xinlianxin'];
let officer: { accountId: string };
beforeAll(async () => {
  world = await startWorld();
  acts = actsIn(world);
  station = world.stations.dacheng;
  organization = world.organizations.xinlianxin;
  officer = { accountId: (await acts.one<{ id: string }>(`select id from accounts where login = 'bureau'`)).id };
  await acts.sql('update organizations set sessions_per_month = 200');
});
afterAll(() => world.close());
// Each test begins with two parties that are not paired and have nothing in hand.
beforeEach(async () => {
  await acts.sql(`update pairings set state = 'terminated'`);
  await acts.sql('update programmes set most_pairings = null');
  await acts.sql('update claims set delivered_at = claimed_at where delivered_at is null');
});

/** A pairing that both have signed. */
async function paired(changes: Partial<typeof AGREEMENT> = {}) {
  const claim = await acts.confirmedClaim(station, organization);
  const agreement = must(await acts.agree(organization, claim.id, changes));
  await signedByBoth(agreement);
  return { claim, agreement, pairing: await stored(agreement.pairingId) };
}
async function signedByBoth(agreement: { id: string; version: number }) {
  const once = must(await acts.sign(organization, agreement));
  must(await acts.sign(station, once));
}
const stored = (id: string) =>
  acts.one<{ id: string; state: string; version: number; fromOn: string; toOn: string }>(
    'select id, state, version, from_on as "fromOn", to_on as "toOn" from pairings where id = $1',
    [id],
  );
const change = async (
  pairing: { id: string; version: number },
  input: Partial<MovePairingInput> & Pick<MovePairingInput, 'step' | 'code'>,
  who: { accountId: string } = officer,
  at = NOW,
) =>
  changePairing(await acts.as(who, at), {
    ...acts.key(),
    pairingId: pairing.id,
    expectedVersion: pairing.version,
    words: null,
    openWork: null,
    ...input,
  });
const claimState = async (id: string) =>
  (await acts.one<{ state: string; reason: string | null }>('select state, reason from claims where id = $1', [
    id,
  ])) as {
    state: string;
    reason: string | null;
  };

describe('suspension', () => {
  test('keeps the organization from new orders of the station, until it is resumed', async () => {
    const { pairing } = await paired();
    const order = await acts.posted(station);
    const suspended = must(await change(pairing, { step: 'suspend', code: 'rectify', words: '安全措施待整改' }));
    const refused = await acts.claim(organization, order.id);
    expect(refused).toMatchObject({ code: 'NOT_ELIGIBLE' });
    expect((refused as Refusal).message).toContain('双方结对已暂停');
    must(await change(suspended, { step: 'resume', code: 'settled' }));
    expect(must(await acts.claim(organization, order.id))).toMatchObject({ state: 'pending' });
    expect(
      await acts.sql(
        `select step, code, words, open_work from pairing_changes where pairing_id = $1 order by made_at, id`,
        [pairing.id],
      ),
    ).toEqual([
      { step: 'suspend', code: 'rectify', words: '安全措施待整改', open_work: 'finish' },
      { step: 'resume', code: 'settled', words: null, open_work: null },
    ]);
  });

  test('leaves what is in hand, or sets it free, as the officer says', async () => {
    const { pairing, claim } = await paired();
    const finished = must(await change(pairing, { step: 'suspend', code: 'staff_change' }));
    expect(await claimState(claim.id)).toMatchObject({ state: 'confirmed' });
    const resumed = must(await change(finished, { step: 'resume', code: 'settled' }));
    const waiting = must(await acts.claim(organization, (await acts.posted(station)).id));
    must(await change(resumed, { step: 'suspend', code: 'staff_change', openWork: 'set_free' }));
    for (const id of [claim.id, waiting.id])
      expect(await claimState(id)).toEqual({ state: 'released', reason: '暂停结对：人员变动，暂无力承担' });
    expect(
      await acts.one('select set_free from pairing_changes where open_work = $1 order by id desc limit 1', [
        'set_free',
      ]),
    ).toEqual({ set_free: 2 });
    expect(
      await acts.one('select state, claimed_organization_id as holder from orders where id = $1', [claim.orderId]),
    ).toEqual({ state: 'open', holder: null });
  });

  test('and claims at the same moment: whoever is first, none is left in hand', async () => {
    for (let round = 0; round < 4; round++) {
      await acts.sql(`update pairings set state = 'terminated'`);
      const { pairing } = await paired();
      const orders = await Promise.all([1, 2].map(() => acts.posted(station)));
      await acts.warm();
      const [suspended] = await Promise.all([
        insisting(() => change(pairing, { step: 'suspend', code: 'rectify', openWork: 'set_free' })),
        ...orders.map(({ id }) => insisting(() => acts.claim(organization, id))),
      ]);
      must(suspended);
      const inHand = await acts.sql(
        `select id from claims where station_id = $1 and organization_id = $2 and state = 'pending' and delivered_at is null`,
        [station.id, organization.id],
      );
      expect(inHand).toEqual([]);
    }
  });
});

/** Who waited longer for a lock than the second that is allowed asks again, as its page does. */
async function insisting<T>(act: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if ((error as { code?: string }).code !== '55P03') throw error;
    }
  }
}

describe('termination', () => {
  test('sets the work free and closes the signing of its renewal', async () => {
    const { pairing, claim } = await paired({ termTo: '2026-11-30' });
    const renewal = must(await renew(pairing));
    must(await change(pairing, { step: 'terminate', code: 'breach', openWork: 'set_free' }));
    expect(await claimState(claim.id)).toMatchObject({ state: 'released' });
    expect(await acts.sign(organization, renewal)).toBeInstanceOf(PairingTerminated);
    expect(await change(await stored(pairing.id), { step: 'resume', code: 'settled' })).toMatchObject({
      code: 'PAIRING_NOT_IN',
      actual: 'terminated',
    });
  });

  test('is the authority’s alone, at the version it looked at, with a reason', async () => {
    const { pairing } = await paired();
    for (const party of [station, organization])
      expect(await change(pairing, { step: 'terminate', code: 'agreed' }, party)).toBeInstanceOf(PairingNotFound);
    expect(await change(pairing, { step: 'terminate', code: 'other' })).toBeInstanceOf(ReasonMissing);
    const stale = { ...pairing, version: pairing.version - 1 };
    expect(await change(stale, { step: 'terminate', code: 'agreed' })).toBeInstanceOf(StaleVersion);
    expect(await stored(pairing.id)).toMatchObject({ state: 'active', version: pairing.version });
  });
});

const renew = async (
  pairing: { id: string; toOn: string },
  changes = {},
  who: { accountId: string } = organization,
  at = NOW,
) =>
  renewAgreement(await acts.as(who, at), {
    ...acts.key(),
    pairingId: pairing.id,
    ...AGREEMENT,
    termFrom: '2026-12-01',
    termTo: '2026-12-31',
    ...changes,
  });

describe('renewal', () => {
  test('goes on the day after, and the pairing with it when both have signed', async () => {
    const { pairing, agreement } = await paired({ termTo: '2026-11-30' });
    const renewal = must(await renew(pairing, {}, station));
    expect(renewal).toMatchObject({ revision: 2, pairingId: pairing.id });
    expect(renewal.number).not.toBe(agreement.number);
    expect(await renew(pairing)).toMatchObject({ code: 'RENEWAL_WAITS', agreementNumber: renewal.number });
    expect(await stored(pairing.id)).toMatchObject({ toOn: '2026-11-30' });
    await signedByBoth(renewal);
    expect(await stored(pairing.id)).toMatchObject({ state: 'active', fromOn: pairing.fromOn, toOn: '2026-12-31' });
    const { data } = await world.ask(
      'bureau',
      'query($id: ID!) { pairing(id: $id) { agreement { number } renewal { number state } } }',
      { id: pairing.id },
    );
    expect(data).toEqual({
      pairing: { agreement: { number: agreement.number }, renewal: { number: renewal.number, state: 'signed' } },
    });
  });

  test('not too early, with a gap, by a stranger, or while it is suspended', async () => {
    const early = await paired({ termTo: '2027-03-31' });
    expect(await renew(early.pairing)).toMatchObject({ code: 'RENEWAL_TOO_EARLY' });
    await acts.sql(`update pairings set state = 'terminated'`);
    const { pairing } = await paired({ termTo: '2026-11-30' });
    expect(await renew(pairing, { termFrom: '2026-12-02' })).toMatchObject({ problems: [{ field: 'termFrom' }] });
    expect(await renew(pairing, {}, world.organizations.nuanyang)).toBeInstanceOf(PairingNotFound);
    const renewal = must(await renew(pairing));
    must(await change(pairing, { step: 'suspend', code: 'agreed' }));
    expect(await renew(pairing)).toMatchObject({ code: 'PAIRING_NOT_IN', actual: 'suspended' });
    expect(await acts.sign(organization, renewal)).toMatchObject({ code: 'PAIRING_NOT_IN', actual: 'suspended' });
    expect(await stored(pairing.id)).toMatchObject({ state: 'suspended' });
  });
});

describe('the programme’s limit', () => {
  test('is set by its authority, and refuses one station more', async () => {
    await paired();
    const set = async (mostPairings: number | null, expectedVersion: number) =>
      limitPairings(await acts.as(officer), {
        ...acts.key(),
        programmeId: world.programme.id,
        expectedVersion,
        mostPairings,
      });
    const { version } = await acts.one<{ version: number }>('select version from programmes where id = $1', [
      world.programme.id,
    ]);
    expect(await set(0, version)).toMatchObject({ code: 'PROGRAMME_UNSOUND' });
    expect(await set(1, version - 1)).toBeInstanceOf(StaleVersion);
    expect(must(await set(1, version))).toMatchObject({ mostPairings: 1, version: version + 1 });
    const second = await acts.confirmedClaim(world.stations.shetang, organization);
    expect(await acts.agree(organization, second.id)).toMatchObject({ code: 'PAIRING_LIMIT_REACHED', most: 1 });
    must(await set(2, version + 1));
    must(await acts.agree(organization, second.id));
  });

  test('holds when two stations draft at once', async () => {
    await acts.sql('update programmes set most_pairings = 1');
    const { dacheng, shetang } = world.stations;
    const claims = [await acts.confirmedClaim(dacheng, organization), await acts.confirmedClaim(shetang, organization)];
    const answers = await Promise.all([acts.agree(dacheng, claims[0]!.id), acts.agree(shetang, claims[1]!.id)]);
    expect(answers.filter((answer) => answer instanceof Refusal)).toHaveLength(1);
    expect(answers.find((answer) => answer instanceof Refusal)).toMatchObject({ code: 'PAIRING_LIMIT_REACHED' });
  });
});

test('both parties are told of each step, with the reason and what becomes of their work', async () => {
  const relay = startRelay(world.hall, [noticeListener], pino({ level: 'fatal' }));
  const { pairing, agreement } = await paired();
  must(await change(pairing, { step: 'suspend', code: 'rectify', words: '安全措施待整改', openWork: 'set_free' }));
  await relay.drain();
  await relay.close();
  const told = await acts.sql<{ who: string; title: string; body: string }>(
    `select account_id as who, title, body from notices where kind = 'pairing.suspended' and link = $1`,
    [`/m/agreements/${agreement.id}`],
  );
  expect(told.map(({ who }) => who).sort()).toEqual([station.accountId, organization.accountId].sort());
  expect(told[0]).toMatchObject({
    title: expect.stringMatching(/^主管单位暂停了.+与.+的结对$/),
    body: '原因：服务质量或安全问题待整改：安全措施待整改。恢复以前，双方之间不能接新的点单。在手的 1 项接单和邀请已一并解除，点单重新开放。',
  });
});

describe('straight from an offer', () => {
  const offered = async () =>
    (
      await acts.one<{ id: string }>(`select id from offers where organization_id = $1 and state = 'listed' limit 1`, [
        organization.id,
      ])
    ).id;
  const direct = async (changes = {}, who: { accountId: string } = station) =>
    draftDirectAgreement(await acts.as(who), {
      ...acts.key(),
      offerId: await offered(),
      justification: '该组织长期在本镇服务，群众熟悉',
      ...AGREEMENT,
      ...changes,
    });

  test('a station drafts it with its reason; nobody else may', async () => {
    const agreement = must(await direct());
    expect(agreement).toMatchObject({ stationId: station.id, organizationId: organization.id, revision: 1 });
    const asked = await world.ask('bureau', 'query($id: ID!) { pairing(id: $id) { state justification } }', {
      id: agreement.pairingId,
    });
    expect(asked.data).toEqual({ pairing: { state: 'proposed', justification: '该组织长期在本镇服务，群众熟悉' } });
    await expect(direct({}, organization)).rejects.toMatchObject({ extensions: { code: 'FORBIDDEN' } });
    expect(await direct({}, station)).toMatchObject({ code: 'PAIRING_OVERLAPS', agreementNumber: agreement.number });
  });

  test('names every gap at once, and heeds what stands between the two', async () => {
    expect(await direct({ justification: '熟悉', goal: ' ' })).toMatchObject({
      problems: [{ field: 'justification' }, { field: 'goal' }],
    });
    await acts.sql(`update organizations set list_status = 'abnormal' where id = $1`, [organization.id]);
    expect(await direct()).toMatchObject({ problems: [{ field: 'offerId' }] });
    await acts.sql(`update organizations set list_status = 'none' where id = $1`, [organization.id]);
    const { pairing } = await paired({ termTo: '2026-11-30' });
    must(await change(pairing, { step: 'suspend', code: 'agreed' }));
    expect(await direct({ termFrom: '2026-12-01' })).toMatchObject({ problems: [{ field: 'offerId' }] });
  });
});
