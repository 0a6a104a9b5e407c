/** Routes of the registers, of pairings and of the record of services. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { EXPIRY_SPANS_DAYS } from '@jiedui/shared/organization/expiry.ts';
import { ORGANIZATION_STATES, PROVIDER_KINDS } from '@jiedui/shared/organization/organization.ts';
import { ACTIVITY_CATEGORIES, SESSION_STATES } from '@jiedui/shared/service/session.ts';
import { HAVES } from '@jiedui/shared/station/haves.ts';
import { STATION_STATES } from '@jiedui/shared/station/station.ts';
import type {
  ApplicationsSearch,
  RegisterSearch,
  PairingsSearch,
  SessionsSearch,
  StationsSearch,
  TownshipsSearch,
} from '../shell/way.tsx';
import { desk, oneOf, text } from './frame.tsx';

const stations = createRoute({
  getParentRoute: () => desk,
  path: '/stations',
  validateSearch: (search): StationsSearch => ({
    state: oneOf(STATION_STATES, search['state']),
    county: text(String(search['county'] ?? '')),
    gap: oneOf(HAVES, search['gap']),
    show: oneOf(['waiting', 'proposed'] as const, search['show']),
  }),
  component: lazyRouteComponent(() => import('../report/Stations.tsx'), 'Stations'),
});

const stationSetUp = createRoute({
  getParentRoute: () => desk,
  path: '/stations/setup',
  component: lazyRouteComponent(() => import('../report/SetUp.tsx'), 'SetUp'),
});

const stationTownships = createRoute({
  getParentRoute: () => desk,
  path: '/stations/townships',
  validateSearch: (search): TownshipsSearch => ({ only: oneOf(['without'] as const, search['only']) }),
  component: lazyRouteComponent(() => import('../report/Townships.tsx'), 'Townships'),
});

const station = createRoute({
  getParentRoute: () => desk,
  path: '/stations/$id',
  component: lazyRouteComponent(() => import('../report/StationPage.tsx'), 'StationPage'),
});

const applications = createRoute({
  getParentRoute: () => desk,
  path: '/applications',
  validateSearch: (search): ApplicationsSearch => ({
    all: search['all'] === true ? true : undefined,
    application: text(search['application']),
  }),
  component: lazyRouteComponent(() => import('../organization/Applications.tsx'), 'Applications'),
});

const register = createRoute({
  getParentRoute: () => desk,
  path: '/organizations',
  validateSearch: (search): RegisterSearch => ({
    state: oneOf(ORGANIZATION_STATES, search['state']),
    kind: oneOf(PROVIDER_KINDS, search['kind']),
    listed: search['listed'] === true ? true : undefined,
    expiring: EXPIRY_SPANS_DAYS.find((span) => span === Number(search['expiring'])),
    text: text(search['text']),
  }),
  component: lazyRouteComponent(() => import('../organization/Register.tsx'), 'Register'),
});

const registered = createRoute({
  getParentRoute: () => desk,
  path: '/organizations/$id',
  component: lazyRouteComponent(() => import('../report/OrganizationPage.tsx'), 'OrganizationPage'),
});

const pairings = createRoute({
  getParentRoute: () => desk,
  path: '/pairings',
  validateSearch: (search): PairingsSearch => ({ pairing: text(search['pairing']) }),
  component: lazyRouteComponent(() => import('../pairing/Pairings.tsx'), 'Pairings'),
});

const sessions = createRoute({
  getParentRoute: () => desk,
  path: '/sessions',
  validateSearch: (search): SessionsSearch => ({
    state: oneOf(SESSION_STATES, search['state']),
    category: oneOf(ACTIVITY_CATEGORIES, search['category']),
  }),
  component: lazyRouteComponent(() => import('../service/Sessions.tsx'), 'Sessions'),
});

const session = createRoute({
  getParentRoute: () => desk,
  path: '/sessions/$id',
  component: lazyRouteComponent(() => import('../service/SessionPage.tsx'), 'SessionPage'),
});

export const registerRoutes = [
  stations,
  stationSetUp,
  stationTownships,
  station,
  applications,
  register,
  registered,
  pairings,
  sessions,
  session,
];
