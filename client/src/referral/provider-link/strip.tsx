import type { ReactNode } from 'react';
import { timeNear } from '../../app/format.js';
import { useNow } from '../../live/server-clock.js';
import { Countdown } from '../../ui/countdown.js';
import { remainingUntil } from '../../ui/core/duration.js';
import { Icon } from '../../ui/icon.js';
import type { IconName } from '../../ui/icon.js';
import { coversTop } from '../../ui/sticky-bar.js';
import type { Tone } from '../../ui/tone.js';
import { providerWords } from './provider-words.js';

/** One sentence across the top of the page that stays in view: the clock, or what was done. */
export function Strip({ tone, icon, children }: { tone: Tone; icon?: IconName | undefined; children: ReactNode }) {
  return (
    <div ref={coversTop} className="provider-strip" data-tone={tone}>
      {icon && <Icon name={icon} size={20} />}
      <div>{children}</div>
    </div>
  );
}

/** The time left to answer, counted by the server's clock. */
export function AnswerClock({ by }: { by: string }) {
  const now = useNow(1000);
  const remaining = remainingUntil(Date.parse(by), now);
  return (
    <>
      <Countdown size="m" tone="warning" remaining={remaining} left={providerWords('left', { time: timeNear(by, now) })} over={providerWords('over')} />
      {remaining.over && <p>{providerWords('over.words')}</p>}
    </>
  );
}
