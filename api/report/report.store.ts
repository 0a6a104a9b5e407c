/** SQL of the programme's totals, and of the public board. */
import type { Tx } from '@jiedui/db/connect.ts';
import type { LocalDate } from '@jiedui/shared/calendar.ts';
import type { OrderLife } from '@jiedui/shared/order/order.ts';
import type { Quantity } from '@jiedui/shared/quantity.ts';
import type { TotalsRows } from '@jiedui/shared/report/programme-totals.ts';
import type { ActivityCategory, HeadcountRole } from '@jiedui/shared/service/session.ts';
import type { OpenBoard } from './open-board.ts';

const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id);

/** What a programme's totals are made of, as far as the viewer may see it: pilot stations, paired stations, confirmed sessions. */
export async function totalsRows(
  tx: Tx,
  programme: { readonly id: string; readonly fromOn: LocalDate; readonly toOn: LocalDate },
  span: { readonly from: Date; readonly to: Date },
  on: LocalDate,
): Promise<TotalsRows> {
  const pilots = await tx.named<{ id: string }>(
    'report.pilots',
    'select station_id as id from programme_stations where programme_id = $1 and pilot',
    [programme.id],
  );
  const paired = await tx.named<{ id: string }>(
    'report.paired',
    `select distinct station_id as id from pairings where programme_id = $1 and state = 'active' and $2 <= to_on`,
    [programme.id, on],
  );
  const sessions = await tx.named<TotalsRows['sessions'][number]>(
    'report.sessions',
    `select v.id, v.state, v.category,
       coalesce((select jsonb_agg(jsonb_build_object('role', h.role, 'quantity', jsonb_build_object('value', h.value, 'qualifier', h.qualifier, 'unit', h.unit)) order by h.seq)
         from headcounts h where h.session_id = v.id), '[]') as headcounts,
       coalesce((select jsonb_agg(jsonb_build_object('quantity', jsonb_build_object('value', d.quantity, 'qualifier', d.qualifier, 'unit', d.unit)) order by d.seq)
         from goods d where d.session_id = v.id), '[]') as goods
     from service_sessions v
     where v.state = 'confirmed' and v.started_at between $2 and $3
       and v.station_ids && (select array_agg(station_id) from programme_stations where programme_id = $1)
     order by v.started_at, v.id`,
    [programme.id, span.from, span.to],
  );
  return { pilotStationIds: ids(pilots), pairedStationIds: ids(paired), sessions };
}

/** What the public board of a tenant is made of: counts, and places of institutions. Read by the relay. */
export interface BoardRows {
  readonly authorityName: string;
  readonly stations: readonly {
    readonly id: string;
    readonly regionCode: string;
    readonly pilot: boolean;
    readonly paired: boolean;
  }[];
  readonly organizations: number;
  readonly orders: readonly ({ readonly stationId: string } & Pick<
    OrderLife,
    'state' | 'claimLapsesAt' | 'claimableUntil'
  >)[];
  readonly sessions: readonly { readonly category: ActivityCategory | null; readonly stationIds: readonly string[] }[];
  /** Summed by role, unit and qualifier. */
  readonly headcounts: readonly { readonly role: HeadcountRole; readonly quantity: Quantity }[];
  readonly goods: readonly Quantity[];
  readonly countyNames: ReadonlyMap<string, string>;
}

