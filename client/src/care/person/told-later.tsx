import { useState } from 'react';
import type { CrisisView } from '../../../../server/contract/crisis.js';
import type { ConsentView } from '../../../../server/contract/referral.js';
import { call } from '../../app/api.js';
import { timeNear } from '../../app/format.js';
import { queries } from '../../app/queries.js';
import { FailureNote } from '../../crisis/board/failure-note.js';
import { useSend } from '../../crisis/board/use-send.js';
import { crisisQuery } from '../../crisis/page/crisis-data.js';
import { useNow } from '../../live/server-clock.js';
import { Button } from '../../ui/button.js';
import { Panel } from '../../ui/card.js';
import { TextField } from '../../ui/field.js';
import { personWords } from './person-words.js';

/** What was shared without their agreement: the person is told when it is safe, and that is kept. Nothing where nothing was. */
export function ToldLater({ crisis }: { crisis: CrisisView }) {
  const shared = crisis.consents.filter(({ emergencyBasis }) => emergencyBasis !== null);
  if (shared.length === 0) return null;
  return (
    <Panel title={personWords('told')}>
      <ul className="stack">
        {shared.map((consent) => (
          <li key={consent.id}>
            <Told crisisId={crisis.id} consent={consent} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Told({ crisisId, consent }: { crisisId: string; consent: ConsentView }) {
  const now = useNow(60_000);
  const [how, setHow] = useState('');
  const { busy, failure, send } = useSend();
  if (consent.personToldAt) return <p>{personWords('told.done', { time: timeNear(consent.personToldAt, now), how: consent.personToldHow ?? '' })}</p>;
  return (
    <form
      noValidate
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (how.trim() === '') return;
        void send(async () => {
          await call('POST /api/v1/crises/:id/consents/:consentId/person-told', { id: crisisId, consentId: consent.id, how: how.trim() });
          await queries.invalidateQueries(crisisQuery(crisisId));
        });
      }}
    >
      <p>{personWords('told.words', { name: consent.serviceName, time: timeNear(consent.at, now) })}</p>
      <TextField label={personWords('told.how')} autoComplete="off" maxLength={300} value={how} onChange={(event) => setHow(event.target.value)} />
      <FailureNote failure={failure} />
      <div>
        <Button type="submit" busy={busy} disabled={how.trim() === ''}>
          {personWords('told.save')}
        </Button>
      </div>
    </form>
  );
}
