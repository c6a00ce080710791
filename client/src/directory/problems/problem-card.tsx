import { useState } from 'react';
import { Link } from 'wouter';
import type { ServiceProblemView } from '../../../../server/contract/directory-edit.js';
import { call } from '../../app/api.js';
import { isProblem } from '../../app/core/problem.js';
import { ago } from '../../app/format.js';
import { may, useWho } from '../../app/session.js';
import { useNow } from '../../live/server-clock.js';
import { Button, ButtonLink } from '../../ui/button.js';
import { Tag } from '../../ui/tag.js';
import { useToasts } from '../../ui/toast.js';
import { saveFailure } from '../save-failure.js';
import { AnswerDialog } from './answer-dialog.js';
import { hearProblems } from './problem-queries.js';
import { problemWords } from './problem-words.js';
import './problems.css';

/** One report: what was found, where it stands, and what came of it. `here`: on the page of its service. */
export function ProblemCard({ problem, here = false }: { problem: ServiceProblemView; here?: boolean }) {
  const now = useNow(60_000);
  const { session } = useWho();
  const toasts = useToasts();
  const [busy, setBusy] = useState(false);
  const [answering, setAnswering] = useState(false);
  const { kind, text, by, at, state, taken, answered, service } = problem;
  const manages = may(session, 'directory:edit');

  const take = async () => {
    setBusy(true);
    try {
      await call('POST /api/v1/service-problems/:id/taking', { id: problem.id });
    } catch (error) {
      const words = isProblem(error, 'directory/problem-taken') && error.body.owner ? problemWords('take.lost', { by: error.body.owner.name }) : saveFailure(error);
      toasts.show({ title: words, spoken: words, seconds: 8 });
    } finally {
      setBusy(false);
      await hearProblems();
    }
  };

  return (
    <div className="problem">
      <div className="row">
        <b>{problemWords(`kind.${kind}`)}</b>
        {state === 'answered' && answered && <Tag tone="success">{problemWords(`outcome.${answered.outcome}`)}</Tag>}
        {state === 'new' && <Tag tone="warning">{problemWords('state.new')}</Tag>}
        {state === 'taken' && taken && <Tag tone="info">{problemWords('state.taken', { by: taken.by.name })}</Tag>}
      </div>
      {!here && (
        <p>
          <Link href={`/services/${service.id}`}>{service.name}</Link>
        </p>
      )}
      {text !== null && <p className="problem-text">{text}</p>}
      <p className="muted">{problemWords('by', { by: by.name, age: ago(Date.parse(at), now) })}</p>
      {answered && (
        <blockquote className="problem-answer">
          <p>{answered.answer}</p>
          <p className="muted">{problemWords('answer.by', { by: answered.by.name, age: ago(Date.parse(answered.at), now) })}</p>
        </blockquote>
      )}
      {manages && !answered && (
        <div className="row">
          {state === 'new' && (
            <Button busy={busy} onClick={() => void take()}>
              {problemWords('take')}
            </Button>
          )}
          <Button variant={state === 'taken' ? 'primary' : 'outline'} onClick={() => setAnswering(true)}>
            {problemWords('answer')}
          </Button>
          {!here && (
            <Link href={`/services/${service.id}/edit`} asChild>
              <ButtonLink variant="quiet" icon="edit">
                {problemWords('change-entry')}
              </ButtonLink>
            </Link>
          )}
        </div>
      )}
      {answering && <AnswerDialog problem={problem} onClose={() => setAnswering(false)} />}
    </div>
  );
}
