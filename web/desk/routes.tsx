/** The desk's routes. Every page is loaded when it is first opened; what a list shows is in the address. */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { NOTICE_GROUPS } from '@jiedui/shared/notice/notice.ts';
import { OBJECTIVES } from '@jiedui/shared/matching/assignment/instance.ts';
import { NEED_TYPES, ORDER_MODES } from '@jiedui/shared/order/order.ts';
import { ORGANIZATION_STATES, PROVIDER_KINDS } from '@jiedui/shared/organization/organization.ts';
import { UNMET_DAYS_CHOICES } from '@jiedui/shared/report/lists/gap.ts';
import { SURVEY_METHODS } from '@jiedui/shared/order/survey.ts';
import { IMPORT_KINDS } from '@jiedui/shared/report/import/layout.ts';
import { NEXT_KINDS } from '@jiedui/shared/report/next-task.ts';
import { ACTIVITY_CATEGORIES, SESSION_STATES } from '@jiedui/shared/service/session.ts';
import { HAVES } from '@jiedui/shared/station/haves.ts';
import { STATION_STATES } from '@jiedui/shared/station/station.ts';
import { useEffect } from 'react';
import { Empty } from '../kit/Blank.tsx';
import { buttonClass } from '../kit/Button.tsx';
import { safeNext, SignIn } from '../kit/SignIn.tsx';
import { NEED_VIEWS, type NeedView, ORDER_VIEWS, type OrderView } from './order/views.ts';
import { APPROVAL_VIEWS, type ApprovalView } from './order/approval-views.ts';
import { Shell } from './shell/Shell.tsx';
import {
  type NextSearch,
  type RulingsSearch,
  useGo,
  useParamsOf,
  useSearchOf,
  WayLink,
  type NeedsSearch,
  type InboxSearch,
  type AccountsSearch,
  type ApplicationsSearch,
  type RegisterSearch,
  type ApprovalsSearch,
  type ImportsSearch,
  type GapsSearch,
  type OrdersSearch,
  type OrganizationsSearch,
  type PairingsSearch,
  ROUND_PARTS,
  type RoundSearch,
  type RoundsSearch,
  type SessionsSearch,
  type UndeliveredSearch,
  type SurveysSearch,
  type StationsSearch,
  type TownshipsSearch,
  type WeightsSearch,
} from './shell/way.tsx';

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
const oneOf = <Value extends string>(list: readonly Value[], value: unknown) => list.find((each) => each === value);

const root = createRootRoute({ notFoundComponent: Lost });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): { next?: string | undefined } => ({ next: text(search['next']) }),
  component: function DeskSignIn() {
    const { next } = useSearchOf<{ next?: string | undefined }>();
    return <SignIn face="民政局调度台" next={safeNext(next, '/d')} />;
  },
});

const desk = createRoute({ getParentRoute: () => root, id: 'desk', component: Shell });

const home = createRoute({
  getParentRoute: () => desk,
  path: '/',
  component: lazyRouteComponent(() => import('./home/Home.tsx'), 'Home'),
});

const orders = createRoute({
  getParentRoute: () => desk,
  path: '/orders',
  validateSearch: (search): OrdersSearch => ({
    show: oneOf(Object.keys(ORDER_VIEWS) as OrderView[], search['show']),
    order: text(search['order']),
  }),
  component: lazyRouteComponent(() => import('./order/Orders.tsx'), 'Orders'),
});

const approvals = createRoute({
  getParentRoute: () => desk,
  path: '/approvals',
  validateSearch: (search): ApprovalsSearch => ({
    show: oneOf(Object.keys(APPROVAL_VIEWS) as ApprovalView[], search['show']),
    order: text(search['order']),
  }),
  component: lazyRouteComponent(() => import('./order/Approvals.tsx'), 'Approvals'),
});

const approvalRules = createRoute({
  getParentRoute: () => desk,
  path: '/approvals/settings',
  component: lazyRouteComponent(() => import('./order/ApprovalRules.tsx'), 'ApprovalRules'),
});

/** `/orders/<id>` in a notice opens the order in the ledger. */
const order = createRoute({
  getParentRoute: () => desk,
  path: '/orders/$id',
  component: function OrderLink() {
    const { id } = useParamsOf<{ id: string }>();
    const go = useGo();
    // Once: `go` is new at every render.
    useEffect(() => go({ to: '/orders', search: { order: id }, replace: true }), [id]);
    return null;
  },
});

const needs = createRoute({
  getParentRoute: () => desk,
  path: '/needs',
  validateSearch: (search): NeedsSearch => ({
    show: oneOf(Object.keys(NEED_VIEWS) as NeedView[], search['show']),
    type: text(search['type']),
    need: oneOf(NEED_TYPES, search['need']),
    mode: oneOf(ORDER_MODES, search['mode']),
    station: text(search['station']),
  }),
  component: lazyRouteComponent(() => import('./order/Needs.tsx'), 'Needs'),
});

