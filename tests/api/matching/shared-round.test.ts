/** A shared order in rounds: it stays while places are left beyond the invitations that wait, and nobody is asked twice. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Acts, actsIn } from '../../kit/acts.ts';
import { startWorld, type World } from '../../kit/world.ts';
import { type Rounds, roundsIn } from './rounds.ts';

let world: World;
let acts: Acts;
let rounds: Rounds;
beforeAll(async () => {
  world = await startWorld();
  acts = actsIn(world);
  rounds = roundsIn(world);
});
afterAll(() => world?.close());

test('two seats take two invitations, to two organizations; then it waits for the answers', async () => {
  const until = new Date('2026-12-15T10:00:00+08:00');
  const order = await acts.posted(world.stations.dacheng, { sharing: 'joint', seats: 2, claimableUntil: until });
  const proposed = async () =>
    (await rounds.preview()).plan.proposals.edges.map(({ node }: any) => [node.order.id, node.organization.id]);
  const [[, first]] = await proposed();
  expect(await rounds.send(await rounds.saved(), null)).toMatchObject({ state: 'sent' });
  const again = await proposed();
  expect(again).toEqual([[order.id, expect.any(String)]]);
  expect(again[0][1]).not.toBe(first);
  expect(await rounds.send(await rounds.saved(), null)).toMatchObject({ state: 'sent' });
  const full = await rounds.preview();
  expect([full.plan.proposals.totalCount, full.heldBackCount]).toEqual([0, 2]);
});
