/** How a station stands on the graph, the register with its figures, moving a station, and handing over its work. */
import { HandOverNeedsLead, HandOverUnsound, inHandOverOrder } from '@jiedui/shared/account/hand-over.ts';
import { localDateOf } from '@jiedui/shared/calendar.ts';
import { ReasonMissing, StaleVersion } from '@jiedui/shared/refusal.ts';
import { type Coverage, establishedOf, rateText } from '@jiedui/shared/station/coverage.ts';
import { HAVE_STANDING_WORDS, HAVE_WORDS, HAVES, type HaveView, nextStepOf } from '@jiedui/shared/station/haves.ts';
import { movesFrom, readinessGaps, STATION_MOVES, SUSPENSION_GROUNDS } from '@jiedui/shared/station/lifecycle.ts';
import {
  StationNotFound,
  StationNotIn,
  StationNotReady,
  SuspensionUnfounded,
} from '@jiedui/shared/station/refusals.ts';
import DataLoader from 'dataloader';
import { access, bureau, stationOrBureau, viaParent } from '../access.ts';
import { ColleagueRef, HandOverRef, OpenItemKindEnum, OpenItemRef } from '../account/hand-over.graph.ts';
import { colleaguesOf, handOversOf } from '../account/hand-over.store.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { inOrderOf } from '../hall/in-order.ts';
import { connectionOf, pageAsked, pageOf } from '../hall/page.ts';
import { loadOrganization, OrganizationRef } from '../organization/organization.graph.ts';
import { loadRegion, RegionRef } from '../region/region.graph.ts';
import { EquipmentEnum, PostedRuleEnum } from '../station/haves.graph.ts';
import { changesOf, type HaveRow, type StationChangeRow } from '../station/register.store.ts';
import { loadStation, StationRef, StationStateEnum } from '../station/station.graph.ts';
import { openItemsOfStation } from './hand-over.store.ts';
import { handOverStation, moveStation } from './station.commands.ts';
import { registerPage, type Stood, standingsOf } from './station-standing.ts';
import { countTownships, stationCounts, townshipPage, type TownshipRow } from './station-standing.store.ts';

const HaveEnum = builder.enumType('Have', { values: HAVES });
const HaveStandingEnum = builder.enumType('HaveStanding', {
  values: ['met', 'waiting', 'returned', 'lapsed', 'short'] as const,
});
const StationMoveEnum = builder.enumType('StationMove', { values: STATION_MOVES });
const SuspensionGroundEnum = builder.enumType('SuspensionGround', { values: SUSPENSION_GROUNDS });

const HISTORY = 50;
const HAND_OVERS = 20;

const stoodLoader = (context: Context) =>
  context.loader(
    'stationStanding',
    () =>
      new DataLoader<string, Stood>(async (ids) =>
        inOrderOf(ids, [...(await standingsOf(await context.tx(), ids, context.at)).values()], (s) => s.station.id),
      ),
  );

interface HaveSeen {
  readonly view: HaveView;
  readonly row: HaveRow | null;
}
const seen = ({ standing, rows }: Stood): HaveSeen[] =>
  standing.haves.map((view) => ({ view, row: rows.find(({ item }) => item === view.item) ?? null }));

