/** Brings a database up to the newest migration. Any number of processes may do so at once: one works, the rest wait. */
import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate as runMigrations } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import { StartRefused } from './refused.ts';

const OLDEST_VERSION = 150_000;
/** Any number that nothing else in the database locks. */
const MIGRATION_LOCK = 5_920_260_717;

/**
 * @throws StartRefused when the server is too old, or the application's roles could get round row-level security
 * @throws whatever the driver throws: no connection, not enough rights, a statement that fails (nothing is then changed)
 */
export async function migrate(url: string): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    application_name: 'jiedui migrate',
  });
  client.on('error', () => {}); // the query in hand reports it
  await client.connect();
  try {
    await requireVersion(client);
    await client.query("set client_min_messages = 'warning'");
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await runMigrations(drizzle(client), { migrationsFolder: join(import.meta.dirname, 'migrations') });
    await requireWeakRoles(client);
  } finally {
    await client.end();
  }
}

async function requireVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ number: number; words: string }>(
    "select current_setting('server_version_num')::int as number, current_setting('server_version') as words",
  );
  const { number = 0, words = '?' } = rows[0] ?? {};
  if (OLDEST_VERSION <= number) return;
  throw new StartRefused(
    `数据库版本为 PostgreSQL ${words}，需要 15 或更高版本。请升级数据库，或去掉 DATABASE_URL 使用内置数据库。`,
    `The database is PostgreSQL ${words}; 15 or newer is needed. Upgrade it, or leave out DATABASE_URL to use the built-in one.`,
  );
}

/** the second wall is no wall for a role that may pass it. */
async function requireWeakRoles(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ rolname: string }>(`
    select rolname from pg_roles role
    where rolname in ('jiedui_app', 'jiedui_open')
      and (rolsuper or rolbypassrls or exists (select from pg_class where relowner = role.oid))`);
  const strong = rows.map(({ rolname }) => rolname).join(', ');
  if (strong === '') return;
  throw new StartRefused(
    `数据库角色 ${strong} 的权限过大（超级用户、BYPASSRLS 或拥有表）。请执行：alter role ${strong} nosuperuser nobypassrls; 并把它拥有的表转给数据库所有者。`,
    `The database role ${strong} is too strong (superuser, BYPASSRLS, or owner of a table). Run: alter role ${strong} nosuperuser nobypassrls; and give its tables to the owner of the database.`,
  );
}
