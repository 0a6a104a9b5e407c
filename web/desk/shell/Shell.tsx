/** The desk's frame: masthead, the way between the rooms, and who may sit here. */
import { ROLE_SIDES, ROLE_WORDS } from '@jiedui/shared/account/role.ts';
import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../../gql/gql.ts';
import { useAction } from '../../client.ts';
import { Empty, Loading, NoPermission } from '../../kit/Blank.tsx';
import { buttonClass } from '../../kit/Button.tsx';
import { Mark } from '../../kit/Mark.tsx';
import { TypeSwitch } from '../../kit/TypeSwitch.tsx';
import { useLive } from '../../live.ts';
import { Answer } from './Answer.tsx';
import { DeskProgrammes, DeskViewer } from './desk.documents.ts';
import { BUREAU, DeskContext, type Viewer } from './viewer.ts';
import { useGo, WayLink } from './way.tsx';

const SIGN_OUT = graphql(`
  mutation DeskSignOut($input: SignOutInput!) {
    signOut(input: $input) { ok }
  }
`);

const FirstPassword = lazy(async () => ({
  default: (await import('../account/OwnAccountPage.tsx')).FirstPassword,
}));

/** The rooms by what they are for; in this order they fill the second line. */
const ROOMS = [
  [
    ['/', '今日'],
    ['/next', '下一步'],
    ['/dispatch', '月调度'],
  ],
  [
    ['/needs', '需求'],
    ['/orders', '点单'],
    ['/approvals', '点单审核'],
    ['/gaps', '供需缺口'],
    ['/lists', '清单'],
  ],
  [
    ['/rounds', '匹配轮次'],
    ['/rulings', '裁定'],
    ['/pairings', '结对'],
    ['/sessions', '服务记录'],
  ],
  [
    ['/stations', '社工站'],
    ['/organizations', '组织名录'],
    ['/applications', '入驻审核'],
  ],
  [
    ['/matching', '匹配规则'],
    ['/imports', '导入'],
    ['/accounts', '账号'],
  ],
] as const;

export function Shell() {
  const [{ data, error }, again] = useQuery({ query: DeskViewer });
  return (
    <Answer data={data} error={error} onRetry={() => again({ requestPolicy: 'network-only' })} whole>
      {({ viewer }) => (viewer ? <Frame viewer={viewer} /> : <SignedOut />)}
    </Answer>
  );
}

/** Nobody is signed in: on to the sign-in page, and back here afterwards. */
function SignedOut() {
  const go = useGo();
  const next = location.pathname + location.search;
  // Once: `go` is new at every render.
  useEffect(() => go({ to: '/sign-in', search: { next }, replace: true }), []);
  return null;
}

function Frame({ viewer }: { viewer: Viewer }) {
  const seat = viewer.roles.find(({ role }) => ROLE_SIDES[role] === 'bureau');
  const [open, setOpen] = useState(false);
  return (
    <>
      <a className="skip" href="#main">
        跳到正文
      </a>
      <header className="masthead">
        <div className="masthead__in">
          <WayLink to="/" className="masthead__home" title="回到今日">
            <Mark className="masthead__mark" />
            <b>结对</b>
            <span>{seat?.authority?.name ?? '调度台'}</span>
          </WayLink>
          {seat ? (
            <button
              type="button"
              className="masthead__toggle button button--plain"
              aria-expanded={open}
              aria-controls="rooms"
              onClick={() => setOpen(!open)}
            >
              {open ? '收起栏目' : '全部栏目'}
            </button>
          ) : null}
          {seat ? (
            <nav
              id="rooms"
              className={open ? 'masthead__rooms masthead__rooms--open' : 'masthead__rooms'}
              aria-label="主导航"
              onClick={() => setOpen(false)}
            >
              {ROOMS.map((rooms) => (
                <div key={rooms[0][0]} className="masthead__group">
                  {rooms.map(([to, word]) => (
                    <WayLink key={to} to={to} className="masthead__room" exact={to === '/'}>
                      {word}
                    </WayLink>
                  ))}
                </div>
              ))}
            </nav>
          ) : null}
          <div className="masthead__who">
            <WayLink to="/me" className="masthead__name" title="我的账号">
              {viewer.name}
              {viewer.roles[0] ? <small>{ROLE_WORDS[viewer.roles[0].role]}</small> : null}
            </WayLink>
            {seat ? (
              <WayLink to="/inbox" className="button button--plain">
                {viewer.unreadNotices === 0 ? '通知' : `通知（${viewer.unreadNotices} 条未读）`}
              </WayLink>
            ) : null}
            <TypeSwitch />
            <SignOut />
          </div>
        </div>
      </header>
      {viewer.mustChangePassword ? (
        <Suspense fallback={<Loading rows={3} />}>
          <FirstPassword />
        </Suspense>
      ) : seat ? (
        <Seated viewer={viewer} />
      ) : (
        <Guest viewer={viewer} />
      )}
    </>
  );
}

function SignOut() {
  const signOut = useAction(SIGN_OUT);
  return (
    <button
      type="button"
      className="button button--plain"
      onClick={async () => {
        // A full load: nothing of this person stays in memory for the next one.
        if (await signOut.run({})) location.assign('/d/sign-in');
      }}
    >
      退出登录
    </button>
  );
}

function Seated({ viewer }: { viewer: Viewer }) {
  const live = useLive();
  const [{ data, error }, again] = useQuery({ query: DeskProgrammes });
  return (
    <>
      {live ? null : (
        <p className="offline" role="status">
          与服务器的联系断了，正在重连；页面上的数据可能不是最新的。
        </p>
      )}
      <Answer data={data} error={error} onRetry={() => again({ requestPolicy: 'network-only' })} whole>
        {({ programmes: [programme] }) =>
          programme ? (
            <DeskContext value={{ viewer, programme }}>
              <Outlet />
            </DeskContext>
          ) : (
            <main className="page" id="main">
              <Empty title="还没有帮扶方案">
                方案建立以后，这里会有月调度、点单和结对。请由系统管理员在安装时录入方案。
              </Empty>
            </main>
          )
        }
      </Answer>
    </>
  );
}

function Guest({ viewer }: { viewer: Viewer }) {
  return (
    <main className="page" id="main">
      <NoPermission who={BUREAU}>
        <p>
          {viewer.name}，您的点单、接单和服务记录在手机端办理。
          <a className={buttonClass('primary')} href="/m">
            前往我的待办
          </a>
        </p>
      </NoPermission>
    </main>
  );
}
