import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { KEY_SCOPES, PERSONAL_SCOPES } from '../../../server/contract/api-keys.js';
import type { KeyScope, NewApiKeyView } from '../../../server/contract/api-keys.js';
import { call } from '../app/api.js';
import { peopleQuery } from '../people/people-query.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { Select, TextField } from '../ui/field.js';
import { FormDialog } from '../ui/form-dialog.js';
import { Note } from '../ui/tag.js';
import { Checkbox } from '../ui/toggle.js';
import { useTries } from '../ui/use-tries.js';
import { keyWords } from './api-key-words.js';
import { hearKey, whyNot } from './api-keys-query.js';

const DAYS = [30, 90, 180, 365] as const;

/** A new key: for which program, what it may, where, and how long. */
export function NewKeyDialog({ onClose, onMade }: { onClose: () => void; onMade: (made: NewApiKeyView) => void }) {
  const { data } = useQuery(peopleQuery);
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<readonly KeyScope[]>([]);
  const [teamIds, setTeamIds] = useState<readonly string[]>([]);
  const [days, setDays] = useState<(typeof DAYS)[number]>(90);
  const { busy, failure, wrong, fail, attempt } = useTries();

  const make = () => {
    const fields = [
      ...(name.trim() === '' ? [{ fieldId: 'key-name', words: keyWords('new.name-missing') }] : []),
      ...(scopes.length === 0 ? [{ fieldId: 'key-scopes', words: keyWords('new.scopes-missing') }] : []),
      ...(teamIds.length === 0 ? [{ fieldId: 'key-teams', words: keyWords('new.teams-missing') }] : []),
    ];
    if (fields[0]) return fail({ words: fields[0].words, fields });
    return attempt(async () => {
      const made = await call('POST /api/v1/api-keys', { name: name.trim(), scopes: [...scopes], teamIds: [...teamIds], endsInDays: days });
      hearKey(made.key);
      onMade(made);
    }, whyNot);
  };
  const toggled = <T,>(chosen: readonly T[], one: T, on: boolean): T[] => (on ? [...chosen, one] : chosen.filter((other) => other !== one));

  return (
    <FormDialog title={keyWords('make')} closeLabel={keyWords('close')} onClose={onClose} act={keyWords('new.act')} onAct={make} busy={busy} failure={failure}>
      <TextField id="key-name" label={keyWords('new.name')} hint={keyWords('new.name-hint')} error={wrong('key-name')} maxLength={80} autoComplete="off" value={name} onChange={({ target }) => setName(target.value)} />
      <fieldset id="key-scopes" className="key-choices" tabIndex={-1}>
        <legend>{keyWords('new.scopes')}</legend>
        {wrong('key-scopes') && <p className="field-error">{wrong('key-scopes')}</p>}
        {KEY_SCOPES.map((scope) => (
          <Checkbox key={scope} label={keyWords(`scope.${scope}`)} checked={scopes.includes(scope)} onToggle={(on) => setScopes(toggled(scopes, scope, on))} />
        ))}
      </fieldset>
      {scopes.some((scope) => PERSONAL_SCOPES.includes(scope)) && (
        <Note tone="warning" icon="lock">
          {keyWords('new.personal')}
        </Note>
      )}
      <fieldset id="key-teams" className="key-choices" tabIndex={-1}>
        <legend>{keyWords('new.teams')}</legend>
        {wrong('key-teams') && <p className="field-error">{wrong('key-teams')}</p>}
        {data?.teams.map(({ id, name: team }) => (
          <Checkbox key={id} label={team} checked={teamIds.includes(id)} onToggle={(on) => setTeamIds(toggled(teamIds, id, on))} />
        ))}
      </fieldset>
      <Select label={keyWords('new.ends')} value={days} onChange={({ target }) => setDays(DAYS.find((one) => String(one) === target.value) ?? 90)}>
        {DAYS.map((one) => (
          <option key={one} value={one}>
            {keyWords(`days.${one}`)}
          </option>
        ))}
      </Select>
    </FormDialog>
  );
}

/** The key itself, this once. */
export function SecretDialog({ made: { key, secret }, onKept }: { made: NewApiKeyView; onKept: () => void }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(secret);
      setCopied(true);
    } catch {
      // The browser forbids it: the field is there to copy from by hand.
      document.getElementById('key-secret')?.focus();
    }
  };
  return (
    <Dialog
      open
      title={keyWords('secret.title')}
      closeLabel={keyWords('close')}
      onClose={onKept}
      actions={
        <>
          <Button variant="primary" onClick={onKept}>
            {keyWords('secret.kept')}
          </Button>
          <Button icon={copied ? 'check' : 'list'} onClick={() => void copy()}>
            {keyWords('secret.copy')}
          </Button>
        </>
      }
    >
      <p>{keyWords('secret.words')}</p>
      {key.state === 'waiting' && <p>{keyWords('secret.waiting')}</p>}
      <TextField id="key-secret" label={keyWords('secret.label', { name: key.name })} readOnly value={secret} onFocus={({ target }) => target.select()} />
      <p role="status" className="muted">
        {copied && keyWords('secret.copied')}
      </p>
    </Dialog>
  );
}
