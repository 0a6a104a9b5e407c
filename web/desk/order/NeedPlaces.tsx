/** The two lists of needs: what is needed, and how it was asked. */
import { WayLink } from '../shell/way.tsx';

export function NeedPlaces({ at }: { at: '/needs' | '/surveys' }) {
  return (
    <nav className="filter__choices" aria-label="需求和调查">
      {(
        [
          ['/needs', '需求清单'],
          ['/surveys', '需求调查'],
        ] as const
      ).map(([to, word]) => (
        <WayLink
          key={to}
          to={to}
          className={at === to ? 'filter__choice filter__choice--on' : 'filter__choice'}
          aria-current={at === to ? 'page' : undefined}
        >
          {word}
        </WayLink>
      ))}
    </nav>
  );
}