const HaveRef = builder.objectRef<HaveSeen>('StationHave').implement({
  description: '六有之一, as it stands today. Staff and services are derived; the other four are stated and verified.',
  extensions: access(viaParent),
  fields: (t) => ({
    item: t.field({ type: HaveEnum, resolve: ({ view }) => view.item }),
    name: t.string({ resolve: ({ view }) => HAVE_WORDS[view.item] }),
    standing: t.field({ type: HaveStandingEnum, resolve: ({ view }) => view.standing }),
    standingWord: t.string({ resolve: ({ view }) => HAVE_STANDING_WORDS[view.standing] }),
    measured: t.string({ resolve: ({ view }) => view.measured }),
    gaps: t.stringList({ resolve: ({ view }) => [...view.gaps] }),
    version: t.int({ description: '0 for what was never stated.', resolve: ({ row }) => row?.version ?? 0 }),
    equipment: t.field({ type: [EquipmentEnum], resolve: ({ row }) => [...(row?.content.equipment ?? [])] }),
    rules: t.field({ type: [PostedRuleEnum], resolve: ({ row }) => [...(row?.content.rules ?? [])] }),
    fundsYear: t.int({ nullable: true, resolve: ({ row }) => row?.content.funds?.year ?? null }),
    fundsFen: t.int({ nullable: true, resolve: ({ row }) => row?.content.funds?.amountFen ?? null }),
    fundsSource: t.string({ nullable: true, resolve: ({ row }) => row?.content.funds?.source ?? null }),
    fileIds: t.idList({ description: 'Evidence, at /files/<id>.', resolve: ({ row }) => [...(row?.fileIds ?? [])] }),
    paperIds: t.idList({
      description: 'Of the evidence, what is a paper (PDF) and no picture.',
      resolve: ({ row }) => [...(row?.paperIds ?? [])],
    }),
    statedAt: t.field({ type: 'Instant', nullable: true, resolve: ({ row }) => row?.statedAt ?? null }),
    decidedOn: t.field({ type: 'LocalDate', nullable: true, resolve: ({ row }) => row?.decidedOn ?? null }),
    expiresOn: t.field({ type: 'LocalDate', nullable: true, resolve: ({ row }) => row?.expiresOn ?? null }),
    returnReason: t.string({ nullable: true, resolve: ({ row }) => row?.returnReason ?? null }),
  }),
});

const StandingRef = builder.objectRef<Stood>('StationStanding').implement({
  description: 'What the facts say of the station today.',
  extensions: access(viaParent),
  fields: (t) => ({
    haves: t.field({ type: [HaveRef], resolve: seen }),
    nextStep: t.field({
      type: HaveRef,
      nullable: true,
      description: 'The one thing that the station does next; null when nothing waits for it.',
      resolve: (stood) => {
        const next = nextStepOf(stood.standing.haves);
        return seen(stood).find(({ view }) => view === next) ?? null;
      },
    }),
    grounds: t.field({
      type: [SuspensionGroundEnum],
      description: 'What the facts propose to the bureau; empty unless it operates.',
      resolve: ({ grounds }) => [...grounds],
    }),
    moves: t.field({ type: [StationMoveEnum], resolve: ({ station }) => movesFrom(station.state) }),
    gaps: t.stringList({
      description: 'Before it may operate, or operate again.',
      resolve: ({ station, standing }) => readinessGaps(station.state === 'suspended' ? 'resume' : 'start', standing),
    }),
    recentServices: t.int({ resolve: ({ standing }) => standing.services.recent }),
    serviceDays: t.int({ resolve: ({ thresholds }) => thresholds.service_days }),
    lastServiceOn: t.field({
      type: 'LocalDate',
      nullable: true,
      resolve: ({ standing }) => standing.services.lastOn,
    }),
    workers: t.int({ resolve: ({ standing }) => standing.workers }),
  }),
});

const StationChangeRef = builder.objectRef<StationChangeRow>('StationChange').implement({
  description: 'A change of state, with who decided it and why.',
  extensions: access(viaParent),
  fields: (t) => ({
    id: t.exposeID('id'),
    move: t.expose('move', { type: StationMoveEnum }),
    fromState: t.expose('fromState', { type: StationStateEnum }),
    toState: t.expose('toState', { type: StationStateEnum }),
    ground: t.expose('ground', { type: SuspensionGroundEnum, nullable: true }),
    reason: t.exposeString('reason'),
    decidedBy: t.exposeString('decidedBy', { nullable: true }),
    decidedAt: t.expose('decidedAt', { type: 'Instant' }),
  }),
});

