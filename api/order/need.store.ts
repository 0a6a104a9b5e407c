/** SQL of needs. Village and place come from `need_whereabouts`, which row-level security keeps from the bureau: null then. */
import type { Tx } from '@jiedui/db/connect.ts';
import { needMerges, needOrders, needs, needsApart, needWhereabouts } from '@jiedui/db/schema/need.ts';
import type { LocalDate } from '@jiedui/shared/calendar.ts';
import type { NeedFields, NeedSource, NeedState, ScreenOutReason } from '@jiedui/shared/order/need.ts';
import { peopleOf } from '@jiedui/shared/order/need-merging.ts';
import type { NeedType, OrderMode, OrderState, Urgency } from '@jiedui/shared/order/order.ts';
import type { Quantity } from '@jiedui/shared/quantity.ts';
import { and, eq, isNull } from 'drizzle-orm';

export interface NeedRow {
  readonly id: string;
  readonly number: string;
  readonly version: number;
  /** As stored; a reader sees `effectiveNeedState`. */
  readonly state: NeedState;
  readonly orderStates: readonly OrderState[];
  readonly stationId: string;
  readonly authorityId: string;
  readonly regionCode: string;
  readonly surveyId: string | null;
  readonly source: NeedSource;
  readonly title: string;
  readonly description: string;
  readonly serviceType: string | null;
  readonly targetGroups: readonly string[];
  readonly needType: NeedType | null;
  readonly mode: OrderMode | null;
  /** Its own, as written down. */
  readonly headcount: Quantity | null;
  /** With those that merges added. */
  readonly people: Quantity | null;
  readonly urgency: Urgency | null;
  readonly wantedFrom: LocalDate | null;
  readonly wantedTo: LocalDate | null;
  /** Null for a reader who may not see below the township. */
  readonly village: string | null;
  readonly place: string | null;
  readonly mergedIntoId: string | null;
  readonly screenedOutReason: ScreenOutReason | null;
  readonly screenedOutNote: string | null;
  readonly recordedAt: Date | null;
  readonly updatedAt: Date;
}

/** A link to an order that the reader may not see is to a draft. */
const ORDERS = `from need_orders l left join orders o on o.id = l.order_id where l.need_id = n.id`;

const COLUMNS = `n.id, n.number, n.version, n.state, n.station_id as "stationId", n.authority_id as "authorityId", n.region_code as "regionCode",
  n.survey_id as "surveyId", n.source, n.title, n.description, n.service_type as "serviceType", n.target_groups as "targetGroups",
  n.need_type as "needType", n.mode, n.headcount_value as "headcountValue", n.headcount_qualifier as "headcountQualifier",
  n.headcount_unit as "headcountUnit", n.urgency, n.wanted_from as "wantedFrom", n.wanted_to as "wantedTo", w.village, w.place,
  n.screened_out_reason as "screenedOutReason", n.screened_out_note as "screenedOutNote", n.recorded_at as "recordedAt", n.updated_at as "updatedAt",
  (select coalesce(array_agg(coalesce(o.state, 'draft')), '{}') ${ORDERS}) as "orderStates",
  (select m.target_id from need_merges m where m.source_id = n.id and m.undone_at is null) as "mergedIntoId",
  (select coalesce(jsonb_agg(jsonb_build_object('value', m.added_value, 'qualifier', m.added_qualifier, 'unit', m.added_unit) order by m.id), '[]')
   from need_merges m where m.target_id = n.id and m.undone_at is null and m.added_value is not null) as added`;
const FROM = 'from needs n left join need_whereabouts w on w.need_id = n.id';

/** The state that a reader sees, as `effectiveNeedState` of shared/order says it. */
const EFFECTIVE = `case when n.state <> 'screened_in' then n.state else (
  select case when bool_or(coalesce(o.state, 'draft') not in ('completed', 'cancelled', 'rejected')) then 'screened_in'
    when bool_or(o.state = 'completed') then 'met' else 'recorded' end ${ORDERS}) end`;

