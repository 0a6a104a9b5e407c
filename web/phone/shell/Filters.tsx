/** Filters that live in the address, and the line that says in words what is shown. */
import { Link, type LinkProps } from '@tanstack/react-router';

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
export function Shown({ what, count, more }: { what: readonly (string | undefined)[]; count: number; more?: boolean }) {
  return (
    <p className="shown" role="status">
      显示：{[...what.filter(Boolean), `${count} 条`].join(' · ')}
      {more ? '（先列出 50 条）' : ''}
    </p>
  );
}
