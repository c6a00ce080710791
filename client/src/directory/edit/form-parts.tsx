import type { ReactNode } from 'react';
import { createContext, useContext, useId, useRef, useState } from 'react';
import { Button } from '../../ui/button.js';
import { Select, TextArea, TextField } from '../../ui/field.js';
import { Checkbox } from '../../ui/toggle.js';
import { typedList } from './core/drafts.js';
import { editWords } from './edit-words.js';

/** What is wrong with each field, by JSON pointer. */
export const FormFaults = createContext<ReadonlyMap<string, string>>(new Map());

/** The id of the control for a field, so that an error summary can lead to it. */
export const fieldId = (pointer: string): string => `fact${pointer.replaceAll('/', '-')}`;

/** The control's id and what is wrong with it. */
export function useFault(at: string): { id: string; error?: string } {
  const error = useContext(FormFaults).get(at);
  return { id: fieldId(at), ...(error !== undefined && { error }) };
}

interface Told {
  /** JSON pointer of the field within the facts. */
  at: string;
  label: string;
  hint?: string;
}

/** A text; empty is not told. */
export function Text({ at, value, onChange, lines, type, list, required, ...words }: Told & { value: string | null; onChange: (value: string | null) => void; lines?: number; type?: string; list?: string; required?: boolean }) {
  const fault = useFault(at);
  const hear = ({ target }: { target: { value: string } }) => onChange(target.value === '' ? null : target.value);
  const shared = { ...words, ...fault, value: value ?? '', onChange: hear, ...(!required && { optional: editWords('optional') }) };
  return lines ? <TextArea {...shared} rows={lines} /> : <TextField {...shared} autoComplete="off" {...(type !== undefined && { type })} {...(list !== undefined && { list })} />;
}

/** A number; empty is not told. */
export function Figure({ at, value, onChange, ...words }: Told & { value: number | null; onChange: (value: number | null) => void }) {
  const fault = useFault(at);
  return <TextField {...words} {...fault} type="number" step="any" inputMode="decimal" optional={editWords('optional')} value={value ?? ''} onChange={({ target }) => onChange(target.value === '' || !Number.isFinite(Number(target.value)) ? null : Number(target.value))} />;
}

/** Several texts in one field. */
export function TextList({ at, value, onChange, lines, ...words }: Told & { value: readonly string[] | null; onChange: (value: string[] | null) => void; lines?: number }) {
  const [typed, setTyped] = useState<string | null>(null);
  const told = (value ?? []).join(', ');
  const hear = (text: string | null) => {
    setTyped(text);
    const list = typedList(text ?? '');
    onChange(list.length === 0 ? null : list);
  };
  // what was typed stays as it was typed, unless the list became another one meanwhile
  const shown = typed !== null && typedList(typed).join(', ') === told ? typed : told;
  return <Text at={at} {...words} value={shown} onChange={hear} {...(lines !== undefined && { lines })} />;
}

/** One of a few words. */
export function Choice<Value extends string>({ at, value, options, onChange, label, hint }: Told & { value: Value; options: readonly (readonly [Value, string])[]; onChange: (value: Value) => void }) {
  const fault = useFault(at);
  return (
    <Select label={label} hint={hint} {...fault} value={value} onChange={({ target }) => onChange(options.find(([one]) => one === target.value)?.[0] ?? value)}>
      {options.map(([one, words]) => (
        <option key={one} value={one}>
          {words}
        </option>
      ))}
    </Select>
  );
}

/** Yes, no, or nobody told. */
export function YesNo({ at, label, hint, value, onChange }: Told & { value: boolean | null; onChange: (value: boolean | null) => void }) {
  const options = [['unknown', editWords('unknown')], ['yes', editWords('yes')], ['no', editWords('no')]] as const;
  return <Choice at={at} label={label} {...(hint !== undefined && { hint })} value={value === null ? 'unknown' : value ? 'yes' : 'no'} options={options} onChange={(one) => onChange(one === 'unknown' ? null : one === 'yes')} />;
}

/** Any of some words. */
export function Ticks<Value extends string>({ at, legend, value, options, onChange }: { at: string; legend: string; value: readonly Value[]; options: readonly (readonly [Value, string])[]; onChange: (value: Value[]) => void }) {
  const error = useContext(FormFaults).get(at);
  return (
    <fieldset className="edit-ticks" id={fieldId(at)} tabIndex={-1}>
      <legend>{legend}</legend>
      {error && <p className="edit-fault">{error}</p>}
      {options.map(([one, words]) => (
        <Checkbox key={one} label={words} checked={value.includes(one)} onToggle={(on) => onChange(options.map(([each]) => each).filter((each) => (each === one ? on : value.includes(each))))} />
      ))}
    </fieldset>
  );
}

/**
 * A list of parts, each a group of fields that can be taken out; the focus follows what is added, and goes to the button
 * when something is taken out.
 */
export function Parts<Part>({ at, legend, nameOf, parts, blank, addLabel, onChange, children }: {
  at: string;
  legend: string;
  nameOf: (n: number) => string;
  parts: readonly Part[];
  blank: Part;
  addLabel: string;
  onChange: (parts: Part[]) => void;
  children: (part: Part, change: (more: Partial<Part>) => void, at: string) => ReactNode;
}) {
  const box = useRef<HTMLDivElement>(null);
  const legendId = useId();
  const error = useContext(FormFaults).get(at);
  const later = (act: () => void) => requestAnimationFrame(act);
  const add = () => {
    onChange([...parts, structuredClone(blank)]);
    later(() => box.current?.querySelector<HTMLElement>('[data-part]:last-of-type :is(input, select, textarea)')?.focus());
  };
  const remove = (place: number) => {
    onChange(parts.filter((_, n) => n !== place));
    later(() => box.current?.querySelector<HTMLElement>(':scope > .edit-add button')?.focus());
  };
  return (
    <div ref={box} className="edit-list" role="group" aria-labelledby={legendId} id={fieldId(at)} tabIndex={-1}>
      <h3 id={legendId}>{legend}</h3>
      {error && <p className="edit-fault">{error}</p>}
      {parts.map((part, place) => (
        <fieldset key={place} className="edit-part" data-part="">
          <legend>{nameOf(place + 1)}</legend>
          {children(part, (more) => onChange(parts.map((one, n) => (n === place ? { ...one, ...more } : one))), `${at}/${place}`)}
          <div>
            <Button size="s" icon="close" aria-label={editWords('remove.what', { what: nameOf(place + 1) })} onClick={() => remove(place)}>
              {editWords('remove')}
            </Button>
          </div>
        </fieldset>
      ))}
      <div className="edit-add">
        <Button icon="add" onClick={add}>
          {addLabel}
        </Button>
      </div>
    </div>
  );
}
