/**
 * A copy of a live plan, so that one can be changed while the other stays as it was. Cost: the memory of the plan, copied
 * once (some megabytes for a prefecture, under a millisecond); its scratch is new.
 */
import { LivePlan } from '../assignment/live.ts';
import { Network, Search } from '../assignment/network.ts';

export function copyPlan(plan: LivePlan): LivePlan {
  const network: Network = copied(plan.network, Network.prototype);
  network.search = new Search(Math.max(network.orderCount, network.floor.length), network.objectCount);
  return Object.assign(copied(plan, LivePlan.prototype), { network });
}

/** Own properties; arrays, maps and sets are copied, so is what holds arrays. */
function copied<T extends object>(from: T, prototype: object): T {
  const to = Object.create(prototype) as Record<string, unknown>;
  for (const [key, value] of Object.entries(from)) to[key] = copyOf(value);
  return to as T;
}

function copyOf(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return (value as Int32Array).slice();
  if (Array.isArray(value)) return value.map(copyOf);
  if (value instanceof Map) return new Map(value);
  if (value instanceof Set) return new Set(value);
  if (value instanceof Search || value instanceof Network) return value;
  if (value !== null && typeof value === 'object') return copied(value, Object.getPrototypeOf(value) as object);
  return value;
}
