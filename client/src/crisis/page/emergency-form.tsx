import { useState } from 'react';
import type { CrisisView, EmergencyContactInput } from '../../../../server/contract/crisis.js';
import { call } from '../../app/api.js';
import { Button } from '../../ui/button.js';
import { Select, TextArea, TextField } from '../../ui/field.js';
import { Segmented } from '../../ui/segmented.js';
import { Checkbox } from '../../ui/toggle.js';
import { FailureNote } from '../board/failure-note.js';
import { useCreationKey, useSend } from '../board/use-send.js';
import { keepCrisis } from './crisis-data.js';
import { crisisWords } from './crisis-words.js';

const SERVICES = ['ambulance', 'mental-health-team', 'police', 'fire', 'other'] as const satisfies readonly EmergencyContactInput['service'][];
const AGREED = ['yes', 'no', 'not-asked'] as const satisfies readonly EmergencyContactInput['personAgreed'][];

/** Records that an emergency service was asked for: which, whether the person agrees, why police, and what they were told. */
export function EmergencyForm({ crisis, onClose }: { crisis: CrisisView; onClose: () => void }) {
  const creationKey = useCreationKey();
  const [service, setService] = useState<EmergencyContactInput['service']>('ambulance');
  const [personAgreed, setPersonAgreed] = useState<EmergencyContactInput['personAgreed']>('not-asked');
  const [whyPolice, setWhyPolice] = useState('');
  const [consulted, setConsulted] = useState(false);
  const [told, setTold] = useState('');
  const [missing, setMissing] = useState(false);
  const { busy, failure, send } = useSend();
  const police = service === 'police';

  const save = async () => {
    const unexplained = police && whyPolice.trim() === '';
    setMissing(unexplained);
    if (unexplained) return;
    const input: EmergencyContactInput & { id: string } = {
      id: crisis.id, service, personAgreed, supervisorConsulted: consulted,
      ...(police && { whyPolice: whyPolice.trim() }),
      ...(told.trim() !== '' && { personTold: told.trim() }),
    };
    if (await send(async () => keepCrisis(await call('POST /api/v1/crises/:id/emergency-contacts', input, { idempotencyKey: creationKey(input) })))) onClose();
  };

  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Select label={crisisWords('emergency.service')} value={service} onChange={(event) => setService(SERVICES.find((value) => value === event.target.value) ?? 'other')}>
        {SERVICES.map((value) => (
          <option key={value} value={value}>
            {crisisWords(`emergency.service.${value}`)}
          </option>
        ))}
      </Select>
      {police && (
        <TextField
          label={crisisWords('emergency.why-police')}
          value={whyPolice}
          maxLength={500}
          error={missing && crisisWords('emergency.why-police.missing')}
          onChange={(event) => setWhyPolice(event.target.value)}
        />
      )}
      <div className="field">
        <span className="field-name">{crisisWords('emergency.agreed')}</span>
        <Segmented
          legend={crisisWords('emergency.agreed')}
          value={personAgreed}
          segments={AGREED.map((value) => ({ value, label: crisisWords(`emergency.agreed.${value}`) }))}
          onChoose={setPersonAgreed}
        />
      </div>
      <TextArea label={crisisWords('emergency.told')} optional={crisisWords('close.optional')} rows={2} value={told} maxLength={500} onChange={(event) => setTold(event.target.value)} />
      <Checkbox label={crisisWords('emergency.consulted')} checked={consulted} onToggle={setConsulted} />
      <FailureNote failure={failure} />
      <div>
        <Button type="submit" variant="primary" busy={busy}>
          {crisisWords('emergency.save')}
        </Button>
      </div>
    </form>
  );
}
