import { useEffect, useRef } from 'react';
import { Button, LinkButton } from '../../ui/button.js';
import { TextArea } from '../../ui/field.js';
import type { Fact } from '../../ui/fact-list.js';
import { VisuallyHidden } from '../../ui/visually-hidden.js';
import { LONGEST } from './core/told.js';
import type { TextName } from './core/told.js';
import { raiseWords } from './raise-words.js';

interface TextFactProps {
  name: TextName;
  label: string;
  hint: string;
  text: string;
  /** What the server already has; it can be corrected, not emptied. */
  known: string;
  /** Shown in quotation marks: somebody's own words. */
  quoted?: boolean | undefined;
  /** Takes no more changes. */
  fixed?: boolean | undefined;
  open: boolean;
  onOpen: (open: boolean) => void;
  onText: (text: string) => void;
}

/** One thing in words, as a line that opens into a field in its own place. Whatever is typed is kept at once. */
export function textFact({ name, label, hint, text, known, quoted, fixed, open, onOpen, onText }: TextFactProps): Fact {
  if (open) {
    return {
      name: <VisuallyHidden>{label}</VisuallyHidden>,
      value: <TextEdit name={name} label={label} hint={text.trim() === '' && known !== '' ? raiseWords('check.emptied') : hint} text={text} onText={onText} onDone={() => onOpen(false)} />,
    };
  }
  return {
    name: label,
    value: text.trim() === '' ? <span className="muted">{raiseWords('check.nothing')}</span> : <span className="told">{quoted ? <q>{text.trim()}</q> : text.trim()}</span>,
    action: !fixed && (
      <LinkButton id={`change-${name}`} onClick={() => onOpen(true)}>
        {raiseWords(text.trim() === '' ? 'add' : 'change')}
        <VisuallyHidden> {label}</VisuallyHidden>
      </LinkButton>
    ),
  };
}

function TextEdit({ name, label, hint, text, onText, onDone }: Pick<TextFactProps, 'name' | 'label' | 'hint' | 'text' | 'onText'> & { onDone: () => void }) {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const area = field.current;
    area?.focus();
    area?.setSelectionRange(area.value.length, area.value.length);
    // Closed again, the keyboard stands where it opened.
    return () => void setTimeout(() => document.getElementById(`change-${name}`)?.focus());
  }, [name]);
  return (
    <form
      className="text-edit"
      onSubmit={(event) => {
        event.preventDefault();
        onDone();
      }}
    >
      <TextArea ref={field} label={label} hint={hint} value={text} maxLength={LONGEST[name]} rows={name === 'theySaid' || name === 'whatHelps' ? 4 : 2} onChange={(event) => onText(event.target.value)} />
      <Button type="submit">{raiseWords('check.done')}</Button>
    </form>
  );
}
