import { Note } from '../../ui/tag.js';

/** Why something just sent did not work, beside what was sent. Read out when it appears. */
export function FailureNote({ failure }: { failure: string | null }) {
  return (
    <div role="status" className="failure-note">
      {failure && (
        <Note tone="warning" icon="warning">
          {failure}
        </Note>
      )}
    </div>
  );
}
