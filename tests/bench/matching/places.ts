/** Places in the unit square: counties with more people in them than on the land between, and who is near. */
import type { Random } from './random.ts';

export interface Points {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

const ORDERS_A_COUNTY = 400;
/** Share of the points that lie anywhere. */
const BETWEEN = 0.2;

/** Orders and providers around the same centres, each choosing its county by chance. */
export function scatter(random: Random, orderCount: number, providerCount: number) {
  const counties = Math.max(3, Math.round(orderCount / ORDERS_A_COUNTY));
  const radius = 0.4 / Math.sqrt(counties);
  const centre = points(counties, () => [random.unit(), random.unit()]);
  const place = (): readonly [number, number] => {
    for (;;) {
      if (random.unit() < BETWEEN) return [random.unit(), random.unit()];
      const county = random.below(counties);
      const dx = 2 * random.unit() - 1;
      const dy = 2 * random.unit() - 1;
      const x = centre.x[county]! + radius * dx;
      const y = centre.y[county]! + radius * dy;
      if (dx * dx + dy * dy <= 1 && 0 <= x && x < 1 && 0 <= y && y < 1) return [x, y];
    }
  };
  return { orders: points(orderCount, place), providers: points(providerCount, place) };
}

function points(count: number, place: () => readonly [number, number]): Points {
  const x = new Float64Array(count);
  const y = new Float64Array(count);
  for (let i = 0; i < count; i++) [x[i], y[i]] = place() as [number, number];
  return { x, y };
}

/** The square of each point, when the land is cut into about so many. */
export function squares({ x, y }: Points, about: number): Int32Array {
  const side = Math.max(1, Math.round(Math.sqrt(about)));
  return Int32Array.from(x, (_, i) => Math.floor(y[i]! * side) * side + Math.floor(x[i]! * side));
}

/**
 * Writes the indices of the nearest points into the row it is given, whose length is the second argument.
 * A grid of cells with about three points each, searched ring by ring until no nearer point can come.
 */
export function nearestIn({ x, y }: Points, wanted: number): (px: number, py: number, row: Int32Array) => void {
  const side = Math.max(1, Math.floor(Math.sqrt(x.length / 3)));
  const { cellStart, member } = byCell(squares({ x, y }, side * side), side * side);
  const distance = new Float64Array(wanted);
  return (px, py, row) => {
    const cx = Math.floor(px * side);
    const cy = Math.floor(py * side);
    let found = 0;
    for (let ring = 0; ring < side; ring++) {
      // Whatever is outside the rings so far is at least this far away.
      const reach = (ring - 1) / side;
      if (found === wanted && 0 <= reach && distance[wanted - 1]! <= reach * reach) break;
      for (let gy = Math.max(0, cy - ring); gy <= Math.min(side - 1, cy + ring); gy++) {
        const step = gy === cy - ring || gy === cy + ring ? 1 : Math.max(1, 2 * ring);
        for (let gx = cx - ring; gx <= cx + ring; gx += step) {
          if (gx < 0 || side <= gx) continue;
          const cell = gy * side + gx;
          for (let k = cellStart[cell]!; k < cellStart[cell + 1]!; k++) found = keep(member[k]!, found);
        }
      }
    }

    function keep(candidate: number, held: number): number {
      const dx = x[candidate]! - px;
      const dy = y[candidate]! - py;
      const d = dx * dx + dy * dy;
      if (held === wanted && distance[wanted - 1]! <= d) return held;
      let at = held === wanted ? wanted - 1 : held;
      for (; 0 < at && d < distance[at - 1]!; at--) {
        distance[at] = distance[at - 1]!;
        row[at] = row[at - 1]!;
      }
      distance[at] = d;
      row[at] = candidate;
      return Math.min(wanted, held + 1);
    }
  };
}

/** Points sorted by cell (counting sort). */
function byCell(cell: Int32Array, cells: number) {
  const cellStart = new Int32Array(cells + 1);
  for (const c of cell) cellStart[c + 1]!++;
  for (let c = 0; c < cells; c++) cellStart[c + 1]! += cellStart[c]!;
  const next = cellStart.slice(0, cells);
  const member = new Int32Array(cell.length);
  for (let i = 0; i < cell.length; i++) member[next[cell[i]!]!++] = i;
  return { cellStart, member };
}