/** Null for a tenant without an authority yet. */
export async function boardRows(tx: Tx, tenantId: string, on: LocalDate): Promise<BoardRows | null> {
  const [authority] = await tx.named<{ name: string }>(
    'board.authority',
    'select name from authorities where tenant_id = $1 and parent_id is null order by id limit 1',
    [tenantId],
  );
  if (!authority) return null;
  const stations = await tx.named<BoardRows['stations'][number]>(
    'board.stations',
    `select s.id, s.region_code as "regionCode", exists (select 1 from programme_stations p where p.station_id = s.id and p.pilot) as pilot,
       exists (select 1 from pairings p where p.station_id = s.id and p.state = 'active' and p.to_on >= $2) as paired
     from stations s where s.tenant_id = $1 and s.state <> 'closed'`,
    [tenantId, on],
  );
  const [organizations] = await tx.named<{ count: number }>(
    'board.organizations',
    `select count(*)::int as count from organizations where tenant_id = $1 and state = 'active'`,
    [tenantId],
  );
  const orders = await tx.named<BoardRows['orders'][number]>(
    'board.orders',
    `select station_id as "stationId", state, claim_lapses_at as "claimLapsesAt", claimable_until as "claimableUntil", posted_at as "postedAt", last_confirmed_on as "lastConfirmedOn"
     from orders where tenant_id = $1 and state in ('open', 'claimed')`,
    [tenantId],
  );
  const sessions = await tx.named<BoardRows['sessions'][number]>(
    'board.sessions',
    `select category, station_ids as "stationIds" from service_sessions where tenant_id = $1 and state = 'confirmed'`,
    [tenantId],
  );
  const headcounts = await tx.named<BoardRows['headcounts'][number]>(
    'board.headcounts',
    `select h.role, jsonb_build_object('value', sum(h.value), 'qualifier', h.qualifier, 'unit', h.unit) as quantity
     from headcounts h join service_sessions v on v.id = h.session_id
     where v.tenant_id = $1 and v.state = 'confirmed' group by h.role, h.unit, h.qualifier order by h.role, h.unit, h.qualifier`,
    [tenantId],
  );
  const goods = await tx.named<Quantity>(
    'board.goods',
    `select sum(d.quantity)::int as value, d.qualifier, d.unit from goods d join service_sessions v on v.id = d.session_id
     where v.tenant_id = $1 and v.state = 'confirmed' group by d.unit, d.qualifier order by d.unit, d.qualifier`,
    [tenantId],
  );
  const counties = await tx.named<{ code: string; name: string }>(
    'board.counties',
    `select code, name from regions where level = 'county'`,
  );
  return {
    authorityName: authority.name,
    stations,
    organizations: organizations?.count ?? 0,
    orders,
    sessions,
    headcounts,
    goods,
    countyNames: new Map(counties.map(({ code, name }) => [code, name])),
  };
}

/** Takes the tenant's turn in this transaction: false when the board was refreshed in it before. Others wait until it ends. */
export async function takeBoardTurn(tx: Tx, tenantId: string): Promise<boolean> {
  const [row] = await tx.named<{ done: string | null }>(
    'board.turn',
    `select current_setting('app.boards_done', true) as done`,
  );
  const done = row?.done ?? '';
  if (done.includes(tenantId)) return false;
  await tx.named('board.lock', 'select pg_advisory_xact_lock(hashtextextended($1, 0))', [`open board ${tenantId}`]);
  await tx.named('board.take', `select set_config('app.boards_done', $1, true)`, [`${done} ${tenantId}`]);
  return true;
}

export const saveBoard = (tx: Tx, tenantId: string, board: OpenBoard, asOf: Date) =>
  tx.named(
    'board.save',
    `insert into open_boards (tenant_id, figures, as_of) values ($1, $2, $3)
     on conflict (tenant_id) do update set figures = excluded.figures, as_of = excluded.as_of`,
    [tenantId, JSON.stringify(board), asOf],
  );

export const tenantsWithoutBoard = (tx: Tx) =>
  tx.named<{ id: string }>(
    'board.missing',
    'select id from tenants t where not exists (select 1 from open_boards b where b.tenant_id = t.id) order by id',
  );

/** The board of the installation: of its first tenant. Runs as the role that may read nothing else. */
export async function publicBoard(tx: Tx): Promise<(OpenBoard & { readonly asOf: Date }) | null> {
  const [row] = await tx.named<{ figures: OpenBoard; asOf: Date }>(
    'board.public',
    'select figures, as_of as "asOf" from open_boards order by tenant_id limit 1',
  );
  return row ? { ...row.figures, asOf: row.asOf } : null;
}
