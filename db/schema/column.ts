/**
 * The columns that every room's tables are made of, so that they mean the same everywhere.
 * Instants have millisecond precision: with microseconds a cursor made of a JavaScript Date loses rows.
 */
import { type SQL, sql } from 'drizzle-orm';
import { check, customType, date, integer, timestamp, uuid, type AnyPgColumn } from 'drizzle-orm/pg-core';

/** A UUID v7 made by the api. */
export const id = () => uuid('id').primaryKey();

/** The owner of a row. Row-level security compares it with the viewer's tenant. */
export const tenantId = () => uuid('tenant_id').notNull();

/** A point in time, UTC, to the millisecond. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });

/** A calendar day in Asia/Shanghai, as 'YYYY-MM-DD'. */
export const day = (name: string) => date(name, { mode: 'string' });

/** Counts the changes of a row; a writer names the one it saw. */
export const version = () => integer('version').notNull().default(1);

export const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/** A CHECK that a column holds one of the values of a shared list; NULL passes. */
export function oneOf(name: string, column: AnyPgColumn, values: readonly string[]) {
  return check(name, sql`${column} in (${literals(values)})`);
}

function literals(values: readonly string[]): SQL {
  const odd = values.find((value) => !/^[a-z0-9_]+$/.test(value));
  if (odd !== undefined) throw new Error(`not a lower snake_case value: ${odd}`);
  return sql.raw(values.map((value) => `'${value}'`).join(', '));
}
