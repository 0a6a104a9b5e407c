/** The second wall (I9 of the invariants): every table closed, for its owner too, and opened only to whom it concerns. */
import { type Enter, inTransaction } from '@jiedui/db/connect.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../kit/database.ts';
import { seedTown, type Town } from '../kit/town.ts';
import type { Person } from '../kit/town/account.ts';

const AT = new Date('2026-11-10T02:00:00Z');
/** Reference data, the same for everybody. */
const OPEN_TO_ALL = ['regions', 'tenants'];

let database: TestDatabase;
let publicPool: ReturnType<TestDatabase['openPool']>;
let town: Town;
let tables: string[];

beforeAll(async () => {
  database = await testDatabase();
  // One for all tables: a pool for each would take every connection there is.
  publicPool = database.openPool('jiedui_open', 2);
  town = await seedTown(database.pool);
  const owner = database.openPool(null);
  const { rows } = await owner.query("select tablename from pg_tables where schemaname = 'public' order by 1");
  tables = rows.map(({ tablename }) => tablename);
});
afterAll(() => database.close());

const as = (person: Person): Enter => ({ session: person.session, at: AT });

function ask<R extends object>(
  enter: Enter,
  sql: string,
  values: unknown[] = [],
  role: 'jiedui_app' | 'jiedui_open' = 'jiedui_app',
): Promise<R[]> {
  const pool = role === 'jiedui_app' ? database.pool : publicPool;
  return inTransaction(pool, enter, 'write', async (tx) => (await tx.client.query(sql, values)).rows);
}

const counts = async (enter: Enter, where = '') => {
  const found: Record<string, number> = {};
  for (const table of tables) {
    const readable = !(table === 'audit_entries'); // insert-only: tested below
    if (readable)
      found[table] = (await ask<{ n: number }>(enter, `select count(*) as n from ${table} ${where}`))[0]?.n ?? -1;
  }
  return found;
};

describe('the catalogue', () => {
  it('has a policy, enabled and forced, on each table', async () => {
    const owner = database.openPool(null);
    const { rows } = await owner.query(`
      select relname, relrowsecurity as enabled, relforcerowsecurity as forced,
        exists (select from pg_policy where polrelid = c.oid and polname <> 'install' and polname <> 'relay_reads') as opened
      from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`);
    expect(rows.length).toBeGreaterThan(30);
    expect(rows.filter(({ enabled, forced, opened }) => !enabled || !forced || !opened)).toEqual([]);
  });

  it('gives the application no way round it', async () => {
    const owner = database.openPool(null);
    const { rows: roles } = await owner.query(`
      select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolcanlogin,
        exists (select from pg_class where relowner = r.oid) or exists (select from pg_proc where proowner = r.oid) as owns
      from pg_roles r where rolname like 'jiedui\\_%' and rolname in ('jiedui_app', 'jiedui_open') order by 1`);
    const weak = {
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolcanlogin: false,
      owns: false,
    };
    expect(roles).toEqual([
      { rolname: 'jiedui_app', ...weak },
      { rolname: 'jiedui_open', ...weak },
    ]);
    const { rows: doors } = await owner.query(`
      select proname as name from pg_proc where prosecdef and pronamespace in ('public'::regnamespace, 'app'::regnamespace)
      union all
      select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'v' and not coalesce(reloptions @> '{security_invoker=true}', false)`);
    expect(doors).toEqual([]);
  });

  it('closes the owner out as well', async () => {
    const { rows } = await database.openPool(null).query('select count(*) as n from orders');
    expect(rows).toEqual([{ n: 0 }]);
  });
});

