/** Rows in the order in which a DataLoader asked for their keys; a missing one is an error for its asker alone. */
export function inOrderOf<K, V>(keys: readonly K[], rows: readonly V[], keyOf: (row: V) => K): (V | Error)[] {
  const byKey = new Map(rows.map((row) => [keyOf(row), row]));
  return keys.map((key) => byKey.get(key) ?? new Error(`no row for ${String(key)}`));
}

/** The same where several rows belong to one key. */
export function groupedInOrderOf<K, V>(keys: readonly K[], rows: readonly V[], keyOf: (row: V) => K): V[][] {
  const groups = new Map<K, V[]>(keys.map((key) => [key, []]));
  for (const row of rows) groups.get(keyOf(row))?.push(row);
  return keys.map((key) => groups.get(key) ?? []);
}
