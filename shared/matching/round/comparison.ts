/** A plan against an earlier one: which orders both knew, who moved, who was served then and is not now, and the reverse. */
import type { RoundPair } from './build.ts';

export interface PlannedOrders {
  readonly pairs: readonly RoundPair[];
  readonly unserved: readonly string[];
}

export interface Moved {
  readonly orderId: string;
  readonly beforeId: string;
  readonly afterId: string;
}

export interface Comparison {
  /** Orders in both. */
  readonly common: number;
  readonly moved: readonly Moved[];
  readonly newlyServed: number;
  readonly noLongerServed: number;
  readonly sentence: string;
}

export function compareRuns(before: PlannedOrders, after: PlannedOrders): Comparison {
  const then = new Map<string, string | null>(
    before.pairs.map(({ orderId, organizationId }) => [orderId, organizationId]),
  );
  for (const orderId of before.unserved) then.set(orderId, null);
  const moved: Moved[] = [];
  let [common, newlyServed, noLongerServed] = [0, 0, 0];
  for (const { orderId, organizationId } of after.pairs) {
    const beforeId = then.get(orderId);
    if (beforeId === undefined) continue;
    common += 1;
    if (beforeId === null) newlyServed += 1;
    else if (beforeId !== organizationId) moved.push({ orderId, beforeId, afterId: organizationId });
  }
  for (const orderId of after.unserved) {
    const beforeId = then.get(orderId);
    if (beforeId === undefined) continue;
    common += 1;
    if (beforeId !== null) noLongerServed += 1;
  }
  const sentence = comparisonSentence(common, moved.length, newlyServed, noLongerServed);
  return { common, moved, newlyServed, noLongerServed, sentence };
}

function comparisonSentence(common: number, moved: number, newly: number, lost: number): string {
  if (common === 0) return '上月的点单都已有着落，本轮都是新点单。';
  const parts = [
    moved === 0 ? '' : `${moved} 单换了组织`,
    newly === 0 ? '' : `${newly} 单由未安排转为可服务`,
    lost === 0 ? '' : `${lost} 单由可服务转为未安排`,
  ].filter((part) => part !== '');
  return `与上月共有 ${common} 单${parts.length === 0 ? '，安排不变' : `，其中 ${parts.join('，')}`}。`;
}