describe('nobody', () => {
  it('sees no row of any table, each of which has one', async () => {
    const some = await counts({ system: 'install' });
    expect(Object.entries(some).filter(([, n]) => n < 1)).toEqual([]);
    const none = await counts('public');
    for (const table of OPEN_TO_ALL) delete none[table];
    expect(Object.entries(none).filter(([, n]) => n !== 0)).toEqual([]);
  });

  it('writes nothing', async () => {
    await expect(ask('public', "insert into settings values ('x', '1', now())")).rejects.toMatchObject({
      code: '42501',
    });
    await expect(
      ask('public', "insert into order_counters values ($1, 2026, 'DD', 1)", [town.tenant]),
    ).rejects.toMatchObject({
      code: '42501',
    });
  });
});

describe('another tenant', () => {
  it('sees nothing of ours, and we nothing of theirs', async () => {
    const inTenant = (tenant: string) => `where to_jsonb(t) ->> 'tenant_id' = '${tenant}'`;
    const seen = async (person: Person, tenant: string) => {
      const found: string[] = [];
      for (const table of tables.filter((name) => name !== 'audit_entries')) {
        const rows = await ask<{ n: number }>(as(person), `select count(*) as n from ${table} t ${inTenant(tenant)}`);
        if (rows[0]?.n) found.push(table);
      }
      return found;
    };
    expect(await seen(town.outsider, town.tenant)).toEqual([]);
    expect(await seen(town.bureau, town.otherTenant)).toEqual([]);
    expect(await seen(town.organizationA, town.otherTenant)).toEqual([]);
  });

  it('cannot be written into', async () => {
    const counter = "insert into order_counters values ($1, 2030, 'DD', 1)";
    await expect(ask(as(town.outsider), counter, [town.tenant])).rejects.toMatchObject({ code: '42501' });
    await expect(ask(as(town.outsider), counter, [town.otherTenant])).resolves.toEqual([]);
  });
});

