/** An order that several share, put where its claims put it. Whoever made, ended or served one of them holds the lock. */
import type { Tx } from '@jiedui/db/connect.ts';
import { restDates, settle } from '@jiedui/shared/order/standing.ts';
import { Refusal } from '@jiedui/shared/refusal.ts';
import { membersOf } from './member.store.ts';
import type { OrderRow } from './order.store.ts';
import { saveStanding, stationsServed, type TakerOfOrder, takersOf } from './takers.store.ts';

export interface Settled {
  readonly order: OrderRow;
  readonly takers: readonly TakerOfOrder[];
}

/** @param order locked; what the caller changed of it besides its state is saved too */
export async function settleStanding(tx: Tx, order: OrderRow, at: Date): Promise<Settled> {
  const takers = await takersOf(tx, [order.id]);
  const served = await isServed(tx, order, takers);
  const settled = settle(order, takers, served, at);
  if (settled instanceof Refusal) throw new Error(`order ${order.id} has ended as ${settled.actual} under its lock`);
  await saveStanding(tx, { ...settled, rest: restDates(takers, served) }, at);
  return { order: { ...settled, version: order.version + 1 }, takers };
}

/** Only asked once something is delivered: each station that takes part has had a session that was confirmed. */
async function isServed(tx: Tx, order: OrderRow, takers: readonly TakerOfOrder[]): Promise<boolean> {
  if (order.memberStationIds.length === 0 || takers.every(({ deliveredAt }) => deliveredAt === null)) return true;
  const [members, served] = await Promise.all([membersOf(tx, [order.id]), stationsServed(tx, order.id)]);
  const joined = members.filter(({ answer }) => answer === 'joins').map(({ stationId }) => stationId);
  return [order.stationId, ...joined].every((id) => served.includes(id));
}
