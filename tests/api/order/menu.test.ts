/** Menu mode: an order picked from an offer asks its organization, and is open to all once that has said no or nothing. */
import { acceptMenuOrder, declineMenuOrder } from '@jiedui/api/claim/menu.commands.ts';
import { approveOrder } from '@jiedui/api/order/approval.commands.ts';
import { startFromOffer } from '@jiedui/api/order/beginning.commands.ts';
import { postOrder, saveOrderDraft } from '@jiedui/api/order/order.commands.ts';
import { claimToConfirm } from '@jiedui/api/report/first-reminders.ts';
import { inTransaction } from '@jiedui/db/connect.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Acts, actsIn, must } from '../../kit/acts.ts';
import { NOW, startWorld, type World } from '../../kit/world.ts';
import { saveRule } from './approval-rule.ts';

let world: World;
let acts: Acts;
beforeAll(async () => {
  world = await startWorld();
  acts = actsIn(world);
});
afterAll(() => world.close());
beforeEach(() => {
  world.clock.now = NOW;
});

const station = () => world.stations.dacheng;
const heart = () => world.organizations.xinlianxin;
const other = () => world.organizations.nuanyang;
const rule = async (approver: 'none' | 'bureau') => must(await saveRule(acts, world.officer, { approver }));
const offerOf = async (organization: { id: string }) =>
  (await acts.one<{ id: string }>('select id from offers where organization_id = $1', [organization.id])).id;
/** A draft from the offer of 心连心, with what the offer cannot say. */
async function menuDraft() {
  const draft = must(
    await startFromOffer(await acts.as(station()), { ...acts.key(), offerId: await offerOf(heart()) }),
  );
  const { id, version } = draft;
  const rest = { place: '大城街道', needType: 'felt', mode: 'relief' } as const;
  return must(
    await saveOrderDraft(await acts.as(station()), { ...draft, ...acts.key(), ...rest, id, expectedVersion: version }),
  );
}
const claimOf = (orderId: string) =>
  acts.one<{ id: string; version: number; state: string; awaits: string }>(
    'select id, version, state, awaits from claims where order_id = $1',
    [orderId],
  );

describe('menu mode', () => {
  test('fills a draft from the offer, and publishing it asks the organization in the same step', async () => {
    const draft = await menuDraft();
    expect(draft).toMatchObject({ title: '独居老人入户探访', serviceType: 'EC01', headcount: { value: 40 } });
    const posted = must(await postOrder(await acts.as(station()), acts.ofOrder(draft)));
    expect(posted).toMatchObject({ state: 'claimed', version: draft.version + 2 });
    const claim = await claimOf(draft.id);
    expect(claim).toMatchObject({ state: 'pending', awaits: 'organization' });
    // The station has said yes by picking; nobody but the organization answers, and nobody else takes it meanwhile.
    expect(await acts.confirm(station(), claim as never)).toMatchObject({ code: 'CLAIM_NOT_FOUND' });
    expect(await acceptMenuOrder(await acts.as(other()), acts.ofClaim(claim))).toMatchObject({
      code: 'CLAIM_NOT_FOUND',
    });
    expect(await acts.claim(other(), draft.id)).toMatchObject({ code: 'ALREADY_CLAIMED' });
    const accepted = must(await acceptMenuOrder(await acts.as(heart()), acts.ofClaim(claim)));
    expect(accepted.state).toBe('confirmed');
    const { data } = await world.ask(
      'dacheng',
      'query ($id: ID!) { order(id: $id) { state menu { organization { name } } timeline { what } } }',
      { id: draft.id },
    );
    expect(data.order).toMatchObject({ state: 'confirmed', menu: { organization: { name: '天水市心连心爱心协会' } } });
    expect(data.order.timeline.map((entry: { what: string }) => entry.what)).toContain('同意承接');
  });

  test('is no work of the station while the organization has the answer, in no list of what waits', async () => {
    const draft = await menuDraft();
    must(await postOrder(await acts.as(station()), acts.ofOrder(draft)));
    const claim = await claimOf(draft.id);
    const { data, errors } = await world.ask(
      'dacheng',
      `{ home { todos { kind id } } station(id: "${station().id}") { openItems { kind id } }
         nextTasks(kinds: [claim]) { page(first: 30) { edges { node { id mine what } } } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.nextTasks.page.edges.map((edge: { node: object }) => edge.node)).toContainEqual({
      id: `claim:${claim.id}`,
      mine: false,
      what: '答复是否承接',
    });
    const reminders = await inTransaction(world.hall.pool, { system: 'relay' }, 'read', (tx) =>
      claimToConfirm.due(tx, new Date('2026-11-26T15:00:00.000Z'), { after: null, limit: 200 }),
    );
    const mine = ({ id }: { id: string }) => id === claim.id;
    expect({
      todos: data.home.todos.filter(mine),
      openItems: data.station.openItems.filter(mine),
      reminders: reminders.filter(({ thingId }) => thingId === claim.id),
    }).toEqual({ todos: [], openItems: [], reminders: [] });
    must(await declineMenuOrder(await acts.as(heart()), { ...acts.ofClaim(claim), reason: '本月人手不足' }));
  });

  test('declined, the order is open to all, and is not asked for again', async () => {
    const draft = await menuDraft();
    must(await postOrder(await acts.as(station()), acts.ofOrder(draft)));
    const claim = await claimOf(draft.id);
    expect(await declineMenuOrder(await acts.as(heart()), { ...acts.ofClaim(claim), reason: '' })).toMatchObject({
      code: 'REASON_MISSING',
    });
    must(await declineMenuOrder(await acts.as(heart()), { ...acts.ofClaim(claim), reason: '本月人手不足' }));
    expect(must(await acts.claim(other(), draft.id)).state).toBe('pending');
  });

  test('unanswered, it is open to all after the last instant', async () => {
    const draft = await menuDraft();
    must(await postOrder(await acts.as(station()), acts.ofOrder(draft)));
    const claim = await claimOf(draft.id);
    world.clock.now = new Date('2026-11-26T16:00:00.000Z');
    expect(await acceptMenuOrder(await acts.as(heart()), acts.ofClaim(claim))).toMatchObject({ code: 'CLAIM_LAPSED' });
    expect(must(await acts.claim(other(), draft.id)).state).toBe('pending');
  });

  test('with approval, the asking follows on it', async () => {
    await rule('bureau');
    const draft = await menuDraft();
    const submitted = must(await postOrder(await acts.as(station()), acts.ofOrder(draft)));
    expect(submitted.state).toBe('submitted');
    expect(await acts.sql('select 1 from claims where order_id = $1', [draft.id])).toEqual([]);
    const approved = must(
      await approveOrder(await acts.as(world.officer), { ...acts.ofOrder(submitted), together: false }),
    );
    expect(approved.state).toBe('claimed');
    must(await acceptMenuOrder(await acts.as(heart()), acts.ofClaim(await claimOf(draft.id))));
    await rule('none');
  });

  test('an offer that was taken off the list meanwhile is not asked', async () => {
    const draft = await menuDraft();
    await acts.sql("update offers set state = 'paused' where organization_id = $1", [heart().id]);
    expect(await postOrder(await acts.as(station()), acts.ofOrder(draft))).toMatchObject({ code: 'OFFER_NOT_ON_MENU' });
    expect(
      await startFromOffer(await acts.as(station()), { ...acts.key(), offerId: await offerOf(heart()) }),
    ).toMatchObject({ code: 'OFFER_NOT_ON_MENU' });
    await acts.sql("update offers set state = 'listed' where organization_id = $1", [heart().id]);
  });
});
