/** SQL of what is open at a station: orders before claims, as everywhere, so that a hand-over and a decision meet in order. */
import type { Tx } from '@jiedui/db/connect.ts';
import { OPEN_ITEMS_MOST, type OpenItem } from '@jiedui/shared/account/hand-over.ts';

const FIRST = `limit ${OPEN_ITEMS_MOST}`;

/**
 * Drafts, orders, claims that wait, agreements to sign and sessions to confirm. With `lock` each row is held until the end
 * of the transaction. A bureau does not see a station's drafts, so it hands over without them; they stay the station's.
 */
export async function openItemsOfStation(
  tx: Tx,
  stationId: string,
  at: Date,
  how: 'read' | 'lock',
): Promise<OpenItem[]> {
  const lock = (table: string) => (how === 'lock' ? `for update of ${table}` : '');
  const ask = (name: string, sql: string, values: unknown[]) =>
    tx.named<OpenItem & Record<string, unknown>>(`handOver.${name}.${how}`, sql, values);
  const orders = await ask(
    'orders',
    `select case when o.state = 'draft' then 'order_draft' else 'order' end as kind, o.id, o.title,
       coalesce(case when o.state = 'open' then o.claimable_until end, (o.window_to + 1)::timestamp at time zone 'Asia/Shanghai') as "dueAt"
     from orders o where o.station_id = $1 and o.state in ('draft', 'open', 'claimed', 'confirmed') order by o.id ${FIRST} ${lock('o')}`,
    [stationId],
  );
  const claims = await ask(
    'claims',
    `select 'claim_to_confirm' as kind, c.id, o.title, c.confirm_until as "dueAt"
     from claims c join orders o on o.id = c.order_id
     where c.station_id = $1 and c.state = 'pending' and c.awaits = 'station' and $2 <= c.confirm_until order by c.id ${FIRST} ${lock('c')}`,
    [stationId, at],
  );
  const agreements = await ask(
    'agreements',
    `select 'agreement_to_sign' as kind, a.id, a.number as title, null::timestamptz as "dueAt"
     from agreements a join pairings p on p.id = a.pairing_id
     where a.station_id = $1 and a.station_signed_at is null and p.state <> 'terminated' order by a.id ${FIRST} ${lock('a')}`,
    [stationId],
  );
  const sessions = await ask(
    'sessions',
    `select 'session_to_confirm' as kind, v.id, v.title, null::timestamptz as "dueAt"
     from service_sessions v join session_stations t on t.session_id = v.id
     where t.station_id = $1 and t.confirmed_at is null and v.state = 'submitted' order by v.id ${FIRST} ${lock('v')}`,
    [stationId],
  );
  return [...orders, ...claims, ...agreements, ...sessions];
}
