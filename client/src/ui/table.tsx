import type { ReactNode } from 'react';
import { useId } from 'react';
import './table.css';

export interface Column<Row> {
  name: string;
  cell: (row: Row) => ReactNode;
  /** Figures: tabular, at the end of the cell. */
  numeric?: boolean | undefined;
}

/** The roles are said again: drawn as blocks on a phone, a table would be none to a screen reader. */
const AS = {
  table: { role: 'table' }, rowgroup: { role: 'rowgroup' }, row: { role: 'row' }, columnheader: { role: 'columnheader' }, rowheader: { role: 'rowheader' }, cell: { role: 'cell' },
} as const;

/**
 * Rows and columns with a caption; the first column names its row. On a phone each row stands by itself, every cell with its
 * column's name beside it. Too wide for its place, it scrolls by itself and can be reached and scrolled by the keyboard.
 */
export function Table<Row>({
  caption,
  captionHidden,
  columns,
  rows,
  rowKey,
}: {
  caption: ReactNode;
  captionHidden?: boolean | undefined;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
}) {
  const id = useId();
  return (
    <div className="table-frame" role="region" aria-labelledby={id} tabIndex={0}>
      <table className="table" {...AS.table}>
        <caption id={id} className={captionHidden ? 'visually-hidden' : undefined}>
          {caption}
        </caption>
        <thead {...AS.rowgroup}>
          <tr {...AS.row}>
            {columns.map((column, place) => (
              <th key={place} scope="col" {...AS.columnheader} className={column.numeric ? 'num' : undefined}>
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...AS.rowgroup}>
          {rows.map((row) => (
            <tr key={rowKey(row)} {...AS.row}>
              {columns.map((column, place) =>
                place === 0 ? (
                  <th key={place} scope="row" {...AS.rowheader}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={place} {...AS.cell} className={column.numeric ? 'num' : undefined} data-name={column.name}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
