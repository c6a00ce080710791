import { useState } from 'react';
import type { ClosureInput, CrisisView } from '../../../../server/contract/crisis.js';
import { DISPOSITIONS, OUTCOMES } from '../../../../server/contract/words.js';
import type { Disposition, Outcome } from '../../../../server/contract/words.js';
import { call } from '../../app/api.js';
import { Button } from '../../ui/button.js';
import { Select, TextArea } from '../../ui/field.js';
import { Segmented } from '../../ui/segmented.js';
import { ErrorSummary } from '../../ui/states.js';
import { useToasts } from '../../ui/toast.js';
import { FailureNote } from '../board/failure-note.js';
import { useSend } from '../board/use-send.js';
import { keepCrisis } from './crisis-data.js';
import { crisisWords } from './crisis-words.js';

const DISPOSITION_ID = 'close-disposition';
const OUTCOME_ID = 'close-outcome';

const lines = (text: string): string[] => text.split('\n').map((line) => line.trim()).filter(Boolean);

/** Ends the acute part: how it ended, whether it helped, and apart from each other what was given, told and really obtained. */
export function CloseForm({ crisis, onClose }: { crisis: CrisisView; onClose: () => void }) {
  const [disposition, setDisposition] = useState<Disposition | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [texts, setTexts] = useState({ given: '', information: '', obtained: '', note: '' });
  const [tried, setTried] = useState(0);
  const { busy, failure, send } = useSend();
  const toasts = useToasts();
  const missing = [
    ...(disposition === null ? [{ fieldId: DISPOSITION_ID, words: crisisWords('close.missing.disposition') }] : []),
    ...(outcome === null ? [{ fieldId: OUTCOME_ID, words: crisisWords('close.missing.outcome') }] : []),
  ];

  const close = async () => {
    setTried((times) => times + 1);
    if (disposition === null || outcome === null) return;
    const input: ClosureInput = {
      seenVersion: crisis.version, disposition, outcome, given: lines(texts.given), information: lines(texts.information), obtained: lines(texts.obtained),
      ...(texts.note.trim() !== '' && { note: texts.note.trim() }),
    };
    const done = await send(async () => keepCrisis(await call('POST /api/v1/crises/:id/closure', { id: crisis.id, ...input })));
    if (!done) return;
    const words = crisisWords('close.done', { ref: crisis.ref });
    toasts.show({ title: words, spoken: words, seconds: 8 });
    onClose();
  };

  const textArea = (name: keyof typeof texts, hint?: string) => (
    <TextArea
      label={crisisWords(`close.${name}`)}
      optional={crisisWords('close.optional')}
      hint={hint}
      rows={2}
      maxLength={2000}
      value={texts[name]}
      onChange={(event) => setTexts({ ...texts, [name]: event.target.value })}
    />
  );

  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void close();
      }}
    >
      {tried > 0 && missing.length > 0 && <ErrorSummary key={tried} title={crisisWords('close.summary')} fields={missing} />}
      <p className="muted">{crisisWords('close.follow')}</p>
      <Select
        id={DISPOSITION_ID}
        label={crisisWords('close.disposition')}
        value={disposition ?? ''}
        error={tried > 0 && disposition === null && crisisWords('close.missing.disposition')}
        onChange={(event) => setDisposition(DISPOSITIONS.find((value) => value === event.target.value) ?? null)}
      >
        <option value="">{crisisWords('close.choose')}</option>
        {DISPOSITIONS.map((value) => (
          <option key={value} value={value}>
            {crisisWords(`close.disposition.${value}`)}
          </option>
        ))}
      </Select>
      <div className="field" id={OUTCOME_ID} tabIndex={-1}>
        <span className="field-name">{crisisWords('close.outcome')}</span>
        <Segmented
          legend={crisisWords('close.outcome')}
          value={outcome}
          segments={OUTCOMES.map((value) => ({ value, label: crisisWords(`close.outcome.${value}`) }))}
          onChoose={setOutcome}
        />
      </div>
      {textArea('given', crisisWords('close.given.hint'))}
      {textArea('information')}
      {textArea('obtained', crisisWords('close.obtained.hint'))}
      {textArea('note')}
      <FailureNote failure={failure} />
      <div>
        <Button type="submit" variant="primary" busy={busy}>
          {crisisWords('close.send')}
        </Button>
      </div>
    </form>
  );
}
