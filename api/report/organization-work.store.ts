/**
 * SQL of an organization's work over all rooms: what is open, what it has done. The bureau that governs its place asks,
 * and stations of other bureaus count too; so each is read for matching's purpose, and only for who may know.
 */
import type { Tx } from '@jiedui/db/connect.ts';
import type { LocalDate } from '@jiedui/shared/calendar.ts';
import { OPEN_WORK_MOST, type OpenWork } from '@jiedui/shared/organization/open-work.ts';

/** $1 the organization: told to itself and to who governs its place. */
const MAY_KNOW = `($1 = any ((select app.organization_ids())::uuid[]) or app.governs_organization($1))`;
const HERE = (alias: string) => `${alias}.authority_id = any ((select app.authority_ids())::uuid[])`;
const TITLE = (alias: string, title: string) =>
  `case when ${HERE(alias)} or $1 = any ((select app.organization_ids())::uuid[]) then ${title} else '其他县区的事项' end`;

export const openWorkOf = (tx: Tx, organizationId: string, at: Date, today: LocalDate) =>
  tx.namedFor<OpenWork & Record<string, unknown>>(
    'matching',
    'organization.openWork',
    `select * from (
       select 'claim' as kind, c.id, c.version, ${TITLE('c', 'o.title')} as title, ${HERE('c')} as "isHere",
         coalesce(case when c.state = 'pending' then c.confirm_until when c.started_at is null then c.start_until end,
           (o.window_to + 1)::timestamp at time zone 'Asia/Shanghai' - interval '1 ms') as "dueAt"
       from claims c join orders o on o.id = c.order_id
       where c.organization_id = $1 and c.delivered_at is null and o.state not in ('completed', 'cancelled')
         and ((c.state = 'pending' and $2 <= c.confirm_until)
           or (c.state = 'confirmed' and (c.started_at is not null or c.start_until is null or $2 <= c.start_until)))
       union all
       select 'invitation', i.id, i.version, ${TITLE('i', 'o.title')}, ${HERE('i')}, i.respond_until
       from invitations i join orders o on o.id = i.order_id
       where i.organization_id = $1 and i.state = 'pending' and $2 <= i.respond_until
       union all
       select 'agreement', a.id, a.version, ${TITLE('a', 'a.number')}, ${HERE('a')}, null
       from agreements a join pairings p on p.id = a.pairing_id
       where a.organization_id = $1 and p.state <> 'terminated' and (a.organization_signed_at is null or a.station_signed_at is null)
       union all
       select 'pairing', p.id, p.version, ${TITLE('p', 's.name')}, ${HERE('p')}, (p.to_on + 1)::timestamp at time zone 'Asia/Shanghai' - interval '1 ms'
       from pairings p join stations s on s.id = p.station_id
       where p.organization_id = $1 and p.state in ('active', 'suspended') and $3 <= p.to_on
     ) w where ${MAY_KNOW}
     order by array_position(array['claim', 'invitation', 'agreement', 'pairing'], kind), "dueAt" nulls last, id limit ${OPEN_WORK_MOST}`,
    [organizationId, at, today],
  );

/** Ends pairings that run or wait for signatures; their agreements are then signed by nobody. */
export const terminatePairings = (tx: Tx, organizationId: string, today: LocalDate) =>
  tx.named<{ id: string; version: number; stationId: string; authorityId: string }>(
    'organization.terminatePairings',
    `update pairings set state = 'terminated', version = version + 1
     where organization_id = $1 and (state = 'proposed' or (state in ('active', 'suspended') and $2 <= to_on))
     returning id, version, station_id as "stationId", authority_id as "authorityId"`,
    [organizationId, today],
  );

export interface OrganizationFigures {
  /** Of the calendar month of today. */
  readonly sessionsThisMonth: number;
  readonly claimsConfirmed: number;
  readonly claimsCompleted: number;
  readonly claimsOverdue: number;
  readonly claimsAtFault: number;
  readonly sessionsConfirmed: number;
  readonly reviews: number;
  readonly satisfactionSum: number;
}

export async function figuresOf(
  tx: Tx,
  organizationId: string,
  at: Date,
  today: LocalDate,
): Promise<OrganizationFigures | null> {
  const [row] = await tx.namedFor<OrganizationFigures & Record<string, unknown>>(
    'matching',
    'organization.figures',
    `with mine as (select v.id, v.state, (v.started_at at time zone 'Asia/Shanghai')::date as day
         from session_providers p join service_sessions v on v.id = p.session_id where p.organization_id = $1),
       held as (select c.state, c.at_fault, c.delivered_at, o.state as order_state, o.window_to, c.started_at, c.start_until
         from claims c join orders o on o.id = c.order_id where c.organization_id = $1 and c.confirmed_at is not null),
       said as (select t.satisfaction from mine m join session_stations t on t.session_id = m.id where t.satisfaction is not null)
     select (select count(*)::int from mine where state <> 'draft' and date_trunc('month', day) = date_trunc('month', $3::date)) as "sessionsThisMonth",
       (select count(*)::int from mine where state = 'confirmed') as "sessionsConfirmed",
       (select count(*)::int from held) as "claimsConfirmed",
       (select count(*)::int from held where delivered_at is not null or (state = 'confirmed' and order_state = 'completed')) as "claimsCompleted",
       (select count(*)::int from held where state = 'confirmed' and delivered_at is null and order_state = 'confirmed' and window_to < $3
         and (started_at is not null or start_until is null or $2 <= start_until)) as "claimsOverdue",
       (select count(*)::int from held where at_fault or (state = 'confirmed' and started_at is null and start_until < $2)) as "claimsAtFault",
       (select count(*)::int from said) as reviews, coalesce((select sum(satisfaction)::int from said), 0) as "satisfactionSum"
     where ${MAY_KNOW}`,
    [organizationId, at, today],
  );
  return row ?? null;
}
