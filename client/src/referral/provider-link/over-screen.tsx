import { useState } from 'react';
import type { ReferralState } from '../../../../server/contract/words.js';
import { Button, PhoneLink } from '../../ui/button.js';
import { AnswerDialog } from './answer-dialog.js';
import { FreePlaces } from './free-places.js';
import { ProviderFrame } from './provider-frame.js';
import { useProvider } from './provider-context.js';
import { providerWords } from './provider-words.js';

/** How it ended, as far as this service is told. That another service has the person, or why, is not its business. */
function endOf(state: ReferralState): 'DECLINED' | 'EXPIRED' | 'HANDED_BACK' | 'COMPLETED' | 'other' {
  switch (state) {
    case 'DECLINED': case 'EXPIRED': case 'HANDED_BACK': return state;
    case 'COMPLETED_SERVED': case 'COMPLETED_NOT_SERVED': return 'COMPLETED';
    default: return 'other';
  }
}

/** It was taken back, and stays on the service's list until somebody there says that they know: one touch, and who says it. */
function ConfirmScreen() {
  const { view, owner, phone, known } = useProvider();
  const [open, setOpen] = useState(false);
  return (
    <ProviderFrame
      footer={
        <Button variant="primary" size="l" block onClick={() => setOpen(true)}>
          {providerWords('confirm.do')}
        </Button>
      }
    >
      <div>
        <h1>{providerWords('confirm.title')}</h1>
        <p className="muted">{providerWords('confirm.words', { org: view.org })}</p>
      </div>
      <PhoneLink number={phone} words={providerWords('coming.ring', { owner })} block />
      <AnswerDialog open={open} title={providerWords(known ? 'confirm.title' : 'who.title')} act={providerWords('confirm.do')} onClose={() => setOpen(false)} read={() => ({ answer: 'confirm' })} />
    </ProviderFrame>
  );
}

/** Nothing more is asked: thanks, and whether the free places are still right. */
export function OverScreen() {
  const { view, owner, phone } = useProvider();
  const end = endOf(view.state);
  const words = {
    DECLINED: () => providerWords('ended.DECLINED.words'),
    EXPIRED: () => providerWords('ended.EXPIRED.words', { org: view.org }),
    HANDED_BACK: () => providerWords('ended.HANDED_BACK.words', { owner }),
    COMPLETED: () => providerWords('ended.COMPLETED.words'),
    other: () => providerWords('ended.other.words'),
  }[end]();
  if (view.confirm) return <ConfirmScreen />;
  return (
    <ProviderFrame>
      <div>
        <h1>{providerWords(`ended.${end}`)}</h1>
        <p className="muted">{words}</p>
      </div>
      {end === 'HANDED_BACK' && <PhoneLink number={phone} words={providerWords('coming.ring', { owner })} size="l" block />}
      {view.capacity && <FreePlaces capacity={view.capacity} />}
      <p className="muted">{providerWords('ended.close')}</p>
    </ProviderFrame>
  );
}
