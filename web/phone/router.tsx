/** The phone's pages and their addresses. List state (filters) lives in the address; every page loads by itself. */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { PageFailed } from './shell/PageFailed.tsx';
import { Shell } from './shell/Shell.tsx';

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

const root = createRootRoute({
  notFoundComponent: lazyRouteComponent(() => import('./shell/NotThere.tsx'), 'NotThere'),
  // Not lazy: a chunk that cannot be loaded is the commonest reason to show it.
  errorComponent: PageFailed,
});
const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Shell });
const within = () => shell;

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): { next?: string | undefined } => ({ next: text(search['next']) }),
  component: lazyRouteComponent(() => import('./account/SignInPage.tsx'), 'SignInPage'),
});

const apply = createRoute({
  getParentRoute: () => root,
  path: '/apply',
  component: lazyRouteComponent(() => import('./organization/ApplyPage.tsx'), 'ApplyPage'),
});
const track = createRoute({
  getParentRoute: () => root,
  path: '/apply/$code',
  component: lazyRouteComponent(() => import('./organization/TrackPage.tsx'), 'TrackPage'),
});
const password = createRoute({
  getParentRoute: within,
  path: '/password',
  component: lazyRouteComponent(() => import('./account/PasswordPage.tsx'), 'PasswordPage'),
});
const register = createRoute({
  getParentRoute: within,
  path: '/organization/register',
  component: lazyRouteComponent(() => import('./organization/RegisterPage.tsx'), 'RegisterPage'),
});
const home = createRoute({
  getParentRoute: within,
  path: '/',
  component: lazyRouteComponent(() => import('./home/HomePage.tsx'), 'HomePage'),
});

