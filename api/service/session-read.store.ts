/** SQL that reads sessions (服务记录) and their parts; the parts of many sessions are read at once. */
import type { Tx } from '@jiedui/db/connect.ts';
import type { Qualifier, Unit } from '@jiedui/shared/quantity.ts';
import type {
  ActivityCategory,
  Goods,
  Headcount,
  HeadcountRole,
  ServiceMethod,
  SessionLife,
  SessionState,
  SessionStation,
} from '@jiedui/shared/service/session.ts';

/** A session without its parts. */
export interface SessionRow extends Omit<SessionLife, 'stations'> {
  readonly id: string;
  readonly number: string;
  readonly version: number;
  /** In the order in which they were written down; `organizationIds` are the providers. */
  readonly stationIds: readonly string[];
  readonly organizationIds: readonly string[];
  readonly authorityIds: readonly string[];
  readonly title: string;
  readonly theme: string;
  readonly category: ActivityCategory | null;
  readonly method: ServiceMethod;
  readonly serviceTypes: readonly string[];
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly place: string;
  readonly contents: readonly string[];
  readonly partners: readonly string[];
  readonly summary: string;
}

/** A part, with the session it belongs to. */
export type Of<Part> = Part & { readonly sessionId: string };

const COLUMNS = `s.id, s.number, s.version, s.state, s.organization_id as "organizationId", s.station_ids as "stationIds",
  s.organization_ids as "organizationIds", s.authority_ids as "authorityIds", s.title, s.theme, s.category, s.method,
  s.service_types as "serviceTypes", s.started_at as "startedAt", s.ended_at as "endedAt", s.place, s.contents, s.partners, s.summary,
  s.submitted_at as "submittedAt", s.confirmed_at as "confirmedAt", s.return_reason as "returnReason"`;

/** Row-level security opens a session to all who take part; a draft is for the side that records alone. */
const VISIBLE = `(s.state <> 'draft' or s.organization_id = any ((select app.organization_ids())::uuid[]))`;

export async function sessionById(tx: Tx, id: string): Promise<SessionRow | null> {
  const [row] = await tx.named<SessionRow>(
    'service.one',
    `select ${COLUMNS} from service_sessions s where s.id = $1 and ${VISIBLE}`,
    [id],
  );
  return row ?? null;
}

/** The same, with the session's row locked until the transaction ends. */
export async function lockSession(tx: Tx, id: string): Promise<SessionRow | null> {
  const [row] = await tx.named<SessionRow>(
    'service.lock',
    `select ${COLUMNS} from service_sessions s where s.id = $1 and ${VISIBLE} for update of s`,
    [id],
  );
  return row ?? null;
}

/** Newest first; `states` null for all. */
export const listSessions = (tx: Tx, states: readonly SessionState[] | null, afterId: string | null, limit: number) =>
  tx.named<SessionRow>(
    'service.list',
    `select ${COLUMNS} from service_sessions s
     where ${VISIBLE} and ($1::text[] is null or s.state = any ($1)) and ($2::uuid is null or s.id < $2)
     order by s.id desc limit $3`,
    [states, afterId, limit],
  );

export async function countSessions(tx: Tx, states: readonly SessionState[] | null): Promise<number> {
  const [row] = await tx.named<{ count: number }>(
    'service.count',
    `select count(*)::int as count from service_sessions s where ${VISIBLE} and ($1::text[] is null or s.state = any ($1))`,
    [states],
  );
  return row?.count ?? 0;
}

/** Sessions that served these orders, newest first. */
export const sessionsOfOrders = (tx: Tx, orderIds: readonly string[]) =>
  tx.named<SessionRow & { orderId: string }>(
    'service.ofOrders',
    `select l.order_id as "orderId", ${COLUMNS} from session_orders l join service_sessions s on s.id = l.session_id
     where l.order_id = any ($1) and ${VISIBLE} order by s.started_at desc, s.id desc`,
    [orderIds],
  );

export const stationsOfSessions = (tx: Tx, ids: readonly string[]) =>
  tx.named<Of<SessionStation>>(
    'service.stations',
    `select p.session_id as "sessionId", p.station_id as "stationId", p.confirmed_at as "confirmedAt",
       p.confirmed_by as "confirmedBy", p.satisfaction, p.opinion
     from session_stations p join service_sessions s on s.id = p.session_id
     where p.session_id = any ($1) order by array_position(s.station_ids, p.station_id)`,
    [ids],
  );

/** An order that the session serves; `completes`: it is done when the session is confirmed. */
export interface OrderLink {
  readonly orderId: string;
  readonly completes: boolean;
}

export const orderLinksOfSessions = (tx: Tx, ids: readonly string[]) =>
  tx.named<Of<OrderLink>>(
    'service.orders',
    `select session_id as "sessionId", order_id as "orderId", completes from session_orders where session_id = any ($1) order by order_id`,
    [ids],
  );

interface FlatHeadcount {
  sessionId: string;
  role: HeadcountRole;
  value: number;
  qualifier: Qualifier;
  unit: Unit;
  targetGroup: string | null;
}

export async function headcountsOfSessions(tx: Tx, ids: readonly string[]): Promise<Of<Headcount>[]> {
  const rows = await tx.named<FlatHeadcount>(
    'service.headcounts',
    `select session_id as "sessionId", role, value, qualifier, unit, target_group as "targetGroup"
     from headcounts where session_id = any ($1) order by session_id, seq`,
    [ids],
  );
  return rows.map(({ sessionId, role, targetGroup, ...quantity }) => ({ sessionId, role, quantity, targetGroup }));
}

interface FlatGoods extends Omit<Of<Goods>, 'quantity'> {
  value: number;
  qualifier: Qualifier;
  unit: Unit;
}

export async function goodsOfSessions(tx: Tx, ids: readonly string[]): Promise<Of<Goods>[]> {
  const rows = await tx.named<FlatGoods>(
    'service.goods',
    `select session_id as "sessionId", item, spec, quantity as value, qualifier, unit,
       recipient_station_id as "recipientStationId", recipient
     from goods where session_id = any ($1) order by session_id, seq`,
    [ids],
  );
  return rows.map(({ value, qualifier, unit, ...rest }) => ({ ...rest, quantity: { value, qualifier, unit } }));
}

export interface PhotoRow {
  /** Of the file. */
  readonly id: string;
  readonly caption: string;
  readonly width: number;
  readonly height: number;
}

export const photosOfSessions = (tx: Tx, ids: readonly string[]) =>
  tx.named<Of<PhotoRow>>(
    'service.photos',
    `select p.session_id as "sessionId", f.id, p.caption, f.width, f.height
     from session_photos p join files f on f.id = p.file_id where p.session_id = any ($1) order by p.session_id, p.seq`,
    [ids],
  );
