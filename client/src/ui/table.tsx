import type { ReactNode } from 'react';
import { useId } from 'react';
import './table.css';

export interface Column<Row> {
  name: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Figures: tabular, at the end of the cell. */
  numeric?: boolean | undefined;
}

/**
 * Rows and columns with a caption; the first column names its row. Too wide for its place, it scrolls by itself and can
 * be reached and scrolled by the keyboard.
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
      <table className="table">
        <caption id={id} className={captionHidden ? 'visually-hidden' : undefined}>
          {caption}
        </caption>
        <thead>
          <tr>
            {columns.map((column, place) => (
              <th key={place} scope="col" className={column.numeric ? 'num' : undefined}>
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column, place) =>
                place === 0 ? (
                  <th key={place} scope="row">
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={place} className={column.numeric ? 'num' : undefined}>
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
