/** Routes of the day's work: 今日, 下一步, 月调度, 导入, notices and accounts. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { NOTICE_GROUPS } from '@jiedui/shared/notice/notice.ts';
import { IMPORT_KINDS } from '@jiedui/shared/report/import/layout.ts';
import { NEXT_KINDS } from '@jiedui/shared/report/next-task.ts';
import type {
  NextSearch,
  InboxSearch,
  AccountsSearch,
  ImportsSearch,
  RoundSearch,
  UndeliveredSearch,
} from '../shell/way.tsx';
import { desk, oneOf, text } from './frame.tsx';

const home = createRoute({
  getParentRoute: () => desk,
  path: '/',
  component: lazyRouteComponent(() => import('../home/Home.tsx'), 'Home'),
});

const next = createRoute({
  getParentRoute: () => desk,
  path: '/next',
  validateSearch: (search): NextSearch => ({
    whose: oneOf(['mine', 'others'] as const, search['whose']),
    kind: oneOf(NEXT_KINDS, search['kind']),
    all: search['all'] === true ? true : undefined,
  }),
  component: lazyRouteComponent(() => import('../report/Next.tsx'), 'Next'),
});

const months = createRoute({
  getParentRoute: () => desk,
  path: '/dispatch',
  component: lazyRouteComponent(() => import('../dispatch/Months.tsx'), 'Months'),
});

const round = createRoute({
  getParentRoute: () => desk,
  path: '/dispatch/$month',
  validateSearch: (search): RoundSearch => ({ line: text(search['line']) }),
  component: lazyRouteComponent(() => import('../dispatch/RoundPage.tsx'), 'RoundPage'),
});

const imports = createRoute({
  getParentRoute: () => desk,
  path: '/imports',
  validateSearch: (search): ImportsSearch => ({ kind: oneOf(IMPORT_KINDS, search['kind']) }),
  component: lazyRouteComponent(() => import('../report/Imports.tsx'), 'Imports'),
});

const importJob = createRoute({
  getParentRoute: () => desk,
  path: '/imports/$id',
  component: lazyRouteComponent(() => import('../report/ImportPage.tsx'), 'ImportPage'),
});

const inbox = createRoute({
  getParentRoute: () => desk,
  path: '/inbox',
  validateSearch: (search): InboxSearch => ({
    show: oneOf(['unread'] as const, search['show']),
    group: oneOf(NOTICE_GROUPS, search['group']),
  }),
  component: lazyRouteComponent(() => import('../inbox/Inbox.tsx'), 'Inbox'),
});

const noticeSettings = createRoute({
  getParentRoute: () => desk,
  path: '/notice-settings',
  component: lazyRouteComponent(() => import('../inbox/NoticeSettings.tsx'), 'NoticeSettings'),
});

const undelivered = createRoute({
  getParentRoute: () => desk,
  path: '/undelivered',
  validateSearch: (search): UndeliveredSearch => ({ show: oneOf(['dismissed'] as const, search['show']) }),
  component: lazyRouteComponent(() => import('../inbox/Undelivered.tsx'), 'Undelivered'),
});

const accounts = createRoute({
  getParentRoute: () => desk,
  path: '/accounts',
  validateSearch: (search): AccountsSearch => ({ text: text(search['text']), account: text(search['account']) }),
  component: lazyRouteComponent(() => import('../account/Accounts.tsx'), 'Accounts'),
});

const me = createRoute({
  getParentRoute: () => desk,
  path: '/me',
  component: lazyRouteComponent(() => import('../account/OwnAccountPage.tsx'), 'OwnAccountPage'),
});

export const workRoutes = [
  home,
  next,
  months,
  round,
  imports,
  importJob,
  inbox,
  noticeSettings,
  undelivered,
  accounts,
  me,
];
