/** 资质与休整: what matching knows of this organization. Licences and checks are the bureau's to register, leave is its own. */
import type { LocalDate } from '@jiedui/shared/calendar.ts';
import { yearAfter } from '@jiedui/shared/matching/provider-checks.ts';
import { Link } from '@tanstack/react-router';
import { graphql } from '../../gql/gql.ts';
import type { PhoneOwnFactsQuery } from '../../gql/graphql.ts';
import { NoPermission } from '../../kit/Blank.tsx';
import { dateWords, todayInShanghai } from '../../kit/format.ts';
import { Facts } from '../../kit/Parts.tsx';
import { StateTag } from '../../kit/StateTag.tsx';
import { validityOf } from '../../kit/validity.ts';
import { Ask } from '../shell/Ask.tsx';
import { Page } from '../shell/Page.tsx';
import { useSide } from '../shell/viewer.ts';
import { Leaves } from './Leaves.tsx';
import './matching.css';

const OWN_FACTS = graphql(/* GraphQL */ `
  query PhoneOwnFacts {
    viewer {
      id
      organization {
        id
        version
        name
        sessionsPerMonth
        ratingGrade
        backgroundCheckedOn
        region {
          code
          name
        }
        qualifications {
          code
          name
          validUntil
        }
        leaves {
          id
          version
          fromOn
          toOn
        }
      }
    }
  }
`);

type Own = NonNullable<NonNullable<PhoneOwnFactsQuery['viewer']>['organization']>;

export function OwnFactsPage() {
  const side = useSide();
  if (side !== 'organization') return <NoPermission who="社会组织" />;
  return (
    <Page title="资质与休整" back={{ to: '/me', word: '我的' }}>
      <Ask query={OWN_FACTS} variables={{}}>
        {({ viewer }) =>
          viewer?.organization ? (
            <>
              <Leaves leaves={viewer.organization.leaves} />
              <Registered own={viewer.organization} today={todayInShanghai()} />
            </>
          ) : null
        }
      </Ask>
    </Page>
  );
}

function Registered({ own, today }: { own: Own; today: LocalDate }) {
  const checked = own.backgroundCheckedOn as LocalDate | null | undefined;
  return (
    <>
      <section className="section" aria-label="资质">
        <h2>已登记的资质</h2>
        <p className="hint">点单要求资质的，服务期间资质有效才会推荐。由县区民政局查验原件后登记。</p>
        {own.qualifications.length === 0 ? (
          <p>还没有登记资质。持有执业许可、职业资格的，请带原件到县区民政局登记。</p>
        ) : (
          <ul className="ledger">
            {own.qualifications.map(({ code, name, validUntil }) => (
              <li key={code} className="row">
                <span className="row__title">{name}</span>
                <Validity until={(validUntil as LocalDate | null | undefined) ?? null} today={today} />
              </li>
            ))}
          </ul>
        )}
      </section>
      <section className="section" aria-label="背景核查">
        <h2>从业人员背景核查</h2>
        <p className="hint">服务未成年人的，从业人员每年查询一次违法犯罪记录，服务期间在一年之内。</p>
        {checked ? (
          <div className="row">
            <span className="row__title">{dateWords(checked)} 核查</span>
            <Validity until={yearAfter(checked)} today={today} />
          </div>
        ) : (
          <p>还没有登记。接儿童服务点单前，请完成查询并报县区民政局登记。</p>
        )}
      </section>
      <section className="section" aria-label="其他登记事项">
        <h2>其他登记事项</h2>
        <Facts
          facts={[
            ['每月场次', `最多 ${own.sessionsPerMonth} 场`],
            ['评估等级', own.ratingGrade ? `${own.ratingGrade}A` : '未参加评估'],
            ['所在地', own.region.name],
          ]}
        />
        <p className="hint">
          以上有变化的，请联系县区民政局更正。能做什么、到哪里做，在<Link to="/offers">我的供给</Link>里改。
        </p>
      </section>
    </>
  );
}

function Validity({ until, today }: { until: LocalDate | null; today: LocalDate }) {
  const { tone, word } = validityOf(until, today);
  return (
    <span className="row__over">
      <StateTag tone={tone} word={word} />
      {until === null ? null : <span className="row__line">有效至 {dateWords(until)}</span>}
    </span>
  );
}
