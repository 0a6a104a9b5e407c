/** 供需广场: open orders, ranked for this organization, with the reason in words. Filters live in the address. */
import { AREAS, AREA_WORDS, SERVICE_TYPES, serviceTypeWords } from '@jiedui/shared/taxonomy/scheme.ts';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { graphql } from '../../gql/gql.ts';
import { Button, buttonClass } from '../../kit/Button.tsx';
import { Empty, NoPermission } from '../../kit/Blank.tsx';
import { Select } from '../../kit/Select.tsx';
import { OrderRow } from '../order/OrderRow.tsx';
import { SearchEntry } from '../order/SearchEntry.tsx';
import { Ask } from '../shell/Ask.tsx';
import { Filters, More, Shown } from '../shell/Filters.tsx';
import { Page } from '../shell/Page.tsx';
import { useSide } from '../shell/viewer.ts';
import { WhyMe } from './WhyMe.tsx';

const MARKET = graphql(/* GraphQL */ `
  query PhoneMarket($serviceType: String, $areaCode: String, $after: String) {
    market(first: 30, after: $after, serviceType: $serviceType, areaCode: $areaCode) {
      totalCount
      edges {
        node {
          ...OrderRow
        }
        fit {
          mayClaim
          sentence
          offerId
          checks {
            code
            passed
            reason
            remedy
          }
          parts {
            code
            name
            value
            weight
            words
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

const COUNTIES = graphql(/* GraphQL */ `
  query PhoneCounties {
    regions(parentCode: "620500000000") {
      code
      name
    }
  }
`);

const TYPE_GROUPS = AREAS.map((area) => ({
  label: AREA_WORDS[area],
  options: SERVICE_TYPES.filter((type) => type.area === area).map((type) => ({ value: type.code, label: type.nameZh })),
}));

export function MarketPage() {
  const { type, area } = useSearch({ from: '/shell/market' });
  const navigate = useNavigate();
  const side = useSide();
  if (side !== 'organization') return <NoPermission who="社会组织" />;
  return (
    <Page title="供需广场">
      <SearchEntry within={{ state: 'open' }} />
      <Ask query={COUNTIES} variables={{}} rows={1}>
        {({ regions }) => (
          <>
            <Filters
              label="按县区筛选"
              to="/market"
              name="area"
              value={area}
              options={[
                { value: undefined, label: '全市' },
                ...regions.map((region) => ({ value: region.code, label: region.name })),
              ]}
            />
            <Select
              label="服务类型"
              placeholder="全部类型"
              groups={TYPE_GROUPS}
              value={type ?? ''}
              onChange={(next) =>
                void navigate({ to: '/market', search: (now) => ({ ...now, type: next || undefined }), replace: true })
              }
            />
            <MarketList
              key={`${area} ${type}`}
              type={type}
              area={area}
              areaName={area ? regions.find((region) => region.code === area)?.name : '全市'}
            />
          </>
        )}
      </Ask>
      <p className="hint">
        找不到合适的？<Link to="/offers">完善我的供给</Link>，有合适的点单时会通知您；也可以
        <Link to="/wanted">看看附近缺什么服务</Link>。
      </p>
    </Page>
  );
}

interface MarketListProps {
  type: string | undefined;
  area: string | undefined;
  areaName: string | undefined;
  after?: string;
}

function MarketList({ type, area, areaName, after }: MarketListProps) {
  const navigate = useNavigate();
  return (
    <Ask query={MARKET} variables={{ serviceType: type ?? null, areaCode: area ?? null, after: after ?? null }}>
      {({ market }) =>
        market.edges.length === 0 ? (
          <Empty
            title={type || area ? '按这个条件没有等待接单的点单' : '现在没有等待接单的点单'}
            action={
              type || area ? (
                <Button onClick={() => void navigate({ to: '/market', search: {}, replace: true })}>
                  查看全市、全部类型
                </Button>
              ) : (
                <Link to="/offers" className={buttonClass()}>
                  完善我的供给
                </Link>
              )
            }
          >
            社工站发布的点单会列在这里，按与贵单位的合适程度排列。
          </Empty>
        ) : (
          <section className="section">
            {after ? null : (
              <Shown
                what={[areaName, type ? serviceTypeWords(type) : '全部类型', '最合适的在前']}
                count={market.totalCount}
              />
            )}
            <ul className="ledger">
              {market.edges.map(({ node, fit }) => (
                <li key={node.id}>
                  <OrderRow order={node} />
                  <WhyMe fit={fit} title={node.title} />
                </li>
              ))}
            </ul>
            <More pageInfo={market.pageInfo}>
              {(next) => <MarketList type={type} area={area} areaName={areaName} after={next} />}
            </More>
          </section>
        )
      }
    </Ask>
  );
}
