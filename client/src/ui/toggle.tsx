import type { InputHTMLAttributes, ReactNode } from 'react';
import './toggle.css';

interface ToggleProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'type' | 'onChange' | 'onToggle' | 'checked'> {
  label: ReactNode;
  hint?: ReactNode;
  checked: boolean;
  onToggle: (checked: boolean) => void;
}

/** Yes or no, part of a form that is sent. */
export function Checkbox({ label, hint, checked, onToggle, ...input }: ToggleProps) {
  return (
    <label className="checkbox">
      <input {...input} type="checkbox" checked={checked} onChange={(event) => onToggle(event.target.checked)} />
      <span>
        {label}
        {hint && <small>{hint}</small>}
      </span>
    </label>
  );
}

/** On or off, taking effect at once. */
export function Switch({ label, hint, checked, onToggle, ...input }: ToggleProps) {
  return (
    <label className="switch">
      <span>
        {label}
        {hint && <small>{hint}</small>}
      </span>
      <input {...input} type="checkbox" role="switch" checked={checked} onChange={(event) => onToggle(event.target.checked)} />
    </label>
  );
}
