/** 接单: the organization's claims, with the day until which the station must answer. */
import { CLAIM_STATES, CLAIM_STATE_WORDS, type ClaimState } from '@jiedui/shared/claim/claim.ts';
import { Link, useSearch } from '@tanstack/react-router';
import { graphql } from '../../gql/gql.ts';
import { buttonClass } from '../../kit/Button.tsx';
import { Empty } from '../../kit/Blank.tsx';
import { deadlineWords, momentWords, windowWords } from '../../kit/format.ts';
import { StateTag } from '../../kit/StateTag.tsx';
import { Ask } from '../shell/Ask.tsx';
import { Filters, More, Shown } from '../shell/Filters.tsx';
import { Page } from '../shell/Page.tsx';
import { claimTag } from './claim.ts';

const CLAIMS = graphql(/* GraphQL */ `
  query PhoneClaims($states: [ClaimState!], $after: String) {
    claims(first: 30, after: $after, states: $states) {
      totalCount
      edges {
        node {
          id
          version
          state
          claimedAt
          confirmUntil
          reason
          mayDraftAgreement
          agreement {
            id
          }
          organization {
            id
            name
          }
          order {
            id
            title
            number
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

const FILTERS = [
  { value: undefined, label: '全部' },
  ...CLAIM_STATES.map((state) => ({ value: state as string, label: CLAIM_STATE_WORDS[state] })),
];

export function ClaimsPage() {
  const { state } = useSearch({ from: '/shell/claims' });
  const chosen = CLAIM_STATES.find((one) => one === state);
  return (
    <Page title="我的接单">
      <Filters label="按状态筛选" to="/claims" name="state" value={chosen} options={FILTERS} />
      <ClaimList key={chosen} state={chosen} />
    </Page>
  );
}

function ClaimList({ state: chosen, after }: { state: ClaimState | undefined; after?: string }) {
  return (
    <Ask query={CLAIMS} variables={{ states: chosen ? [chosen] : null, after: after ?? null }}>
      {({ claims }) =>
        claims.edges.length === 0 ? (
          <Empty
            title={chosen ? `没有“${CLAIM_STATE_WORDS[chosen]}”的接单` : '还没有接单'}
            action={
              <Link to="/market" className={buttonClass(chosen ? 'quiet' : 'primary')}>
                去供需广场找单
              </Link>
            }
          >
            在供需广场接下的点单会列在这里，并写明社工站应在哪天以前确认。
          </Empty>
        ) : (
          <section className="section">
            {after ? null : <Shown what={[chosen ? CLAIM_STATE_WORDS[chosen] : '全部']} count={claims.totalCount} />}
            <ul className="ledger">
              {claims.edges.map(({ node }) => (
                <li key={node.id}>
                  <Link to="/claims/$id" params={{ id: node.id }} className="row">
                    <span className="row__over">
                      <StateTag {...claimTag(node.state)} />
                      <span className="number">{node.order.number}</span>
                    </span>
                    <span className="row__title">{node.order.title}</span>
                    <span className="row__line">
                      {node.order.station.name}
                      {node.order.windowFrom && node.order.windowTo
                        ? ` · ${windowWords(node.order.windowFrom, node.order.windowTo)}`
                        : ''}
                    </span>
                    {node.state === 'pending' ? (
                      <span className="row__due">社工站应在 {deadlineWords(node.confirmUntil)}确认</span>
                    ) : node.state === 'confirmed' && !node.agreement && node.mayDraftAgreement ? (
                      <span className="row__due">下一步：起草结对协议</span>
                    ) : (
                      <span className="row__line">{momentWords(node.claimedAt)} 接单</span>
                    )}
                  </Link>
                </li>
              ))}
            </ul>
            <More pageInfo={claims.pageInfo}>{(next) => <ClaimList state={chosen} after={next} />}</More>
          </section>
        )
      }
    </Ask>
  );
}
