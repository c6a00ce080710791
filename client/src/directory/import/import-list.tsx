import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DirectoryImportView } from '../../../../server/contract/directory-edit.js';
import { call } from '../../app/api.js';
import { day, exactTime } from '../../app/format.js';
import { queries } from '../../app/queries.js';
import { Button } from '../../ui/button.js';
import { Panel } from '../../ui/card.js';
import { Dialog } from '../../ui/dialog.js';
import { ErrorSummary, Skeleton } from '../../ui/states.js';
import { saveFailure } from '../save-failure.js';
import { importWords } from './import-words.js';

const importsQuery = queryOptions({ queryKey: ['directory-imports'], queryFn: ({ signal }) => call('GET /api/v1/directory-imports', {}, { signal }), staleTime: 30_000 });

/** Imports that were written, newest first; each can be undone once. */
export function ImportList() {
  const { data, error, refetch } = useQuery(importsQuery);
  const [chosen, setChosen] = useState<DirectoryImportView | null>(null);
  return (
    <Panel title={importWords('list')}>
      {!data && !error && <Skeleton label={importWords('list')} />}
      {!data && error && (
        <div className="row">
          <p>{importWords('list.failed')}</p>
          <Button onClick={() => void refetch()}>{importWords('try-again')}</Button>
        </div>
      )}
      {data?.imports.length === 0 && <p className="muted">{importWords('list.empty')}</p>}
      <ul className="stack import-list">
        {data?.imports.map((one) => (
          <li key={one.id} className="import-entry">
            <OneImport one={one} onUndo={() => setChosen(one)} />
          </li>
        ))}
      </ul>
      <UndoDialog one={chosen} onClose={() => setChosen(null)} />
    </Panel>
  );
}

function OneImport({ one, onUndo }: { one: DirectoryImportView; onUndo: () => void }) {
  const { source, by, at, services, rows, repaired, refused, undone } = one;
  return (
    <>
      <p>
        <b>{source}</b> <span className="muted">{importWords('list.by', { by, day: day(at), time: exactTime(at) })}</span>
      </p>
      <p>
        {importWords('tally', services)}. <span className="muted">{importWords('list.rows', { rows, repaired, refused })}</span>
      </p>
      {undone ? (
        <>
          <p>{importWords('undone', { by: undone.by, day: day(undone.at), time: exactTime(undone.at), restored: undone.restored, removed: undone.removed })}</p>
          {undone.kept.length > 0 && (
            <>
              <p>{importWords('kept')}</p>
              <ul className="import-list">
                {undone.kept.map(({ id, name, why }) => (
                  <li key={id}>
                    <a href={`/services/${id}`}>{importWords(`kept.${why}`, { name })}</a>
                  </li>
                ))}
              </ul>
            </>
          )}
        </>
      ) : (
        <div>
          <Button size="s" icon="undo" onClick={onUndo}>
            {importWords('undo')}
          </Button>
        </div>
      )}
    </>
  );
}

function UndoDialog({ one, onClose }: { one: DirectoryImportView | null; onClose: () => void }) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<{ words: string; count: number } | null>(null);
  const undo = async () => {
    if (!one) return;
    setBusy(true);
    try {
      await call('POST /api/v1/directory-imports/:id/undoing', { id: one.id });
      setFailure(null);
      onClose();
    } catch (error) {
      setFailure((last) => ({ words: saveFailure(error), count: (last?.count ?? 0) + 1 }));
    } finally {
      setBusy(false);
      await queries.invalidateQueries({ predicate: ({ queryKey }) => ['directory-imports', 'services', 'service'].includes(String(queryKey[0])) });
    }
  };
  return (
    <Dialog
      open={one !== null}
      title={importWords('undo.title')}
      closeLabel={importWords('close')}
      onClose={onClose}
      actions={
        <Button variant="primary" busy={busy} onClick={() => void undo()}>
          {importWords('undo.act')}
        </Button>
      }
    >
      <div className="stack">
        {failure && <ErrorSummary key={failure.count} title={failure.words} />}
        <p>{importWords('undo.words')}</p>
        {one && (
          <p>
            <b>{one.source}</b>: {importWords('tally', one.services)}
          </p>
        )}
      </div>
    </Dialog>
  );
}
