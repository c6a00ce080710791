import type { DirectoryImportPreview } from '../../../../server/contract/directory-edit.js';
import type { ImportFileReport, ImportReason } from '../../../../server/contract/directory.js';
import { Button } from '../../ui/button.js';
import { Panel } from '../../ui/card.js';
import { FactList } from '../../ui/fact-list.js';
import { Table } from '../../ui/table.js';
import { Tag } from '../../ui/tag.js';
import { FieldChanges } from '../history/history-panel.js';
import { saidByServer } from '../../app/words.js';
import { importWords } from './import-words.js';

type Readable = Extract<DirectoryImportPreview, { ok: true }>;

/** What an import would do: in all, file by file with every remark, and service by service with every fact. */
export function Preview({ preview, busy, onApply, onAgain }: { preview: Readable; busy: boolean; onApply: () => void; onAgain: () => void }) {
  const { services, organizations, locations, files, changed } = preview;
  const count = services.created + services.updated;
  const nothing = [services, organizations, locations].every(({ created, updated }) => created + updated === 0);
  return (
    <Panel title={importWords('preview')}>
      <div className="stack" role="status">
        <FactList layout="beside" facts={([['preview.services', services], ['preview.organizations', organizations], ['preview.locations', locations]] as const).map(([name, tally]) => ({ name: importWords(name), value: importWords('tally', tally) }))} />
        {nothing && <p>{importWords('preview.nothing')}</p>}
      </div>
      <div className="row import-acts">
        {!nothing && (
          <Button variant="primary" busy={busy} onClick={onApply}>
            {importWords('apply')}
          </Button>
        )}
        <Button onClick={onAgain}>{importWords('again')}</Button>
      </div>
      <Table
        caption={importWords('table')}
        rows={files}
        rowKey={({ file }) => file}
        columns={[
          { name: importWords('column.file'), cell: ({ file }) => file },
          ...(['rows', 'taken', 'repaired', 'refused'] as const).map((name) => ({ name: importWords(`column.${name}`), numeric: true, cell: (file: Readable['files'][number]) => file[name] })),
        ]}
      />
      {files.filter(({ reasonCount }) => reasonCount > 0).map((file) => (
        <Reasons key={file.file} file={file} count={file.reasonCount} />
      ))}
      {changed.length > 0 && (
        <details className="import-more">
          <summary>{importWords('changed')}</summary>
          {changed.length < count && <p className="muted">{importWords('changed.first', { shown: changed.length, count })}</p>}
          <ul className="stack import-list">
            {changed.map(({ id, name, organizationName, isNew, fields }) => (
              <li key={id}>
                <p className="row">
                  <b>{name}</b> <span className="muted">{organizationName}</span>
                  <Tag tone={isNew ? 'success' : 'info'}>{importWords(isNew ? 'is-new' : 'is-changed')}</Tag>
                </p>
                {fields.length > 0 && <FieldChanges fields={fields} />}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Panel>
  );
}

function Reasons({ file, count }: { file: ImportFileReport; count: number }) {
  return (
    <details className="import-more">
      <summary>{importWords('reasons', { count, file: file.file })}</summary>
      <ul className="import-list">
        {file.reasons.map((reason, place) => (
          <li key={place}>{reasonWords(reason)}</li>
        ))}
        {count > file.reasons.length && <li>{importWords('reason.more', { count: count - file.reasons.length })}</li>}
      </ul>
    </details>
  );
}

const reasonWords = ({ row, field, why, result }: ImportReason): string => [row === null ? null : importWords('reason.row', { row }), importWords(`reason.${result}`), field, saidByServer(why)].filter(Boolean).join(', ');
