/** An instance in a file of 32-bit numbers in the machine's own order, for the processes of the bench to share. */
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { Instance } from '@jiedui/shared/matching/assignment/instance.ts';

/** Head: orders, providers, stations, pairs; then seats, tier, station, capacity, start, provider, score. */
export function writeInstance(file: string, instance: Instance): void {
  const { orderCount, providerCount, stationCount, seats, tier, station, capacity, start, provider, score } = instance;
  const head = Int32Array.of(orderCount, providerCount, stationCount, provider.length);
  const descriptor = openSync(file, 'w');
  try {
    for (const part of [head, seats, tier, station, capacity, start, provider, score])
      for (let at = 0; at < part.byteLength; ) at += writeSync(descriptor, part, at, part.byteLength - at);
  } finally {
    closeSync(descriptor);
  }
}

export function readInstance(file: string): Instance {
  const bytes = readFileSync(file);
  const all = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
  const [orderCount, providerCount, stationCount, pairs] = all as unknown as [number, number, number, number];
  let at = 4;
  const part = (length: number) => all.subarray(at, (at += length));
  return {
    orderCount,
    providerCount,
    stationCount,
    seats: part(orderCount),
    tier: part(orderCount),
    station: part(orderCount),
    capacity: part(providerCount),
    start: part(orderCount + 1),
    provider: part(pairs),
    score: part(pairs),
  };
}
