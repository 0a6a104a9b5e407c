/** What may never change again: an issued dispatch round and its lines; and that an order has one live claim at most. */
import { inTransaction, type OpenTx } from '@jiedui/db/connect.ts';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../kit/database.ts';
import { seedTown, type Town } from '../kit/town.ts';

const AT = new Date('2026-11-10T02:00:00Z');
const open: TestDatabase[] = [];
let database: TestDatabase;
let town: Town;

beforeEach(async () => {
  database = await testDatabase();
  open.push(database);
  town = await seedTown(database.pool);
});
afterAll(() => Promise.all(open.map((each) => each.close())));

const asBureau = <T>(work: (tx: OpenTx) => Promise<T>) =>
  inTransaction(database.pool, { session: town.bureau.session, at: AT }, 'write', work);
const issue = (tx: OpenTx) =>
  tx.client.query("update dispatch_rounds set state = 'issued', issued_at = $2 where id = $1", [town.round, AT]);
const note = (tx: OpenTx) => tx.client.query("update dispatch_lines set note = 'x' where id = $1", [town.line]);

describe('a dispatch round', () => {
  it('takes changes while it is open', async () => {
    expect((await asBureau(note)).rowCount).toBe(1);
  });

  it.each([
    ['a change of a line', "update dispatch_lines set note = 'x' where id = $1", 'line'],
    ['the loss of a line', 'delete from dispatch_lines where id = $1', 'line'],
    [
      'another line',
      `insert into dispatch_lines (id, tenant_id, round_id, authority_id, pairing_id, station_id, organization_id, seq, figures, light, light_reason, proposed_decision)
       select gen_random_uuid(), tenant_id, round_id, authority_id, pairing_id, station_id, organization_id, 2, figures, light, light_reason, proposed_decision
       from dispatch_lines where id = $1`,
      'line',
    ],
    ['a change of itself', "update dispatch_rounds set due_on = '2026-11-25' where id = $1", 'round'],
    ['being opened again', "update dispatch_rounds set state = 'open', issued_at = null where id = $1", 'round'],
  ] as const)('refuses, once issued, %s', async (_, sql, row) => {
    await asBureau(issue);
    await expect(asBureau((tx) => tx.client.query(sql, [town[row]]))).rejects.toMatchObject({ code: 'JD001' });
  });

  it('is not issued beneath a line being edited: the issue waits', async () => {
    const order: string[] = [];
    let issued: Promise<unknown> = Promise.resolve();
    await asBureau(async (tx) => {
      await note(tx);
      issued = asBureau(issue).then(() => order.push('issued'));
      await waitsOrEnds(issued);
      order.push('edited');
    });
    await issued;
    expect(order).toEqual(['edited', 'issued']);
  });

  it('makes an edit wait for an issue under way, and then refuses it', async () => {
    let edited: Promise<unknown> = Promise.resolve();
    await asBureau(async (tx) => {
      await issue(tx);
      edited = asBureau(note).then(
        () => 'edited',
        (error) => error.code,
      );
      await waitsOrEnds(edited);
    });
    expect(await edited).toBe('JD001');
  });
});

/** Until some transaction of this database waits for a lock, or `work` is over without having waited. */
async function waitsOrEnds(work: Promise<unknown>): Promise<void> {
  let over = false;
  void work.then(() => (over = true));
  const owner = database.openPool(null, 1);
  const waiting = async () => {
    const { rows } = await owner.query(
      "select count(*) as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    );
    return 0 < rows[0].n;
  };
  while (!over && !(await waiting())) await new Promise((resolve) => setTimeout(resolve, 10));
}

it('an order has at most one live claim', async () => {
  const again = inTransaction(database.pool, { system: 'install' }, 'write', (tx) =>
    tx.client.query(
      `insert into claims (id, tenant_id, order_id, station_id, authority_id, organization_id, state, claimed_by, claimed_at, confirm_until)
       select gen_random_uuid(), tenant_id, order_id, station_id, authority_id, $2, 'pending', claimed_by, claimed_at, confirm_until
       from claims where id = $1`,
      [town.claim, town.organizationB.id],
    ),
  );
  await expect(again).rejects.toMatchObject({ code: '23505', constraint: 'claims_one_live' });
});
