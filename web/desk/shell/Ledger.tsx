/**
 * Ledger: the desk's one table. The first column is the name people know and opens the row; the head stays in sight;
 * figures stand right with their unit in the head. The whole row may be pressed with the mouse, the link with keys.
 */
import { Table, type TableColumnsType } from 'antd';
import type { ReactNode } from 'react';

interface LedgerProps<Row> {
  /** Read aloud as the table's name. */
  name: string;
  columns: TableColumnsType<Row>;
  rows: readonly Row[];
  onOpen?: (row: Row) => void;
  openedId?: string | undefined;
  /** Under the last row: 加载更多, or where the list ends. */
  foot?: ReactNode;
}

export function Ledger<Row extends { id: string }>({ name, columns, rows, onOpen, openedId, foot }: LedgerProps<Row>) {
  return (
    <div className="ledger" role="region" aria-label={name} tabIndex={-1}>
      <Table<Row>
        rowKey="id"
        columns={columns}
        dataSource={rows as Row[]}
        pagination={false}
        rowClassName={(row) => (row.id === openedId ? 'ledger__row ledger__row--open' : 'ledger__row')}
        onRow={(row) => ({
          onClick: (event) => {
            const target = event.target as HTMLElement;
            if (onOpen && !target.closest('a,button') && window.getSelection()?.isCollapsed !== false) onOpen(row);
          },
        })}
        {...(onOpen ? { className: 'ledger--opens' } : {})}
      />
      {foot ? <div className="ledger__foot">{foot}</div> : null}
    </div>
  );
}
