import { useState } from 'react';
import type { BoardCard } from '../../../../server/contract/crisis.js';
import type { LocationInput } from '../../../../server/contract/crisis.js';
import { call } from '../../app/api.js';
import { serverClock, useNow } from '../../live/server-clock.js';
import { Button } from '../../ui/button.js';
import { ChoiceCards } from '../../ui/choice-cards.js';
import { coarseDuration } from '../../ui/core/duration.js';
import { Select } from '../../ui/field.js';
import { useToasts } from '../../ui/toast.js';
import { useSend } from '../board/use-send.js';
import { asksWords } from './asks-words.js';
import { ConflictNote } from './conflict-note.js';
import { CHOOSABLE, sinceToOffer } from './core/where.js';
import { hearAct } from './hear-act.js';
import { HeldNote, useHeldBack } from './held-note.js';

type State = LocationInput['state'];

/** Where the person is, and since when. */
export function LocationForm({ card: { id, ref, locationState, raisedAt }, onClose }: { card: BoardCard; onClose: () => void }) {
  const now = useNow(60_000);
  const [state, setState] = useState<State>(locationState === 'CLOSED' ? 'AWAITING_RESPONSE' : locationState);
  const [minutesAgo, setMinutesAgo] = useState(0);
  const sending = useSend();
  const toasts = useToasts();
  const held = useHeldBack();

  const save = async () => {
    if (held) return;
    const at = minutesAgo === 0 ? {} : { at: new Date(serverClock.now() - minutesAgo * 60_000).toISOString() };
    if (!(await sending.send(async () => hearAct(await call('POST /api/v1/crises/:id/location', { id, state, ...at }))))) return;
    const words = asksWords('where.done', { ref, where: asksWords(`where.${state}`) });
    toasts.show({ title: words, spoken: words, seconds: 6 });
    onClose();
  };

  return (
    <form
      className="stack compact-choices"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <p className="muted">{asksWords('where.words')}</p>
      <ChoiceCards legend={asksWords('where.legend')} value={state} onChoose={setState} choices={CHOOSABLE.map((value) => ({ value, title: asksWords(`where.${value}`) }))} />
      <Select label={asksWords('where.since')} value={String(minutesAgo)} onChange={(event) => setMinutesAgo(Number(event.target.value))}>
        {sinceToOffer(raisedAt, now).map((minutes) => (
          <option key={minutes} value={minutes}>
            {minutes === 0 ? asksWords('where.now') : asksWords('where.ago', { duration: coarseDuration(minutes * 60) })}
          </option>
        ))}
      </Select>
      <HeldNote />
      <ConflictNote sending={sending} id={id} code={ref} />
      <div>
        <Button type="submit" variant="primary" busy={sending.busy} disabled={held}>
          {asksWords('where.save')}
        </Button>
      </div>
    </form>
  );
}
