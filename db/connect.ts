/**
 * The one door to the database: a pool, and transactions that begin by saying who asks.
 * Nothing else here queries, so no query can run outside a transaction that row-level security has been told about.
 */
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';

/** The only thing outside this package that holds one passes it back to `inTransaction`. */
export type Pool = pg.Pool;
export type PoolClient = pg.PoolClient;

export type DbRole = 'jiedui_app' | 'jiedui_open';

/** For whom a transaction runs: a signed-in person at an instant, or the machine for a purpose (see 0001_walls.sql). */
export type Enter =
  | { readonly session: string; readonly at: Date }
  | { readonly system: 'sign_in' | 'relay' | 'install' }
  /** The public page: no context at all; only rows open to everybody. */
  | 'public';

/** What `app.enter` found out about the person; null for the machine and the public. */
export interface EnteredViewer {
  readonly accountId: string;
  readonly tenantId: string;
  readonly login: string;
  readonly name: string;
  readonly sessionId: string;
  /** ISO 8601. */
  readonly expiresAt: string;
  readonly roles: readonly {
    readonly role: string;
    readonly stationId: string | null;
    readonly organizationId: string | null;
    readonly authorityId: string | null;
  }[];
}

/** A running transaction. */
export interface Tx {
  /** The bare connection, for what drizzle and `named` cannot say. */
  readonly client: pg.PoolClient;
  readonly db: NodePgDatabase;
  /** Runs a prepared statement; `name` is unique for its text and shows in the server's log. */
  named<R extends pg.QueryResultRow>(name: string, text: string, values?: readonly unknown[]): Promise<R[]>;
  /** The same, with the rights of a purpose within the viewer's tenant for this one statement. */
  namedFor<R extends pg.QueryResultRow>(
    purpose: 'matching' | 'settle',
    name: string,
    text: string,
    values?: readonly unknown[],
  ): Promise<R[]>;
}

/** The session is unknown, ended or expired, or its account is disabled. */
export class SessionGone extends Error {
  constructor() {
    super('the signed-in session is gone');
  }
}

export interface PoolOptions {
  readonly url: string;
  /** The role that every connection takes; null keeps the one that connects (migrations only). */
  readonly role: DbRole | null;
  readonly max: number;
}

/**
 * A pool whose connections may be cut at any moment without ending the process.
 * Its timeouts are those of R-03: 2 s to connect, 5 s a statement, 1 s for a lock, 10 s idle in a transaction.
 */
export function openPool({ url, role, max }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: 2_000,
    statement_timeout: 5_000,
    query_timeout: 5_500,
    lock_timeout: 1_000,
    idle_in_transaction_session_timeout: 10_000,
    application_name: role ?? 'jiedui',
    // Planning a statement behind row-level security takes longer than running it: the plan made once is kept. With the
    // default, PostgreSQL would go on planning each time for the sake of a parameter that may be null.
    ...(role && { options: `-c role=${role} -c plan_cache_mode=force_generic_plan` }),
    types: { getTypeParser: typeParser as typeof pg.types.getTypeParser },
  });
  const ignore = () => {}; // the query in hand reports the error; an idle connection is replaced
  pool.on('error', ignore);
  pool.on('connect', (client) => client.on('error', ignore));
  return pool;
}

/**
 * Runs `work` in one transaction that begins by entering. A write is repeated, whole, after a serialization failure or a
 * deadlock, at most three times. A read returns without waiting for its COMMIT.
 *
 * @throws SessionGone when the session may not enter
 */
export async function inTransaction<T>(
  pool: pg.Pool,
  enter: Enter,
  mode: 'read' | 'write',
  work: (tx: Tx, viewer: EnteredViewer | null) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(pool, enter, mode, work);
    } catch (error) {
      if (mode === 'read' || MAX_RETRIES < attempt || !isRetryable(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** attempt));
    }
  }
}

const MAX_RETRIES = 3;
const SERIALIZATION_FAILURE = '40001';
const DEADLOCK_DETECTED = '40P01';

