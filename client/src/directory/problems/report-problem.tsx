import { useId, useRef, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { PROBLEM_KINDS } from '../../../../server/contract/directory-edit.js';
import type { ServiceProblemKind } from '../../../../server/contract/directory-edit.js';
import type { ServiceView } from '../../../../server/contract/directory.js';
import { call, newIdempotencyKey } from '../../app/api.js';
import { Unreachable } from '../../app/core/problem.js';
import { Button } from '../../ui/button.js';
import { Panel } from '../../ui/card.js';
import { ChoiceCards } from '../../ui/choice-cards.js';
import { Dialog } from '../../ui/dialog.js';
import { TextArea } from '../../ui/field.js';
import { ErrorSummary } from '../../ui/states.js';
import { useToasts } from '../../ui/toast.js';
import { ProblemCard } from './problem-card.js';
import { hearProblems, serviceProblemsQuery } from './problem-queries.js';
import { problemWords } from './problem-words.js';

/** A button by which any worker tells what is wrong with an entry. */
export function ReportProblem({ service }: { service: ServiceView }) {
  const form = useId();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  return (
    <>
      <Button icon="warning" onClick={() => setOpen(true)}>
        {problemWords('report')}
      </Button>
      <Dialog
        open={open}
        title={problemWords('report.title')}
        closeLabel={problemWords('close')}
        onClose={() => setOpen(false)}
        actions={
          <Button type="submit" form={form} variant="primary" busy={busy}>
            {problemWords('report.send')}
          </Button>
        }
      >
        <ReportForm form={form} serviceId={service.id} busy={busy} onBusy={setBusy} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function ReportForm({ form, serviceId, busy, onBusy, onDone }: { form: string; serviceId: string; busy: boolean; onBusy: (busy: boolean) => void; onDone: () => void }) {
  const toasts = useToasts();
  const key = useRef(newIdempotencyKey());
  const [kind, setKind] = useState<ServiceProblemKind | null>(null);
  const [text, setText] = useState('');
  const [failure, setFailure] = useState<{ words: string; count: number } | null>(null);
  const fail = (words: string) => setFailure((last) => ({ words, count: (last?.count ?? 0) + 1 }));
  const send = async () => {
    if (kind === null) return fail(problemWords('report.missing'));
    if (kind === 'other' && text.trim() === '') return fail(problemWords('report.text-missing'));
    onBusy(true);
    try {
      await call('POST /api/v1/services/:id/problems', { id: serviceId, kind, ...(text.trim() !== '' && { text: text.trim() }) }, { idempotencyKey: key.current });
      const words = problemWords('report.done');
      toasts.show({ title: words, spoken: words, seconds: 8 });
      void hearProblems();
      onDone();
    } catch (error) {
      // other words under the same key would be refused
      if (!(error instanceof Unreachable)) key.current = newIdempotencyKey();
      fail(error instanceof Unreachable ? problemWords('report.failed') : problemWords('report.other', { why: error instanceof Error ? error.message : String(error) }));
    } finally {
      onBusy(false);
    }
  };
  return (
    <form
      id={form}
      noValidate
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void send();
      }}
    >
      {failure && <ErrorSummary key={failure.count} title={failure.words} />}
      <p className="muted">{problemWords('report.words')}</p>
      <ChoiceCards legend={problemWords('report.title')} legendHidden value={kind} onChoose={setKind} choices={PROBLEM_KINDS.map((one) => ({ value: one, title: problemWords(`kind.${one}`) }))} />
      <TextArea label={problemWords('report.text')} hint={problemWords('report.text-hint')} maxLength={1000} value={text} onChange={({ target }) => setText(target.value)} />
    </form>
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
