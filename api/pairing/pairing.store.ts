/** SQL of pairings and their agreements. */
import type { Tx } from '@jiedui/db/connect.ts';
import { agreementIndicators, agreements, pairings } from '@jiedui/db/schema/pairing.ts';
import type { LocalDate } from '@jiedui/shared/calendar.ts';
import type { Agreement, Indicator } from '@jiedui/shared/pairing/agreement.ts';
import type { Pairing } from '@jiedui/shared/pairing/pairing.ts';
import { and, eq } from 'drizzle-orm';

export const PAIRING = `p.id, p.programme_id as "programmeId", p.authority_id as "authorityId", p.station_id as "stationId",
  p.organization_id as "organizationId", p.kind, p.state, p.from_on as "fromOn", p.to_on as "toOn",
  p.origin_claim_id as "originClaimId", p.origin_offer_id as "originOfferId", p.justification, p.version`;
export type PairingRow = Pairing & Record<string, unknown>;

export const pairingsById = (tx: Tx, ids: readonly string[]) =>
  tx.named<PairingRow>('pairing.byId', `select ${PAIRING} from pairings p where p.id = any($1)`, [ids]);

export const listPairings = (tx: Tx) =>
  tx.named<PairingRow>(
    'pairing.list',
    `select ${PAIRING} from pairings p join stations s on s.id = p.station_id order by s.code, p.from_on, p.id`,
  );

/** The pairing of these two that holds on the day, or will: the latest one not terminated. */
export async function pairingBetween(tx: Tx, stationId: string, organizationId: string): Promise<Pairing | null> {
  const [row] = await tx.named<PairingRow>(
    'pairing.between',
    `select ${PAIRING} from pairings p where p.station_id = $1 and p.organization_id = $2 and p.state <> 'terminated'
     order by p.to_on desc, p.id desc limit 1`,
    [stationId, organizationId],
  );
  return row ?? null;
}

/** The last pairing that was not ended of the station with each of these, by organization. */
export const pairingsWith = (tx: Tx, stationId: string, organizationIds: readonly string[]): Promise<PairingRow[]> =>
  tx.named<PairingRow>(
    'pairing.with',
    `select distinct on (p.organization_id) ${PAIRING} from pairings p
     where p.station_id = $1 and p.organization_id = any($2) and p.state <> 'terminated'
     order by p.organization_id, p.to_on desc, p.id desc`,
    [stationId, organizationIds],
  );

/** The programme that takes the station in on the day; null when none does. */
export async function programmeOfStation(tx: Tx, stationId: string, on: LocalDate): Promise<string | null> {
  const [row] = await tx.named<{ id: string }>(
    'pairing.programmeOfStation',
    `select g.id from programme_stations t join programmes g on g.id = t.programme_id
     where t.station_id = $1 and $2::date between g.from_on and g.to_on order by g.from_on desc, g.id limit 1`,
    [stationId, on],
  );
  return row?.id ?? null;
}

/** Of all organizations: who drafts for one of them does not see the pairings of the others, hence the purpose. */
export async function countActivePairings(tx: Tx, stationId: string, on: LocalDate): Promise<number> {
  const [row] = await tx.namedFor<{ count: number }>(
    'matching',
    'pairing.countActive',
    `select count(*)::int as count from pairings where station_id = $1 and state = 'active' and $2::date between from_on and to_on`,
    [stationId, on],
  );
  return row?.count ?? 0;
}

export async function insertPairing(tx: Tx, tenantId: string, pairing: Pairing, at: Date): Promise<void> {
  await tx.db.insert(pairings).values({ ...pairing, tenantId, createdAt: at });
}

export async function activatePairing(tx: Tx, pairing: Pairing): Promise<void> {
  await tx.db
    .update(pairings)
    .set({ state: 'active', fromOn: pairing.fromOn, toOn: pairing.toOn, version: pairing.version + 1 })
    .where(and(eq(pairings.id, pairing.id), eq(pairings.version, pairing.version)));
}

