/** Who runs a station, on the graph: naming the organization, and what an organization runs. */
import { OrganizationNotFound, ProviderNotIn } from '@jiedui/shared/organization/refusals.ts';
import { StaleVersion } from '@jiedui/shared/refusal.ts';
import { StationNotFound } from '@jiedui/shared/station/refusals.ts';
import DataLoader from 'dataloader';
import { access, bureau } from '../access.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { groupedInOrderOf } from '../hall/in-order.ts';
import { loadStation, StationRef } from '../station/station.graph.ts';
import { setStationOperator } from './operator.commands.ts';
import { operatedBy } from './operator.store.ts';
import { OrganizationRef } from './organization.graph.ts';
import { own } from './register.graph.ts';

const loadOperated = (context: Context, id: string) =>
  context
    .loader(
      'operatedStations',
      () =>
        new DataLoader<string, { stationId: string }[]>(async (ids) =>
          groupedInOrderOf(ids, await operatedBy(await context.tx(), ids), (row) => row.organizationId),
        ),
    )
    .load(id);

builder.objectField(OrganizationRef, 'operates', (t) =>
  t.field({
    type: [StationRef],
    description: '承接的社工站: those that it is contracted to run.',
    extensions: own,
    resolve: async ({ id }, _args, context) =>
      Promise.all((await loadOperated(context, id)).map(({ stationId }) => loadStation(context, stationId))),
  }),
);

const SetStationOperatorInput = builder.inputType('SetStationOperatorInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    stationId: t.id(),
    expectedVersion: t.int(),
    organizationId: t.id({ required: false, description: 'Without it, the bureau runs the station itself.' }),
  }),
});
builder.mutationField('setStationOperator', (t) =>
  t.field({
    type: builder.errorUnion('SetStationOperatorResult', {
      types: [StationRef, StationNotFound, StaleVersion, OrganizationNotFound, ProviderNotIn],
    }),
    description: '承接机构: the station’s bureau names who runs it.',
    extensions: access(bureau),
    args: { input: t.arg({ type: SetStationOperatorInput }) },
    resolve: (_root, { input }, context) =>
      setStationOperator(context.command(), { ...input, organizationId: input.organizationId ?? null }),
  }),
);
