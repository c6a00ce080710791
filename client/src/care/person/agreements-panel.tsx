import { useState } from 'react';
import type { CrisisView } from '../../../../server/contract/crisis.js';
import type { ConsentView } from '../../../../server/contract/referral.js';
import { day, timeNear } from '../../app/format.js';
import { useNetwork } from '../../app/session.js';
import { kindWords } from '../../directory/directory-words.js';
import { useNow } from '../../live/server-clock.js';
import { Button } from '../../ui/button.js';
import { Panel } from '../../ui/card.js';
import { VisuallyHidden } from '../../ui/visually-hidden.js';
import { referWords } from '../../referral/refer/refer-words.js';
import { agreementWords } from './agreement-words.js';
import { KindDialog } from './kind-dialog.js';
import { TakeBackDialog } from './take-back-dialog.js';

/** Everything the person said about being spoken of, newest first, and the way to take a yes back. */
export function AgreementsPanel({ crisis }: { crisis: CrisisView }) {
  const [takingBack, setTakingBack] = useState<ConsentView | null>(null);
  const [forKind, setForKind] = useState(false);
  const said = crisis.consents.filter(({ emergencyBasis }) => emergencyBasis === null).toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at));
  return (
    <Panel title={agreementWords('title')}>
      <div className="stack">
        <p className="muted">{agreementWords(said.length === 0 ? 'none' : 'words')}</p>
        {said.length > 0 && (
          <ul className="person-rows">
            {said.map((consent) => (
              <li key={consent.id}>
                <Agreement consent={consent} onTakeBack={() => setTakingBack(consent)} />
              </li>
            ))}
          </ul>
        )}
        {crisis.state !== 'CLOSED' && (
          <div>
            <Button onClick={() => setForKind(true)}>{agreementWords('kind')}</Button>
          </div>
        )}
      </div>
      {takingBack && <TakeBackDialog crisis={crisis} consent={takingBack} onClose={() => setTakingBack(null)} />}
      {forKind && <KindDialog crisis={crisis} onClose={() => setForKind(false)} />}
    </Panel>
  );
}

/** Whom a record is about, in words. */
export const agreedTo = ({ category, serviceName }: ConsentView): string => (category === null ? serviceName : kindWords(category));

function Agreement({ consent, onTakeBack }: { consent: ConsentView; onTakeBack: () => void }) {
  const now = useNow(60_000);
  const network = useNetwork();
  const today = new Date(now).toLocaleDateString('en-CA', network ? { timeZone: network.timeZone } : {});
  const { refused, withdrawnAt, withdrawal, expiresOn, category, at, recordedBy, dataClasses } = consent;
  const name = agreedTo(consent);
  const until = day(`${expiresOn}T12:00:00Z`);
  const stands = !refused && withdrawnAt === null;
  return (
    <div className="stack">
      <div>
        <p>
          <b>{refused ? agreementWords('no', { name }) : category === null ? agreementWords('yes', { name }) : agreementWords('yes-kind', { kind: name })}</b>
        </p>
        <p className="muted">{agreementWords('by', { time: timeNear(at, now), by: recordedBy })}</p>
        {stands && <p className="muted">{agreementWords(expiresOn < today ? 'over' : 'until', { day: until })}</p>}
        {stands && <p className="muted">{agreementWords('shares', { what: dataClasses.map((one) => referWords(`consent.class.${one}`)).join(', ') })}</p>}
        {withdrawnAt !== null && (
          <p>
            {withdrawal
              ? agreementWords('taken-back.by', { time: timeNear(withdrawnAt, now), asker: agreementWords(`asker.${withdrawal.askedBy}`), way: agreementWords(`way.${withdrawal.how}`), by: withdrawal.recordedBy })
              : agreementWords('taken-back', { time: timeNear(withdrawnAt, now) })}
          </p>
        )}
      </div>
      {stands && expiresOn >= today && (
        <div>
          <Button size="s" onClick={onTakeBack}>
            {agreementWords('take-back')}
            <VisuallyHidden> {name}</VisuallyHidden>
          </Button>
        </div>
      )}
    </div>
  );
}
