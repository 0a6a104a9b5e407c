/** The gap board on the graph: cells of need and supply, and the rows behind every number. */
import { CHECK_WORDS, type CheckCode } from '@jiedui/shared/matching/check.ts';
import { localDateOf } from '@jiedui/shared/calendar.ts';
import { isClaimable } from '@jiedui/shared/order/lifecycle.ts';
import { joinQualifiers } from '@jiedui/shared/quantity.ts';
import {
  GAP_LIGHTS,
  GAP_STEPS,
  gapLight,
  PLACES_MOST,
  unmetReason,
  type UnmetReason,
  UNMET_DAYS_DEFAULT,
  waitedDays,
} from '@jiedui/shared/report/lists/gap.ts';
import { access, bureau, organizationOrBureau, viaParent } from '../../access.ts';
import { builder } from '../../builder.ts';
import { type Context, viewerOf } from '../../context.ts';
import { badInput } from '../../errors.ts';
import { connectionOf, pageAsked, pageOf } from '../../hall/page.ts';
import { QuantityRef } from '../../hall/quantity.graph.ts';
import { casesOf } from '../../matching/fit.ts';
import { recommend } from '../../matching/online-recommendation.ts';
import { OrderRef } from '../../order/order.graph.ts';
import { type OrderRow, ordersById } from '../../order/order.store.ts';
import { organizationIdsOf } from '../../viewer.ts';
import {
  countPlaces,
  type GapCellRow,
  gapCells,
  type GapLevel,
  type GapOfferRow,
  gapOffers,
  gapOrderIds,
} from './gap.store.ts';

export const GapLightEnum = builder.enumType('GapLight', { values: GAP_LIGHTS });
const GapStepEnum = builder.enumType('GapStep', { values: GAP_STEPS });
const GapLevelEnum = builder.enumType('GapLevel', { values: ['township', 'county'] as const });

const GapCellRef = builder.objectRef<GapCellRow>('GapCell').implement({
  description: 'A service type in a place: what is asked there, and what could be asked for there.',
  extensions: access(viaParent),
  fields: (t) => ({
    serviceType: t.exposeString('serviceType'),
    placeCode: t.exposeString('placeCode'),
    placeName: t.exposeString('placeName'),
    openOrders: t.exposeInt('openOrders'),
    people: t.field({
      type: QuantityRef,
      nullable: true,
      description: 'Of the orders that count people; null where none does.',
      resolve: ({ people, arePeopleExact }) =>
        people === 0
          ? null
          : {
              value: people,
              qualifier: arePeopleExact ? 'exact' : joinQualifiers('about', 'exact'),
              unit: 'person' as const,
            },
    }),
    unmetOrders: t.exposeInt('unmetOrders'),
    offers: t.exposeInt('offers'),
    sessionsPerMonth: t.exposeInt('sessionsPerMonth'),
    light: t.field({
      type: GapLightEnum,
      resolve: ({ openOrders, sessionsPerMonth }) => gapLight(openOrders, sessionsPerMonth),
    }),
  }),
});

interface GapBoard {
  readonly level: GapLevel;
  readonly days: number;
  readonly cells: readonly GapCellRow[];
}
const GapBoardRef = builder.objectRef<GapBoard>('GapBoard').implement({
  description: '供需缺口: need against supply by service type and place.',
  extensions: access(viaParent),
  fields: (t) => ({
    level: t.expose('level', { type: GapLevelEnum }),
    days: t.exposeInt('days'),
    cells: t.field({ type: [GapCellRef], resolve: ({ cells }) => [...cells] }),
  }),
});

const REGION = /^\d{12}$/;
const placeAsked = (name: string, code: string | null | undefined): string | null => {
  if (code && !REGION.test(code)) throw badInput(name, code, '应为 12 位区划代码');
  return code ?? null;
};
const daysAsked = (days: number | null | undefined): number => {
  const asked = days ?? UNMET_DAYS_DEFAULT;
  if (asked < 0 || 60 < asked) throw badInput('days', asked, '应为 0 至 60 个工作日');
  return asked;
};

builder.queryField('gapBoard', (t) =>
  t.field({
    type: GapBoardRef,
    extensions: access(bureau),
    args: {
      county: t.arg.string({ required: false, description: 'Only the townships of this county.' }),
      days: t.arg.int({
        required: false,
        description: 'Working days after which an open order is unmet; 7 when left out.',
      }),
    },
    resolve: async (_root, args, context): Promise<GapBoard> => {
      const tx = await context.tx();
      const county = placeAsked('county', args.county);
      const days = daysAsked(args.days);
      const level = county === null && PLACES_MOST < (await countPlaces(tx, null)) ? 'county' : 'township';
      return { level, days, cells: await gapCells(tx, level, county, days, context.at) };
    },
  }),
);

