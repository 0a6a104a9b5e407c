/** SQL of orders. One statement reads an order with its station and claimant, so that a list needs no second look-up. */
import type { Tx } from '@jiedui/db/connect.ts';
import type { CancelReason } from '@jiedui/shared/order/cancel-reason.ts';
import type { LocalDate } from '@jiedui/shared/calendar.ts';
import type { Opening } from '@jiedui/shared/order/claim-terms.ts';
import { orderLines, orders } from '@jiedui/db/schema/order.ts';
import type { Sharing } from '@jiedui/shared/order/sharing.ts';
import type { OrderLine } from '@jiedui/shared/order/line.ts';
import type { Order, OrderFields, OrderState } from '@jiedui/shared/order/order.ts';
import type { Organization } from '@jiedui/shared/organization/organization.ts';
import type { Quantity } from '@jiedui/shared/quantity.ts';
import { and, eq } from 'drizzle-orm';
import { insertOrderText, renewOrderText } from '../hall/search/order-texts.store.ts';
import type { StationRow } from '../station/station.store.ts';
import { type Columns, EVERY_COLUMN } from './columns.store.ts';

/** An order with the station that posted it and the organization that holds it. */
export interface OrderRow extends Order {
  readonly claimedAt: Date | null;
  readonly requiredQualifications: readonly string[];
  readonly budgetCapFen: number | null;
  readonly durationMinutes: number | null;
  readonly sharing: Sharing;
  readonly seats: number;
  readonly lines: readonly OrderLine[];
  /** Stations asked to take part in it. */
  readonly memberStationIds: readonly string[];
  readonly station: StationRow;
  readonly claimedBy: Organization | null;
}

export const ORDER_FROM = `from orders o join stations s on s.id = o.station_id left join organizations g on g.id = o.claimed_organization_id`;

// biome-ignore lint/suspicious/noExplicitAny: a flat row as PostgreSQL sends it; the mapper below gives it its type
type FlatRow = any;

export function orderFrom(row: FlatRow): OrderRow {
  const headcount: Quantity | null =
    row.headcountValue === null
      ? null
      : { value: row.headcountValue, qualifier: row.headcountQualifier, unit: row.headcountUnit };
  row.headcount = headcount;
  row.opening = row.opensAllOn ? { countyOn: row.opensCountyOn, allOn: row.opensAllOn } : null;
  row.station = {
    id: row.stationId,
    code: row.sCode,
    name: row.sName,
    regionCode: row.regionCode,
    authorityId: row.authorityId,
    state: row.sState,
    tier: row.sTier,
    operatorOrganizationId: row.sOperator,
    openedOn: row.sOpenedOn,
    hours: row.sHours,
    openAllYear: row.sOpenAllYear,
    phone: row.sPhone,
    address: row.sAddress,
    version: row.sVersion,
    pilot: row.sPilot,
  };
  row.claimedBy = row.claimedOrganizationId && {
    id: row.claimedOrganizationId,
    name: row.gName,
    uscc: row.gUscc,
    providerKind: row.gKind,
    state: row.gState,
    listStatus: row.gList,
    ratingGrade: row.gRating,
    ratingUntil: row.gRatingUntil,
    businessScope: row.gScope,
    regionCode: row.gRegion,
    sessionsPerMonth: row.gSessions,
    version: row.gVersion,
  };
  return row;
}

const BY_ID = `select ${EVERY_COLUMN.sql} ${ORDER_FROM} where o.id = any($1)`;
const LOCKED = `select ${EVERY_COLUMN.sql} ${ORDER_FROM} where o.id = $1 for update of o`;

export async function ordersById(tx: Tx, ids: readonly string[]): Promise<OrderRow[]> {
  return (await tx.named<FlatRow>('order.byId', BY_ID, [ids])).map(orderFrom);
}

/** @param columns for a reader who asks less than all; the others are then undefined */
export async function orderById(tx: Tx, id: string, { sql, suffix }: Columns = EVERY_COLUMN): Promise<OrderRow | null> {
  const [row] = await tx.named<FlatRow>(`order.one${suffix}`, `select ${sql} ${ORDER_FROM} where o.id = $1`, [id]);
  return row ? orderFrom(row) : null;
}

