/** What an organization does with its offers: publish, change, pause, list again. */
import type { Tx } from '@jiedui/db/connect.ts';
import { localDateOf } from '@jiedui/shared/calendar.ts';
import { checkOffer, setOfferState } from '@jiedui/shared/offer/listing.ts';
import type { Offer, OfferFields, OfferState } from '@jiedui/shared/offer/offer.ts';
import { OfferIncomplete, OfferNotFound } from '@jiedui/shared/offer/refusals.ts';
import type { PersonalDataFound } from '@jiedui/shared/personal-data.ts';
import { Refusal, StaleVersion } from '@jiedui/shared/refusal.ts';
import { v7 as uuid } from 'uuid';
import { forbidden } from '../errors.ts';
import { type CommandContext, type Done, command } from '../hall/command.ts';
import { nextNumber } from '../hall/numbering.store.ts';
import { regionsByCode } from '../region/region.store.ts';
import { type Viewer, organizationIdOf, organizationIdsOf } from '../viewer.ts';
import { insertOffer, lockOffer, offerById, saveOffer } from './offer.store.ts';

export interface PublishOfferInput extends OfferFields {
  readonly clientMutationId: string;
  /** Null for a new offer. */
  readonly id: string | null;
  readonly expectedVersion: number | null;
}

/** 发布供给: listed at once, and confirmed as of today. */
export function publishOffer(
  context: CommandContext,
  input: PublishOfferInput,
): Promise<Offer | OfferNotFound | OfferIncomplete | StaleVersion | PersonalDataFound> {
  const operation = { name: 'publishOffer', key: input.clientMutationId, input, reload: offerById };
  return command(context, operation, async (tx, viewer) => {
    const { clientMutationId: _key, id, expectedVersion, ...given } = input;
    const today = localDateOf(context.at);
    const before = id === null ? null : await lockOwn(tx, viewer, id, expectedVersion);
    if (before instanceof Refusal) return before;
    const fields = checkOffer(given, today);
    if (fields instanceof Refusal) return fields;
    const misplaced = await unknownAreas(tx, fields.areaCodes);
    if (misplaced) return misplaced;
    if (before) {
      await saveOffer(tx, { ...setOfferState(before, 'listed', today), ...fields }, context.at);
      return doneWith(tx, before.id, before.version, 'offer.changed');
    }
    const organizationId = organizationIdOf(viewer);
    if (!organizationId) throw forbidden('社会组织联络员');
    const offer = {
      id: uuid(),
      tenantId: viewer.tenantId,
      number: await nextNumber(tx, viewer.tenantId, 'offer', context.at),
      organizationId,
      ...fields,
      state: 'listed' as const,
      lastConfirmedOn: today,
      version: 1,
    };
    await insertOffer(tx, offer, context.at);
    return doneWith(tx, offer.id, null, 'offer.published');
  });
}

export interface SetOfferStateInput {
  readonly clientMutationId: string;
  readonly offerId: string;
  readonly expectedVersion: number;
  /** `listed` is also the monthly confirmation. */
  readonly state: Exclude<OfferState, 'draft'>;
}

export function changeOfferState(
  context: CommandContext,
  input: SetOfferStateInput,
): Promise<Offer | OfferNotFound | StaleVersion> {
  const operation = { name: 'setOfferState', key: input.clientMutationId, input, reload: offerById };
  return command(context, operation, async (tx, viewer) => {
    const offer = await lockOwn(tx, viewer, input.offerId, input.expectedVersion);
    if (offer instanceof Refusal) return offer;
    await saveOffer(tx, setOfferState(offer, input.state, localDateOf(context.at)), context.at);
    return doneWith(tx, offer.id, offer.version, 'offer.changed');
  });
}

/** An area that the region tree lacks could be neither shown nor matched. */
async function unknownAreas(tx: Tx, codes: readonly string[]): Promise<OfferIncomplete | null> {
  const known = new Set((await regionsByCode(tx, codes)).map((region) => region.code));
  const unknown = codes.filter((code) => !known.has(code));
  if (unknown.length === 0) return null;
  return new OfferIncomplete([
    { field: 'areaCodes', message: `区划名录中没有 ${unknown.join('、')}，请重新选择服务区域` },
  ]);
}

async function lockOwn(
  tx: Tx,
  viewer: Viewer,
  id: string,
  expectedVersion: number | null,
): Promise<Offer | OfferNotFound | StaleVersion> {
  const offer = await lockOffer(tx, id);
  if (!offer || !organizationIdsOf(viewer).includes(offer.organizationId)) return new OfferNotFound();
  return offer.version === expectedVersion ? offer : new StaleVersion(offer.version);
}

async function doneWith(tx: Tx, id: string, versionBefore: number | null, topic: string): Promise<Done<Offer>> {
  const offer = await offerById(tx, id);
  if (!offer) throw new Error(`offer ${id} vanished inside its own transaction`);
  return {
    value: offer,
    entity: 'offer',
    entityId: id,
    versionBefore,
    versionAfter: offer.version,
    changed: ['fields', 'state'],
    events: [
      { topic, entityId: id, version: offer.version, payload: { organizationId: offer.organizationId, market: 1 } },
    ],
  };
}
