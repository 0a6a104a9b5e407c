/** SQL of the way from a notice to a message: which notices go by e-mail, which robots speak of them, what is due together. */
import type { Tx } from '@jiedui/db/connect.ts';
import type { Channel } from '@jiedui/shared/notice/delivery.ts';
import type { Choices, SendingCadence } from '@jiedui/shared/notice/notice.ts';

export interface UnroutedNotice {
  readonly id: string;
  readonly tenantId: string;
  readonly accountId: string;
  readonly kind: string;
  readonly title: string;
  readonly link: string;
  readonly createdAt: Date;
  readonly urgent: boolean;
  /** Null: no verified address. */
  readonly settings: { readonly choices: Choices; readonly quietFrom: number; readonly quietTo: number } | null;
}

/** Notices that nobody has looked at for e-mail, and nobody else is looking at. */
export const takeUnrouted = (tx: Tx, limit: number) =>
  tx.named<UnroutedNotice & Record<string, unknown>>(
    'courier.unrouted',
    `select n.id, n.tenant_id as "tenantId", n.account_id as "accountId", n.kind, n.title, n.link, n.created_at as "createdAt", n.urgent,
       case when s.email is not null then jsonb_build_object('choices', s.choices, 'quietFrom', s.quiet_from, 'quietTo', s.quiet_to) end as settings
     from notices n left join notice_settings s on s.account_id = n.account_id
     where not n.routed order by n.created_at, n.id limit $1 for update of n skip locked`,
    [limit],
  );

export const markRouted = (tx: Tx, ids: readonly string[]) =>
  tx.named('courier.routed', 'update notices set routed = true where id = any($1)', [ids]);

export interface EmailItem {
  readonly noticeId: string;
  readonly cadence: SendingCadence;
  readonly dueAt: Date;
}

/** Once for each notice, whatever happens. */
export const insertEmailItems = (tx: Tx, items: readonly EmailItem[]) =>
  tx.named(
    'courier.emailItems',
    `insert into delivery_items (id, tenant_id, channel, account_id, cadence, notice_id, kind, title, link, due_at, created_at, dedupe_key)
     select gen_random_uuid(), n.tenant_id, 'email', n.account_id, item->>'cadence', n.id, n.kind, n.title, n.link,
       (item->>'dueAt')::timestamptz, n.created_at, n.id || ':email'
     from jsonb_array_elements($1::jsonb) as item join notices n on n.id = (item->>'noticeId')::uuid
     on conflict (dedupe_key) do nothing`,
    [JSON.stringify(items)],
  );

export interface DueItem {
  readonly id: string;
  readonly tenantId: string;
  readonly channel: Channel;
  readonly accountId: string | null;
  readonly robotId: string | null;
  readonly cadence: SendingCadence;
  readonly dueAt: Date;
}

/** Items that are due. Of a robot that has a message waiting none: they join its next one. */
export const takeDueItems = (tx: Tx, channels: readonly Channel[], at: Date, limit: number) =>
  tx.named<DueItem & Record<string, unknown>>(
    'courier.dueItems',
    `select id, tenant_id as "tenantId", channel, account_id as "accountId", robot_id as "robotId", cadence, due_at as "dueAt"
     from delivery_items i
     where delivery_id is null and due_at <= $1 and channel = any($2)
       and not exists (select from deliveries d where d.robot_id = i.robot_id and d.state = 'waiting')
     order by due_at, created_at, id limit $3 for update skip locked`,
    [at, channels, limit],
  );

export interface NewDelivery {
  readonly id: string;
  readonly tenantId: string;
  readonly channel: Channel;
  readonly accountId: string | null;
  readonly robotId: string | null;
  readonly purpose: 'notices' | 'code' | 'test';
  readonly cadence: SendingCadence;
  readonly dueAt: Date;
}

export const insertDelivery = (tx: Tx, made: NewDelivery, at: Date) =>
  tx.named(
    'courier.insertDelivery',
    `insert into deliveries (id, tenant_id, channel, account_id, robot_id, purpose, cadence, due_at, state, next_at, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting', $9, $9)`,
    [made.id, made.tenantId, made.channel, made.accountId, made.robotId, made.purpose, made.cadence, made.dueAt, at],
  );

/** The items are of this message, which keeps their kinds: an admin who may not read them sees what it was about. */
export const assignItems = (tx: Tx, deliveryId: string, itemIds: readonly string[]) =>
  tx.named(
    'courier.assign',
    `with assigned as (update delivery_items set delivery_id = $1 where id = any($2) returning kind)
     update deliveries set kinds = array(select distinct kind from assigned order by kind) where id = $1`,
    [deliveryId, itemIds],
  );
