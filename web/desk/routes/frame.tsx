/** The frame of the desk's routes: the root, signing in, and what is around every page. */
import { createRootRoute, createRoute } from '@tanstack/react-router';
import { Empty } from '../../kit/Blank.tsx';
import { buttonClass } from '../../kit/Button.tsx';
import { safeNext, SignIn } from '../../kit/SignIn.tsx';
import { Shell } from '../shell/Shell.tsx';
import { useSearchOf, WayLink } from '../shell/way.tsx';

export const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
export const oneOf = <Value extends string>(list: readonly Value[], value: unknown) =>
  list.find((each) => each === value);

export const root = createRootRoute({ notFoundComponent: Lost });

export const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): { next?: string | undefined } => ({ next: text(search['next']) }),
  component: function DeskSignIn() {
    const { next } = useSearchOf<{ next?: string | undefined }>();
    return <SignIn face="民政局调度台" next={safeNext(next, '/d')} />;
  },
});

export const desk = createRoute({ getParentRoute: () => root, id: 'desk', component: Shell });

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
