/** SQL of what notices and reminders of stations say. Read by the relay, which sees every tenant; by ascending id, a page at a time. */
import type { Tx } from '@jiedui/db/connect.ts';
import type { LocalDate } from '@jiedui/shared/calendar.ts';
import type { StatedHave } from '@jiedui/shared/station/haves.ts';
import type { StationState } from '@jiedui/shared/station/station.ts';
import type { WorkerPost } from '@jiedui/shared/station/worker.ts';
import type { ReminderPage } from './reminders.ts';

/** Comes before every id. */
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

interface OfStation extends Record<string, unknown> {
  readonly tenantId: string;
  readonly stationId: string;
  readonly stationName: string;
  readonly authorityId: string;
}
const OF_STATION = `s.tenant_id as "tenantId", s.id as "stationId", s.name as "stationName", s.authority_id as "authorityId"`;

export interface LicenceNear extends OfStation {
  readonly id: string;
  readonly post: WorkerPost;
  readonly lastOn: LocalDate;
}

/** Licences of those at a station on the day whose registration ends from `from` to `to`. */
export const licencesEnding = (tx: Tx, from: LocalDate, to: LocalDate, { after, limit }: ReminderPage) =>
  tx.named<LicenceNear>(
    'reminders.licences',
    `select w.id, w.post, w.licence_valid_until as "lastOn", ${OF_STATION}
     from station_workers w join stations s on s.id = w.station_id
     where w.licence_level <> 'none' and w.licence_valid_until between $1 and $2 and w.from_on <= $1
       and (w.to_on is null or $1 <= w.to_on) and s.state <> 'closed' and $3 < w.id
     order by w.id limit $4`,
    [from, to, after ?? FIRST_ID, limit],
  );

export interface VerificationNear extends OfStation {
  readonly item: StatedHave;
  readonly lastOn: LocalDate;
}

/** Stations of which a verified have ends from `from` to `to`, by id: every such have of a page's stations. */
export const verificationsEnding = (tx: Tx, from: LocalDate, to: LocalDate, { after, limit }: ReminderPage) =>
  tx.named<VerificationNear>(
    'reminders.verifications',
    `with near as (
       select s.id from stations s where s.state <> 'closed' and $3 < s.id and exists (
         select from station_haves h where h.station_id = s.id and h.state = 'verified' and h.expires_on between $1 and $2)
       order by s.id limit $4
     )
     select h.item, h.expires_on as "lastOn", ${OF_STATION}
     from near join stations s on s.id = near.id join station_haves h on h.station_id = s.id
     where h.state = 'verified' and h.expires_on between $1 and $2 order by s.id, h.item`,
    [from, to, after ?? FIRST_ID, limit],
  );

export interface PlaqueHung extends OfStation {
  readonly hungOn: LocalDate;
}

/** Stations that have a plaque and do not operate, hung on `before` or earlier: by the kept decision, else by their opening. */
export const plaquesHung = (tx: Tx, before: LocalDate, { after, limit }: ReminderPage) =>
  tx.named<PlaqueHung>(
    'reminders.plaques',
    `select * from (
       select ${OF_STATION}, coalesce(
         (select max(c.decided_at at time zone 'Asia/Shanghai')::date from station_changes c where c.station_id = s.id and c.to_state = 'plaque_hung'),
         s.opened_on, (s.created_at at time zone 'Asia/Shanghai')::date) as "hungOn"
       from stations s where s.state = 'plaque_hung' and $2 < s.id
     ) hung where "hungOn" <= $1 order by "stationId" limit $3`,
    [before, after ?? FIRST_ID, limit],
  );

export interface StationTold extends OfStation {
  readonly state: StationState;
  /** Of the last change of state. */
  readonly reason: string | null;
  /** What waits to be verified. */
  readonly waiting: number;
  /** The have that was returned last, with the reason. */
  readonly returned: StatedHave | null;
  readonly returnReason: string | null;
}

export async function stationToTell(tx: Tx, id: string): Promise<StationTold | null> {
  const [row] = await tx.named<StationTold>(
    'tell.station',
    `select ${OF_STATION}, s.state,
       (select c.reason from station_changes c where c.station_id = s.id order by c.id desc limit 1) as reason,
       (select count(*)::int from station_haves h where h.station_id = s.id and h.state = 'stated') as waiting,
       b.item as returned, b.return_reason as "returnReason"
     from stations s left join lateral (
       select h.item, h.return_reason from station_haves h where h.station_id = s.id and h.state = 'returned'
       order by h.decided_on desc, h.version desc, h.item limit 1
     ) b on true where s.id = $1`,
    [id],
  );
  return row ?? null;
}

export interface HandOverTold extends OfStation {
  readonly toAccountId: string;
  readonly lastDay: LocalDate;
  readonly items: number;
}

/** A hand-over of a station's work; one of an organization is told elsewhere. */
export async function handOverToTell(tx: Tx, id: string): Promise<HandOverTold | null> {
  const [row] = await tx.named<HandOverTold>(
    'tell.handOver',
    `select ${OF_STATION}, h.to_account_id as "toAccountId", h.last_day as "lastDay",
       (select count(*)::int from hand_over_items i where i.hand_over_id = h.id) as items
     from hand_overs h join stations s on s.id = h.station_id where h.id = $1`,
    [id],
  );
  return row ?? null;
}
