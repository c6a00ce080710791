import { useEffect, useRef } from 'react';
import { useNow } from '../live/server-clock.js';
import type { Connection } from '../live/socket.js';
import { Banner } from '../ui/banner.js';
import { Button, PhoneLink } from '../ui/button.js';
import { coarseDuration } from '../ui/core/duration.js';
import { useAnnounce } from '../ui/live-region.js';
import { exactTime } from './format.js';
import { shellWords } from './shell-words.js';
import { play } from './sound.js';

/** What a lost line means and what still works, across the page, for as long as it is lost. */
export function LineBanner({ connection, dutyPhone, onTry }: { connection: Connection; dutyPhone: string | null; onTry: () => void }) {
  const { state, listening } = connection;
  if (!listening || state === 'live' || state === 'checking') return null;
  if (state === 'offline') {
    return (
      <Banner
        kind="offline"
        title={shellWords('offline.title')}
        actions={dutyPhone && <PhoneLink number={dutyPhone} words={shellWords('offline.call')} />}
      >
        {shellWords('offline.words')}
      </Banner>
    );
  }
  return <StaleBanner heardAt={connection.heardAt} onTry={onTry} />;
}

function StaleBanner({ heardAt, onTry }: { heardAt: number | null; onTry: () => void }) {
  const now = useNow(1000);
  const title =
    heardAt === null ? shellWords('lost.never') : shellWords.rich('lost.title', { duration: <span className="num">{coarseDuration((now - heardAt) / 1000)}</span> });
  return (
    <Banner kind="stale" title={title} actions={<Button onClick={onTry}>{shellWords('lost.try')}</Button>}>
      {heardAt === null ? shellWords('lost.words-never') : shellWords('lost.words', { time: exactTime(heardAt) })}
    </Banner>
  );
}

/** Says a lost line once to the ear, by voice and by its own two low notes, and that it is back. */
export function useLineSpoken({ state, listening }: Connection): void {
  const announce = useAnnounce();
  const wasLost = useRef(false);
  useEffect(() => {
    const lost = listening && (state === 'stale' || state === 'offline');
    if (lost && !wasLost.current) {
      announce.assertive(shellWords(state === 'offline' ? 'offline.spoken' : 'lost.spoken'));
      play('lost');
    }
    if (wasLost.current && state === 'live') announce.polite(shellWords('again.spoken'));
    if (lost || state === 'live') wasLost.current = lost;
  }, [state, listening, announce]);
}
