import { useEffect } from 'react';
import type { SessionView } from '../../../../server/contract/identity.js';
import { may, useWho } from '../../app/session.js';
import { serverClock } from '../../live/server-clock.js';
import { drafts } from './drafts.js';
import { outbox } from './outbox.js';

/** Who raises on this phone, with their drafts opened and whatever waits on its way. Every page of raising stands on it. */
export function useRaiser(): { session: SessionView | null; state: 'asking' | 'known' | 'away' } {
  const who = useWho();
  const ownerId = who.session?.staff.id;
  useEffect(() => {
    if (ownerId !== undefined) drafts.openFor(ownerId, serverClock.now());
    outbox.start();
  }, [ownerId]);
  return who;
}

/** Whether only the phone is known, not a person who signed in lately: it may raise and follow its reports, nothing else. */
export function onlyByPhone(session: SessionView): boolean {
  // Every role that may raise also reads the staff of its team; an enrolled phone does not.
  return may(session, 'report:create') && !may(session, 'staff:read') && session.lacksFactor !== true;
}
