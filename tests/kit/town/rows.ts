/** How the rows of the town are written: their first columns, the two instants of most of them, and the insert itself. */
import { randomUUID } from 'node:crypto';
import type { OpenTx } from '@jiedui/db/connect.ts';

export const EARLY = new Date('2026-11-01T00:00:00Z');
export const LATE = new Date('2026-12-31T00:00:00Z');

export const row = (tenant: string) => ({ id: randomUUID(), tenant_id: tenant });

/** @returns a function that inserts a row and answers its id, if it has one */
export function inserter(tx: OpenTx) {
  return async (table: string, values: Record<string, unknown>): Promise<string> => {
    const columns = Object.keys(values);
    const places = columns.map((_, index) => `$${index + 1}`);
    await tx.client.query(
      `insert into ${table} (${columns.join(', ')}) values (${places.join(', ')})`,
      Object.values(values),
    );
    return typeof values.id === 'string' ? values.id : '';
  };
}
