/** The frame of every page: whose desk this is, the switch for large type, the notices, the navigation. */
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { useQuery } from 'urql';
import { toSignIn } from '../../client.ts';
import { ErrorState, Loading, NoPermission } from '../../kit/Blank.tsx';
import { faultOf } from '../../kit/fault.ts';
import { clockWords } from '../../kit/format.ts';
import { Mark } from '../../kit/Mark.tsx';
import { TypeSwitch } from '../../kit/TypeSwitch.tsx';
import { useLive } from '../../live.ts';
import { Icon, type IconName } from './Icons.tsx';
import { SHELL_VIEWER, sideOf, ViewerProvider } from './viewer.ts';

const FirstPasswordPage = lazy(async () => ({
  default: (await import('../account/PasswordPage.tsx')).FirstPasswordPage,
}));

const PLACES = {
  station: [
    ['/', '待办', 'todo'],
    ['/orders', '点单', 'order'],
    ['/agreements', '协议', 'paper'],
    ['/sessions', '记录', 'record'],
    ['/me', '我的', 'me'],
  ],
  organization: [
    ['/', '待办', 'todo'],
    ['/market', '广场', 'market'],
    ['/claims', '接单', 'claim'],
    ['/sessions', '记录', 'record'],
    ['/me', '我的', 'me'],
  ],
} as const satisfies Record<string, readonly (readonly [string, string, IconName])[]>;

export function Shell() {
  const [{ data, fetching, error }, ask] = useQuery({ query: SHELL_VIEWER });
  const viewer = data?.viewer ?? null;
  const gone = data !== undefined && viewer === null && !fetching;
  useEffect(() => {
    if (gone) toSignIn('m');
  }, [gone]);
  if (viewer === null) {
    return (
      <main className="page">
        {error ? (
          <ErrorState
            fault={faultOf(error)}
            safe="页面没有打开，您的内容没有变化。"
            onRetry={() => ask({ requestPolicy: 'network-only' })}
          />
        ) : (
          <Loading rows={4} />
        )}
      </main>
    );
  }
  const side = sideOf(viewer);
  return (
    <ViewerProvider value={viewer}>
      <div className="shell">
        <TopBar name={viewer.station?.name ?? viewer.organization?.name ?? viewer.name} unread={viewer.unreadNotices} />
        {viewer.mustChangePassword ? (
          <main id="content">
            <Suspense fallback={<Loading rows={3} />}>
              <FirstPasswordPage />
            </Suspense>
          </main>
        ) : side === null ? (
          <main className="page">
            <NoPermission who="社工站和社会组织">
              <a href="/d/">去主管单位的工作台</a>
            </NoPermission>
          </main>
        ) : (
          <>
            <Places side={side} />
            <Body />
          </>
        )}
      </div>
    </ViewerProvider>
  );
}

function TopBar({ name, unread }: { name: string; unread: number }) {
  return (
    <header className="top">
      <a className="skip" href="#content">
        跳到正文
      </a>
      <Link to="/" className="top__name">
        <Mark className="top__mark" />
        <span>{name}</span>
      </Link>
      <TypeSwitch />
      <Link to="/inbox" className="top__bell" aria-label={unread === 0 ? '通知' : `通知，${unread} 条未读`}>
        <Icon name="bell" />
        {unread === 0 ? null : (
          <span className="top__count" aria-hidden="true">
            {unread < 100 ? unread : '99+'}
          </span>
        )}
      </Link>
    </header>
  );
}

function Places({ side }: { side: 'station' | 'organization' }) {
  return (
    <nav className="places" aria-label="主要页面">
      {PLACES[side].map(([to, word, icon]) => (
        <Link
          key={to}
          to={to}
          className="places__link"
          activeOptions={{ exact: to === '/', includeSearch: false }}
          activeProps={{ 'aria-current': 'page' }}
        >
          <Icon name={icon} />
          {word}
        </Link>
      ))}
    </nav>
  );
}

/** The page itself. After a change of page the focus goes to its beginning, so that a screen reader starts there. */
function Body() {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  useEffect(() => {
    if (first.current) first.current = false;
    else main.current?.focus({ preventScroll: true });
  }, [path]);
  const live = useLive();
  const downSince = useRef<Date | null>(null);
  if (live) downSince.current = null;
  else downSince.current ??= new Date();
  return (
    <main className="page" id="content" ref={main} tabIndex={-1}>
      {downSince.current ? (
        <p className="page__stale" role="status">
          实时更新已中断，本页停在 {clockWords(downSince.current)}，连上后会自动更新。
        </p>
      ) : null}
      <Outlet />
    </main>
  );
}
