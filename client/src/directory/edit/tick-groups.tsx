import { useContext, useId, useState } from 'react';
import { Checkbox } from '../../ui/toggle.js';
import { listed } from '../describe.js';
import { ticked } from './core/tick-groups.js';
import type { TickGroup } from './core/tick-groups.js';
import { editWords } from './edit-words.js';
import { FormFaults, fieldId } from './form-parts.js';

/**
 * Any of many words, in groups. A group is folded unless something in it is ticked; folded or not its heading says what is, so that
 * nobody has to open it to see.
 */
export function TickGroups<Group extends string, Value extends string>({ at, legend, value, groups, nameOf, wordsOf, onChange }: {
  /** JSON pointer of the field within the facts. */
  at: string;
  legend: string;
  value: readonly Value[];
  groups: readonly TickGroup<Group, Value>[];
  nameOf: (group: Group) => string;
  wordsOf: (value: Value) => string;
  onChange: (value: Value[]) => void;
}) {
  const error = useContext(FormFaults).get(at);
  const all = groups.flatMap(({ values }) => values);
  return (
    <fieldset className="edit-ticks edit-tick-groups" id={fieldId(at)} tabIndex={-1}>
      <legend>
        {legend} <span className="muted num">{editWords('ticks', { count: value.length, all: all.length })}</span>
      </legend>
      {error && <p className="edit-fault">{error}</p>}
      {groups.map(({ group, values }) => (
        <OneGroup key={group} name={nameOf(group)} values={values} value={value} wordsOf={wordsOf} onTick={(one, on) => onChange(ticked(all, value, one, on))} />
      ))}
    </fieldset>
  );
}

function OneGroup<Value extends string>({ name, values, value, wordsOf, onTick }: {
  name: string;
  values: readonly Value[];
  value: readonly Value[];
  wordsOf: (value: Value) => string;
  onTick: (value: Value, on: boolean) => void;
}) {
  const id = useId();
  const here = values.filter((one) => value.includes(one));
  // Only at first: what somebody unticks must not fold away under their finger.
  const [openAtFirst] = useState(here.length > 0);
  return (
    <details className="edit-tick-group" open={openAtFirst}>
      <summary>
        <span id={id}>{name}</span>
        <span className="edit-ticked">{here.length === 0 ? editWords('ticks.none') : listed(here.map(wordsOf))}</span>
      </summary>
      <div role="group" aria-labelledby={id} className="edit-ticks">
        {values.map((one) => (
          <Checkbox key={one} label={wordsOf(one)} checked={value.includes(one)} onToggle={(on) => onTick(one, on)} />
        ))}
      </div>
    </details>
  );
}