/** drizzle wraps the driver's error, hence the walk along `cause`. */
function isRetryable(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code } = at as { code?: unknown };
    if (code === SERIALIZATION_FAILURE || code === DEADLOCK_DETECTED) return true;
  }
  return false;
}

async function once<T>(
  pool: pg.Pool,
  enter: Enter,
  mode: 'read' | 'write',
  work: (tx: Tx, viewer: EnteredViewer | null) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  const { tx, query } = wrap(client);
  try {
    const viewer = await begin(query, enter, mode);
    const result = await work(tx, viewer);
    const committed = query('commit');
    if (mode === 'write') {
      // An error that `work` swallowed has aborted the transaction: PostgreSQL then answers COMMIT with ROLLBACK.
      if ((await committed).command !== 'COMMIT') throw new Error('the transaction was aborted by an error inside it');
      client.release();
    } else {
      committed.then(
        () => client.release(),
        () => client.release(true),
      );
    }
    return result;
  } catch (error) {
    query('rollback').then(
      () => client.release(),
      () => client.release(true),
    );
    throw error;
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** One round trip: a simple query of two statements cannot carry parameters, so what goes into it is checked here. */
async function begin(query: Query, enter: Enter, mode: 'read' | 'write'): Promise<EnteredViewer | null> {
  const start = mode === 'read' ? 'begin read only' : 'begin';
  if (enter === 'public') {
    await query(start);
    return null;
  }
  if ('system' in enter) {
    await query(`${start}; select app.enter_system('${enter.system}')`);
    return null;
  }
  if (!UUID.test(enter.session)) throw new SessionGone();
  const answers = (await query(
    `${start}; select app.enter('${enter.session}', '${enter.at.toISOString()}') as viewer`,
  )) as unknown as pg.QueryResult<{ viewer: EnteredViewer | null }>[];
  const viewer = answers[1]?.rows[0]?.viewer;
  if (!viewer) throw new SessionGone();
  return viewer;
}

type Query = (config: string | pg.QueryConfig, values?: unknown[]) => Promise<pg.QueryResult>;

const wraps = new WeakMap<pg.PoolClient, { tx: Tx; query: Query }>();

/** What a connection needs to serve transactions, made once: drizzle's wrapper is not free. */
function wrap(client: pg.PoolClient): { tx: Tx; query: Query } {
  const known = wraps.get(client);
  if (known) return known;
  const query = oneAtATime(client);
  const named: Tx['named'] = async (name, text, values = []) => {
    const { rows } = await query({ name, text: `/* ${name} */ ${text}`, values: values as unknown[] });
    return rows;
  };
  const tx: Tx = {
    client,
    db: drizzle({ query } as unknown as pg.PoolClient),
    named,
    // The three statements enter the queue in one turn, so that no other query of this transaction runs between them.
    namedFor: async (purpose, name, text, values) => {
      const [, rows] = await Promise.all([
        query(`select app.enter_system('${purpose}')`),
        named<never>(name, text, values),
        query("select app.enter_system('')"),
      ]);
      return rows;
    },
  };
  const made = { tx, query };
  wraps.set(client, made);
  return made;
}

/** Resolvers of one request ask side by side on one connection, which can answer only one after the other. */
function oneAtATime(client: pg.PoolClient): Query {
  let last: Promise<unknown> = Promise.resolve();
  return (config, values) => {
    const answer = last.then(() => client.query(config as pg.QueryConfig, values));
    last = answer.catch(() => {});
    return answer;
  };
}

const DATE = 1082;
const INT8 = 20;

/** Days stay 'YYYY-MM-DD' (a Date would move them by the zone); counts are numbers. */
function typeParser(oid: number, format?: 'text' | 'binary') {
  if (oid === DATE) return (value: string) => value;
  if (oid === INT8) return Number;
  return pg.types.getTypeParser(oid, format as 'text');
}
