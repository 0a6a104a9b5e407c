/**
 * A heap of node numbers by their distance, least first, in which a number can come nearer (decrease-key).
 * Binary, on typed arrays; O(log n) a step. Reference: Williams 1964.
 */
export class Heap {
  readonly keys: Float64Array;
  private readonly nodes: Int32Array;
  /** Where each node stands; -1 when it is not in the heap. */
  private readonly place: Int32Array;
  size = 0;

  constructor(nodeCount: number) {
    this.keys = new Float64Array(nodeCount + 1);
    this.nodes = new Int32Array(nodeCount + 1);
    this.place = new Int32Array(nodeCount).fill(-1);
  }

  /** Puts a node in, or nearer; never farther. */
  push(node: number, key: number): void {
    const { keys, nodes, place } = this;
    let at = place[node]!;
    if (at < 0) {
      at = this.size;
      this.size += 1;
    }
    while (0 < at) {
      const up = (at - 1) >> 1;
      if (keys[up]! <= key) break;
      keys[at] = keys[up]!;
      const moved = nodes[up]!;
      nodes[at] = moved;
      place[moved] = at;
      at = up;
    }
    keys[at] = key;
    nodes[at] = node;
    place[node] = at;
  }

  /** Takes the nearest node out; its key was `keys[0]`. */
  pop(): number {
    const { keys, nodes, place } = this;
    const first = nodes[0]!;
    place[first] = -1;
    this.size -= 1;
    const size = this.size;
    if (size === 0) return first;
    const key = keys[size]!;
    const node = nodes[size]!;
    let at = 0;
    for (;;) {
      let down = 2 * at + 1;
      if (size <= down) break;
      if (down + 1 < size && keys[down + 1]! < keys[down]!) down += 1;
      if (key <= keys[down]!) break;
      keys[at] = keys[down]!;
      const moved = nodes[down]!;
      nodes[at] = moved;
      place[moved] = at;
      at = down;
    }
    keys[at] = key;
    nodes[at] = node;
    place[node] = at;
    return first;
  }

  clear(): void {
    for (let at = 0; at < this.size; at += 1) this.place[this.nodes[at]!] = -1;
    this.size = 0;
  }
}
