/** What the commands on a station's own order share: the order locked, and what is told when it was done. */
import type { Tx } from '@jiedui/db/connect.ts';
import { OrderNotFound } from '@jiedui/shared/order/refusals.ts';
import { StaleVersion } from '@jiedui/shared/refusal.ts';
import type { Done, DomainEvent } from '../hall/command.ts';
import { type Viewer, stationIdsOf } from '../viewer.ts';
import { type OrderRow, lockOrder, orderById } from './order.store.ts';

/** The order of the viewer's own station, locked; somebody else's and a missing one are the same refusal. */
export async function lockOwn(
  tx: Tx,
  viewer: Viewer,
  id: string,
  expectedVersion: number | null,
): Promise<OrderRow | OrderNotFound | StaleVersion> {
  const order = await lockOrder(tx, id);
  if (!order || !stationIdsOf(viewer).includes(order.stationId)) return new OrderNotFound();
  if (expectedVersion !== order.version) return new StaleVersion(order.version);
  return order;
}

export interface DoneFacts {
  readonly versionBefore: number | null;
  readonly versionAfter: number;
  readonly changed: readonly string[];
  readonly topic: string;
  /** Whether every open market page should look again. */
  readonly market: boolean;
  /** Told beside the order's own authority: one that approves in its place. */
  readonly approverAuthorityId?: string | null;
  /** Who held shares of it until now. */
  readonly takerIds?: readonly string[];
  readonly more?: readonly DomainEvent[];
}

export async function doneWith(tx: Tx, id: string, facts: DoneFacts): Promise<Done<OrderRow>> {
  const order = await orderById(tx, id);
  if (!order) throw new Error(`order ${id} vanished inside its own transaction`);
  const { stationId, authorityId, claimedOrganizationId } = order;
  const payload = {
    stationId,
    authorityId,
    organizationId: claimedOrganizationId,
    market: facts.market ? 1 : 0,
    ...(facts.approverAuthorityId ? { authorityIds: [facts.approverAuthorityId] } : {}),
    ...(facts.takerIds?.length ? { organizationIds: facts.takerIds } : {}),
    ...(0 < order.memberStationIds.length ? { stationIds: order.memberStationIds } : {}),
  };
  return {
    value: order,
    entity: 'order',
    entityId: id,
    versionBefore: facts.versionBefore,
    versionAfter: facts.versionAfter,
    changed: facts.changed,
    events: [{ topic: facts.topic, entityId: id, version: facts.versionAfter, payload }, ...(facts.more ?? [])],
  };
}
