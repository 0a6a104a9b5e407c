/** 达标线 on the graph: what a bureau asks of its stations. */
import {
  THRESHOLD_NAMES,
  THRESHOLD_WORDS,
  type Thresholds,
  thresholdsWith,
  ThresholdsUnsound,
} from '@jiedui/shared/station/thresholds.ts';
import { access, bureau, viaParent } from '../access.ts';
import { builder } from '../builder.ts';
import { viewerOf } from '../context.ts';
import { authorityIdOf } from '../viewer.ts';
import { setStationThresholds, type ThresholdsRow, thresholdsRowOf } from './station.commands.ts';

const ThresholdNameEnum = builder.enumType('ThresholdName', { values: THRESHOLD_NAMES });

const ThresholdRef = builder.objectRef<{ name: keyof Thresholds; value: number }>('StationThreshold').implement({
  extensions: access(viaParent),
  fields: (t) => ({
    name: t.expose('name', { type: ThresholdNameEnum }),
    words: t.string({ resolve: ({ name }) => THRESHOLD_WORDS[name] }),
    value: t.exposeInt('value'),
  }),
});
const ThresholdsRef = builder.objectRef<ThresholdsRow>('StationThresholds').implement({
  description: '达标线 of an authority.',
  extensions: access(viaParent),
  isTypeOf: (value) => !(value instanceof Error),
  fields: (t) => ({
    values: t.field({
      type: [ThresholdRef],
      resolve: ({ own }) => THRESHOLD_NAMES.map((name) => ({ name, value: thresholdsWith(own)[name] })),
    }),
  }),
});

builder.queryField('stationThresholds', (t) =>
  t.field({
    type: ThresholdsRef,
    nullable: true,
    description: 'Of the viewer’s authority: its own, or those of the one above it.',
    extensions: access(bureau),
    resolve: async (_root, _args, context) => {
      const id = authorityIdOf(viewerOf(context));
      return id ? thresholdsRowOf(await context.tx(), id) : null;
    },
  }),
);

const SetStationThresholdsInput = builder.inputType('SetStationThresholdsInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    ...(Object.fromEntries(THRESHOLD_NAMES.map((name) => [name, t.int()])) as Record<
      keyof Thresholds,
      ReturnType<typeof t.int>
    >),
  }),
});
builder.mutationField('setStationThresholds', (t) =>
  t.field({
    type: builder.errorUnion('SetStationThresholdsResult', { types: [ThresholdsRef, ThresholdsUnsound] }),
    description: 'Of the viewer’s authority, as a whole; they hold for those below it that set none of their own.',
    extensions: access(bureau),
    args: { input: t.arg({ type: SetStationThresholdsInput }) },
    resolve: (_root, { input: { clientMutationId, ...thresholds } }, context) =>
      setStationThresholds(context.command(), { clientMutationId, thresholds: thresholds as Thresholds }),
  }),
);