const surveys = createRoute({
  getParentRoute: () => desk,
  path: '/surveys',
  validateSearch: (search): SurveysSearch => ({ method: oneOf(SURVEY_METHODS, search['method']) }),
  component: lazyRouteComponent(() => import('./order/Surveys.tsx'), 'Surveys'),
});

const inbox = createRoute({
  getParentRoute: () => desk,
  path: '/inbox',
  validateSearch: (search): InboxSearch => ({
    show: oneOf(['unread'] as const, search['show']),
    group: oneOf(NOTICE_GROUPS, search['group']),
  }),
  component: lazyRouteComponent(() => import('./inbox/Inbox.tsx'), 'Inbox'),
});

const noticeSettings = createRoute({
  getParentRoute: () => desk,
  path: '/notice-settings',
  component: lazyRouteComponent(() => import('./inbox/NoticeSettings.tsx'), 'NoticeSettings'),
});

const undelivered = createRoute({
  getParentRoute: () => desk,
  path: '/undelivered',
  validateSearch: (search): UndeliveredSearch => ({ show: oneOf(['dismissed'] as const, search['show']) }),
  component: lazyRouteComponent(() => import('./inbox/Undelivered.tsx'), 'Undelivered'),
});

const pairings = createRoute({
  getParentRoute: () => desk,
  path: '/pairings',
  validateSearch: (search): PairingsSearch => ({ pairing: text(search['pairing']) }),
  component: lazyRouteComponent(() => import('./pairing/Pairings.tsx'), 'Pairings'),
});

const sessions = createRoute({
  getParentRoute: () => desk,
  path: '/sessions',
  validateSearch: (search): SessionsSearch => ({
    state: oneOf(SESSION_STATES, search['state']),
    category: oneOf(ACTIVITY_CATEGORIES, search['category']),
  }),
  component: lazyRouteComponent(() => import('./service/Sessions.tsx'), 'Sessions'),
});

const session = createRoute({
  getParentRoute: () => desk,
  path: '/sessions/$id',
  component: lazyRouteComponent(() => import('./service/SessionPage.tsx'), 'SessionPage'),
});

const rounds = createRoute({
  getParentRoute: () => desk,
  path: '/rounds',
  validateSearch: (search): RoundsSearch => ({
    month: text(search['month']),
    objective: oneOf(OBJECTIVES, search['objective']),
    show: oneOf(ROUND_PARTS, search['show']),
    order: text(search['order']),
  }),
  component: lazyRouteComponent(() => import('./claim/round/RoundPage.tsx'), 'RoundPage'),
});

const history = createRoute({
  getParentRoute: () => desk,
  path: '/rounds/history',
  component: lazyRouteComponent(() => import('./claim/round/History.tsx'), 'History'),
});

const run = createRoute({
  getParentRoute: () => desk,
  path: '/rounds/$id',
  component: lazyRouteComponent(() => import('./claim/round/RunPage.tsx'), 'RunPage'),
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
  component: lazyRouteComponent(() => import('./matching/Weights.tsx'), 'Weights'),
});

const limits = createRoute({
  getParentRoute: () => desk,
  path: '/matching/limits',
  component: lazyRouteComponent(() => import('./matching/Limits.tsx'), 'Limits'),
});

const organizations = createRoute({
  getParentRoute: () => desk,
  path: '/matching/organizations',
  validateSearch: (search): OrganizationsSearch => ({ organization: text(search['organization']) }),
  component: lazyRouteComponent(() => import('./matching/Organizations.tsx'), 'Organizations'),
});

const applications = createRoute({
  getParentRoute: () => desk,
  path: '/applications',
  validateSearch: (search): ApplicationsSearch => ({
    all: search['all'] === true ? true : undefined,
    application: text(search['application']),
  }),
  component: lazyRouteComponent(() => import('./organization/Applications.tsx'), 'Applications'),
});

const imports = createRoute({
  getParentRoute: () => desk,
  path: '/imports',
  validateSearch: (search): ImportsSearch => ({ kind: oneOf(IMPORT_KINDS, search['kind']) }),
  component: lazyRouteComponent(() => import('./report/Imports.tsx'), 'Imports'),
});

const importJob = createRoute({
  getParentRoute: () => desk,
  path: '/imports/$id',
  component: lazyRouteComponent(() => import('./report/ImportPage.tsx'), 'ImportPage'),
});

const register = createRoute({
  getParentRoute: () => desk,
  path: '/organizations',
  validateSearch: (search): RegisterSearch => ({
    state: oneOf(ORGANIZATION_STATES, search['state']),
    kind: oneOf(PROVIDER_KINDS, search['kind']),
    listed: search['listed'] === true ? true : undefined,
    text: text(search['text']),
  }),
  component: lazyRouteComponent(() => import('./organization/Register.tsx'), 'Register'),
});

