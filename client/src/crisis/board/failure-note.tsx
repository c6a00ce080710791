import { useEffect } from 'react';
import { useAnnounce } from '../../ui/live-region.js';
import { Note } from '../../ui/tag.js';

/** Why something just sent did not work, beside what was sent. Spoken when it appears. */
export function FailureNote({ failure }: { failure: string | null }) {
  const { polite } = useAnnounce();
  useEffect(() => {
    if (failure !== null) polite(failure);
  }, [failure, polite]);
  if (failure === null) return null;
  return (
    <Note tone="warning" icon="warning">
      {failure}
    </Note>
  );
}
