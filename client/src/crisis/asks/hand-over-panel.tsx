import { useEffect, useId, useRef, useState } from 'react';
import type { CrisisView } from '../../../../server/contract/crisis.js';
import { Button, IconButton } from '../../ui/button.js';
import { EmptyState } from '../../ui/states.js';
import { Note } from '../../ui/tag.js';
import { asksWords } from './asks-words.js';
import { CannotDialog } from './cannot-dialog.js';
import { ConflictNote } from './conflict-note.js';
import { HandOverForm } from './hand-over-form.js';
import { HandOverText } from './hand-over-read.js';
import { HeldNote } from './held-note.js';
import { TimeLeft } from './time-left.js';
import { TransferLine } from './transfer-line.js';
import { useAskActs } from './use-ask-acts.js';
import './asks.css';

/** Handing a crisis over, beside the crisis: the form for its sender, the words and the answer for whoever is asked. */
export function HandOverPanel({ crisis, meId, old, onClose }: { crisis: CrisisView; meId: string; old: boolean; onClose: () => void }) {
  const heading = useId();
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    panel.current?.focus({ preventScroll: true });
    panel.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const { may, ref } = crisis;
  return (
    <section ref={panel} className="card hand-over" aria-labelledby={heading} tabIndex={-1} data-old={old || undefined}>
      <div className="hand-over-head">
        <h2 id={heading}>{may.acceptHandOver ? asksWords('panel.to-me', { ref }) : asksWords('form.title', { ref })}</h2>
        <IconButton icon="close" label={asksWords('panel.close')} onClick={onClose} />
      </div>
      <div className="hand-over-body">
        {may.acceptHandOver ? <Answer crisis={crisis} old={old} onDone={onClose} /> : <Ask crisis={crisis} meId={meId} old={old} onSent={onClose} />}
      </div>
    </section>
  );
}

function Ask({ crisis, meId, old, onSent }: { crisis: CrisisView; meId: string; old: boolean; onSent: () => void }) {
  if (crisis.may.handOver) return <HandOverForm key={crisis.id} crisis={crisis} onSent={onSent} />;
  if (crisis.handOver) {
    const words = crisis.handOvers.find(({ id }) => id === crisis.handOver?.id)?.words;
    return (
      <>
        <TransferLine card={crisis} meId={meId} mayTakeBack={crisis.may.withdrawHandOver} frozen={old} />
        {words && <HandOverText words={words} />}
      </>
    );
  }
  return <EmptyState title={asksWords('form.not-now')}>{asksWords('form.not-now.words')}</EmptyState>;
}

function Answer({ crisis, old, onDone }: { crisis: CrisisView; old: boolean; onDone: () => void }) {
  const [saying, setSaying] = useState(false);
  const acts = useAskActs(crisis);
  const { handOver, handOvers } = crisis;
  if (!handOver) return null;
  const words = handOvers.find(({ id }) => id === handOver.id)?.words ?? null;
  const left = handOver.until && <TimeLeft at={handOver.until} />;
  const name = handOver.by.name;
  return (
    <>
      <Note tone="info" icon="transfer">
        {handOver.kind === 'shift' ? asksWords.rich('to-me.shift', { name, left, owner: crisis.owner?.name ?? name }) : asksWords.rich(handOver.kind === 'assignment' ? 'to-me.assignment' : 'to-me.hand-over', { name, left })}
      </Note>
      {words && <HandOverText words={words} />}
      <HeldNote />
      <ConflictNote sending={acts} id={crisis.id} code={crisis.ref} />
      <div className="hand-over-acts">
        <Button data-act="accept" variant="primary" busy={acts.busy} disabled={old} onClick={() => void acts.accept().then((done) => done && onDone())}>
          {asksWords('accept')}
        </Button>
        <Button disabled={old} onClick={() => setSaying(true)}>{asksWords('cannot')}</Button>
      </div>
      <CannotDialog card={crisis} open={saying} onClose={() => setSaying(false)} />
    </>
  );
}
