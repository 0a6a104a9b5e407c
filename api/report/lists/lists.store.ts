/**
 * SQL of both lists through time. A version keeps the whole row, so that the table of any instant is rebuilt from it with
 * the same columns: whatever statement reads `orders o` reads `ordersAsOf()` instead.
 */
import type { Tx } from '@jiedui/db/connect.ts';
import { firstDayOf, lastDayOf, localDateOf, monthOf } from '@jiedui/shared/calendar.ts';
import { standingSince } from '@jiedui/shared/offer/confirming.ts';
import type { Facts } from '@jiedui/shared/report/lists/differing.ts';

const STOOD = 'v.valid_from <= $1 and (v.valid_to is null or $1 < v.valid_to)';
/**
 * The published orders as they stood at $1, row for row.
 * @param picked narrows the versions before their rows are rebuilt, which costs more than finding them: `and …`
 */
export const ordersAsOf = (picked = '') =>
  `(select kept.* from (select v.facts from order_versions v where ${STOOD} ${picked}) v cross join lateral jsonb_populate_record(null::orders, v.facts) kept) o`;
/** The offers that had ever been listed as they stood at $1, row for row. */
export const offersAsOf = (picked = '') =>
  `(select kept.* from (select v.facts from offer_versions v where ${STOOD} ${picked}) v cross join lateral jsonb_populate_record(null::offers, v.facts) kept) o`;

/** How many versions stood at $1: nothing is rebuilt for it. */
export const countStood = (list: 'orders' | 'offers', picked: string) =>
  `select count(*)::int as count from ${list === 'orders' ? 'order' : 'offer'}_versions v where ${STOOD} ${picked}`;

/** The state at $1 of a version of an order: a claim that had lapsed counts no more. */
export const ORDER_VERSION_STATE = `case when v.state in ('claimed', 'confirmed') and (v.facts ->> 'claim_lapses_at')::timestamptz < $1 then 'open' else v.state end`;
/** The state of a version of an offer: paused by date before $4, the first day whose words stand. */
export const OFFER_VERSION_STATE = `case when v.state = 'listed' and coalesce((v.facts ->> 'last_confirmed_on')::date < $4::date, true) then 'paused' else v.state end`;

/** A list changes by so many things a month at most that the page tells; beyond, the export of the two days says more. */
const CHANGED_MOST = 2_000;

export interface MovedOrder {
  readonly id: string;
  readonly before: Facts | null;
  readonly after: Facts;
  readonly station: string;
  readonly organization: string | null;
  readonly changedAt: Date;
}

/**
 * Orders of the viewer's authorities of which something was written after $1, or whose claim or standing ran out since;
 * each as it stood at $1 and at $2.
 */
export const movedOrders = (tx: Tx, from: Date, to: Date) =>
  tx.named<MovedOrder & Record<string, unknown>>(
    'lists.movedOrders',
    `with moved as (
       select order_id as id from order_versions where authority_id = any ((select app.authority_ids())::uuid[]) and $1 < valid_from and valid_from <= $2
       union
       select o.id from orders o where o.authority_id = any ((select app.authority_ids())::uuid[])
         and ((o.state in ('claimed', 'confirmed') and $1 <= o.claim_lapses_at and o.claim_lapses_at < $2)
           or (o.state = 'open' and $3::date <= coalesce(o.last_confirmed_on, (o.posted_at at time zone 'Asia/Shanghai')::date)
             and coalesce(o.last_confirmed_on, (o.posted_at at time zone 'Asia/Shanghai')::date) < $4::date))
       order by id limit ${CHANGED_MOST})
     select m.id, a.facts as before, b.facts as after, s.name as station, g.name as organization, b.valid_from as "changedAt"
     from moved m
     join lateral (select v.facts, v.valid_from, v.station_id from order_versions v where v.order_id = m.id and v.valid_from <= $2 and (v.valid_to is null or $2 < v.valid_to)) b on true
     left join lateral (select v.facts from order_versions v where v.order_id = m.id and v.valid_from <= $1 and (v.valid_to is null or $1 < v.valid_to)) a on true
     join stations s on s.id = b.station_id left join organizations g on g.id = (b.facts ->> 'claimed_organization_id')::uuid
     order by m.id desc`,
    [from, to, standingSince(localDateOf(from)), standingSince(localDateOf(to))],
  );

export interface MovedOffer {
  readonly id: string;
  readonly before: Facts | null;
  readonly after: Facts;
  readonly organizationId: string;
  readonly organization: string;
  readonly changedAt: Date;
}

/** Every offer as it stood at $1 and at $2: few enough to be looked at one by one, since dates alone change many. */
export const offersAtBoth = (tx: Tx, from: Date, to: Date) =>
  tx.named<MovedOffer & Record<string, unknown>>(
    'lists.offersAtBoth',
    `select b.offer_id as id, a.facts as before, b.facts as after, b.organization_id as "organizationId", g.name as organization, b.valid_from as "changedAt"
     from offer_versions b join organizations g on g.id = b.organization_id
     left join offer_versions a on a.offer_id = b.offer_id and a.valid_from <= $1 and (a.valid_to is null or $1 < a.valid_to)
     where b.valid_from <= $2 and (b.valid_to is null or $2 < b.valid_to) order by b.offer_id desc limit ${5 * CHANGED_MOST}`,
    [from, to],
  );