describe('who sees what', () => {
  const people = [
    'stationA',
    'stationB',
    'organizationA',
    'organizationB',
    'bureau',
    'countyBureau',
    'besideBureau',
  ] as const;
  /** For each row: who of the seven above. */
  const rights = {
    'a claimed order': ['orders', 'order', 'stationA organizationA organizationB bureau countyBureau'],
    'an open order': ['orders', 'openOrder', 'stationB organizationA organizationB bureau countyBureau'],
    'a draft order': ['orders', 'draftOrder', 'stationB'],
    'a claim': ['claims', 'claim', 'stationA organizationA bureau countyBureau'],
    'a pairing': ['pairings', 'pairing', 'stationA organizationA bureau countyBureau'],
    'an agreement': ['agreements', 'agreement', 'stationA organizationA bureau countyBureau'],
    'a service session': ['service_sessions', 'service', 'stationA organizationA bureau countyBureau'],
    'its photo': ['files', 'file', 'stationA organizationA bureau countyBureau'],
    'a dispatch round of the bureau': ['dispatch_rounds', 'round', 'bureau'],
    'its line': ['dispatch_lines', 'line', 'bureau'],
    'a draft offer': ['offers', 'draftOffer', 'organizationB bureau countyBureau besideBureau'],
    'a declared interest': ['conflicts_of_interest', 'conflict', 'stationA organizationA bureau countyBureau'],
    'a blocked pair': ['blocked_pairs', 'block', 'stationA organizationA bureau countyBureau'],
    // All three authorities of this town have their seat in the county of the organization.
    'a rating': ['organization_ratings', 'rating', 'organizationA bureau countyBureau besideBureau'],
    'a member of staff': ['organization_staff', 'staff', 'organizationA bureau countyBureau besideBureau'],
    'a correction asked for': [
      'organization_corrections',
      'correction',
      'organizationA bureau countyBureau besideBureau',
    ],
    'an application': ['organization_applications', 'application', 'bureau countyBureau'],
    'a draft of weights': ['weight_sets', 'draftWeights', 'bureau countyBureau'],
    'weights in force': ['weight_sets', 'activeWeights', people.join(' ')],
    'a run of a round': ['matching_runs', 'run', 'bureau countyBureau'],
    'a robot': ['robots', 'robot', 'organizationA'],
    'a delivery of it': ['deliveries', 'delivery', 'organizationA bureau countyBureau besideBureau'],
    'a job of an import': ['imports', 'imported', 'bureau countyBureau'],
    'an invitation': ['invitations', 'invitation', 'stationB organizationA bureau countyBureau'],
    'a submitted survey': ['surveys', 'survey', 'stationA organizationA bureau countyBureau'],
    'a need on the list': ['needs', 'need', 'stationA bureau countyBureau'],
    'a draft need': ['needs', 'draftNeed', 'stationA'],
  } as const;

  it.each(Object.entries(rights))('%s', async (_, [table, row, expected]) => {
    const seers: string[] = [];
    for (const name of people) {
      const rows = await ask(as(town[name]), `select id from ${table} where id = $1`, [town[row]]);
      if (0 < rows.length) seers.push(name);
    }
    expect(seers.join(' ')).toBe(expected);
  });

  it.each(['session_stations', 'session_providers', 'session_orders', 'headcounts', 'goods', 'session_photos'])(
    'a part of a session (%s) as the whole',
    async (table) => {
      const seers: string[] = [];
      for (const name of people) {
        if (0 < (await ask(as(town[name]), `select from ${table} where session_id = $1`, [town.service])).length)
          seers.push(name);
      }
      expect(seers.join(' ')).toBe('stationA organizationA bureau countyBureau');
    },
  );

  it.each([
    ['survey_records', 'survey_id', 'survey', 'stationA organizationA'],
    ['survey_corrections', 'survey_id', 'survey', 'stationA'],
    ['survey_parts', 'survey_id', 'survey', 'stationA organizationA bureau countyBureau'],
    ['need_whereabouts', 'need_id', 'need', 'stationA'],
    ['need_merges', 'target_id', 'need', 'stationA bureau countyBureau'],
    ['need_orders', 'need_id', 'need', 'stationA bureau countyBureau'],
  ] as const)('of surveys and needs, %s stays with those whom it concerns', async (table, column, thing, expected) => {
    const seers: string[] = [];
    for (const name of people)
      if (0 < (await ask(as(town[name]), `select from ${table} where ${column} = $1`, [town[thing]])).length)
        seers.push(name);
    expect(seers.join(' ')).toBe(expected);
  });

  it('only the account itself and the bureau read an account; notices are their owner’s alone', async () => {
    const readers = async (sql: string) => {
      const found: string[] = [];
      for (const name of people)
        if (0 < (await ask(as(town[name]), sql, [town.stationA.account])).length) found.push(name);
      return found.join(' ');
    };
    expect(await readers('select from accounts where id = $1')).toBe('stationA bureau countyBureau besideBureau');
    expect(await readers('select from notices where account_id = $1')).toBe('stationA');
    expect(await readers('select from idempotency_keys where account_id = $1')).toBe('stationA');
    expect(await readers('select from sign_in_sessions where account_id = $1')).toBe('stationA');
  });
});

