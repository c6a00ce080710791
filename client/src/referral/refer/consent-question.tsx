import { useState } from 'react';
import type { CrisisView, ConsentInput } from '../../../../server/contract/crisis.js';
import type { HelpKind } from '../../../../server/contract/directory.js';
import type { ConsentView } from '../../../../server/contract/referral.js';
import { CONSENT_METHODS, DATA_CLASSES } from '../../../../server/contract/words.js';
import type { ConsentMethod, DataClass } from '../../../../server/contract/words.js';
import { call } from '../../app/api.js';
import { day, timeNear } from '../../app/format.js';
import { queries } from '../../app/queries.js';
import { FailureNote } from '../../crisis/board/failure-note.js';
import { useCreationKey, useSend } from '../../crisis/board/use-send.js';
import { crisisQuery } from '../../crisis/page/crisis-data.js';
import { kindWords } from '../../directory/directory-words.js';
import { useNow } from '../../live/server-clock.js';
import { LinkButton } from '../../ui/button.js';
import { Select, TextField } from '../../ui/field.js';
import { Segmented } from '../../ui/segmented.js';
import { Checkbox } from '../../ui/toggle.js';
import type { ConsentAnswer } from './core/standing-consent.js';
import { referWords } from './refer-words.js';

/** Without these a service cannot help. */
const NEEDED: readonly DataClass[] = ['contact', 'need'];
/** Shared unless the person says otherwise: a service must plan for risks. */
export const USUAL: readonly DataClass[] = ['contact', 'need', 'risk'];

export type How = Pick<ConsentInput, 'dataClasses' | 'method' | 'givenBy' | 'witness' | 'guardian' | 'language' | 'expiresOn'>;

/** Whether the person agrees to one service being told, recorded in place with what is shared and how they said it. */
export function ConsentQuestion({
  crisis,
  service,
  answer,
  consent,
}: {
  crisis: CrisisView;
  service: { id: string; name: string; kinds?: readonly HelpKind[] };
  answer: ConsentAnswer;
  consent: ConsentView | null;
}) {
  const [how, setHow] = useState<How>({ dataClasses: [...USUAL], method: 'spoken', givenBy: 'self' });
  const [kind, setKind] = useState<HelpKind | null>(null);
  const [changing, setChanging] = useState(false);
  const [missing, setMissing] = useState(false);
  const { busy, failure, send } = useSend();
  const creationKey = useCreationKey();

  const record = (said: ConsentAnswer) => {
    if (said === answer || busy) return;
    if (how.givenBy === 'guardian' && !how.guardian?.trim()) {
      setChanging(true);
      setMissing(true);
      return;
    }
    void send(async () => {
      if (said === 'not-asked') {
        if (consent && !consent.refused) keepConsent(crisis.id, await call('DELETE /api/v1/crises/:id/consents/:consentId', { id: crisis.id, consentId: consent.id }));
        return;
      }
      const whom = said === 'yes' && kind !== null ? { category: kind } : { serviceId: service.id };
      const input = { id: crisis.id, ...whom, ...filledIn(how), ...(said === 'no' && { refused: true }) };
      // What was said before is part of it: a yes after a no is another yes than the first.
      keepConsent(crisis.id, await call('POST /api/v1/crises/:id/consents', input, { idempotencyKey: creationKey({ ...input, after: consent?.id }) }));
      setChanging(false);
    });
  };

  return (
    <div className="consent">
      <div className="consent-row">
        <div>
          <b>{referWords('consent.ask', { name: service.name })}</b>
          <p className="muted">
            <Standing answer={answer} consent={consent} how={how} service={service.name} />{' '}
            {answer === 'not-asked' && !changing && <LinkButton onClick={() => setChanging(true)}>{referWords('consent.change')}</LinkButton>}
          </p>
        </div>
        <Segmented
          legend={referWords('consent.legend', { name: service.name })}
          value={answer}
          segments={(['not-asked', 'yes', 'no'] as const).map((value) => ({ value, label: referWords(`consent.${value}`) }))}
          onChoose={record}
        />
      </div>
      {changing && answer === 'not-asked' && (
        <>
          {service.kinds && service.kinds.length > 0 && <WhomField service={service.name} kinds={service.kinds} kind={kind} onKind={setKind} />}
          <ConsentHowForm how={how} missing={missing} onChange={setHow} />
        </>
      )}
      <FailureNote failure={failure} />
    </div>
  );
}

/** The record stands on the page at once; the news that follows brings the whole crisis. */
export function keepConsent(crisisId: string, consent: ConsentView): void {
  queries.setQueryData(crisisQuery(crisisId).queryKey, (crisis: CrisisView | undefined) =>
    crisis && { ...crisis, consents: [...crisis.consents.filter(({ id }) => id !== consent.id), consent] });
}

