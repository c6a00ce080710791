import { useState } from 'react';
import type { CrisisView, EmergencyContactView } from '../../../../server/contract/crisis.js';
import { call } from '../../app/api.js';
import { timeNear } from '../../app/format.js';
import { useNow } from '../../live/server-clock.js';
import { Button } from '../../ui/button.js';
import { Panel } from '../../ui/card.js';
import { Dialog } from '../../ui/dialog.js';
import { TextField } from '../../ui/field.js';
import { Tag } from '../../ui/tag.js';
import { Deadline } from '../../app/time.js';
import { boardWords } from '../board/board-words.js';
import { FailureNote } from '../board/failure-note.js';
import { useSend } from '../board/use-send.js';
import { keepCrisis } from './crisis-data.js';
import { crisisWords } from './crisis-words.js';
import { EmergencyForm } from './emergency-form.js';

/** Which emergency services were asked for, and whether somebody confirmed that they reached the person. */
export function EmergencyPanel({ crisis, old }: { crisis: CrisisView; old: boolean }) {
  const [recording, setRecording] = useState(false);
  const mayRecord = crisis.may.work && crisis.state !== 'CLOSED' && !old;
  const none = crisis.emergencyContacts.length === 0;
  return (
    <Panel title={crisisWords('emergency')}>
      <div className="stack">
        {none ? <p className="muted">{crisisWords('emergency.none')}</p> : crisis.emergencyContacts.map((contact) => <Contact key={contact.id} crisis={crisis} contact={contact} mayConfirm={mayRecord} />)}
        {mayRecord && (
          <div>
            <Button size="s" icon="phone" onClick={() => setRecording(true)}>
              {crisisWords(none ? 'emergency.record' : 'emergency.record-more')}
            </Button>
          </div>
        )}
      </div>
      <Dialog open={recording} title={crisisWords('emergency.form')} closeLabel={boardWords('close')} onClose={() => setRecording(false)}>
        <EmergencyForm crisis={crisis} onClose={() => setRecording(false)} />
      </Dialog>
    </Panel>
  );
}

function Contact({ crisis, contact, mayConfirm }: { crisis: CrisisView; contact: EmergencyContactView; mayConfirm: boolean }) {
  const now = useNow(60_000);
  const { service, requestedAt, decidedBy, personAgreed, whyPolice, supervisorConsulted, personTold, confirmedAt, confirmation, confirmationNote } = contact;
  const more = [
    crisisWords(`emergency.line.agreed.${personAgreed}`),
    whyPolice && crisisWords('emergency.line.why', { why: whyPolice }),
    supervisorConsulted && crisisWords('emergency.line.consulted'),
    personTold && crisisWords('emergency.line.told', { words: personTold }),
  ].filter(Boolean).join(' ');
  return (
    <div className="emergency-contact">
      <p>
        <b>{crisisWords('emergency.line', { service: crisisWords(`emergency.service.${service}`), time: timeNear(requestedAt, now), name: decidedBy })}</b>
      </p>
      <p className="muted">{more}</p>
      {confirmedAt ? (
        <div>
          <Tag tone="success" icon="check">
            {confirmation === 'alternative'
              ? crisisWords('emergency.confirmed.alternative', { time: timeNear(confirmedAt, now), note: confirmationNote ?? '' })
              : crisisWords('emergency.confirmed.reached', { time: timeNear(confirmedAt, now) })}
          </Tag>
        </div>
      ) : (
        <Confirm crisis={crisis} contact={contact} mayConfirm={mayConfirm} />
      )}
    </div>
  );
}

/** Asked again until somebody says that they reached the person, or what was done instead. */
function Confirm({ crisis, contact, mayConfirm }: { crisis: CrisisView; contact: EmergencyContactView; mayConfirm: boolean }) {
  const now = useNow(60_000);
  const [instead, setInstead] = useState<string | null>(null);
  const { busy, failure, send } = useSend();
  const confirm = (confirmation: 'reached' | 'alternative', note?: string) =>
    send(async () =>
      keepCrisis(await call('POST /api/v1/crises/:id/emergency-contacts/:contactId/confirmation', { id: crisis.id, contactId: contact.id, confirmation, ...(note && { note }) })));
  const due = contact.confirmBy !== null && Date.parse(contact.confirmBy) <= now;
  return (
    <div className="confirm" data-tone={due ? 'critical' : 'warning'}>
      <div className="row">
        <b>{crisisWords('emergency.ask')}</b>
        {contact.confirmBy && (
          <span className="push">
            <Deadline at={contact.confirmBy} coarse />
          </span>
        )}
      </div>
      {contact.confirmBy && <p>{crisisWords('emergency.ask.until', { time: timeNear(contact.confirmBy, now) })}</p>}
      {mayConfirm && instead === null && (
        <div className="row">
          <Button size="s" busy={busy} onClick={() => void confirm('reached')}>
            {crisisWords('emergency.reached')}
          </Button>
          <Button size="s" onClick={() => setInstead('')}>
            {crisisWords('emergency.alternative')}
          </Button>
        </div>
      )}
      {instead !== null && (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            if (instead.trim() !== '') void confirm('alternative', instead.trim());
          }}
        >
          <TextField label={crisisWords('emergency.alternative.what')} value={instead} maxLength={500} required onChange={(event) => setInstead(event.target.value)} />
          <div>
            <Button type="submit" size="s" busy={busy} disabled={instead.trim() === ''}>
              {crisisWords('emergency.alternative.save')}
            </Button>
          </div>
        </form>
      )}
      <FailureNote failure={failure} />
    </div>
  );
}
