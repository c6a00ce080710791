import { useState } from 'react';
import type { ProviderView } from '../../../../server/contract/referral.js';
import { timeNear } from '../../app/format.js';
import { useNow } from '../../live/server-clock.js';
import { Button } from '../../ui/button.js';
import { Note } from '../../ui/tag.js';
import { ErrorSummary } from '../../ui/states.js';
import { useTries } from '../../ui/use-tries.js';
import { AnswerDialog } from './answer-dialog.js';
import { AskFacts, RiskCard } from './ask-facts.js';
import { CannotDialog } from './cannot-dialog.js';
import { failureWords } from './failure-words.js';
import { MoreAnswers } from './more-answers.js';
import { ProposeDialog } from './propose-dialog.js';
import { ProviderFrame } from './provider-frame.js';
import { useProvider } from './provider-context.js';
import { providerWords } from './provider-words.js';
import { AnswerClock, Strip } from './strip.js';
import { TalkDialog } from './talk-dialog.js';

type Opened = 'accept' | 'cannot' | 'talk' | 'propose' | null;

/** Before a yes: what is asked and by when, the facts without a name, and the answers. */
export function AskScreen() {
  const { link, view, owner, phone, who, known, code, isAccount, setSeenAt } = useProvider();
  const accepting = useTries();
  const now = useNow(60_000);
  const [opened, setOpened] = useState<Opened>(null);
  const [talked, setTalked] = useState(false);
  const close = () => setOpened(null);
  const accepted = (taken: ProviderView) => {
    setSeenAt({ accepted: taken.serverTime });
    if (taken.codeGoesTo !== null) void code.send();
  };
  const acceptNow = () =>
    accepting.attempt(
      async () => {
        const taken = await link.answer({ answer: 'accept', ...who });
        if (taken) accepted(taken);
      },
      (error) => failureWords(error, phone),
    );

  return (
    <ProviderFrame
      footer={
        <>
          {accepting.failure && <ErrorSummary key={accepting.failure.count} title={accepting.failure.words} />}
          <Button variant="primary" size="l" block busy={accepting.busy} onClick={() => (isAccount ? void acceptNow() : setOpened('accept'))}>
            {providerWords('accept')}
          </Button>
          <div className="provider-three">
            <Button onClick={() => setOpened('cannot')}>{providerWords('cannot')}</Button>
            <Button onClick={() => setOpened('talk')}>{providerWords('talk-first')}</Button>
            <Button onClick={() => setOpened('propose')}>{providerWords('propose')}</Button>
          </div>
        </>
      }
      strip={
        view.answerBy && (
          <Strip tone="warning">
            <AnswerClock by={view.answerBy} />
          </Strip>
        )
      }
    >
      <div className="provider-ask">
        <div>
          <h1>{providerWords('ask', { ref: view.ref })}</h1>
          <p className="muted">{providerWords('ask.responsible', { org: view.org })}</p>
        </div>
        {view.proposedAt && (
          <Note tone="info" icon="calendar">
            {providerWords(view.timeAgreed ? 'proposed.agreed' : 'proposed', { time: timeNear(view.proposedAt, now), owner })}
          </Note>
        )}
        {view.theyMust && (
          <Note tone="info" icon="info">
            {providerWords('they-must', { owner, what: view.theyMust })}
          </Note>
        )}
        {talked && (
          <Note tone="info" icon="phone">
            {providerWords('talked', { owner })}
          </Note>
        )}
        <AskFacts />
        <RiskCard />
        <MoreAnswers />
      </div>

      <AnswerDialog
        open={opened === 'accept'}
        title={providerWords(known ? 'accept' : 'who.title')}
        act={providerWords('accept')}
        onClose={close}
        onTaken={accepted}
        read={() => ({ answer: 'accept' })}
      />
      <CannotDialog open={opened === 'cannot'} onClose={close} />
      <TalkDialog open={opened === 'talk'} onClose={close} onAsked={() => setTalked(true)} />
      <ProposeDialog open={opened === 'propose'} onClose={close} />
    </ProviderFrame>
  );
}
