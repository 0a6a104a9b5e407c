/** 导出 12 条 on the phone: the list as a workbook with the columns chosen. Loaded after the list, which does not wait for it. */
import { columnsOf, type ExportList as Listed } from '@jiedui/shared/report/export/columns.ts';
import { fullHeading } from '@jiedui/shared/report/import/layout.ts';
import { TakeAway } from '../../kit/TakeAway.tsx';

interface ExportListProps {
  list: Listed;
  count: number;
  states?: readonly string[] | null;
  /** The official list instead, under its name. */
  official?: string;
}

export default function ExportList({ list, count, states = null, official }: ExportListProps) {
  if (count === 0) return null;
  const search = new URLSearchParams();
  if (states !== null) search.set('states', states.join(','));
  if (official) search.set('layout', 'official');
  const columns = columnsOf(list, official !== undefined);
  return (
    <TakeAway
      path={`/exports/${list}.xlsx`}
      search={search}
      word={official ? `导出${official}（${count} 条）` : `导出 ${count} 条`}
      columns={columns.map((column) => ({ key: column.key, heading: fullHeading(column) }))}
    />
  );
}
