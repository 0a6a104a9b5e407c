/** Filters that live in the address, the line that says in words what is shown, and the way to the next page of a list. */
import { Link, type LinkProps } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { Button } from '../../kit/Button.tsx';

interface FiltersProps {
  label: string;
  to: LinkProps['to'];
  /** The name of the search parameter. */
  name: string;
  value: string | undefined;
  options: readonly { value: string | undefined; label: string }[];
}

export function Filters({ label, to, name, value, options }: FiltersProps) {
  return (
    <nav className="filters" aria-label={label}>
      {options.map((option) => (
        <Link
          key={option.label}
          to={to}
          search={((now: Record<string, unknown>) => ({ ...now, [name]: option.value })) as never}
          replace
          resetScroll={false}
          className="filters__one"
          // Without it, the choice that leaves the parameter out would be current beside every other.
          activeOptions={{ exact: true, explicitUndefined: true }}
          activeProps={{}}
          aria-current={value === option.value ? 'true' : undefined}
        >
          {option.label}
        </Link>
      ))}
    </nav>
  );
}

/** 显示：待确认 · 3 条 */
export function Shown({ what, count }: { what: readonly (string | undefined)[]; count: number }) {
  return (
    <p className="shown" role="status">
      显示：{[...what.filter(Boolean), `${count} 条`].join(' · ')}
    </p>
  );
}

/** The next page of a list, below this one, when it is asked for. */
export function More({
  pageInfo,
  children,
}: {
  pageInfo: { hasNextPage: boolean; endCursor?: string | null | undefined };
  children: (after: string) => ReactNode;
}) {
  const [open, setOpen] = useState(false);
  if (!pageInfo.hasNextPage || !pageInfo.endCursor) return null;
  if (open) return children(pageInfo.endCursor);
  return (
    <div>
      <Button onClick={() => setOpen(true)}>再列一些</Button>
    </div>
  );
}
