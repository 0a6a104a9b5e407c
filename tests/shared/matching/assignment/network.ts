/**
 * A plain network for flows of least cost: pairs of arcs, each the other's way back. Shortest paths by Bellman-Ford with
 * a queue; slow and simple on purpose, because the tests compare the solver with it.
 */
export interface Network {
  readonly nodeCount: number;
  readonly from: number[];
  readonly to: number[];
  readonly cost: number[];
  /** What can still be pushed; arc ^ 1 is the way back. */
  readonly left: number[];
  readonly out: number[][];
}

export function emptyNetwork(nodeCount: number): Network {
  return { nodeCount, from: [], to: [], cost: [], left: [], out: Array.from({ length: nodeCount }, () => []) };
}

/** @returns the arc, with `flow` of `capacity` already on it */
export function addArc(net: Network, from: number, to: number, cost: number, capacity: number, flow = 0): number {
  const arc = net.from.length;
  net.from.push(from, to);
  net.to.push(to, from);
  net.cost.push(cost, -cost);
  net.left.push(capacity - flow, flow);
  net.out[from]!.push(arc);
  net.out[to]!.push(arc + 1);
  return arc;
}

export interface Paths {
  readonly distance: Float64Array;
  /** Arc by which a node was reached; -1 for none. */
  readonly by: Int32Array;
}

/**
 * Cheapest ways over arcs that have something left, from one node or (null) from all at cost 0.
 *
 * @returns null if a cycle of negative cost was met
 */
export function cheapest(net: Network, source: number | null): Paths | null {
  const { nodeCount, to, cost, left, out, from } = net;
  const distance = new Float64Array(nodeCount).fill(source === null ? 0 : Infinity);
  const by = new Int32Array(nodeCount).fill(-1);
  const queued = new Uint8Array(nodeCount);
  let queue: number[] = source === null ? Array.from({ length: nodeCount }, (_, node) => node) : [source];
  if (source !== null) distance[source] = 0;
  for (let pass = 0; 0 < queue.length; pass++) {
    const next: number[] = [];
    for (const node of queue) {
      queued[node] = 0;
      for (const arc of out[node]!) {
        const head = to[arc]!;
        if (left[arc]! <= 0 || distance[head]! <= distance[node]! + cost[arc]!) continue;
        distance[head] = distance[node]! + cost[arc]!;
        by[head] = arc;
        if (queued[head] === 0) next.push(head);
        queued[head] = 1;
      }
    }
    // Ways without a cycle are done after as many passes as there are nodes; the tree shows a cycle far earlier.
    if (nodeCount < pass || (pass % 16 === 15 && hasCycle(by, from))) return null;
    queue = next;
  }
  return { distance, by };
}

/** A cycle in the arcs by which nodes were reached is one of negative cost. */
function hasCycle(by: Int32Array, from: readonly number[]): boolean {
  const seen = new Int32Array(by.length).fill(-1);
  for (let first = 0; first < by.length; first++) {
    let node = first;
    while (seen[node] === -1) {
      seen[node] = first;
      if (by[node] === -1) break;
      node = from[by[node]!]!;
      if (seen[node] === first) return true;
    }
  }
  return false;
}
