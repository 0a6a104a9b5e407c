/** ExportLink: 导出 1,234 条: all pages of what the list shows, as a workbook with the columns chosen; the count is on it. */
import { columnsOf, type ExportList } from '@jiedui/shared/report/export/columns.ts';
import { fullHeading } from '@jiedui/shared/report/import/layout.ts';
import { TakeAway } from '../../kit/TakeAway.tsx';

interface ExportLinkProps {
  list: ExportList;
  /** Null until it is known. */
  count: number | null;
  states?: readonly string[] | null;
  /** What the list filters by besides the state. */
  filters?: Readonly<Record<string, string | null | undefined>>;
  /** The bureau's own list instead, under its name. */
  official?: string;
}

export function ExportLink({ list, count, states = null, filters = {}, official }: ExportLinkProps) {
  if (count === null || count === 0) return null;
  const search = new URLSearchParams();
  if (states !== null && 0 < states.length) search.set('states', states.join(','));
  for (const [key, value] of Object.entries(filters)) if (value) search.set(key, value);
  if (official) search.set('layout', 'official');
  return (
    <TakeAway
      path={`/exports/${list}.xlsx`}
      search={search}
      word={official ? `导出${official}` : `导出 ${count.toLocaleString('zh-CN')} 条`}
      columns={columnsOf(list, official !== undefined).map((column) => ({
        key: column.key,
        heading: fullHeading(column),
      }))}
    />
  );
}
