import { useId, useState } from 'react';
import { useLocation } from 'wouter';
import type { NumberKind, StaffRecordView, TeamRecordView } from '../../../server/contract/identity.js';
import { call } from '../app/api.js';
import { Problem, isProblem } from '../app/core/problem.js';
import { queries } from '../app/queries.js';
import { asE164 } from '../messaging/phones/core/readable-number.js';
import { Button } from '../ui/button.js';
import { Panel } from '../ui/card.js';
import { Select, TextField } from '../ui/field.js';
import { ErrorSummary } from '../ui/states.js';
import { useToasts } from '../ui/toast.js';
import { failureWords } from './failure.js';
import { hearPerson, peopleQuery } from './people-query.js';
import { peopleWords } from './people-words.js';
import { RolesField } from './roles-field.js';
import type { RoleDraft } from './roles-field.js';

type FieldName = 'name' | 'email' | 'phone' | 'roles';
type Wrong = Partial<Record<FieldName, string>>;

/** Name, address and roles of somebody; with a number for somebody new. */
export function PersonForm({ person, teams }: { person: StaffRecordView | null; teams: readonly TeamRecordView[] }) {
  const prefix = useId();
  const toasts = useToasts();
  const [, go] = useLocation();
  const [name, setName] = useState(person?.name ?? '');
  const [email, setEmail] = useState(person?.email ?? '');
  const [phone, setPhone] = useState('');
  const [phoneKind, setPhoneKind] = useState<NumberKind>('text-and-call');
  const [roles, setRoles] = useState<RoleDraft[]>(person?.roles ?? [{ teamId: teams[0]?.id ?? '', role: 'clinician' }]);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<{ title: string; words?: string; wrong: Wrong; count: number } | null>(null);
  const tell = (title: string, wrong: Wrong, words?: string) => setTrouble((last) => ({ title, wrong, ...(words !== undefined && { words }), count: (last?.count ?? 0) + 1 }));
  const fieldId = (field: FieldName): string => `${prefix}${field}`;

  const missing = (): Wrong => ({
    ...(name.trim() === '' && { name: peopleWords('name.missing') }),
    ...(email.trim() === '' ? { email: peopleWords('email.missing') } : !/^\S+@\S+$/.test(email.trim()) && { email: peopleWords('email.bad') }),
    ...(phone.trim() !== '' && asE164(phone) === null && !phone.trim().startsWith('+') && { phone: peopleWords('phone.bad') }),
    ...(roles.some(({ teamId }) => teamId === '') && { roles: peopleWords('roles.missing') }),
  });

  const save = async () => {
    const wrong = missing();
    if (Object.keys(wrong).length > 0) return tell(peopleWords('wrong'), wrong);
    setBusy(true);
    setTrouble(null);
    const told = { name: name.trim(), email: email.trim(), roles };
    try {
      if (person) {
        hearPerson(await call('PUT /api/v1/staff/:id', { id: person.id, seenVersion: person.version, ...told }));
        const words = peopleWords('saved', { name: told.name });
        toasts.show({ title: words, spoken: words, seconds: 6 });
      } else {
        const added = await call('POST /api/v1/staff', { ...told, ...(phone.trim() !== '' && { phone: phone.trim(), phoneKind }) });
        await queries.invalidateQueries(peopleQuery);
        const words = peopleWords('added', { name: told.name });
        toasts.show({ title: words, spoken: words, seconds: 8 });
        go(`/admin/people/${added.id}`, { replace: true });
      }
    } catch (error) {
      await explain(error);
    } finally {
      setBusy(false);
    }
  };

  const explain = async (error: unknown): Promise<void> => {
    if (isProblem(error, 'identity/changed') && person) {
      const now = (await queries.fetchQuery({ ...peopleQuery, staleTime: 0 })).people.find(({ id }) => id === person.id);
      if (now) {
        setName(now.name);
        setEmail(now.email);
        setRoles(now.roles);
      }
      return tell(peopleWords('wrong.changed'), {}, peopleWords('wrong.changed-words'));
    }
    if (isProblem(error, 'identity/e-mail-in-use')) return tell(peopleWords('wrong'), { email: peopleWords('email.in-use') });
    if (isProblem(error, 'identity/phone-in-use')) return tell(peopleWords('wrong'), { phone: peopleWords('phone.in-use') });
    if (error instanceof Problem && isProblem(error, 'request/malformed')) {
      const wrong: Wrong = { ...(error.at('/email') !== null && { email: peopleWords('email.bad') }), ...(error.at('/phone') !== null && { phone: peopleWords('phone.bad') }) };
      if (Object.keys(wrong).length > 0) return tell(peopleWords('wrong'), wrong);
    }
    return tell(failureWords(error), {});
  };

  const wrong = trouble?.wrong ?? {};
  const fields = (Object.entries(wrong) as [FieldName, string][]).map(([field, words]) => ({ fieldId: fieldId(field), words }));
  return (
    <Panel title={peopleWords('about')}>
      <form
        noValidate
        className="stack person-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void save();
        }}
      >
        {trouble && (
          <ErrorSummary key={trouble.count} title={trouble.title} fields={fields}>
            {trouble.words}
          </ErrorSummary>
        )}
        <TextField id={fieldId('name')} label={peopleWords('name')} error={wrong.name} maxLength={80} value={name} autoComplete="off" onChange={({ target }) => setName(target.value)} />
        <TextField
          id={fieldId('email')}
          type="email"
          label={peopleWords('email')}
          error={wrong.email}
          maxLength={254}
          value={email}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          onChange={({ target }) => setEmail(target.value)}
        />
        {!person && (
          <div className="role-line">
            <TextField
              id={fieldId('phone')}
              type="tel"
              label={peopleWords('phone')}
              optional={peopleWords('phone.optional')}
              error={wrong.phone}
              maxLength={30}
              value={phone}
              autoComplete="off"
              onChange={({ target }) => setPhone(target.value)}
            />
            <Select label={peopleWords('number.kind')} value={phoneKind} onChange={({ target }) => setPhoneKind(target.value === 'call-only' ? 'call-only' : 'text-and-call')}>
              <option value="text-and-call">{peopleWords('number.text-and-call')}</option>
              <option value="call-only">{peopleWords('number.call-only')}</option>
            </Select>
          </div>
        )}
        <RolesField id={fieldId('roles')} roles={roles} teams={teams} wrong={wrong.roles} onChange={setRoles} />
        <div>
          <Button type="submit" variant="primary" busy={busy}>
            {peopleWords(person ? 'save' : 'add.act')}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
