/** Whom the matching recommends, compared part by part in plain words, and why others are not recommended. */
import { PROVIDER_KIND_WORDS, ratingWords } from '@jiedui/shared/organization/organization.ts';
import type { OrderInFull } from './OrderSheet.tsx';

type Recommendation = OrderInFull['recommendation'];

/** Side by side fits three; the rest are in the list of the market. */
const COMPARED = 3;

export function RecommendationPart({
  recommendation,
  claimedById,
}: {
  recommendation: Recommendation;
  claimedById: string | undefined;
}) {
  const compared = recommendation.candidates.slice(0, COMPARED);
  return (
    <>
      <section>
        <h2 className="side__title">推荐承接</h2>
        {compared.length === 0 ? (
          <p className="prose">目前没有符合条件的机构。下面写明了各机构差在哪里，可据此协调。</p>
        ) : (
          <Compared candidates={compared} claimedById={claimedById} />
        )}
      </section>
      {recommendation.nearMisses.length === 0 ? null : (
        <section>
          <h2 className="side__title">为什么没有推荐</h2>
          <ul className="misses">
            {recommendation.nearMisses.map(({ organization, failed }) => (
              <li key={organization.id}>
                <b>{organization.name}</b>
                {failed.map((check) => (
                  <p key={check.code}>
                    {check.reason}
                    {check.remedy ? <span className="misses__remedy">{check.remedy}</span> : null}
                  </p>
                ))}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Compared({
  candidates,
  claimedById,
}: {
  candidates: Recommendation['candidates'];
  claimedById: string | undefined;
}) {
  const [first] = candidates;
  return (
    <div className="compare-scroll" role="region" aria-label="推荐机构比较" tabIndex={0}>
      <table className="compare">
        <thead>
          <tr>
            <td />
            {candidates.map(({ organization, rank, sentence }) => (
              <th key={organization.id} scope="col">
                <span className="compare__rank">
                  第 {rank} 位{organization.id === claimedById ? ' · 已承接' : ''}
                </span>
                {organization.name}
                <small>
                  {PROVIDER_KIND_WORDS[organization.providerKind]} · {ratingWords(organization.ratingGrade ?? null)}
                </small>
                <small className="compare__sentence">{sentence}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {first?.parts.map((part) => {
            const cells = candidates.map(({ organization, parts }) => ({
              id: organization.id,
              part: parts.find(({ code }) => code === part.code),
            }));
            const best = Math.max(...cells.map((cell) => cell.part?.value ?? 0));
            const differs = cells.some((cell) => cell.part?.value !== part.value);
            return (
              <tr key={part.code}>
                <th scope="row">{part.name}</th>
                {cells.map((cell) => (
                  <td key={cell.id} className={differs && cell.part?.value === best ? 'compare__best' : undefined}>
                    {cell.part?.words ?? '—'}
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