/**
 * A posted order that several organizations share, locked for whoever makes, decides or serves one of its claims, hence
 * the purpose. Null when it is not shared, or has ended.
 */
export async function lockShared(tx: Tx, id: string): Promise<OrderRow | null> {
  const sql = `select ${EVERY_COLUMN.sql} ${ORDER_FROM} where o.tenant_id = (select app.tenant_id()) and o.sharing <> 'exclusive' and o.id = $1
    and o.state in ('open', 'claimed', 'confirmed') for update of o`;
  const [row] = await tx.namedFor<FlatRow>('settle', 'order.lockShared', sql, [id]);
  return row ? orderFrom(row) : null;
}

/** The same, with the order's row locked until the transaction ends. */
export async function lockOrder(tx: Tx, id: string): Promise<OrderRow | null> {
  const [row] = await tx.named<FlatRow>('order.lock', LOCKED, [id]);
  return row ? orderFrom(row) : null;
}

/** Free at $1: a claim that nobody confirmed, or began, in time has set its order free. */
const IS_FREE = `(o.state = 'open' or (o.state in ('claimed', 'confirmed') and o.claim_lapses_at < $1))`;
/**
 * The state that a reader sees at $1. Past its deadline one that is shared is as who holds a part puts it: `restState` of
 * shared/order/standing.ts.
 */
export const EFFECTIVE_STATE = `case when ${IS_FREE} then case when o.sharing = 'exclusive' or $1 <= o.claimable_until then 'open'
    when $1 <= o.rest_pending_until then 'claimed' when $1 <= o.rest_held_until then 'confirmed' else coalesce(o.rest_after, 'open') end
  else o.state end`;

export interface OrderFilter {
  readonly states: readonly OrderState[] | null;
  /** Only those that one of these organizations holds; null for all that the viewer may see. */
  readonly heldBy: readonly string[] | null;
}

const WHERE = `($2::text[] is null or ${EFFECTIVE_STATE} = any($2)) and ($3::uuid[] is null or o.claimed_organization_id = any($3)
  or o.id in (select c.order_id from claims c where c.organization_id = any($3) and not c.exclusive and c.state in ('pending', 'confirmed')))`;

export async function listOrders(
  tx: Tx,
  filter: OrderFilter,
  afterId: string | null,
  limit: number,
  at: Date,
  { sql, suffix }: Columns = EVERY_COLUMN,
): Promise<OrderRow[]> {
  // One statement for each shape, each with a plan of its own: the plain list follows the key, whatever its page.
  const plain = filter.states === null && filter.heldBy === null;
  const tail = plain ? 'order by o.id desc limit $1' : 'order by o.id desc limit $4';
  const name = `order.list${plain ? 'All' : 'Some'}${afterId === null ? '' : 'After'}${suffix}`;
  const where = [...(plain ? [] : [WHERE]), ...(afterId === null ? [] : [`o.id < $${plain ? 2 : 5}`])].join(' and ');
  const values = [...(plain ? [] : [at, filter.states, filter.heldBy]), limit, ...(afterId === null ? [] : [afterId])];
  const rows = await tx.named<FlatRow>(
    name,
    `select ${sql} ${ORDER_FROM} ${where && `where ${where}`} ${tail}`,
    values,
  );
  return rows.map(orderFrom);
}

export async function countOrders(tx: Tx, filter: OrderFilter, at: Date): Promise<number> {
  const [row] = await tx.named<{ count: number }>(
    'order.count',
    `select count(*)::int as count from orders o where ${WHERE}`,
    [at, filter.states, filter.heldBy],
  );
  return row?.count ?? 0;
}

function columnsOf(fields: OrderFields) {
  const {
    headcount,
    targetGroups,
    requiredQualifications,
    budgetCapFen,
    durationMinutes,
    claimMode,
    sharing,
    seats,
    lines,
    ...plain
  } = fields;
  return {
    ...plain,
    targetGroups: [...targetGroups],
    requiredQualifications: [...(requiredQualifications ?? [])],
    budgetCapFen: budgetCapFen ?? null,
    durationMinutes: durationMinutes ?? null,
    claimMode: claimMode ?? null,
    headcountValue: headcount?.value ?? null,
    headcountQualifier: headcount?.qualifier ?? null,
    headcountUnit: headcount?.unit ?? null,
    sharing: sharing ?? ('exclusive' as const),
    seats: sharing === 'joint' ? (seats ?? 1) : 1,
    lineCount: lines?.length ?? 0,
  };
}

