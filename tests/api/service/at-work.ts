/** Two stations and two organizations at work in November 2026; organization A holds a confirmed order of each station. */
import { randomUUID } from 'node:crypto';
import type { CommandContext } from '@jiedui/api/hall/command.ts';
import { silent } from '@jiedui/api/hall/live.ts';
import {
  confirmSession,
  type RecordSessionInput,
  recordSession,
  returnSession,
} from '@jiedui/api/service/service.commands.ts';
import type { SessionRow } from '@jiedui/api/service/session-read.store.ts';
import { inTransaction } from '@jiedui/db/connect.ts';
import { Refusal } from '@jiedui/shared/refusal.ts';
import type pg from 'pg';
import { seedTown } from '../../kit/town.ts';
import type { Person } from '../../kit/town/account.ts';

export const NOW = new Date('2026-11-20T02:00:00Z');

export type AtWork = Awaited<ReturnType<typeof peopleAtWork>>;

export async function peopleAtWork(pool: pg.Pool) {
  const town = await seedTown(pool);
  const orderA = town.order;
  const orderB = town.openOrder;

  /** As the machine, past every wall. */
  const sql = <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
    inTransaction(pool, { system: 'install' }, 'write', async (tx) => (await tx.client.query<Row>(text, values)).rows);

  /** Both orders are confirmed and held by organization A again. */
  const resetOrders = () =>
    sql(
      `update orders set state = 'confirmed', completed_at = null, claimed_organization_id = $2, claimed_at = now(), claim_lapses_at = null
       where id = any ($1)`,
      [[orderA, orderB], town.organizationA.id],
    );
  await resetOrders();
  await sql(`insert into order_counters (tenant_id, year, kind, last) values ($1, 2026, 'session', 1)`, [town.tenant]);

  const as = (person: Person): CommandContext => ({
    pool,
    live: silent,
    sessionId: person.session,
    at: NOW,
    requestId: 'test',
  });

  /** The joint clinic: both stations, two hospitals, 26 medics exactly and more than 350 elders. */
  const clinic = (changes: Partial<RecordSessionInput> = {}): RecordSessionInput => ({
    clientMutationId: randomUUID(),
    id: null,
    expectedVersion: null,
    submit: true,
    title: '“情暖桑榆”联合义诊',
    theme: '敬老月',
    category: 'free_clinic',
    method: 'clinic',
    serviceTypes: ['EC03'],
    startedAt: new Date('2026-11-18T01:00:00Z'),
    endedAt: new Date('2026-11-18T08:00:00Z'),
    place: '社棠镇文化广场',
    contents: ['测血压', '中医问诊'],
    partners: ['镇卫生院'],
    summary: '老人们排队问诊，秩序良好。',
    stationIds: [town.stationA.id, town.stationB.id],
    providerIds: [town.organizationB.id],
    orders: [
      { orderId: orderA, completes: true },
      { orderId: orderB, completes: true },
    ],
    headcounts: [
      { role: 'medic', quantity: { value: 26, qualifier: 'exact', unit: 'person' }, targetGroup: null },
      { role: 'beneficiary', quantity: { value: 350, qualifier: 'over', unit: 'person' }, targetGroup: 'elder' },
    ],
    goods: [
      {
        item: '慰问品',
        spec: '',
        quantity: { value: 32, qualifier: 'exact', unit: 'set' },
        recipientStationId: town.stationA.id,
        recipient: '',
      },
    ],
    photos: [],
    ...changes,
  });

  const record = (person: Person, changes: Partial<RecordSessionInput> = {}) =>
    recordSession(as(person), clinic(changes));
  const confirm = (person: Person, session: SessionRow, word: { satisfaction?: number; opinion?: string } = {}) =>
    confirmSession(as(person), {
      clientMutationId: randomUUID(),
      sessionId: session.id,
      expectedVersion: session.version,
      satisfaction: word.satisfaction ?? null,
      opinion: word.opinion ?? null,
    });
  const sendBack = (person: Person, session: SessionRow, reason: string) =>
    returnSession(as(person), {
      clientMutationId: randomUUID(),
      sessionId: session.id,
      expectedVersion: session.version,
      reason,
    });

  const stateOf = async (orderId: string) =>
    (await sql<{ state: string }>('select state from orders where id = $1', [orderId]))[0]?.state;
  /** A photo that the account has uploaded. */
  const photoOf = async (person: Person) => {
    const id = randomUUID();
    await sql(
      `insert into files (id, tenant_id, account_id, sha256, mime, bytes, width, height, created_at)
       values ($1, $2, $3, '', 'image/jpeg', 1, 800, 600, $4)`,
      [id, town.tenant, person.account, NOW],
    );
    return id;
  };

  return { ...town, orderA, orderB, sql, resetOrders, as, clinic, record, confirm, sendBack, stateOf, photoOf };
}

/** The session, where a refusal would be a surprise. */
export function done<T>(outcome: T): Exclude<T, Refusal> {
  if (outcome instanceof Refusal) throw new Error(`refused: ${outcome.code} ${outcome.message}`);
  return outcome as Exclude<T, Refusal>;
}
