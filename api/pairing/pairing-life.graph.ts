/** The life of a pairing on the graph: its steps, the work in hand, renewal, and the programme's limit. */
import { localDateOf } from '@jiedui/shared/calendar.ts';
import { ClaimNotFound, ClaimNotIn } from '@jiedui/shared/claim/refusals.ts';
import { InvitationLapsed, InvitationNotFound, InvitationNotIn } from '@jiedui/shared/claim/invitation-refusals.ts';
import {
  OPEN_WORK_CHOICES,
  PAIRING_STEP_CODES,
  PAIRING_STEP_NAMES,
  PAIRING_STEPS,
  type PairingStep,
} from '@jiedui/shared/pairing/lifecycle.ts';
import { type PairingState, pairingStateOn } from '@jiedui/shared/pairing/pairing.ts';
import {
  AgreementIncomplete,
  PairingLimitReached,
  PairingNotFound,
  PairingNotIn,
  PairingOverlaps,
  RenewalTooEarly,
  RenewalWaits,
} from '@jiedui/shared/pairing/refusals.ts';
import { renewalFrom, renewalOf, renewalProblem } from '@jiedui/shared/pairing/renewal.ts';
import { ReasonMissing, StaleVersion } from '@jiedui/shared/refusal.ts';
import DataLoader from 'dataloader';
import { access, bureau, signedIn, station, stationOrOrganization, viaParent } from '../access.ts';
import { builder, RefusalInterface } from '../builder.ts';
import { type Context, viewerOf } from '../context.ts';
import { authorityIdsOf } from '../viewer.ts';
import { OfferNotOnMenu } from '@jiedui/shared/order/flow-refusals.ts';
import { draftDirectAgreement } from './direct.commands.ts';
import { changePairing } from './pairing-life.commands.ts';
import { changesOfPairings, type KeptPairingChange, type WorkInHand, workBetween } from './pairing-life.store.ts';
import { AgreementRef, IndicatorInput, loadAgreementsOfPairing, PairingRef } from './pairing.graph.ts';
import { pairingsById } from './pairing.store.ts';
import { renewAgreement } from './renewal.commands.ts';

const PairingStepEnum = builder.enumType('PairingStep', { values: PAIRING_STEP_NAMES });
const PairingStepCodeEnum = builder.enumType('PairingStepCode', { values: PAIRING_STEP_CODES });
const OpenWorkChoiceEnum = builder.enumType('OpenWorkChoice', { values: OPEN_WORK_CHOICES });

const ChangeRef = builder.objectRef<KeptPairingChange>('PairingChange').implement({
  description: 'A suspension, a resumption or the termination of a pairing, with its reason.',
  extensions: access(viaParent),
  fields: (t) => ({
    id: t.exposeID('id'),
    step: t.expose('step', { type: PairingStepEnum }),
    code: t.expose('code', { type: PairingStepCodeEnum }),
    words: t.exposeString('words', { nullable: true }),
    openWork: t.expose('openWork', { type: OpenWorkChoiceEnum, nullable: true }),
    setFree: t.exposeInt('setFree', { description: 'Claims and invitations that were set free with it.' }),
    madeAt: t.expose('madeAt', { type: 'Instant' }),
  }),
});

const WorkRef = builder.objectRef<WorkInHand>('WorkInHand').implement({
  description: 'A claim or an invitation between the two that is not done.',
  extensions: access(viaParent),
  fields: (t) => ({
    id: t.exposeID('id'),
    isInvitation: t.boolean({ resolve: ({ kind }) => kind === 'invitation' }),
    title: t.exposeString('title'),
    dueAt: t.expose('dueAt', { type: 'Instant', nullable: true }),
  }),
});

const loadChanges = (context: Context, pairingId: string): Promise<KeptPairingChange[]> =>
  context
    .loader(
      'changesOfPairing',
      () =>
        new DataLoader<string, KeptPairingChange[]>(async (ids) => {
          const rows = await changesOfPairings(await context.tx(), ids);
          return ids.map((id) => rows.filter((row) => row.pairingId === id));
        }),
    )
    .load(pairingId);

