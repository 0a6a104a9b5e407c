/** 推荐组织: the first in a sentence and what puts it before the next, three side by side, and why others are not recommended. */
import { PROVIDER_KIND_WORDS, ratingWords } from '@jiedui/shared/organization/organization.ts';
import { Compare } from '../../kit/Compare.tsx';
import { WayLink } from '../shell/way.tsx';
import type { OrderInFull } from './OrderSheet.tsx';

type Recommendation = OrderInFull['recommendation'];
type Candidate = Recommendation['candidates'][number];

/** Side by side fits three; the next ones are a list. */
const COMPARED = 3;
const LISTED = 5;

export function RecommendationPart({
  recommendation,
  claimedById,
}: {
  recommendation: Recommendation;
  claimedById: string | undefined;
}) {
  const [first] = recommendation.candidates;
  return (
    <>
      <section>
        <h2 className="side__title">推荐组织</h2>
        {first === undefined ? (
          <p className="prose">
            {recommendation.nearMisses.length === 0
              ? '现在没有提供这类服务、又到得了该乡镇（街道）的组织，可动员有条件的组织补充供给。'
              : '现在没有符合全部条件的组织。下面写明各家差在哪里，可据此协调。'}
          </p>
        ) : (
          <Recommended first={first} recommendation={recommendation} claimedById={claimedById} />
        )}
        <p className="hint">
          按权重 {recommendation.weightsVersion} 排列，得分相同的按编号先后。
          <WayLink to="/matching/weights">查看权重</WayLink>
        </p>
      </section>
      <Missed misses={recommendation.nearMisses} />
    </>
  );
}

function Recommended({
  first,
  recommendation: { candidates, eligibleCount },
  claimedById,
}: {
  first: Candidate;
  recommendation: Recommendation;
  claimedById: string | undefined;
}) {
  const rest = candidates.slice(COMPARED, COMPARED + LISTED);
  const left = eligibleCount - Math.min(candidates.length, COMPARED) - rest.length;
  return (
    <>
      <div className="first">
        <p>
          首推 <b className="first__name">{first.organization.name}</b>
          {first.organization.id === claimedById ? ' · 已承接' : ''}
        </p>
        <p className="first__why">{first.sentence}</p>
        <p>{first.runnerUp?.sentence ?? '符合全部条件的只有这一家。'}</p>
      </div>
      {candidates.length < 2 ? null : (
        <Compare
          name="推荐组织比较"
          decisive={first.runnerUp?.decisive?.code}
          candidates={candidates.slice(0, COMPARED).map(({ organization, rank, parts }) => ({
            id: organization.id,
            name: organization.name,
            over: `第 ${rank} 位${organization.id === claimedById ? ' · 已承接' : ''}`,
            under: `${PROVIDER_KIND_WORDS[organization.providerKind]} · ${ratingWords(organization.ratingGrade ?? null)}`,
            parts,
          }))}
        />
      )}
      {rest.length === 0 ? null : (
        <ol className="misses" start={COMPARED + 1}>
          {rest.map(({ organization, rank, sentence }) => (
            <li key={organization.id}>
              第 {rank} 位 <b>{organization.name}</b>
              {organization.id === claimedById ? ' · 已承接' : ''}
              <p>{sentence}</p>
            </li>
          ))}
        </ol>
      )}
      {0 < left ? <p className="hint">另有 {left} 家也符合全部条件。</p> : null}
    </>
  );
}

type Miss = Recommendation['nearMisses'][number];

/** Those who miss for the same reasons stand together, so that the reasons are said once; in the order of the first of each. */
function togetherBy(misses: readonly Miss[]): [Miss, ...Miss[]][] {
  const groups = new Map<string, [Miss, ...Miss[]]>();
  for (const miss of misses) {
    const key = JSON.stringify(miss.failed.map(({ code, reason, remedy }) => [code, reason, remedy]));
    const known = groups.get(key);
    if (known) known.push(miss);
    else groups.set(key, [miss]);
  }
  return [...groups.values()];
}

function Missed({ misses }: { misses: Recommendation['nearMisses'] }) {
  if (misses.length === 0) return null;
  return (
    <section>
      <h2 className="side__title">为什么没有推荐</h2>
      <ul className="misses">
        {togetherBy(misses).map(([first, ...others]) => (
          <li key={first.organization.id}>
            {[first, ...others].map(({ organization, failed, wouldRank }) => (
              <span key={organization.id} className="misses__who">
                <b>{organization.name}</b>
                <span className="misses__place">
                  {failed.length === 1 ? '只差一项' : `差 ${failed.length} 项`}，补齐后可排第 {wouldRank} 位
                </span>
              </span>
            ))}
            {first.failed.map((check) => (
              <p key={check.code}>
                {check.reason}
                {check.remedy ? <span className="misses__remedy">{check.remedy}</span> : null}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
