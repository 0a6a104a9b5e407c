/** Routes of 匹配 and of what its claims lead to: rounds, rules, rulings. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { OBJECTIVES } from '@jiedui/shared/matching/assignment/instance.ts';
import { useEffect } from 'react';
import {
  type RulingsSearch,
  useGo,
  useParamsOf,
  type OrganizationsSearch,
  ROUND_PARTS,
  type RoundsSearch,
  type WeightsSearch,
} from '../shell/way.tsx';
import { desk, oneOf, text } from './frame.tsx';

const rounds = createRoute({
  getParentRoute: () => desk,
  path: '/rounds',
  validateSearch: (search): RoundsSearch => ({
    month: text(search['month']),
    objective: oneOf(OBJECTIVES, search['objective']),
    show: oneOf(ROUND_PARTS, search['show']),
    order: text(search['order']),
  }),
  component: lazyRouteComponent(() => import('../claim/round/RoundPage.tsx'), 'RoundPage'),
});

const history = createRoute({
  getParentRoute: () => desk,
  path: '/rounds/history',
  component: lazyRouteComponent(() => import('../claim/round/History.tsx'), 'History'),
});

const run = createRoute({
  getParentRoute: () => desk,
  path: '/rounds/$id',
  component: lazyRouteComponent(() => import('../claim/round/RunPage.tsx'), 'RunPage'),
});

/** `/matching/runs/<id>` in a notice. */
const runLink = createRoute({
  getParentRoute: () => desk,
  path: '/matching/runs/$id',
  component: function RunLink() {
    const { id } = useParamsOf<{ id: string }>();
    const go = useGo();
    // Once: `go` is new at every render.
    useEffect(() => go({ to: '/rounds/$id', params: { id }, replace: true }), [id]);
    return null;
  },
});

/** 匹配 opens on its first place. */
const matching = createRoute({
  getParentRoute: () => desk,
  path: '/matching',
  component: function MatchingLink() {
    const go = useGo();
    // Once: `go` is new at every render.
    useEffect(() => go({ to: '/matching/weights', replace: true }), []);
    return null;
  },
});

const weights = createRoute({
  getParentRoute: () => desk,
  path: '/matching/weights',
  validateSearch: (search): WeightsSearch => ({ authority: text(search['authority']) }),
  component: lazyRouteComponent(() => import('../matching/Weights.tsx'), 'Weights'),
});

const limits = createRoute({
  getParentRoute: () => desk,
  path: '/matching/limits',
  component: lazyRouteComponent(() => import('../matching/Limits.tsx'), 'Limits'),
});

const organizations = createRoute({
  getParentRoute: () => desk,
  path: '/matching/organizations',
  validateSearch: (search): OrganizationsSearch => ({ organization: text(search['organization']) }),
  component: lazyRouteComponent(() => import('../matching/Organizations.tsx'), 'Organizations'),
});

const claimTerms = createRoute({
  getParentRoute: () => desk,
  path: '/claim-terms',
  component: lazyRouteComponent(() => import('../claim/ClaimTerms.tsx'), 'ClaimTerms'),
});

const rulings = createRoute({
  getParentRoute: () => desk,
  path: '/rulings',
  validateSearch: (search): RulingsSearch => ({ order: text(search['order']) }),
  component: lazyRouteComponent(() => import('../claim/ruling/Rulings.tsx'), 'Rulings'),
});

export const matchingRoutes = [
  rounds,
  history,
  run,
  runLink,
  matching,
  weights,
  limits,
  organizations,
  claimTerms,
  rulings,
];
