import type { RotaImportPreviewView, RotaImportRowView } from '../../../server/contract/rota-import.js';
import { languageTag, saidByServer } from '../app/words.js';
import { useNow } from '../live/server-clock.js';
import { rotaWords } from '../oncall/rota-words.js';
import { momentIn, spanIn } from '../oncall/time-words.js';
import { gapWhen, warningWords } from '../oncall/week/needs-you.js';
import { Table } from '../ui/table.js';
import { Note, Tag } from '../ui/tag.js';
import { PreviewPanel, Refusals, TONES, refusedFirst } from './import-preview.js';
import { peopleWords } from './people-words.js';
import { shiftWords } from './rota-import-words.js';

/** So many gaps and warnings are named. */
const NAMED = 6;

/** What a table of shifts would do, line by line with refused lines first, and what the rotas would look like then. */
export function RotaImportPreview({ preview, busy, onApply, onAgain }: { preview: RotaImportPreviewView; busy: boolean; onApply: () => void; onAgain: () => void }) {
  const { newRotas } = preview;
  return (
    <PreviewPanel
      preview={preview}
      busy={busy}
      onApply={onApply}
      onAgain={onAgain}
      says={
        <>
          {newRotas.length > 0 && <p>{shiftWords('new-rota', { rotas: new Intl.ListFormat(languageTag()).format(newRotas.map(({ team, rota }) => shiftWords('shift.in', { rota, team }))) })}</p>}
          <Then preview={preview} />
        </>
      }
    >
      <Table
        caption={shiftWords('caption')}
        captionHidden
        rows={refusedFirst(preview.rows)}
        rowKey={({ line }) => String(line)}
        columns={[
          {
            name: shiftWords('column.shift'),
            cell: (row) => (
              <span className="people-who">
                {row.person === '' ? shiftWords('nobody') : row.person}
                <span>{row.startsAt === null || row.endsAt === null ? shiftWords('unread') : spanIn(row.startsAt, row.endsAt, row.timeZone)}</span>
                <small className="muted">
                  {shiftWords('shift.in', { rota: row.rota, team: row.team })}. {peopleWords('import.line', { line: row.line })}
                </small>
              </span>
            ),
          },
          {
            // Together, so that a phone shows why without going aside.
            name: peopleWords('import.column.why'),
            cell: (row) => (
              <div>
                <Tag tone={TONES[row.result]}>{peopleWords(`import.result.${row.result}`)}</Tag>
                <Why row={row} />
              </div>
            ),
          },
        ]}
      />
    </PreviewPanel>
  );
}

function Why({ row: { changes, refusals, notes, person } }: { row: RotaImportRowView }) {
  if (refusals.length + changes.length + notes.length === 0) return null;
  return (
    <ul className="people-roles">
      <Refusals refusals={refusals} />
      {changes.map(({ field, from, to }) => (
        <li key={`${field} ${to}`}>{shiftWords(person === '' ? 'change.nobody' : 'change', { from, to })}</li>
      ))}
      {notes.map((note) => (
        <li key={note}>{saidByServer(note)}</li>
      ))}
    </ul>
  );
}

function Then({ preview: { looked, gaps, warnings } }: { preview: RotaImportPreviewView }) {
  const now = useNow(60_000);
  if (!looked) return null;
  const zone = gaps[0]?.timeZone ?? warnings[0]?.timeZone;
  return (
    <section className="stack" aria-label={shiftWords('then')}>
      <h3>{shiftWords('then')}</h3>
      {zone !== undefined && <p className="muted num">{shiftWords('then.until', { until: momentIn(looked.until, zone) })}</p>}
      {gaps.length > 0 && (
        <Note tone="warning" icon="warning">
          <b>{shiftWords('gaps', { count: gaps.length })}</b>
          <ul className="people-roles num">
            {gaps.slice(0, NAMED).map(({ rotaId, rotaName, startsAt, endsAt, timeZone }) => (
              <li key={`${rotaId} ${startsAt}`}>{shiftWords('gap', { rota: rotaName, when: gapWhen({ startsAt, endsAt, timeZone }, now) })}</li>
            ))}
          </ul>
          {gaps.length > NAMED && shiftWords('then.more', { count: gaps.length - NAMED })}
        </Note>
      )}
      {warnings.length > 0 && (
        <Note tone="warning" icon="warning">
          <b>{shiftWords('warnings', { count: warnings.length })}</b>
          <ul className="people-roles num">
            {warnings.slice(0, NAMED).map((warning) => (
              <li key={`${warning.kind} ${warning.rotaId} ${warning.staff.id} ${warning.startsAt}`}>
                {rotaWords(`needs.${warning.kind}`, { name: warning.staff.name, hours: warning.hours ?? 0 })}. {warningWords(warning)}
              </li>
            ))}
          </ul>
          {warnings.length > NAMED && shiftWords('then.more', { count: warnings.length - NAMED })}
        </Note>
      )}
      {gaps.length === 0 && warnings.length === 0 && (
        <Note tone="success" icon="check">
          {shiftWords('then.fine')}
        </Note>
      )}
    </section>
  );
}
