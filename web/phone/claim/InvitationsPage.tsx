/** 收到的邀请: what the bureau has asked of this organization, newest first, with its state and its last day. */
import { Link } from '@tanstack/react-router';
import { graphql } from '../../gql/gql.ts';
import { buttonClass } from '../../kit/Button.tsx';
import { Empty, NoPermission } from '../../kit/Blank.tsx';
import { deadlineWords, momentWords, windowWords } from '../../kit/format.ts';
import { StateTag } from '../../kit/StateTag.tsx';
import { Ask } from '../shell/Ask.tsx';
import { More, Shown } from '../shell/Filters.tsx';
import { Page } from '../shell/Page.tsx';
import { useSide } from '../shell/viewer.ts';
import { invitationTag } from './invitation.ts';

const INVITATIONS = graphql(/* GraphQL */ `
  query PhoneInvitations($after: String) {
    invitations(first: 30, after: $after) {
      totalCount
      edges {
        node {
          ...InvitationFacts
          order {
            id
            number
            title
            windowFrom
            windowTo
            station {
              id
              name
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

export function InvitationsPage() {
  const side = useSide();
  return (
    <Page title="收到的邀请" back={{ to: '/', word: '待办' }}>
      {side === 'organization' ? <List /> : <NoPermission who="社会组织" />}
    </Page>
  );
}

function List({ after }: { after?: string }) {
  return (
    <Ask query={INVITATIONS} variables={{ after: after ?? null }}>
      {({ invitations }) =>
        invitations.edges.length === 0 ? (
          <Empty
            title="还没有收到邀请"
            action={
              <Link to="/market" className={buttonClass('primary')}>
                去供需广场找单
              </Link>
            }
          >
            民政局匹配点单后请贵单位承接的，会列在这里，并通知您。可以接受，也可以谢绝。
          </Empty>
        ) : (
          <section className="section">
            {after ? null : <Shown what={['全部']} count={invitations.totalCount} />}
            <ul className="ledger">
              {invitations.edges.map(({ node }) => (
                <li key={node.id}>
                  <Link to="/invitations/$id" params={{ id: node.id }} className="row">
                    <span className="row__over">
                      <StateTag {...invitationTag(node.state)} />
                      <span className="number">{node.order.number}</span>
                    </span>
                    <span className="row__title">{node.order.title}</span>
                    <span className="row__line">
                      {node.authority.name}邀请 · {node.order.station.name}
                      {node.order.windowFrom && node.order.windowTo
                        ? ` · ${windowWords(node.order.windowFrom, node.order.windowTo)}`
                        : ''}
                    </span>
                    {node.state === 'pending' ? (
                      <span className="row__due">请在 {deadlineWords(node.respondUntil)}答复</span>
                    ) : (
                      <span className="row__line">{momentWords(node.answeredAt ?? node.respondUntil)}</span>
                    )}
                  </Link>
                </li>
              ))}
            </ul>
            <More pageInfo={invitations.pageInfo}>{(next) => <List after={next} />}</More>
          </section>
        )
      }
    </Ask>
  );
}