builder.objectFields(StationRef, (t) => ({
  standing: t.field({
    type: StandingRef,
    extensions: access(stationOrBureau),
    resolve: ({ id }, _args, context) => stoodLoader(context).load(id),
  }),
  operator: t.field({
    type: OrganizationRef,
    nullable: true,
    description: '承接机构: contracted to run the station; not the paired partner.',
    resolve: ({ operatorOrganizationId: id }, _args, context) => (id ? loadOrganization(context, id) : null),
  }),
  changes: t.field({
    type: [StationChangeRef],
    description: `The latest ${HISTORY}, newest first.`,
    extensions: access(stationOrBureau),
    resolve: async ({ id }, _args, context) => changesOf(await context.tx(), id, HISTORY),
  }),
  colleagues: t.field({
    type: [ColleagueRef],
    description: 'Who holds a role at the station today.',
    extensions: access(stationOrBureau),
    resolve: async ({ id }, _args, context) =>
      colleaguesOf(await context.tx(), { stationId: id, organizationId: null }, localDateOf(context.at)),
  }),
  openItems: t.field({
    type: [OpenItemRef],
    description: 'What a hand-over would hand over now.',
    extensions: access(stationOrBureau),
    resolve: async ({ id }, _args, context) =>
      inHandOverOrder(await openItemsOfStation(await context.tx(), id, context.at, 'read')),
  }),
  handOvers: t.field({
    type: [HandOverRef],
    description: `The latest ${HAND_OVERS}, newest first.`,
    extensions: access(stationOrBureau),
    resolve: async ({ id }, _args, context) =>
      handOversOf(await context.tx(), { stationId: id, organizationId: null }, HAND_OVERS),
  }),
}));

const StationRegisterFilter = builder.inputType('StationRegisterFilter', {
  fields: (t) => ({
    state: t.field({ type: StationStateEnum, required: false }),
    regionCode: t.id({ required: false }),
    gap: t.field({ type: HaveEnum, required: false, description: 'The have that is not met.' }),
    waiting: t.boolean({ required: false, description: 'A statement waits to be verified.' }),
    proposed: t.boolean({ required: false, description: 'The facts propose a suspension.' }),
  }),
});
const COUNTED_MOST = 5000;

builder.queryField('stationRegister', (t) =>
  t.field({
    type: connectionOf('StationRegister', StationRef),
    description: 'The stations that the viewer governs.',
    extensions: access(bureau),
    args: {
      filter: t.arg({ type: StationRegisterFilter, required: false }),
      first: t.arg.int(),
      after: t.arg.string({ required: false }),
    },
    resolve: async (_root, { filter, ...args }, context) => {
      const { limit, afterId } = pageAsked(args);
      const asked = {
        state: filter?.state ?? null,
        regionCode: filter?.regionCode ?? null,
        gap: filter?.gap ?? null,
        waiting: filter?.waiting ?? false,
        proposed: filter?.proposed ?? false,
      };
      const tx = await context.tx();
      const rows = await registerPage(tx, asked, afterId, limit, context.at);
      return pageOf(rows, limit, async () => (await registerPage(tx, asked, null, COUNTED_MOST, context.at)).length);
    },
  }),
);

const CoverageRef = builder
  .objectRef<Coverage & { readonly counts: ReadonlyMap<string, number> }>('StationCoverage')
  .implement({
    description: '名义覆盖率 and 实体化运行率: a plaque is not a service, so the two are kept apart.',
    extensions: access(viaParent),
    fields: (t) => ({
      townships: t.exposeInt('townships', { description: 'Real streets, towns and townships of the jurisdiction.' }),
      planned: t.int({ resolve: ({ counts }) => counts.get('planned') ?? 0 }),
      plaqueHung: t.exposeInt('plaqueHung'),
      operating: t.exposeInt('operating'),
      suspended: t.int({ resolve: ({ counts }) => counts.get('suspended') ?? 0 }),
      established: t.int({ description: 'plaqueHung + operating.', resolve: establishedOf }),
      nominalCoverage: t.string({ resolve: (all) => rateText(establishedOf(all), all.townships) }),
      operatingRate: t.string({ resolve: (all) => rateText(all.operating, establishedOf(all)) }),
    }),
  });