interface FlatRow extends NeedRow, Record<string, unknown> {
  readonly headcountValue: number | null;
  readonly headcountQualifier: Quantity['qualifier'];
  readonly headcountUnit: Quantity['unit'];
  readonly added: readonly Quantity[];
}

function needFrom<Row extends FlatRow>({
  headcountValue,
  headcountQualifier,
  headcountUnit,
  added,
  ...row
}: Row): NeedRow {
  const headcount =
    headcountValue === null ? null : { value: headcountValue, qualifier: headcountQualifier, unit: headcountUnit };
  return { ...row, headcount, people: peopleOf(headcount, added) } as unknown as NeedRow;
}

export async function needsById(tx: Tx, ids: readonly string[]): Promise<NeedRow[]> {
  const rows = await tx.named<FlatRow>('need.byId', `select ${COLUMNS} ${FROM} where n.id = any($1) order by n.id`, [
    ids,
  ]);
  return rows.map(needFrom);
}

export const needById = async (tx: Tx, id: string): Promise<NeedRow | null> => (await needsById(tx, [id]))[0] ?? null;

/**
 * The needs with their rows locked, in the order of their ids, so that no two commands wait for each other. They are read after
 * the locks: what a merge added while we waited must be seen.
 */
export async function lockNeeds(tx: Tx, ids: readonly string[]): Promise<NeedRow[]> {
  await tx.named('need.lock', 'select id from needs where id = any($1) order by id for update', [ids]);
  return needsById(tx, ids);
}

export async function needsOfSurvey(tx: Tx, surveyId: string): Promise<NeedRow[]> {
  const rows = await tx.named<FlatRow>(
    'need.ofSurvey',
    `select ${COLUMNS} ${FROM} where n.survey_id = $1 and n.state <> 'dropped' order by n.id limit 100`,
    [surveyId],
  );
  return rows.map(needFrom);
}

export interface NeedFilter {
  readonly states: readonly NeedState[] | null;
  readonly stationId: string | null;
  readonly serviceType: string | null;
  readonly needType: NeedType | null;
  readonly mode: OrderMode | null;
  /** Recorded at or before this instant. */
  readonly recordedUntil: Date | null;
}

const WHERE = `n.state <> 'dropped' and ($1::text[] is null or ${EFFECTIVE} = any($1)) and ($2::uuid is null or n.station_id = $2)
  and ($3::text is null or n.service_type = $3) and ($4::text is null or n.need_type = $4) and ($5::text is null or n.mode = $5)
  and ($6::timestamptz is null or n.recorded_at <= $6)`;
const valuesOf = ({ states, stationId, serviceType, needType, mode, recordedUntil }: NeedFilter) => [
  states,
  stationId,
  serviceType,
  needType,
  mode,
  recordedUntil,
];

/** Newest first. */
export async function listNeeds(tx: Tx, filter: NeedFilter, afterId: string | null, limit: number): Promise<NeedRow[]> {
  const rows = await tx.named<FlatRow>(
    'need.list',
    `select ${COLUMNS} ${FROM} where ${WHERE} and ($7::uuid is null or n.id < $7) order by n.id desc limit $8`,
    [...valuesOf(filter), afterId, limit],
  );
  return rows.map(needFrom);
}

export async function countNeeds(tx: Tx, filter: NeedFilter): Promise<number> {
  const [row] = await tx.named<{ count: number }>(
    'need.count',
    `select count(*)::int as count from needs n where ${WHERE}`,
    valuesOf(filter),
  );
  return row?.count ?? 0;
}

export const COUNTED_BY = ['state', 'service_type', 'need_type', 'mode'] as const;
export interface NeedCount {
  readonly by: (typeof COUNTED_BY)[number];
  readonly value: string;
  readonly count: number;
}