const listOf = (classes: readonly DataClass[]): string => classes.filter((name) => name !== 'contact').map((name) => referWords(`consent.class.${name}`)).join(', ');

function Standing({ answer, consent, how, service }: { answer: ConsentAnswer; consent: ConsentView | null; how: How; service: string }) {
  const now = useNow(60_000);
  if (answer === 'no') return referWords('consent.refused', { name: consent?.category ? kindWords(consent.category) : service });
  if (answer === 'yes' && consent) {
    const given = referWords('consent.given', {
      time: timeNear(consent.at, now), method: consent.method ? referWords(`consent.method.${consent.method}`).toLowerCase() : '', name: consent.recordedBy, day: day(`${consent.expiresOn}T12:00:00Z`),
    });
    const whom = consent.category ? `${referWords('consent.given-kind', { kind: kindWords(consent.category) })} ` : '';
    return `${whom}${given} ${referWords('consent.shares', { what: listOf(consent.dataClasses) })}`;
  }
  return referWords('consent.shares', { what: listOf(how.dataClasses) });
}

/** For this service alone, or for every one of its kind. */
function WhomField({ service, kinds, kind, onKind }: { service: string; kinds: readonly HelpKind[]; kind: HelpKind | null; onKind: (kind: HelpKind | null) => void }) {
  return (
    <Select label={referWords('consent.whom')} hint={referWords('consent.whom.hint')} value={kind ?? ''} onChange={({ target }) => onKind(kinds.find((one) => one === target.value) ?? null)}>
      <option value="">{referWords('consent.whom.one', { name: service })}</option>
      {kinds.map((one) => (
        <option key={one} value={one}>
          {referWords('consent.whom.kind', { kind: kindWords(one) })}
        </option>
      ))}
    </Select>
  );
}

/** What was left empty is not sent. */
export function filledIn({ witness, guardian, language, expiresOn, ...how }: How): How {
  return {
    ...how, ...(witness?.trim() && { witness: witness.trim() }), ...(how.givenBy === 'guardian' && guardian?.trim() && { guardian: guardian.trim() }),
    ...(language?.trim() && { language: language.trim() }), ...(expiresOn && { expiresOn }),
  };
}

/** What is shared and how they said it: for one service, or for every service of a kind. */
export function ConsentHowForm({ how, missing, onChange }: { how: How; missing: boolean; onChange: (how: How) => void }) {
  const toggle = (name: DataClass, on: boolean) => onChange({ ...how, dataClasses: DATA_CLASSES.filter((one) => (one === name ? on : how.dataClasses.includes(one))) });
  return (
    <div className="consent-how">
      <fieldset>
        <legend>{referWords('consent.what')}</legend>
        {DATA_CLASSES.map((name) => (
          <Checkbox key={name} label={referWords(`consent.class.${name}`)} checked={how.dataClasses.includes(name)} disabled={NEEDED.includes(name)} onToggle={(on) => toggle(name, on)} />
        ))}
      </fieldset>
      <Select label={referWords('consent.method')} value={how.method} onChange={(event) => onChange({ ...how, method: CONSENT_METHODS.find((value): value is ConsentMethod => value === event.target.value) ?? 'spoken' })}>
        {CONSENT_METHODS.map((value) => (
          <option key={value} value={value}>
            {referWords(`consent.method.${value}`)}
          </option>
        ))}
      </Select>
      <Select label={referWords('consent.by')} value={how.givenBy} onChange={(event) => onChange({ ...how, givenBy: event.target.value === 'guardian' ? 'guardian' : 'self' })}>
        {(['self', 'guardian'] as const).map((value) => (
          <option key={value} value={value}>
            {referWords(`consent.by.${value}`)}
          </option>
        ))}
      </Select>
      {how.givenBy === 'guardian' && (
        <TextField label={referWords('consent.guardian')} autoComplete="off" maxLength={120} value={how.guardian ?? ''} error={missing && !how.guardian?.trim() && referWords('consent.guardian-missing')} onChange={(event) => onChange({ ...how, guardian: event.target.value })} />
      )}
      <TextField label={referWords('consent.witness')} autoComplete="off" maxLength={120} value={how.witness ?? ''} onChange={(event) => onChange({ ...how, witness: event.target.value })} />
      <TextField label={referWords('consent.language')} autoComplete="off" maxLength={60} value={how.language ?? ''} onChange={(event) => onChange({ ...how, language: event.target.value })} />
      <TextField type="date" label={referWords('consent.until')} value={how.expiresOn ?? ''} onChange={(event) => onChange({ ...how, expiresOn: event.target.value })} />
    </div>
  );
}
