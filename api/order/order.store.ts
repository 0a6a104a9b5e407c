/** SQL of orders. One statement reads an order with its station and claimant, so that a list needs no second look-up. */
import type { Tx } from '@jiedui/db/connect.ts';
import { orders } from '@jiedui/db/schema/order.ts';
import type { Order, OrderFields, OrderState } from '@jiedui/shared/order/order.ts';
import type { Organization } from '@jiedui/shared/organization/organization.ts';
import type { Quantity } from '@jiedui/shared/quantity.ts';
import { and, eq } from 'drizzle-orm';
import type { StationRow } from '../station/station.store.ts';

/** An order with the station that posted it and the organization that holds it. */
export interface OrderRow extends Order {
  readonly claimedAt: Date | null;
  readonly requiredQualifications: readonly string[];
  readonly budgetCapFen: number | null;
  readonly station: StationRow;
  readonly claimedBy: Organization | null;
}

const COLUMNS = `o.id, o.number, o.version, o.state, o.title, o.description, o.scheme, o.scheme_version as "schemeVersion",
  o.service_type as "serviceType", o.target_groups as "targetGroups", o.headcount_value as "headcountValue",
  o.headcount_qualifier as "headcountQualifier", o.headcount_unit as "headcountUnit", o.place,
  o.window_from as "windowFrom", o.window_to as "windowTo", o.need_type as "needType", o.mode, o.leg, o.urgency,
  o.claimable_until as "claimableUntil", o.required_qualifications as "requiredQualifications", o.budget_cap_fen as "budgetCapFen",
  o.station_id as "stationId", o.authority_id as "authorityId", o.region_code as "regionCode",
  o.claimed_organization_id as "claimedOrganizationId", o.claimed_at as "claimedAt", o.claim_lapses_at as "claimLapsesAt",
  o.created_at as "createdAt", o.updated_at as "updatedAt", o.posted_at as "postedAt", o.completed_at as "completedAt",
  o.cancelled_at as "cancelledAt", o.cancel_reason as "cancelReason",
  s.code as "sCode", s.name as "sName", s.state as "sState", s.phone as "sPhone", s.address as "sAddress", s.version as "sVersion",
  exists (select 1 from programme_stations p where p.station_id = s.id and p.pilot) as "sPilot",
  g.name as "gName", g.uscc as "gUscc", g.provider_kind as "gKind", g.state as "gState", g.list_status as "gList",
  g.rating_grade as "gRating", g.business_scope as "gScope", g.region_code as "gRegion", g.sessions_per_month as "gSessions",
  g.version as "gVersion"`;
const FROM = `from orders o join stations s on s.id = o.station_id left join organizations g on g.id = o.claimed_organization_id`;

// biome-ignore lint/suspicious/noExplicitAny: a flat row as PostgreSQL sends it; the mapper below gives it its type
type FlatRow = any;

function orderFrom(row: FlatRow): OrderRow {
  const headcount: Quantity | null =
    row.headcountValue === null
      ? null
      : { value: row.headcountValue, qualifier: row.headcountQualifier, unit: row.headcountUnit };
  row.headcount = headcount;
  row.station = {
    id: row.stationId,
    code: row.sCode,
    name: row.sName,
    regionCode: row.regionCode,
    authorityId: row.authorityId,
    state: row.sState,
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
    businessScope: row.gScope,
    regionCode: row.gRegion,
    sessionsPerMonth: row.gSessions,
    version: row.gVersion,
  };
  return row;
}

export async function ordersById(tx: Tx, ids: readonly string[]): Promise<OrderRow[]> {
  return (await tx.named<FlatRow>('order.byId', `select ${COLUMNS} ${FROM} where o.id = any($1)`, [ids])).map(
    orderFrom,
  );
}

export async function orderById(tx: Tx, id: string): Promise<OrderRow | null> {
  const [row] = await tx.named<FlatRow>('order.one', `select ${COLUMNS} ${FROM} where o.id = $1`, [id]);
  return row ? orderFrom(row) : null;
}

/** The same, with the order's row locked until the transaction ends. */
export async function lockOrder(tx: Tx, id: string): Promise<OrderRow | null> {
  const [row] = await tx.named<FlatRow>('order.lock', `select ${COLUMNS} ${FROM} where o.id = $1 for update of o`, [
    id,
  ]);
  return row ? orderFrom(row) : null;
}

/** The state that a reader sees at $1: a claim that nobody confirmed in time has set its order free. */
const EFFECTIVE = `case when o.state = 'claimed' and o.claim_lapses_at < $1 then 'open' else o.state end`;

export interface OrderFilter {
  readonly states: readonly OrderState[] | null;
  /** Only those that one of these organizations holds; null for all that the viewer may see. */
  readonly heldBy: readonly string[] | null;
}

const WHERE = `($2::text[] is null or ${EFFECTIVE} = any($2)) and ($3::uuid[] is null or o.claimed_organization_id = any($3))`;

export async function listOrders(
  tx: Tx,
  filter: OrderFilter,
  afterId: string | null,
  limit: number,
  at: Date,
): Promise<OrderRow[]> {
  // One statement for each shape, each with a plan of its own: the plain list follows the key, whatever its page.
  const plain = filter.states === null && filter.heldBy === null;
  const tail = plain ? 'order by o.id desc limit $1' : 'order by o.id desc limit $4';
  const name = `order.list${plain ? 'All' : 'Some'}${afterId === null ? '' : 'After'}`;
  const where = [...(plain ? [] : [WHERE]), ...(afterId === null ? [] : [`o.id < $${plain ? 2 : 5}`])].join(' and ');
  const values = [...(plain ? [] : [at, filter.states, filter.heldBy]), limit, ...(afterId === null ? [] : [afterId])];
  const rows = await tx.named<FlatRow>(name, `select ${COLUMNS} ${FROM} ${where && `where ${where}`} ${tail}`, values);
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
  const { headcount, targetGroups, requiredQualifications, budgetCapFen, ...plain } = fields;
  return {
    ...plain,
    targetGroups: [...targetGroups],
    requiredQualifications: [...(requiredQualifications ?? [])],
    budgetCapFen: budgetCapFen ?? null,
    headcountValue: headcount?.value ?? null,
    headcountQualifier: headcount?.qualifier ?? null,
    headcountUnit: headcount?.unit ?? null,
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
}

export async function saveFields(tx: Tx, id: string, version: number, fields: OrderFields, at: Date): Promise<void> {
  await tx.db
    .update(orders)
    .set({ ...columnsOf(fields), version: version + 1, updatedAt: at })
    .where(and(eq(orders.id, id), eq(orders.version, version)));
}

/** What a step of the lifecycle changed, with the scheme that the type belongs to when it is posted. */
export type OrderStep = Pick<
  OrderRow,
  'state' | 'claimedOrganizationId' | 'claimLapsesAt' | 'postedAt' | 'completedAt' | 'cancelledAt' | 'cancelReason'
> & { readonly claimedAt?: Date | null; readonly scheme?: string | null; readonly schemeVersion?: number | null };

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
