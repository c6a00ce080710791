import { useEffect, useRef, useState } from 'react';
import { Button, LinkButton } from '../../ui/button.js';
import { TextField } from '../../ui/field.js';
import { Icon } from '../../ui/icon.js';
import { VisuallyHidden } from '../../ui/visually-hidden.js';
import { LONGEST } from './core/told.js';
import { raiseWords } from './raise-words.js';

/** Where they are, in one line that opens into a field. Whatever is typed is kept at once. */
export function PlaceRow({ place, onPlace }: { place: string; onPlace: (place: string) => void }) {
  const [open, setOpen] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const opener = useRef<HTMLDivElement>(null);
  const wasOpen = useRef(false);

  useEffect(() => {
    if (open) field.current?.focus();
    else if (wasOpen.current) opener.current?.querySelector('button')?.focus();
    wasOpen.current = open;
  }, [open]);

  if (open) {
    return (
      <form
        className="place-edit"
        onSubmit={(event) => {
          event.preventDefault();
          setOpen(false);
        }}
      >
        <TextField
          ref={field}
          label={raiseWords('place')}
          hint={raiseWords('place.hint')}
          value={place}
          maxLength={LONGEST.place}
          autoComplete="off"
          enterKeyHint="done"
          onChange={(event) => onPlace(event.target.value)}
        />
        <Button type="submit">{raiseWords('place.done')}</Button>
      </form>
    );
  }
  return (
    <div ref={opener} className="place-row">
      <Icon name="pin" size={18} />
      <span className={place ? 'place-words' : 'place-words muted'}>{place || raiseWords('place.none')}</span>
      <LinkButton onClick={() => setOpen(true)}>
        {raiseWords(place ? 'change' : 'add')}
        <VisuallyHidden> {raiseWords('place')}</VisuallyHidden>
      </LinkButton>
    </div>
  );
}
