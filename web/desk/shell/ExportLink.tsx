/** ExportLink: 导出 1,234 条: all pages of what the list shows, as a workbook; the count is on it. */
import { buttonClass } from '../../kit/Button.tsx';

interface ExportLinkProps {
  list: 'orders' | 'offers' | 'stations' | 'organizations' | 'pairings' | 'sessions';
  /** Null until it is known. */
  count: number | null;
  states?: readonly string[];
  category?: string | undefined;
  /** The bureau's own list instead, under its name. */
  official?: string;
}

export function ExportLink({ list, count, states = [], category, official }: ExportLinkProps) {
  if (count === null || count === 0) return null;
  const search = new URLSearchParams();
  if (0 < states.length) search.set('states', states.join(','));
  if (category) search.set('category', category);
  if (official) search.set('layout', 'official');
  const query = search.toString();
  return (
    <a className={buttonClass('quiet')} href={`/exports/${list}.xlsx${query && `?${query}`}`} download>
      {official ? `导出${official}` : `导出 ${count.toLocaleString('zh-CN')} 条`}
    </a>
  );
}
