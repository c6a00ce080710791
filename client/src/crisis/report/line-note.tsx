import { useEffect, useRef } from 'react';
import { exactTime } from '../../app/format.js';
import { useConnection } from '../../live/socket.js';
import { Banner } from '../../ui/banner.js';
import { PhoneLink } from '../../ui/button.js';
import { useAnnounce } from '../../ui/live-region.js';
import { useLines } from '../raise/lines.js';
import { reportWords } from './report-words.js';

/** Says that what stands on a report's page is old, since when, and what works meanwhile. Once also aloud. */
export function LineNote({ fetchedAt }: { fetchedAt: number }) {
  const { state, listening, heardAt } = useConnection();
  const { dutyPhone } = useLines();
  const announce = useAnnounce();
  const lost = listening && (state === 'stale' || state === 'offline');
  const wasLost = useRef(false);
  useEffect(() => {
    if (lost && !wasLost.current) announce.assertive(reportWords('stale'));
    wasLost.current = lost;
  }, [lost, announce]);
  if (!lost) return null;
  const last = Math.max(heardAt ?? 0, fetchedAt);
  return (
    <Banner kind="stale" title={reportWords('stale')} actions={dutyPhone && <PhoneLink number={dutyPhone} words={reportWords('stale.call')} />}>
      {last > 0 && <span className="num">{reportWords('stale.words', { time: exactTime(last) })}</span>}
    </Banner>
  );
}