describe('who changes what', () => {
  it('an organization takes an open order for itself, and for nobody else', async () => {
    const take = (person: Person, order: string, organization: string) =>
      inTransaction(database.pool, as(person), 'write', async (tx) => {
        const { rowCount } = await tx.client.query(
          "update orders set state = 'claimed', claimed_organization_id = $2, claimed_at = now(), claim_lapses_at = now() where id = $1",
          [order, organization],
        );
        throw new Undo(rowCount ?? 0);
      }).catch((error) => (error instanceof Undo ? error.rows : error.code));
    expect(await take(town.organizationB, town.openOrder, town.organizationB.id)).toBe(1);
    expect(await take(town.organizationB, town.openOrder, town.organizationA.id)).toBe('42501');
    expect(await take(town.organizationB, town.draftOrder, town.organizationB.id)).toBe(0);
    expect(await take(town.stationA, town.openOrder, town.organizationA.id)).toBe(0);
  });

  it('an organization closes the lapsed claim of another only for the purpose of settling', async () => {
    const lapse = "update claims set state = 'lapsed', version = version + 1 where id = $1 returning id";
    const run = (wide: boolean) =>
      inTransaction(database.pool, as(town.organizationB), 'write', async (tx) => {
        const rows = wide
          ? await tx.namedFor('settle', 'settle_claim', lapse, [town.claim])
          : await tx.named('lapse_claim', lapse, [town.claim]);
        throw new Undo(rows.length);
      }).catch((error) => (error instanceof Undo ? error.rows : error.code));
    expect(await run(false)).toBe(0);
    expect(await run(true)).toBe(1);
  });

  it('a block is lifted by the station or its bureau, never by the organization it concerns', async () => {
    const lift = (person: Person) => ask(as(person), 'update blocked_pairs set version = version returning id');
    expect(await lift(town.organizationA)).toEqual([]);
    expect(await lift(town.stationB)).toEqual([]);
    expect(await lift(town.besideBureau)).toEqual([]);
    expect(await lift(town.stationA)).toEqual([{ id: town.block }]);
    expect(await lift(town.countyBureau)).toEqual([{ id: town.block }]);
  });

  it('licences are the bureau’s to write, leave is the organization’s', async () => {
    const licence = "insert into organization_qualifications values ($1, $2, 'social_work')";
    const leave =
      "insert into organization_leaves values (gen_random_uuid(), $1, $2, '2026-01-01', '2026-01-02', null, now())";
    const ours = [town.tenant, town.organizationA.id];
    for (const [person, sql] of [
      [town.organizationA, licence],
      [town.stationA, licence],
      [town.organizationB, leave],
      [town.bureau, leave],
    ] as const)
      await expect(ask(as(person), sql, ours)).rejects.toMatchObject({ code: '42501' });
    await expect(ask(as(town.bureau), licence, ours)).resolves.toEqual([]);
    await expect(ask(as(town.organizationA), leave, ours)).resolves.toEqual([]);
  });

  it('weights are their authority’s, and once in force they are frozen', async () => {
    const change = (person: Person, id: string) =>
      ask(as(person), `update weight_sets set weights = weights || '{"mix": 1}' where id = $1 returning id`, [id]);
    expect(await change(town.stationA, town.activeWeights)).toEqual([]);
    expect(await change(town.besideBureau, town.draftWeights)).toEqual([]);
    expect(await change(town.countyBureau, town.draftWeights)).toHaveLength(1);
    await expect(change(town.countyBureau, town.activeWeights)).rejects.toMatchObject({ code: 'JD002' });
  });

  it('an invitation is answered by whom it asks, taken back by whom it is from, and only settled by another', async () => {
    const set = (person: Person, change: string) =>
      inTransaction(database.pool, as(person), 'write', async (tx) => {
        const { rowCount } = await tx.client.query(`update invitations set ${change} where id = $1`, [town.invitation]);
        throw new Undo(rowCount ?? 0);
      }).catch((error) => (error instanceof Undo ? error.rows : error.code));
    const [declined, withdrawn] = ["state = 'declined', decline_reason = 'area'", "state = 'withdrawn'"];
    expect(await set(town.organizationA, declined)).toBe(1);
    expect(await set(town.organizationA, withdrawn)).toBe('42501');
    expect(await set(town.countyBureau, withdrawn)).toBe(1);
    expect(await set(town.countyBureau, declined)).toBe('42501');
    for (const person of [town.organizationB, town.stationB, town.besideBureau])
      expect(await set(person, declined)).toBe(0);
    expect(await set(town.countyBureau, "sentence = 'x', state = 'withdrawn'")).toBe('JD004');
  });

  it('an organization answers for its own part of a survey, and writes nothing else of it', async () => {
    const set = (person: Person, sql: string) =>
      inTransaction(database.pool, as(person), 'write', async (tx) => {
        const { rowCount } = await tx.client.query(sql, [town.survey]);
        throw new Undo(rowCount ?? 0);
      }).catch((error) => (error instanceof Undo ? error.rows : error.code));
    const confirm = "update survey_parts set state = 'confirmed', decided_at = now() where survey_id = $1";
    expect(await set(town.organizationA, confirm)).toBe(1);
    for (const person of [town.organizationB, town.stationB, town.countyBureau])
      expect(await set(person, confirm)).toBe(0);
    for (const person of [town.organizationA, town.countyBureau]) {
      expect(await set(person, "update survey_records set findings = 'x' where survey_id = $1")).toBe(0);
      expect(await set(person, 'update surveys set version = 9 where id = $1')).toBe(0);
      expect(await set(person, "update needs set title = 'x' where survey_id = $1")).toBe(0);
    }
  });

  it('a run and its pairs are kept as they are', async () => {
    const change = (table: string, values: string) =>
      ask(as(town.countyBureau), `update ${table} set ${values} returning 1`);
    await expect(change('matching_runs', "result = '[]'")).rejects.toMatchObject({ code: 'JD003' });
    await expect(change('matching_run_pairs', `organization_id = '${town.organizationB.id}'`)).rejects.toMatchObject({
      code: 'JD003',
    });
    await expect(ask(as(town.countyBureau), 'delete from matching_runs')).rejects.toMatchObject({ code: '42501' });
    await expect(ask({ system: 'install' }, 'delete from matching_run_pairs')).rejects.toMatchObject({ code: '42501' });
  });

  it('the audit is only added to; of an idempotency key only the result is filled in', async () => {
    const done = "values (gen_random_uuid(), $1, 'test', 'done')";
    const insert = `insert into audit_entries (id, tenant_id, operation, outcome) ${done}`;
    await expect(ask(as(town.stationA), insert, [town.tenant])).resolves.toEqual([]);
    await expect(ask(as(town.stationA), insert, [town.otherTenant])).rejects.toMatchObject({ code: '42501' });
    for (const forbidden of [
      'select from audit_entries',
      "update audit_entries set operation = ''",
      'delete from audit_entries',
      'truncate audit_entries',
      "update idempotency_keys set request_hash = 'x'",
    ]) {
      await expect(ask({ system: 'install' }, forbidden), forbidden).rejects.toMatchObject({ code: '42501' });
    }
    await expect(
      ask(as(town.stationA), "update idempotency_keys set result = '1' returning key"),
    ).resolves.toHaveLength(1);
  });

  it('keys and sessions are cleared away by the relay alone', async () => {
    for (const table of ['idempotency_keys', 'sign_in_sessions']) {
      const all = `delete from ${table} where true returning 1`;
      for (const enter of [as(town.stationA), as(town.bureau), { system: 'sign_in' }, { system: 'install' }] as const) {
        await expect(ask(enter, all), table).resolves.toEqual([]);
      }
      const relayed = `with gone as (${all}) select count(*)::int as n from gone`;
      const [some] = await ask<{ n: number }>({ system: 'install' }, `select count(*)::int as n from ${table}`);
      await expect(
        inTransaction(database.pool, { system: 'relay' }, 'write', async (tx) => {
          const { rows } = await tx.client.query(relayed);
          throw new Undo(rows[0].n);
        }),
      ).rejects.toMatchObject({ rows: some?.n });
    }
  });

  it('the public page reads the board and nothing else', async () => {
    await expect(ask('public', 'select figures from open_boards', [], 'jiedui_open')).resolves.toEqual([
      { figures: {} },
    ]);
    for (const table of tables.filter((name) => name !== 'open_boards')) {
      await expect(ask('public', `select from ${table}`, [], 'jiedui_open'), table).rejects.toMatchObject({
        code: '42501',
      });
    }
  });
});

/** Rolls a transaction back and brings out how many rows it had changed. */
class Undo extends Error {
  readonly rows: number;
  constructor(rows: number) {
    super('undone');
    this.rows = rows;
  }
}
