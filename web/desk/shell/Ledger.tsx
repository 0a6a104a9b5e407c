/**
 * Ledger: the desk's one table. The first column is the name people know and opens the row; the head stays in sight;
 * figures stand right. The whole row may be pressed with the mouse, the link in it with keys.
 * Plain HTML, not antd's Table: that one measures the scroll bar with a style element without a nonce, which our content
 * security policy refuses, and costs 120 KB for what a list without sorting does not use.
 */
import type { MouseEvent, ReactNode } from 'react';

export interface Column<Row> {
  title: string;
  /** `number` stands right; `short` never wraps; `wide` takes what is left. */
  kind?: 'number' | 'short' | 'wide';
  cell: (row: Row) => ReactNode;
}

interface LedgerProps<Row> {
  /** Read aloud as the table's name. */
  name: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  onOpen?: (row: Row) => void;
  openedId?: string | undefined;
  /** Under the last row: 加载更多, or where the list ends. */
  foot?: ReactNode;
}

export function Ledger<Row extends { id: string }>({ name, columns, rows, onOpen, openedId, foot }: LedgerProps<Row>) {
  const open = (event: MouseEvent, row: Row) => {
    const pressed = (event.target as HTMLElement).closest('a,button') !== null;
    const selecting = window.getSelection()?.isCollapsed === false;
    if (onOpen && !pressed && !selecting) onOpen(row);
  };
  return (
    <div className="ledger">
      <table className={onOpen ? 'ledger__table ledger__table--opens' : 'ledger__table'}>
        <caption className="only-spoken">{name}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.title} scope="col" className={classOf(column)}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={row.id}
              className={row.id === openedId ? 'ledger__row--open' : undefined}
              onClick={(event) => open(event, row)}
            >
              {columns.map((column, index) =>
                index === 0 ? (
                  <th key={column.title} scope="row" className={classOf(column)}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.title} className={classOf(column)} data-title={column.title}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {foot ? <div className="ledger__foot">{foot}</div> : null}
    </div>
  );
}

function classOf<Row>({ kind }: Column<Row>): string | undefined {
  return kind === undefined ? undefined : `ledger__${kind}`;
}
