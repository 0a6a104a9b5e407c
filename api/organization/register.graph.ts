/** The register on the graph: what is asked of it, by the organization itself and by a bureau. */
import { localDateOf } from '@jiedui/shared/calendar.ts';
import { EXPIRY_SPANS_DAYS, expiriesOn, expiringWithin } from '@jiedui/shared/organization/expiry.ts';
import { digitsOf } from '@jiedui/shared/region/region.ts';
import DataLoader from 'dataloader';
import { access, bureau, organizationOrBureau } from '../access.ts';
import { builder } from '../builder.ts';
import { type Context, viewerOf } from '../context.ts';
import { badInput } from '../errors.ts';
import { groupedInOrderOf, inOrderOf } from '../hall/in-order.ts';
import { connectionOf, pageAsked, pageOf, searchAsked } from '../hall/page.ts';
import { loadRegion, RegionRef } from '../region/region.graph.ts';
import { organizationIdOf } from '../viewer.ts';
import { OrganizationRef, ProviderKindEnum } from './organization.graph.ts';
import {
  annualChecksOf,
  countRegister,
  eventsOf,
  expiryFactsOf,
  listingsOf,
  listRegister,
  ratingsOf,
  type RegisterRow,
  registerRows,
} from './register.store.ts';
import { expiringPage } from './register-page.ts';
import { correctionsOf, openCorrections } from './correction.store.ts';
import { staffOf } from './staff.store.ts';
import {
  OrganizationStateEnum,
  ListStatusEnum,
  RegistrationStatusEnum,
  RatingRef,
  AnnualCheckRef,
  ListingRef,
  EventRef,
  ExpiryRef,
  StaffRef,
  CorrectionRef,
} from './register-parts.graph.ts';

const grouped =
  <Row extends { organizationId: string }>(
    name: string,
    read: (tx: Awaited<ReturnType<Context['tx']>>, ids: readonly string[]) => Promise<Row[]>,
  ) =>
  (context: Context, id: string): Promise<Row[]> =>
    context
      .loader(
        name,
        () =>
          new DataLoader<string, Row[]>(async (ids) =>
            groupedInOrderOf(ids, await read(await context.tx(), ids), (row) => row.organizationId),
          ),
      )
      .load(id);
const loadRatings = grouped('registerRatings', ratingsOf);
const loadAnnualChecks = grouped('registerAnnualChecks', annualChecksOf);
const loadListings = grouped('registerListings', listingsOf);
const loadStaff = grouped('registerStaff', staffOf);
const loadExpiryFacts = grouped('registerExpiries', expiryFactsOf);
const loadRegister = (context: Context, id: string): Promise<RegisterRow> =>
  context
    .loader(
      'register',
      () =>
        new DataLoader<string, RegisterRow>(async (ids) =>
          inOrderOf(ids, await registerRows(await context.tx(), ids), (row) => row.id),
        ),
    )
    .load(id);

/** What concerns the organization's own affairs: for itself and for a bureau, which row-level security narrows further. */
export const own = access(organizationOrBureau);

