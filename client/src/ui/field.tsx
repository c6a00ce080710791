import type { InputHTMLAttributes, ReactNode, Ref, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react';
import { useId } from 'react';
import { Icon } from './icon.js';
import './field.css';

interface FieldWords {
  label: ReactNode;
  hint?: ReactNode;
  /** What is wrong and how to mend it; the typed text stays. */
  error?: ReactNode;
  /** Shown after the label, in the reader's language: "can be left empty". */
  optional?: ReactNode;
}

interface Wiring {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

/** Label, hint, control and error, joined so that each is read with the others. The control is given its attributes. */
export function Field({
  label,
  hint,
  error,
  optional,
  id: givenId,
  children,
}: FieldWords & { id?: string | undefined; children: (wiring: Wiring) => ReactNode }) {
  const ownId = useId();
  const id = givenId ?? ownId;
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <div className={error ? 'field field-wrong' : 'field'}>
      <label htmlFor={id}>
        {label}
        {optional && <span className="field-optional"> ({optional})</span>}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="field-hint">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="field-error">
          <Icon name="warning" size={15} /> {error}
        </p>
      )}
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined })}
    </div>
  );
}

/** A single line of text. `id` may be given so that an error summary can point at it. */
export function TextField({
  label,
  hint,
  error,
  optional,
  id,
  ...input
}: FieldWords & InputHTMLAttributes<HTMLInputElement> & { ref?: Ref<HTMLInputElement> }) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional} id={id}>
      {(wiring) => <input type="text" {...input} {...wiring} className="control" />}
    </Field>
  );
}

/** Several lines of text; grows with what is typed where the browser can. */
export function TextArea({
  label,
  hint,
  error,
  optional,
  id,
  rows = 3,
  ...input
}: FieldWords & TextareaHTMLAttributes<HTMLTextAreaElement> & { ref?: Ref<HTMLTextAreaElement> }) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional} id={id}>
      {(wiring) => <textarea rows={rows} {...input} {...wiring} className="control control-area" />}
    </Field>
  );
}

/** One of a list, with the phone's own picker. */
export function Select({
  label,
  hint,
  error,
  optional,
  id,
  children,
  ...input
}: FieldWords & SelectHTMLAttributes<HTMLSelectElement> & { ref?: Ref<HTMLSelectElement> }) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional} id={id}>
      {(wiring) => (
        <span className="select">
          <select {...input} {...wiring} className="control">
            {children}
          </select>
          <Icon name="down" size={12} />
        </span>
      )}
    </Field>
  );
}

/** A code of `length` digits in one field drawn as boxes; takes paste and the phone's own code suggestion. */
export function CodeField({
  label,
  hint,
  error,
  id,
  length,
  value,
  onChange,
}: Omit<FieldWords, 'optional'> & { id?: string | undefined; length: number; value: string; onChange: (digits: string) => void }) {
  return (
    <Field label={label} hint={hint} error={error} id={id}>
      {(wiring) => (
        <span className="code" style={{ '--code-length': length }}>
          {Array.from({ length }, (_, place) => (
            <span key={place} className="code-box" data-current={place === value.length || undefined} aria-hidden="true">
              {value[place]}
            </span>
          ))}
          <input
            {...wiring}
            className="code-input"
            inputMode="numeric"
            autoComplete="one-time-code"
            pattern={`[0-9]{${length}}`}
            value={value}
            onChange={(event) => onChange(event.target.value.replace(/\D/g, '').slice(0, length))}
          />
        </span>
      )}
    </Field>
  );
}
