import { useState } from 'react';
import { Button } from '../ui/button.js';
import { Field, TextField } from '../ui/field.js';
import { FormDialog } from '../ui/form-dialog.js';
import { Form } from '../ui/form.js';
import { FailedState } from '../ui/states.js';
import { atField, useTries } from '../ui/use-tries.js';
import { Specimen, State } from './specimen.js';

/** What is sent as a form, and what is shown when something cannot be read. */
export function FormSpecimens() {
  const [open, setOpen] = useState(false);
  const [failed, setFailed] = useState(false);
  return (
    <Specimen name="Form and form dialog">
      <State name="A form: its button or Enter sends it once">
        <Form busy={false} onSend={() => undefined} act="Save" also={<Button variant="quiet">Keep it as it is</Button>}>
          <Field label="Night begins" hint="Any control can be labelled">
            {(wiring) => <input type="time" className="control" defaultValue="20:00" {...wiring} />}
          </Field>
        </Form>
      </State>
      <State name="Working: it does not act twice">
        <Form busy onSend={() => undefined} act="Save">
          <TextField label="Name of the team" defaultValue="Northgate Outreach" />
        </Form>
      </State>
      <State name="In a dialog, with what is missing">
        <Button onClick={() => setOpen(true)}>Open a form dialog</Button>
        {open && <AskWhy onClose={() => setOpen(false)} />}
      </State>
      <State name="What could not be read">
        {failed ? (
          <FailedState title="The services could not be loaded." act="Try again" onTry={() => setFailed(false)}>
            Nothing is lost. Texts and calls still work.
          </FailedState>
        ) : (
          <Button onClick={() => setFailed(true)}>Fail to load</Button>
        )}
      </State>
    </Specimen>
  );
}

function AskWhy({ onClose }: { onClose: () => void }) {
  const [why, setWhy] = useState('');
  const tries = useTries();
  const field = 'gallery-why';
  const send = () => {
    if (why.trim() === '') tries.fail(atField(field, 'Say why: others will read it'));
    else onClose();
  };
  return (
    <FormDialog title="Put back what stood here before" closeLabel="Close" onClose={onClose} act="Put it back" onAct={send} busy={tries.busy} failure={tries.failure} also={<Button onClick={onClose}>Leave it</Button>}>
      <p>The opening hours of Mon, May 4 come back.</p>
      <TextField id={field} label="Why" error={tries.wrong(field)} value={why} onChange={({ target }) => setWhy(target.value)} />
    </FormDialog>
  );
}
