import type { ReactNode } from 'react';
import { createContext, useContext, useEffect, useMemo, useState } from 'react';
import { SILENCE, queue, speak } from './core/announcements.js';
import type { Announcements, Manner } from './core/announcements.js';
import './visually-hidden.css';

export interface Announce {
  /** For changes: spoken when there is a pause. */
  polite: (message: string) => void;
  /** For a new emergency and for lost connection, nothing else: interrupts. */
  assertive: (message: string) => void;
}

const AnnounceContext = createContext<Announce | null>(null);

/** The only two live regions of the page. At most one message in ten seconds is spoken. */
export function LiveRegion({ children }: { children: ReactNode }) {
  const [words, setWords] = useState({ polite: '', assertive: '' });
  const speaker = useMemo(() => createSpeaker((manner, said) => setWords((now) => ({ ...now, [manner]: said }))), []);
  useEffect(() => speaker.stop, [speaker]);

  return (
    <AnnounceContext value={speaker.announce}>
      {children}
      <div className="visually-hidden" role="status" aria-live="polite">
        {words.polite}
      </div>
      <div className="visually-hidden" role="alert" aria-live="assertive">
        {words.assertive}
      </div>
    </AnnounceContext>
  );
}

/** How a component speaks to somebody who does not see the screen. */
export function useAnnounce(): Announce {
  const announce = useContext(AnnounceContext);
  if (!announce) throw new Error('useAnnounce needs a LiveRegion above it');
  return announce;
}

function createSpeaker(say: (manner: Manner, words: string) => void) {
  let state: Announcements = SILENCE;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let breath = false;

  const run = () => {
    clearTimeout(timer);
    const now = performance.now();
    const speech = speak(state, now);
    state = speech.state;
    if (speech.say) {
      // The same words twice are no change to the region and would stay unspoken: a no-break space makes them new.
      breath = !breath;
      say(speech.say.manner, speech.say.words + (breath ? '\u00a0' : ''));
    }
    if (speech.nextAt !== null) timer = setTimeout(run, Math.max(0, speech.nextAt - now));
  };

  const add = (manner: Manner) => (message: string) => {
    state = queue(state, manner, message);
    run();
  };

  return { announce: { polite: add('polite'), assertive: add('assertive') }, stop: () => clearTimeout(timer) };
}
