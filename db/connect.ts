/**
 * The one door to the database: a pool, and transactions that begin by saying who asks.
 * Nothing else here queries, so no query can run outside a transaction that row-level security has been told about.
 */
import pg from 'pg';
import { type Answer, type Answers, type Statement, send } from './batch.ts';
import { ENTER_SYSTEM, type Tx, asker, named, statementsOf } from './statements.ts';
import { TYPES } from './values.ts';

export type { Tx } from './statements.ts';

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
  /** The password was told by somebody else: of the units' rows nothing is seen until another is set. */
  readonly mustChangePassword: boolean;
  readonly roles: readonly {
    readonly role: string;
    readonly stationId: string | null;
    readonly organizationId: string | null;
    readonly authorityId: string | null;
  }[];
}

/** A transaction that is open on a connection of its own. */
export interface OpenTx extends Tx {
  /** The bare connection, for what drizzle and `named` cannot say. */
  readonly client: pg.PoolClient;
  /** For a statement whose answer nobody needs: it travels with the COMMIT, which fails if it does. */
  atCommit(name: string, text: string, values?: readonly unknown[]): void;
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
    ...(role && { options: `-c role=${role} -c plan_cache_mode=force_generic_plan -c random_page_cost=1.1` }),
    types: TYPES,
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
 * @param opening statements that need not know who entered; they travel with BEGIN, and `work` gets their answers
 * @throws SessionGone when the session may not enter
 */
export async function inTransaction<T, Opened = undefined>(
  pool: pg.Pool,
  enter: Enter,
  mode: 'read' | 'write',
  work: (tx: OpenTx, viewer: EnteredViewer | null, opened: Opened) => Promise<T>,
  opening?: (tx: OpenTx) => Promise<Opened>,
): Promise<T> {
  for (let attempt = 1, stale = 0; ; attempt++) {
    try {
      return await once(pool, enter, mode, work, opening);
    } catch (error) {
      if (error instanceof NeverBegun) {
        if (pool.options.max < ++stale) throw error.cause;
        attempt -= 1;
        continue;
      }
      if (mode === 'read' || MAX_RETRIES < attempt || !isRetryable(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** attempt));
    }
  }
}

/** The connection had been cut while it lay in the pool, which had not yet heard of it: nothing was done, any other will do. */
class NeverBegun extends Error {}

/** The server closed the connection, or it broke; not an answer to a statement. */
const isCut = (error: Error) => {
  const { code = '' } = error as { code?: string };
  return /^(57P0[123]|ECONNRESET|EPIPE)$/.test(code) || (code === '' && /terminated|not queryable/.test(error.message));
};

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

async function once<T, Opened>(
  pool: pg.Pool,
  enter: Enter,
  mode: 'read' | 'write',
  work: (tx: OpenTx, viewer: EnteredViewer | null, opened: Opened) => Promise<T>,
  opening: ((tx: OpenTx) => Promise<Opened>) | undefined,
): Promise<T> {
  if (!mayExist(enter)) throw new SessionGone();
  const client = await pool.connect();
  const ask = asker(async (statements) => send(client, statements));
  const last: Statement[] = [];
  const tx: OpenTx = Object.assign(statementsOf(ask), {
    client,
    atCommit: (name: string, text: string, values?: readonly unknown[]) => last.push(named(name, text, values)),
  });
  let begun = false;
  try {
    const begin = ask(mode === 'read' ? BEGIN_READ : BEGIN).then(() => {
      begun = true;
    });
    const entered = enter === 'public' ? null : ask(entering(enter));
    const opened = opening?.(tx);
    // Heard below; without this, a session that is gone would leave it unheard.
    opened?.catch(() => {});
    const [, answer] = await Promise.all([begin, entered]);
    const viewer = viewerIn(enter, answer);
    const result = await work(tx, viewer, (await opened) as Opened);
    const committed = Promise.all([...last.map(ask), ask(COMMIT)]);
    if (mode === 'write') {
      // An error that `work` swallowed has aborted the transaction: PostgreSQL then answers COMMIT with ROLLBACK.
      if ((await committed).at(-1)?.command !== 'COMMIT')
        throw new Error('the transaction was aborted by an error inside it');
      client.release();
    } else {
      giveBack(client, committed);
    }
    return result;
  } catch (error) {
    giveBack(client, client.query('rollback'));
    if (!begun && isCut(error as Error)) throw new NeverBegun('', { cause: error });
    throw error;
  }
}

function giveBack(client: pg.PoolClient, last: Promise<unknown>): void {
  last.then(
    () => client.release(),
    () => client.release(true),
  );
}

/**
 * For the reads of a request: each flush of statements is a read-only transaction of its own, which enters, answers and
 * ends in one round trip. Nothing is held between them; a session that has ended meanwhile ends the request too.
 * Every statement throws `SessionGone` when the session may not enter.
 */
export function reader(pool: pg.Pool, enter: Extract<Enter, { session: string }>): Tx {
  const first = named(
    'enter.read',
    "select app.enter($1, $2) as viewer, set_config('transaction_read_only', 'on', true)",
    [enter.session, enter.at],
  );
  async function flush(statements: readonly Statement[], stale = 0): Promise<Answers> {
    if (!mayExist(enter)) return { answers: [], error: new SessionGone() };
    const client = await pool.connect();
    const { answers, error } = await send(client, [first, ...statements]);
    if (error) giveBack(client, client.query('rollback'));
    else client.release();
    if (error && !answers[0] && isCut(error) && stale < pool.options.max) return flush(statements, stale + 1);
    // First of all: what was read by nobody is no answer, and neither is its error.
    if (answers[0] && !viewerOf(answers[0])) return { answers: [], error: new SessionGone() };
    return { answers: answers.slice(1), error };
  }
  const ask = asker(flush);
  return statementsOf(ask);
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** A session that is no UUID is nobody's; PostgreSQL would call it an error. */
const mayExist = (enter: Enter) => typeof enter === 'string' || 'system' in enter || UUID.test(enter.session);

const BEGIN = named('begin', 'begin');
const BEGIN_READ = named('begin.read', 'begin read only');
const COMMIT = named('commit', 'commit');

const entering = (enter: Exclude<Enter, 'public'>) =>
  'system' in enter
    ? named('enter.system', ENTER_SYSTEM, [enter.system])
    : named('enter', 'select app.enter($1, $2) as viewer', [enter.session, enter.at]);

const viewerOf = (answer: Answer) => (answer.rows[0] as { viewer: EnteredViewer | null }).viewer;

function viewerIn(enter: Enter, answer: Answer | null): EnteredViewer | null {
  if (!answer || enter === 'public' || 'system' in enter) return null;
  const viewer = viewerOf(answer);
  if (!viewer) throw new SessionGone();
  return viewer;
}
