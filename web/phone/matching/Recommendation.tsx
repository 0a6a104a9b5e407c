/** 推荐组织: the first in a sentence with what puts it before the next, the others below it, and why some are not recommended. */
import { CHECK_WORDS, type CheckCode } from '@jiedui/shared/matching/check.ts';
import { PROVIDER_KIND_WORDS } from '@jiedui/shared/organization/organization.ts';
import { Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { graphql } from '../../gql/gql.ts';
import type { PhoneRecommendationQuery } from '../../gql/graphql.ts';
import { Button } from '../../kit/Button.tsx';
import { Compare } from '../../kit/Compare.tsx';
import { Ask } from '../shell/Ask.tsx';
import './matching.css';

const RECOMMENDATION = graphql(/* GraphQL */ `
  query PhoneRecommendation($id: ID!) {
    order(id: $id) {
      id
      recommendation {
        eligibleCount
        candidates {
          organization {
            id
            name
            providerKind
          }
          rank
          sentence
          runnerUp {
            sentence
            decisive {
              code
            }
          }
          parts {
            code
            name
            value
            weight
            words
          }
        }
        nearMisses {
          organization {
            id
            name
          }
          wouldRank
          failed {
            code
            reason
            remedy
          }
        }
      }
    }
  }
`);

type Found = NonNullable<PhoneRecommendationQuery['order']>['recommendation'];
type Candidates = Found['candidates'];
type NearMisses = Found['nearMisses'];

const COMPARED = 3;
const LISTED = 5;

export function Recommendation({ orderId }: { orderId: string }) {
  return (
    <section className="section" aria-label="推荐组织">
      <h2>推荐组织</h2>
      <Ask query={RECOMMENDATION} variables={{ id: orderId }} rows={2}>
        {({ order }) =>
          order ? (
            <>
              <Ranked found={order.recommendation} />
              <Missed misses={order.recommendation.nearMisses} />
            </>
          ) : null
        }
      </Ask>
    </section>
  );
}

function Ranked({ found: { candidates, eligibleCount, nearMisses } }: { found: Found }) {
  const [first, ...others] = candidates;
  if (first === undefined)
    return (
      <p className="prose">
        {nearMisses.length === 0
          ? '现在没有提供这类服务、又到得了本镇（街道）的组织。点单仍在供需广场，有新的供给时会重新推荐。'
          : '现在没有符合全部条件的组织。下面写明各家差在哪里，可请对方补齐；确需改时间或服务对象的，可撤销后重新发布。'}
      </p>
    );
  const listed = others.slice(0, LISTED - 1);
  const left = eligibleCount - 1 - listed.length;
  return (
    <>
      <div className="first">
        <p className="first__name">
          首推 <b>{first.organization.name}</b>
        </p>
        <p className="row__why">{first.sentence}</p>
        <p className="first__lead">{first.runnerUp?.sentence ?? '符合全部条件的只有这一家。'}</p>
      </div>
      {others.length === 0 ? null : (
        <ol className="ledger ranked">
          {listed.map((candidate) => (
            <li key={candidate.organization.id} className="row">
              <span className="row__title">
                <span className="ranked__place">{candidate.rank}</span>
                {candidate.organization.name}
              </span>
              <span className="row__why">{candidate.sentence}</span>
            </li>
          ))}
        </ol>
      )}
      <p className="hint">
        {0 < left ? `另有 ${left} 家也符合全部条件。` : ''}
        这些组织都能在供需广场看到并接下这个点单，是否接单由组织自己定；接单后由本站确认。不宜合作的，可
        <Link to="/limits">暂停对接</Link>。
      </p>
      {others.length === 0 ? null : <SideBySide candidates={candidates.slice(0, COMPARED)} />}
    </>
  );
}

function SideBySide({ candidates }: { candidates: Candidates }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <>
      <div>
        <Button aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
          {open ? '收起比较' : `并排比较前 ${candidates.length} 家`}
        </Button>
      </div>
      <div id={id} hidden={!open}>
        {open ? (
          <Compare
            name="推荐组织比较"
            decisive={candidates[0]?.runnerUp?.decisive?.code}
            candidates={candidates.map(({ organization, rank, parts }) => ({
              id: organization.id,
              name: organization.name,
              over: `第 ${rank} 位`,
              under: PROVIDER_KIND_WORDS[organization.providerKind],
              parts,
            }))}
          />
        ) : null}
      </div>
    </>
  );
}

function Missed({ misses }: { misses: NearMisses }) {
  if (misses.length === 0) return null;
  return (
    <details className="missed">
      <summary>为什么没有推荐另外 {misses.length} 家</summary>
      <ul className="ledger">
        {misses.map(({ organization, failed, wouldRank }) => (
          <li key={organization.id} className="row">
            <span className="row__title">{organization.name}</span>
            <span className="row__line">
              {failed.length === 1 ? '只差一项' : `差 ${failed.length} 项`}，补齐后可排第 {wouldRank} 位
            </span>
            {failed.map((check) => (
              <p key={check.code} className="missed__check">
                <span className="missed__name">{CHECK_WORDS[check.code as CheckCode] ?? '条件'}</span>
                <span>
                  {check.reason}
                  {check.remedy ? <span className="missed__remedy">{check.remedy}</span> : null}
                </span>
              </p>
            ))}
          </li>
        ))}
      </ul>
    </details>
  );
}
