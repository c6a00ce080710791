import { useState } from 'react';
import { Button } from '../ui/button.js';
import { ChoiceCards } from '../ui/choice-cards.js';
import { CodeField, Select, TextArea, TextField } from '../ui/field.js';
import { Segmented } from '../ui/segmented.js';
import { ErrorSummary } from '../ui/states.js';
import { Tabs } from '../ui/tabs.js';
import { Checkbox, Switch } from '../ui/toggle.js';
import { Specimen, State } from './specimen.js';

/** What asks. */
export function AskSpecimens() {
  const [what, setWhat] = useState<'life' | 'serious' | 'struggling' | 'not-sure' | null>('life');
  const [hurt, setHurt] = useState<'yes' | 'no' | 'unknown' | null>('no');
  const [agrees, setAgrees] = useState<'not-asked' | 'yes' | 'no'>('not-asked');
  const [view, setView] = useState<'week' | 'agenda'>('week');
  const [share, setShare] = useState(true);
  const [late, setLate] = useState(false);
  const [stopped, setStopped] = useState(true);
  const [code, setCode] = useState('407');
  const [mistaken, setMistaken] = useState(false);

  return (
    <>
      <Specimen name="Choice cards">
        <State name="With shapes">
          <ChoiceCards
            legend="What is happening now?"
            value={what}
            onChoose={setWhat}
            choices={[
              { value: 'life', title: 'Life may be at risk', hint: 'We ask on-call staff now', shape: 'octagon', tone: 'critical' },
              { value: 'serious', title: 'Serious, could get worse', hint: 'We aim to answer in 5 minutes', shape: 'triangle', tone: 'warning' },
              { value: 'struggling', title: 'Struggling, needs help soon', hint: 'We aim to answer in 15 minutes', shape: 'triangle-outline', tone: 'warning' },
              { value: 'not-sure', title: 'I am not sure', hint: 'We treat it as serious until we know', shape: 'bubble', tone: 'neutral' },
            ]}
          />
        </State>
        <State name="Plain">
          <ChoiceCards
            legend="Is anyone hurt?"
            value={hurt}
            onChoose={setHurt}
            choices={[
              { value: 'yes', title: 'Yes' },
              { value: 'no', title: 'No' },
              { value: 'unknown', title: 'I do not know' },
            ]}
          />
        </State>
      </Specimen>

      <Specimen name="Fields">
        <TextField label="Your name" defaultValue="Marisol Vega" autoComplete="off" />
        <TextField label="Where are they?" hint="A street, a room, a bus line: whatever helps to find them" optional="can be left empty" />
        <TextField id="gallery-phone" label="Phone" error="This number is too short. Add the area code." defaultValue="555-01" />
        <TextArea label="What did they say?" hint="In their own words, if you can" defaultValue="I just want one quiet night somewhere safe." />
        <Select label="Raised by" defaultValue="northgate">
          <option value="northgate">Northgate shelter</option>
          <option value="drop-in">Eastfield drop-in</option>
        </Select>
        <CodeField label="Code" hint="We read out 6 numbers" length={6} value={code} onChange={setCode} />
        <TextField label="Not possible now" defaultValue="Elm Row" disabled />
      </Specimen>

      <Specimen name="Switches and segments">
        <Segmented
          legend="Do they agree to Harbor House?"
          value={agrees}
          onChoose={setAgrees}
          segments={[
            { value: 'not-asked', label: 'Not asked' },
            { value: 'yes', label: 'Agrees' },
            { value: 'no', label: 'Does not' },
          ]}
        />
        <Segmented
          strong
          legend="View"
          value={view}
          onChoose={setView}
          segments={[
            { value: 'week', label: 'Week' },
            { value: 'agenda', label: 'Agenda' },
          ]}
        />
        <Checkbox label="They agree to sharing this" hint="Need, age band, wishes, risks. Not the name." checked={share} onToggle={setShare} />
        <div>
          <Switch label="Delay 30 s" hint="Texts come late" checked={late} onToggle={setLate} />
          <Switch label="Opted out" hint="As if they had texted STOP" checked={stopped} onToggle={setStopped} />
        </div>
        <Tabs
          label="Views of this crisis"
          tabs={[
            { id: 'timeline', name: 'Timeline', content: <p>What happened, newest first.</p> },
            { id: 'facts', name: 'Facts', content: <p>What is known, and by whom.</p> },
            { id: 'plan', name: 'Safety plan', content: <p>Seven short parts in the person’s words.</p> },
          ]}
        />
      </Specimen>

      <Specimen name="Error summary">
        {mistaken ? (
          <ErrorSummary title="One answer needs another look" fields={[{ fieldId: 'gallery-phone', words: 'Phone: too short. Add the area code' }]}>
            Nothing you typed is lost.
          </ErrorSummary>
        ) : (
          <div>
            <Button onClick={() => setMistaken(true)}>Show what is wrong</Button>
          </div>
        )}
      </Specimen>
    </>
  );
}