builder.objectFields(PairingRef, (t) => ({
  version: t.exposeInt('version'),
  justification: t.exposeString('justification', {
    nullable: true,
    description: 'Why the station asked nobody else, of a pairing that came straight of an offer.',
  }),
  changes: t.field({
    type: [ChangeRef],
    description: 'Oldest first.',
    resolve: (pairing, _args, context) => loadChanges(context, pairing.id),
  }),
  workInHand: t.field({
    type: [WorkRef],
    description:
      'What the organization holds, or was asked to take, of the station’s orders. Of one pairing at a time.',
    resolve: async (pairing, _args, context) => workBetween(await context.tx(), pairing, context.at),
  }),
  maySteps: t.field({
    type: [PairingStepEnum],
    description: 'What the viewer, as its authority, may do now.',
    resolve: (pairing, _args, context) => {
      if (authorityIdsOf(viewerOf(context)).length === 0) return [];
      const state = pairingStateOn(pairing, localDateOf(context.at));
      const starts = (step: PairingStep) => (PAIRING_STEPS[step].from as readonly PairingState[]).includes(state);
      return PAIRING_STEP_NAMES.filter(starts);
    },
  }),
  renewal: t.field({
    type: AgreementRef,
    nullable: true,
    description: 'The next agreement, drafted and not begun.',
    resolve: async (pairing, _args, context) =>
      renewalOf(await loadAgreementsOfPairing(context, pairing.id), localDateOf(context.at)),
  }),
  renewalFrom: t.field({
    type: 'LocalDate',
    nullable: true,
    description: 'The first day of a renewed term, while one may be drafted.',
    resolve: async (pairing, _args, context) => {
      const today = localDateOf(context.at);
      if (renewalProblem(pairing, today)) return null;
      return renewalOf(await loadAgreementsOfPairing(context, pairing.id), today) ? null : renewalFrom(pairing);
    },
  }),
}));

builder.queryField('pairing', (t) =>
  t.field({
    type: PairingRef,
    nullable: true,
    extensions: access(signedIn),
    args: { id: t.arg.id() },
    resolve: async (_root, { id }, context) => (await pairingsById(await context.tx(), [id]))[0] ?? null,
  }),
);

builder.objectType(PairingNotFound, {
  name: 'PairingNotFound',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
});
builder.objectType(RenewalTooEarly, {
  name: 'RenewalTooEarly',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ opensOn: t.expose('opensOn', { type: 'LocalDate' }) }),
});
builder.objectType(RenewalWaits, {
  name: 'RenewalWaits',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ agreementNumber: t.exposeString('agreementNumber') }),
});

const ChangePairingInput = builder.inputType('ChangePairingInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    pairingId: t.id(),
    expectedVersion: t.int(),
    step: t.field({ type: PairingStepEnum }),
    code: t.field({ type: PairingStepCodeEnum }),
    words: t.string({ required: false, description: 'Needed with `other`.' }),
    openWork: t.field({
      type: OpenWorkChoiceEnum,
      required: false,
      description: 'What becomes of the claims and invitations between the two; left out, they are finished.',
    }),
  }),
});
const ChangePairingResult = builder.errorUnion('ChangePairingResult', {
  types: [
    PairingRef,
    PairingNotFound,
    PairingNotIn,
    ReasonMissing,
    StaleVersion,
    ClaimNotFound,
    ClaimNotIn,
    InvitationNotFound,
    InvitationNotIn,
    InvitationLapsed,
  ],
});
const RenewAgreementInput = builder.inputType('RenewAgreementInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    pairingId: t.id(),
    goal: t.string(),
    tasks: t.stringList(),
    termFrom: t.field({ type: 'LocalDate' }),
    termTo: t.field({ type: 'LocalDate' }),
    funding: t.string(),
    indicators: t.field({ type: [IndicatorInput] }),
  }),
});
const RenewAgreementResult = builder.errorUnion('RenewAgreementResult', {
  types: [AgreementRef, PairingNotFound, PairingNotIn, RenewalTooEarly, RenewalWaits, AgreementIncomplete],
});

const DraftDirectAgreementInput = builder.inputType('DraftDirectAgreementInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    offerId: t.id(),
    justification: t.string({ description: 'Why the station asks nobody else.' }),
    goal: t.string(),
    tasks: t.stringList(),
    termFrom: t.field({ type: 'LocalDate' }),
    termTo: t.field({ type: 'LocalDate' }),
    funding: t.string(),
    indicators: t.field({ type: [IndicatorInput] }),
  }),
});
const DraftDirectAgreementResult = builder.errorUnion('DraftDirectAgreementResult', {
  types: [AgreementRef, OfferNotOnMenu, AgreementIncomplete, PairingOverlaps, PairingLimitReached],
});

builder.mutationFields((t) => ({
  draftDirectAgreement: t.field({
    type: DraftDirectAgreementResult,
    description: '直接结对: straight from a listed offer, by the station, with its reason.',
    extensions: access(station),
    args: { input: t.arg({ type: DraftDirectAgreementInput }) },
    resolve: (_root, { input }, context) => draftDirectAgreement(context.command(), input),
  }),
  changePairing: t.field({
    type: ChangePairingResult,
    description: '暂停、恢复、终止结对: by its authority.',
    extensions: access(bureau),
    args: { input: t.arg({ type: ChangePairingInput }) },
    resolve: (_root, { input }, context) =>
      changePairing(context.command(), {
        ...input,
        words: input.words ?? null,
        openWork: input.openWork ?? null,
      }),
  }),
  renewAgreement: t.field({
    type: RenewAgreementResult,
    description: '续签: the next agreement of a pairing, by either party, in its last 90 days.',
    extensions: access(stationOrOrganization),
    args: { input: t.arg({ type: RenewAgreementInput }) },
    resolve: (_root, { input }, context) => renewAgreement(context.command(), input),
  }),
}));