const AGREEMENT = `a.id, a.number, a.revision, a.version, a.pairing_id as "pairingId", a.authority_id as "authorityId",
  a.station_id as "stationId", a.organization_id as "organizationId", a.goal, a.tasks, a.term_from as "termFrom",
  a.term_to as "termTo", a.funding, a.organization_signed_at as "organizationSignedAt",
  a.organization_signed_by as "organizationSignedBy", a.station_signed_at as "stationSignedAt", a.station_signed_by as "stationSignedBy",
  (select w.state from pairings w where w.id = a.pairing_id) as "pairingState",
  coalesce((select jsonb_agg(jsonb_build_object('name', i.name, 'unit', i.unit, 'quantity', i.quantity) order by i.seq)
    from agreement_indicators i where i.agreement_id = a.id), '[]') as indicators`;
type AgreementRow = Agreement & Record<string, unknown>;

export async function agreementById(tx: Tx, id: string): Promise<Agreement | null> {
  const [row] = await tx.named<AgreementRow>('agreement.one', `select ${AGREEMENT} from agreements a where a.id = $1`, [
    id,
  ]);
  return row ?? null;
}

export async function lockAgreement(tx: Tx, id: string): Promise<Agreement | null> {
  const [row] = await tx.named<AgreementRow>(
    'agreement.lock',
    `select ${AGREEMENT} from agreements a where a.id = $1 for update of a`,
    [id],
  );
  return row ?? null;
}

export const listAgreements = (tx: Tx) =>
  tx.named<AgreementRow>('agreement.list', `select ${AGREEMENT} from agreements a order by a.id desc limit 500`);

/** Every agreement of these pairings, the first one first. */
export const allAgreementsOfPairings = (tx: Tx, pairingIds: readonly string[]) =>
  tx.named<AgreementRow>(
    'agreement.ofPairings',
    `select ${AGREEMENT} from agreements a where a.pairing_id = any($1) order by a.pairing_id, a.revision`,
    [pairingIds],
  );

/** Until the transaction ends, nobody else drafts for this station: what is counted and compared here then stays true. */
export const lockStationForDrafting = (tx: Tx, stationId: string) =>
  tx.named('pairing.lockStation', 'select pg_advisory_xact_lock(hashtextextended($1, 0))', [`pairing:${stationId}`]);

/** Agreements of the same two parties, signed or not. */
export const agreementsBetween = (tx: Tx, stationId: string, organizationId: string) =>
  tx.named<AgreementRow>(
    'agreement.between',
    `select ${AGREEMENT} from agreements a join pairings p on p.id = a.pairing_id
     where a.station_id = $1 and a.organization_id = $2 and p.state <> 'terminated' order by a.term_from, a.id`,
    [stationId, organizationId],
  );

/** The agreements that came of each of these claims, the first one first. */
export const agreementsOfClaims = (tx: Tx, claimIds: readonly string[]) =>
  tx.named<AgreementRow & { claimId: string }>(
    'agreement.ofClaims',
    `select ${AGREEMENT}, p.origin_claim_id as "claimId"
     from agreements a join pairings p on p.id = a.pairing_id where p.origin_claim_id = any($1)
     order by p.origin_claim_id, a.revision`,
    [claimIds],
  );

export async function insertAgreement(tx: Tx, tenantId: string, agreement: Agreement, at: Date): Promise<void> {
  const { indicators, tasks, pairingState: _ofPairing, ...row } = agreement;
  await tx.db.insert(agreements).values({ ...row, tasks: [...tasks], tenantId, createdAt: at });
  await tx.db
    .insert(agreementIndicators)
    .values(
      indicators.map((indicator: Indicator, seq) => ({ tenantId, agreementId: agreement.id, seq, ...indicator })),
    );
}

export async function saveSignatures(tx: Tx, agreement: Agreement): Promise<void> {
  const { organizationSignedAt, organizationSignedBy, stationSignedAt, stationSignedBy } = agreement;
  await tx.db
    .update(agreements)
    .set({
      organizationSignedAt,
      organizationSignedBy,
      stationSignedAt,
      stationSignedBy,
      version: agreement.version + 1,
    })
    .where(and(eq(agreements.id, agreement.id), eq(agreements.version, agreement.version)));
}
