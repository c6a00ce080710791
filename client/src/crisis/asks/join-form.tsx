import { useState } from 'react';
import { useLocation } from 'wouter';
import type { BoardCard, CrisisView } from '../../../../server/contract/crisis.js';
import { call } from '../../app/api.js';
import { isProblem } from '../../app/core/problem.js';
import { Button } from '../../ui/button.js';
import { TextField } from '../../ui/field.js';
import { Note } from '../../ui/tag.js';
import { useToasts } from '../../ui/toast.js';
import { FailureNote } from '../board/failure-note.js';
import { useCreationKey, useSend } from '../board/use-send.js';
import { asksWords } from './asks-words.js';
import { areSure, comparePeople } from './core/same-person.js';
import { hearAct } from './hear-act.js';
import { HeldNote, useHeldBack } from './held-note.js';
import { SideBySide } from './side-by-side.js';

/** Adds a crisis to another about the same person: finds it by its ref, compares the two, and says how it is known. */
export function JoinForm({ card, onClose }: { card: BoardCard; onClose: () => void }) {
  const [pair, setPair] = useState<{ here: CrisisView; there: CrisisView } | null>(null);
  return pair ? <Compare {...pair} onOther={() => setPair(null)} onClose={onClose} /> : <Find card={card} onFound={setPair} />;
}

function Find({ card, onFound }: { card: BoardCard; onFound: (pair: { here: CrisisView; there: CrisisView }) => void }) {
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const sending = useSend();
  const held = useHeldBack();
  const ref = text.trim();
  const find = () => {
    setWrong(!/^\d{4,6}$/.test(ref) ? asksWords('join.ref.wrong') : ref === card.ref ? asksWords('join.ref.same') : null);
    if (!/^\d{4,6}$/.test(ref) || ref === card.ref || held) return;
    void sending.send(async () => {
      const { crises: [found] } = await call('GET /api/v1/crises', { ref });
      if (!found) {
        setWrong(asksWords('join.ref.none', { ref }));
        return;
      }
      const [here, there] = await Promise.all([call('GET /api/v1/crises/:id', { id: card.id }), call('GET /api/v1/crises/:id', { id: found.id })]);
      onFound({ here, there });
    });
  };
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        find();
      }}
    >
      <p className="muted">{asksWords('join.words', { ref: card.ref })}</p>
      <TextField label={asksWords('join.ref')} hint={asksWords('join.ref.hint')} error={wrong} inputMode="numeric" autoComplete="off" maxLength={6} value={text} onChange={(event) => setText(event.target.value)} />
      <HeldNote />
      <FailureNote failure={sending.failure} />
      <div>
        <Button type="submit" variant="primary" icon="search" busy={sending.busy} disabled={held}>
          {asksWords('join.find')}
        </Button>
      </div>
    </form>
  );
}

function Compare({ here, there, onOther, onClose }: { here: CrisisView; there: CrisisView; onOther: () => void; onClose: () => void }) {
  const [confirmed, setConfirmed] = useState('');
  const [asked, setAsked] = useState(!areSure(comparePeople(here.details, there.details)));
  const [missing, setMissing] = useState(false);
  const sending = useSend();
  const creationKey = useCreationKey();
  const toasts = useToasts();
  const held = useHeldBack();
  const [, go] = useLocation();

  const undo = async () => {
    try {
      hearAct(await call('POST /api/v1/crises/:id/joined-to/undo', { id: here.id, reason: asksWords('join.undo.quick') }));
      const words = asksWords('join.undone', { ref: here.ref });
      toasts.show({ title: words, spoken: words, seconds: 6 });
      go(`/crises/${here.id}`);
    } catch {
      const words = asksWords('join.undo.failed', { ref: here.ref });
      toasts.show({ title: words, spoken: words, seconds: 10 });
    }
  };

  const join = async () => {
    const why = confirmed.trim();
    setMissing(asked && why === '');
    if (held || (asked && why === '')) return;
    const input = { id: here.id, crisisId: there.id, ...(why !== '' && { confirmed: why }) };
    const done = await sending.send(async () => {
      try {
        hearAct(await call('POST /api/v1/crises/:id/joined-to', input, { idempotencyKey: creationKey(input) }));
      } catch (error) {
        // The server knows more than this page: it wants a person's word.
        if (isProblem(error, 'crisis/join-not-sure')) setAsked(true);
        throw error;
      }
    });
    if (!done) return;
    const words = asksWords('join.done', { here: here.ref, there: there.ref });
    toasts.show({ title: words, spoken: words, seconds: 10, action: { label: asksWords('join.undo'), keys: ['Z'], onAct: () => void undo() } });
    onClose();
    go(`/crises/${there.id}`);
  };

  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void join();
      }}
    >
      <SideBySide here={here} there={there} />
      <Note tone={asked ? 'warning' : 'success'} icon={asked ? 'warning' : 'check'}>
        {asksWords(asked ? 'join.not-sure' : 'join.sure')}
      </Note>
      {asked && <TextField label={asksWords('join.how')} error={missing && asksWords('join.how.missing')} maxLength={300} value={confirmed} onChange={(event) => setConfirmed(event.target.value)} />}
      <HeldNote />
      <FailureNote failure={sending.failure} />
      <div className="row">
        <Button type="submit" variant="primary" busy={sending.busy} disabled={held}>
          {asksWords('join.send', { here: here.ref, there: there.ref })}
        </Button>
        <Button onClick={onOther}>{asksWords('join.other')}</Button>
      </div>
    </form>
  );
}
