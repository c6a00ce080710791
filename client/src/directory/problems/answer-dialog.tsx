import { useState } from 'react';
import { PROBLEM_OUTCOMES } from '../../../../server/contract/directory-edit.js';
import type { ServiceProblemOutcome, ServiceProblemView } from '../../../../server/contract/directory-edit.js';
import { call } from '../../app/api.js';
import { Problem } from '../../app/core/problem.js';
import { ChoiceCards } from '../../ui/choice-cards.js';
import { TextArea } from '../../ui/field.js';
import { FormDialog } from '../../ui/form-dialog.js';
import { useToasts } from '../../ui/toast.js';
import { useTries } from '../../ui/use-tries.js';
import { saveFailure } from '../save-failure.js';
import { hearProblems } from './problem-queries.js';
import { problemWords } from './problem-words.js';

/** What came of a report, told to the reporter. */
export function AnswerDialog({ problem, onClose }: { problem: ServiceProblemView; onClose: () => void }) {
  const toasts = useToasts();
  const tries = useTries();
  const [outcome, setOutcome] = useState<ServiceProblemOutcome | null>(null);
  const [answer, setAnswer] = useState('');
  const save = () => {
    if (outcome === null || answer.trim() === '') return tries.fail(problemWords('answer.missing'));
    return tries.attempt(
      async () => {
        await call('POST /api/v1/service-problems/:id/answer', { id: problem.id, seenVersion: problem.version, outcome, answer: answer.trim() });
        const words = problemWords('answer.done');
        toasts.show({ title: words, spoken: words, seconds: 6 });
        onClose();
        await hearProblems();
      },
      (error) => (error instanceof Problem && error.status === 409 ? problemWords('answer.changed') : saveFailure(error)),
      hearProblems,
    );
  };
  return (
    <FormDialog title={problemWords('answer.title')} closeLabel={problemWords('close')} onClose={onClose} act={problemWords('answer.send')} onAct={save} busy={tries.busy} failure={tries.failure}>
      <ChoiceCards legend={problemWords('answer.title')} legendHidden value={outcome} onChoose={setOutcome} choices={PROBLEM_OUTCOMES.map((one) => ({ value: one, title: problemWords(`outcome.${one}`) }))} />
      <TextArea label={problemWords('answer.words', { by: problem.by.name })} maxLength={1000} value={answer} onChange={({ target }) => setAnswer(target.value)} />
    </FormDialog>
  );
}
