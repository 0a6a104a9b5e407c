/** The history of one's own list on the graph, whole or of one thing on it: when, who, what, and what it was before. */
import {
  OFFER_CHANGE_WORDS,
  offerChange,
  ORDER_CHANGE_WORDS,
  orderChange,
} from '@jiedui/shared/report/lists/changes.ts';
import type { Difference, PlaceNames } from '@jiedui/shared/report/lists/differing.ts';
import { access, stationOrOrganization, viaParent } from '../../access.ts';
import { builder, isUuid } from '../../builder.ts';
import { viewerOf } from '../../context.ts';
import { badInput } from '../../errors.ts';
import { pageSize } from '../../limits.ts';
import { organizationIdsOf, stationIdsOf } from '../../viewer.ts';
import { areaNames, type ListName } from './changes.ts';
import { DifferenceRef } from './changes.graph.ts';
import { type HistoryRow, offerHistory, orderHistory } from './lists.store.ts';

interface HistoryLine extends Pick<HistoryRow, 'thingId' | 'seq' | 'at' | 'by'> {
  readonly title: string;
  readonly what: string;
  readonly differences: readonly Difference[];
}
const HistoryLineRef = builder.objectRef<HistoryLine>('ListHistoryLine').implement({
  description: 'One change of one’s own list: when, who, what.',
  extensions: access(viaParent),
  fields: (t) => ({
    id: t.id({ resolve: ({ thingId, seq }) => `${thingId}:${seq}` }),
    thingId: t.exposeID('thingId'),
    at: t.expose('at', { type: 'Instant' }),
    by: t.exposeString('by', {
      nullable: true,
      description: 'Null when it was another party’s person, or the machine.',
    }),
    title: t.exposeString('title'),
    what: t.exposeString('what'),
    differences: t.field({ type: [DifferenceRef], resolve: ({ differences }) => [...differences] }),
  }),
});

/** What was written with this version, told at its own instant: nothing has run out between the two rows. */
function lineOf(list: ListName, row: HistoryRow, placeOf: PlaceNames): HistoryLine {
  const { before, after, at, thingId, seq, by } = row;
  const told = { thingId, seq, at, by, title: String(after['title']) };
  const stood = { facts: after, at };
  const was = before && { facts: before, at };
  if (list === 'orders') {
    const change = orderChange(was, stood);
    return { ...told, what: change ? ORDER_CHANGE_WORDS[change.kind] : STEP, differences: change?.differences ?? [] };
  }
  const change = offerChange(was && { ...was, isExhausted: false }, { ...stood, isExhausted: false }, placeOf);
  return { ...told, what: change ? OFFER_CHANGE_WORDS[change.kind] : STEP, differences: change?.differences ?? [] };
}
/** A step that the list does not show, such as a claim that was confirmed. */
const STEP = '办理进展';

/** The id of a line, which names the state after which to go on. */
function lineAsked(after: string | null | undefined) {
  if (!after) return null;
  const [thingId = '', seq = ''] = after.split(':');
  if (!isUuid(thingId) || !/^\d{1,9}$/.test(seq)) throw badInput('after', after, '应为上一页最后一条的 id');
  return { thingId, seq: Number(seq) };
}

builder.queryField('listHistory', (t) =>
  t.field({
    type: [HistoryLineRef],
    description: 'The history of the viewer’s own need list or supply list, newest first.',
    extensions: access(stationOrOrganization),
    args: {
      first: t.arg.int(),
      after: t.arg.string({ required: false, description: 'The id of the last line that was read.' }),
      of: t.arg.id({ required: false, description: 'Only of this order or offer.' }),
    },
    resolve: async (_root, { first, after, of }, context) => {
      const tx = await context.tx();
      const viewer = viewerOf(context);
      if (of && !isUuid(of)) return [];
      const asked = { thingId: of ?? null, after: lineAsked(after), limit: pageSize(first) };
      const stations = stationIdsOf(viewer);
      if (0 < stations.length) {
        const rows = await orderHistory(tx, { ...asked, ownerIds: stations });
        return rows.map((row) => lineOf('orders', row, (code) => code));
      }
      const rows = await offerHistory(tx, { ...asked, ownerIds: organizationIdsOf(viewer) });
      const placeOf = await areaNames(tx, rows);
      return rows.map((row) => lineOf('offers', row, placeOf));
    },
  }),
);
