import { useState } from 'react';
import { Button } from '../../ui/button.js';
import { AnswerDialog } from './answer-dialog.js';
import { CannotDialog } from './cannot-dialog.js';
import { tellings } from './core/provider-screen.js';
import type { Telling } from './core/provider-screen.js';
import { FinishedDialog } from './finished-dialog.js';
import { HandBackDialog } from './hand-back-dialog.js';
import { RedirectDialog, WaitListDialog } from './more-answers.js';
import { ProposeDialog } from './propose-dialog.js';
import { useProvider } from './provider-context.js';
import { providerWords } from './provider-words.js';

/** What the button for a telling says where the referral stands. */
function buttonWords(telling: Telling, { state, proposedAt }: { state: string; proposedAt: string | null }): string {
  switch (telling) {
    case 'arrived': return providerWords(state === 'NO_SHOW' ? 'tell.arrived-after' : 'tell.arrived');
    case 'did-not-come': return providerWords('tell.did-not-come');
    case 'propose': return providerWords(proposedAt ? 'tell.propose-again' : 'tell.propose');
    case 'finished': return providerWords(state === 'NO_SHOW' ? 'tell.finished-not-served' : 'tell.finished');
    case 'hand-back': return providerWords('hand-back');
    case 'decline': case 'redirect': case 'wait-list': return providerWords(`tell.${telling}`);
  }
}

/** What happened with somebody who was accepted, as buttons; each asks no more than it needs. */
export function TellButtons() {
  const { view } = useProvider();
  const [opened, setOpened] = useState<Telling | null>(null);
  const offered = tellings(view).filter((telling) => telling !== 'hand-back');
  const close = () => setOpened(null);

  if (offered.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="happened">
      <h2 id="happened">{providerWords('happened')}</h2>
      <div className="provider-two">
        {offered.map((telling) => (
          <Button key={telling} onClick={() => setOpened(telling)}>
            {buttonWords(telling, view)}
          </Button>
        ))}
      </div>
      {view.noShows > 0 && <p className="muted">{providerWords('no-shows', { count: view.noShows })}</p>}
      {!offered.includes('finished') && !offered.includes('decline') && <p className="muted">{providerWords('tell.later')}</p>}

      <AnswerDialog
        open={opened === 'arrived'}
        title={buttonWords('arrived', view)}
        act={providerWords('send.arrived')}
        onClose={close}
        read={() => ({ answer: 'arrived' })}
      />
      <AnswerDialog
        open={opened === 'did-not-come'}
        title={providerWords('tell.did-not-come')}
        act={providerWords('send.did-not-come')}
        onClose={close}
        read={() => ({ answer: 'did-not-come' })}
      />
      <ProposeDialog open={opened === 'propose'} onClose={close} />
      <FinishedDialog open={opened === 'finished'} onClose={close} />
      <CannotDialog open={opened === 'decline'} onClose={close} />
      <WaitListDialog open={opened === 'wait-list'} onClose={close} />
      <RedirectDialog open={opened === 'redirect'} onClose={close} />
    </section>
  );
}

/** The way back, while there is one. */
export function HandBackButton({ block }: { block?: boolean | undefined }) {
  const { view } = useProvider();
  const [open, setOpen] = useState(false);
  if (!tellings(view).includes('hand-back')) return null;
  return (
    <>
      <Button size={block ? 'l' : 'm'} block onClick={() => setOpen(true)}>
        {providerWords('hand-back')}
      </Button>
      <HandBackDialog open={open} onClose={() => setOpen(false)} />
    </>
  );
}
