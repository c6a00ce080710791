import { useState } from 'react';
import { Link } from 'wouter';
import { STAFF_ROLES } from '../../../server/contract/words.js';
import type { ImportDoneView, ImportPreviewView } from '../../../server/contract/identity.js';
import type { RotaImportDoneView, RotaImportPreviewView } from '../../../server/contract/rota-import.js';
import { call } from '../app/api.js';
import { BackLink } from '../app/back-link.js';
import { Problem, isProblem } from '../app/core/problem.js';
import { queries } from '../app/queries.js';
import { may, useSession } from '../app/session.js';
import { languageTag } from '../app/words.js';
import { Banner } from '../ui/banner.js';
import { Button, ButtonLink } from '../ui/button.js';
import { Panel } from '../ui/card.js';
import { Field, TextArea } from '../ui/field.js';
import { PageHead } from '../ui/page.js';
import { ErrorSummary } from '../ui/states.js';
import { isRotaTable } from './core/rota-table.js';
import { LONGEST_CSV, TEMPLATES, fileAddress, textOf } from './core/templates.js';
import { rotasQuery } from '../oncall/rota-query.js';
import { failureWords } from './failure.js';
import { ImportPreview } from './import-preview.js';
import { peopleQuery } from './people-query.js';
import { peopleWords } from './people-words.js';
import { RotaColumns, RotaExport } from './rota-columns.js';
import { RotaImportPreview } from './rota-import-preview.js';
import { shiftWords } from './rota-import-words.js';
import './people.css';

interface Trouble {
  title: string;
  words?: string;
  count: number;
}

type Shown = { of: 'people'; csv: string; preview: ImportPreviewView } | { of: 'shifts'; csv: string; preview: RotaImportPreviewView };
type Done = { of: 'people'; view: ImportDoneView } | { of: 'shifts'; view: RotaImportDoneView };

const previewOf = async (csv: string, shifts: boolean): Promise<Shown> =>
  shifts ? { of: 'shifts', csv, preview: await call('POST /api/v1/rota-imports/preview', { csv }) } : { of: 'people', csv, preview: await call('POST /api/v1/staff-imports/preview', { csv }) };

/** Staff, teams or shifts from a table, whichever the role includes: shown first, taken exactly as shown. */
export function ImportPage() {
  const session = useSession();
  const [mayStaff, mayShifts] = [may(session, 'staff:edit'), may(session, 'rota:edit')];
  const [csv, setCsv] = useState('');
  const [shown, setShown] = useState<Shown | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const tell = (title: string, words?: string) => setTrouble((last) => ({ title, ...(words !== undefined && { words }), count: (last?.count ?? 0) + 1 }));

  const look = async () => {
    if (csv.trim() === '') return tell(peopleWords('import.missing'));
    if (csv.length > LONGEST_CSV) return tell(peopleWords('import.too-large'));
    const shifts = isRotaTable(csv);
    if (shifts && !mayShifts) return tell(shiftWords('not-staff'));
    if (!shifts && !mayStaff) return tell(shiftWords('not-rota'));
    setBusy(true);
    setTrouble(null);
    try {
      setShown(await previewOf(csv, shifts));
    } catch (error) {
      if ((isProblem(error, 'identity/import-unreadable') || isProblem(error, 'oncall/import-unreadable')) && error instanceof Problem) tell(peopleWords('import.unreadable'), error.body.detail);
      else if (isProblem(error, 'request/too-large')) tell(peopleWords('import.too-large'));
      else tell(failureWords(error));
    } finally {
      setBusy(false);
    }
  };

  const apply = async () => {
    if (!shown) return;
    setBusy(true);
    setTrouble(null);
    try {
      const { csv: taken, preview: { digest } } = shown;
      setDone(shown.of === 'shifts' ? { of: 'shifts', view: await call('POST /api/v1/rota-imports', { csv: taken, digest }) } : { of: 'people', view: await call('POST /api/v1/staff-imports', { csv: taken, digest }) });
      setShown(null);
      await queries.invalidateQueries({ queryKey: shown.of === 'shifts' ? rotasQuery.queryKey : peopleQuery.queryKey });
    } catch (error) {
      if (isProblem(error, 'identity/import-changed') || isProblem(error, 'oncall/import-changed')) {
        setShown(await previewOf(shown.csv, shown.of === 'shifts'));
        tell(peopleWords('import.stale'), peopleWords('import.stale-words'));
      } else tell(failureWords(error));
    } finally {
      setBusy(false);
    }
  };

  const again = () => {
    setCsv('');
    setShown(null);
    setDone(null);
    setTrouble(null);
  };

  return (
    <>
      <BackLink to={mayStaff ? '/admin/people' : '/rota'} words={mayStaff ? peopleWords('back') : shiftWords('back')} />
      <PageHead title={peopleWords('import.title')}>{mayShifts ? shiftWords(mayStaff ? 'lead.all' : 'lead') : peopleWords('import.lead')}</PageHead>
      {trouble && (
        <div className="people-trouble">
          <ErrorSummary key={trouble.count} title={trouble.title}>
            {trouble.words}
          </ErrorSummary>
        </div>
      )}
      {done?.of === 'shifts' && (
        <Banner kind="success" title={shiftWords('done', { added: done.view.added, changed: done.view.changed, removed: done.view.removed })} actions={<Button onClick={again}>{peopleWords('import.again')}</Button>}>
          {shiftWords('done.words')} <Link href="/rota">{shiftWords('to-rota')}</Link>
        </Banner>
      )}
      {done?.of === 'people' && (
        <Banner kind="success" title={peopleWords('import.done', { added: done.view.added, changed: done.view.changed })} actions={<Button onClick={again}>{peopleWords('import.again')}</Button>}>
          {peopleWords('import.done-words')} <Link href="/admin/people">{peopleWords('import.to-people')}</Link>
        </Banner>
      )}
      {shown && (
        <div className="person">
          {shown.of === 'shifts' ? (
            <RotaImportPreview preview={shown.preview} busy={busy} onApply={() => void apply()} onAgain={again} />
          ) : (
            <ImportPreview preview={shown.preview} busy={busy} onApply={() => void apply()} onAgain={again} />
          )}
        </div>
      )}
      {!shown && !done && (
        <div className="person">
          <TableForm csv={csv} busy={busy} onCsv={setCsv} onUnreadable={() => tell(peopleWords('import.no-text'))} onLook={() => void look()} />
          <div className="person-column">
            {mayStaff && <Columns />}
            {mayShifts && <RotaColumns />}
            {mayShifts && <RotaExport onFailed={tell} />}
          </div>
        </div>
      )}
    </>
  );
}

