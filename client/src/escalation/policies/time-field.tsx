import { useState } from 'react';
import { Select, TextField } from '../../ui/field.js';
import { TIME_UNITS, secondsTyped, typedTime } from './core/answer-time.js';
import type { TimeUnit } from './core/answer-time.js';
import { policyWords } from './policy-words.js';

/** A length of time as people say it: a number and its unit. Tells NaN while it cannot be read; what was typed stays. */
export function TimeField({
  id,
  label,
  unitLabel,
  seconds,
  error,
  onChange,
}: {
  id: string;
  label: string;
  unitLabel: string;
  seconds: number;
  error?: string | undefined;
  onChange: (seconds: number) => void;
}) {
  const [typed, setTyped] = useState(() => typedTime(seconds));
  const told = secondsTyped(typed.amount, typed.unit);
  // Copied from another ladder, or undone: what stands there is no longer what was typed.
  if (!Object.is(told, seconds) && !(Number.isNaN(told) && Number.isNaN(seconds))) setTyped(typedTime(seconds));
  const change = (next: typeof typed) => {
    setTyped(next);
    onChange(secondsTyped(next.amount, next.unit));
  };
  return (
    <div className="policy-time">
      <TextField id={id} label={label} error={error} inputMode="decimal" maxLength={6} autoComplete="off" value={typed.amount} onChange={({ target }) => change({ ...typed, amount: target.value })} />
      <Select aria-label={unitLabel} label={<span className="visually-hidden">{unitLabel}</span>} value={typed.unit} onChange={({ target }) => change({ ...typed, unit: target.value as TimeUnit })}>
        {TIME_UNITS.map((unit) => (
          <option key={unit} value={unit}>
            {policyWords(`unit.${unit}`)}
          </option>
        ))}
      </Select>
    </div>
  );
}
