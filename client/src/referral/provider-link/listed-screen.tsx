import { timeNear } from '../../app/format.js';
import { useNow } from '../../live/server-clock.js';
import { AskFacts, RiskCard } from './ask-facts.js';
import { ProviderFrame } from './provider-frame.js';
import { useProvider } from './provider-context.js';
import { providerWords } from './provider-words.js';
import { Strip } from './strip.js';
import { TellButtons } from './tell-buttons.js';

/** Somebody on the service's waiting list: no yes, so no name; a time when there is a place, or a no. */
export function ListedScreen() {
  const { view, owner } = useProvider();
  const now = useNow(60_000);
  return (
    <ProviderFrame
      strip={
        <Strip tone="warning" icon="clock">
          {view.answerBy ? providerWords('listed.until', { time: timeNear(view.answerBy, now), owner }) : providerWords('listed.title')}
        </Strip>
      }
    >
      <div>
        <h1>{providerWords('listed.title')}</h1>
        <p className="muted">
          {view.waitDays !== null && <>{providerWords('listed.days', { count: view.waitDays })} </>}
          {providerWords('listed.words')}
        </p>
      </div>
      <TellButtons />
      <AskFacts />
      <RiskCard />
    </ProviderFrame>
  );
}