/** How many orders each organization held at $1 that reach into its month, as far as the viewer sees. */
export const heldAt = (tx: Tx, at: Date) => {
  const month = monthOf(localDateOf(at));
  return tx.named<{ organizationId: string; count: number }>(
    'lists.heldAt',
    `select (facts ->> 'claimed_organization_id')::uuid as "organizationId", count(*)::int as count from order_versions
     where valid_from <= $1 and (valid_to is null or $1 < valid_to) and state in ('claimed', 'confirmed')
       and facts ->> 'claimed_organization_id' is not null
       and (facts ->> 'claim_lapses_at' is null or $1 <= (facts ->> 'claim_lapses_at')::timestamptz)
       and (facts ->> 'window_from')::date <= $3::date and $2::date <= (facts ->> 'window_to')::date
     group by 1`,
    [at, firstDayOf(month), lastDayOf(month)],
  );
};

/** The last issued round of the viewer's authorities: null before the first. */
export async function lastIssued(tx: Tx, before: Date): Promise<{ month: string; issuedAt: Date } | null> {
  const [row] = await tx.named<{ month: string; issuedAt: Date }>(
    'lists.lastIssued',
    `select month, issued_at as "issuedAt" from dispatch_rounds where state = 'issued' and issued_at <= $1
       and authority_id = any ((select app.authority_ids())::uuid[]) order by issued_at desc limit 1`,
    [before],
  );
  return row ?? null;
}

export interface HistoryRow {
  readonly seq: number;
  readonly at: Date;
  readonly by: string | null;
  readonly before: Facts | null;
  readonly after: Facts;
  readonly thingId: string;
}

/** Which history: of $1 stations or organizations, of one thing ($2) or of all, after the state $3:$4, at most $5. */
export interface HistoryAsked {
  readonly ownerIds: readonly string[];
  readonly thingId: string | null;
  readonly after: { readonly thingId: string; readonly seq: number } | null;
  readonly limit: number;
}

/** The states of the viewer's own list, newest first; of one instant, as when all were confirmed at once, by thing. */
const historySql = (
  table: 'order' | 'offer',
) => `select v.${table}_id as "thingId", v.seq, v.valid_from as at, p.name as by,
    b.facts as before, v.facts as after
  from ${table}_versions v left join ${table}_versions b on b.${table}_id = v.${table}_id and b.seq = v.seq - 1
  left join accounts p on p.id = v.changed_by
  where v.${table === 'order' ? 'station_id' : 'organization_id'} = any($1) and ($2::uuid is null or v.${table}_id = $2)
    and ($3::uuid is null or (v.valid_from, v.${table}_id, v.seq) < (select e.valid_from, e.${table}_id, e.seq from ${table}_versions e where e.${table}_id = $3 and e.seq = $4))
  order by v.valid_from desc, v.${table}_id desc, v.seq desc limit $5`;

const historyOf =
  (table: 'order' | 'offer') =>
  (tx: Tx, { ownerIds, thingId, after, limit }: HistoryAsked) =>
    tx.named<HistoryRow & Record<string, unknown>>(`lists.${table}History`, historySql(table), [
      ownerIds,
      thingId,
      after?.thingId ?? null,
      after?.seq ?? null,
      limit,
    ]);
export const orderHistory = historyOf('order');
export const offerHistory = historyOf('offer');

/** Who has not said this month that what they have on the lists still holds; $1 now, $2 the first day of the month. */
export interface Unspoken {
  readonly id: string;
  readonly name: string;
  readonly side: 'station' | 'organization';
  readonly count: number;
  readonly resting: number;
}
export const unspoken = (tx: Tx, at: Date, limit: number) => {
  const today = localDateOf(at);
  return tx.named<Unspoken & Record<string, unknown>>(
    'lists.unspoken',
    `select s.id, s.name, 'station' as side, count(*)::int as count,
       (count(*) filter (where coalesce(o.last_confirmed_on, (o.posted_at at time zone 'Asia/Shanghai')::date) < $3::date))::int as resting
     from orders o join stations s on s.id = o.station_id
     where o.authority_id = any ((select app.authority_ids())::uuid[]) and o.state = 'open'
       and coalesce(o.last_confirmed_on, (o.posted_at at time zone 'Asia/Shanghai')::date) < $2::date and o.posted_at <= $1
     group by s.id, s.name
     union all
     select g.id, g.name, 'organization', count(*)::int, (count(*) filter (where f.last_confirmed_on < $3::date))::int
     from offers f join organizations g on g.id = f.organization_id
     where f.state = 'listed' and f.last_confirmed_on < $2::date and f.created_at <= $1
     group by g.id, g.name
     order by resting desc, count desc, id limit $4`,
    [at, firstDayOf(monthOf(today)), standingSince(today), limit],
  );
};
