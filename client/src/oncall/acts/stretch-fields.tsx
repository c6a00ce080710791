import { useState } from 'react';
import { languageTag } from '../../app/words.js';
import { TextField } from '../../ui/field.js';
import { actWords } from '../act-words.js';
import { localInput } from '../core/local-time.js';
import { zoneName } from '../core/zone-name.js';
import { actFieldId } from './act-dialog.js';
import type { Acting, Trouble } from './use-act.js';

/** From when until when, as two date-and-time fields hold it, by the clock of a zone. */
export interface Stretch {
  from: string;
  until: string;
  /** The ends as the server takes them: the very instant that was filled in while it stands as it was, else the local time. */
  startsAt: string;
  endsAt: string;
  setFrom: (local: string) => void;
  setUntil: (local: string) => void;
  /** What is missing or wrong. */
  faults: Trouble['fields'];
}

/** A stretch to be chosen, filled in with these instants. A local time that comes twice is not lost by being shown. */
export function useStretch(timeZone: string, startsAt: string | null, endsAt: string | null): Stretch {
  const filledIn = (at: string | null): string => (at === null ? '' : localInput(Date.parse(at), timeZone));
  const [from, setFrom] = useState(() => filledIn(startsAt));
  const [until, setUntil] = useState(() => filledIn(endsAt));
  const send = (local: string, at: string | null): string => (at !== null && local === filledIn(at) ? at : local);
  return {
    from, until, setFrom, setUntil,
    startsAt: send(from, startsAt),
    endsAt: send(until, endsAt),
    faults: [
      ...(from === '' ? [{ pointer: '/startsAt', words: actWords('from.missing') }] : []),
      ...(until === '' ? [{ pointer: '/endsAt', words: actWords('until.missing') }] : []),
      ...(from !== '' && until !== '' && until < from ? [{ pointer: '/endsAt', words: actWords('until.before') }] : []),
    ],
  };
}

/** The two fields, with the zone by whose clock they are read. */
export function StretchFields({ stretch, timeZone, acting, min, max }: { stretch: Stretch; timeZone: string; acting: Acting; min?: string | undefined; max?: string | undefined }) {
  return (
    <>
      <div className="act-pair">
        <TextField id={actFieldId('/startsAt')} type="datetime-local" label={actWords('from')} error={acting.wrong('/startsAt')} min={min} max={max} value={stretch.from} onChange={({ target }) => stretch.setFrom(target.value)} />
        <TextField id={actFieldId('/endsAt')} type="datetime-local" label={actWords('until')} error={acting.wrong('/endsAt')} min={min} max={max} value={stretch.until} onChange={({ target }) => stretch.setUntil(target.value)} />
      </div>
      <p className="muted act-small">{actWords('zone', { zone: zoneName(timeZone, languageTag()) })}</p>
    </>
  );
}
