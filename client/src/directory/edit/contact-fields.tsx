import { INTAKE_CHANNELS, PHONE_TYPES } from '../../../../server/contract/directory.js';
import type { ContactFacts, IntakeFacts, PhoneFacts, ServiceFactsView } from '../../../../server/contract/directory-edit.js';
import { ago } from '../../app/format.js';
import { useNow } from '../../live/server-clock.js';
import { Checkbox } from '../../ui/toggle.js';
import { directoryWords } from '../directory-words.js';
import { BLANK } from './core/drafts.js';
import { editWords } from './edit-words.js';
import { Choice, Parts, Text } from './form-parts.js';

/** The last check of each number, by its id. */
export type Checks = ServiceFactsView['checks'];

/** Numbers, each with its last check; one that was just checked says with whom. */
export function PhoneFields({ at, legend, phones, checks, onChange }: { at: string; legend: string; phones: readonly PhoneFacts[]; checks: Checks; onChange: (phones: PhoneFacts[]) => void }) {
  return (
    <Parts at={at} legend={legend} nameOf={(n) => editWords('phone.one', { n })} parts={phones} blank={BLANK.phone} addLabel={editWords('phone.add')} onChange={onChange}>
      {(phone, change, path) => (
        <>
          <div className="edit-line">
            <Text at={`${path}/number`} type="tel" required label={editWords('phone.number')} value={phone.number} onChange={(number) => change({ number: number ?? '' })} />
            <Text at={`${path}/extension`} label={editWords('phone.extension')} value={phone.extension} onChange={(extension) => change({ extension })} />
            <Choice
              at={`${path}/type`}
              label={editWords('phone.type')}
              value={phone.type ?? 'unknown'}
              options={[['unknown', editWords('unknown')], ...PHONE_TYPES.map((type) => [type, directoryWords(`phone.${type}`)] as const)]}
              onChange={(type) => change({ type: type === 'unknown' ? null : type })}
            />
          </div>
          <Text at={`${path}/description`} label={editWords('phone.about')} value={phone.description} onChange={(description) => change({ description })} />
          <LastCheck check={phone.id === null ? undefined : checks[phone.id]} />
          <Checkbox label={editWords('phone.check')} checked={phone.checkedHow !== null} onToggle={(on) => change({ checkedHow: on ? '' : null })} />
          {phone.checkedHow !== null && <Text at={`${path}/checkedHow`} label={editWords('phone.check-how')} value={phone.checkedHow} onChange={(how) => change({ checkedHow: how ?? '' })} />}
        </>
      )}
    </Parts>
  );
}

function LastCheck({ check }: { check: Checks[string] | undefined }) {
  const now = useNow(60_000);
  return <p className="muted">{check ? editWords('phone.checked', { age: ago(Date.parse(check.at), now), by: check.by, how: check.how }) : editWords('phone.never')}</p>;
}

/** People to ask for, with their own numbers. */
export function ContactFields({ contacts, checks, onChange }: { contacts: readonly ContactFacts[]; checks: Checks; onChange: (contacts: ContactFacts[]) => void }) {
  return (
    <Parts at="/contacts" legend={editWords('fact.contacts')} nameOf={(n) => editWords('contact.one', { n })} parts={contacts} blank={BLANK.contact} addLabel={editWords('contact.add')} onChange={onChange}>
      {(contact, change, at) => (
        <>
          <div className="edit-line">
            <Text at={`${at}/name`} label={editWords('contact.name')} value={contact.name} onChange={(name) => change({ name })} />
            <Text at={`${at}/title`} label={editWords('contact.title')} value={contact.title} onChange={(title) => change({ title })} />
            <Text at={`${at}/email`} type="email" label={editWords('contact.email')} value={contact.email} onChange={(email) => change({ email })} />
          </div>
          <PhoneFields at={`${at}/phones`} legend={editWords('fact.phones')} phones={contact.phones} checks={checks} onChange={(phones) => change({ phones })} />
        </>
      )}
    </Parts>
  );
}

const HOURS = ['service-hours', 'always', 'unknown'] as const;

/** Where a referral goes. A new address counts only once it was verified on the page of the service. */
export function IntakeFields({ intake, verified, onChange }: { intake: readonly IntakeFacts[]; verified: ServiceFactsView['verified']; onChange: (intake: IntakeFacts[]) => void }) {
  return (
    <Parts at="/intake" legend={editWords('fact.intake')} nameOf={(n) => editWords('intake.one', { n })} parts={intake} blank={BLANK.intake} addLabel={editWords('intake.add')} onChange={onChange}>
      {(contact, change, at) => {
        const hours = typeof contact.hours === 'string' ? contact.hours : 'own';
        return (
          <>
            <div className="edit-line">
              <Choice at={`${at}/channel`} label={editWords('intake.channel')} value={contact.channel} options={INTAKE_CHANNELS.map((one) => [one, directoryWords(`intake.${one}`)] as const)} onChange={(channel) => change({ channel })} />
              <Text at={`${at}/address`} required label={editWords('intake.address')} value={contact.address} onChange={(address) => change({ address: address ?? '' })} />
              <Choice
                at={`${at}/hours`}
                label={editWords('intake.hours')}
                value={hours}
                options={[...(hours === 'own' ? [['own', editWords('intake.hours.own')] as const] : []), ...HOURS.map((one) => [one, editWords(`intake.hours.${one}`)] as const)]}
                onChange={(one) => one !== 'own' && change({ hours: one })}
              />
            </div>
            <Text at={`${at}/label`} label={editWords('intake.label')} value={contact.label} onChange={(label) => change({ label })} />
            <p className="muted">{editWords(contact.id !== null && verified[contact.id] ? 'intake.verified' : 'intake.not-verified')}</p>
          </>
        );
      }}
    </Parts>
  );
}
