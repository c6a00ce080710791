import type { ReactNode } from 'react';
import { useState } from 'react';
import type { Ask, PolicyWarning, Rung } from '../../../../server/contract/escalation.js';
import type { Channel } from '../../../../server/contract/words.js';
import { Button, IconButton } from '../../ui/button.js';
import { Select } from '../../ui/field.js';
import { Icon } from '../../ui/icon.js';
import { Note } from '../../ui/tag.js';
import { Checkbox } from '../../ui/toggle.js';
import { askName } from './ask-names.js';
import { timeWords } from './core/answer-time.js';
import { askKey, sameAsk } from './core/policy-draft.js';
import type { DraftRung } from './core/policy-draft.js';
import type { Names } from './policy-query.js';
import { policyWords } from './policy-words.js';
import { TimeField } from './time-field.js';
import { warningWords } from './warning-words.js';

/** What is known to be wrong or doubtful at one rung. */
export interface RungTrouble { faults: readonly string[]; warnings: readonly PolicyWarning[]; wrongTime: string | undefined }

interface Place {
  id: string;
  /** Counted from 1. */
  count: number;
  rung: DraftRung;
  names: Names;
  trouble: RungTrouble;
  /** Seconds from the report until this rung, while every time can be read. */
  startsAfter: number;
}

/** One rung as it is drawn: its number on the rail, whom it asks, how, and how long they have. */
function RungFrame({ id, count, startsAfter, trouble, head, children }: Omit<Place, 'rung' | 'names'> & { head?: ReactNode; children: ReactNode }) {
  return (
    <li id={id} tabIndex={-1} className={trouble.faults.length > 0 ? 'rung rung-wrong' : 'rung'}>
      <span className="rung-number" aria-hidden="true">
        {count}
      </span>
      <div className="rung-card card">
        <div className="rung-head">
          <h3>
            {policyWords('rung', { count })}
            <small className="num">
              {' '}
              {startsAfter === 0 ? policyWords('rung.at-once') : Number.isFinite(startsAfter) && policyWords('rung.at', { time: timeWords(startsAfter) })}
            </small>
          </h3>
          {head}
        </div>
        {trouble.faults.map((fault) => (
          <p key={fault} className="field-error">
            <Icon name="warning" size={15} /> {fault}
          </p>
        ))}
        {children}
        {trouble.warnings.map((warning) => (
          <Note key={warning.kind} tone="warning" icon="warning">
            {warningWords(warning)}
          </Note>
        ))}
      </div>
    </li>
  );
}

/** A rung to look at. */
export function RungShown(place: Place) {
  const { rung, names } = place;
  return (
    <RungFrame {...place}>
      <ul className="asks" aria-label={policyWords('ask')}>
        {rung.ask.map((ask) => (
          <li key={askKey(ask)} className="ask">
            {askName(ask, names)}
          </li>
        ))}
      </ul>
      <p className="muted">
        {rung.channels.map((channel) => policyWords(`channel.${channel}`)).join(' + ')} · {policyWords('time.shown', { time: timeWords(rung.answerWithinSeconds) })}
      </p>
    </RungFrame>
  );
}