/** How many there are of each state, type, need type and mode, the largest first; merged ones count with those that took them in. */
export const needCounts = (tx: Tx, filter: NeedFilter) =>
  tx.named<NeedCount & Record<string, unknown>>(
    'need.counts',
    `with seen as (select ${EFFECTIVE} as state, n.service_type, n.need_type, n.mode from needs n where ${WHERE} and n.state <> 'merged')
     select c.by, c.value, count(*)::int as count from seen, lateral (values
       ('state', seen.state), ('service_type', seen.service_type), ('need_type', seen.need_type), ('mode', seen.mode)) c (by, value)
     where c.value is not null group by c.by, c.value order by c.by, count(*) desc, c.value`,
    valuesOf(filter),
  );

/** More than a station screens in a season: what is compared for near-duplicates, newest first. */
const COMPARED_MOST = 200;

export async function needsToCompare(tx: Tx, stationIds: readonly string[]): Promise<NeedRow[]> {
  const rows = await tx.named<FlatRow>(
    'need.toCompare',
    `select ${COLUMNS} ${FROM} where n.station_id = any($1) and n.state in ('recorded', 'screened_in') and ${EFFECTIVE} = 'recorded'
     order by n.id desc limit ${COMPARED_MOST}`,
    [stationIds],
  );
  return rows.map(needFrom);
}

export const pairsApart = (tx: Tx, stationIds: readonly string[]) =>
  tx.named<{ earlierId: string; laterId: string }>(
    'need.apart',
    `select earlier_id as "earlierId", later_id as "laterId" from needs_apart where station_id = any($1) order by said_at desc limit 2000`,
    [stationIds],
  );

export interface NeedsWaiting {
  /** The one that waits longest. */
  readonly id: string;
  readonly title: string;
  readonly recordedAt: Date;
  /** How many wait as long as was asked. */
  readonly count: number;
}

/** Needs of these stations that were recorded by then and not screened since; null when none waits so long. */
export async function needsWaiting(tx: Tx, stationIds: readonly string[], until: Date): Promise<NeedsWaiting | null> {
  const [row] = await tx.named<NeedsWaiting & Record<string, unknown>>(
    'need.waiting',
    `select n.id, n.title, n.recorded_at as "recordedAt", count(*) over ()::int as count from needs n
     where n.station_id = any($1) and n.state in ('recorded', 'screened_in') and n.recorded_at <= $2 and ${EFFECTIVE} = 'recorded'
     order by n.recorded_at, n.id limit 1`,
    [stationIds, until],
  );
  return row ?? null;
}

const columnsOf = ({ headcount, targetGroups, village: _village, place: _place, ...plain }: NeedFields) => ({
  ...plain,
  targetGroups: [...targetGroups],
  headcountValue: headcount?.value ?? null,
  headcountQualifier: headcount?.qualifier ?? null,
  headcountUnit: headcount?.unit ?? null,
});

export interface NewNeed {
  readonly id: string;
  readonly tenantId: string;
  readonly number: string;
  readonly stationId: string;
  readonly authorityId: string;
  readonly regionCode: string;
  readonly surveyId: string | null;
  readonly source: NeedSource;
  readonly state: 'draft' | 'recorded';
  readonly createdBy: string;
  readonly createdAt: Date;
}

export async function insertNeed(tx: Tx, need: NewNeed, fields: NeedFields): Promise<void> {
  const { id, tenantId, stationId, state, createdAt } = need;
  const recordedAt = state === 'recorded' ? createdAt : null;
  await tx.db.insert(needs).values({ ...need, ...columnsOf(fields), version: 1, recordedAt, updatedAt: createdAt });
  await tx.db
    .insert(needWhereabouts)
    .values({ needId: id, tenantId, stationId, village: fields.village, place: fields.place });
}

/** What was written anew, with the state that it leads to. */
export async function saveNeedFields(
  tx: Tx,
  need: NeedRow,
  fields: NeedFields,
  state: StoredState,
  at: Date,
): Promise<void> {
  const recordedAt = need.recordedAt ?? (state === 'recorded' ? at : null);
  await tx.db
    .update(needs)
    .set({ ...columnsOf(fields), state, recordedAt, version: need.version + 1, updatedAt: at })
    .where(eq(needs.id, need.id));
  await tx.db
    .update(needWhereabouts)
    .set({ village: fields.village, place: fields.place })
    .where(eq(needWhereabouts.needId, need.id));
}

