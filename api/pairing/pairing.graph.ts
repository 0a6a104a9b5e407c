/** Pairings and agreements on the graph. */
import { localDateOf } from '@jiedui/shared/calendar.ts';
import { effectiveClaimState } from '@jiedui/shared/claim/lifecycle.ts';
import { ClaimNotFound, ClaimNotIn } from '@jiedui/shared/claim/refusals.ts';
import { AGREEMENT_STATES, type Agreement, type Indicator } from '@jiedui/shared/pairing/agreement.ts';
import { PAIRING_KINDS, PAIRING_STATES, type Pairing, pairingStateOn } from '@jiedui/shared/pairing/pairing.ts';
import {
  AgreementIncomplete,
  AgreementNotFound,
  AlreadySigned,
  NotAuthorizedToSign,
  PairingLimitReached,
  PairingNotIn,
  PairingTerminated,
  PairingOverlaps,
} from '@jiedui/shared/pairing/refusals.ts';
import { standingAgreement } from '@jiedui/shared/pairing/renewal.ts';
import { agreementStateOn, signingSideOf } from '@jiedui/shared/pairing/signing.ts';
import { StaleVersion } from '@jiedui/shared/refusal.ts';
import DataLoader from 'dataloader';
import { access, signedIn, stationOrOrganization, viaParent } from '../access.ts';
import { RefusalInterface, builder } from '../builder.ts';
import { ClaimRef } from '../claim/claim.graph.ts';
import { type Context, viewerOf } from '../context.ts';
import { inOrderOf } from '../hall/in-order.ts';
import { FieldProblemRef } from '../hall/problem.graph.ts';
import { OrderRef } from '../order/order.graph.ts';
import { loadTakers } from '../order/takers.ts';
import { OrganizationRef, loadOrganization } from '../organization/organization.graph.ts';
import { ProgrammeRef, loadProgramme } from '../region/region.graph.ts';
import { StationRef, loadStation } from '../station/station.graph.ts';
import { type PairingPaper, papersOfPairings } from './paper-pairing.store.ts';
import { draftAgreement, signAgreement } from './pairing.commands.ts';
import {
  agreementById,
  agreementsBetween,
  allAgreementsOfPairings,
  agreementsOfClaims,
  listAgreements,
  listPairings,
  pairingBetween,
  pairingsById,
  pairingsWith,
} from './pairing.store.ts';

export const loadPairing = (context: Context, id: string): Promise<Pairing> =>
  context
    .loader(
      'pairing',
      () =>
        new DataLoader<string, Pairing>(async (ids) =>
          inOrderOf(ids, await pairingsById(await context.tx(), ids), (p) => p.id),
        ),
    )
    .load(id);
export const loadAgreementsOfPairing = (context: Context, pairingId: string): Promise<Agreement[]> =>
  context
    .loader(
      'agreementsOfPairing',
      () =>
        new DataLoader<string, Agreement[]>(async (ids) => {
          const rows = await allAgreementsOfPairings(await context.tx(), ids);
          return ids.map((id) => rows.filter((row) => row.pairingId === id));
        }),
    )
    .load(pairingId);
const loadAgreementOfClaim = (context: Context, claimId: string): Promise<Agreement | null> =>
  context
    .loader(
      'agreementOfClaim',
      () =>
        new DataLoader<string, Agreement | null>(async (ids) => {
          const rows = await agreementsOfClaims(await context.tx(), ids);
          const on = localDateOf(context.at);
          return ids.map((id) =>
            standingAgreement(
              rows.filter((row) => row.claimId === id),
              on,
            ),
          );
        }),
    )
    .load(claimId);

const loadPaper = (context: Context, pairingId: string): Promise<PairingPaper | null> =>
  context
    .loader(
      'paperOfPairing',
      () =>
        new DataLoader<string, PairingPaper | null>(async (ids) => {
          const rows = await papersOfPairings(await context.tx(), ids);
          return ids.map((id) => rows.find((row) => row.pairingId === id) ?? null);
        }),
    )
    .load(pairingId);

const PaperRef = builder.objectRef<PairingPaper>('PairingPaper').implement({
  description: 'What the paper says of a pairing that was agreed on paper.',
  extensions: access(viaParent),
  fields: (t) => ({
    number: t.exposeString('number', { nullable: true }),
    help: t.exposeString('help', { nullable: true }),
    goal: t.exposeString('goal', { nullable: true }),
    filedOn: t.expose('filedOn', { type: 'LocalDate', nullable: true }),
  }),
});

export const PairingStateEnum = builder.enumType('PairingState', { values: PAIRING_STATES });
const PairingKindEnum = builder.enumType('PairingKind', { values: PAIRING_KINDS });
const AgreementStateEnum = builder.enumType('AgreementState', { values: AGREEMENT_STATES });

