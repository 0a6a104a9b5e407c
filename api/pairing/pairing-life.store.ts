/** SQL of the life of pairings: the steps, what the two have in hand, how many pairings an organization has. */
import type { Tx } from '@jiedui/db/connect.ts';
import { pairingChanges, pairings } from '@jiedui/db/schema/pairing.ts';
import type { LocalDate } from '@jiedui/shared/calendar.ts';
import type { PairingChange } from '@jiedui/shared/pairing/lifecycle.ts';
import type { Pairing } from '@jiedui/shared/pairing/pairing.ts';
import { and, eq } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { PAIRING, type PairingRow } from './pairing.store.ts';

/** The pairing locked; the organization's capacity must have been locked before it, as by whoever claims. */
export async function lockPairing(tx: Tx, id: string): Promise<Pairing | null> {
  const [row] = await tx.named<PairingRow>(
    'pairing.lock',
    `select ${PAIRING} from pairings p where p.id = $1 for update of p`,
    [id],
  );
  return row ?? null;
}

export async function savePairingState(tx: Tx, pairing: Pairing): Promise<void> {
  await tx.db
    .update(pairings)
    .set({ state: pairing.state, version: pairing.version + 1 })
    .where(and(eq(pairings.id, pairing.id), eq(pairings.version, pairing.version)));
}

/** A step of the history, as its readers see it. */
export interface KeptPairingChange extends PairingChange {
  readonly id: string;
  readonly pairingId: string;
  /** Claims and invitations that were set free with it. */
  readonly setFree: number;
  readonly madeAt: Date;
}

export async function insertPairingChange(
  tx: Tx,
  tenantId: string,
  { id: pairingId, authorityId, stationId, organizationId }: Pairing,
  change: PairingChange & { readonly setFree: number; readonly madeBy: string; readonly madeAt: Date },
): Promise<void> {
  await tx.db
    .insert(pairingChanges)
    .values({ id: uuid(), tenantId, pairingId, authorityId, stationId, organizationId, ...change });
}

/** The steps of these pairings, oldest first. */
export const changesOfPairings = (tx: Tx, pairingIds: readonly string[]) =>
  tx.named<KeptPairingChange & Record<string, unknown>>(
    'pairing.changes',
    `select c.id, c.pairing_id as "pairingId", c.step, c.code, c.words, c.open_work as "openWork", c.set_free as "setFree", c.made_at as "madeAt"
     from pairing_changes c where c.pairing_id = any($1) order by c.made_at, c.id`,
    [pairingIds],
  );

/** A claim or an invitation between the two that is not done. */
export interface WorkInHand {
  readonly kind: 'claim' | 'invitation';
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly dueAt: Date | null;
}

/** What the organization holds, or was asked to take, of the station's orders at an instant; what is due first comes first. */
export const workBetween = (
  tx: Tx,
  { stationId, organizationId }: Pick<Pairing, 'stationId' | 'organizationId'>,
  at: Date,
) =>
  tx.named<WorkInHand & Record<string, unknown>>(
    'pairing.workBetween',
    `select * from (
       select 'claim' as kind, c.id, c.version, o.title,
         coalesce(case when c.state = 'pending' then c.confirm_until when c.started_at is null then c.start_until end,
           (o.window_to + 1)::timestamp at time zone 'Asia/Shanghai' - interval '1 ms') as "dueAt"
       from claims c join orders o on o.id = c.order_id
       where c.station_id = $1 and c.organization_id = $2 and c.delivered_at is null and o.state not in ('completed', 'cancelled')
         and ((c.state = 'pending' and $3 <= c.confirm_until)
           or (c.state = 'confirmed' and (c.started_at is not null or c.start_until is null or $3 <= c.start_until)))
       union all
       select 'invitation', i.id, i.version, o.title, i.respond_until
       from invitations i join orders o on o.id = i.order_id
       where i.station_id = $1 and i.organization_id = $2 and i.state = 'pending' and $3 <= i.respond_until
     ) w order by kind, "dueAt" nulls last, id`,
    [stationId, organizationId, at],
  );

/** Until the transaction ends, nobody else pairs this organization: what is counted here then stays true. */
export const lockOrganizationForPairing = (tx: Tx, organizationId: string) =>
  tx.named('pairing.lockOrganization', 'select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `pairing:${organizationId}`,
  ]);

/**
 * How many stations beside this one the organization is paired with, or about to be, on some day of the term within the
 * programme, and the programme's limit. Who drafts for one station does not see the others, hence the purpose.
 */
export async function pairedBeside(
  tx: Tx,
  { programmeId, organizationId, stationId }: Pick<Pairing, 'programmeId' | 'organizationId' | 'stationId'>,
  from: LocalDate,
  to: LocalDate,
): Promise<{ readonly count: number; readonly most: number | null }> {
  const [row] = await tx.namedFor<{ count: number; most: number | null }>(
    'matching',
    'pairing.pairedBeside',
    `select (select count(distinct p.station_id)::int from pairings p where p.programme_id = g.id and p.organization_id = $2
         and p.station_id <> $3 and p.state <> 'terminated' and p.from_on <= $5 and $4 <= p.to_on) as count,
       g.most_pairings as most
     from programmes g where g.id = $1`,
    [programmeId, organizationId, stationId, from, to],
  );
  return row ?? { count: 0, most: null };
}
