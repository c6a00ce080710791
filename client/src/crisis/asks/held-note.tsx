import { useSession } from '../../app/session.js';
import { useConnection } from '../../live/socket.js';
import { Note } from '../../ui/tag.js';
import { asksWords } from './asks-words.js';

/** Whether acts are held back: without a line nobody knows whether they still fit. */
export function useHeldBack(): boolean {
  const { state, listening } = useConnection();
  return listening && (state === 'stale' || state === 'offline');
}

/** Says within a form that nothing is sent now, and what to do instead. */
export function HeldNote() {
  const held = useHeldBack();
  const { network } = useSession();
  if (!held) return null;
  return (
    <Note tone="warning" icon="offline">
      {asksWords('held', { phone: network.dutyPhone })}
    </Note>
  );
}
