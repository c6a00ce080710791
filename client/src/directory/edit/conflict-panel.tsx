import { useState } from 'react';
import type { FactName, ServiceFacts } from '../../../../server/contract/directory-edit.js';
import { Panel } from '../../ui/card.js';
import { ChoiceCards } from '../../ui/choice-cards.js';
import { listed } from '../describe.js';
import { editWords } from './edit-words.js';
import { factLines, factName } from './fact-words.js';

/** What somebody else made of the same entry meanwhile. */
export interface Conflict {
  by: string;
  both: readonly FactName[];
  theirs: readonly FactName[];
  /** The values of both sides, as they stood when it was found. */
  mine: ServiceFacts;
  other: ServiceFacts;
}

/** Both values of every fact that two people changed, to choose from. Mine stands until theirs is chosen. */
export function ConflictPanel({ conflict, facts, onChoose }: { conflict: Conflict; facts: ServiceFacts; onChoose: <Name extends FactName>(name: Name, value: ServiceFacts[Name]) => void }) {
  const [chosen, setChosen] = useState<Partial<Record<FactName, 'mine' | 'theirs'>>>({});
  return (
    <Panel title={editWords('conflict')} className="edit-conflict">
      <div className="stack">
        <p>{editWords(conflict.both.length > 0 ? 'conflict.words' : 'conflict.none', { by: conflict.by })}</p>
        {conflict.theirs.length > 0 && <p className="muted">{editWords('conflict.taken', { facts: listed(conflict.theirs.map(factName)) })}</p>}
        {conflict.both.map((name) => (
          <ChoiceCards
            key={name}
            legend={factName(name)}
            value={chosen[name] ?? 'mine'}
            onChoose={(side) => {
              setChosen({ ...chosen, [name]: side });
              onChoose(name, side === 'mine' ? (chosen[name] === 'theirs' ? conflict.mine[name] : facts[name]) : conflict.other[name]);
            }}
            choices={[
              { value: 'mine', title: editWords('conflict.mine', { value: factLines(name, conflict.mine[name]).join('; ') }) },
              { value: 'theirs', title: editWords('conflict.theirs', { value: factLines(name, conflict.other[name]).join('; ') }) },
            ]}
          />
        ))}
      </div>
    </Panel>
  );
}
