import { useRef, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { PROBLEM_KINDS } from '../../../../server/contract/directory-edit.js';
import type { ServiceProblemKind } from '../../../../server/contract/directory-edit.js';
import type { ServiceView } from '../../../../server/contract/directory.js';
import { call, newIdempotencyKey } from '../../app/api.js';
import { Unreachable } from '../../app/core/problem.js';
import { Button } from '../../ui/button.js';
import { Panel } from '../../ui/card.js';
import { ChoiceCards } from '../../ui/choice-cards.js';
import { TextArea } from '../../ui/field.js';
import { FormDialog } from '../../ui/form-dialog.js';
import { useToasts } from '../../ui/toast.js';
import { useTries } from '../../ui/use-tries.js';
import { ProblemCard } from './problem-card.js';
import { hearProblems, serviceProblemsQuery } from './problem-queries.js';
import { problemWords } from './problem-words.js';

/** A button by which any worker tells what is wrong with an entry. */
export function ReportProblem({ service }: { service: ServiceView }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon="warning" onClick={() => setOpen(true)}>
        {problemWords('report')}
      </Button>
      {open && <ReportDialog serviceId={service.id} onClose={() => setOpen(false)} />}
    </>
  );
}

function ReportDialog({ serviceId, onClose }: { serviceId: string; onClose: () => void }) {
  const toasts = useToasts();
  const tries = useTries();
  const key = useRef(newIdempotencyKey());
  const [kind, setKind] = useState<ServiceProblemKind | null>(null);
  const [text, setText] = useState('');
  const send = () => {
    if (kind === null) return tries.fail(problemWords('report.missing'));
    if (kind === 'other' && text.trim() === '') return tries.fail(problemWords('report.text-missing'));
    return tries.attempt(
      async () => {
        await call('POST /api/v1/services/:id/problems', { id: serviceId, kind, ...(text.trim() !== '' && { text: text.trim() }) }, { idempotencyKey: key.current });
        const words = problemWords('report.done');
        toasts.show({ title: words, spoken: words, seconds: 8 });
        void hearProblems();
        onClose();
      },
      (error) => {
        if (error instanceof Unreachable) return problemWords('report.failed');
        // other words under the same key would be refused
        key.current = newIdempotencyKey();
        return problemWords('report.other', { why: error instanceof Error ? error.message : String(error) });
      },
    );
  };
  return (
    <FormDialog title={problemWords('report.title')} closeLabel={problemWords('close')} onClose={onClose} act={problemWords('report.send')} onAct={send} busy={tries.busy} failure={tries.failure}>
      <p className="muted">{problemWords('report.words')}</p>
      <ChoiceCards legend={problemWords('report.title')} legendHidden value={kind} onChoose={setKind} choices={PROBLEM_KINDS.map((one) => ({ value: one, title: problemWords(`kind.${one}`) }))} />
      <TextArea label={problemWords('report.text')} hint={problemWords('report.text-hint')} maxLength={1000} value={text} onChange={({ target }) => setText(target.value)} />
    </FormDialog>
  );
}

/** What was reported about a service, as far as the reader may see it; nothing where there is none. */
export function ReportedPanel({ service }: { service: ServiceView }) {
  const { data } = useQuery(serviceProblemsQuery(service.id));
  if (!data || data.problems.length === 0) return null;
  return (
    <Panel title={problemWords('panel')}>
      <ul className="stack problem-list">
        {data.problems.map((problem) => (
          <li key={problem.id}>
            <ProblemCard problem={problem} here />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