const orders = createRoute({
  getParentRoute: within,
  path: '/orders',
  validateSearch: (search): { state?: string | undefined } => ({ state: text(search['state']) }),
  component: lazyRouteComponent(() => import('./order/OrdersPage.tsx'), 'OrdersPage'),
});
const search = createRoute({
  getParentRoute: within,
  path: '/search',
  // The page reads them as a search; numbers among words stay what was typed.
  validateSearch: (given): Record<string, unknown> => given,
  component: lazyRouteComponent(() => import('./order/SearchPage.tsx'), 'SearchPage'),
});
const savedSearches = createRoute({
  getParentRoute: within,
  path: '/search/saved',
  component: lazyRouteComponent(() => import('./order/SavedSearchesPage.tsx'), 'SavedSearchesPage'),
});
const newOrder = createRoute({
  getParentRoute: within,
  path: '/orders/new',
  component: lazyRouteComponent(() => import('./order/NewOrderPage.tsx'), 'NewOrderPage'),
});
const editOrder = createRoute({
  getParentRoute: within,
  path: '/orders/$id/edit',
  validateSearch: (search): { step?: number | undefined } => ({ step: Number(search['step']) || undefined }),
  component: lazyRouteComponent(() => import('./order/EditOrderPage.tsx'), 'EditOrderPage'),
});
const order = createRoute({
  getParentRoute: within,
  path: '/orders/$id',
  component: lazyRouteComponent(() => import('./pages/OrderPage.tsx'), 'OrderPage'),
});
const surveys = createRoute({
  getParentRoute: within,
  path: '/surveys',
  validateSearch: (search): { state?: string | undefined } => ({ state: text(search['state']) }),
  component: lazyRouteComponent(() => import('./order/SurveysPage.tsx'), 'SurveysPage'),
});
const newSurvey = createRoute({
  getParentRoute: within,
  path: '/surveys/new',
  component: lazyRouteComponent(() => import('./order/NewSurveyPage.tsx'), 'NewSurveyPage'),
});
const editSurvey = createRoute({
  getParentRoute: within,
  path: '/surveys/$id/edit',
  component: lazyRouteComponent(() => import('./order/EditSurveyPage.tsx'), 'EditSurveyPage'),
});
const survey = createRoute({
  getParentRoute: within,
  path: '/surveys/$id',
  component: lazyRouteComponent(() => import('./order/SurveyPage.tsx'), 'SurveyPage'),
});
const needs = createRoute({
  getParentRoute: within,
  path: '/needs',
  validateSearch: (search): { state?: string | undefined } => ({ state: text(search['state']) }),
  component: lazyRouteComponent(() => import('./order/NeedsPage.tsx'), 'NeedsPage'),
});
const imports = createRoute({
  getParentRoute: within,
  path: '/imports',
  validateSearch: (search): { kind?: string | undefined } => ({ kind: text(search['kind']) }),
  component: lazyRouteComponent(() => import('./report/ImportsPage.tsx'), 'ImportsPage'),
});
const importOne = createRoute({
  getParentRoute: within,
  path: '/imports/$id',
  component: lazyRouteComponent(() => import('./report/ImportPage.tsx'), 'ImportPage'),
});
const newNeed = createRoute({
  getParentRoute: within,
  path: '/needs/new',
  validateSearch: (search): { survey?: string | undefined } => ({ survey: text(search['survey']) }),
  component: lazyRouteComponent(() => import('./order/NewNeedPage.tsx'), 'NewNeedPage'),
});
const editNeed = createRoute({
  getParentRoute: within,
  path: '/needs/$id/edit',
  component: lazyRouteComponent(() => import('./order/EditNeedPage.tsx'), 'EditNeedPage'),
});
const need = createRoute({
  getParentRoute: within,
  path: '/needs/$id',
  component: lazyRouteComponent(() => import('./order/NeedPage.tsx'), 'NeedPage'),
});
const menu = createRoute({
  getParentRoute: within,
  path: '/menu',
  validateSearch: (search): { area?: string | undefined; words?: string | undefined } => ({
    area: text(search['area']),
    words: text(search['words']),
  }),
  component: lazyRouteComponent(() => import('./order/MenuPage.tsx'), 'MenuPage'),
});
const templates = createRoute({
  getParentRoute: within,
  path: '/templates',
  component: lazyRouteComponent(() => import('./order/TemplatesPage.tsx'), 'TemplatesPage'),
});
const approvals = createRoute({
  getParentRoute: within,
  path: '/approvals',
  component: lazyRouteComponent(() => import('./order/ApprovalsPage.tsx'), 'ApprovalsPage'),
});
const market = createRoute({
  getParentRoute: within,
  path: '/market',
  validateSearch: (search): { type?: string | undefined; area?: string | undefined } => ({
    type: text(search['type']),
    area: text(search['area']),
  }),
  component: lazyRouteComponent(() => import('./matching/MarketPage.tsx'), 'MarketPage'),
});
const claims = createRoute({
  getParentRoute: within,
  path: '/claims',
  validateSearch: (search): { state?: string | undefined } => ({ state: text(search['state']) }),
  component: lazyRouteComponent(() => import('./claim/ClaimsPage.tsx'), 'ClaimsPage'),
});
const claim = createRoute({
  getParentRoute: within,
  path: '/claims/$id',
  component: lazyRouteComponent(() => import('./pages/ClaimPage.tsx'), 'ClaimPage'),
});
const invitations = createRoute({
  getParentRoute: within,
  path: '/invitations',
  component: lazyRouteComponent(() => import('./claim/InvitationsPage.tsx'), 'InvitationsPage'),
});
const invitation = createRoute({
  getParentRoute: within,
  path: '/invitations/$id',
  component: lazyRouteComponent(() => import('./claim/InvitationPage.tsx'), 'InvitationPage'),
});
const draftAgreement = createRoute({
  getParentRoute: within,
  path: '/claims/$id/agreement',
  component: lazyRouteComponent(() => import('./pairing/DraftAgreementPage.tsx'), 'DraftAgreementPage'),
});
const agreements = createRoute({
  getParentRoute: within,
  path: '/agreements',
  component: lazyRouteComponent(() => import('./pairing/AgreementsPage.tsx'), 'AgreementsPage'),
});
const agreement = createRoute({
  getParentRoute: within,
  path: '/agreements/$id',
  component: lazyRouteComponent(() => import('./pairing/AgreementPage.tsx'), 'AgreementPage'),
});
const directPairing = createRoute({
  getParentRoute: within,
  path: '/menu/$id/pair',
  component: lazyRouteComponent(() => import('./pairing/DirectPairingPage.tsx'), 'DirectPairingPage'),
});
const renewAgreement = createRoute({
  getParentRoute: within,
  path: '/agreements/$id/renew',
  component: lazyRouteComponent(() => import('./pairing/RenewAgreementPage.tsx'), 'RenewAgreementPage'),
});
const sessions = createRoute({
  getParentRoute: within,
  path: '/sessions',
  validateSearch: (search): { state?: string | undefined } => ({ state: text(search['state']) }),
  component: lazyRouteComponent(() => import('./service/SessionsPage.tsx'), 'SessionsPage'),
});
const newSession = createRoute({
  getParentRoute: within,
  path: '/sessions/new',
  validateSearch: (search): { order?: string | undefined } => ({ order: text(search['order']) }),
  component: lazyRouteComponent(() => import('./service/NewSessionPage.tsx'), 'NewSessionPage'),
});
const editSession = createRoute({
  getParentRoute: within,
  path: '/sessions/$id/edit',
  component: lazyRouteComponent(() => import('./service/EditSessionPage.tsx'), 'EditSessionPage'),
});
const session = createRoute({
  getParentRoute: within,
  path: '/sessions/$id',
  component: lazyRouteComponent(() => import('./service/SessionPage.tsx'), 'SessionPage'),
});
const offers = createRoute({
  getParentRoute: within,
  path: '/offers',
  component: lazyRouteComponent(() => import('./offer/OffersPage.tsx'), 'OffersPage'),
});
const monthly = createRoute({
  getParentRoute: within,
  path: '/monthly',
  component: lazyRouteComponent(() => import('./pages/MonthlyPage.tsx'), 'MonthlyPage'),
});
const history = createRoute({
  getParentRoute: within,
  path: '/history',
  validateSearch: (search): { of?: string | undefined } => ({ of: text(search['of']) }),
  component: lazyRouteComponent(() => import('./report/HistoryPage.tsx'), 'HistoryPage'),
});
const wanted = createRoute({
  getParentRoute: within,
  path: '/wanted',
  component: lazyRouteComponent(() => import('./report/WantedPage.tsx'), 'WantedPage'),
});
const newOffer = createRoute({
  getParentRoute: within,
  path: '/offers/new',
  validateSearch: (search): { type?: string | undefined; area?: string | undefined } => ({
    type: text(search['type']),
    area: text(search['area']),
  }),
  component: lazyRouteComponent(() => import('./offer/NewOfferPage.tsx'), 'NewOfferPage'),
});
const editOffer = createRoute({
  getParentRoute: within,
  path: '/offers/$id/edit',
  component: lazyRouteComponent(() => import('./offer/EditOfferPage.tsx'), 'EditOfferPage'),
});
const noticeSettings = createRoute({
  getParentRoute: within,
  path: '/notice-settings',
  component: lazyRouteComponent(() => import('./inbox/NoticeSettingsPage.tsx'), 'NoticeSettingsPage'),
});
const next = createRoute({
  getParentRoute: within,
  path: '/next',
  validateSearch: (search): { whose?: string | undefined; kind?: string | undefined } => ({
    whose: text(search['whose']),
    kind: text(search['kind']),
  }),
  component: lazyRouteComponent(() => import('./report/NextPage.tsx'), 'NextPage'),
});
const inbox = createRoute({
  getParentRoute: within,
  path: '/inbox',
  validateSearch: (search): { show?: string | undefined; group?: string | undefined } => ({
    show: text(search['show']),
    group: text(search['group']),
  }),
  component: lazyRouteComponent(() => import('./inbox/InboxPage.tsx'), 'InboxPage'),
});
const limits = createRoute({
  getParentRoute: within,
  path: '/limits',
  component: lazyRouteComponent(() => import('./matching/LimitsPage.tsx'), 'LimitsPage'),
});
const ownFacts = createRoute({
  getParentRoute: within,
  path: '/organization',
  component: lazyRouteComponent(() => import('./matching/OwnFactsPage.tsx'), 'OwnFactsPage'),
});
const station = createRoute({
  getParentRoute: within,
  path: '/station',
  component: lazyRouteComponent(() => import('./report/StationPage.tsx'), 'StationPage'),
});
const stationHandOver = createRoute({
  getParentRoute: within,
  path: '/station/hand-over',
  component: lazyRouteComponent(() => import('./report/HandOverPage.tsx'), 'HandOverPage'),
});
const me = createRoute({
  getParentRoute: within,
  path: '/me',
  component: lazyRouteComponent(() => import('./account/MePage.tsx'), 'MePage'),
});

export const router = createRouter({
  basepath: '/m',
  defaultPreload: 'intent',
  scrollRestoration: true,
  routeTree: root.addChildren([
    signIn,
    apply,
    track,
    shell.addChildren([
      home,
      orders,
      search,
      savedSearches,
      newOrder,
      editOrder,
      order,
      menu,
      templates,
      approvals,
      surveys,
      newSurvey,
      editSurvey,
      survey,
      needs,
      imports,
      importOne,
      newNeed,
      editNeed,
      need,
      market,
      limits,
      ownFacts,
      claims,
      claim,
      invitations,
      invitation,
      draftAgreement,
      agreements,
      agreement,
      renewAgreement,
      directPairing,
      sessions,
      newSession,
      editSession,
      session,
      offers,
      monthly,
      history,
      wanted,
      newOffer,
      editOffer,
      next,
      inbox,
      noticeSettings,
      station,
      stationHandOver,
      me,
      password,
      register,
    ]),
  ]),
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
