/** What people do in a world, one call each, through the commands; `must` takes the thing where a refusal would be a surprise. */
import { randomUUID } from 'node:crypto';
import { claimOrder, confirmClaim, declineClaim, withdrawClaim } from '@jiedui/api/claim/claim.commands.ts';
import type { CommandContext } from '@jiedui/api/hall/command.ts';
import { openSessionFor } from '@jiedui/api/install.ts';
import { cancelOrder, postOrder, type SaveOrderDraftInput, saveOrderDraft } from '@jiedui/api/order/order.commands.ts';
import { draftAgreement, type DraftAgreementInput, signAgreement } from '@jiedui/api/pairing/pairing.commands.ts';
import { inTransaction } from '@jiedui/db/connect.ts';
import { Refusal } from '@jiedui/shared/refusal.ts';
import type pg from 'pg';
import type { World } from './world.ts';

export type Acts = ReturnType<typeof actsIn>;
export type Who = { readonly accountId: string };
/** A thing as it was last read. */
type Versioned = { readonly id: string; readonly version: number };

/** A whole order for elders in the township, claimable until the last day of November. */
export const WHOLE: Omit<SaveOrderDraftInput, 'clientMutationId'> = {
  id: null,
  expectedVersion: null,
  title: '为35位独居老人开展冬季入户探访',
  description: '每周一次，检查用电用气安全。',
  serviceType: 'EC01',
  targetGroups: ['elder_alone'],
  headcount: { value: 35, qualifier: 'exact', unit: 'person' },
  place: '大城街道',
  windowFrom: '2026-12-01',
  windowTo: '2026-12-20',
  needType: 'felt',
  mode: 'relief',
  leg: 'service',
  urgency: 'normal',
  claimableUntil: new Date('2026-11-30T10:00:00+08:00'),
} as Omit<SaveOrderDraftInput, 'clientMutationId'>;

export const AGREEMENT: Omit<DraftAgreementInput, 'clientMutationId' | 'claimId'> = {
  goal: '让独居老人冬季有人探访',
  tasks: ['每周入户探访'],
  termFrom: '2026-11-24',
  termTo: '2026-12-31',
  funding: '无偿',
  indicators: [{ name: '入户探访', unit: '人次', quantity: 140 }],
} as Omit<DraftAgreementInput, 'clientMutationId' | 'claimId'>;

export function must<T>(outcome: T): Exclude<T, Refusal> {
  if (outcome instanceof Refusal) throw new Error(`refused: ${outcome.code} ${outcome.message}`);
  return outcome as Exclude<T, Refusal>;
}

/** @returns the code of a refusal, or `done` */
export const codeOf = (outcome: unknown) => (outcome instanceof Refusal ? outcome.code : 'done');

export function actsIn(world: World) {
  const key = () => ({ clientMutationId: randomUUID() });
  const ofOrder = ({ id, version }: Versioned) => ({ ...key(), orderId: id, expectedVersion: version });
  const ofClaim = ({ id, version }: Versioned) => ({ ...key(), claimId: id, expectedVersion: version });

  /** A session of this account, at the world's instant or another one. */
  async function as(who: Who, at: Date = world.clock.now): Promise<CommandContext> {
    const { pool, live } = world.hall;
    const sessionId = await openSessionFor(pool, { id: who.accountId, tenantId: world.tenantId }, at);
    return { pool, live, sessionId, at, requestId: 'acts' };
  }
  const draft = async (who: Who, changes: Partial<SaveOrderDraftInput> = {}, at?: Date) =>
    must(await saveOrderDraft(await as(who, at), { ...WHOLE, ...key(), ...changes }));
  async function posted(who: Who, changes: Partial<SaveOrderDraftInput> = {}, at?: Date) {
    const { id, version } = await draft(who, changes, at);
    return must(await postOrder(await as(who, at), ofOrder({ id, version })));
  }
  const claim = async (who: Who, orderId: string, at?: Date) => claimOrder(await as(who, at), { ...key(), orderId });
  const confirm = async (who: Who, of: Versioned, at?: Date) => confirmClaim(await as(who, at), ofClaim(of));
  const decline = async (who: Who, of: Versioned, reason: string, at?: Date) =>
    declineClaim(await as(who, at), { ...ofClaim(of), reason });
  const withdraw = async (who: Who, of: Versioned, reason: string, at?: Date) =>
    withdrawClaim(await as(who, at), { ...ofClaim(of), reason });
  const cancel = async (who: Who, of: Versioned, reason: string, at?: Date) =>
    cancelOrder(await as(who, at), { ...ofOrder(of), reason });
  /** A claim that the station has confirmed. */
  async function confirmedClaim(station: Who, organization: Who, changes: Partial<SaveOrderDraftInput> = {}) {
    const order = await posted(station, changes);
    return must(await confirm(station, must(await claim(organization, order.id))));
  }
  const agree = async (who: Who, claimId: string, changes: Partial<DraftAgreementInput> = {}, at?: Date) =>
    draftAgreement(await as(who, at), { ...AGREEMENT, ...key(), claimId, ...changes });
  const sign = async (who: Who, agreement: Versioned, at?: Date) =>
    signAgreement(await as(who, at), { ...key(), agreementId: agreement.id, expectedVersion: agreement.version });

  /** As the machine, past every wall. */
  const sql = <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> =>
    inTransaction(
      world.hall.pool,
      { system: 'install' },
      'write',
      async (tx) => (await tx.client.query<Row>(text, values)).rows,
    );
  const one = async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row> => {
    const [row] = await sql<Row>(text, values);
    if (!row) throw new Error(`no row: ${text}`);
    return row;
  };

  /** The owner, let past its own row-level security: only so can a test read the audit, which the application can only write. */
  let opened: Promise<pg.Pool> | null = null;
  async function openAudit(): Promise<pg.Pool> {
    const owner = world.database.openPool(null, 1);
    await owner.query('alter table audit_entries no force row level security');
    return owner;
  }
  async function audit(entityId: string) {
    opened ??= openAudit();
    const { rows } = await (await opened).query(
      'select *, row_to_json(a)::text as text from audit_entries a where entity_id = $1 order by at, id',
      [entityId],
    );
    return rows;
  }

  /** Opens every connection of the pool: on a cold one, connections open one by one and no two acts ever meet. */
  const warm = () => Promise.all(Array.from({ length: 10 }, () => sql('select pg_sleep(0.3)')));

  return {
    key,
    ofOrder,
    ofClaim,
    warm,
    audit,
    as,
    draft,
    posted,
    claim,
    confirm,
    decline,
    withdraw,
    cancel,
    confirmedClaim,
    agree,
    sign,
    sql,
    one,
  };
}