export type StoredState = Exclude<NeedState, 'met'>;

export async function saveNeedState(
  tx: Tx,
  need: Pick<NeedRow, 'id' | 'version'>,
  state: StoredState,
  out: { readonly reason: ScreenOutReason; readonly note: string } | null,
  at: Date,
): Promise<void> {
  await tx.db
    .update(needs)
    .set({
      state,
      screenedOutReason: out?.reason ?? null,
      screenedOutNote: out?.note || null,
      version: need.version + 1,
      updatedAt: at,
    })
    .where(eq(needs.id, need.id));
}

/** Drafts of a survey that was submitted stand on the list from then on. */
export async function recordNeedsOfSurvey(tx: Tx, surveyId: string, at: Date): Promise<void> {
  await tx.named(
    'need.recordOfSurvey',
    `update needs set state = 'recorded', recorded_at = $2, updated_at = $2, version = version + 1 where survey_id = $1 and state = 'draft'`,
    [surveyId, at],
  );
}

export interface NewMerge {
  readonly id: string;
  readonly tenantId: string;
  readonly stationId: string;
  readonly authorityId: string;
  readonly sourceId: string;
  readonly targetId: string;
  readonly mergedBy: string;
  readonly mergedAt: Date;
}

export async function insertMerge(tx: Tx, merge: NewMerge, added: Quantity | null): Promise<void> {
  await tx.db.insert(needMerges).values({
    ...merge,
    addedValue: added?.value ?? null,
    addedQualifier: added?.qualifier ?? null,
    addedUnit: added?.unit ?? null,
  });
}

export async function undoMerge(tx: Tx, sourceId: string, undoneBy: string, at: Date): Promise<void> {
  await tx.db
    .update(needMerges)
    .set({ undoneBy, undoneAt: at })
    .where(and(eq(needMerges.sourceId, sourceId), isNull(needMerges.undoneAt)));
}

export interface MergeRow {
  readonly sourceId: string;
  readonly targetId: string;
  readonly mergedAt: Date;
  readonly differentPeople: boolean;
}

/** What these needs took in and still hold. */
export const mergesInto = (tx: Tx, targetIds: readonly string[]) =>
  tx.named<MergeRow & Record<string, unknown>>(
    'need.mergesInto',
    `select source_id as "sourceId", target_id as "targetId", merged_at as "mergedAt", added_value is not null as "differentPeople"
     from need_merges where target_id = any($1) and undone_at is null order by target_id, id`,
    [targetIds],
  );

export async function insertApart(
  tx: Tx,
  row: { tenantId: string; stationId: string; earlierId: string; laterId: string; saidBy: string; saidAt: Date },
): Promise<void> {
  await tx.db.insert(needsApart).values(row).onConflictDoNothing();
}

export async function linkOrder(
  tx: Tx,
  needIds: readonly string[],
  link: { orderId: string; tenantId: string; stationId: string; authorityId: string; linkedBy: string; linkedAt: Date },
): Promise<void> {
  await tx.db.insert(needOrders).values(needIds.map((needId) => ({ needId, ...link })));
}

export interface NeedOrderLink {
  readonly needId: string;
  readonly orderId: string;
}

export const linksOfNeeds = (tx: Tx, needIds: readonly string[]) =>
  tx.named<NeedOrderLink & Record<string, unknown>>(
    'need.linksOfNeeds',
    `select need_id as "needId", order_id as "orderId" from need_orders where need_id = any($1) order by need_id, order_id`,
    [needIds],
  );

export const linksOfOrders = (tx: Tx, orderIds: readonly string[]) =>
  tx.named<NeedOrderLink & Record<string, unknown>>(
    'need.linksOfOrders',
    `select need_id as "needId", order_id as "orderId" from need_orders where order_id = any($1) order by order_id, need_id`,
    [orderIds],
  );
