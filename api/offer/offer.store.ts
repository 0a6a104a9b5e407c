/** SQL of offers. */
import type { Tx } from '@jiedui/db/connect.ts';
import { offers } from '@jiedui/db/schema/offer.ts';
import type { Offer, OfferFields } from '@jiedui/shared/offer/offer.ts';
import { and, eq } from 'drizzle-orm';

const COLUMNS = `id, number, organization_id as "organizationId", title, content, service_types as "serviceTypes",
  target_groups as "targetGroups", sessions_per_month as "sessionsPerMonth", persons_per_session as "personsPerSession",
  area_codes as "areaCodes", window_from as "windowFrom", window_to as "windowTo", cost_mode as "costMode",
  unit_price_fen as "unitPriceFen", farthest_km as "farthestKm", state,
  last_confirmed_on as "lastConfirmedOn", version`;

export async function offerById(tx: Tx, id: string): Promise<Offer | null> {
  const [row] = await tx.named<Offer>('offer.one', `select ${COLUMNS} from offers where id = $1`, [id]);
  return row ?? null;
}

export async function lockOffer(tx: Tx, id: string): Promise<Offer | null> {
  const [row] = await tx.named<Offer>('offer.lock', `select ${COLUMNS} from offers where id = $1 for update`, [id]);
  return row ?? null;
}

/** Newest first; of the given organizations, or all that row-level security lets the viewer see. */
export const listOffers = (tx: Tx, organizationIds: readonly string[] | null, afterId: string | null, limit: number) =>
  tx.named<Offer>(
    'offer.list',
    `select ${COLUMNS} from offers where ($1::uuid[] is null or organization_id = any($1)) and ($2::uuid is null or id < $2)
     order by id desc limit $3`,
    [organizationIds, afterId, limit],
  );

const columnsOf = (fields: OfferFields) => ({
  ...fields,
  serviceTypes: [...fields.serviceTypes],
  targetGroups: [...fields.targetGroups],
  areaCodes: [...fields.areaCodes],
});

export async function insertOffer(tx: Tx, offer: Offer & { tenantId: string }, at: Date): Promise<void> {
  await tx.db.insert(offers).values({ ...offer, ...columnsOf(offer), createdAt: at, updatedAt: at });
}

export async function saveOffer(tx: Tx, offer: Offer, at: Date): Promise<void> {
  const {
    title,
    content,
    sessionsPerMonth,
    personsPerSession,
    windowFrom,
    windowTo,
    costMode,
    unitPriceFen = null,
    farthestKm = null,
    state,
    lastConfirmedOn,
  } = offer;
  const { serviceTypes, targetGroups, areaCodes } = columnsOf(offer);
  await tx.db
    .update(offers)
    .set({
      title,
      content,
      serviceTypes,
      targetGroups,
      areaCodes,
      sessionsPerMonth,
      personsPerSession,
      windowFrom,
      windowTo,
      costMode,
      unitPriceFen,
      farthestKm,
      state,
      lastConfirmedOn,
      version: offer.version + 1,
      updatedAt: at,
    })
    .where(and(eq(offers.id, offer.id), eq(offers.version, offer.version)));
}
