/** Stations on the graph. */
import { ancestorAt } from '@jiedui/shared/region/region.ts';
import { STATION_STATES, STATION_TIERS } from '@jiedui/shared/station/station.ts';
import DataLoader from 'dataloader';
import { access, signedIn, viaParent } from '../access.ts';
import { RoleGrantRef, ViewerRef } from '../account/account.graph.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { inOrderOf } from '../hall/in-order.ts';
import { AuthorityRef, loadAuthority, loadRegion, RegionRef } from '../region/region.graph.ts';
import { stationIdOf } from '../viewer.ts';
import { type StationRow, listStations, stationsById } from './station.store.ts';

export const loadStation = (context: Context, id: string): Promise<StationRow> =>
  context
    .loader(
      'station',
      () =>
        new DataLoader<string, StationRow>(async (ids) =>
          inOrderOf(ids, await stationsById(await context.tx(), ids), (s) => s.id),
        ),
    )
    .load(id);

export const StationStateEnum = builder.enumType('StationState', { values: STATION_STATES });
export const StationTierEnum = builder.enumType('StationTier', { values: STATION_TIERS });

export const StationRef = builder.objectRef<StationRow>('Station').implement({
  description: '社工站: the township or street social-work station that posts orders.',
  extensions: access(viaParent),
  isTypeOf: (value) => !(value instanceof Error),
  fields: (t) => ({
    id: t.exposeID('id'),
    version: t.exposeInt('version'),
    code: t.exposeString('code'),
    tier: t.expose('tier', { type: StationTierEnum }),
    phone: t.exposeString('phone', { nullable: true }),
    address: t.exposeString('address', { nullable: true }),
    openedOn: t.expose('openedOn', { type: 'LocalDate', nullable: true }),
    hours: t.exposeString('hours'),
    openAllYear: t.exposeBoolean('openAllYear'),
    authority: t.field({
      type: AuthorityRef,
      resolve: (station, _args, context) => loadAuthority(context, station.authorityId),
    }),
    name: t.exposeString('name'),
    state: t.expose('state', { type: StationStateEnum }),
    pilot: t.exposeBoolean('pilot'),
    region: t.field({ type: RegionRef, resolve: (station, _args, context) => loadRegion(context, station.regionCode) }),
    county: t.field({
      type: RegionRef,
      resolve: (station, _args, context) => loadRegion(context, ancestorAt(station.regionCode, 'county')),
    }),
  }),
});

builder.objectField(ViewerRef, 'station', (t) =>
  t.field({
    type: StationRef,
    nullable: true,
    resolve: (viewer, _args, context) => {
      const id = stationIdOf(viewer);
      return id ? loadStation(context, id) : null;
    },
  }),
);
builder.objectField(RoleGrantRef, 'station', (t) =>
  t.field({
    type: StationRef,
    nullable: true,
    resolve: (grant, _args, context) => (grant.stationId ? loadStation(context, grant.stationId) : null),
  }),
);

builder.queryField('stations', (t) =>
  t.field({
    type: [StationRef],
    extensions: access(signedIn),
    resolve: async (_root, _args, context) => listStations(await context.tx()),
  }),
);
