import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { EMERGENCY_FINDINGS, EMERGENCY_REVIEW_HOURS } from '../../../server/contract/emergency-access.js';
import type { EmergencyFinding, EmergencyTakenView } from '../../../server/contract/emergency-access.js';
import { call } from '../app/api.js';
import { Problem, Unreachable } from '../app/core/problem.js';
import { timeNear } from '../app/format.js';
import { useNow } from '../live/server-clock.js';
import { Button } from '../ui/button.js';
import { Panel } from '../ui/card.js';
import { ChoiceCards } from '../ui/choice-cards.js';
import { FormDialog } from '../ui/form-dialog.js';
import { FailedState } from '../ui/states.js';
import { Tag } from '../ui/tag.js';
import type { Tone } from '../ui/tone.js';
import { useToasts } from '../ui/toast.js';
import { atField, useTries } from '../ui/use-tries.js';
import { reviewWords } from './emergency-review-words.js';
import { reviewsQuery } from './reviews-query.js';

const FINDING_FIELD = 'emergency-finding';
const TONES: Record<EmergencyFinding, Tone> = { right: 'success', 'talk-needed': 'warning', 'not-right': 'warning' };

/** Emergency accesses to crises of one's teams: those that wait for a look, overdue ones marked, and those lately looked at. Nothing where there were none. */
export function EmergencyReviews() {
  const { data, isError, refetch } = useQuery(reviewsQuery);
  const [looking, setLooking] = useState<EmergencyTakenView | null>(null);
  if (!data) {
    return isError && (
      <FailedState title={reviewWords('failed')} act={reviewWords('try-again')} onTry={() => void refetch()}>
        {reviewWords('failed.words')}
      </FailedState>
    );
  }
  const { waiting, reviewed } = data;
  if (waiting.length + reviewed.length === 0) return null;
  return (
    <Panel title={reviewWords('title')} className="emergency-reviews">
      <p className="muted">{reviewWords('lead', { hours: EMERGENCY_REVIEW_HOURS })}</p>
      {waiting.length > 0 && <Accesses accesses={waiting} onLook={setLooking} />}
      {reviewed.length > 0 && (
        <details>
          <summary>{reviewWords('reviewed', { count: reviewed.length })}</summary>
          <Accesses accesses={reviewed} onLook={setLooking} />
        </details>
      )}
      {looking && <LookDialog access={looking} onClose={() => setLooking(null)} onDone={() => refetch()} />}
    </Panel>
  );
}

function Accesses({ accesses, onLook }: { accesses: readonly EmergencyTakenView[]; onLook: (access: EmergencyTakenView) => void }) {
  return (
    <ul className="emergency-list">
      {accesses.map((access) => (
        <Access key={access.id} access={access} onLook={() => onLook(access)} />
      ))}
    </ul>
  );
}

function Access({ access: { ref, team, by, reason, at, reviewBy, mayReview, review }, onLook }: { access: EmergencyTakenView; onLook: () => void }) {
  const now = useNow(60_000);
  const isOver = now >= Date.parse(reviewBy);
  return (
    <li>
      <span className="audit-two">
        <b>{reviewWords('opened', { name: by.name, ref })}</b>
        <small className="muted">
          <time dateTime={at}>{timeNear(at, now)}</time> · {team} · {reviewWords(`reason.${reason}`)}
        </small>
      </span>
      {review ? (
        <span className="audit-two">
          <Tag tone={TONES[review.finding]}>{reviewWords(`finding.${review.finding}`)}</Tag>
          <small className="muted">{reviewWords('reviewed.by', { name: review.by, time: timeNear(review.at, now) })}</small>
        </span>
      ) : (
        <span className="row">
          <Tag tone={isOver ? 'warning' : 'neutral'} icon={isOver ? 'warning' : undefined}>
            {reviewWords(isOver ? 'overdue' : 'due', { time: timeNear(reviewBy, now) })}
          </Tag>
          {mayReview ? (
            <Button aria-label={reviewWords('act.of', { name: by.name, ref })} onClick={onLook}>
              {reviewWords('act')}
            </Button>
          ) : (
            <span className="muted">{reviewWords('own')}</span>
          )}
        </span>
      )}
    </li>
  );
}

function LookDialog({ access: { id, crisisId, ref, by }, onClose, onDone }: { access: EmergencyTakenView; onClose: () => void; onDone: () => Promise<unknown> }) {
  const toasts = useToasts();
  const [finding, setFinding] = useState<EmergencyFinding | null>(null);
  const { busy, failure, wrong, fail, attempt } = useTries();
  const send = () => {
    if (finding === null) return fail(atField(FINDING_FIELD, reviewWords('finding-missing')));
    return attempt(async () => {
      await call('POST /api/v1/emergency-access/:id/review', { id, finding });
      const words = reviewWords('done');
      toasts.show({ title: words, spoken: words, seconds: 6 });
      await onDone();
      onClose();
    }, whyNot, onDone);
  };
  return (
    <FormDialog title={reviewWords('dialog')} closeLabel={reviewWords('close')} onClose={onClose} act={reviewWords('send')} onAct={send} busy={busy} failure={failure}>
      <p>
        <b>{reviewWords('opened', { name: by.name, ref })}</b>
      </p>
      <p>
        {reviewWords('dialog.words')} <Link href={`/crises/${crisisId}`}>{reviewWords('dialog.crisis', { ref })}</Link>
      </p>
      <div id={FINDING_FIELD} tabIndex={-1}>
        {wrong(FINDING_FIELD) && (
          <p id="emergency-finding-error" className="field-error">
            {wrong(FINDING_FIELD)}
          </p>
        )}
        <ChoiceCards
          legend={reviewWords('finding')}
          choices={EMERGENCY_FINDINGS.map((value) => ({ value, title: reviewWords(`finding.${value}`) }))}
          value={finding}
          onChoose={setFinding}
          {...(wrong(FINDING_FIELD) && { describedBy: 'emergency-finding-error' })}
        />
      </div>
    </FormDialog>
  );
}

/** Why something was not done, in words. @throws what is neither a refusal nor a lost line */
function whyNot(error: unknown): string {
  if (error instanceof Unreachable) return reviewWords('unreachable');
  if (!(error instanceof Problem)) throw error;
  return reviewWords('refused', { why: error.message });
}
