import { useState } from 'react';
import { MOST_UPLOAD_BYTES, MOST_UPLOAD_FILES, MOST_UPLOAD_FILE_BYTES } from '../../../../server/contract/directory-edit.js';
import type { DirectoryImportPreview, ImportChoices } from '../../../../server/contract/directory-edit.js';
import { call } from '../../app/api.js';
import { BackLink } from '../../app/back-link.js';
import { Problem, Unreachable, isProblem } from '../../app/core/problem.js';
import { queries } from '../../app/queries.js';
import { saidByServer } from '../../app/words.js';
import { Banner } from '../../ui/banner.js';
import { Button } from '../../ui/button.js';
import { Panel } from '../../ui/card.js';
import { Field, TextField } from '../../ui/field.js';
import { PageHead } from '../../ui/page.js';
import { ErrorSummary } from '../../ui/states.js';
import { nameFrom, notSendable, readable } from './core/chosen-files.js';
import { ImportList } from './import-list.js';
import { importWords } from './import-words.js';
import { Preview } from './preview.js';
import { sendFile } from './send-file.js';
import '../directory.css';
import './import.css';

const MB = 1024 * 1024;
type Readable = Extract<DirectoryImportPreview, { ok: true }>;
interface Trouble { title: string; words?: string; lines: readonly string[]; count: number }

