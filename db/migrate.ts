/** Brings a database up to the newest migration. Any number of processes may do so at once: one works, the rest wait. */
import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate as runMigrations } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';

/** Any number that nothing else in the database locks. */
const MIGRATION_LOCK = 5_920_260_717;

/** @throws whatever the driver throws: no connection, not enough rights, a statement that fails (nothing is then changed) */
export async function migrate(url: string): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    application_name: 'jiedui migrate',
  });
  client.on('error', () => {}); // the query in hand reports it
  await client.connect();
  try {
    await client.query("set client_min_messages = 'warning'");
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await runMigrations(drizzle(client), { migrationsFolder: join(import.meta.dirname, 'migrations') });
  } finally {
    await client.end();
  }
}
