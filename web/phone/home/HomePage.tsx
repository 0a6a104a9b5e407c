/** 待办: how long until the month's dispatch, what waits in order of its due time, then the one big action. */
import { Link } from '@tanstack/react-router';
import { graphql } from '../../gql/gql.ts';
import type { PhoneHomeQuery } from '../../gql/graphql.ts';
import { buttonClass } from '../../kit/Button.tsx';
import { dayWords } from '../../kit/format.ts';
import { Ask } from '../shell/Ask.tsx';
import { Page } from '../shell/Page.tsx';
import { PathLink } from '../shell/PathLink.tsx';
import { useSide } from '../shell/viewer.ts';
import { Todos } from './Todos.tsx';
import './home.css';

const HOME = graphql(/* GraphQL */ `
  query PhoneHome {
    home {
      dispatchMonth
      dispatchDueOn
      workingDaysLeft
      openOrders
      todos {
        kind
        id
        title
        detail
        link
        dueAt
      }
      notices {
        id
        title
        body
        link
        createdAt
        readAt
      }
    }
  }
`);

type Home = PhoneHomeQuery['home'];

export function HomePage() {
  return (
    <Page
      title="待办"
      aside={
        <Ask query={HOME} variables={{}} quiet>
          {({ home }) => (
            <>
              <BigAction openOrders={home.openOrders} />
              <Notices notices={home.notices} />
            </>
          )}
        </Ask>
      }
    >
      <Ask query={HOME} variables={{}}>
        {({ home }) => (
          <>
            <MonthLine home={home} />
            <Todos todos={home.todos} />
          </>
        )}
      </Ask>
    </Page>
  );
}

/** 距本月调度截止还有 3 个工作日 · 11月24日 星期二 */
function MonthLine({ home }: { home: Home }) {
  const left = home.workingDaysLeft;
  if (!home.dispatchDueOn || left === null || left === undefined) return null;
  const month = home.dispatchMonth ? `${Number(home.dispatchMonth.slice(5))}月` : '本月';
  return (
    <p className="month-line">
      <span>
        {left < 0 ? (
          <>{month}调度已截止</>
        ) : left === 0 ? (
          <>
            {month}调度<b>今天</b>截止
          </>
        ) : (
          <>
            距{month}调度截止还有 <b>{left}</b> 个工作日
          </>
        )}
      </span>
      <span className="month-line__day">{dayWords(home.dispatchDueOn)}</span>
    </p>
  );
}

function BigAction({ openOrders }: { openOrders: number }) {
  const side = useSide();
  return (
    <section className="big-action">
      {side === 'station' ? (
        <>
          <Link to="/orders/new" className={buttonClass('primary', true)}>
            发布点单
          </Link>
          <p className="hint">
            {openOrders === 0 ? '本站没有等人接的点单。' : `本站有 ${openOrders} 个点单等待接单。`}
          </p>
        </>
      ) : (
        <>
          <Link to="/market" className={buttonClass('primary', true)}>
            去供需广场找单
          </Link>
          <p className="hint">
            {openOrders === 0 ? '广场上暂时没有等待接单的点单。' : `广场上有 ${openOrders} 个点单等待接单。`}
          </p>
        </>
      )}
    </section>
  );
}

function Notices({ notices }: { notices: Home['notices'] }) {
  const unread = notices.filter((notice) => !notice.readAt).slice(0, 3);
  if (unread.length === 0) return null;
  return (
    <section className="section">
      <div className="section__title">
        <h2>新通知</h2>
        <Link to="/inbox">全部通知</Link>
      </div>
      <ul className="ledger">
        {unread.map((notice) => (
          <li key={notice.id}>
            <PathLink className="row" path={notice.link}>
              <span className="row__title">{notice.title}</span>
              <span className="row__line">{notice.body}</span>
            </PathLink>
          </li>
        ))}
      </ul>
    </section>
  );
}
