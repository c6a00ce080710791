import { useState } from 'react';
import type { ReactNode } from 'react';
import type { FollowUpView } from '../../../server/contract/crisis.js';
import { timeNear } from '../app/format.js';
import { useNow } from '../live/server-clock.js';
import { Avatar } from '../ui/avatar.js';
import { Button } from '../ui/button.js';
import { Note, Tag } from '../ui/tag.js';
import { VisuallyHidden } from '../ui/visually-hidden.js';
import { careWords } from './care-words.js';
import { FollowUpForm } from './follow-up-form.js';
import './care.css';

/** After so many tries in vain a supervisor decides. Source: domain fact sheet §11. */
const MOST_TRIES = 3;

/** One contact: what, when, whose, and what became of it. */
export function FollowUpLine({
  followUp,
  meId,
  mayRecord,
  onDone,
  children,
}: {
  followUp: FollowUpView;
  meId: string;
  mayRecord: boolean;
  onDone: (followUp: FollowUpView) => void;
  /** A link to the crisis, where this does not stand on its page. */
  children?: ReactNode;
}) {
  const [recording, setRecording] = useState(false);
  const now = useNow(60_000);
  const { kind, dueAt, doneAt, result, note, tries, assignee, ref } = followUp;
  const overdue = doneAt === null && Date.parse(dueAt) <= now;
  return (
    <div className="follow-up-line">
      <div className="row">
        <b>{careWords(`kind.${kind}`)}</b>
        <span className="push num">
          {doneAt && result ? (
            <Tag tone={result === 'reached' ? 'success' : 'neutral'} icon={result === 'reached' ? 'check' : undefined}>
              {careWords(`done.${result}`, { time: timeNear(doneAt, now) })}
            </Tag>
          ) : overdue ? (
            <Tag tone="warning" icon="clock">
              {careWords('overdue', { time: timeNear(dueAt, now) })}
            </Tag>
          ) : (
            <b>{careWords('due', { time: timeNear(dueAt, now) })}</b>
          )}
        </span>
      </div>
      <div className="row follow-up-who">
        {assignee && <Avatar initials={assignee.initials} />}
        <span>{assignee ? (assignee.id === meId ? careWords('you', { name: assignee.name }) : assignee.name) : careWords('nobody')}</span>
        {tries > 0 && doneAt === null && <span className="muted">{careWords('tries', { count: tries })}</span>}
        {children}
      </div>
      {note && <blockquote className="follow-up-note">{note}</blockquote>}
      {tries >= MOST_TRIES && doneAt === null && <Note tone="warning">{careWords('third')}</Note>}
      {doneAt === null && mayRecord && !recording && (
        <div>
          <Button size="s" onClick={() => setRecording(true)}>
            {careWords('record')}
            <VisuallyHidden> {ref}</VisuallyHidden>
          </Button>
        </div>
      )}
      {recording && doneAt === null && (
        <FollowUpForm
          followUp={followUp}
          onCancel={() => setRecording(false)}
          onDone={(saved) => {
            setRecording(false);
            onDone(saved);
          }}
        />
      )}
    </div>
  );
}
