/** The places of 匹配: what ranks, what stands between two, what the bureau has seen of an organization. */
import { WayLink } from '../shell/way.tsx';

const PLACES = [
  ['/matching/weights', '匹配权重'],
  ['/matching/limits', '对接限制'],
  ['/matching/organizations', '机构资质'],
  ['/claim-terms', '接单规则'],
] as const;

export function MatchingPlaces() {
  return (
    <nav className="places-line" aria-label="匹配">
      {PLACES.map(([to, word]) => (
        <WayLink key={to} to={to} className="filter__choice">
          {word}
        </WayLink>
      ))}
    </nav>
  );
}