export interface NewOrder {
  readonly id: string;
  readonly tenantId: string;
  readonly number: string;
  readonly stationId: string;
  readonly authorityId: string;
  readonly regionCode: string;
  readonly createdBy: string;
  readonly createdAt: Date;
}

export async function insertDraft(tx: Tx, order: NewOrder, fields: OrderFields): Promise<void> {
  await tx.db
    .insert(orders)
    .values({ ...order, ...columnsOf(fields), state: 'draft', version: 1, updatedAt: order.createdAt });
  await insertLines(tx, order.tenantId, order.id, fields.lines ?? []);
  await insertOrderText(tx, order, { ...fields, number: order.number });
}

async function insertLines(tx: Tx, tenantId: string, orderId: string, lines: readonly OrderLine[]): Promise<void> {
  if (lines.length === 0) return;
  const rows = lines.map(({ seq, serviceType, what, quantity, note }) => ({
    tenantId,
    orderId,
    seq,
    serviceType,
    what,
    ...quantity,
    note,
  }));
  await tx.db.insert(orderLines).values(rows);
}

/** @param had whether it had lines before: only then are there any to take out */
export async function saveFields(
  tx: Tx,
  { id, version, tenantId, had }: { id: string; version: number; tenantId: string; had: boolean },
  fields: OrderFields,
  at: Date,
): Promise<void> {
  await tx.db
    .update(orders)
    // A returned order that is written again is a draft.
    .set({ ...columnsOf(fields), state: 'draft', version: version + 1, updatedAt: at })
    .where(and(eq(orders.id, id), eq(orders.version, version)));
  if (had) await tx.db.delete(orderLines).where(eq(orderLines.orderId, id));
  await insertLines(tx, tenantId, id, fields.lines ?? []);
  await renewOrderText(tx, id);
}

/** What a step of the lifecycle changed, with the scheme that the type belongs to when it is posted. */
export type OrderStep = Pick<
  OrderRow,
  'state' | 'claimedOrganizationId' | 'claimLapsesAt' | 'postedAt' | 'completedAt' | 'cancelledAt' | 'cancelReason'
> & {
  readonly claimedAt?: Date | null;
  readonly scheme?: string | null;
  readonly schemeVersion?: number | null;
  readonly approverAuthorityId?: string | null;
  readonly cancelReasonCode?: CancelReason | null;
  readonly opening?: Opening | null;
  readonly claimableUntil?: Date | null;
  readonly windowTo?: LocalDate | null;
  readonly lastConfirmedOn?: LocalDate | null;
};

export async function saveStep(
  tx: Tx,
  order: { id: string; version: number },
  step: OrderStep,
  at: Date,
): Promise<void> {
  const { state, claimedOrganizationId, claimLapsesAt, postedAt, completedAt, cancelledAt, cancelReason, ...more } =
    step;
  const picked = {
    ...(more.claimedAt === undefined ? {} : { claimedAt: more.claimedAt }),
    ...(more.approverAuthorityId === undefined ? {} : { approverAuthorityId: more.approverAuthorityId }),
    ...(more.cancelReasonCode === undefined ? {} : { cancelReasonCode: more.cancelReasonCode }),
    ...(more.opening === undefined
      ? {}
      : { opensCountyOn: more.opening?.countyOn ?? null, opensAllOn: more.opening?.allOn ?? null }),
    ...(more.claimableUntil === undefined ? {} : { claimableUntil: more.claimableUntil }),
    ...(more.windowTo === undefined ? {} : { windowTo: more.windowTo }),
    ...(more.lastConfirmedOn === undefined ? {} : { lastConfirmedOn: more.lastConfirmedOn }),
    ...(more.scheme === undefined ? {} : { scheme: more.scheme, schemeVersion: more.schemeVersion ?? null }),
  };
  await tx.db
    .update(orders)
    .set({
      state,
      claimedOrganizationId,
      claimLapsesAt,
      postedAt,
      completedAt,
      cancelledAt,
      cancelReason,
      ...picked,
      version: order.version + 1,
      updatedAt: at,
    })
    .where(and(eq(orders.id, order.id), eq(orders.version, order.version)));
}
