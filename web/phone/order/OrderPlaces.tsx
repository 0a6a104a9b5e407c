/** The three lists of a station, in the order in which a need becomes an order: 调查, 需求清单, 点单. */
import { Link } from '@tanstack/react-router';

const PLACES = [
  ['/surveys', '调查'],
  ['/needs', '需求清单'],
  ['/orders', '点单'],
] as const;

export function OrderPlaces({ at }: { at: (typeof PLACES)[number][0] }) {
  return (
    <nav className="filters" aria-label="调查、需求和点单">
      {PLACES.map(([to, word]) => (
        <Link key={to} to={to} className="filters__one" activeProps={{}} aria-current={at === to ? 'page' : undefined}>
          {word}
        </Link>
      ))}
    </nav>
  );
}
