/** What waits at the desk, most pressing first; every row reads as a sentence and opens. */
import { addDays, localDateOf } from '@jiedui/shared/calendar.ts';
import { TODO_KIND_WORDS } from '@jiedui/shared/report/todo.ts';
import type { ReactNode } from 'react';
import { Empty } from '../../kit/Blank.tsx';
import { deadlineWords, todayInShanghai } from '../../kit/format.ts';
import { StateTag } from '../../kit/StateTag.tsx';
import { LightTag } from '../dispatch/Light.tsx';
import { inQueueOrder, isDecided } from '../dispatch/queue.ts';
import { WayLink, type Way } from '../shell/way.tsx';
import type { HomeData, HomeMonth } from './Home.tsx';

export function Waiting({ data, month }: { data: HomeData; month: HomeMonth | undefined }) {
  const undecided =
    month?.round?.state === 'open' ? inQueueOrder(month.round.lines.filter((line) => !isDecided(line))) : [];
  const red = undecided.filter(({ light }) => light === 'red');
  const rest = undecided.length - red.length;
  // A claim that lapses today or tomorrow is worth a call to the station now.
  const tomorrow = addDays(todayInShanghai(), 1);
  const pressing = data.claims.edges
    .map(({ node }) => node)
    .filter(({ confirmUntil }) => localDateOf(new Date(confirmUntil)) <= tomorrow);
  const later = data.claims.totalCount - pressing.length;
  const unclaimed = data.orders.totalCount;
  const unconfirmed = data.sessions.totalCount;
  const { todos } = data.home;
  const nothing = todos.length + undecided.length + data.claims.totalCount + unclaimed + unconfirmed === 0;
  const desk = (line?: string): Way => ({
    to: '/dispatch/$month',
    params: { month: month?.month ?? '' },
    search: { line },
  });
  return (
    <section aria-labelledby="waiting">
      <h2 className="today__section" id="waiting">
        等您过问
      </h2>
      {nothing ? (
        <Empty title="今天没有等着办的事">有红灯、无人接的点单或迟迟未确认的接单时，会列在这里。</Empty>
      ) : (
        <ul className="waiting">
          {todos.map((todo) => (
            <li key={`${todo.kind} ${todo.id}`}>
              <a className="waiting__item" href={todo.link}>
                <Row
                  mark={
                    <StateTag
                      tone={todo.kind === 'emergency_open' ? 'late' : 'decide'}
                      word={TODO_KIND_WORDS[todo.kind]}
                    />
                  }
                  detail={[todo.detail, todo.dueAt ? deadlineWords(todo.dueAt) : null].filter(Boolean).join(' · ')}
                >
                  {todo.title}
                </Row>
              </a>
            </li>
          ))}
          {red.map((line) => (
            <Item key={line.id} way={desk(line.id)} mark={<LightTag light="red" />} detail={line.lightReason}>
              <b>{line.station.name}</b> 与 <b>{line.organization.name}</b>
            </Item>
          ))}
          {rest === 0 ? null : (
            <Item way={desk()} mark={<StateTag tone="decide" word="待定夺" />} detail="黄灯逐条定夺，绿灯可以批量同意">
              {month ? `${Number(month.month.slice(5))} 月` : ''}调度里还有 <b>{rest} 条</b> 没有处理意见
            </Item>
          )}
          {pressing.map((claim) => (
            <Item
              key={claim.id}
              way={{ to: '/orders', search: { show: 'claimed', order: claim.order.id } }}
              mark={<StateTag tone="late" word="将失效" />}
              detail={`${deadlineWords(claim.confirmUntil)}不确认就失效，可致电该站`}
            >
              <b>{claim.organization.name}</b> 接了“{claim.order.title}”，<b>{claim.order.station.name}</b> 还没有确认
            </Item>
          ))}
          {unclaimed === 0 ? null : (
            <Item
              way={{ to: '/orders', search: { show: 'unclaimed' } }}
              mark={<StateTag tone="decide" word="未接单" />}
              detail="点开看推荐给谁、为什么没有推荐别家"
            >
              有 <b>{unclaimed} 单</b> 还没有机构接
            </Item>
          )}
          {later <= 0 ? null : (
            <Item
              way={{ to: '/orders', search: { show: 'claimed' } }}
              mark={<StateTag tone="info" word="待确认" />}
              detail="都还在确认期内"
            >
              有 <b>{later} 单</b> 已接，等社工站确认
            </Item>
          )}
          {unconfirmed === 0 ? null : (
            <Item
              way={{ to: '/sessions', search: { state: 'submitted' } }}
              mark={<StateTag tone="info" word="待确认" />}
              detail="确认后才计入总数"
            >
              有 <b>{unconfirmed} 条</b> 服务记录等社工站确认
            </Item>
          )}
        </ul>
      )}
    </section>
  );
}

function Item({ way, mark, detail, children }: { way: Way; mark: ReactNode; detail: string; children: ReactNode }) {
  return (
    <li>
      <WayLink {...way} className="waiting__item">
        <Row mark={mark} detail={detail}>
          {children}
        </Row>
      </WayLink>
    </li>
  );
}

function Row({ mark, detail, children }: { mark: ReactNode; detail: string; children: ReactNode }) {
  return (
    <>
      <span className="waiting__mark">{mark}</span>
      <span className="waiting__what">{children}</span>
      <span className="waiting__detail">{detail}</span>
      <span className="waiting__go" aria-hidden="true">
        ›
      </span>
    </>
  );
}
