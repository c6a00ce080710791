import { useState } from 'react';
import type { IntakeContact, ServiceView } from '../../../server/contract/directory.js';
import { may, useWho } from '../app/session.js';
import { Ago } from '../app/time.js';
import { readableNumber } from '../messaging/phones/core/readable-number.js';
import { Button } from '../ui/button.js';
import { Panel } from '../ui/card.js';
import { FactMark } from '../ui/fact-list.js';
import { Icon } from '../ui/icon.js';
import { intakeHoursWords } from './describe.js';
import { directoryWords } from './directory-words.js';
import { VerifyDialog } from './verify-dialog.js';

type Contact = IntakeContact<string>;

/** Where referrals go, and who checked that they may; those who may mark a contact as verified. */
export function IntakePanel({ service }: { service: ServiceView }) {
  const { session } = useWho();
  const [verifying, setVerifying] = useState<Contact | null>(null);
  const mayVerify = may(session, 'directory:edit');
  const { intake } = service.handrail;
  return (
    <Panel title={directoryWords('intake')}>
      <div className="stack">
        <p className="muted">{directoryWords(intake.length === 0 ? 'intake.none' : 'intake.words')}</p>
        <ul className="service-rows">
          {intake.map((contact) => (
            <li key={contact.id} className="intake-contact">
              <div>
                <p>
                  <b>{directoryWords(`intake.${contact.channel}`)}</b> <bdi className="num">{readableNumber(contact.address)}</bdi>
                </p>
                <p>
                  <small>{[contact.label, intakeHoursWords(contact.hours)].filter(Boolean).join('. ')}</small>
                </p>
                <Verified contact={contact} />
              </div>
              {mayVerify && (
                <Button onClick={() => setVerifying(contact)}>
                  {directoryWords(contact.verified ? 'intake.verify-again' : 'intake.verify')}
                </Button>
              )}
            </li>
          ))}
        </ul>
        {!mayVerify && intake.length > 0 && <p className="muted">{directoryWords('intake.who')}</p>}
      </div>
      {verifying && <VerifyDialog service={service} contact={verifying} onClose={() => setVerifying(null)} />}
    </Panel>
  );
}

function Verified({ contact: { verified } }: { contact: Contact }) {
  if (!verified) {
    return (
      <p>
        <FactMark>{directoryWords('intake.not-verified')}</FactMark>
      </p>
    );
  }
  return (
    <p className="intake-verified">
      <Icon name="check" size={14} />
      <span>{directoryWords.rich('intake.verified', { age: <Ago at={verified.at} />, by: verified.by, how: verified.how })}</span>
    </p>
  );
}