const registered = createRoute({
  getParentRoute: () => desk,
  path: '/organizations/$id',
  component: lazyRouteComponent(() => import('./report/OrganizationPage.tsx'), 'OrganizationPage'),
});

const accounts = createRoute({
  getParentRoute: () => desk,
  path: '/accounts',
  validateSearch: (search): AccountsSearch => ({ text: text(search['text']), account: text(search['account']) }),
  component: lazyRouteComponent(() => import('./account/Accounts.tsx'), 'Accounts'),
});

const me = createRoute({
  getParentRoute: () => desk,
  path: '/me',
  component: lazyRouteComponent(() => import('./account/OwnAccountPage.tsx'), 'OwnAccountPage'),
});

const gaps = createRoute({
  getParentRoute: () => desk,
  path: '/gaps',
  validateSearch: (search): GapsSearch => ({
    county: text(search['county']),
    type: text(search['type']),
    place: text(search['place']),
    days: UNMET_DAYS_CHOICES.find((each) => each === search['days']),
    rows: oneOf(['unmet', 'offers', 'idle'] as const, search['rows']),
  }),
  component: lazyRouteComponent(() => import('./lists/Gaps.tsx'), 'Gaps'),
});

const months = createRoute({
  getParentRoute: () => desk,
  path: '/dispatch',
  component: lazyRouteComponent(() => import('./dispatch/Months.tsx'), 'Months'),
});

const round = createRoute({
  getParentRoute: () => desk,
  path: '/dispatch/$month',
  validateSearch: (search): RoundSearch => ({ line: text(search['line']) }),
  component: lazyRouteComponent(() => import('./dispatch/RoundPage.tsx'), 'RoundPage'),
});

const stations = createRoute({
  getParentRoute: () => desk,
  path: '/stations',
  validateSearch: (search): StationsSearch => ({
    state: oneOf(STATION_STATES, search['state']),
    county: text(String(search['county'] ?? '')),
    gap: oneOf(HAVES, search['gap']),
    show: oneOf(['waiting', 'proposed'] as const, search['show']),
  }),
  component: lazyRouteComponent(() => import('./report/Stations.tsx'), 'Stations'),
});

const stationSetUp = createRoute({
  getParentRoute: () => desk,
  path: '/stations/setup',
  component: lazyRouteComponent(() => import('./report/SetUp.tsx'), 'SetUp'),
});

const stationTownships = createRoute({
  getParentRoute: () => desk,
  path: '/stations/townships',
  validateSearch: (search): TownshipsSearch => ({ only: oneOf(['without'] as const, search['only']) }),
  component: lazyRouteComponent(() => import('./report/Townships.tsx'), 'Townships'),
});

const station = createRoute({
  getParentRoute: () => desk,
  path: '/stations/$id',
  component: lazyRouteComponent(() => import('./report/StationPage.tsx'), 'StationPage'),
});

const claimTerms = createRoute({
  getParentRoute: () => desk,
  path: '/claim-terms',
  component: lazyRouteComponent(() => import('./claim/ClaimTerms.tsx'), 'ClaimTerms'),
});

const rulings = createRoute({
  getParentRoute: () => desk,
  path: '/rulings',
  validateSearch: (search): RulingsSearch => ({ order: text(search['order']) }),
  component: lazyRouteComponent(() => import('./claim/ruling/Rulings.tsx'), 'Rulings'),
});

const next = createRoute({
  getParentRoute: () => desk,
  path: '/next',
  validateSearch: (search): NextSearch => ({
    whose: oneOf(['mine', 'others'] as const, search['whose']),
    kind: oneOf(NEXT_KINDS, search['kind']),
    all: search['all'] === true ? true : undefined,
  }),
  component: lazyRouteComponent(() => import('./report/Next.tsx'), 'Next'),
});

function Lost() {
  return (
    <main className="page" id="main">
      <Empty
        title="没有这一页"
        action={
          <WayLink to="/" className={buttonClass('primary')}>
            回到今日
          </WayLink>
        }
      >
        网址可能不完整，或内容已不在您的查看范围。
      </Empty>
    </main>
  );
}

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    desk.addChildren([
      claimTerms,
      rulings,
      next,
      home,
      orders,
      approvals,
      approvalRules,
      order,
      needs,
      surveys,
      pairings,
      stations,
      stationSetUp,
      stationTownships,
      station,
      sessions,
      session,
      imports,
      importJob,
      gaps,
      months,
      round,
      rounds,
      history,
      run,
      runLink,
      matching,
      weights,
      limits,
      inbox,
      noticeSettings,
      undelivered,
      organizations,
      applications,
      register,
      registered,
      accounts,
      me,
    ]),
  ]),
  basepath: '/d',
  defaultPreload: 'intent',
  scrollRestoration: true,
});