builder.queryField('stationCoverage', (t) =>
  t.field({
    type: CoverageRef,
    extensions: access(bureau),
    resolve: async (_root, _args, context) => {
      const tx = await context.tx();
      const [townships, rows] = await Promise.all([countTownships(tx), stationCounts(tx)]);
      const counts = new Map<string, number>(rows.map(({ state, count }) => [state, count]));
      return {
        townships,
        counts,
        plaqueHung: counts.get('plaque_hung') ?? 0,
        operating: counts.get('operating') ?? 0,
      };
    },
  }),
);

const TownshipRef = builder.objectRef<TownshipRow>('StationTownship').implement({
  description: 'A township of the jurisdiction, and the established station there.',
  extensions: access(viaParent),
  fields: (t) => ({
    region: t.field({ type: RegionRef, resolve: ({ code }, _args, context) => loadRegion(context, code) }),
    countyName: t.exposeString('countyName', { nullable: true }),
    station: t.field({
      type: StationRef,
      nullable: true,
      resolve: ({ stationId }, _args, context) => (stationId ? loadStation(context, stationId) : null),
    }),
  }),
});
const TownshipPageRef = builder
  .objectRef<{ readonly rows: readonly TownshipRow[]; readonly nextAfter: string | null }>('StationTownshipPage')
  .implement({
    extensions: access(viaParent),
    fields: (t) => ({
      rows: t.field({ type: [TownshipRef], resolve: ({ rows }) => [...rows] }),
      nextAfter: t.exposeID('nextAfter', { nullable: true, description: 'Asked as `after` for the next page.' }),
    }),
  });
const TOWNSHIPS_A_PAGE = 50;
builder.queryField('stationTownships', (t) =>
  t.field({
    type: TownshipPageRef,
    description: 'The rows behind the coverage, by code.',
    extensions: access(bureau),
    args: { onlyWithout: t.arg.boolean(), after: t.arg.id({ required: false }) },
    resolve: async (_root, { onlyWithout, after }, context) => {
      const read = await townshipPage(await context.tx(), onlyWithout, after ?? null, TOWNSHIPS_A_PAGE + 1);
      const rows = read.slice(0, TOWNSHIPS_A_PAGE);
      return { rows, nextAfter: rows.length < read.length ? (rows.at(-1)?.code ?? null) : null };
    },
  }),
);

const MoveStationInput = builder.inputType('MoveStationInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    stationId: t.id(),
    expectedVersion: t.int(),
    move: t.field({ type: StationMoveEnum }),
    ground: t.field({ type: SuspensionGroundEnum, required: false }),
    reason: t.string(),
  }),
});
builder.mutationField('moveStation', (t) =>
  t.field({
    type: builder.errorUnion('MoveStationResult', {
      types: [
        StationRef,
        StationNotFound,
        StationNotIn,
        StationNotReady,
        SuspensionUnfounded,
        ReasonMissing,
        StaleVersion,
      ],
    }),
    description: 'The station’s bureau decides; the facts only propose.',
    extensions: access(bureau),
    args: { input: t.arg({ type: MoveStationInput }) },
    resolve: (_root, { input }, context) => moveStation(context.command(), { ...input, ground: input.ground ?? null }),
  }),
);

const OpenItemInput = builder.inputType('OpenItemInput', {
  fields: (t) => ({ kind: t.field({ type: OpenItemKindEnum }), id: t.id() }),
});
const HandOverStationInput = builder.inputType('HandOverStationInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    stationId: t.id(),
    fromAccountId: t.id(),
    toAccountId: t.id(),
    lastDay: t.field({ type: 'LocalDate' }),
    note: t.string(),
    items: t.field({
      type: [OpenItemInput],
      required: false,
      description: 'Those handed over; without them, everything that is open.',
    }),
  }),
});
builder.mutationField('handOverStation', (t) =>
  t.field({
    type: builder.errorUnion('HandOverStationResult', {
      types: [HandOverRef, StationNotFound, HandOverUnsound, HandOverNeedsLead, ReasonMissing],
    }),
    extensions: access(stationOrBureau),
    args: { input: t.arg({ type: HandOverStationInput }) },
    resolve: (_root, { input }, context) => handOverStation(context.command(), input),
  }),
);
