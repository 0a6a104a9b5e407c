/** What a session refers to must be there: stations, providers, orders that its recording side holds, photos of its own. */
import type { Tx } from '@jiedui/db/connect.ts';
import { effectiveOrderState } from '@jiedui/shared/order/lifecycle.ts';
import type { FieldProblem } from '@jiedui/shared/refusal.ts';
import { isUuid } from '../builder.ts';
import { type OrderRow, ordersById } from '../order/order.store.ts';
import { type TakerOfOrder, takersOf } from '../order/takers.store.ts';
import { organizationsById } from '../organization/organization.store.ts';
import { stationsById } from '../station/station.store.ts';
import { photosOfSessions } from './session-read.store.ts';
import { type SessionContent, lockFreeFiles } from './session-write.store.ts';

export interface References {
  readonly problems: readonly FieldProblem[];
  /** The authorities of the listed stations, each once. */
  readonly authorityIds: readonly string[];
}

/** Asks the database for everything that the content names, and says which names lead nowhere. */
export async function checkReferences(
  tx: Tx,
  session: { readonly id: string; readonly organizationId: string },
  accountId: string,
  content: SessionContent,
  at: Date,
): Promise<References> {
  const recipientIds = content.goods.map((g) => g.recipientStationId).filter((id) => id !== null);
  const stations = await stationsById(tx, [...content.stationIds, ...recipientIds].filter(isUuid));
  const stationIds = new Set(stations.map((station) => station.id));
  const problems = [
    ...stationProblems(content, stationIds),
    ...(await providerProblems(tx, content)),
    ...(await orderProblems(tx, content, at)),
    ...(await photoProblems(tx, content, session.id, accountId)),
  ];
  const listed = stations.filter((station) => content.stationIds.includes(station.id));
  return { problems, authorityIds: [...new Set(listed.map((station) => station.authorityId))] };
}

function stationProblems(content: SessionContent, known: ReadonlySet<string>): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (!content.stationIds.every((id) => known.has(id))) {
    problems.push({ field: 'stationIds', message: '所选社工站中有不存在的，请重新选择社工站' });
  }
  for (const [i, { recipientStationId }] of content.goods.entries()) {
    if (recipientStationId === null || known.has(recipientStationId)) continue;
    problems.push({ field: `goods.${i}`, message: `第 ${i + 1} 项物资的接收社工站不存在，请重新选择` });
  }
  return problems;
}

async function providerProblems(tx: Tx, { providerIds }: SessionContent): Promise<FieldProblem[]> {
  const known = await organizationsById(tx, providerIds.filter(isUuid));
  if (known.length === providerIds.length) return [];
  return [{ field: 'providerIds', message: '所选服务单位中有不存在的，请重新选择服务单位' }];
}

/**
 * An order may be served when one of the listed providers holds it, once its station confirmed the claim, and with that
 * station listed: a joint event serves the orders of all who hold it, and each station has its say before it counts.
 */
async function orderProblems(tx: Tx, content: SessionContent, at: Date): Promise<FieldProblem[]> {
  if (content.orders.length === 0) return [];
  const known = new Map(
    (await ordersById(tx, content.orders.map((o) => o.orderId).filter(isUuid))).map((order) => [order.id, order]),
  );
  const shared = [...known.values()].filter(({ sharing }) => sharing !== 'exclusive').map(({ id }) => id);
  const takers = shared.length === 0 ? [] : await takersOf(tx, shared);
  return content.orders.flatMap(({ orderId }, i) => {
    const order = known.get(orderId);
    if (!order || !isServedBy(order, content.providerIds, takers, at))
      return [
        { field: `orders.${i}`, message: `第 ${i + 1} 个点单不是由所列服务单位承接并经社工站确认的，请重新选择` },
      ];
    if ([order.stationId, ...order.memberStationIds].some((id) => content.stationIds.includes(id))) return [];
    return [
      { field: `orders.${i}`, message: `点单 ${order.number} 来自${order.station.name}，请把该站加入受益社工站` },
    ];
  });
}

/** Of a shared order, by whoever holds a confirmed share, while others are still sought for the rest. */
function isServedBy(
  order: OrderRow,
  providerIds: readonly string[],
  takers: readonly TakerOfOrder[],
  at: Date,
): boolean {
  if (order.sharing === 'exclusive') {
    const isHeld = providerIds.some((id) => id === order.claimedOrganizationId);
    const state = effectiveOrderState(order, at);
    return isHeld && (state === 'confirmed' || state === 'completed');
  }
  return takers.some(
    (taker) => taker.orderId === order.id && taker.state === 'confirmed' && providerIds.includes(taker.organizationId),
  );
}

/** A photo is one that the account uploaded and no other session holds, or one that this session holds already. */
async function photoProblems(
  tx: Tx,
  content: SessionContent,
  sessionId: string,
  accountId: string,
): Promise<FieldProblem[]> {
  if (content.photos.length === 0) return [];
  const held = (await photosOfSessions(tx, [sessionId])).map((photo) => photo.id);
  const wanted = content.photos.map((photo) => photo.fileId).filter((id) => isUuid(id) && !held.includes(id));
  const usable = new Set([...held, ...(await lockFreeFiles(tx, accountId, wanted))]);
  return content.photos.flatMap(({ fileId }, i) =>
    usable.has(fileId) ? [] : [{ field: `photos.${i}`, message: `第 ${i + 1} 张照片无法使用，请重新上传` }],
  );
}
