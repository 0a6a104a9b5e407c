/**
 * Distance between two places on the map, as the crow flies, in whole kilometres. A township without a coordinate of its
 * own stands at its county's seat, and whoever shows the distance says so.
 * Haversine on a sphere of the mean radius: within half a percent, which is less than a road's bends.
 */

/** Where something stands; `exact` is false where it stands at the seat of the county around it. */
export interface Place {
  /** Degrees north. */
  readonly latitude: number;
  /** Degrees east. */
  readonly longitude: number;
  readonly exact: boolean;
}

const EARTH_KM = 6371;

/** Null when either place is unknown: then the administrative tree decides. */
export function kmBetween(a: Place | null, b: Place | null): number | null {
  if (a === null || b === null) return null;
  const north = halfSine(b.latitude - a.latitude);
  const east = halfSine(b.longitude - a.longitude);
  const part = north + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * east;
  return Math.round(2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(part))));
}

/** `约 21 公里`, and how it was reckoned when a place has no coordinate of its own. */
export function kmWords(km: number, a: Place | null, b: Place | null): string {
  if (a?.exact && b?.exact) return km === 0 ? '不到 1 公里' : `约 ${km} 公里`;
  // Both stand at the same seat: that is no distance, only that none is known.
  return km === 0 ? '按县区驻地估算为同一处' : `约 ${km} 公里（按县区驻地估算）`;
}

function halfSine(degrees: number): number {
  return Math.sin(radians(degrees) / 2) ** 2;
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
