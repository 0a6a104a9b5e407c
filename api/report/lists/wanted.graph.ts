/** 这里缺 on the graph: where an organization could come to serve, as counts. */
import { GAP_LIGHTS, gapLight } from '@jiedui/shared/report/lists/gap.ts';
import { access, organization, viaParent } from '../../access.ts';
import { builder } from '../../builder.ts';
import { viewerOf } from '../../context.ts';
import { pageSize } from '../../limits.ts';
import { organizationIdsOf } from '../../viewer.ts';
import { GapLightEnum } from './gap.graph.ts';
import { type WantedRow, wantedSupply } from './wanted.store.ts';

const WantedRef = builder.objectRef<WantedRow>('WantedSupply').implement({
  description:
    'A service type in a township that the viewer’s organization could offer: how much is asked and offered there.',
  extensions: access(viaParent),
  fields: (t) => ({
    serviceType: t.exposeString('serviceType'),
    placeCode: t.exposeString('placeCode'),
    placeName: t.exposeString('placeName'),
    countyCode: t.exposeString('countyCode'),
    countyName: t.exposeString('countyName'),
    openOrders: t.exposeInt('openOrders'),
    sessionsPerMonth: t.exposeInt('sessionsPerMonth', { description: 'By all who offer it there, together.' }),
    isKnown: t.exposeBoolean('isKnown', { description: 'The organization offers the type elsewhere.' }),
    light: t.field({
      type: GapLightEnum,
      description: `One of ${GAP_LIGHTS.slice(0, 2).join(', ')}.`,
      resolve: ({ openOrders, sessionsPerMonth }) => gapLight(openOrders, sessionsPerMonth),
    }),
  }),
});

builder.queryField('wantedSupply', (t) =>
  t.field({
    type: [WantedRef],
    description: '这里缺: what the organization offers elsewhere first, then the greatest want.',
    extensions: access(organization),
    args: { first: t.arg.int() },
    resolve: async (_root, { first }, context) =>
      wantedSupply(await context.tx(), organizationIdsOf(viewerOf(context)), context.at, pageSize(first)),
  }),
);