const IndicatorRef = builder.objectRef<Indicator>('Indicator').implement({
  description: 'What is to be reached within the term: 入户探访 12 次.',
  extensions: access(viaParent),
  fields: (t) => ({ name: t.exposeString('name'), unit: t.exposeString('unit'), quantity: t.exposeInt('quantity') }),
});

export const PairingRef = builder.objectRef<Pairing>('Pairing');
export const AgreementRef = builder.objectRef<Agreement>('Agreement');

PairingRef.implement({
  description: '结对: the standing relation between a station and an organization.',
  extensions: access(viaParent),
  isTypeOf: (value) => !(value instanceof Error),
  fields: (t) => ({
    id: t.exposeID('id'),
    state: t.field({
      type: PairingStateEnum,
      resolve: (pairing, _args, { at }) => pairingStateOn(pairing, localDateOf(at)),
    }),
    kind: t.expose('kind', { type: PairingKindEnum }),
    station: t.field({
      type: StationRef,
      resolve: (pairing, _args, context) => loadStation(context, pairing.stationId),
    }),
    organization: t.field({
      type: OrganizationRef,
      resolve: (pairing, _args, context) => loadOrganization(context, pairing.organizationId),
    }),
    programme: t.field({
      type: ProgrammeRef,
      resolve: (pairing, _args, context) => loadProgramme(context, pairing.programmeId),
    }),
    fromOn: t.expose('fromOn', { type: 'LocalDate' }),
    toOn: t.expose('toOn', { type: 'LocalDate' }),
    paper: t.field({
      type: PaperRef,
      nullable: true,
      resolve: (pairing, _args, context) => loadPaper(context, pairing.id),
    }),
    agreement: t.field({
      type: AgreementRef,
      nullable: true,
      description:
        'The one that stands: the newest that was signed by both and has begun; before there is one, the first.',
      resolve: async (pairing, _args, context) =>
        standingAgreement(await loadAgreementsOfPairing(context, pairing.id), localDateOf(context.at)),
    }),
  }),
});

AgreementRef.implement({
  description: '结对帮扶协议: signed by both leads; its state follows from the signatures and the term.',
  extensions: access(viaParent),
  isTypeOf: (value) => !(value instanceof Error),
  fields: (t) => ({
    id: t.exposeID('id'),
    number: t.exposeString('number'),
    version: t.exposeInt('version'),
    state: t.field({
      type: AgreementStateEnum,
      resolve: (agreement, _args, { at }) => agreementStateOn(agreement, localDateOf(at)),
    }),
    pairing: t.field({
      type: PairingRef,
      resolve: (agreement, _args, context) => loadPairing(context, agreement.pairingId),
    }),
    station: t.field({
      type: StationRef,
      resolve: (agreement, _args, context) => loadStation(context, agreement.stationId),
    }),
    organization: t.field({
      type: OrganizationRef,
      resolve: (agreement, _args, context) => loadOrganization(context, agreement.organizationId),
    }),
    goal: t.exposeString('goal'),
    tasks: t.stringList({ resolve: (agreement) => [...agreement.tasks] }),
    termFrom: t.expose('termFrom', { type: 'LocalDate' }),
    termTo: t.expose('termTo', { type: 'LocalDate', description: 'Last day, inclusive.' }),
    funding: t.exposeString('funding'),
    indicators: t.field({ type: [IndicatorRef], resolve: (agreement) => [...agreement.indicators] }),
    organizationSignedAt: t.expose('organizationSignedAt', { type: 'Instant', nullable: true }),
    stationSignedAt: t.expose('stationSignedAt', { type: 'Instant', nullable: true }),
    maySign: t.boolean({
      description: 'The viewer is the lead of a side that has not signed.',
      resolve: (agreement, _args, context) => {
        if (agreement.pairingState === 'terminated') return false;
        const side = signingSideOf(viewerOf(context).roles, agreement);
        if (side === 'organization') return agreement.organizationSignedAt === null;
        return side === 'station' && agreement.stationSignedAt === null;
      },
    }),
    documentUrl: t.string({ resolve: (agreement) => `/agreements/${agreement.id}.docx` }),
  }),
});

builder.objectFields(ClaimRef, (t) => ({
  agreement: t.field({
    type: AgreementRef,
    nullable: true,
    description: 'The agreement drafted from this claim.',
    resolve: (claim, _args, context) => loadAgreementOfClaim(context, claim.id),
  }),
  mayDraftAgreement: t.boolean({
    description: 'Confirmed, and the two have no agreement yet that has not ended.',
    resolve: async (claim, _args, context) => {
      if (effectiveClaimState(claim, context.at) !== 'confirmed') return false;
      const known = await agreementsBetween(await context.tx(), claim.stationId, claim.organizationId);
      return known.every((agreement) => agreementStateOn(agreement, localDateOf(context.at)) === 'ended');
    },
  }),
}));

