import { useState } from 'react';
import type { PolicyLetter } from '../../../../server/contract/escalation.js';
import { POLICY_LETTERS } from '../../../../server/contract/escalation.js';
import { Button } from '../../ui/button.js';
import { Select, TextField } from '../../ui/field.js';
import { Icon } from '../../ui/icon.js';
import { useAnnounce } from '../../ui/live-region.js';
import { timeWords } from './core/answer-time.js';
import { MOST_ROUNDS, MOST_RUNGS, copied, secondsToAlarm, withLadder, withNewRung, withRung, withRungMoved, withoutRung } from './core/policy-draft.js';
import type { DraftLadder, PolicyDraft } from './core/policy-draft.js';
import type { Names } from './policy-query.js';
import { policyWords } from './policy-words.js';
import { RungEdited, RungShown } from './rung-card.js';
import type { RungTrouble } from './rung-card.js';
import { TimeField } from './time-field.js';

/** The element of one rung, for what leads to it. */
export const rungId = (letter: PolicyLetter, rung: number): string => `rung-${letter}-${rung}`;
/** The element of what is wrong with a ladder as a whole. */
export const ladderId = (letter: PolicyLetter): string => `ladder-${letter}`;

export interface LadderTrouble { rungs: ReadonlyMap<number, RungTrouble>; whole: readonly string[]; rounds: string | undefined; repeat: string | undefined }

const NO_TROUBLE: RungTrouble = { faults: [], warnings: [], wrongTime: undefined };

/** The ladder of one urgency, drawn from the first rung down to the alarm; with `onChange` it can be changed. */
export function LadderEditor({
  letter,
  draft,
  names,
  teamId,
  trouble,
  onChange,
}: {
  letter: PolicyLetter;
  draft: PolicyDraft;
  names: Names;
  teamId: string;
  trouble: LadderTrouble;
  onChange: ((draft: PolicyDraft) => void) | null;
}) {
  const announce = useAnnounce();
  const ladder = draft.ladders[letter];
  const change = (next: (ladder: DraftLadder) => DraftLadder) => onChange?.(withLadder(draft, letter, next));
  const starts = ladder.rungs.map((_, place) => secondsToAlarm({ rungs: ladder.rungs.slice(0, place), rounds: 1 }));
  return (
    <section aria-labelledby={`${ladderId(letter)}-name`} id={ladderId(letter)} tabIndex={-1}>
      <h2 id={`${ladderId(letter)}-name`} className="visually-hidden">
        {policyWords('ladder', { name: policyWords(`letter.${letter}`) })}
      </h2>
      {trouble.whole.map((fault) => (
        <p key={fault} className="field-error">
          <Icon name="warning" size={15} /> {fault}
        </p>
      ))}
      <ol className="ladder">
        {ladder.rungs.map((rung, place) => {
          const shared = { id: rungId(letter, place), count: place + 1, rung, names, trouble: trouble.rungs.get(place) ?? NO_TROUBLE, startsAfter: starts[place] ?? 0 };
          if (!onChange) return <RungShown key={rung.key} {...shared} />;
          return (
            <RungEdited
              key={rung.key}
              {...shared}
              teamId={teamId}
              last={place === ladder.rungs.length - 1}
              onChange={(next) => change((now) => withRung(now, place, next))}
              onMove={(by) => {
                if (withRungMoved(ladder, place, by) === ladder) return;
                change((now) => withRungMoved(now, place, by));
                announce.polite(policyWords('rung.moved', { count: place + by + 1 }));
              }}
              onRemove={() => {
                change((now) => withoutRung(now, place));
                announce.polite(policyWords('rung.removed', { count: place + 1 }));
                // The button goes with its rung; the keyboard stays with the ladder.
                document.getElementById(ladderId(letter))?.focus();
              }}
            />
          );
        })}
        {ladder.rungs.length === 0 && (
          <li className="rung rung-wrong">
            <span className="rung-number" aria-hidden="true">
              !
            </span>
            <p className="rung-card card">{policyWords('rung.none')}</p>
          </li>
        )}
        {onChange && (
          <li className="rung rung-add">
            {ladder.rungs.length < MOST_RUNGS ? (
              <Button icon="add" onClick={() => change(withNewRung)}>
                {policyWords('rung.add')}
              </Button>
            ) : (
              <p className="muted">{policyWords('rung.most', { count: MOST_RUNGS })}</p>
            )}
          </li>
        )}
        <Alarm letter={letter} ladder={ladder} trouble={trouble} onChange={onChange && change} />
      </ol>
      {onChange && <CopyFrom letter={letter} onCopy={(from) => {
        change(() => copied(draft.ladders[from]));
        announce.polite(policyWords('copy.done', { from: policyWords(`letter.${from}`) }));
      }} />}
    </section>
  );
}

/** The last step, which every ladder has: it never ends by itself. */
function Alarm({
  letter,
  ladder,
  trouble,
  onChange,
}: {
  letter: PolicyLetter;
  ladder: DraftLadder;
  trouble: LadderTrouble;
  onChange: ((next: (ladder: DraftLadder) => DraftLadder) => void) | null;
}) {
  const after = secondsToAlarm(ladder);
  return (
    <li className="rung rung-alarm">
      <span className="rung-number" aria-hidden="true">
        <Icon name="sound" size={16} />
      </span>
      <div className="rung-card card">
        <h3>
          {policyWords('alarm')} {Number.isFinite(after) && <small className="num">{policyWords('alarm.after', { time: timeWords(after) })}</small>}
        </h3>
        <p>{policyWords('alarm.words')}</p>
        {onChange ? (
          <div className="rung-how">
            <TextField
              id={`${ladderId(letter)}-rounds`}
              type="number"
              min={1}
              max={MOST_ROUNDS}
              label={policyWords('rounds')}
              error={trouble.rounds}
              value={Number.isNaN(ladder.rounds) ? '' : ladder.rounds}
              onChange={({ target }) => onChange((now) => ({ ...now, rounds: target.value === '' ? Number.NaN : Number(target.value) }))}
            />
            <TimeField
              id={`${ladderId(letter)}-repeat`}
              label={policyWords('alarm.every')}
              unitLabel={policyWords('alarm.unit')}
              seconds={ladder.repeatEverySeconds}
              error={trouble.repeat}
              onChange={(repeatEverySeconds) => onChange((now) => ({ ...now, repeatEverySeconds }))}
            />
          </div>
        ) : (
          <p className="muted">
            {policyWords('rounds.shown', { count: ladder.rounds })} {policyWords('alarm.shown', { time: timeWords(ladder.repeatEverySeconds) })}
          </p>
        )}
      </div>
    </li>
  );
}

function CopyFrom({ letter, onCopy }: { letter: PolicyLetter; onCopy: (from: PolicyLetter) => void }) {
  const [from, setFrom] = useState('');
  const chosen = POLICY_LETTERS.find((one) => one === from && one !== letter);
  return (
    <div className="ask-add ladder-copy">
      <Select label={policyWords('copy')} value={chosen ?? ''} onChange={({ target }) => setFrom(target.value)}>
        <option value="">{policyWords('copy.choose')}</option>
        {POLICY_LETTERS.filter((one) => one !== letter).map((one) => (
          <option key={one} value={one}>
            {policyWords('letter.with', { letter: one, name: policyWords(`letter.${one}`) })}
          </option>
        ))}
      </Select>
      <Button
        aria-disabled={!chosen || undefined}
        onClick={() => {
          if (!chosen) return;
          onCopy(chosen);
          setFrom('');
        }}
      >
        {policyWords('copy.button')}
      </Button>
    </div>
  );
}
