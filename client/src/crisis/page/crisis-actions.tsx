import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { CrisisView } from '../../../../server/contract/crisis.js';
import { call } from '../../app/api.js';
import { usePageKeys } from '../../app/page-keys.js';
import type { PageKey } from '../../app/page-keys.js';
import { useToasts } from '../../ui/toast.js';
import { Button, ButtonLink } from '../../ui/button.js';
import { AnswerElsewhere } from '../board/answer-elsewhere.js';
import { askedAs } from '../board/core/may-answer.js';
import { EscalateDialog } from '../board/escalate-dialog.js';
import { FailureNote } from '../board/failure-note.js';
import { ReasonDialog } from '../board/reason-dialog.js';
import { useAnswer } from '../board/use-answer.js';
import { keepCrisis } from './crisis-data.js';
import { crisisWords } from './crisis-words.js';
import { NOTE_ID } from './note-form.js';

const RELEASE_REASONS = ['shift', 'busy', 'cannot-reach', 'not-right'] as const;
const REOPEN_REASONS = ['back', 'fell-through', 'mistake'] as const;

type Open = 'escalate' | 'release' | 'reopen' | null;

/** What can be done with the crisis as it stands, each by a button and most by a key. */
export function CrisisActions({ crisis, meId, old, referring }: { crisis: CrisisView; meId: string; old: boolean; referring: boolean }) {
  const [open, setOpen] = useState<Open>(null);
  const [, go] = useLocation();
  const answering = useAnswer(crisis, 'crisis');
  const { id, state, owner, may } = crisis;
  const waits = state === 'OPEN';
  const asked = askedAs(crisis, meId);
  const mayRefer = may.work && state === 'ACTIVE';
  const referHref = `/crises/${id}/refer`;

  const keys: PageKey[] = [
    ...(waits && may.answer ? [{ key: 'a', words: crisisWords('key.answer'), act: () => document.querySelector<HTMLElement>("[data-act='answer']")?.focus() }] : []),
    ...(mayRefer ? [{ key: 'r', words: crisisWords('key.refer'), act: () => go(referHref) }] : []),
    ...(waits ? [{ key: 'e', words: crisisWords('key.escalate'), act: () => setOpen('escalate') }] : []),
    ...(may.work ? [{ key: 't', words: crisisWords('key.note'), act: () => document.getElementById(NOTE_ID)?.focus() }] : []),
    ...(referring ? [{ key: 'Escape', caps: ['Esc'], words: crisisWords('key.close'), act: () => go(`/crises/${id}`) }] : []),
  ];
  usePageKeys(keys, !old);

  if (old) return waits ? <div className="crisis-acts"><AnswerElsewhere code={crisis.ref} /></div> : null;
  return (
    <div className="crisis-acts">
      {waits && may.answer && (
        <Button data-act="answer" variant="primary" keys={['A', 'Return']} busy={answering.busy === 'answer'} onClick={() => void answering.answer()}>
          {crisisWords('answer')}
        </Button>
      )}
      {waits && asked && asked.said !== 'cannot' && (
        <Button busy={answering.busy === 'cannot'} onClick={() => void answering.cannot()}>
          {crisisWords('cannot')}
        </Button>
      )}
      {mayRefer && (
        <Link href={referHref} asChild>
          <ButtonLink variant={owner?.id === meId ? 'primary' : 'outline'} keys={['R']} aria-current={referring ? 'true' : undefined}>
            {crisisWords('refer')}
          </ButtonLink>
        </Link>
      )}
      {waits && (
        <Button keys={['E']} onClick={() => setOpen('escalate')}>
          {crisisWords('escalate')}
        </Button>
      )}
      {state === 'ACTIVE' && (owner?.id === meId || may.supervise) && <Button onClick={() => setOpen('release')}>{crisisWords('release')}</Button>}
      {(state === 'CLOSED' || state === 'FOLLOW_UP') && may.work && <Button onClick={() => setOpen('reopen')}>{crisisWords('reopen')}</Button>}
      <FailureNote failure={answering.failure} />
      <EscalateDialog card={open === 'escalate' ? crisis : null} onClose={() => setOpen(null)} onDone={keepCrisis} />
      <ReleaseDialog crisis={crisis} open={open === 'release'} onClose={() => setOpen(null)} />
      <ReopenDialog crisis={crisis} open={open === 'reopen'} onClose={() => setOpen(null)} />
    </div>
  );
}

function ReleaseDialog({ crisis: { id, ref }, open, onClose }: { crisis: CrisisView; open: boolean; onClose: () => void }) {
  const toasts = useToasts();
  const release = async (reason: string) => {
    keepCrisis(await call('POST /api/v1/crises/:id/release', { id, reason }));
    const words = crisisWords('release.done', { ref });
    toasts.show({ title: words, spoken: words, seconds: 6 });
  };
  return (
    <ReasonDialog
      open={open}
      title={crisisWords('release.title', { ref })}
      reasons={RELEASE_REASONS.map((reason) => crisisWords(`release.reason.${reason}`))}
      sendLabel={crisisWords('release.send')}
      onSend={release}
      onClose={onClose}
    >
      {crisisWords('release.words')}
    </ReasonDialog>
  );
}

function ReopenDialog({ crisis: { id, ref }, open, onClose }: { crisis: CrisisView; open: boolean; onClose: () => void }) {
  return (
    <ReasonDialog
      open={open}
      title={crisisWords('reopen.title', { ref })}
      reasons={REOPEN_REASONS.map((reason) => crisisWords(`reopen.reason.${reason}`))}
      sendLabel={crisisWords('reopen.send')}
      onSend={async (reason) => keepCrisis(await call('POST /api/v1/crises/:id/reopening', { id, reason }))}
      onClose={onClose}
    >
      {crisisWords('reopen.words')}
    </ReasonDialog>
  );
}
