import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { SafeContactView } from '../../../../server/contract/care.js';
import { call } from '../../app/api.js';
import { timeNear } from '../../app/format.js';
import { queries } from '../../app/queries.js';
import { FailureNote } from '../../crisis/board/failure-note.js';
import { useSend } from '../../crisis/board/use-send.js';
import { useNow } from '../../live/server-clock.js';
import { Panel } from '../../ui/card.js';
import { TextField } from '../../ui/field.js';
import { Form } from '../../ui/form.js';
import { ErrorSummary, Skeleton } from '../../ui/states.js';
import { Note } from '../../ui/tag.js';
import { useToasts } from '../../ui/toast.js';
import { Checkbox } from '../../ui/toggle.js';
import { personWords } from './person-words.js';
import './person.css';

const keyOf = (crisisId: string) => ['safe-contact', crisisId];

/** How the person may be reached without harm: which number, in which ways, at which hours, with which word first. */
export function SafeContactPanel({ crisisId }: { crisisId: string }) {
  const { data, isError } = useQuery({ queryKey: keyOf(crisisId), queryFn: ({ signal }) => call('GET /api/v1/crises/:id/safe-contact', { id: crisisId }, { signal }), staleTime: Infinity });
  return (
    <Panel title={personWords('safe')}>
      {data ? <SafeContactForm key={data.version} crisisId={crisisId} known={data} /> : isError ? <ErrorSummary title={personWords('failed')} /> : <Skeleton label={personWords('loading')} lines={4} />}
    </Panel>
  );
}

function SafeContactForm({ crisisId, known }: { crisisId: string; known: SafeContactView }) {
  const now = useNow(60_000);
  const numberId = useId();
  const [number, setNumber] = useState(known.number ?? '');
  const [ways, setWays] = useState({ text: known.text, call: known.call, voicemail: known.voicemail });
  const [hours, setHours] = useState(known.hours ?? { from: '', until: '' });
  const [someHours, setSomeHours] = useState(known.hours !== null);
  const [codeWord, setCodeWord] = useState(known.codeWord ?? '');
  const [note, setNote] = useState(known.note ?? '');
  const [wrong, setWrong] = useState<'number' | 'hours' | null>(null);
  const { busy, failure, send } = useSend();
  const toasts = useToasts();
  const plain = number.replace(/[\s().-]/g, '');

  const save = () => {
    const fault = plain !== '' && !/^\+[1-9]\d{6,14}$/.test(plain) ? 'number' : someHours && (hours.from === '' || hours.until === '') ? 'hours' : null;
    setWrong(fault);
    if (fault) return;
    void send(async () => {
      const saved = await call('PUT /api/v1/crises/:id/safe-contact', {
        id: crisisId, seenVersion: known.version, number: plain === '' ? null : plain, ...ways, hours: someHours ? hours : null, codeWord: codeWord.trim() || null, note: note.trim() || null,
      });
      queries.setQueryData(keyOf(crisisId), saved);
      toasts.show({ title: personWords('saved'), spoken: personWords('saved'), seconds: 4 });
    });
  };

  return (
    <Form busy={busy} onSend={save} act={personWords('save')}>
      {known.version === 0 ? <Note tone="warning">{personWords('safe.unknown')}</Note> : known.changedAt && <p className="muted">{personWords('safe.changed', { name: known.changedBy ?? '', time: timeNear(known.changedAt, now) })}</p>}
      <TextField id={numberId} type="tel" label={personWords('safe.number')} hint={personWords('safe.number-hint')} autoComplete="off" maxLength={24} value={number} error={wrong === 'number' && personWords('safe.number-wrong')} onChange={(event) => setNumber(event.target.value)} />
      {(['text', 'call', 'voicemail'] as const).map((way) => (
        <Checkbox key={way} label={personWords(`safe.${way}`)} checked={ways[way]} onToggle={(on) => setWays({ ...ways, [way]: on })} />
      ))}
      <Checkbox label={personWords('safe.hours')} checked={someHours} onToggle={setSomeHours} />
      {someHours && (
        <div className="person-two">
          <TextField type="time" label={personWords('safe.from')} value={hours.from} error={wrong === 'hours' && personWords('safe.hours-missing')} onChange={(event) => setHours({ ...hours, from: event.target.value })} />
          <TextField type="time" label={personWords('safe.until')} value={hours.until} onChange={(event) => setHours({ ...hours, until: event.target.value })} />
        </div>
      )}
      <TextField label={personWords('safe.code-word')} hint={personWords('safe.code-word-hint')} autoComplete="off" maxLength={20} value={codeWord} onChange={(event) => setCodeWord(event.target.value)} />
      <TextField label={personWords('safe.note')} autoComplete="off" maxLength={300} value={note} onChange={(event) => setNote(event.target.value)} />
      <FailureNote failure={failure} />
    </Form>
  );
}
