import type { ReactNode } from 'react';
import type { ImportPreviewView, ImportRowView } from '../../../server/contract/identity.js';
import { languageTag, saidByServer } from '../app/words.js';
import { Button } from '../ui/button.js';
import { Panel } from '../ui/card.js';
import { Table } from '../ui/table.js';
import { Note, Tag } from '../ui/tag.js';
import type { Tone } from '../ui/tone.js';
import { peopleWords } from './people-words.js';

type Result = ImportRowView['result'];
const RESULTS = ['new', 'changed', 'same', 'refused'] as const;
/** How each result is tinted. */
export const TONES: Readonly<Record<Result, Tone>> = { new: 'success', changed: 'info', same: 'neutral', refused: 'warning' };

/** What a table would do, line by line: refused lines first, because they need somebody. */
export function ImportPreview({ preview, busy, onApply, onAgain }: { preview: ImportPreviewView; busy: boolean; onApply: () => void; onAgain: () => void }) {
  return (
    <PreviewPanel preview={preview} busy={busy} onApply={onApply} onAgain={onAgain}>
      <Table
        caption={peopleWords('import.caption')}
        captionHidden
        rows={refusedFirst(preview.rows)}
        rowKey={({ line }) => String(line)}
        columns={[
          {
            name: peopleWords('import.column.who'),
            cell: ({ name, line }) => (
              <span className="people-who">
                {name}
                <small className="muted num">{peopleWords('import.line', { line })}</small>
              </span>
            ),
          },
          { name: peopleWords('import.column.result'), cell: ({ result }) => <Tag tone={TONES[result]}>{peopleWords(`import.result.${result}`)}</Tag> },
          { name: peopleWords('import.column.why'), cell: (row) => <Why row={row} /> },
        ]}
      />
    </PreviewPanel>
  );
}

interface Counted {
  counts: Readonly<Record<Result, number>>;
  unknownColumns: readonly string[];
}

/** What a table would do, counted, with the buttons that do it or choose another; `says` stands between the two, the lines below. */
export function PreviewPanel({ preview: { counts, unknownColumns }, busy, onApply, onAgain, says, children }: { preview: Counted; busy: boolean; onApply: () => void; onAgain: () => void; says?: ReactNode; children: ReactNode }) {
  const toTake = counts.new + counts.changed;
  return (
    <Panel title={peopleWords('import.step-look')}>
      <p className="row" role="status">
        {RESULTS.map((result) => (
          <Tag key={result} tone={TONES[result]}>
            {peopleWords(`import.${result}`, { count: counts[result] })}
          </Tag>
        ))}
      </p>
      {unknownColumns.length > 0 && <p className="muted">{peopleWords('import.unknown', { columns: new Intl.ListFormat(languageTag()).format(unknownColumns) })}</p>}
      {counts.refused > 0 && (
        <Note tone="warning" icon="warning">
          {peopleWords('import.refused-note')}
        </Note>
      )}
      {toTake === 0 && <p>{peopleWords('import.nothing')}</p>}
      {says}
      <div className="row">
        {toTake > 0 && (
          <Button variant="primary" busy={busy} onClick={onApply}>
            {peopleWords('import.apply', { count: toTake })}
          </Button>
        )}
        <Button onClick={onAgain}>{peopleWords('import.again')}</Button>
      </div>
      {children}
    </Panel>
  );
}

/** The same lines, those first that nobody took. */
export const refusedFirst = <Row extends { result: Result }>(rows: readonly Row[]): Row[] => rows.toSorted((a, b) => Number(b.result === 'refused') - Number(a.result === 'refused'));

/** Why a line was refused. */
export function Refusals({ refusals }: { refusals: readonly { field: string; why: string }[] }) {
  return refusals.map(({ field, why }) => <li key={`${field} ${why}`}>{peopleWords('import.refusal', { field: field === 'row' ? peopleWords('import.field.row') : field, why: saidByServer(why) })}</li>);
}

function Why({ row: { changes, refusals } }: { row: ImportRowView }) {
  return (
    <ul className="people-roles">
      <Refusals refusals={refusals} />
      {changes.map(({ field, from, to }) => (
        <li key={`${field} ${to}`}>{from === '' ? peopleWords('import.change-new', { field, to }) : peopleWords('import.change', { field, from, to })}</li>
      ))}
    </ul>
  );
}
