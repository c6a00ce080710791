import { LinkButton } from '../../ui/button.js';
import { TextField } from '../../ui/field.js';
import { providerWords } from './provider-words.js';

/** Who answers for the service: asked once, kept for as long as the page is open. */
export interface Who {
  name: string;
  role: string;
}

export const NAME_ID = 'who-name';
export const ROLE_ID = 'who-role';

/** The longest name and role that the server takes, in characters. */
const LONGEST = 80;

/** Asks for name and role, or says whom the page knows already. */
export function WhoFields({ who, known, wrong, onChange, onAskAgain }: { who: Who; known: boolean; wrong: readonly string[]; onChange: (who: Who) => void; onAskAgain: (() => void) | null }) {
  if (known) {
    return (
      <p className="row muted">
        {providerWords('who.is', { name: who.name, role: who.role })}
        {onAskAgain && <LinkButton onClick={onAskAgain}>{providerWords('who.change')}</LinkButton>}
      </p>
    );
  }
  return (
    <div className="stack">
      <TextField
        id={NAME_ID}
        label={providerWords('who.name')}
        autoComplete="name"
        maxLength={LONGEST}
        value={who.name}
        error={wrong.includes(NAME_ID) && providerWords('who.name-missing')}
        onChange={(event) => onChange({ ...who, name: event.target.value })}
      />
      <TextField
        id={ROLE_ID}
        label={providerWords('who.role')}
        hint={providerWords('who.role-hint')}
        autoComplete="organization-title"
        maxLength={LONGEST}
        value={who.role}
        error={wrong.includes(ROLE_ID) && providerWords('who.role-missing')}
        onChange={(event) => onChange({ ...who, role: event.target.value })}
      />
      <p className="muted">{providerWords('who.no-account')}</p>
    </div>
  );
}
