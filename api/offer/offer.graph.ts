/** Offers on the graph. */
import { localDateOf } from '@jiedui/shared/calendar.ts';
import { answerBy } from '@jiedui/shared/offer/confirming.ts';
import { effectiveOfferState, needsConfirmation } from '@jiedui/shared/offer/listing.ts';
import { COST_MODES, OFFER_STATES, type Offer } from '@jiedui/shared/offer/offer.ts';
import { OfferIncomplete, OfferNotFound } from '@jiedui/shared/offer/refusals.ts';
import { PersonalDataFound } from '@jiedui/shared/personal-data.ts';
import { StaleVersion } from '@jiedui/shared/refusal.ts';
import { access, organization, signedIn, viaParent } from '../access.ts';
import { RefusalInterface, builder } from '../builder.ts';
import { viewerOf } from '../context.ts';
import { badInput } from '../errors.ts';
import { pageAsked } from '../hall/page.ts';
import { FieldProblemRef } from '../hall/problem.graph.ts';
import { OrganizationRef, loadOrganization } from '../organization/organization.graph.ts';
import { RegionRef, loadRegion } from '../region/region.graph.ts';
import { organizationIdsOf } from '../viewer.ts';
import { changeOfferState, publishOffer } from './offer.commands.ts';
import { listOffers, offerById } from './offer.store.ts';

const OfferStateEnum = builder.enumType('OfferState', { values: OFFER_STATES });
const CostModeEnum = builder.enumType('CostMode', { values: COST_MODES });

export const OfferRef = builder.objectRef<Offer>('Offer').implement({
  description: '供给: what an organization can do, for whom, where, when and how often.',
  extensions: access(viaParent),
  isTypeOf: (value) => !(value instanceof Error),
  fields: (t) => ({
    id: t.exposeID('id'),
    number: t.exposeString('number'),
    version: t.exposeInt('version'),
    state: t.field({
      type: OfferStateEnum,
      description: 'As of today: an offer not confirmed for a whole month rests.',
      resolve: (offer, _args, { at }) => effectiveOfferState(offer, localDateOf(at)),
    }),
    needsConfirmation: t.boolean({ resolve: (offer, _args, { at }) => needsConfirmation(offer, localDateOf(at)) }),
    title: t.exposeString('title'),
    content: t.exposeString('content'),
    organization: t.field({
      type: OrganizationRef,
      resolve: (offer, _args, context) => loadOrganization(context, offer.organizationId),
    }),
    serviceTypes: t.stringList({ resolve: (offer) => [...offer.serviceTypes] }),
    targetGroups: t.stringList({ resolve: (offer) => [...offer.targetGroups] }),
    sessionsPerMonth: t.exposeInt('sessionsPerMonth'),
    personsPerSession: t.exposeInt('personsPerSession', { nullable: true }),
    areas: t.field({
      type: [RegionRef],
      resolve: (offer, _args, context) => Promise.all(offer.areaCodes.map((code) => loadRegion(context, code))),
    }),
    windowFrom: t.expose('windowFrom', { type: 'LocalDate' }),
    windowTo: t.expose('windowTo', { type: 'LocalDate' }),
    costMode: t.expose('costMode', { type: CostModeEnum }),
    unitPriceFen: t.int({
      nullable: true,
      description: 'Price of one session in 分; null when free, or not stated.',
      resolve: (offer) => offer.unitPriceFen ?? null,
    }),
    farthestKm: t.int({
      nullable: true,
      description: 'The farthest it goes, as the crow flies; null when only the areas decide.',
      resolve: (offer) => offer.farthestKm ?? null,
    }),
    lastConfirmedOn: t.expose('lastConfirmedOn', { type: 'LocalDate', nullable: true }),
    confirmBy: t.field({
      type: 'LocalDate',
      nullable: true,
      description:
        '仍可提供吗: the last day on which to say so before it rests; null when nothing is asked, or it rests.',
      resolve: (offer, _args, { at }) =>
        needsConfirmation(offer, localDateOf(at)) ? answerBy(offer.lastConfirmedOn, localDateOf(at)) : null,
    }),
  }),
});

builder.objectType(OfferNotFound, {
  name: 'OfferNotFound',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
});
builder.objectType(OfferIncomplete, {
  name: 'OfferIncomplete',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ problems: t.field({ type: [FieldProblemRef], resolve: (refusal) => [...refusal.problems] }) }),
});

builder.queryField('offer', (t) =>
  t.field({
    type: OfferRef,
    nullable: true,
    extensions: access(signedIn),
    args: { id: t.arg.id() },
    resolve: async (_root, { id }, context) => offerById(await context.tx(), id),
  }),
);
builder.queryField('offers', (t) =>
  t.field({
    type: [OfferRef],
    description: 'Newest first: an organization its own, others what is listed.',
    extensions: access(signedIn),
    args: { first: t.arg.int(), after: t.arg.string({ required: false }) },
    resolve: async (_root, args, context) => {
      const { limit, afterId } = pageAsked(args);
      const own = organizationIdsOf(viewerOf(context));
      return listOffers(await context.tx(), own.length > 0 ? own : null, afterId, limit - 1);
    },
  }),
);

const PublishOfferInput = builder.inputType('PublishOfferInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    id: t.id({ required: false }),
    expectedVersion: t.int({ required: false }),
    title: t.string(),
    content: t.string(),
    serviceTypes: t.stringList(),
    targetGroups: t.stringList(),
    sessionsPerMonth: t.int(),
    personsPerSession: t.int({ required: false }),
    areaCodes: t.stringList(),
    windowFrom: t.field({ type: 'LocalDate' }),
    windowTo: t.field({ type: 'LocalDate' }),
    costMode: t.field({ type: CostModeEnum }),
    unitPriceFen: t.int({ required: false }),
    farthestKm: t.int({ required: false }),
  }),
});
const PublishOfferResult = builder.errorUnion('PublishOfferResult', {
  types: [OfferRef, OfferNotFound, OfferIncomplete, StaleVersion, PersonalDataFound],
});

builder.mutationField('publishOffer', (t) =>
  t.field({
    type: PublishOfferResult,
    extensions: access(organization),
    args: { input: t.arg({ type: PublishOfferInput }) },
    resolve: (_root, { input }, context) =>
      publishOffer(context.command(), {
        ...input,
        id: input.id ?? null,
        expectedVersion: input.expectedVersion ?? null,
        personsPerSession: input.personsPerSession ?? null,
        unitPriceFen: input.unitPriceFen ?? null,
        farthestKm: input.farthestKm ?? null,
      }),
  }),
);

const SetOfferStateInput = builder.inputType('SetOfferStateInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    offerId: t.id(),
    expectedVersion: t.int(),
    state: t.field({ type: OfferStateEnum }),
  }),
});
const SetOfferStateResult = builder.errorUnion('SetOfferStateResult', {
  types: [OfferRef, OfferNotFound, StaleVersion],
});

builder.mutationField('setOfferState', (t) =>
  t.field({
    type: SetOfferStateResult,
    description: 'listed is also the monthly confirmation.',
    extensions: access(organization),
    args: { input: t.arg({ type: SetOfferStateInput }) },
    resolve: (_root, { input }, context) => {
      const { state } = input;
      if (state === 'draft') throw badInput('state', state, '应为 listed、paused 或 delisted');
      return changeOfferState(context.command(), { ...input, state });
    },
  }),
);