builder.objectField(OrderRef, 'pairing', (t) =>
  t.field({
    type: PairingRef,
    nullable: true,
    description: 'The pairing of its station and its claimant, for the viewer who may see it.',
    resolve: async (order, _args, context) =>
      order.claimedOrganizationId
        ? pairingBetween(await context.tx(), order.stationId, order.claimedOrganizationId)
        : null,
  }),
);

builder.objectField(OrderRef, 'pairings', (t) =>
  t.field({
    type: [PairingRef],
    description:
      'The pairings of its station with everybody who holds it, or a share of it, for the viewer who may see them.',
    resolve: async (order, _args, context) => {
      const holders = (await loadTakers(context, order.id)).map(({ organizationId }) => organizationId);
      return holders.length === 0 ? [] : pairingsWith(await context.tx(), order.stationId, holders);
    },
  }),
);

builder.objectType(AgreementNotFound, {
  name: 'AgreementNotFound',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
});
builder.objectType(AgreementIncomplete, {
  name: 'AgreementIncomplete',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ problems: t.field({ type: [FieldProblemRef], resolve: (refusal) => [...refusal.problems] }) }),
});
builder.objectType(AlreadySigned, {
  name: 'AlreadySigned',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ signedAt: t.expose('signedAt', { type: 'Instant' }) }),
});
builder.objectType(PairingTerminated, {
  name: 'PairingTerminated',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
});
builder.objectType(NotAuthorizedToSign, {
  name: 'NotAuthorizedToSign',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
});
builder.objectType(PairingOverlaps, {
  name: 'PairingOverlaps',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ agreementNumber: t.exposeString('agreementNumber') }),
});

builder.objectType(PairingNotIn, {
  name: 'PairingNotIn',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ actual: t.expose('actual', { type: PairingStateEnum }) }),
});
builder.objectType(PairingLimitReached, {
  name: 'PairingLimitReached',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ most: t.exposeInt('most') }),
});

builder.queryFields((t) => ({
  pairings: t.field({
    type: [PairingRef],
    extensions: access(signedIn),
    resolve: async (_root, _args, context) => listPairings(await context.tx()),
  }),
  agreement: t.field({
    type: AgreementRef,
    nullable: true,
    extensions: access(signedIn),
    args: { id: t.arg.id() },
    resolve: async (_root, { id }, context) => agreementById(await context.tx(), id),
  }),
  agreements: t.field({
    type: [AgreementRef],
    description: 'Newest first.',
    extensions: access(signedIn),
    resolve: async (_root, _args, context) => listAgreements(await context.tx()),
  }),
}));

export const IndicatorInput = builder.inputType('IndicatorInput', {
  fields: (t) => ({ name: t.string(), unit: t.string(), quantity: t.int() }),
});
const DraftAgreementInput = builder.inputType('DraftAgreementInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    claimId: t.id(),
    goal: t.string(),
    tasks: t.stringList(),
    termFrom: t.field({ type: 'LocalDate' }),
    termTo: t.field({ type: 'LocalDate' }),
    funding: t.string(),
    indicators: t.field({ type: [IndicatorInput] }),
  }),
});
const SignAgreementInput = builder.inputType('SignAgreementInput', {
  fields: (t) => ({ clientMutationId: t.field({ type: 'UUID' }), agreementId: t.id(), expectedVersion: t.int() }),
});

const DraftAgreementResult = builder.errorUnion('DraftAgreementResult', {
  types: [AgreementRef, ClaimNotFound, ClaimNotIn, AgreementIncomplete, PairingOverlaps, PairingLimitReached],
});
const SignAgreementResult = builder.errorUnion('SignAgreementResult', {
  types: [
    AgreementRef,
    AgreementNotFound,
    AlreadySigned,
    NotAuthorizedToSign,
    PairingTerminated,
    PairingNotIn,
    StaleVersion,
  ],
});

builder.mutationFields((t) => ({
  draftAgreement: t.field({
    type: DraftAgreementResult,
    description: '起草协议: from a confirmed claim, by either party.',
    extensions: access(stationOrOrganization),
    args: { input: t.arg({ type: DraftAgreementInput }) },
    resolve: (_root, { input }, context) => draftAgreement(context.command(), input),
  }),
  signAgreement: t.field({
    type: SignAgreementResult,
    description: '签署协议: by the lead of one side; the second signature makes the pairing active.',
    extensions: access(stationOrOrganization),
    args: { input: t.arg({ type: SignAgreementInput }) },
    resolve: (_root, { input }, context) => signAgreement(context.command(), input),
  }),
}));