/** Bringing a directory in: choose, look, import; and undoing it. */
export function DirectoryImportPage() {
  const [files, setFiles] = useState<readonly File[]>([]);
  const [source, setSource] = useState('');
  const [country, setCountry] = useState('US');
  const [zone, setZone] = useState('');
  const [busy, setBusy] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [shown, setShown] = useState<{ choices: ImportChoices; preview: Readable } | null>(null);
  const [done, setDone] = useState<{ created: number; updated: number } | null>(null);
  const tell = (title: string, words?: string, lines: readonly string[] = []) => setTrouble((last) => ({ title, lines, ...(words !== undefined && { words }), count: (last?.count ?? 0) + 1 }));

  const choose = (list: FileList | null) => {
    const chosen = [...(list ?? [])];
    const sendable = readable(chosen);
    setFiles(sendable);
    const first = sendable[0];
    if (source === '' && first) setSource(nameFrom(first.webkitRelativePath || first.name));
    if (chosen.length > 0 && sendable.length === 0) tell(importWords('files.none'));
  };

  const explain = (error: unknown) => {
    if (error instanceof Unreachable) return tell(importWords('failed'), importWords('failed.unreachable'));
    if (!(error instanceof Problem)) throw error;
    return tell(importWords('failed'), importWords('failed.other', { why: [error.message, ...(error.body.errors ?? []).map(({ pointer, detail }) => `${pointer.slice(1)} ${detail}`)].join(', ') }));
  };

  const look = async (choices: ImportChoices): Promise<boolean> => {
    const preview = await call('POST /api/v1/directory-imports/preview', choices);
    if (preview.ok) setShown({ choices, preview });
    else tell(importWords('wrong'), importWords('wrong.whole'), preview.problems.map(({ file, why }) => (file === '' ? saidByServer(why) : importWords('wrong.file', { file, why: saidByServer(why) }))));
    return preview.ok;
  };

  const send = async () => {
    const why = notSendable(files);
    if (why) {
      const most = { 'none': 0, 'too-many': MOST_UPLOAD_FILES, 'all-too-large': MOST_UPLOAD_BYTES / MB, 'too-large': MOST_UPLOAD_FILE_BYTES / MB }[why.kind];
      return tell(why.kind === 'none' ? importWords('files.missing') : why.kind === 'too-large' ? importWords('files.too-large', { name: why.name, most }) : importWords(`files.${why.kind}`, { most }));
    }
    if (source.trim() === '') return tell(importWords('source.missing'));
    setTrouble(null);
    setDone(null);
    const uploadId = crypto.randomUUID();
    try {
      for (const [n, file] of files.entries()) {
        setBusy(importWords('sending', { name: file.name, n: n + 1, of: files.length }));
        await sendFile(uploadId, file);
      }
      await look({ uploadId, source: source.trim(), country: country.trim(), ...(zone.trim() !== '' && { timeZone: zone.trim() }) });
    } catch (error) {
      explain(error);
    } finally {
      setBusy(null);
    }
  };

  const apply = async () => {
    if (!shown) return;
    setBusy('');
    setTrouble(null);
    try {
      const { services } = await call('POST /api/v1/directory-imports', { ...shown.choices, digest: shown.preview.digest }, { idempotencyKey: `import-${shown.choices.uploadId}` });
      setDone(services);
      setShown(null);
      setFiles([]);
      await queries.invalidateQueries({ predicate: ({ queryKey }) => ['directory-imports', 'services', 'service'].includes(String(queryKey[0])) });
    } catch (error) {
      if (isProblem(error, 'directory/import-changed') && (await look(shown.choices))) tell(importWords('stale'), importWords('stale.words'));
      else explain(error);
    } finally {
      setBusy(null);
    }
  };

  return (
    <>
      <BackLink to="/services" words={importWords('back')} />
      <PageHead title={importWords('title')}>{importWords('lead')}</PageHead>
      <div className="stack import">
        {trouble && (
          <ErrorSummary key={trouble.count} title={trouble.title}>
            {trouble.words}
            {trouble.lines.length > 0 && (
              <ul>
                {trouble.lines.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            )}
          </ErrorSummary>
        )}
        {done && (
          <Banner kind="success" title={importWords('done', done)}>
            {importWords('done.words')}
          </Banner>
        )}
        {shown ? (
          <Preview preview={shown.preview} busy={busy !== null} onApply={() => void apply()} onAgain={() => setShown(null)} />
        ) : (
          <Panel title={importWords('files')}>
            <form
              noValidate
              className="stack"
              onSubmit={(event) => {
                event.preventDefault();
                if (busy === null) void send();
              }}
            >
              <p className="muted">{importWords('files.limits', { file: MOST_UPLOAD_FILE_BYTES / MB, all: MOST_UPLOAD_BYTES / MB, count: MOST_UPLOAD_FILES })}</p>
              <div className="edit-line">
                <FileField label={importWords('files.choose')} onChoose={choose} />
                <FileField label={importWords('files.folder')} folder onChoose={choose} />
              </div>
              {files.length > 0 && <p className="num">{files.map(({ name }) => name).join(', ')}</p>}
              <TextField label={importWords('source')} hint={importWords('source.hint')} maxLength={80} value={source} autoCapitalize="none" onChange={({ target }) => setSource(target.value)} />
              <TextField label={importWords('country')} maxLength={2} value={country} onChange={({ target }) => setCountry(target.value)} />
              <TextField label={importWords('zone')} hint={importWords('zone.hint')} optional={importWords('optional')} maxLength={60} value={zone} onChange={({ target }) => setZone(target.value)} />
              <div className="row">
                <Button type="submit" variant="primary" busy={busy !== null}>
                  {importWords('look')}
                </Button>
                <span role="status" className="muted">
                  {busy}
                </span>
              </div>
            </form>
          </Panel>
        )}
        <ImportList />
      </div>
    </>
  );
}

function FileField({ label, folder = false, onChoose }: { label: string; folder?: boolean; onChoose: (files: FileList | null) => void }) {
  return (
    <Field label={label}>
      {(wiring) => (
        <input
          {...wiring}
          ref={(element) => {
            // React does not know this attribute
            if (folder) element?.setAttribute('webkitdirectory', '');
          }}
          className="control"
          type="file"
          multiple
          {...(!folder && { accept: '.csv,.json,.zip,.xml' })}
          onChange={({ target }) => onChoose(target.files)}
        />
      )}
    </Field>
  );
}
