/** 这里缺: services that are asked for nearby and that nobody, or too few, offer; one tap begins the offer. */
import { GAP_LIGHT_WORDS } from '@jiedui/shared/report/lists/gap.ts';
import { serviceTypeWords } from '@jiedui/shared/taxonomy/scheme.ts';
import { Link } from '@tanstack/react-router';
import { graphql } from '../../gql/gql.ts';
import { Empty, NoPermission } from '../../kit/Blank.tsx';
import { buttonClass } from '../../kit/Button.tsx';
import { StateTag } from '../../kit/StateTag.tsx';
import { Ask } from '../shell/Ask.tsx';
import { Page } from '../shell/Page.tsx';
import { useSide } from '../shell/viewer.ts';

const WANTED = graphql(/* GraphQL */ `
  query PhoneWanted {
    wantedSupply(first: 30) {
      serviceType
      placeCode
      placeName
      countyCode
      countyName
      openOrders
      sessionsPerMonth
      isKnown
      light
    }
  }
`);

export function WantedPage() {
  if (useSide() !== 'organization') return <NoPermission who="社会组织" />;
  return (
    <Page title="这里缺" back={{ to: '/offers', word: '我的供给' }}>
      <p className="hint">
        贵单位附近、所做领域里，点单多于供给的服务和乡镇（街道）。能做的请发布供给，有点单时会通知您。
      </p>
      <Ask query={WANTED} variables={{}}>
        {({ wantedSupply }) =>
          wantedSupply.length === 0 ? (
            <Empty title="附近没有缺的服务">社工站发布了没有组织提供的点单时，会列在这里。</Empty>
          ) : (
            <ul className="ledger">
              {wantedSupply.map((wanted) => (
                <li key={`${wanted.serviceType} ${wanted.placeCode}`}>
                  <div className="row">
                    <span className="row__over">
                      <StateTag
                        tone={wanted.light === 'none' ? 'late' : 'decide'}
                        word={GAP_LIGHT_WORDS[wanted.light]}
                      />
                      {wanted.isKnown ? <span>贵单位在别处提供</span> : null}
                    </span>
                    <span className="row__title">
                      {wanted.countyName}
                      {wanted.placeName}缺“{serviceTypeWords(wanted.serviceType)}”
                    </span>
                    <span className="row__line">
                      {wanted.openOrders} 条点单等人接，
                      {wanted.sessionsPerMonth === 0
                        ? '还没有组织提供'
                        : `各组织每月一共只能提供 ${wanted.sessionsPerMonth} 场`}
                    </span>
                    <div className="actions">
                      <Link
                        to="/offers/new"
                        search={{ type: wanted.serviceType, area: wanted.countyCode }}
                        className={buttonClass()}
                      >
                        在{wanted.countyName}发布这项供给
                      </Link>
                    </div>
                  </div>
                </li>
              ))}
            </ul>
          )
        }
      </Ask>
    </Page>
  );
}
