import { useId, useState } from 'react';
import { PROBLEM_OUTCOMES } from '../../../../server/contract/directory-edit.js';
import type { ServiceProblemOutcome, ServiceProblemView } from '../../../../server/contract/directory-edit.js';
import { call } from '../../app/api.js';
import { Problem } from '../../app/core/problem.js';
import { Button } from '../../ui/button.js';
import { ChoiceCards } from '../../ui/choice-cards.js';
import { Dialog } from '../../ui/dialog.js';
import { TextArea } from '../../ui/field.js';
import { ErrorSummary } from '../../ui/states.js';
import { useToasts } from '../../ui/toast.js';
import { saveFailure } from '../save-failure.js';
import { hearProblems } from './problem-queries.js';
import { problemWords } from './problem-words.js';

/** What came of a report, told to the reporter. Open while `problem` is given. */
export function AnswerDialog({ problem, onClose }: { problem: ServiceProblemView | null; onClose: () => void }) {
  const form = useId();
  const toasts = useToasts();
  const [outcome, setOutcome] = useState<ServiceProblemOutcome | null>(null);
  const [answer, setAnswer] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<{ words: string; count: number } | null>(null);
  const fail = (words: string) => setFailure((last) => ({ words, count: (last?.count ?? 0) + 1 }));
  const save = async () => {
    if (!problem) return;
    if (outcome === null || answer.trim() === '') return fail(problemWords('answer.missing'));
    setBusy(true);
    try {
      await call('POST /api/v1/service-problems/:id/answer', { id: problem.id, seenVersion: problem.version, outcome, answer: answer.trim() });
      const words = problemWords('answer.done');
      toasts.show({ title: words, spoken: words, seconds: 6 });
      onClose();
      await hearProblems();
    } catch (error) {
      fail(error instanceof Problem && error.status === 409 ? problemWords('answer.changed') : saveFailure(error));
      await hearProblems();
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      open={problem !== null}
      title={problemWords('answer.title')}
      closeLabel={problemWords('close')}
      onClose={onClose}
      actions={
        <Button type="submit" form={form} variant="primary" busy={busy}>
          {problemWords('answer.send')}
        </Button>
      }
    >
      <form
        id={form}
        noValidate
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void save();
        }}
      >
        {failure && <ErrorSummary key={failure.count} title={failure.words} />}
        <ChoiceCards legend={problemWords('answer.title')} legendHidden value={outcome} onChoose={setOutcome} choices={PROBLEM_OUTCOMES.map((one) => ({ value: one, title: problemWords(`outcome.${one}`) }))} />
        <TextArea label={problemWords('answer.words', { by: problem?.by.name ?? '' })} maxLength={1000} value={answer} onChange={({ target }) => setAnswer(target.value)} />
      </form>
    </Dialog>
  );
}
