/** 推荐的组织: ranked with the reason in words, side by side on request, and why others are not recommended. */
import { useState } from 'react';
import { graphql } from '../../gql/gql.ts';
import type { PhoneRecommendationQuery } from '../../gql/graphql.ts';
import { Button } from '../../kit/Button.tsx';
import { Sentence } from '../../kit/Parts.tsx';
import { Ask } from '../shell/Ask.tsx';
import './matching.css';

const RECOMMENDATION = graphql(/* GraphQL */ `
  query PhoneRecommendation($id: ID!) {
    order(id: $id) {
      id
      recommendation {
        candidates {
          organization {
            id
            name
          }
          rank
          sentence
          score
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
          sentence
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

type Candidates = NonNullable<PhoneRecommendationQuery['order']>['recommendation']['candidates'];
type NearMisses = NonNullable<PhoneRecommendationQuery['order']>['recommendation']['nearMisses'];

const COMPARED = 3;

export function Recommendation({ orderId }: { orderId: string }) {
  return (
    <section className="section" aria-label="推荐的组织">
      <h2>推荐的组织</h2>
      <Ask query={RECOMMENDATION} variables={{ id: orderId }} rows={2}>
        {({ order }) =>
          order ? (
            <>
              <Ranked candidates={order.recommendation.candidates} />
              <Missed misses={order.recommendation.nearMisses} />
            </>
          ) : null
        }
      </Ask>
    </section>
  );
}

function Ranked({ candidates }: { candidates: Candidates }) {
  const [compared, setCompared] = useState(false);
  if (candidates.length === 0)
    return <p className="hint">现在没有完全符合条件的组织，原因见下。放宽时间或服务对象后会重新匹配。</p>;
  return (
    <>
      <p className="hint">下列组织符合全部条件，已按合适程度排列，都可以来接单。</p>
      <ol className="ledger ranked">
        {candidates.slice(0, 5).map((candidate) => (
          <li key={candidate.organization.id} className="row">
            <span className="row__title">
              <span className="ranked__place">{candidate.rank}</span>
              {candidate.organization.name}
            </span>
            <span className="row__why">{candidate.sentence}</span>
          </li>
        ))}
      </ol>
      {candidates.length > 1 ? (
        <div>
          <Button aria-expanded={compared} onClick={() => setCompared(!compared)}>
            {compared ? '收起比较' : `并排比较前 ${Math.min(COMPARED, candidates.length)} 家`}
          </Button>
        </div>
      ) : null}
      {compared ? <Compare candidates={candidates.slice(0, COMPARED)} /> : null}
    </>
  );
}

/** Columns side by side; a row is a part of the score in words, and where they differ the better one is marked. */
function Compare({ candidates }: { candidates: Candidates }) {
  const parts = candidates[0]?.parts ?? [];
  return (
    <div className="compare" role="region" aria-label="并排比较" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">比什么</th>
            {candidates.map((candidate) => (
              <th key={candidate.organization.id} scope="col">
                {candidate.organization.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => {
            const row = candidates.map((candidate) => candidate.parts.find((one) => one.code === part.code));
            const values = row.map((one) => one?.value ?? 0);
            const best = Math.max(...values);
            const differ = values.some((value) => value !== best);
            return (
              <tr key={part.code}>
                <th scope="row">{part.name}</th>
                {row.map((one, index) => (
                  <td
                    key={candidates[index]?.organization.id}
                    className={differ && one?.value === best ? 'compare__best' : undefined}
                  >
                    {one?.words ?? '—'}
                    {differ && one?.value === best ? <span className="compare__mark">较优</span> : null}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Missed({ misses }: { misses: NearMisses }) {
  if (misses.length === 0) return null;
  return (
    <details className="missed">
      <summary>为什么没有推荐其他组织（{misses.length} 家）</summary>
      <ul className="ledger">
        {misses.map((miss) => (
          <li key={miss.organization.id} className="row">
            <Sentence>
              <b>{miss.organization.name}</b>：{miss.failed.map((check) => check.reason).join('；')}
            </Sentence>
            {miss.failed.some((check) => check.remedy) ? (
              <span className="row__line">
                {miss.failed
                  .map((check) => check.remedy)
                  .filter(Boolean)
                  .join('；')}
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </details>
  );
}