function TableForm({ csv, busy, onCsv, onUnreadable, onLook }: { csv: string; busy: boolean; onCsv: (csv: string) => void; onUnreadable: () => void; onLook: () => void }) {
  const read = async (file: File | undefined) => {
    if (!file) return;
    const text = textOf(await file.arrayBuffer());
    if (text === null) onUnreadable();
    else onCsv(text);
  };
  return (
    <Panel title={peopleWords('import.step-file')}>
      <form
        noValidate
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) onLook();
        }}
      >
        <Field label={peopleWords('import.file')}>
          {(wiring) => <input {...wiring} className="control" type="file" accept=".csv,text/csv,text/plain" onChange={({ target }) => void read(target.files?.[0])} />}
        </Field>
        <TextArea label={peopleWords('import.paste')} rows={9} value={csv} spellCheck={false} className="control" onChange={({ target }) => onCsv(target.value)} />
        <div>
          <Button type="submit" variant="primary" busy={busy}>
            {peopleWords('import.look')}
          </Button>
        </div>
      </form>
    </Panel>
  );
}

/** As a table says it, in English; with its name where that is another. */
function roleAsTyped(role: (typeof STAFF_ROLES)[number]): string {
  const [typed, name] = [role.replaceAll('-', ' '), peopleWords(`role.${role}`)];
  return name.toLowerCase() === typed ? typed : peopleWords('import.role', { typed, name });
}

function Columns() {
  const roles = new Intl.ListFormat(languageTag()).format(STAFF_ROLES.map(roleAsTyped));
  return (
    <Panel title={peopleWords('import.columns')}>
      <p>{peopleWords('import.columns-staff')}</p>
      <p className="muted">{peopleWords('import.roles', { roles })}</p>
      <h3>{peopleWords('import.columns-teams-title')}</h3>
      <p>{peopleWords('import.columns-teams')}</p>
      <p className="muted">{peopleWords('import.rule')}</p>
      <div className="row">
        <ButtonLink href={fileAddress(TEMPLATES.staff)} download="staff.csv">
          {peopleWords('import.template-staff')}
        </ButtonLink>
        <ButtonLink href={fileAddress(TEMPLATES.teams)} download="teams.csv">
          {peopleWords('import.template-teams')}
        </ButtonLink>
      </div>
    </Panel>
  );
}