/** A rung to change. Every act is a button; nothing needs to be dragged. */
export function RungEdited({
  last,
  teamId,
  onChange,
  onMove,
  onRemove,
  ...place
}: Place & { last: boolean; teamId: string; onChange: (change: Partial<Rung>) => void; onMove: (by: number) => void; onRemove: () => void }) {
  const { id, count, rung, names, trouble } = place;
  const hasVoice = rung.channels.includes('voice');
  const setVoice = (wanted: boolean) => onChange({ channels: wanted ? (['sms', 'voice'] satisfies Channel[]) : ['sms'] });
  return (
    <RungFrame
      {...place}
      head={
        <span className="rung-acts">
          <IconButton icon="down" className="rung-up" label={policyWords('rung.earlier', { count })} aria-disabled={count === 1 || undefined} onClick={() => onMove(-1)} />
          <IconButton icon="down" label={policyWords('rung.later', { count })} aria-disabled={last || undefined} onClick={() => onMove(1)} />
          <IconButton icon="close" label={policyWords('rung.remove', { count })} onClick={onRemove} />
        </span>
      }
    >
      <ul className="asks" aria-label={policyWords('ask')}>
        {rung.ask.map((ask) => {
          const name = askName(ask, names);
          return (
            <li key={askKey(ask)} className="ask ask-edited">
              <span>{name}</span>
              <IconButton
                icon="close"
                label={policyWords('ask.remove', { name, count })}
                onClick={() => {
                  onChange({ ask: rung.ask.filter((one) => !sameAsk(one, ask)) });
                  document.getElementById(id)?.focus();
                }}
              />
            </li>
          );
        })}
        {rung.ask.length === 0 && <li className="muted">{policyWords('ask.nobody')}</li>}
      </ul>
      <AddAsk count={count} rung={rung} names={names} teamId={teamId} onAdd={(ask) => onChange({ ask: [...rung.ask, ask] })} />
      <div className="rung-how">
        <fieldset>
          <legend className="rung-legend">{policyWords('channels')}</legend>
          <div className="rung-channels">
            <p className="rung-text">
              <Icon name="message" size={15} /> {policyWords('channels.sms')}
            </p>
            <Checkbox label={policyWords('channels.voice')} checked={hasVoice} onToggle={setVoice} />
          </div>
        </fieldset>
        <TimeField
          id={`${id}-time`}
          label={policyWords('time')}
          unitLabel={policyWords('time.unit')}
          seconds={rung.answerWithinSeconds}
          error={trouble.wrongTime}
          onChange={(answerWithinSeconds) => onChange({ answerWithinSeconds })}
        />
      </div>
    </RungFrame>
  );
}

/** Choosing and adding are two acts, so that arrow keys in the list add nobody. */
function AddAsk({ count, rung, names, teamId, onAdd }: { count: number; rung: Rung; names: Names; teamId: string; onAdd: (ask: Ask) => void }) {
  const [chosen, setChosen] = useState('');
  const isFree = (ask: Ask) => !rung.ask.some((one) => sameAsk(one, ask));
  const roles = ([{ kind: 'supervisor' }, { kind: 'everyone' }] satisfies Ask[]).filter(isFree);
  const rotas = names.rotas.filter((rota) => rota.teamId === teamId).map(({ id }): Ask => ({ kind: 'rota', rotaId: id })).filter(isFree);
  const people = names.staff
    .filter((person) => person.active && person.roles.some(({ role }) => role === 'clinician' || role === 'supervisor'))
    .map(({ id }): Ask => ({ kind: 'responder', staffId: id }))
    .filter(isFree);
  const all = [...roles, ...rotas, ...people];
  const ask = all.find((one) => askKey(one) === chosen);
  const group = (label: string, asks: readonly Ask[]) =>
    asks.length > 0 && (
      <optgroup label={label}>
        {asks.map((one) => (
          <option key={askKey(one)} value={askKey(one)}>
            {askName(one, names)}
          </option>
        ))}
      </optgroup>
    );
  return (
    <div className="ask-add">
      <Select label={<>{policyWords('ask.add')}<span className="visually-hidden"> {policyWords('rung', { count })}</span></>} value={ask ? chosen : ''} onChange={({ target }) => setChosen(target.value)}>
        <option value="">{policyWords('ask.add-choose')}</option>
        {group(policyWords('ask.group.rotas'), rotas)}
        {group(policyWords('ask.group.roles'), roles)}
        {group(policyWords('ask.group.people'), people)}
      </Select>
      <Button
        icon="add"
        aria-disabled={!ask || undefined}
        onClick={() => {
          if (!ask) return;
          onAdd(ask);
          setChosen('');
        }}
      >
        {policyWords('ask.add-button')}
      </Button>
    </div>
  );
}
