/** 服务记录: what was done, filtered by state; those that wait for this side first. */
import { SESSION_STATES, SESSION_STATE_WORDS, type SessionState } from '@jiedui/shared/service/session.ts';
import { Link, useSearch } from '@tanstack/react-router';
import { graphql } from '../../gql/gql.ts';
import { buttonClass } from '../../kit/Button.tsx';
import { Empty } from '../../kit/Blank.tsx';
import { momentWords } from '../../kit/format.ts';
import { StickyAction } from '../../kit/Parts.tsx';
import { StateTag } from '../../kit/StateTag.tsx';
import { Ask } from '../shell/Ask.tsx';
import { Filters, More, Shown } from '../shell/Filters.tsx';
import { Page } from '../shell/Page.tsx';
import { useSide } from '../shell/viewer.ts';
import { sessionTag } from './session.ts';

const SESSIONS = graphql(/* GraphQL */ `
  query PhoneSessions($states: [SessionState!], $after: String) {
    sessions(first: 30, after: $after, states: $states) {
      totalCount
      edges {
        node {
          id
          version
          number
          state
          title
          startedAt
          place
          mayConfirm
          mayEdit
          returnReason
          organization {
            id
            name
          }
          stations {
            station {
              id
              name
            }
          }
          headcounts {
            role
            quantity {
              text
            }
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export function SessionsPage() {
  const { state } = useSearch({ from: '/shell/sessions' });
  const side = useSide();
  const states = SESSION_STATES.filter((one) => side === 'organization' || one !== 'draft');
  const chosen = states.find((one) => one === state);
  return (
    <Page title="服务记录">
      <Filters
        label="按状态筛选"
        to="/sessions"
        name="state"
        value={chosen}
        options={[
          { value: undefined, label: '全部' },
          ...states.map((one) => ({ value: one as string, label: SESSION_STATE_WORDS[one] })),
        ]}
      />
      <SessionList key={chosen} state={chosen} side={side} />
      {side === 'organization' ? (
        <StickyAction>
          <Link to="/sessions/new" className={buttonClass('primary')}>
            填报服务记录
          </Link>
        </StickyAction>
      ) : null}
    </Page>
  );
}

function SessionList({
  state: chosen,
  side,
  after,
}: {
  state: SessionState | undefined;
  side: ReturnType<typeof useSide>;
  after?: string;
}) {
  return (
    <Ask query={SESSIONS} variables={{ states: chosen ? [chosen] : null, after: after ?? null }}>
      {({ sessions }) =>
        sessions.edges.length === 0 ? (
          <Empty title={chosen ? `没有“${SESSION_STATE_WORDS[chosen]}”的服务记录` : '还没有服务记录'}>
            {side === 'organization'
              ? '每次活动后填一条：时间、地点、人数、做了什么、照片。社工站确认后计入统计。'
              : '社会组织填报后送到这里，由本站核对确认；只有确认过的才计入统计。'}
          </Empty>
        ) : (
          <section className="section">
            {after ? null : (
              <Shown what={[chosen ? SESSION_STATE_WORDS[chosen] : '全部']} count={sessions.totalCount} />
            )}
            <ul className="ledger">
              {[...sessions.edges]
                .sort((a, b) => Number(b.node.mayConfirm) - Number(a.node.mayConfirm))
                .map(({ node }) => (
                  <li key={node.id}>
                    <Link
                      to={node.mayEdit ? '/sessions/$id/edit' : '/sessions/$id'}
                      params={{ id: node.id }}
                      className="row"
                    >
                      <span className="row__over">
                        <StateTag {...sessionTag(node.state)} />
                        <span className="number">{node.number}</span>
                      </span>
                      <span className="row__title">{node.title || '还没有写名称的草稿'}</span>
                      <span className="row__line">
                        {[
                          side === 'station'
                            ? node.organization.name
                            : node.stations.map((one) => one.station.name).join('、'),
                          momentWords(node.startedAt),
                        ].join(' · ')}
                      </span>
                      {node.headcounts.length > 0 ? (
                        <span className="row__line">{node.headcounts.map((one) => one.quantity.text).join('，')}</span>
                      ) : null}
                      {node.mayConfirm ? <span className="row__due">等您确认</span> : null}
                      {node.state === 'returned' && node.returnReason ? (
                        <span className="row__due">退回原因：{node.returnReason}</span>
                      ) : null}
                    </Link>
                  </li>
                ))}
            </ul>
            <More pageInfo={sessions.pageInfo}>
              {(next) => <SessionList state={chosen} side={side} after={next} />}
            </More>
          </section>
        )
      }
    </Ask>
  );
}