interface UnmetOrder {
  readonly id: string;
  readonly order: OrderRow;
}
const UnmetReasonRef = builder.objectRef<UnmetReason>('UnmetReason').implement({
  description: '为什么没有人接, what would change it, and the next step.',
  extensions: access(viaParent),
  fields: (t) => ({
    why: t.exposeString('why'),
    change: t.exposeString('change', { nullable: true }),
    step: t.expose('step', { type: GapStepEnum }),
  }),
});
const UnmetOrderRef = builder.objectRef<UnmetOrder>('UnmetOrder').implement({
  extensions: access(viaParent),
  fields: (t) => ({
    id: t.exposeID('id'),
    order: t.field({ type: OrderRef, resolve: ({ order }) => order }),
    waitedDays: t.int({
      description: 'Working days since it was posted.',
      resolve: ({ order }, _args, { at }) =>
        order.postedAt ? waitedDays(localDateOf(order.postedAt), localDateOf(at)) : 0,
    }),
    reason: t.field({ type: UnmetReasonRef, resolve: ({ order }, _args, context) => reasonOf(context, order) }),
  }),
});

async function reasonOf(context: Context, order: OrderRow): Promise<UnmetReason> {
  const tx = await context.tx();
  const [found] = await casesOf(tx, [order], context.at);
  if (!found) return unmetReason(0, [], false);
  const { eligibleCount, nearMisses, providers } = await recommend(context, tx, found);
  const names = new Map(providers.map((row) => [row.organizationId, row.name]));
  return unmetReason(
    eligibleCount,
    nearMisses.map(({ organizationId, failed }) => ({
      organizationName: names.get(organizationId) ?? '',
      failed: failed.map(({ code, remedy }) => ({ code, name: CHECK_WORDS[code as CheckCode], remedy })),
    })),
    isClaimable(order, context.at),
  );
}

const UnmetConnectionRef = connectionOf('UnmetOrder', UnmetOrderRef);

builder.queryField('gapOrders', (t) =>
  t.field({
    type: UnmetConnectionRef,
    description: 'Open orders behind a number of the board, the longest waiting first.',
    extensions: access(bureau),
    args: {
      first: t.arg.int(),
      after: t.arg.string({ required: false }),
      serviceType: t.arg.string({ required: false }),
      place: t.arg.string({ required: false, description: 'A township or a county.' }),
      days: t.arg.int({ required: false, description: 'Only those that waited so many working days; 0 for all.' }),
    },
    resolve: async (_root, args, context) => {
      const { limit, afterId } = pageAsked(args);
      const tx = await context.tx();
      const filter = {
        serviceType: args.serviceType ?? null,
        place: placeAsked('place', args.place),
        days: daysAsked(args.days),
      };
      const { ids, count } = await gapOrderIds(tx, filter, afterId, limit, context.at);
      const found = new Map((await ordersById(tx, ids)).map((order) => [order.id, order]));
      const rows = ids.flatMap((id) => {
        const order = found.get(id);
        return order ? [{ id, order }] : [];
      });
      return pageOf(rows, limit, async () => count);
    },
  }),
);

const GapOfferRef = builder.objectRef<GapOfferRow>('GapOffer').implement({
  extensions: access(viaParent),
  fields: (t) => ({
    id: t.exposeID('id'),
    number: t.exposeString('number'),
    title: t.exposeString('title'),
    organizationName: t.exposeString('organizationName'),
    serviceTypes: t.stringList({ resolve: ({ serviceTypes }) => [...serviceTypes] }),
    areas: t.exposeString('areas'),
    sessionsPerMonth: t.exposeInt('sessionsPerMonth'),
    lastConfirmedOn: t.expose('lastConfirmedOn', { type: 'LocalDate', nullable: true }),
  }),
});
const GapOfferConnectionRef = connectionOf('GapOffer', GapOfferRef);

builder.queryField('gapOffers', (t) =>
  t.field({
    type: GapOfferConnectionRef,
    description: 'Standing offers behind a number of the board; an organization sees its own.',
    extensions: access(organizationOrBureau),
    args: {
      first: t.arg.int(),
      after: t.arg.string({ required: false }),
      serviceType: t.arg.string({ required: false }),
      place: t.arg.string({ required: false }),
      unaskedDays: t.arg.int({
        required: false,
        description: 'Only those for which nobody posted an order within so many working days.',
      }),
    },
    resolve: async (_root, args, context) => {
      const { limit, afterId } = pageAsked(args);
      const own = organizationIdsOf(viewerOf(context));
      const filter = {
        serviceType: args.serviceType ?? null,
        place: placeAsked('place', args.place),
        unaskedDays: args.unaskedDays == null ? null : daysAsked(args.unaskedDays),
        organizationIds: own.length === 0 ? null : own,
      };
      const rows = await gapOffers(await context.tx(), filter, afterId, limit, context.at);
      return pageOf(rows, limit, async () => rows[0]?.total ?? 0);
    },
  }),
);
