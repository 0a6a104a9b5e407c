/** Totals and the public board on the graph. The first page of each person is in home.graph.ts. */
import { inTransaction } from '@jiedui/db/connect.ts';
import { endOfDay, localDateOf, startOfDay } from '@jiedui/shared/calendar.ts';
import type { Programme } from '@jiedui/shared/region/programme.ts';
import { type ProgrammeTotals, programmeTotals } from '@jiedui/shared/report/programme-totals.ts';
import { ACTIVITY_CATEGORY_WORDS } from '@jiedui/shared/service/session.ts';
import { access, anyone, bureau, viaParent } from '../access.ts';
import { builder, isUuid } from '../builder.ts';
import { badInput } from '../errors.ts';
import { QuantityRef } from '../hall/quantity.graph.ts';
import { ProgrammeRef } from '../region/region.graph.ts';
import { programmesById } from '../region/region.store.ts';
import { ActivityCategoryEnum, HeadcountRoleEnum } from '../service/session.graph.ts';
import './home.graph.ts';
import type { OpenBoard } from './open-board.ts';
import { publicBoard, totalsRows } from './report.store.ts';

const CategoryCountRef = builder.objectRef<ProgrammeTotals['activitiesByCategory'][number]>('CategoryCount').implement({
  extensions: access(viaParent),
  fields: (t) => ({
    category: t.expose('category', { type: ActivityCategoryEnum }),
    name: t.string({ resolve: ({ category }) => ACTIVITY_CATEGORY_WORDS[category] }),
    count: t.exposeInt('count'),
  }),
});

const RoleTotalRef = builder.objectRef<ProgrammeTotals['headcounts'][number]>('RoleTotal').implement({
  extensions: access(viaParent),
  fields: (t) => ({
    role: t.expose('role', { type: HeadcountRoleEnum }),
    quantity: t.expose('quantity', { type: QuantityRef }),
  }),
});

const ProgrammeTotalsRef = builder
  .objectRef<ProgrammeTotals & { readonly programme: Programme }>('ProgrammeTotals')
  .implement({
    description: 'Over confirmed sessions only; units never mix.',
    extensions: access(viaParent),
    fields: (t) => ({
      programme: t.expose('programme', { type: ProgrammeRef }),
      pilotStations: t.exposeInt('pilotStations'),
      pairedPilotStations: t.exposeInt('pairedPilotStations'),
      activities: t.exposeInt('activities', {
        description: 'Confirmed sessions, each once, however many stations share it.',
      }),
      activitiesByCategory: t.field({
        type: [CategoryCountRef],
        resolve: (totals) => [...totals.activitiesByCategory],
      }),
      goods: t.field({ type: [QuantityRef], resolve: (totals) => [...totals.goods] }),
      headcounts: t.field({ type: [RoleTotalRef], resolve: (totals) => [...totals.headcounts] }),
    }),
  });

builder.queryField('programmeTotals', (t) =>
  t.field({
    type: ProgrammeTotalsRef,
    extensions: access(bureau),
    args: { programmeId: t.arg.id() },
    resolve: async (_root, { programmeId }, context) => {
      const tx = await context.tx();
      const [programme] = isUuid(programmeId) ? await programmesById(tx, [programmeId]) : [];
      if (!programme) throw badInput('programmeId', programmeId, '没有这个帮扶方案');
      const span = { from: startOfDay(programme.fromOn), to: endOfDay(programme.toOn) };
      return { programme, ...programmeTotals(await totalsRows(tx, programme, span, localDateOf(context.at))) };
    },
  }),
);

const OpenFigureRef = builder.objectRef<OpenBoard['figures'][number]>('OpenFigure').implement({
  extensions: access(viaParent),
  fields: (t) => ({ name: t.exposeString('name'), text: t.exposeString('text'), note: t.exposeString('note') }),
});
const OpenCountyRef = builder.objectRef<OpenBoard['counties'][number]>('OpenCounty').implement({
  extensions: access(viaParent),
  fields: (t) => ({
    name: t.exposeString('name'),
    stations: t.exposeInt('stations'),
    openOrders: t.exposeString('openOrders', { description: 'A number, or `<5`.' }),
    activities: t.exposeString('activities', { description: 'A number, or `<5`.' }),
  }),
});
const OpenBoardRef = builder.objectRef<OpenBoard & { readonly asOf: Date }>('OpenBoard').implement({
  description: 'The public page: aggregates only, small cells suppressed.',
  extensions: access(viaParent),
  fields: (t) => ({
    authorityName: t.exposeString('authorityName'),
    asOf: t.expose('asOf', { type: 'Instant' }),
    figures: t.field({ type: [OpenFigureRef], resolve: (board) => [...board.figures] }),
    counties: t.field({ type: [OpenCountyRef], resolve: (board) => [...board.counties] }),
  }),
});

builder.queryField('openBoard', (t) =>
  t.field({
    type: OpenBoardRef,
    nullable: true,
    // Open, because it is the public page; it runs as a database role that can read nothing else.
    extensions: access(anyone),
    resolve: (_root, _args, { hall }) => inTransaction(hall.openPool, 'public', 'read', publicBoard),
  }),
);