builder.objectFields(OrganizationRef, (t) => ({
  state: t.field({ type: OrganizationStateEnum, resolve: ({ state }) => state }),
  listStatus: t.field({
    type: ListStatusEnum,
    description: 'The graver list in force today.',
    resolve: ({ listStatus }) => listStatus,
  }),
  filingNumber: t.string({ nullable: true, resolve: async (o, _a, c) => (await loadRegister(c, o.id)).filingNumber }),
  registrationStatus: t.field({
    type: RegistrationStatusEnum,
    resolve: async (o, _a, c) => (await loadRegister(c, o.id)).registrationStatus,
  }),
  serviceTypes: t.stringList({ resolve: async (o, _a, c) => [...(await loadRegister(c, o.id)).serviceTypes] }),
  areas: t.field({
    type: [RegionRef],
    resolve: async (o, _a, c) =>
      Promise.all((await loadRegister(c, o.id)).areaCodes.map((code) => loadRegion(c, code))),
  }),
  ratings: t.field({ type: [RatingRef], extensions: own, resolve: (o, _a, c) => loadRatings(c, o.id) as never }),
  annualChecks: t.field({
    type: [AnnualCheckRef],
    extensions: own,
    resolve: (o, _a, c) => loadAnnualChecks(c, o.id) as never,
  }),
  listings: t.field({ type: [ListingRef], extensions: own, resolve: (o, _a, c) => loadListings(c, o.id) }),
  staff: t.field({ type: [StaffRef], extensions: own, resolve: (o, _a, c) => loadStaff(c, o.id) }),
  history: t.field({ type: [EventRef], extensions: own, resolve: async (o, _a, c) => eventsOf(await c.tx(), o.id) }),
  corrections: t.field({
    type: [CorrectionRef],
    extensions: own,
    resolve: async (o, _a, c) => correctionsOf(await c.tx(), o.id),
  }),
  expiries: t.field({
    type: [ExpiryRef],
    description: 'The most pressing first.',
    extensions: own,
    args: { within: t.arg.int({ required: false, description: 'Days; without it, what is called for now.' }) },
    resolve: async (o, { within }, c) => {
      const [facts] = await loadExpiryFacts(c, o.id);
      if (!facts) return [];
      const today = localDateOf(c.at);
      return within ? expiringWithin(facts, today, spanAsked(within)) : expiriesOn(facts, today);
    },
  }),
}));

/** One of the spans that are offered; a longer one would read the register for nothing. */
function spanAsked(days: number): number {
  if (!EXPIRY_SPANS_DAYS.some((span) => span === days))
    throw badInput('expiringWithin', days, `请选择 ${EXPIRY_SPANS_DAYS.join('、')} 天`);
  return days;
}
const COUNTED_MOST = 5000;

const OrganizationConnection = connectionOf('Organization', OrganizationRef as never);
builder.queryField('organizationRegister', (t) =>
  t.field({
    type: OrganizationConnection,
    description: '社会组织名录 of the viewer’s jurisdiction, newest first.',
    extensions: access(bureau),
    args: {
      first: t.arg.int(),
      after: t.arg.string({ required: false }),
      states: t.arg({ type: [OrganizationStateEnum], required: false }),
      kinds: t.arg({ type: [ProviderKindEnum], required: false }),
      listed: t.arg.boolean({ required: false }),
      search: t.arg.string({ required: false, description: 'Part of the name, or the whole credit code.' }),
      regionCode: t.arg.id({ required: false }),
      expiringWithin: t.arg.int({
        required: false,
        description: 'Days: only those of which something has run out or will by then.',
      }),
    },
    resolve: async (_root, args, context) => {
      const { limit, afterId } = pageAsked(args);
      const filter = {
        states: args.states ?? null,
        kinds: args.kinds ?? null,
        listed: args.listed ?? null,
        text: searchAsked(args.search),
        regionPrefix: args.regionCode ? digitsOf(args.regionCode) : null,
      };
      const tx = await context.tx();
      if (args.expiringWithin) {
        const span = { days: spanAsked(args.expiringWithin), today: localDateOf(context.at) };
        const rows = await expiringPage(tx, filter, span, afterId, limit);
        const count = async () => (await expiringPage(tx, filter, span, null, COUNTED_MOST)).length;
        return pageOf(rows, limit, count) as never;
      }
      return pageOf(await listRegister(tx, filter, afterId, limit), limit, async () =>
        countRegister(await context.tx(), filter),
      ) as never;
    },
  }),
);
builder.queryField('registeredOrganization', (t) =>
  t.field({
    type: OrganizationRef,
    nullable: true,
    description: 'One of the register, to a bureau; without an id, the viewer’s own organization.',
    extensions: own,
    args: { id: t.arg.id({ required: false }) },
    resolve: async (_root, { id }, context) => {
      const viewer = viewerOf(context);
      const asked = id ?? organizationIdOf(viewer);
      if (!asked) return null;
      return (await registerRows(await context.tx(), [asked]))[0] ?? null;
    },
  }),
);
builder.queryField('openCorrections', (t) =>
  t.field({
    type: [CorrectionRef],
    description: 'What organizations say is wrong and nobody has answered, the oldest first.',
    extensions: access(bureau),
    resolve: async (_root, _args, context) => openCorrections(await context.tx()),
  }),
);
