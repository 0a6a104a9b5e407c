/** SQL of the facts that notices of take-overs and rulings are written from. Read by the relay, which sees every row. */
import type { Tx } from '@jiedui/db/connect.ts';
import type { LocalDate } from '@jiedui/shared/calendar.ts';
import type { EndCode } from '@jiedui/shared/claim/end-reasons.ts';
import type { RulingChoice } from '@jiedui/shared/claim/ruling.ts';

export interface TakeoverFacts {
  readonly orderId: string;
  readonly orderTitle: string;
  readonly stationId: string;
  readonly stationName: string;
  readonly holderId: string;
  readonly holderName: string;
  readonly organizationId: string;
  readonly organizationName: string;
  readonly requestReason: string;
  readonly holderUntil: Date;
  readonly stationUntil: Date;
  readonly endCode: EndCode | null;
  readonly reason: string | null;
  readonly newClaimId: string | null;
  /** Until when who took it over is to begin. */
  readonly startUntil: Date | null;
}

export async function takeoverFacts(tx: Tx, id: string): Promise<TakeoverFacts | null> {
  const [row] = await tx.named<TakeoverFacts & Record<string, unknown>>(
    'notices.takeover',
    `select t.order_id as "orderId", o.title as "orderTitle", t.station_id as "stationId", s.name as "stationName",
       t.holder_id as "holderId", h.name as "holderName", t.organization_id as "organizationId", g.name as "organizationName",
       t.request_reason as "requestReason", t.holder_until as "holderUntil", t.station_until as "stationUntil",
       t.end_code as "endCode", t.reason, t.new_claim_id as "newClaimId", c.start_until as "startUntil"
     from takeovers t join orders o on o.id = t.order_id join stations s on s.id = t.station_id
     join organizations h on h.id = t.holder_id join organizations g on g.id = t.organization_id
     left join claims c on c.id = t.new_claim_id where t.id = $1`,
    [id],
  );
  return row ?? null;
}

export interface RulingFacts {
  readonly orderId: string;
  readonly orderTitle: string;
  readonly stationId: string;
  readonly stationName: string;
  readonly authorityName: string;
  readonly choice: RulingChoice;
  readonly reason: string;
  readonly claimableUntil: Date | null;
  readonly windowTo: LocalDate | null;
  readonly toAuthorityId: string | null;
  readonly toAuthorityName: string | null;
}

export async function rulingFacts(tx: Tx, id: string): Promise<RulingFacts | null> {
  const [row] = await tx.named<RulingFacts & Record<string, unknown>>(
    'notices.ruling',
    `select r.order_id as "orderId", o.title as "orderTitle", r.station_id as "stationId", s.name as "stationName",
       a.name as "authorityName", r.choice, r.reason, r.claimable_until as "claimableUntil", r.window_to as "windowTo",
       r.to_authority_id as "toAuthorityId", b.name as "toAuthorityName"
     from rulings r join orders o on o.id = r.order_id join stations s on s.id = r.station_id
     join authorities a on a.id = r.authority_id left join authorities b on b.id = r.to_authority_id where r.id = $1`,
    [id],
  );
  return row ?? null;
}
